"""Quantile bins of what customers do, and scores of recency, frequency and monetary value, from their definitions."""

import math
from datetime import timedelta
from zoneinfo import ZoneInfo

import reference_prepare
from reference_log import EPOCH, ReferenceError, micros
from reference_numbers import quantile, share
from reference_patterns import places


def refuse(field):
    raise ReferenceError(code="invalid_option", field=field)


def numbers(log, options):
    """The number of each journey, by what customers are put in order by; None without one."""
    behaviour, of, column = options.get("behaviour", "events"), options.get("of"), options.get("column")
    if (behaviour in ("sum", "mean")) != (column is not None):
        refuse("column")
    if column is not None and column not in log.columns:
        raise ReferenceError(code="unknown_name", name=column)
    if behaviour == "matches":
        if of is None:
            refuse("of")
        return [float(len(places(log, journey, of))) for journey in log.journeys]
    end = micros(options["as_of"]) if options.get("as_of") else log.last
    zone = ZoneInfo(options.get("time_zone") or "UTC")
    meant = reference_prepare.single(log, of, "pattern") if of else lambda event: True
    found = []
    for journey in log.journeys:
        events = [event for event in journey if event.time <= end and meant(event)]
        values = [float(event.values[column]) for event in events if column and event.values[column] is not None]
        if behaviour == "events":
            found.append(float(len(events)))
        elif behaviour == "active_days":
            days = {(EPOCH + timedelta(microseconds=event.time)).astimezone(zone).date() for event in events}
            found.append(float(len(days)))
        elif behaviour == "since_last":
            found.append((end - events[-1].time) / 1e6 if events else None)
        else:
            total = math.fsum(values)
            found.append((total if behaviour == "sum" else total / len(values)) if values else None)
    return found


class Bins:
    def __init__(self, values, count):
        self.values = sorted(values)
        self.bounds = [quantile(self.values, k / count) for k in range(count + 1)] if self.values else []

    def number(self, value):
        return sum(bound < value for bound in self.bounds[1:-1])


def split_quantiles(log, options):
    count = options.get("bins", 4)
    if not 2 <= count <= 1000:
        refuse("bins")
    found = numbers(log, options)
    bins = Bins([value for value in found if value is not None], count)
    pairs = list(zip(found, log.journeys))
    parts = []
    for number in range(count):
        own = [(value, journey) for value, journey in pairs if value is not None and bins.number(value) == number]
        if own:
            values = [value for value, _ in own]
            bounds = {"above": bins.bounds[number], "at_most": bins.bounds[number + 1]}
            span = {"low": min(values), "high": max(values), "customers": len(own)}
            parts.append(({"bin": number + 1, **bounds, **span}, [journey for _, journey in own]))
    rest = [journey for value, journey in pairs if value is None]
    parts += [(None, rest)] if rest else []
    return [{"bin": bin, "customers": len(own), "events": sum(map(len, own))} for bin, own in parts]


def rfm(log, options):
    count, column = options.get("scores", 5), options.get("column")
    if not 2 <= count <= 10:
        refuse("scores")
    given = {name: options[name] for name in ("of", "as_of") if name in options}
    since = numbers(log, {**given, "behaviour": "since_last"})
    events = numbers(log, {**given, "behaviour": "events"})
    money = numbers(log, {**given, "behaviour": "sum", "column": column}) if column else [None] * len(since)
    people = [(-a, b, c or 0.0) for a, b, c in zip(since, events, money) if a is not None]
    bins = [Bins(list(values), count) for values in zip(*people)] or [Bins([], count)] * 3
    cells = {}
    for person in people:
        cell = tuple(bin.number(value) + 1 for bin, value in zip(bins, person))
        cells.setdefault(cell, []).append(person)
    return {
        "rows": [
            {
                "recency": cell[0],
                "frequency": cell[1],
                "monetary": cell[2] if column else None,
                "customers": len(cells[cell]),
                "share": share(len(cells[cell]), len(people), "customers with scores"),
                "events": int(sum(person[1] for person in cells[cell])),
                "value": math.fsum(person[2] for person in cells[cell]) if column else None,
            }
            for cell in sorted(cells, reverse=True)
        ],
        "customers": len(people),
        "without": len(since) - len(people),
        "recency_seconds": [0.0 - bound for bound in bins[0].bounds],
        "frequency": bins[1].bounds,
        "monetary": bins[2].bounds if column else [],
    }
