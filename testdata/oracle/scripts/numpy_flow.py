#!/usr/bin/env python3
"""What if by numpy's fundamental matrix, and waiting by pandas and scipy, on real logs.

Order: time, then row of the file.
"""

import math

import numpy
import pandas
import scipy
import scipy.stats

import oracle

# Success, the touchpoint whose drop-off is changed, and the new share.
QUESTIONS = {
    "traffic_fines": ("Payment", "Send Fine", 0.1),
    "simple_shop": ("payment_done", "catalog", 0.05),
    "receipt": ("T10 Determine necessity to stop indication", "T02 Check confirmation of receipt", 0.02),
}


def journeys(name):
    file, customer, time, touchpoint = oracle.LOGS[name]
    frame = pandas.DataFrame(oracle.rows(file))[[customer, time, touchpoint]]
    frame.columns = ["customer", "time", "touchpoint"]
    frame["time"] = pandas.to_datetime(frame["time"], format="ISO8601", utc=True).astype("datetime64[us, UTC]")
    frame["micros"] = frame["time"].astype("int64")
    return frame.sort_values(["customer", "micros"], kind="stable")


def what_if(frame, success, changed, share):
    frame = frame.copy()
    won = frame["touchpoint"] == success
    before = won.groupby(frame["customer"]).cumsum() - won
    frame = frame[before == 0]
    states = sorted(frame.loc[frame["touchpoint"] != success, "touchpoint"].unique())
    place = {name: number for number, name in enumerate(states)}
    size = len(states)
    # Rows: touchpoints, then the start. Columns: touchpoints, success, the end without it.
    counts, seconds = numpy.zeros((size + 1, size + 2)), numpy.zeros((size + 1, size + 2))
    for _, journey in frame.groupby("customer", sort=False):
        here, then = size, None
        for name, micros in zip(journey["touchpoint"], journey["micros"]):
            there = place.get(name, size)
            counts[here, there] += 1
            seconds[here, there] += 0 if then is None else (micros - then) / 1e6
            here, then = there, micros
            if name == success:
                break
        else:
            counts[here, size + 1] += 1
    mean = numpy.divide(seconds, counts, out=numpy.zeros_like(seconds), where=counts > 0)
    shares = counts / counts.sum(axis=1, keepdims=True)

    def figures(shares):
        fundamental = numpy.linalg.inv(numpy.eye(size) - shares[:size, :size])
        visits = numpy.append(shares[size, :size] @ fundamental, 1.0)
        flows = visits[:, None] * shares
        return {
            "conversion": float(flows[:, size].sum()),
            "time_seconds": float((flows * mean).sum()),
            "visits": dict(zip(states, map(float, flows[:, :size].sum(axis=0)))),
        }

    new = shares.copy()
    row = place[changed]
    new[row, : size + 1] *= (1 - share) / (1 - shares[row, size + 1])
    new[row, size + 1] = share
    drop = shares[:size, size + 1]
    median = float(numpy.median(drop))
    gains = {}
    for name in states:
        if median < drop[place[name]] < 1:
            other = shares.copy()
            other[place[name], : size + 1] *= (1 - median) / (1 - drop[place[name]])
            other[place[name], size + 1] = median
            gains[name] = figures(other)["conversion"] - figures(shares)["conversion"]
    return {
        "success": success, "changed": changed, "share": share, "median_drop_off": median,
        "before": figures(shares), "after": figures(new), "gains": gains,
    }


def batched(begin, end):
    """Moves in runs of ends, each at most five seconds after the one before, with three beginnings further apart."""
    runs = pandas.DataFrame({"begin": begin, "end": end}).sort_values("end", kind="stable")
    runs["run"] = (runs["end"].diff() > 5e6).cumsum()
    apart = lambda starts: int((starts.sort_values().diff() > 5e6).sum()) + 1
    sizes = runs.groupby("run")["begin"].agg(["size", apart])
    sizes.columns = ["size", "apart"]
    return sizes.loc[sizes["apart"] >= 3, "size"]


def waits(frame):
    following = frame.shift(-1)
    frame = frame.assign(target=following["touchpoint"], until=following["micros"])
    frame = frame[frame["customer"] == following["customer"]]
    found = []
    for (source, target), moves in frame.groupby(["touchpoint", "target"]):
        begin, end = moves["micros"].to_numpy(), moves["until"].to_numpy().astype("int64")
        wait = end - begin
        baseline = numpy.quantile(wait, 0.25)
        excess = numpy.maximum(wait - baseline, 0.0)
        # Began before, less those of them that are over: who began before is over if it ended by now.
        load = numpy.searchsorted(numpy.sort(begin), begin, "left") - numpy.array(
            [int(((begin < now) & (end <= now)).sum()) for now in begin]
        )
        varied = len(set(load)) > 1 and len(set(wait)) > 1
        number = lambda value: None if math.isnan(value) else float(value)
        overtaken = sum(int(((begin > b) & (end < e)).sum()) for b, e in zip(begin, end))
        found.append({
            "source": source,
            "target": target,
            "count": len(wait),
            "mean_seconds": float(wait.mean()) / 1e6,
            "median_seconds": float(numpy.median(wait)) / 1e6,
            "baseline_seconds": float(baseline) / 1e6,
            "lost_seconds": math.fsum(excess) / 1e6,
            "error_seconds": number(scipy.stats.sem(excess) / 1e6) if len(wait) > 1 else None,
            "load_correlation": number(scipy.stats.spearmanr(load, wait).statistic) if varied else None,
            "slope_seconds": float(scipy.stats.linregress(load, wait / 1e6).slope) if len(set(load)) > 1 else None,
            "pairs": int(load.sum()),
            "overtaken": overtaken,
            "batches": len(batched(begin, end)),
            "batched": int(batched(begin, end).sum()),
        })
    return found


for name, question in QUESTIONS.items():
    frame = journeys(name)
    values = {"what_if": what_if(frame, *question)}
    if name != "simple_shop":
        values["waits"] = waits(frame)
    oracle.freeze(
        "numpy",
        f"numpy {numpy.__version__}, pandas {pandas.__version__}, scipy {scipy.__version__}",
        f"flow_{name}",
        "Order: time, then row. The chain is solved by inverting I - Q; loads and overtaking by looking at every pair.",
        values,
    )
