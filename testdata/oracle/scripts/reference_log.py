"""A log for the reference: customers in byte order, their events by time, equal times in input order."""

import csv
import io
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)


class ReferenceError(Exception):
    """An expected refusal; `fields` is what the case must name."""

    def __init__(self, **fields):
        super().__init__(fields)
        self.fields = fields


def micros(text, zone="UTC"):
    """An ISO 8601 time as UTC microseconds; without offset it is in `zone`."""
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return (moment - EPOCH) // MICROSECOND


class Event:
    def __init__(self, row, customer, time, touchpoint, end, values):
        self.row, self.customer, self.time = row, customer, time
        self.touchpoint, self.end, self.values = touchpoint, end, values


class Log:
    def __init__(self, spec):
        columns = spec["columns"]
        zone = columns.get("time_zone") or "UTC"
        missing = {"", *columns.get("missing", [])}
        self.priority = columns.get("priority", [])
        table = list(csv.reader(io.StringIO(spec["csv"].removeprefix("\ufeff"))))
        header, *rows = [row for row in table if row]
        self.columns = header
        self.events = []
        for row, cells in enumerate(rows, 1):
            cell = dict(zip(header, cells))
            end = cell.get(columns.get("end") or "", "")
            time = micros(cell[columns["time"]], zone)
            over = micros(end, zone) if end not in missing else None
            self.events.append(
                Event(
                    row,
                    cell[columns["customer"]],
                    time,
                    columns["event_name"] if "event_name" in columns else cell[columns["touchpoint"]],
                    over if over is None or over >= time else None,
                    {name: None if value in missing else value for name, value in cell.items()},
                )
            )
        self.touchpoints = sorted({event.touchpoint for event in self.events}, key=lambda name: name.encode())
        journeys = {}
        for event in self.events:
            journeys.setdefault(event.customer, []).append(event)
        self.journeys = [
            sorted(journeys[customer], key=lambda event: (event.time, self.rank(event.touchpoint)))
            for customer in sorted(journeys, key=lambda name: name.encode())
        ]
        self.last = max((event.time for event in self.events), default=None)
        self.first = min((event.time for event in self.events), default=None)

    def rank(self, touchpoint):
        return self.priority.index(touchpoint) if touchpoint in self.priority else len(self.priority)

    def order(self, touchpoint):
        return self.touchpoints.index(touchpoint)

    def check_touchpoint(self, name):
        if name not in self.touchpoints:
            raise ReferenceError(code="unknown_name", name=name)
