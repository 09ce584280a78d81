"""Response rate and engagement of the reference."""

import reference_funnel
import reference_prepare
from reference_log import ReferenceError
from reference_numbers import benjamini_hochberg, durations, share
from reference_surveys import begin, calendar, proportions_p


def response_rate(log, options):
    """Every answer goes to the earliest invitation without one whose time is not over."""
    asks, says = (reference_prepare.meant(log, options[name]) for name in ("invitation", "answer"))
    window = reference_funnel.micros_of(options["within"]) if options.get("within") else None
    by = options.get("by")

    def group(event):
        return None if not by else event.touchpoint if by == "touchpoint" else event.values[by]

    invitations, late, uninvited = [], [], []
    for number, journey in enumerate(log.journeys):
        own = []
        for event in journey:
            if says(event):
                free = [one for one in own if one["time"] is None]
                in_time = [one for one in free if window is None or event.time - one["start"] <= window]
                over = [one for one in free if not one["late"]]
                if in_time:
                    in_time[0]["time"] = event.time - in_time[0]["start"]
                elif over:
                    over[0]["late"] = True
                    late.append(over[0]["group"])
                else:
                    uninvited.append(group(event))
            if asks(event):
                own.append({"customer": number, "start": event.time, "group": group(event), "time": None, "late": False})
        invitations += own

    def closed(ones):
        return [one for one in ones if window is None or one["start"] + window <= log.last]

    def row(name, ones, late, uninvited, p, p_adjusted):
        over = closed(ones)
        answered = sum(one["time"] is not None for one in over)
        every = sum(one["time"] is not None for one in ones)
        return {
            "group": name,
            "share": share(answered, len(over), "invitations whose time is over"),
            "invitations": len(ones),
            "customers": len({one["customer"] for one in ones}),
            "answered": answered,
            "unanswered": len(over) - answered,
            "open": len(ones) - len(over),
            "open_answered": every - answered,
            "late": late,
            "uninvited": uninvited,
            "time": durations([one["time"] for one in ones if one["time"] is not None]),
            "p": p,
            "p_adjusted": p_adjusted,
        }

    def counts(ones):
        over = closed(ones)
        return (sum(one["time"] is not None for one in over), len(over)) if over else None

    groups = {one["group"] for one in invitations} | set(uninvited)
    groups = sorted(groups - {None}, key=lambda name: name.encode())
    parts = [[one for one in invitations if one["group"] == name] for name in groups]
    rests = [[one for one in invitations if one["group"] != name] for name in groups]
    p = [proportions_p(counts(part), counts(rest)) for part, rest in zip(parts, rests)]
    rows = [row(None, invitations, len(late), len(uninvited), None, None)]
    for name, part, value, adjusted in zip(groups, parts, p, benjamini_hochberg(p)):
        rows.append(row(name, part, late.count(name), uninvited.count(name), value, adjusted))
    return {"rows": rows, "tested": sum(value is not None for value in p)}


def engagement(log, options):
    """Customers with at least so many interactions, in all of the log and in each period (UTC, weeks from Monday)."""
    if options["at_least"] < 1:
        raise ReferenceError(code="invalid_option", field="at_least")
    named = [reference_prepare.meant(log, text) for text in options.get("touchpoints") or []]
    here = options.get("among") == "here"

    def row(period, complete, journeys):
        counts = [sum(not named or any(test(event) for test in named) for event in journey) for journey in journeys]
        customers = sum(bool(count) if here else bool(journey) for count, journey in zip(counts, journeys))
        engaged = sum(count >= options["at_least"] for count in counts)
        return {
            "period": period,
            "complete": complete,
            "share": share(engaged, customers, "customers here" if here else "customers active in that time"),
            "engaged": engaged,
            "customers": customers,
            "count": sum(counts),
        }

    rows = []
    if options.get("period"):
        kind = options["period"]
        times = [event.time for journey in log.journeys for event in journey]
        days = calendar(kind, min(times), max(times))
        for day in days:
            journeys = [[event for event in journey if begin(kind, event.time) == day] for journey in log.journeys]
            rows.append(row(day.isoformat(), day != days[-1], journeys))
    return {"rows": rows, "overall": row(None, True, log.journeys)}
