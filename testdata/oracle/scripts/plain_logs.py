#!/usr/bin/env python3
"""Transitions and variants of the real logs in plain Python: an oracle beside pm4py.

Order: time, then row of the file. Needs the standard library only.
"""

import collections
import hashlib
import statistics
import sys
from datetime import datetime, timedelta, timezone

import oracle

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def micros(text):
    moment = datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return (moment - EPOCH) // timedelta(microseconds=1)


def journeys(name):
    file, customer, time, touchpoint = oracle.LOGS[name]
    table = oracle.rows(file)
    cases = collections.defaultdict(list)
    for row, cells in enumerate(table):
        cases[cells[customer]].append((micros(cells[time]), row, cells[touchpoint]))
    return {case: [(time, name) for time, _, name in sorted(events)] for case, events in cases.items()}


def transitions(cases):
    gaps, who = collections.defaultdict(list), collections.defaultdict(set)
    for case, events in cases.items():
        for (a_time, a), (b_time, b) in zip(events, events[1:]):
            gaps[a, b].append(b_time - a_time)
            who[a, b].add(case)
    return [
        {
            "source": a,
            "target": b,
            "count": len(values),
            "customers": len(who[a, b]),
            "mean_seconds": sum(values) / len(values) / 1e6,
            "median_seconds": statistics.median(values) / 1e6,
            "min_seconds": min(values) / 1e6,
            "max_seconds": max(values) / 1e6,
        }
        for (a, b), values in sorted(gaps.items())
    ]


def variants(cases):
    counts = collections.Counter(tuple(name for _, name in events) for events in cases.values())
    lines = sorted("\x1f".join(path) + f"\x1e{count}\n" for path, count in counts.items())
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:20]
    return {
        "variants": len(counts),
        "sha256": hashlib.sha256("".join(lines).encode()).hexdigest(),
        "top": [{"path": list(path), "count": count} for path, count in top],
    }


def ends(cases, index):
    return dict(sorted(collections.Counter(events[index][1] for events in cases.values()).items()))


if __name__ == "__main__":
    for log in oracle.LOGS:
        cases = journeys(log)
        oracle.freeze(
            "plain",
            sys.version.split()[0],
            log,
            "Order: time, then row. sha256 is of the sorted lines `path joined with U+001F, U+001E, count, newline`.",
            {
                "customers": len(cases),
                "events": sum(map(len, cases.values())),
                "starts": ends(cases, 0),
                "ends": ends(cases, -1),
                "transitions": transitions(cases),
                "variants": variants(cases),
            },
        )
