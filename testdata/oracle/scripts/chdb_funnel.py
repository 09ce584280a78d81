#!/usr/bin/env python3
"""Funnels on simple_shop by ClickHouse's windowFunnel (chdb), run as a black box."""

import chdb

import oracle

STEPS = ["catalog", "cart", "payment_choice", "payment_done"]
FILE = oracle.DATA / "simple_shop" / "simple_shop.csv.gz"
MODES = ["default", "strict_deduplication", "strict_order", "strict_increase"]
WINDOWS = {"15s": 15, "1m": 60, "10m": 600, "1h": 3600, "7d": 604800, "365d": 31536000}


def funnel(mode, window, unit):
    """Customers who reached each step; `unit` is the resolution of times in microseconds."""
    conditions = ", ".join(f"event = '{step}'" for step in STEPS)
    extra = "" if mode == "default" else f", '{mode}'"
    query = f"""
        SELECT level, count() FROM (
            SELECT user_id, windowFunnel({window * 1_000_000 // unit}{extra})(t, {conditions}) AS level
            FROM (SELECT user_id, event, intDiv(toUInt64(toUnixTimestamp64Micro(
                      toDateTime64(timestamp, 6, 'UTC'))), {unit}) AS t
                  FROM file('{FILE}', CSVWithNames, 'user_id String, event String, timestamp String'))
            GROUP BY user_id)
        GROUP BY level ORDER BY level FORMAT CSV"""
    levels = dict(map(int, line.split(",")) for line in str(chdb.query(query)).split())
    return [sum(count for level, count in levels.items() if level > step) for step in range(len(STEPS))]


values = {"steps": STEPS, "seconds": {}, "microseconds": {}}
for mode in MODES:
    values["seconds"][mode] = {name: funnel(mode, window, 1_000_000) for name, window in WINDOWS.items()}
    values["microseconds"][mode] = {name: funnel(mode, window, 1) for name, window in WINDOWS.items()}
oracle.freeze(
    "chdb", chdb.__version__, "simple_shop_funnel",
    "Customers at each step. `seconds`: times truncated to seconds; `microseconds`: as in the file.", values,
)
