"""The analyses of the reference: one function an operation, from log, map and options to the report."""

import math

from reference_map import Map, coverage

Z95 = 1.959963984540054


def wilson(count, n):
    """Wilson's score interval of count / n."""
    if n == 0:
        return None, None
    z2 = Z95 * Z95
    centre = (count + z2 / 2.0) / (n + z2)
    half = Z95 / (n + z2) * math.sqrt(float(count) * (n - count) / n + z2 / 4.0)
    return (0.0 if count == 0 else centre - half, 1.0 if count == n else centre + half)


def share(count, n, denominator):
    low, high = wilson(count, n)
    return {
        "value": count / n if n else None,
        "low": low,
        "high": high,
        "n": n,
        "denominator": denominator,
        "method": "wilson",
        "small_sample": n < 30,
    }


def exact(value, n, denominator):
    return {
        "value": value,
        "low": None,
        "high": None,
        "n": n,
        "denominator": denominator,
        "method": "none",
        "small_sample": n < 30,
    }


def quantile(ascending, q):
    """Type 7 of Hyndman and Fan."""
    position = q * (len(ascending) - 1)
    below = math.floor(position)
    low = float(ascending[below])
    high = float(ascending[min(below + 1, len(ascending) - 1)])
    return low + (position - below) * (high - low)


def median_rank(n):
    """The j of the interval from the j-th smallest to the j-th largest value, 0 if there is none: normal
    approximation of the binomial distribution with continuity correction."""
    return max(0, math.floor((n + 1) / 2 - Z95 * math.sqrt(n) / 2))


def durations(micros):
    values = sorted(micros)
    n = len(values)
    stats = {"n": n, "small_sample": n < 30}
    at = {"median": 0.5, "q05": 0.05, "q25": 0.25, "q75": 0.75, "q90": 0.9, "q95": 0.95, "min": 0.0, "max": 1.0}
    for name, q in at.items():
        stats[f"{name}_seconds"] = quantile(values, q) / 1e6 if n else None
    stats["mean_seconds"] = float(sum(values)) / float(n) / 1e6 if n else None
    j = median_rank(n)
    stats["low_seconds"] = values[j - 1] / 1e6 if j else None
    stats["high_seconds"] = values[n - j] / 1e6 if j else None
    return stats


def transitions(log, _map, _options):
    gaps, who, nodes = {}, {}, {}
    for journey in log.journeys:
        for event in journey:
            node = nodes.setdefault(event.touchpoint, {"count": 0, "customers": set(), "starts": 0, "ends": 0})
            node["count"] += 1
            node["customers"].add(event.customer)
        nodes[journey[0].touchpoint]["starts"] += 1
        nodes[journey[-1].touchpoint]["ends"] += 1
        for a, b in zip(journey, journey[1:]):
            gaps.setdefault((a.touchpoint, b.touchpoint), []).append(b.time - a.time)
            who.setdefault((a.touchpoint, b.touchpoint), set()).add(a.customer)
    out_of = {}
    for (source, _), values in gaps.items():
        out_of[source] = out_of.get(source, 0) + len(values)
    order = sorted(gaps, key=lambda edge: (-len(gaps[edge]), log.order(edge[0]), log.order(edge[1])))
    return {
        "rows": [
            {
                "source": source,
                "target": target,
                "count": len(gaps[source, target]),
                "customers": len(who[source, target]),
                "probability": share(len(gaps[source, target]), out_of[source], "moves out of the source"),
                "gap": durations(gaps[source, target]),
            }
            for source, target in order
        ],
        "nodes": [
            {
                "touchpoint": name,
                "count": nodes[name]["count"],
                "customers": len(nodes[name]["customers"]),
                "starts": nodes[name]["starts"],
                "ends": nodes[name]["ends"],
            }
            for name in log.touchpoints
        ],
        "customers": len(log.journeys),
        "count": sum(map(len, gaps.values())),
    }


def bind(log, text, _options):
    return coverage(log, Map(text, log))
