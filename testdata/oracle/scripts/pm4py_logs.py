#!/usr/bin/env python3
"""Directly-follows graph, performance and variants of the real logs by pm4py, run as a black box."""

import hashlib

import pandas
import pm4py

import oracle


def log(name):
    file, customer, time, touchpoint = oracle.LOGS[name]
    frame = pandas.DataFrame(oracle.rows(file))[[customer, time, touchpoint]]
    frame.columns = ["case:concept:name", "time:timestamp", "concept:name"]
    frame["time:timestamp"] = pandas.to_datetime(frame["time:timestamp"], utc=True, format="ISO8601")
    frame = frame.sort_values("time:timestamp", kind="stable")
    frame = frame.sort_values("case:concept:name", kind="stable").reset_index(drop=True)
    return pm4py.convert_to_event_log(frame)


def values(events):
    counts, starts, ends = pm4py.discover_dfg(events)
    performance, _, _ = pm4py.discover_performance_dfg(events)
    variants = {tuple(path): count for path, count in pm4py.get_variants(events).items()}
    variants = {path: count if isinstance(count, int) else len(count) for path, count in variants.items()}
    lines = sorted("\x1f".join(path) + f"\x1e{count}\n" for path, count in variants.items())
    return {
        "customers": len(events),
        "events": sum(map(len, events)),
        "starts": dict(sorted(starts.items())),
        "ends": dict(sorted(ends.items())),
        "transitions": [
            {
                "source": a,
                "target": b,
                "count": count,
                "mean_seconds": float(performance[a, b]["mean"]),
                "median_seconds": float(performance[a, b]["median"]),
                "min_seconds": float(performance[a, b]["min"]),
                "max_seconds": float(performance[a, b]["max"]),
            }
            for (a, b), count in sorted(counts.items())
        ],
        "variants": {
            "variants": len(variants),
            "sha256": hashlib.sha256("".join(lines).encode()).hexdigest(),
            "top": [
                {"path": list(path), "count": count}
                for path, count in sorted(variants.items(), key=lambda item: (-item[1], item[0]))[:20]
            ],
        },
    }


for name in oracle.LOGS:
    oracle.freeze(
        "pm4py",
        pm4py.__version__,
        name,
        "Rows were sorted stably by time before pm4py got them: equal times keep the order of the file.",
        values(log(name)),
    )
