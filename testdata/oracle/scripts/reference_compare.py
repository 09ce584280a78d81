"""Two groups compared by the reference: every way to deal the journeys is tried."""

import copy
import itertools
import math

import reference_analyses as analyses
import reference_patterns
from reference_log import ReferenceError
from reference_numbers import benjamini_hochberg, exact, normal_p, share


def view(log, journeys):
    part = copy.copy(log)
    part.journeys = journeys
    part.events = [event for journey in journeys for event in journey]
    return part


def median(stats):
    known = stats["median_seconds"] is not None and stats["low_seconds"] is not None
    return exact(stats["median_seconds"], stats["n"], "times") | {
        "low": stats["low_seconds"] if known else None,
        "high": stats["high_seconds"] if known else None,
        "method": "order_statistic",
    }


def join(path):
    return " → ".join(name.replace("\\", "\\\\").replace("→", "\\→") for name in path)


def transitions(report):
    rows = [
        (
            (None, row["source"], row["target"]),
            row["count"],
            {
                "customer_share": row["customer_share"],
                "probability": row["probability"],
                "median_seconds": median(row["gap"]),
            },
        )
        for row in report["rows"]
    ]
    return rows, {"customer_share": share(0, report["customers"], "customers")}


def variants(report):
    rows = [((join(row["path"]),), row["customers"], {"share": row["share"]}) for row in report["rows"]]
    return rows, {"share": share(0, report["customers"], "customers")}


def funnel(report):
    rows = [
        (
            (row.get("group"), str(row["step"]), row["touchpoint"]),
            None,
            {
                "share": row["share"],
                "conversion": row["conversion"],
                "from_previous_median_seconds": median(row["time_from_previous"]),
            },
        )
        for row in report["rows"]
    ]
    return rows, {}


def nps(report):
    return [((row["group"],), None, {"score": row["score"]}) for row in report["rows"]], {}


KEYS = {
    "transitions": ["history", "source", "target"],
    "variants": ["path"],
    "funnel": ["group", "step", "touchpoint"],
    "nps": ["group"],
}
LIMITS = {"transitions": ["min_count", "min_share", "top"], "variants": ["top", "representative"]}


class Answers:
    def __init__(self, name, log, options, limits=False):
        if name == "transitions":
            seen = {event.touchpoint for event in log.events}
            log = view(log, log.journeys)
            log.touchpoints = [place for place in log.touchpoints if place in seen]
        options = {key: value for key, value in options.items() if limits or key not in LIMITS.get(name, [])}
        rows, self.nothing = globals()[name](getattr(analyses, name)(log, None, options))
        self.order = [row[0] for row in rows]
        self.rows = {key: (count, numbers) for key, count, numbers in rows}

    def number(self, key, measure):
        numbers = self.rows[key][1] if key in self.rows else self.nothing
        return numbers.get(measure) or exact(None, 0, "nothing of the kind in the group")


def minus(a, b):
    if a["value"] is None or b["value"] is None:
        return None
    return a["value"] - b["value"]


def difference(a, b):
    found = exact(minus(a, b), a["n"] + b["n"], "both groups")
    found["small_sample"] = a["small_sample"] or b["small_sample"]
    ends = (a["low"], a["high"], b["low"], b["high"])
    if found["value"] is not None and None not in ends:
        low, high = a["value"] - a["low"], a["high"] - a["value"]
        other_low, other_high = b["value"] - b["low"], b["high"] - b["value"]
        found["low"] = found["value"] - math.sqrt(low * low + other_high * other_high)
        found["high"] = found["value"] + math.sqrt(high * high + other_low * other_low)
        shares = a["method"] == b["method"] == "wilson"
        found["method"] = "newcombe" if shares else "square_and_add"
    return found


def total_variation(a, b):
    mine, theirs = (sum(count for count, _ in side.rows.values()) for side in (a, b))
    if not mine or not theirs:
        return None
    keys = set(a.rows) | set(b.rows)
    apart = sum(abs(a.rows.get(k, (0,))[0] * theirs - b.rows.get(k, (0,))[0] * mine) for k in keys)
    return float(apart) / (2.0 * float(mine) * float(theirs))


def first_value(journey, column):
    return next((event.values[column] for event in journey if event.values[column] is not None), None)


def by_value(name):
    return (name is None, (name or "").encode())


def mix(a, b, columns):
    rows = []
    for column in columns:
        counts = {}
        for side, log in enumerate((a, b)):
            for journey in log.journeys:
                counts.setdefault(first_value(journey, column), [0, 0])[side] += 1
        order = sorted(counts, key=lambda name: (name is None, -sum(counts[name]), (name or "").encode()))
        m, n = len(a.journeys), len(b.journeys)
        for name in order:
            i, j = counts[name]
            of_a, of_b = (share(c, s, "journeys of the group") for c, s in ((i, m), (j, n)))
            pooled = (i + j) / (m + n)
            variance = pooled * (1.0 - pooled)
            z = (i / m - j / n) / math.sqrt(variance / m + variance / n) if variance else None
            row = {"column": column, "value": name, "a": of_a, "b": of_b, "difference": difference(of_a, of_b)}
            rows.append(row | {"p": None if z is None else normal_p(z)})
    adjusted = benjamini_hochberg([row["p"] for row in rows])
    return [row | {"p_adjusted": p} for row, p in zip(rows, adjusted)]


def compare(log, options):
    name, question = options["operation"], options["question"]
    groups = []
    for pattern in (options["a"], options["b"]):
        groups.append([j for j in log.journeys if reference_patterns.places(log, j, pattern)])
    if not all(groups):
        raise ReferenceError(code="invalid_option", field="other" if groups[0] else "self")
    if any(journey in groups[1] for journey in groups[0]):
        raise ReferenceError(code="invalid_option", field="other")
    a, b = (view(log, group) for group in groups)
    both = view(log, [journey for journey in log.journeys if journey in groups[0] or journey in groups[1]])
    listed = Answers(name, both, question, limits=True)
    of_a, of_b = Answers(name, a, question), Answers(name, b, question)
    keys = [key for key in listed.order if key in of_a.rows or key in of_b.rows][: options.get("top", 100)]
    cells = [(key, measure) for key in keys for measure in listed.rows[key][1]]
    adds_up = all(count is not None for count, _ in listed.rows.values())
    main = "count" if adds_up else next(iter(listed.rows[listed.order[0]][1]))

    def apart(one, other):
        found = [minus(one.number(*cell), other.number(*cell)) for cell in cells]
        if adds_up:
            return found, total_variation(one, other)
        sizes = [abs(d) for (_, measure), d in zip(cells, found) if measure == main and d is not None]
        return found, max(sizes, default=None)

    real, distance = apart(of_a, of_b)
    deals = options.get("permutations", 199)
    if math.comb(len(both.journeys), len(a.journeys)) > deals > 0:
        raise NotImplementedError("only exact p-values are in the reference")
    dealt, distances = [], []
    if deals:
        for chosen in itertools.combinations(range(len(both.journeys)), len(a.journeys)):
            one = view(log, [journey for at, journey in enumerate(both.journeys) if at in chosen])
            other = view(log, [journey for at, journey in enumerate(both.journeys) if at not in chosen])
            found, far = apart(Answers(name, one, question), Answers(name, other, question))
            dealt.append([abs(d or 0.0) for d in found])
            distances.append(far or 0.0)
    p, adjusted = p_values(real, dealt)
    parts = []
    if "same_mix" in options:
        values = {first_value(journey, options["same_mix"]) for journey in both.journeys}
        for value in sorted(values, key=by_value):
            sides = [[j for j in side if first_value(j, options["same_mix"]) == value] for side in groups]
            if all(sides):
                one, other = (Answers(name, view(log, side), question) for side in sides)
                parts.append((float(sum(map(len, sides))), apart(one, other)[0]))
    same = [weighted([(weight, d[at]) for weight, d in parts if d[at] is not None]) for at in range(len(cells))]
    rows = []
    for at, (key, measure) in enumerate(cells):
        one, other = of_a.number(key, measure), of_b.number(key, measure)
        row = {"key": list(key), "measure": measure, "a": one, "b": other, "difference": difference(one, other)}
        rows.append(row | {"p": p[at], "p_adjusted": adjusted[at], "same_mix": same[at]})
    far = None
    if distance is not None:
        at_least = sum(d >= distance * (1 - 1e-9) for d in distances)
        far = {
            "kind": "total_variation" if adds_up else "largest_difference",
            "measure": main,
            "value": distance,
            "p": at_least / len(distances) if distances else None,
        }
    return {
        "keys": KEYS[name],
        "rows": rows,
        "hidden": len((set(of_a.rows) | set(of_b.rows)) - {key for key, _ in cells}),
        "distance": far,
        "mix": mix(a, b, options["mix"]),
        "a": {"customers": len(a.journeys), "events": len(a.events)},
        "b": {"customers": len(b.journeys), "events": len(b.events)},
        "permutations": len(distances),
        "exact": bool(deals),
    }


def weighted(parts):
    sums = [0.0, 0.0]
    for weight, d in parts:
        sums = [sums[0] + weight * d, sums[1] + weight]
    return sums[0] / sums[1] if sums[1] > 0 else None


def p_values(real, dealt):
    """Plain p-values, and those adjusted step by step by the largest standardised difference."""
    if not dealt:
        return [None] * len(real), [None] * len(real)
    close = 1 - 1e-9
    p = [None if d is None else sum(row[at] >= abs(d) * close for row in dealt) / len(dealt) for at, d in enumerate(real)]
    spread = [math.sqrt(math.fsum(row[at] ** 2 for row in dealt) / len(dealt)) for at in range(len(real))]
    size = lambda at, d: abs(d) / spread[at] if spread[at] else 0.0
    order = sorted((at for at, d in enumerate(real) if d is not None), key=lambda at: (-size(at, real[at]), at))
    adjusted, least = [None] * len(real), 0.0
    for place, at in enumerate(order):
        rest = order[place:]
        extreme = sum(max(size(other, row[other]) for other in rest) >= size(at, real[at]) * close for row in dealt)
        least = max(least, extreme / len(dealt))
        adjusted[at] = least
    return p, adjusted
