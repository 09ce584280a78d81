"""Emotions of the reference: every number from the moods of customers, one question at a time.

Resampling is not in it: cases with it hold the rest by `expected_paths`, and the intervals by digest.
"""

import math
from fractions import Fraction

from reference_log import ReferenceError
from reference_numbers import Z95, benjamini_hochberg, exact, normal_p, quantile, share

DEFAULTS = {"comment_weight": 0.5, "least": 0.25, "bootstrap": 199}
MEASURES = ("mean", "peak", "end", "peak_end", "lowest", "highest", "volatility", "trend", "area")


def emotions(log, options):
    options = {**DEFAULTS, **options}
    check(log, options)
    people, lost, off = listen(log, options)
    order, stages = arrange(people, options)
    groups = sorted({person["group"] for person in people if person["group"] is not None}, key=str.encode)
    rows, stage_rows, measures = [], [], []
    for group in (None, *groups):
        own = [person for person in people if group in (None, person["group"])]
        rows += curve(own, group, [(stages.get(name), name) for name in order], options)
        stage_rows += curve(own, group, [(name, None) for name, _ in options.get("stages", [])], options)
        measures += whole(own, group, order, options)
    memory = [remembered(part) for part in measures if part["measure"] == "mean" and options.get("outcome")]
    for part in measures:
        part.pop("regression")
    report = {
        "memory": memory,
        "rows": rows,
        "stages": stage_rows,
        "measures": measures,
        "customers": len(people),
        "several": sum(len(person["felt"]) > 1 for person in people),
        "out_of_scale": off,
        "elsewhere": lost,
    }
    for name, kind in {"expectations": "difference", "changes": "change", "lifts": "lift", "gaps": "gap"}.items():
        p = [row[f"{kind}_p"] for row in rows + stage_rows]
        for row, adjusted in zip(rows + stage_rows, benjamini_hochberg(p)):
            row[f"{kind}_p_adjusted"] = adjusted
        report[f"tested_{name}"] = sum(value is not None for value in p)
    for row in rows + stage_rows:
        judge(row, options["least"])
    return report if not options["bootstrap"] else paths(report)


def paths(report):
    """What does not depend on draws."""
    found = {f"measures[{at}].{part}.value": row[part]["value"]
             for at, row in enumerate(report["measures"])
             for part in ("journeys", "curve", "correlation", "gain") if row[part]}
    return found | {f"rows[{at}].mood.high": row["mood"]["high"] for at, row in enumerate(report["rows"])}


def check(log, options):
    if not options.get("ratings") and not options.get("comments"):
        raise ReferenceError(code="invalid_option", field="ratings")
    known = set(log.touchpoints) | {rating.get("about") for rating in options.get("ratings", [])}
    for name in options.get("order", []):
        if name not in known:
            raise ReferenceError(code="unknown_name", name=name)
    for place, expected in enumerate(options.get("expected", [])):
        if not -2 <= expected["valence"] <= 2:
            raise ReferenceError(code="invalid_option", field=f"expected[{place}].valence")


def listen(log, options):
    """People with what they felt, one mood after another, as (place, rating, comment, mood)."""
    stated = options.get("order") or [name for _, names in options.get("stages", []) for name in names]
    people, lost, offs = [], 0, {}
    for journey in log.journeys:
        felt, settled, outcome, ends = [], 0, None, len(journey) - 1
        if options.get("outcome"):
            column = options["outcome"]["number"]["column"]
            answers = [place for place, event in enumerate(journey) if event.values[column] is not None]
            if answers:
                ends = answers[-1]
                outcome = float(journey[ends].values[column])
        for place, event in enumerate(journey):
            said = []
            for number, rating in enumerate(options.get("ratings", [])):
                if rating.get("touchpoint") not in (None, event.touchpoint) or event.values[rating["column"]] is None:
                    continue
                answer = float(event.values[rating["column"]])
                worst, best = float(rating.get("min", 1)), float(rating.get("max", 5))
                if answer in rating.get("missing", []):
                    continue
                on, out = offs.get(number, (0, 0))
                if not worst <= answer <= best:
                    offs[number] = (on, out + 1)
                    continue
                offs[number] = (on + 1, out)
                said.append([rating.get("about") or event.touchpoint, 4.0 * (answer - worst) / (best - worst) - 2.0, None])
            lost += sum(bool(stated) and name not in stated for name, *_ in said)
            said = [one for one in said if not stated or one[0] in stated]
            comments = options.get("comments")
            if comments and (event.values[comments["column"]] or "").strip():
                tone = event.values[comments["sentiment"]]
                mine = [one for one in said if one[0] == event.touchpoint]
                if tone is not None and mine:
                    mine[0][2] = 2.0 * float(tone)
                elif tone is not None and stated and event.touchpoint not in stated:
                    lost += 1
                elif tone is not None:
                    said.append([event.touchpoint, None, 2.0 * float(tone)])
            weight = options["comment_weight"]
            for name, rating, comment in sorted(said, key=lambda one: stated.index(one[0]) if stated else 0):
                mood = rating if comment is None else comment if rating is None else (1.0 - weight) * rating + weight * comment
                felt.append((name, rating, comment, mood))
            settled = len(felt) if place <= ends else settled
        by = options.get("by")
        group = next((event.values[by] for event in journey if event.values[by] is not None), None) if by else None
        if felt:
            people.append({"group": group, "felt": felt, "outcome": outcome, "settled": settled})
    for number, (on, out) in offs.items():
        if out >= 10 and out > on:
            raise ReferenceError(code="invalid_option", field=f"ratings[{number}].max")
    return people, lost, sum(out for _, out in offs.values())


def arrange(people, options):
    """Places in their order, and the stage of each."""
    stages = {name: stage for stage, names in options.get("stages", []) for name in names}
    stated = options.get("order") or list(stages)
    if stated:
        return stated, stages
    ranks = {}
    for person in people:
        firsts = list(dict.fromkeys(name for name, *_ in person["felt"]))
        for rank, name in enumerate(firsts):
            ranks.setdefault(name, [])
            if len(firsts) > 1:
                ranks[name].append(rank / (len(firsts) - 1))
    mean = {name: math.fsum(rank) / len(rank) if rank else math.inf for name, rank in ranks.items()}
    return sorted(ranks, key=lambda name: (mean[name], name.encode())), stages


def average(numbers):
    total = 0.0
    for number in numbers:
        total += number
    return total / len(numbers) if numbers else None


def spread(numbers):
    """Mean and variance."""
    if not numbers:
        return None, None
    mean = math.fsum(numbers) / len(numbers)
    if len(numbers) < 2:
        return mean, None
    variance = math.fsum((number - mean) * (number - mean) for number in numbers) / (len(numbers) - 1)
    return mean, variance if variance > 1e-24 else 0.0


def interval(value, error, n, denominator, ends=(-math.inf, math.inf)):
    """An estimate from its squared standard error."""
    found = {**exact(value, n, denominator), "method": "wald"}
    if error is not None:
        half = Z95 * math.sqrt(error)
        found["low"], found["high"] = max(value - half, ends[0]), min(value + half, ends[1])
    return found


def estimate(numbers, denominator, ends=(-math.inf, math.inf)):
    mean, variance = spread(numbers)
    error = None if variance is None else variance / len(numbers)
    return interval(mean, error, len(numbers), denominator, ends)


def p_value(numbers, mean=0.0):
    found, variance = spread(numbers)
    if not variance:
        return None
    return normal_p((found - mean) / math.sqrt(variance / len(numbers)))


def there(felt, stage, name, options):
    """What was felt at a touchpoint, or in a stage."""
    inside = dict(options.get("stages", [])).get(stage, [])
    return [one for one in felt if one[0] == name or (name is None and one[0] in inside)]


def curve(people, group, places, options):
    """Rows of a level."""
    moods = [
        [average([mood for *_, mood in there(person["felt"], *place, options)]) for place in places] for person in people
    ]
    several = [person for person in people if len(person["felt"]) > 1]
    rows, before = [], None
    for at, (stage, name) in enumerate(places):
        here = [there(person["felt"], stage, name, options) for person in people]
        own = [mood[at] for mood in moods if mood[at] is not None]
        rated = [average([one[1] for one in felt if one[1] is not None]) for felt in here]
        wrote = [average([one[2] for one in felt if one[2] is not None]) for felt in here]
        gaps = [b - a for a, b in zip(rated, wrote) if a is not None and b is not None]
        elsewhere = [average([mood for place, mood in enumerate(mine) if place != at and mood is not None]) for mine in moods]
        lifts = [mine[at] - other for mine, other in zip(moods, elsewhere) if None not in (mine[at], other)]
        row = {
            "group": group,
            "stage": stage,
            "touchpoint": name,
            "mood": estimate(own, "customers", (-2.0, 2.0)),
            "sd": math.sqrt(spread(own)[1]) if len(own) > 1 else None,
            "ratings": estimate([one for one in rated if one is not None], "customers with ratings", (-2.0, 2.0)),
            "comments": estimate([one for one in wrote if one is not None], "customers with comments", (-2.0, 2.0)),
            "rating_count": sum(one[1] is not None for felt in here for one in felt),
            "comment_count": sum(one[2] is not None for felt in here for one in felt),
            "gap": estimate(gaps, "customers with both"),
            "gap_p": p_value(gaps),
            "change_from": None if before is None or not own else (places[before][1] or places[before][0]),
            "lift": estimate(lifts, "customers with a mood here and elsewhere"),
            "lift_p": p_value(lifts),
        }
        for field, q in (("q25", 0.25), ("median", 0.5), ("q75", 0.75)):
            row[field] = quantile(sorted(own), q) if own else None
        row["change"], row["change_p"] = change(moods, before if own else None, at)
        for field, extreme in (("lowest", lowest), ("peak", peak)):
            count = sum(bool(there([person["felt"][extreme(person["felt"])]], stage, name, options)) for person in several)
            row[field] = share(count, len(several), "customers with two moods or more")
        expect(row, own, group, options)
        rows.append(row)
        before = at if own else before
    return rows


def lowest(felt):
    """Place of the worst mood, of equal ones the last."""
    return max(range(len(felt)), key=lambda at: (-felt[at][3], at))


def peak(felt):
    return max(range(len(felt)), key=lambda at: (abs(felt[at][3]), at))


def change(moods, before, at):
    if before is None:
        return estimate([], "customers with both"), None
    first = [mood[before] for mood in moods if mood[before] is not None]
    then = [mood[at] for mood in moods if mood[at] is not None]
    both = [mood[at] - mood[before] for mood in moods if None not in (mood[at], mood[before])]
    fewest = min(len(first), len(then))
    if 2 * len(both) >= fewest:
        return estimate(both, "customers with both"), p_value(both)
    (a, first_variance), (b, then_variance) = spread(first), spread(then)
    error = p = None
    if None not in (first_variance, then_variance):
        error = first_variance / len(first) + then_variance / len(then)
        p = normal_p((b - a) / math.sqrt(error)) if error > 0 else None
    return interval(b - a, error, fewest, "customers of the smaller sample; between samples"), p


def expect(row, own, group, options):
    """What is expected, and the difference."""

    def stated(name, group):
        found = [one["valence"] for one in options.get("expected", []) if one["touchpoint"] == name and one.get("group") == group]
        return average(found)

    names = [row["touchpoint"]] if row["touchpoint"] else dict(options.get("stages", [])).get(row["stage"], [])
    found = [stated(name, group) if stated(name, group) is not None else stated(name, None) for name in names]
    row["expected"] = average([valence for valence in found if valence is not None])
    mean, variance = spread(own)
    known = row["expected"] is not None and mean is not None
    error = variance / len(own) if known and variance is not None else None
    row["difference"] = interval(
        mean - row["expected"] if known else None, error, len(own) if known else 0, "customers"
    )
    row["difference_p"] = p_value(own, row["expected"]) if known else None


def judge(row, least):
    def clear(kind):
        p = row[f"{kind}_p_adjusted"]
        return p is not None and p < 0.05 and row[kind]["n"] >= 30

    row["dip"] = clear("change") and row["change"]["value"] <= -least
    row["delight"] = clear("lift") and row["lift"]["value"] >= least and row["mood"]["low"] > 0
    row["disagree"] = clear("gap") and abs(row["gap"]["value"]) >= 1
    difference, row["verdict"] = row["difference"], None
    if difference["value"] is None:
        return
    row["verdict"] = "unclear"
    if clear("difference") and abs(difference["value"]) >= least:
        row["verdict"] = "better" if difference["value"] > 0 else "worse"
    elif difference["n"] >= 30 and -least < difference["low"] and difference["high"] < least:
        row["verdict"] = "as_expected"


def shape(moods):
    """All measures of a sequence, and where those are that are at one place."""
    felt = [(None, None, None, mood) for mood in moods]
    ends = {
        "peak": peak(felt),
        "end": len(moods) - 1,
        "lowest": lowest(felt),
        "highest": max(range(len(moods)), key=lambda at: (moods[at], at)),
    }
    found = {name: moods[at] for name, at in ends.items()}
    found["mean"] = average(moods)
    found["peak_end"] = (found["peak"] + found["end"]) / 2
    steps = len(moods) - 1
    if steps:
        found["volatility"] = math.sqrt(sum((b - a) * (b - a) for a, b in zip(moods, moods[1:])) / steps)
        times = [at / steps - 0.5 for at in range(len(moods))]
        along, square = 0.0, 0.0
        for time, mood in zip(times, moods):
            along, square = along + time * mood, square + time * time
        found["trend"] = along / square
        area = 0.0
        for a, b in zip(moods, moods[1:]):
            area += (a + b) / 2
        found["area"] = area / steps
    return found, ends


def correlation(pairs):
    if not pairs:
        return None
    x, y = (math.fsum(side) / len(pairs) for side in zip(*pairs))
    both = math.fsum((a - x) * (b - y) for a, b in pairs)
    own, theirs = math.fsum((a - x) ** 2 for a, _ in pairs), math.fsum((b - y) ** 2 for _, b in pairs)
    return both / math.sqrt(own * theirs) if own > 1e-18 and theirs > 1e-18 else None


def whole(people, group, order, options):
    """What is told of journeys and of the curve."""
    moods = {name: [] for name in order}
    for person in people:
        for name in order:
            mine = average([one[3] for one in person["felt"] if one[0] == name])
            moods[name] += [] if mine is None else [mine]
    names = [name for name in order if moods[name]]
    means = [math.fsum(moods[name]) / len(moods[name]) for name in names]
    told, ends = shape(means) if means else ({}, {})
    shapes = [shape([one[3] for one in person["felt"]])[0] for person in people]
    memories = []
    for person in people:
        felt = [one[3] for one in person["felt"][: person["settled"]]]
        if len(felt) > 1 and person["outcome"] is not None:
            memories.append((shape(felt)[0], person["outcome"]))
    fitted = regression(memories) if options.get("outcome") else None
    rows, mean = [], correlation([(found["mean"], outcome) for found, outcome in memories])
    for measure in MEASURES:
        swings = measure in ("volatility", "trend", "area")
        values = [found[measure] for found in shapes if measure in found]
        row = {
            "group": group,
            "measure": measure,
            "journeys": estimate(values, "customers with two moods or more" if swings else "customers"),
            "curve": exact(told.get(measure), len(people), "customers"),
            "touchpoint": names[ends[measure]] if measure in ends else None,
            "correlation": None,
            "gain": None,
            "weight": None,
            "regression": None,
        }
        if options.get("outcome"):
            r = correlation([(found[measure], outcome) for found, outcome in memories])
            gain = None if r is None or mean is None else r * r - mean * mean
            words = "customers with an outcome and two moods or more up to it"
            row["regression"] = (fitted, memories)
            if measure in TERMS:
                row["weight"] = weight(fitted, TERMS.index(measure), len(memories), words)
            row["correlation"], row["gain"] = exact(r, len(memories), words), exact(gain, len(memories), words)
        rows.append(row)
    return rows


TERMS = ("mean", "lowest", "highest", "end", "trend")


def regression(memories):
    """Least squares on all terms in exact fractions, terms that follow from those before them left out: coefficients and their HC1
    variances by term, and the explained share."""
    outcomes = [Fraction(outcome) for _, outcome in memories]
    if len(memories) < 7 or len(set(outcomes)) == 1:
        return None
    n = len(memories)
    centre = lambda values: [value - sum(values) / n for value in values]  # noqa: E731
    y = centre(outcomes)
    columns = [centre([Fraction(found[term]) for found, _ in memories]) for term in TERMS]
    dot = lambda a, b: sum(x * z for x, z in zip(a, b))  # noqa: E731
    kept, orthogonal = [], []
    for at, column in enumerate(columns):
        rest = column
        for other in orthogonal:
            factor = dot(rest, other) / dot(other, other)
            rest = [x - factor * z for x, z in zip(rest, other)]
        if dot(rest, rest) > Fraction(1, 10**9) * dot(column, column):
            kept.append(at)
            orthogonal.append(rest)
    chosen = [columns[at] for at in kept]
    bread = inverse([[dot(a, b) for b in chosen] for a in chosen])
    beta = [dot(row, [dot(column, y) for column in chosen]) for row in bread]
    left = [value - sum(b * column[i] for b, column in zip(beta, chosen)) for i, value in enumerate(y)]
    meat = [[sum(a[i] * b[i] * left[i] ** 2 for i in range(n)) for b in chosen] for a in chosen]
    scale = Fraction(n, n - len(kept) - 1)
    variances = [scale * dot(row, [dot(m, row) for m in meat]) for row in bread]
    return dict(zip(kept, zip(beta, variances))), 1 - dot(left, left) / dot(y, y)


def inverse(matrix):
    size = len(matrix)
    rows = [row + [Fraction(int(i == j)) for j in range(size)] for i, row in enumerate(matrix)]
    for i in range(size):
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(size):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i])]
    return [row[size:] for row in rows]


def weight(fitted, term, n, words):
    value, variance = fitted[0].get(term, (None, None)) if fitted else (None, None)
    found = {**exact(None if value is None else float(value), n, words), "method": "wald"}
    if value is not None:
        half = Z95 * math.sqrt(float(variance))
        found["low"], found["high"] = float(value) - half, float(value) + half
    return found


def remembered(row):
    fitted, memories = row["regression"]
    square = lambda name: correlation([(found[name], outcome) for found, outcome in memories])  # noqa: E731
    mean, peak_end = square("mean"), square("peak_end")
    return {
        "group": row["group"],
        "customers": len(memories),
        "mean": None if mean is None else mean * mean,
        "peak_end": None if peak_end is None else peak_end * peak_end,
        "together": float(fitted[1]) if fitted else None,
    }
