"""The lifecycle of the reference: every state looked up in the set of periods of each customer."""

import math
import statistics

from reference_log import ReferenceError, micros
from reference_numbers import Z95, exact, share
from reference_patterns import Journey
from reference_retention import Calendar, parse

NOT_CHURNED = "customers who had not churned when the period began"
ACTIVE = "customers active in a period, of all periods that are over"
RETURNED = "customers active on two days or more"


def lifecycle(log, options):
    calendar = Calendar(options)
    days = Calendar({**options, "period": "day"})
    after, wanted = options.get("churn_after", 4), options.get("share", 0.8)
    if not after:
        raise ReferenceError(code="invalid_option", field="churn_after")
    end = micros(options["until"]) if options.get("until") else log.last
    pattern, by = options.get("activity"), options.get("by")
    pattern = pattern and parse(pattern, log)
    people = []
    for journey in log.journeys:
        found = range(len(journey))
        if pattern:
            found = [last for _, last, _ in Journey(journey, log.last).matches(*pattern)]
        events = [journey[place] for place in found if journey[place].time <= end]
        if events:
            group = events[0].touchpoint if by == "touchpoint" else events[0].values[by] if by else None
            people.append((group, sorted({days.begin(event.time) for event in events}), events))
    periods = [calendar.begin(log.first)]
    while calendar.instant(calendar.later(periods[-1], 1)) <= end:
        periods.append(calendar.later(periods[-1], 1))
    report = {"rows": [], "active_days": [], "usage": [], "intervals": []}
    for group in [None, *sorted({one[0] for one in people} - {None}, key=str.encode)]:
        lives = []
        for name, active, events in people:
            if group is None or name == group:
                per = [{days.begin(e.time) for e in events if calendar.begin(e.time) == period} for period in periods]
                lives.append((list(map(len, per)), active))
        every = []
        for t, period in enumerate(periods):
            over = t + 1 < len(periods)
            row = dict.fromkeys(
                ["seen", "active", "new", "returning", "resurrected", "dormant", "lost", "customers", "churned", "reactivated"], 0
            )
            for life, _ in lives:
                here, before = life[t] > 0, [s for s in range(t) if life[s]]
                since = t - before[-1] if before else None
                row["seen"] += here or bool(before)
                row["active"] += here
                row["new"] += here and not before
                row["returning"] += here and since == 1
                row["resurrected"] += here and bool(before) and since > 1
                row["dormant"] += not here and bool(before)
                row["lost"] += not here and since == 1
                row["customers"] += bool(before) and since <= after
                row["churned"] += not here and since == after
                row["reactivated"] += here and bool(before) and since > after
            counts = [life[t] for life, _ in lives if life[t]]
            stickiness = exact(None, len(counts), "customers active in the period") | {"method": "wald"}
            if over:
                every += counts
                length = None if calendar.period == "hour" else (periods[t + 1] - period).days
                if counts and length:
                    stickiness["value"] = sum(counts) / (len(counts) * length)
                if len(counts) > 1 and length:
                    error = math.sqrt(statistics.variance(counts) / len(counts)) / length
                    stickiness["low"], stickiness["high"] = (stickiness["value"] + s * Z95 * error for s in (-1, 1))
            churn = share(row["churned"], row["customers"], NOT_CHURNED) if over else exact(None, row["customers"], NOT_CHURNED)
            report["rows"].append({
                "group": group, "period": period.isoformat(), "complete": over, "churn": churn, "stickiness": stickiness, **row,
            })
        for k in range(1, max(every, default=0) + 1):
            report["active_days"].append({
                "group": group,
                "days": k,
                "count": every.count(k),
                "share": share(every.count(k), len(every), ACTIVE),
                "at_least": share(sum(count >= k for count in every), len(every), ACTIVE),
            })
        gaps = [statistics.median((b - a).days for a, b in zip(days, days[1:])) for _, days in lives if len(days) > 1]
        within = lambda part: next((gap for gap in sorted(set(gaps)) if sum(g <= gap for g in gaps) >= part * len(gaps)), None)
        number = lambda value: None if value is None else float(value)
        report["usage"].append({
            "group": group,
            "customers": len(gaps),
            "once": len(lives) - len(gaps),
            "median_days": number(within(0.5)),
            "share": wanted,
            "days": number(within(wanted)),
        })
        report["intervals"] += [
            {"group": group, "days": float(gap), "customers": gaps.count(gap),
             "share": share(sum(g <= gap for g in gaps), len(gaps), RETURNED)}
            for gap in sorted(set(gaps))
        ]
    return report
