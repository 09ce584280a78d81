#!/usr/bin/env python3
"""Scores of cutting the semi-artificial histories of "Cut to the Trace!" into cases, with pandas and numpy.

usage: JOURNEY_DATA=FOLDER python3 pandas_sessions.py
"""

import numpy as np
import pandas as pd

import oracle

FILE = "cut_to_trace_synthetic/synthetic_delay0.5.csv.gz"


def pairs(sizes):
    return int((sizes.astype("int64") * (sizes.astype("int64") - 1) // 2).sum())


def score(frame, cut):
    """Pairwise scores of the sessions that begin after each `cut`."""
    first = frame["journey_id"] != frame["journey_id"].shift()
    session = (first | np.roll(cut, 1)).cumsum()
    both = pairs(frame.groupby([session, "case"]).size())
    found, known = pairs(session.value_counts()), pairs(frame["case"].value_counts())
    every = len(frame) * (len(frame) - 1) // 2
    chance = found * known / every
    return {
        "sessions": int(session.nunique()),
        "precision": both / found,
        "recall": both / known,
        "f1": 2 * both / (found + known),
        "adjusted_rand": (both - chance) / ((found + known) / 2 - chance),
    }


def main():
    frame = pd.read_csv(oracle.DATA / FILE)
    frame["micros"] = np.round(frame["timestamp"] * 1e6).astype("int64")
    frame = frame.sort_values(["journey_id", "micros"], kind="stable").reset_index(drop=True)
    journey = frame.groupby("journey_id")
    gap = (journey["micros"].shift(-1) - frame["micros"]).fillna(-1)
    after = journey["event"].shift(-1)
    mean = gap.where(gap >= 0).groupby([frame["event"], after]).transform("mean").fillna(-1)
    customer = frame["journey_id"].astype(str).to_numpy()
    cuts = int(frame["case"].nunique() - frame["journey_id"].nunique())
    rules = []
    for limit in (0.5, 1, 2, 3, 4):
        rules.append({"rule": "gap", "value": limit, **score(frame, (gap > limit * 1e6).to_numpy())})
    for name, keys in (
        ("largest_gaps", (frame.index, customer, -gap)),
        ("context_gaps", (frame.index, customer, -gap, -mean)),
    ):
        cut = np.zeros(len(frame), dtype=bool)
        cut[np.lexsort(keys)[:cuts]] = True
        rules.append({"rule": name, "value": cuts, **score(frame, cut)})
    sizes = {"events": len(frame), "customers": frame["journey_id"].nunique(), "cases": frame["case"].nunique()}
    note = "Cutting " + FILE + " into cases. Equal keys: the longer silence, then the customer as text, then the row."
    oracle.freeze("pandas", pd.__version__, "sessions", note, {**sizes, "rules": rules})


if __name__ == "__main__":
    main()
