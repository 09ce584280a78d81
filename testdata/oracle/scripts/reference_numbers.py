"""Intervals, quantiles and tests of the reference."""

import math

Z95 = 1.959963984540054


def wilson(count, n):
    """Wilson's score interval of count / n, both of which may be fractional."""
    if not n:
        return None, None
    count, n = float(count), float(n)
    z2 = Z95 * Z95
    centre = (count + z2 / 2.0) / (n + z2)
    half = Z95 / (n + z2) * math.sqrt(count * (n - count) / n + z2 / 4.0)
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


def normal_p(z):
    """Two-sided p-value of a standard normal statistic."""
    return math.erfc(abs(z) / math.sqrt(2.0))


def benjamini_hochberg(values):
    """p-values adjusted for their number: min over all at least as large of p * m / rank, never below p by rounding."""
    tested = sorted(value for value in values if value is not None)
    m = float(len(tested))
    return [
        None if value is None else min(
            1.0, *(max(other, other * m / rank) for rank, other in enumerate(tested, 1) if other >= value), 1.0)
        for value in values
    ]
