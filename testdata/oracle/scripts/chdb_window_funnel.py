#!/usr/bin/env python3
"""Levels of ClickHouse's windowFunnel for small random journeys, in all modes that the library has.

A journey is written as `A1 B2 x3`: touchpoint and second. Steps are A, B, C, D; x is none."""

import random

import chdb

import oracle

MODES = ("default", "strict_deduplication", "strict_order", "strict_increase")


def journey(generator):
    times = sorted(generator.randint(0, 12) for _ in range(generator.randint(1, 9)))
    return [(generator.choices("ABCDx", weights=(3, 3, 2, 2, 1))[0], time) for time in times]


def levels(journeys, steps, window, mode):
    rows = ",".join(
        f"({customer},{position},{time},'{touchpoint}')"
        for customer, events in enumerate(journeys)
        for position, (touchpoint, time) in enumerate(events)
    )
    conditions = ",".join(f"e = '{touchpoint}'" for touchpoint in "ABCD"[:steps])
    option = "" if mode == "default" else f", '{mode}'"
    answer = chdb.query(
        f"SELECT c, windowFunnel({window}{option})(t, {conditions}) "
        f"FROM (SELECT * FROM values('c UInt32, p UInt32, t UInt64, e String', {rows}) ORDER BY c, p) "
        "GROUP BY c ORDER BY c",
        "CSV",
    )
    return [int(line.split(",")[1]) for line in str(answer).split()]


generator = random.Random(20261121)
values = {}
for mode in MODES:
    values[mode] = {}
    for steps, window in ((2, 3), (3, 5), (4, 5), (4, 100)):
        journeys = [journey(generator) for _ in range(60)]
        texts = [" ".join(f"{touchpoint}{time}" for touchpoint, time in events) for events in journeys]
        values[mode][f"{steps} steps, {window}s"] = dict(zip(texts, levels(journeys, steps, window, mode)))
oracle.freeze("chdb", chdb.__version__, "window_funnel", "Level of each journey: steps passed.", values)
