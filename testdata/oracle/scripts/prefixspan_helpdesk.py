#!/usr/bin/env python3
"""Frequent and closed patterns of the helpdesk's journeys by PyPI's prefixspan."""

import datetime
import gzip
import importlib.metadata
import xml.etree.ElementTree

from prefixspan import PrefixSpan

import oracle


def journeys():
    tree = xml.etree.ElementTree.parse(gzip.open(oracle.DATA / "helpdesk/helpdesk.xes.gz"))
    for trace in (node for node in tree.getroot() if node.tag.endswith("trace")):
        events = []
        for event in (node for node in trace if node.tag.endswith("event")):
            values = {attribute.get("key"): attribute.get("value") for attribute in event}
            events.append((datetime.datetime.fromisoformat(values["time:timestamp"]), values["concept:name"]))
        yield [name for _, name in sorted(events, key=lambda event: event[0])]


def patterns(miner, least, closed):
    return sorted([path, support] for support, path in miner.frequent(least, closed=closed))


miner = PrefixSpan(list(journeys()))
oracle.freeze(
    "prefixspan",
    importlib.metadata.version("prefixspan"),
    "helpdesk",
    "Events of a trace were sorted stably by time.",
    [
        {"min_support": least, "frequent": patterns(miner, least, False), "closed": patterns(miner, least, True)}
        for least in [2290, 916, 458, 100]
    ],
)
