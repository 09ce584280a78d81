#!/usr/bin/env python3
"""Step matrices of the shop's journeys with pandas, as retentioneering defines them: the share of the paths that are at each
event in each step, ENDED once they are over; with an anchor, around its first or last event."""

import pandas

import oracle

file, customer, time, touchpoint = oracle.LOGS["simple_shop"]
frame = pandas.DataFrame(oracle.rows(file))[[customer, time, touchpoint]]
frame.columns = ["path", "time", "event"]
frame["time"] = pandas.to_datetime(frame["time"], format="ISO8601")
frame = frame.sort_values("time", kind="stable")
frame["place"] = frame.groupby("path").cumcount()
length = frame.groupby("path").size()


def matrix(anchor, last, before, after):
    if anchor is None:
        at = length * 0
    else:
        places = frame[frame["event"] == anchor].groupby("path")["place"]
        at = places.max() if last else places.min()
    here = frame[frame["path"].isin(at.index)]
    step = here["place"] - here["path"].map(at)
    table = pandas.crosstab(step, here["event"])
    steps = {}
    for number in range(-before, after + 1):
        counts = table.loc[number] if number in table.index else table.iloc[0] * 0
        ended = int((length[at.index] - at <= number).sum())
        early = int((at + number < 0).sum())
        cells = {name: int(count) for name, count in counts.items() if count}
        steps[str(number)] = cells | {key: n for key, n in (("ENDED", ended), ("NOT STARTED", early)) if n}
    return {"anchor": anchor, "last": last, "before": before, "after": after, "paths": len(at), "steps": steps}


oracle.freeze(
    "pandas",
    pandas.__version__,
    "simple_shop_steps",
    "Events were sorted stably by time. Numbers of paths; shares are these by `paths`.",
    [matrix(None, False, 0, 15), matrix("cart", False, 4, 6), matrix("payment_done", True, 8, 2)],
)
