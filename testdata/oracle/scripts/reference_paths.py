"""Paths of the reference: every occurrence of every pattern is written down."""

import fractions
import itertools
import math
import re

import reference_patterns
from reference_log import ReferenceError
from reference_numbers import Z95, durations, exact, share, wilson
from reference_patterns import span


def refuse(field):
    raise ReferenceError(code="invalid_option", field=field)


def occurrences(journey, longest):
    """Every choice of at most so many events, in order, as their positions."""
    for length in range(1, min(longest, len(journey)) + 1):
        yield from itertools.combinations(range(len(journey)), length)


def allowed(journey, places, options):
    events = [journey[place] for place in places]
    for a, b in itertools.pairwise(places):
        apart = journey[b].time - journey[a].time
        if b - a - 1 < options.get("min_gap", 0) or b - a - 1 > options.get("max_gap", math.inf):
            return False
        if "min_gap_time" in options and apart < span(options["min_gap_time"]):
            return False
        if "max_gap_time" in options and apart > span(options["max_gap_time"]):
            return False
    if "max_span" in options and events[-1].time - events[0].time > span(options["max_span"]):
        return False
    if "column" not in options:
        return True
    values = [event.values[options["column"]] for event in events]
    known = [float(value) for value in values if value is not None]
    mean = sum(known) / len(known) if len(known) == len(values) else None
    return (
        ("min_sum" not in options or sum(known) >= options["min_sum"])
        and ("max_sum" not in options or sum(known) <= options["max_sum"])
        and ("min_mean" not in options or mean is not None and mean >= options["min_mean"])
        and ("max_mean" not in options or mean is not None and mean <= options["max_mean"])
    )


def is_part(part, whole):
    rest = iter(whole)
    return all(name in rest for name in part)


def groups_of(log, options):
    """Names of the groups, and the events of each journey with the number of its group."""
    if "success" in options:
        chosen = []
        for journey in log.journeys:
            found = reference_patterns.places(log, journey, options["success"])
            before = options.get("before_success", False) and found
            chosen.append((0 if found else 1, journey[: found[0]] if before else journey))
        return ["success", "others"], chosen, 0
    if "by" not in options:
        return ["all"], [(0, journey) for journey in log.journeys], 0
    values = options.get("values") or sorted(
        {event.values[options["by"]] for event in log.events} - {None}, key=lambda name: name.encode()
    )
    if len(values) != 2:
        refuse("values")
    chosen = []
    for journey in log.journeys:
        own = {event.values[options["by"]] for event in journey} - {None}
        if len(own) == 1 and own <= set(values):
            chosen.append((values.index(own.pop()), journey))
    return values, chosen, len(log.journeys) - len(chosen)


def adjusted(p):
    order = sorted(range(len(p)), key=lambda i: p[i], reverse=True)
    smallest, out = 1.0, [None] * len(p)
    for above, i in enumerate(order):
        smallest = min(smallest, max(p[i] * len(p) / (len(p) - above), p[i]))
        out[i] = smallest
    return out


def contrast(a, m, b, n):
    first, second = a / m, b / n
    (low, high), (other_low, other_high) = wilson(a, m), wilson(b, n)
    difference = exact(first - second, m + n, "customers of both groups") | {
        "method": "newcombe",
        "low": first - second - math.sqrt((first - low) * (first - low) + (other_high - second) * (other_high - second)),
        "high": first - second + math.sqrt((high - first) * (high - first) + (second - other_low) * (second - other_low)),
    }
    odds = exact(None, m + n, "customers of both groups") | {"method": "wald"}
    if all((a, m - a, b, n - b)):
        ratio = a * (n - b) / ((m - a) * b)
        half = Z95 * math.sqrt(1 / a + 1 / (m - a) + 1 / b + 1 / (n - b))
        odds |= {"value": ratio, "low": math.exp(math.log(ratio) - half), "high": math.exp(math.log(ratio) + half)}
    pooled = (a + b) / (m + n)
    variance = pooled * (1 - pooled)
    z = (first - second) / math.sqrt(variance / m + variance / n) if variance else 0.0
    return {
        "first_customers": a,
        "second_customers": b,
        "first": share(a, m, "customers of the first group"),
        "second": share(b, n, "customers of the second group"),
        "difference": difference,
        "odds_ratio": odds,
        "p": math.erfc(abs(z) / math.sqrt(2)),
        "p_adjusted": None,
    }


def frequent_patterns(log, options):
    if options.get("min_support") == 0:
        refuse("min_support")
    if "max_gap" in options and options["max_gap"] < options.get("min_gap", 0):
        refuse("max_gap")
    for name in options.get("contains", []):
        log.check_touchpoint(name)
    names, journeys, left_out = groups_of(log, options)
    sizes = [sum(group == number for group, _ in journeys) for number in range(len(names))]
    if len(names) > 1 and 0 in sizes:
        refuse("by" if "by" in options else "success")
    enough = lambda n: next(k for k in range(1, n + 2) if n == 0 or k / n >= options.get("min_share", 0.1))
    least = [options.get("min_support") or enough(size) for size in sizes]
    longest = options.get("max_length", 10)
    supports = {}
    for number, (group, journey) in enumerate(journeys):
        for places in occurrences(journey, longest + 1):
            path = tuple(journey[place].touchpoint for place in places)
            if allowed(journey, places, options):
                supports.setdefault(path, [set() for _ in names])[group].add(number)
    counts = {path: [len(group) for group in support] for path, support in supports.items()}
    counts = {path: count for path, count in counts.items() if any(c >= l for c, l in zip(count, least))}
    keep = options.get("keep", "all")

    def listed(path):
        if not options.get("min_length", 1) <= len(path) <= longest:
            return False
        if not set(options.get("contains", [])) <= set(path):
            return False
        longer = [other for other in counts if len(other) == len(path) + 1 and is_part(path, other)]
        if keep == "closed":
            return all(counts[other] != counts[path] for other in longer)
        return keep == "all" or not longer

    found = [path for path in counts if listed(path)]
    compared = len(names) > 1
    distance = lambda path: abs(counts[path][0] * sizes[1] - counts[path][1] * sizes[0]) if compared else 0
    found.sort(key=lambda path: (-distance(path), -sum(counts[path]), [log.order(name) for name in path]))
    contrasts = [contrast(counts[path][0], sizes[0], counts[path][1], sizes[1]) for path in found if compared]
    for row, p in zip(contrasts, adjusted([row["p"] for row in contrasts])):
        row["p_adjusted"] = p
    top = options.get("top", 1000)
    return {
        "rows": [
            {
                "path": list(path),
                "customers": sum(counts[path]),
                "share": share(sum(counts[path]), sum(sizes), "customers"),
                "contrast": contrasts[number] if compared else None,
            }
            for number, path in enumerate(found[:top])
        ],
        "groups": [
            {"name": name, "customers": size, "min_support": support}
            for name, size, support in zip(names, sizes, least)
        ],
        "customers": sum(sizes),
        "left_out": left_out,
        "found": len(found),
        "hidden": max(0, len(found) - top),
        "longer": any(len(path) > longest for path in counts),
        "tested": len(found) if compared else 0,
    }


def deviation(times):
    if len(times) < 2:
        return None
    whole, rest = divmod(sum(times), len(times))
    squares = math.fsum(float(time - whole) * float(time - whole) for time in times)
    variance = (squares - float(rest) * float(rest) / len(times)) / (len(times) - 1)
    return math.sqrt(max(0.0, variance)) / 1e6


def transitions(log, options):
    order, eventually = options.get("order", 1), options.get("eventually", False)
    if not 1 <= order <= 8 or eventually and order > 1:
        refuse("order")
    if options.get("top") == 0:
        refuse("top")
    counts, gaps, who, nodes = {}, {}, {}, {}
    for journey in log.journeys:
        names, times = [event.touchpoint for event in journey], [event.time for event in journey]
        for name in names:
            node = nodes.setdefault(name, {"count": 0, "customers": set(), "starts": 0, "ends": 0})
            node["count"] += 1
            node["customers"].add(journey[0].customer)
        nodes[names[0]]["starts"] += 1
        nodes[names[-1]]["ends"] += 1
        for i, j in itertools.combinations(range(len(names)), 2):
            if eventually or j == i + 1 and j >= order:
                edge = (tuple(names[j - order : j]) if not eventually else (names[i],), names[j])
                counts[edge] = counts.get(edge, 0) + 1
                if not eventually or journey[0].customer not in who.get(edge, ()):
                    gaps.setdefault(edge, []).append(times[j] - times[i])
                who.setdefault(edge, set()).add(journey[0].customer)
    total = sum(counts.values())
    position = lambda edge: (-counts[edge], [log.order(name) for name in edge[0]], log.order(edge[1]))
    shown = [edge for edge in sorted(counts, key=position) if counts[edge] >= options.get("min_count", 0)]
    shown = [edge for edge in shown if counts[edge] / total >= options.get("min_share", 0.0)][: options.get("top")]

    def sides(edge):
        if eventually:
            at = lambda name: len(nodes[name]["customers"])
            return [
                share(len(who[edge]), at(edge[0][-1]), "customers with the source"),
                share(len(who[edge]), at(edge[1]), "customers with the target"),
            ]
        out_of = sum(count for other, count in counts.items() if other[0] == edge[0])
        into = sum(count for other, count in counts.items() if other[1] == edge[1])
        return [
            share(counts[edge], out_of, "moves out of the source"),
            share(counts[edge], into, "moves into the target"),
        ]

    return {
        "rows": [
            {
                "history": list(edge[0][:-1]),
                "source": edge[0][-1],
                "target": edge[1],
                "count": counts[edge],
                "customers": len(who[edge]),
                "probability": sides(edge)[0],
                "in_probability": sides(edge)[1],
                "customer_share": share(len(who[edge]), len(log.journeys), "customers"),
                "share": share(counts[edge], total, "all traversals"),
                "per_journey": counts[edge] / len(log.journeys),
                "gap": durations(gaps[edge]),
                "deviation_seconds": deviation(gaps[edge]) if options.get("deviation") else None,
            }
            for edge in shown
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
        "count": total,
        "hidden": len(counts) - len(shown),
        "hidden_count": total - sum(counts[edge] for edge in shown),
    }


def rework(log, options):
    by = options.get("by")
    if by is not None and by not in log.columns:
        raise ReferenceError(code="unknown_name", name=by)
    if options.get("top") == 0:
        refuse("top")
    loops, returns, ways, people, again = {}, {}, {}, {}, {}
    for journey in log.journeys:
        for place, event in enumerate(journey):
            name, customer = event.touchpoint, event.customer
            people.setdefault(name, set()).add(customer)
            earlier = [i for i in range(place) if journey[i].touchpoint == name]
            if not earlier:
                continue
            before = journey[earlier[-1]]
            who = None
            if by and before.values[by] is not None and event.values[by] is not None:
                who = before.values[by] == event.values[by]
            repeat = (event.time - before.time, customer, who)
            again.setdefault(name, set()).add(customer)
            if earlier[-1] == place - 1:
                loops.setdefault(name, []).append(repeat)
            else:
                returns.setdefault(name, []).append(repeat)
                ways.setdefault((name, journey[earlier[-1] + 1].touchpoint), []).append(repeat)
    count = lambda table, name: len(table.get(name, []))
    customers = lambda table, name: len({customer for _, customer, _ in table.get(name, [])})
    by_whom = lambda table, name, same: sum(who is same for _, _, who in table.get(name, [])) if by else None
    order = sorted(ways, key=lambda way: (-len(ways[way]), log.order(way[0]), log.order(way[1])))
    shown = [way for way in order if len(ways[way]) >= options.get("min_count", 0)][: options.get("top")]
    everybody = {customer for names in again.values() for customer in names}
    return {
        "rows": [
            {
                "touchpoint": name,
                "count": len(people[name]) + count(loops, name) + count(returns, name),
                "customers": len(people[name]),
                "rework_customers": len(again.get(name, ())),
                "rework": share(len(again.get(name, ())), len(people[name]), "customers of the touchpoint"),
                "self_loops": count(loops, name),
                "self_loop_customers": customers(loops, name),
                "returns": count(returns, name),
                "return_customers": customers(returns, name),
                "self_loops_same": by_whom(loops, name, True),
                "self_loops_other": by_whom(loops, name, False),
                "returns_same": by_whom(returns, name, True),
                "returns_other": by_whom(returns, name, False),
                "self_loop_time": durations([gap for gap, _, _ in loops.get(name, [])]),
                "return_time": durations([gap for gap, _, _ in returns.get(name, [])]),
            }
            for name in sorted(log.touchpoints, key=lambda name: (-len(again.get(name, ())), log.order(name)))
        ],
        "returns": [
            {
                "touchpoint": way[0],
                "via": way[1],
                "count": len(ways[way]),
                "customers": len({customer for _, customer, _ in ways[way]}),
                "time": durations([gap for gap, _, _ in ways[way]]),
            }
            for way in shown
        ],
        "customers": len(log.journeys),
        "rework": share(len(everybody), len(log.journeys), "customers"),
        "count": sum(map(len, loops.values())) + sum(map(len, returns.values())),
        "hidden": len(ways) - len(shown),
        "hidden_count": sum(map(len, ways.values())) - sum(len(ways[way]) for way in shown),
    }


def step_matrix(log, options):
    before, after, top = options.get("before", 0), options.get("after", 9), options.get("top")
    occurrence = options.get("occurrence", 1)
    if occurrence == 0:
        refuse("occurrence")
    if before + after >= 200:
        refuse("after")
    if top == 0:
        refuse("top")
    steps, chosen = range(-before, after + 1), []
    for journey in log.journeys:
        starts = reference_patterns.places(log, journey, options["anchor"]) if "anchor" in options else [0]
        nth = occurrence - 1 if occurrence > 0 else len(starts) + occurrence
        if 0 <= nth < len(starts):
            chosen.append((journey, starts[nth]))

    def place(journey, at):
        if at < 0:
            return "not_started", None
        return ("ended", None) if at >= len(journey) else ("touchpoint", journey[at].touchpoint)

    columns = {step: [place(journey, anchor + step) for journey, anchor in chosen] for step in steps}
    events = [name for column in columns.values() for kind, name in column if kind == "touchpoint"]
    ranked = lambda names: sorted(set(names), key=lambda name: (-names.count(name), log.order(name)))
    order = ranked(events)
    listed = {}
    for step, column in columns.items():
        names = [name for kind, name in column if kind == "touchpoint"]
        listed[step] = (ranked(names) if options.get("per_step") else order)[:top]
    shown = lambda step, at: at if at[0] != "touchpoint" or at[1] in listed[step] else ("other", None)
    kinds = ["touchpoint", "other", "ended", "not_started"]
    rank = lambda at: (kinds.index(at[0]), order.index(at[1]) if at[1] else 0)
    table = {step: [shown(step, at) for at in column] for step, column in columns.items()}
    rows = [
        {
            "step": step,
            "place": at[0],
            "touchpoint": at[1],
            "customers": column.count(at),
            "share": share(column.count(at), len(chosen), "customers with the anchor"),
        }
        for step, column in table.items()
        for at in sorted(set(column), key=rank)
    ]
    links = []
    for step in steps[:-1]:
        moves = list(zip(table[step], table[step + 1]))
        moves = [move for move in moves if move[0] != move[1] or move[0][0] in ("touchpoint", "other")]
        for source, target in sorted(set(moves), key=lambda move: (rank(move[0]), rank(move[1]))):
            count, at = moves.count((source, target)), table[step].count(source)
            links.append(
                {
                    "step": step,
                    "source_place": source[0],
                    "source": source[1],
                    "target_place": target[0],
                    "target": target[1],
                    "customers": count,
                    "share": share(count, at, "customers at the source in this step"),
                }
            )
    seen = [name for name in order if any(("touchpoint", name) in column for column in table.values())]
    return {
        "rows": rows,
        "links": links,
        "touchpoints": seen,
        "hidden": len(order) - len(seen),
        "hidden_count": sum(column.count(("other", None)) for column in table.values()),
        "customers": len(chosen),
        "left_out": len(log.journeys) - len(chosen),
    }


def solve(matrix, sides):
    """Fractions, so that nothing is rounded: Gauss and Jordan."""
    rows = [row[:] + side[:] for row, side in zip(matrix, sides)]
    for pivot in range(len(rows)):
        swap = next(i for i in range(pivot, len(rows)) if rows[i][pivot])
        rows[pivot], rows[swap] = rows[swap], rows[pivot]
        rows[pivot] = [value / rows[pivot][pivot] for value in rows[pivot]]
        for other in range(len(rows)):
            if other != pivot:
                factor = rows[other][pivot]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[pivot])]
    return [row[len(rows) :] for row in rows]


def reaches(moves, source, without=None):
    """What can be reached in one step or more, without going through one of the places."""
    found, todo = set(), [source]
    while todo:
        here = todo.pop()
        for a, b in moves:
            if a == here and b != without and b not in found:
                found.add(b)
                todo.append(b)
    return found


def outcomes(log, options):
    below = options.get("no_return_below")
    if below is not None and not 0 < below <= 1:
        refuse("no_return_below")
    if "success" not in options:
        refuse("success")
    moves, places, succeeded = {}, {}, set()
    for number, journey in enumerate(log.journeys):
        ends = reference_patterns.places(log, journey, options["success"], last=True)
        before = journey[: ends[0]] if ends else journey
        if ends:
            succeeded.add(number)
        path = ["(start)"] + [event.touchpoint for event in before] + ["(success)" if ends else "(end)"]
        for move in zip(path, path[1:]):
            moves[move] = moves.get(move, 0) + 1
        for event in before:
            places.setdefault(event.touchpoint, []).append(number)
    names = [name for name in log.touchpoints if name in places]
    total = {name: sum(count for (a, _), count in moves.items() if a == name) for name in [*names, "(start)"]}
    p = lambda a, b: fractions.Fraction(moves.get((a, b), 0), total[a])
    matrix = [[(a == b) - p(a, b) for b in names] for a in names]
    solved = solve(matrix, [[p(a, "(success)"), fractions.Fraction(1)] for a in names])
    ways = [(fractions.Fraction(1), ("(start)",))]
    best, path = {}, None
    while ways:
        ways.sort(key=lambda way: -way[0])
        chance, way = ways.pop(0)
        if way[-1] == "(success)":
            path = chance, list(way[1:-1])
            break
        if way[-1] not in best:
            best[way[-1]] = chance
            ways += [(chance * p(a, b), (*way, b)) for a, b in moves if a == way[-1] and b != "(end)"]
    required = [name for name in names if succeeded and succeeded <= set(places[name])]
    without = [name for name in names if "(success)" not in reaches(moves, "(start)", without=name)] if succeeded else []
    without.sort(key=lambda name: sum(other in reaches(moves, "(start)", without=name) for other in without))
    chances = {name: float(chance) for name, (chance, _) in zip(names, solved)}
    lost = {
        name for name in names
        if below is not None and chances[name] < below
    }
    sets = []
    for name in names:
        around = [other for other in names if other in reaches(moves, name) and name in reaches(moves, other)]
        if name in around and around not in sets:
            sets.append(around)
    return {
        "rows": [
            {
                "touchpoint": name,
                "count": len(places[name]),
                "customers": len(set(places[name])),
                "succeeded": len(set(places[name]) & succeeded),
                "share": share(
                    len(set(places[name]) & succeeded),
                    len(set(places[name])),
                    "customers at the touchpoint before success",
                ),
                "probability": float(chance),
                "steps": float(steps),
                "required": name in required,
                "no_return": name in lost,
            }
            for name, (chance, steps) in zip(names, solved)
        ],
        "customers": len(log.journeys),
        "succeeded": len(succeeded),
        "share": share(len(succeeded), len(log.journeys), "customers"),
        "path": path[1] if path else [],
        "path_probability": float(path[0]) if path else None,
        "required": required,
        "no_return": [
            name for name in names if name in lost and any(b == name and a not in lost for a, b in moves)
        ],
        "dominators": without,
        "loops": sets,
    }


def levenshtein(a, b):
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i, j in itertools.product(range(1, len(a) + 1), range(1, len(b) + 1)):
        replaced = table[i - 1, j - 1] + (a[i - 1] != b[j - 1])
        table[i, j] = min(replaced, table[i - 1, j] + 1, table[i, j - 1] + 1)
    return table[len(a), len(b)] / max(len(a), len(b))


def representative(counts, order):
    """Of the 200 most frequent paths the one with the least mean distance; cases have no longer paths than 500."""
    compared = order[:200]
    if not compared:
        return None
    known = sum(counts[path] for path in compared)

    def mean(path):
        total = 0.0
        for other in compared:
            total += levenshtein(path, other) * counts[other]
        return total / known

    best = min(compared, key=mean)
    return {
        "path": list(best),
        "customers": counts[best],
        "distance": mean(best),
        "compared": share(known, sum(counts.values()), "customers"),
    }
