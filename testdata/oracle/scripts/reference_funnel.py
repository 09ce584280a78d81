"""The funnel of the reference, by trying all chains. For distinct steps and short journeys.

Level: the longest prefix of the steps that some chain of events passes in order, equal times in the order of
the steps, none later than `within` after the chain's first event. Strict modes cut the journey off first.
Times: of the chains of that length the one that ends first, then starts last, then takes every step first.
"""

import re

from reference_log import ReferenceError
from reference_numbers import durations, share

UNITS = {"d": 86_400_000_000, "h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000, "ms": 1000, "us": 1}
FIRST = "customers at the first step, open ones left out"
PREVIOUS = "customers at the step before, open ones left out"


def micros_of(span):
    """A time span such as `1d 12h`."""
    parts = re.findall(r"(\d+)\s*(us|ms|[dhms])", span)
    return sum(int(number) * UNITS[unit] for number, unit in parts)


def chains(events, steps, window, strictly):
    """All chains as lists of times; `events` are (time, step) in order, other events have step None."""
    found = [[(time, index)] for index, (time, step) in enumerate(events) if step == 0]
    everything = list(found)
    for wanted in range(1, steps):
        longer = []
        for chain in found:
            (first, _), (last, at) = chain[0], chain[-1]
            for index in range(at + 1, len(events)):
                time, step = events[index]
                in_time = window is None or time - first <= window
                if step == wanted and in_time and (not strictly or time > last):
                    longer.append(chain + [(time, index)])
        found = longer
        everything += longer
    return [[time for time, _ in chain] for chain in everything]


def level(events, steps, window, strictly):
    return max(map(len, chains(events, steps, window, strictly)), default=0)


def clickhouse_level(events, steps, window):
    """The level of mode `strict_increase` as ClickHouse computes it: a later event of a step that was passed
    replaces the earlier one, so that a chain can be missed (A at 1, A and B at 5: level 1)."""
    passed = [None] * steps
    for time, step in events:
        if step == 0:
            passed[0] = (time, time)
        elif step is not None and passed[step - 1]:
            start, last = passed[step - 1]
            if last < time and (window is None or time - start <= window):
                passed[step] = (start, time)
    return sum(step is not None for step in passed)


def cut(events, steps, window, mode):
    """The events up to where a strict mode stops, and whether it does."""
    for index, (_, step) in enumerate(events):
        passed = level(events[:index], steps, window, False)
        fits = step == 0 or (step is not None and passed >= step)
        if mode == "strict_order" and passed and not fits:
            return events[:index], True
        if mode == "strict_deduplication" and step not in (None, 0) and passed > step:
            return events[:index], True
    return events, False


def funnel(log, options):
    names, mode = options.get("steps", []), options.get("mode", "default")
    if not names:
        raise ReferenceError(code="invalid_option", field="steps")
    for name in names:
        log.check_touchpoint(name)
    window = micros_of(options["within"]) if options.get("within") else None
    customers, stayed, opened = [0] * len(names), [0] * len(names), [0] * len(names)
    gaps, from_first = [[] for _ in names], [[] for _ in names]
    for journey in log.journeys:
        events = sorted(
            ((event.time, names.index(event.touchpoint) if event.touchpoint in names else None) for event in journey),
            key=lambda event: (event[0], -1 if event[1] is None else event[1]),
        )
        events, stopped = cut(events, len(names), window, mode)
        found = chains(events, len(names), window, mode == "strict_increase")
        if not found:
            continue
        passed = max(map(len, found))
        if mode == "strict_increase":
            passed = clickhouse_level(events, len(names), window)
        best = min(
            (chain for chain in found if len(chain) == passed),
            key=lambda chain: (chain[-1], -chain[0], chain),
        )
        for step in range(passed):
            customers[step] += 1
            if step:
                gaps[step].append(best[step] - best[step - 1])
                from_first[step].append(best[step] - best[0])
        if passed < len(names):
            latest = max(time for time, step in events if step == 0)
            stayed[passed - 1] += 1
            opened[passed - 1] += window is not None and not stopped and latest + window > log.last
    rows, known = [], customers[0]
    for step, name in enumerate(names):
        before = customers[step - 1] - opened[step - 1] if step else 0
        rows.append(
            {
                "step": step + 1,
                "touchpoint": name,
                "customers": customers[step],
                "share": share(customers[step], known, FIRST),
                "conversion": share(customers[step] if step else 0, before, PREVIOUS),
                "dropped": stayed[step] - opened[step],
                "open": opened[step],
                "time_from_previous": durations(gaps[step]),
                "time_from_first": durations(from_first[step]),
            }
        )
        known -= opened[step]
    converted, dropped = customers[-1], sum(row["dropped"] for row in rows)
    return {
        "rows": rows,
        "customers": len(log.journeys),
        "converted": converted,
        "dropped": dropped,
        "open": sum(opened),
        "conversion": share(converted, converted + dropped, "customers converted or dropped"),
        "time": rows[-1]["time_from_first"],
    }
