"""Survival and Cox's model of the reference: curves factor by factor, Cox's likelihood summed over all who are at risk."""

import math
from fractions import Fraction

from reference_log import ReferenceError, micros
from reference_numbers import Z95, benjamini_hochberg, exact, normal_p
from reference_patterns import Journey, Parser, span, unknown

CUSTOMERS = "customers whose start was seen"


def patterns(options, log):
    for name in ["start", "end"]:
        if options.get(name):
            yield name, parse(options[name], log)
    for text in options.get("competing", []):
        yield text, parse(text, log)


def parse(text, log):
    node, within = Parser(text).pattern()
    unknown(node, log)
    return node, within


def first(journey, pattern, start, end):
    """Place of the last event of the first match that begins at `start` or later."""
    node, within = pattern
    there = Journey(journey, end)
    ways = [way for way in there.ways(node) if way and way[0][0] >= start]
    ways = [way for way in ways if within is None or there.time(way[-1][0]) - there.time(way[0][0]) <= within]
    return min((min(way[-1][0], len(journey) - 1) for way in ways), default=None)


def waits(log, options):
    """(events of the journey, place of the start, time, outcome or None) of each customer, and the outcomes."""
    if not options.get("end") and not options.get("inactivity"):
        raise ReferenceError(code="invalid_option", field="end")
    parsed = dict(patterns(options, log))
    ends = [(options["end"], parsed["end"])] if options.get("end") else []
    ends += [(text, parsed[text]) for text in options.get("competing", [])]
    outcomes = [text for text, _ in ends] + (["inactivity"] if options.get("inactivity") else [])
    end = micros(options["until"]) if options.get("until") else log.last
    found = []
    for journey in log.journeys:
        place = first(journey, parsed["start"], -1, log.last) if "start" in parsed else 0
        if place is None or place >= len(journey) or journey[place].time > end:
            continue
        start = journey[place].time
        came = []
        for number, (_, pattern) in enumerate(ends):
            at = first(journey, pattern, place + 1, log.last)
            if at is not None and at < len(journey):
                came.append((journey[at].time, at, number))
        if options.get("inactivity"):
            silence = span(options["inactivity"])
            for at in range(place, len(journey)):
                after = journey[at + 1].time if at + 1 < len(journey) else end
                if after - journey[at].time > silence:
                    came.append((journey[at].time + silence, at + 1, len(ends)))
                    break
        longest = end - start
        if options.get("within"):
            longest = min(longest, span(options["within"]))
        outcome = min((one for one in came if one[0] <= end), default=None)
        if outcome is not None and outcome[0] - start > longest:
            outcome = None
        time, which = (longest, None) if outcome is None else (outcome[0] - start, outcome[2])
        found.append((journey, place, time, which))
    return found, outcomes


def log_log(share, variance):
    if not 0 < share < 1:
        return None, None
    log = math.log(share)
    half = Z95 * math.sqrt(variance) / log
    return math.exp(log * math.exp(-half)), math.exp(log * math.exp(half))


def estimate(value, interval, n):
    return exact(value, n, CUSTOMERS) | {"low": interval[0], "high": interval[1], "method": "log_log"}


class Curve:
    def __init__(self, times):
        """Of (time, outcome or None)."""
        self.times = sorted(times, key=lambda one: one[0])
        self.steps, share, self.variance = [], Fraction(1), Fraction(0)
        for time in sorted({time for time, _ in times}):
            risk = sum(other >= time for other, _ in times)
            events = sum(other == time and outcome is not None for other, outcome in times)
            share *= Fraction(risk - events, risk)
            self.variance += Fraction(events, risk * (risk - events)) if risk > events else 0
            self.steps.append((time, events, share, log_log(float(share), float(self.variance))))

    def at(self, time):
        before = [step for step in self.steps if step[0] <= time]
        return (Fraction(1), (None, None)) if not before else before[-1][2:]

    def quantile(self, share):
        rest = 1 - Fraction(repr(share))
        seconds = lambda times: next((time / 1e6 for time in times), None)
        return {
            "share": share,
            "seconds": seconds(t for t, d, s, _ in self.steps if d and s <= rest),
            "low_seconds": seconds(t for t, d, s, (low, _) in self.steps if d and (s == 0 if low is None else low <= rest))
            if any(s <= rest for _, _, s, _ in self.steps) else None,
            "high_seconds": seconds(t for t, d, _, (_, high) in self.steps if d and high is not None and high <= rest),
        }

    def mean(self, until):
        inside = [0, *[time for time, *_ in self.steps if time < until], until]
        return sum(float(self.at(a)[0]) * (b - a) for a, b in zip(inside, inside[1:])) / 1e6

    def shown(self, options):
        if options.get("at"):
            return sorted({span(text) for text in options["at"]})
        steps = [time for time, events, *_ in self.steps if events]
        last, points = len(steps) - 1, options.get("points", 100) - 2
        if last > points:
            steps = [steps[i * last // points] for i in range(points + 1)] if points else steps[:1]
        return sorted({0, *steps, *([self.steps[-1][0]] if self.steps else [])})


def incidence(times, outcome):
    """Share and variance of an outcome at each time, each term of the variance written out."""
    steps, share, free, passed = [], Fraction(0), Fraction(1), []
    for time in sorted({time for time, _ in times}):
        risk = sum(other >= time for other, _ in times)
        every = sum(other == time and which is not None for other, which in times)
        own = sum(other == time and which == outcome for other, which in times)
        share += free * Fraction(own, risk)
        passed.append((risk, every, own, free, share))
        free *= Fraction(risk - every, risk)
        variance = Fraction(0)
        for n, d, k, before, then in passed:
            later = share - then
            if n > d:
                variance += later**2 * Fraction(d, n * (n - d))
            variance += before**2 * Fraction(k * (n - k), n**3) - 2 * later * before * Fraction(k, n**2)
        steps.append((time, share, variance))
    return steps


def log_rank(groups):
    """Statistic by solving with the first groups only, degrees of freedom, expected events."""
    times = sorted({time for group in groups for time, event in group if event})
    k = len(groups)
    expected, variance = [Fraction(0)] * k, [[Fraction(0)] * k for _ in range(k)]
    for time in times:
        risk = [sum(other >= time for other, _ in group) for group in groups]
        events = sum(event and other == time for group in groups for other, event in group)
        n = sum(risk)
        for i in range(k):
            expected[i] += Fraction(events * risk[i], n)
            for j in range(k):
                if n > 1:
                    factor = Fraction(events * (n - events), n - 1) * Fraction(risk[i], n)
                    variance[i][j] += factor * ((i == j) - Fraction(risk[j], n))
    distance = [sum(event for _, event in group) - e for group, e in zip(groups, expected)]
    statistic, rank = Fraction(0), 0
    # Elimination, exact: rows that are combinations of others vanish.
    for i in range(k):
        if variance[i][i] == 0:
            continue
        rank += 1
        statistic += distance[i] ** 2 / variance[i][i]
        for j in range(i + 1, k):
            factor = variance[j][i] / variance[i][i]
            distance[j] -= factor * distance[i]
            variance[j] = [a - factor * b for a, b in zip(variance[j], variance[i])]
    return float(statistic), rank, [float(e) for e in expected]


def chi_squared_p(x, df):
    """Probability of more, by the recurrence over the degrees of freedom."""
    if df == 0:
        return None
    if x <= 0:
        return 1.0
    p = math.erfc(math.sqrt(x / 2)) if df % 2 else math.exp(-x / 2)
    for lower in range(2 if df % 2 == 0 else 1, df, 2):
        p += math.exp(lower / 2 * math.log(x / 2) - x / 2 - math.lgamma(lower / 2 + 1))
    return p


def survival(log, options):
    found, outcomes = waits(log, options)
    by = options.get("by")
    value = lambda journey, place: journey[place].touchpoint if by == "touchpoint" else journey[place].values[by]
    names = sorted({value(j, p) for j, p, *_ in found} - {None}, key=str.encode) if by else []
    groups = [(None, [(t, o) for *_, t, o in found])]
    groups += [(name, [(t, o) for j, p, t, o in found if value(j, p) == name]) for name in names]
    curves = [(name, Curve(times)) for name, times in groups]
    awaited = [[(time, outcome == 0) for time, outcome in times] for _, times in groups[1:]]
    test, p = None, []
    if len(awaited) > 1:
        statistic, df, expected = log_rank(awaited)
        test = {"statistic": statistic, "degrees_of_freedom": df, "p": chi_squared_p(statistic, df)}
    for place, group in enumerate(awaited):
        rest = [one for other, times in enumerate(awaited) if other != place for one in times]
        statistic, df, _ = log_rank([group, rest])
        p.append(chi_squared_p(statistic, df))
    ends = [max(time for time, _ in times) for _, times in groups if times]
    horizon = span(options["within"]) if options.get("within") else min(ends, default=None)
    tests = [(None, None, None)]
    tests += list(zip(expected if test else [None] * len(p), p, benjamini_hochberg(p)))
    report = {"rows": [], "incidence": [], "groups": [], "test": test, "tested": sum(one is not None for one in p)}
    report["horizon_seconds"] = None if horizon is None else horizon / 1e6
    for (name, curve), (expected, one, adjusted) in zip(curves, tests):
        n, times = len(curve.times), curve.shown(options)
        since = [-1, *times]
        for before, time in zip(since, times):
            inside = [outcome for other, outcome in curve.times if before < other <= time]
            share, interval = curve.at(time)
            report["rows"].append({
                "group": name,
                "seconds": time / 1e6,
                "at_risk": sum(other >= time for other, _ in curve.times),
                "events": sum(outcome is not None for outcome in inside),
                "censored": sum(outcome is None for outcome in inside),
                "share": estimate(float(share) if n else None, interval, n),
            })
        for number, outcome in enumerate(outcomes if len(outcomes) > 1 else []):
            steps = incidence(curve.times, number)
            for before, time in zip(since, times):
                last = ([(0, Fraction(0), Fraction(0))] + [step for step in steps if step[0] <= time])[-1]
                interval = log_log(float(last[1]), float(last[2] / last[1] ** 2)) if last[1] else (None, None)
                report["incidence"].append({
                    "group": name,
                    "outcome": outcome,
                    "seconds": time / 1e6,
                    "events": sum(before < other <= time and which == number for other, which in curve.times),
                    "share": estimate(float(last[1]), interval, n),
                })
        events = sum(outcome is not None for _, outcome in curve.times)
        report["groups"].append({
            "group": name,
            "customers": n,
            "events": events,
            "censored": n - events,
            "quantiles": [curve.quantile(share) for share in options.get("quantiles", [0.25, 0.5, 0.75])],
            "mean_seconds": curve.mean(horizon) if n else None,
            "expected": expected,
            "p": one,
            "p_adjusted": adjusted,
        })
    return report


# Columns of the cases that hold numbers and booleans.
NUMBERS, BOOLEANS = {"age", "visits"}, {"vip"}


def solve(matrix, right):
    """Gauss with the largest pivot."""
    rows = [[*row, value] for row, value in zip(matrix, right)]
    for i in range(len(rows)):
        pivot = max(range(i, len(rows)), key=lambda j: abs(rows[j][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(len(rows)):
            if j != i:
                factor = rows[j][i] / rows[i][i]
                rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i])]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def likelihood(subjects, beta):
    """Efron's partial likelihood, its gradient and information, over all who are at risk at each time."""
    p = len(beta)
    total, gradient, information = [], [[] for _ in range(p)], [[[] for _ in range(p)] for _ in range(p)]
    weight = lambda x: math.exp(math.fsum(a * b for a, b in zip(x, beta)))
    for time in sorted({time for time, event, _ in subjects if event}):
        risk = [x for other, _, x in subjects if other >= time]
        dead = [x for other, event, x in subjects if other == time and event]
        for x in dead:
            total.append(math.fsum(a * b for a, b in zip(x, beta)))
            [gradient[i].append(x[i]) for i in range(p)]
        for gone in range(len(dead)):
            f = gone / len(dead)
            mean = lambda value: math.fsum(
                [weight(x) * value(x) for x in risk] + [-f * weight(x) * value(x) for x in dead]
            )
            s0 = mean(lambda _: 1.0)
            total.append(-math.log(s0))
            s1 = [mean(lambda x: x[i]) / s0 for i in range(p)]
            for i in range(p):
                gradient[i].append(-s1[i])
                for j in range(p):
                    information[i][j].append(mean(lambda x: x[i] * x[j]) / s0 - s1[i] * s1[j])
    return math.fsum(total), [math.fsum(g) for g in gradient], [[math.fsum(c) for c in row] for row in information]


def cox(log, options):
    covariates = options.get("covariates", [])
    if not covariates:
        raise ReferenceError(code="invalid_option", field="covariates")
    found, _ = waits(log, options)

    def value(journey, place, name):
        if name == "touchpoint":
            return journey[place].touchpoint
        known = [event.values[name] for event in journey[: place + 1] if event.values[name] is not None]
        if not known:
            return None
        return float(known[-1]) if name in NUMBERS else float(known[-1] == "true") if name in BOOLEANS else known[-1]

    people = [([value(j, p, name) for name in covariates], time, outcome == 0) for j, p, time, outcome in found]
    kept = [one for one in people if None not in one[0]]
    columns = []
    for at, name in enumerate(covariates):
        if name in NUMBERS | BOOLEANS:
            columns.append((name, None, False, [values[at] for values, *_ in kept]))
            continue
        levels = sorted({values[at] for values, *_ in kept}, key=str.encode)
        reference = options.get("references", {}).get(name, levels[0])
        columns += [(name, level, level == reference, [float(values[at] == level) for values, *_ in kept]) for level in levels]
    terms = [column for column in columns if not column[2]]
    means = [math.fsum(column[3]) / len(kept) for column in terms]
    rows = [[column[3][i] - mean for column, mean in zip(terms, means)] for i in range(len(kept))]
    subjects = [(time, event, x) for (_, time, event), x in zip(kept, rows)]
    beta, iterations = [0.0] * len(terms), 0
    null, gradient, information = likelihood(subjects, beta)
    best = null
    while True:
        step = solve(information, gradient)
        rise = sum(a * b for a, b in zip(step, gradient))
        iterations += 1
        beta = [a + b for a, b in zip(beta, step)]
        best, gradient, information = likelihood(subjects, beta)
        if rise < 1e-11:
            break
    polish = solve(information, gradient)
    beta = [a + b for a, b in zip(beta, polish)]
    errors = [
        math.sqrt(solve(information, [float(i == j) for j in range(len(terms))])[i]) for i in range(len(terms))
    ]
    score = [math.fsum(a * b for a, b in zip(x, beta)) for _, _, x in subjects]
    right = pairs = 0
    for a, (time, event, _) in enumerate(subjects):
        for b, (other, also, _) in enumerate(subjects):
            if event and (other > time or other == time and not also):
                pairs += 2
                right += 1 if abs(score[a] - score[b]) < 1e-12 else 2 * (score[a] > score[b])
    n = len(kept)
    about = lambda value, low, high, method: exact(value, n, "customers with all attributes") | {
        "low": low, "high": high, "method": method}
    fitted = iter(zip(beta, errors, means))
    report, p = [], []
    for name, level, reference, values in columns:
        mean = math.fsum(values) / n
        row = {"covariate": name, "level": level, "mean": mean, "standard_error": None, "p": None}
        if reference:
            report.append(row | {"hazard_ratio": about(1.0, None, None, "none"),
                                 "coefficient": about(0.0, None, None, "none"), "note": "reference"})
            continue
        b, error, _ = next(fitted)
        low, high = b - Z95 * error, b + Z95 * error
        report.append(row | {
            "hazard_ratio": about(math.exp(b), math.exp(low), math.exp(high), "wald"),
            "coefficient": about(b, low, high, "wald"),
            "standard_error": error,
            "p": normal_p(b / error),
            "note": "estimated",
        })
    for row, adjusted in zip(report, benjamini_hochberg([row["p"] for row in report])):
        row["p_adjusted"] = adjusted
    statistic = 2 * (best - null)
    return {
        "rows": report,
        "customers": n,
        "events": sum(event for _, event, _ in subjects),
        "left_out": len(people) - n,
        "log_likelihood": best,
        "null_log_likelihood": null,
        "statistic": statistic,
        "degrees_of_freedom": len(terms),
        "p": chi_squared_p(statistic, len(terms)),
        "concordance": right / pairs if pairs else None,
        "iterations": iterations,
        "converged": True,
    }
