#!/usr/bin/env python3
"""Step matrices and a funnel of the shop's journeys with retentioneering: numbers of paths (its shares by the paths)."""

import os

os.environ["RETENTIONEERING_NO_TRACK"] = "1"

import pandas
import retentioneering

import oracle

file, customer, time, touchpoint = oracle.LOGS["simple_shop"]
frame = pandas.DataFrame(oracle.rows(file))[[customer, time, touchpoint]]
frame[time] = pandas.to_datetime(frame[time], format="ISO8601")
frame = frame.sort_values(time, kind="stable")
schema = {"path_cols": [customer], "event_col": touchpoint, "timestamp_col": time}
stream = retentioneering.Eventstream(frame, schema=schema)
NAMES = {"path_start": "NOT STARTED", "path_end": "ENDED"}


def matrix(anchor, steps):
    """Its steps from the start are numbered from 1, as 0 is the start itself."""
    shares = stream.step_matrix_data(max_steps=steps, path_pattern=anchor)
    (shares,) = shares if isinstance(shares, tuple) else (shares,)
    paths = frame[customer].nunique() if anchor is None else frame[frame[touchpoint] == anchor][customer].nunique()
    cells = {}
    for step in shares.columns:
        number = int(step) if anchor else int(step) - 1
        counts = {NAMES.get(name, name): share * paths for name, share in shares[step].items() if share > 0}
        assert all(abs(count - round(count)) < 1e-6 for count in counts.values())
        if number >= 0 or anchor:
            cells[str(number)] = {name: round(count) for name, count in counts.items()}
    before = -min(map(int, cells))
    return {"anchor": anchor, "last": False, "before": before, "after": max(map(int, cells)), "paths": paths, "steps": cells}


def funnel(*steps):
    return [[row["step"], row["unique_paths"]] for row in stream.funnel_data(steps=list(steps))["steps"]]


oracle.freeze(
    "retentioneering",
    retentioneering.__version__,
    "simple_shop",
    "Events were sorted stably by time. Numbers of paths; shares are these by `paths`.",
    {
        "step_matrices": [matrix(None, 15), matrix("cart", 6), matrix("payment_choice", 4)],
        "funnels": [
            funnel("catalog", "cart", "payment_done"),
            funnel("main", "catalog", "product1", "cart", "delivery_choice", "payment_choice", "payment_done"),
        ],
    },
)
