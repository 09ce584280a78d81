"""Drivers of the reference: exact fractions, every order of the items, normal equations solved by elimination.

Relative weights, the logistic form and resampling are not in it: cases hold them by digest, and other tools by
testdata/oracle/statsmodels/drivers_*.json.
"""

import itertools
import math
from fractions import Fraction

from reference_log import ReferenceError
from reference_numbers import Z95, benjamini_hochberg, normal_p
from reference_visits import visits


def number(text, low=None, high=None, missing=()):
    if text is None:
        return None
    value = Fraction(text)
    return None if (low is not None and not low <= value <= high) or value in missing else value


def read(fact, journey, end, several):
    """The value of a fact, and the place of the event that settles it; events from `end` on are not yet known."""
    (kind, of), = fact.items()
    at = of.get("touchpoint")
    if kind in ("answer", "number"):
        scale = (of.get("min", 1), of.get("max", 5), of.get("missing", [])) if kind == "answer" else ()
        found = [
            (number(event.values[of["column"]], *scale), place)
            for place, event in enumerate(journey)
            if at is None or event.touchpoint == at
        ]
        found = [pair for pair in found if pair[0] is not None]
        if not found:
            return None, None
        mean = sum(value for value, _ in found) / len(found)
        return (mean if several == "mean" else found[-1][0]), found[-1][1]
    there = list(visits(journey[:end], lambda event: event.touchpoint))
    mine = [(before, visit) for before, visit in zip([None, *there], there) if visit.place == at]
    if kind == "waiting_time":
        waits = [max(0, visit.start - before.end) for before, visit in mine if before]
        return (Fraction(sum(waits), 1000000 * len(waits)) if waits else None), None
    places = [journey.index(visit.events[0]) for _, visit in mine]
    value = {"visited": len(mine) > 0, "visits": len(mine), "repeated": len(mine) > 1}[kind]
    needed = {"visited": 1, "repeated": 2}.get(kind)
    return Fraction(int(value)), places[needed - 1] if needed and len(places) >= needed else None


def name(fact):
    (kind, of), = fact.items()
    at = of.get("touchpoint")
    if kind in ("answer", "number"):
        return f"{of['column']} at {at}" if at else of["column"]
    return {"visited": "visited ", "visits": "visits to ", "repeated": "repeated ", "waiting_time": "waiting for "}[kind] + at


def solve(matrix, right):
    """Gauss and Jordan; singular matrices are not asked for."""
    rows = [row[:] + [value] for row, value in zip(matrix, right)]
    for i in range(len(rows)):
        pivot = next(j for j in range(i, len(rows)) if rows[j][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j, row in enumerate(rows):
            if j != i:
                rows[j] = [a - row[i] * b for a, b in zip(row, rows[i])]
    return [row[-1] for row in rows]


def inverse(matrix):
    size = len(matrix)
    columns = [solve(matrix, [Fraction(i == j) for i in range(size)]) for j in range(size)]
    return [list(row) for row in zip(*columns)]


class Sample:
    """Columns x, outcome y and weights, all as fractions."""

    def __init__(self, x, y, w):
        self.n, total = len(y), sum(w)
        centre = lambda column: [v - sum(a * b for a, b in zip(column, w)) / total for v in column]
        self.x, self.y, self.w = [centre(column) for column in x], centre(y), w
        self.total = total

    def product(self, a, b):
        return sum(w * p * q for w, p, q in zip(self.w, a, b))

    def slopes(self, items):
        s = [[self.product(self.x[i], self.x[j]) for j in items] for i in items]
        return solve(s, [self.product(self.x[i], self.y) for i in items])

    def r_squared(self, items):
        explained = sum(b * self.product(self.x[i], self.y) for i, b in zip(items, self.slopes(items)))
        return explained / self.product(self.y, self.y)

    def lmg(self):
        items = range(len(self.x))
        known = {}
        shares = [Fraction(0)] * len(self.x)
        orders = list(itertools.permutations(items))
        for order in orders:
            before = Fraction(0)
            for k, item in enumerate(order, 1):
                subset = tuple(sorted(order[:k]))
                if subset not in known:
                    known[subset] = self.r_squared(subset)
                shares[item] += known[subset] - before
                before = known[subset]
        return [share / len(orders) for share in shares]

    def fit(self):
        """Coefficients and their covariance (White 1980, HC1)."""
        items = range(len(self.x))
        slopes = self.slopes(list(items))
        residuals = [y - sum(b * column[row] for b, column in zip(slopes, self.x)) for row, y in enumerate(self.y)]
        bread = inverse([[self.product(self.x[i], self.x[j]) for j in items] for i in items])
        meat = [
            [sum((w * e) ** 2 * a * b for w, e, a, b in zip(self.w, residuals, self.x[i], self.x[j])) for j in items]
            for i in items
        ]
        times = lambda a, b: [[sum(p * q for p, q in zip(row, column)) for column in zip(*b)] for row in a]
        correction = Fraction(self.n, self.n - len(self.x) - 1)
        return slopes, [[correction * value for value in row] for row in times(times(bread, meat), bread)]

    def vif(self, item):
        bread = inverse([[self.product(a, b) for b in self.x] for a in self.x])
        return bread[item][item] * self.product(self.x[item], self.x[item])


def put(paths, prefix, value, variance):
    """An estimate with Wald's interval."""
    half = Z95 * math.sqrt(variance)
    paths[f"{prefix}.value"] = float(value)
    paths[f"{prefix}.low"], paths[f"{prefix}.high"] = float(value) - half, float(value) + half


def drivers(log, options):
    facts, several = options["items"], options.get("several", "last")
    for item in facts:
        for of in item.values():
            if of.get("touchpoint"):
                log.check_touchpoint(of["touchpoint"])
    rows, without_outcome, left_out, answers = [], 0, 0, [[] for _ in facts]
    for journey in log.journeys:
        outcome, settled = read(options["outcome"], journey, len(journey), several)
        if outcome is None:
            without_outcome += 1
            continue
        weights = [event.values[options["weight"]] for event in journey] if options.get("weight") else ["1"]
        weight = Fraction([text for text in weights if text is not None][-1])
        end = len(journey) if settled is None else settled + 1
        values = [read(fact, journey, end, several)[0] for fact in facts]
        for known, value in zip(answers, values):
            if value is not None:
                known.append((value, weight))
        if None in values:
            left_out += 1
        else:
            rows.append((*values, outcome, weight))
    if len({row[-2] for row in rows}) < 2:
        raise ReferenceError(code="invalid_option", field="outcome")
    if len(rows) < len(facts) + 2:
        raise ReferenceError(code="invalid_option", field="items")
    *x, y, w = [list(column) for column in zip(*rows)]
    paths = {"customers": len(rows), "without_outcome": without_outcome, "left_out": left_out, "rows.length": len(facts)}
    sample = Sample(x, y, w)
    paths["effective_n"] = float(sum(w) ** 2 / sum(v * v for v in w))
    paths["outcome_mean"] = float(sum(a * b for a, b in zip(y, w)) / sum(w))
    model(facts, sample, x, paths)
    order = sorted(range(len(facts)), key=lambda item: -sample.lmg()[item])
    rated = [item for item in order if "answer" in facts[item]]
    if rated:
        contrasts(facts, rated, (x, y, w), options.get("boxes", 2), paths)
        priorities(facts, rated, (answers, sample), options.get("boxes", 2), paths)
    return paths


def model(facts, sample, x, paths):
    shares, (slopes, covariance) = sample.lmg(), sample.fit()
    whole = sum(shares)
    paths["r_squared"] = float(whole)
    values = []
    for item in range(len(facts)):
        variance = float(covariance[item][item])
        values.append(normal_p(float(slopes[item]) / math.sqrt(variance)))
    adjusted = benjamini_hochberg(values)
    paths["tested"] = len(values)
    for rank, item in enumerate(sorted(range(len(facts)), key=lambda item: -shares[item])):
        row = f"rows[{rank}]"
        paths[f"{row}.item"] = name(facts[item])
        paths[f"{row}.importance.value"] = float(shares[item] / whole)
        paths[f"{row}.lmg"] = float(shares[item])
        column, y = sample.x[item], sample.y
        squares = sample.product(column, column), sample.product(y, y)
        paths[f"{row}.correlation"] = float(sample.product(column, y)) / math.sqrt(squares[0] * squares[1])
        put(paths, f"{row}.coefficient", slopes[item], covariance[item][item])
        paths[f"{row}.standardized"] = float(slopes[item]) * math.sqrt(squares[0] / squares[1])
        paths[f"{row}.p"], paths[f"{row}.p_adjusted"] = values[item], adjusted[item]
        paths[f"{row}.vif"] = float(sample.vif(item))
        paths[f"{row}.mean"] = float(sum(a * b for a, b in zip(x[item], sample.w)) / sample.total)


def contrasts(facts, rated, columns, boxes, paths):
    x, y, w = columns
    terms = []
    for item in rated:
        of = facts[item]["answer"]
        terms.append([Fraction(value < of.get("min", 1) + boxes) for value in x[item]])
        terms.append([Fraction(value > of.get("max", 5) - boxes) for value in x[item]])
    slopes, covariance = Sample(terms, y, w).fit()
    adjusted = benjamini_hochberg(
        [normal_p(float(slope) / math.sqrt(covariance[at][at])) for at, slope in enumerate(slopes)])
    for rank, item in enumerate(rated):
        row, low, high = f"contrasts[{rank}]", 2 * rank, 2 * rank + 1
        paths[f"{row}.item"] = name(facts[item])
        paths[f"{row}.low"], paths[f"{row}.high"] = int(sum(terms[low])), int(sum(terms[high]))
        put(paths, f"{row}.penalty", slopes[low], covariance[low][low])
        put(paths, f"{row}.reward", slopes[high], covariance[high][high])
        both = covariance[low][low] + covariance[high][high] + 2 * covariance[low][high]
        put(paths, f"{row}.asymmetry", slopes[low] + slopes[high], both)
        paths[f"{row}.penalty_p_adjusted"], paths[f"{row}.reward_p_adjusted"] = adjusted[low], adjusted[high]
        kinds = {(True, True): "linear", (True, False): "dissatisfier", (False, True): "delighter"}
        paths[f"{row}.kind"] = kinds.get((adjusted[low] <= 0.05, adjusted[high] <= 0.05), "none")


def priorities(facts, rated, known, boxes, paths):
    answers, sample = known
    shares = [share / sum(sample.lmg()) for share in sample.lmg()]
    rows = []
    for item in rated:
        of = facts[item]["answer"]
        low, high = Fraction(of.get("min", 1)), Fraction(of.get("max", 5))
        total = sum(weight for _, weight in answers[item])
        mean = sum(value * weight for value, weight in answers[item]) / total
        best = sum(weight for value, weight in answers[item] if value > high - boxes) / total
        derived = shares[item] / max(shares)
        rows.append((item, shares[item], mean, (mean - low) / (high - low), best, 10 * (derived + max(derived - best, 0))))
    important = sum(row[1] for row in rows) / len(rows)
    good = sum(row[3] for row in rows) / len(rows)
    paths["importance_from"], paths["performance_from"] = float(important), float(good)
    names = {(True, False): "concentrate_here", (True, True): "keep_up", (False, False): "low_priority",
             (False, True): "possible_overkill"}
    for rank, (item, share, mean, performance, best, opportunity) in enumerate(rows):
        row = f"priorities[{rank}]"
        paths[f"{row}.item"], paths[f"{row}.importance"] = name(facts[item]), float(share)
        paths[f"{row}.mean.value"], paths[f"{row}.mean.n"] = float(mean), len(answers[item])
        paths[f"{row}.performance"], paths[f"{row}.satisfied.value"] = float(performance), float(best)
        paths[f"{row}.opportunity"] = float(opportunity)
        paths[f"{row}.quadrant"] = names[share >= important, performance >= good]
