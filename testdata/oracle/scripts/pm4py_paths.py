#!/usr/bin/env python3
"""Transitions, eventually-follows, variants and rework of the real logs by pm4py, run as a black box.

Large tables are frozen by the digest of their sorted lines, with the most frequent rows."""

import datetime
import gzip
import hashlib
import xml.etree.ElementTree

import pandas
import pm4py

import oracle


def helpdesk():
    tree = xml.etree.ElementTree.parse(gzip.open(oracle.DATA / "helpdesk/helpdesk.xes.gz"))
    rows = []
    for trace in (node for node in tree.getroot() if node.tag.endswith("trace")):
        case = next(node.get("value") for node in trace if node.get("key") == "concept:name")
        for event in (node for node in trace if node.tag.endswith("event")):
            values = {attribute.get("key"): attribute.get("value") for attribute in event}
            time = datetime.datetime.fromisoformat(values["time:timestamp"])
            rows.append((case, time, values["concept:name"]))
    return pandas.DataFrame(rows)


def frame(name):
    if name == "helpdesk":
        found = helpdesk()
    else:
        file, *columns = oracle.LOGS[name]
        found = pandas.DataFrame(oracle.rows(file))[columns]
    found.columns = ["case:concept:name", "time:timestamp", "concept:name"]
    found["time:timestamp"] = pandas.to_datetime(found["time:timestamp"], utc=True, format="ISO8601")
    found = found.sort_values("time:timestamp", kind="stable")
    return found.sort_values("case:concept:name", kind="stable").reset_index(drop=True)


def table(counts):
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    lines = sorted("\x1f".join(key) + f"\x1e{count}\n" for key, count in counts.items())
    return {
        "rows": len(rows),
        "sum": sum(counts.values()),
        "sha256": hashlib.sha256("".join(lines).encode()).hexdigest(),
        "top": [[list(key), count] for key, count in rows[:20]],
    }


def values(name):
    rows = frame(name)
    events = pm4py.convert_to_event_log(rows)
    counts, starts, ends = pm4py.discover_dfg(events)
    variants = pm4py.get_variants(events)
    return {
        "customers": len(events),
        "events": len(rows),
        "starts": dict(sorted(starts.items())),
        "ends": dict(sorted(ends.items())),
        "transitions": table(dict(counts)),
        "eventually": table(dict(pm4py.discover_eventually_follows_graph(events))),
        "variants": table({path: n if isinstance(n, int) else len(n) for path, n in variants.items()}),
        "rework": dict(sorted(pm4py.get_rework_cases_per_activity(events).items())),
    }


for name in [*oracle.LOGS, "helpdesk"]:
    oracle.freeze(
        "pm4py",
        pm4py.__version__,
        f"paths_{name}",
        "Rows were sorted stably by time before pm4py got them: equal times keep the order of the file.",
        values(name),
    )
