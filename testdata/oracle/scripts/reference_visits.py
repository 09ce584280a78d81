"""Visits: unbroken runs of events of a customer at a place."""


class Visit:
    def __init__(self, place, events):
        self.place, self.events = place, events
        self.start, last = events[0].time, events[-1]
        self.end = last.time if last.end is None else last.end
        self.measured = len(events) > 1 or last.end is not None


def visits(journey, place=lambda event: event.touchpoint):
    runs = []
    for event in journey:
        if runs and runs[-1][0] == place(event):
            runs[-1][1].append(event)
        else:
            runs.append((place(event), [event]))
    return [Visit(*run) for run in runs]
