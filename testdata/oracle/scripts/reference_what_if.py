"""What if, from the definitions: fractions, a chain of the journeys themselves, and every group left out in turn."""

import fractions
import math

import reference_patterns
from reference_numbers import Z95, share
from reference_paths import refuse, solve

ANY = (-math.inf, math.inf)
Fraction = fractions.Fraction


def span(text):
    """Seconds of a span of one number and one unit."""
    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    return Fraction(text[:-1]) * units[text[-1]]


def group(customer):
    """FNV-1a, its halves together, among 64."""
    found = 0xCBF29CE484222325
    for byte in customer.encode():
        found = (found ^ byte) * 0x100000001B3 % 2**64
    return (found ^ found >> 32) % 64


def student(n):
    """97.5 % quantile of Student's t, by the expansion of Abramowitz and Stegun 26.7.5."""
    z = Z95
    terms = [
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    ]
    return z + sum(term / n ** (power + 1) for power, term in enumerate(terms))


class Chain:
    """Shares, mean seconds and mean values of the moves of some journeys: lists of (place, seconds, value)."""

    def __init__(self, walks):
        moves = {}
        arrivals = {}
        for walk in walks:
            before = "(start)"
            for place, seconds, value in walk:
                moves.setdefault((before, place), []).append(seconds)
                arrivals.setdefault(place, []).append(value)
                before = place
        self.moves = moves
        self.total = {}
        for (source, _), times in moves.items():
            self.total[source] = self.total.get(source, 0) + len(times)
        self.p = {move: Fraction(len(times), self.total[move[0]]) for move, times in moves.items()}
        self.seconds = {move: sum(times, Fraction(0)) / len(times) for move, times in moves.items()}
        self.worth = {place: sum(values, Fraction(0)) / len(values) for place, values in arrivals.items()}
        self.arrivals = {place: len(values) for place, values in arrivals.items()}

    def places(self, name):
        """The places of a touchpoint: before success, and success there."""
        return [place for place in (name, ("success", name)) if place in self.arrivals]

    def change(self, changes):
        by_source = {}
        for change in changes:
            (kind, fields), = change.items()
            if kind == "waiting":
                continue
            source = fields.get("source", fields.get("touchpoint"))
            targets = self.places(fields["target"]) if kind == "move" else ["(end)"]
            by_source.setdefault(source, []).append((targets, fields))
        for source, all_fields in by_source.items():
            row = {target: p for (a, target), p in self.p.items() if a == source}
            new = {}
            for targets, fields in all_fields:
                old = sum(row.get(target, 0) for target in targets)
                for target in targets:
                    if "factor" in fields:
                        new[target] = row.get(target, Fraction(0)) * Fraction(fields["factor"])
                    elif old:
                        new[target] = row.get(target, Fraction(0)) / old * Fraction(fields["share"])
                    else:
                        arrivals = [self.arrivals.get(other, 0) for other in targets]
                        part = Fraction(self.arrivals.get(target, 0), sum(arrivals)) if sum(arrivals) else Fraction(1)
                        new[target] = Fraction(fields["share"]) * part
                        times = [t for (a, b), ts in self.moves.items() if b == target and a != "(start)" for t in ts]
                        self.seconds[source, target] = sum(times, Fraction(0)) / len(times) if times else Fraction(0)
            rest = {target: p for target, p in row.items() if target not in new}
            scale = (1 - sum(new.values())) / sum(rest.values()) if rest else Fraction(1)
            for target, p in [*new.items(), *((target, p * scale) for target, p in rest.items())]:
                self.p[source, target] = p
        for change in changes:
            (kind, fields), = change.items()
            if kind == "waiting":
                here = [m for m in self.seconds if m[0] != "(start)" and m[1] in self.places(fields["touchpoint"])]
                times = [time for move in here for time in self.moves.get(move, [])]
                mean = sum(times, Fraction(0)) / len(times)
                for move in here:
                    self.seconds[move] *= Fraction(fields["factor"]) if "factor" in fields else span(fields["span"]) / mean
        return self

    def states(self):
        return sorted({b for _, b in self.p if isinstance(b, str) and b != "(end)"})

    def inverse(self):
        """The fundamental matrix as {(from, to): expected visits}."""
        names = self.states()
        matrix = [[(a == b) - self.p.get((a, b), Fraction(0)) for b in names] for a in names]
        solved = solve(matrix, [[Fraction(a == b) for b in names] for a in names])
        return {(a, b): solved[i][j] for i, a in enumerate(names) for j, b in enumerate(names)}

    def figures(self, names):
        inverse, states = self.inverse(), self.states()
        start = {name: self.p.get(("(start)", name), Fraction(0)) for name in states}
        reached = {b: sum(start[a] * inverse[a, b] for a in states) for b in states} | {"(start)": Fraction(1)}
        flow = {move: reached[move[0]] * p for move, p in self.p.items() if move[0] in reached}
        won = lambda place: isinstance(place, tuple)
        success = {
            a: sum(inverse[a, b] * p for (b, to), p in self.p.items() if b in states and won(to)) for a in states
        }
        drop = {a: self.p.get((a, "(end)"), Fraction(0)) for a in states}
        found = {
            "conversion": sum(value for (_, to), value in flow.items() if won(to)),
            "seconds": sum((value * self.seconds[move] for move, value in flow.items()), Fraction(0)),
            "value": sum((value * self.worth.get(move[1], 0) for move, value in flow.items()), Fraction(0)),
            "visits": {
                name: sum(value for (_, to), value in flow.items() if to in (name, ("success", name))) for name in names
            },
            "success": success,
            "drop": drop,
        }
        ordered = sorted(drop.values())
        half = len(ordered) // 2
        found["median"] = (ordered[half] + ordered[-half - 1]) / 2 if ordered else None
        found["gain"], found["sensitivity"] = {}, {}
        for name in states:
            if drop[name] == 1:
                found["gain"][name] = found["sensitivity"][name] = None
                continue
            # The chain is solved again with this drop-off alone at the median.
            other = Chain([])
            other.moves, other.arrivals, other.worth = self.moves, self.arrivals, self.worth
            scale = (1 - found["median"]) / (1 - drop[name])
            other.p = {
                move: found["median"] if move == (name, "(end)") else p * scale if move[0] == name else p
                for move, p in self.p.items()
            }
            fundamental = other.inverse()
            new = sum(
                start[a] * fundamental[a, b] * p
                for a in states for (b, to), p in other.p.items() if b in states and won(to)
            ) + sum(p for (a, to), p in other.p.items() if a == "(start)" and won(to))
            found["gain"][name] = new - found["conversion"]
            found["sensitivity"][name] = -reached[name] * success[name] / (1 - drop[name])
        return found


def what_if(log, options):
    if "success" not in options:
        refuse("success")
    changes = options.get("changes", [])
    for number, change in enumerate(changes):
        (_, fields), = change.items()
        for key in ("source", "target", "touchpoint"):
            if key in fields:
                log.check_touchpoint(fields[key])
        if not 0 <= fields.get("share", 0) <= 1:
            refuse(f"changes[{number}].share")
        if change in changes[:number]:
            refuse(f"changes[{number}]")
    column = options.get("value")
    silence = span(options["open_after"]) if "open_after" in options else None
    walks, opened = [], 0
    for journey in log.journeys:
        ends = reference_patterns.places(log, journey, options["success"], last=True)
        if not ends and silence is not None and Fraction(log.last - journey[-1].time, 10**6) < silence:
            opened += 1
            continue
        walk, before = [], journey[0].time
        for place, event in enumerate(journey[: ends[0] + 1] if ends else journey):
            name = ("success", event.touchpoint) if ends and place == ends[0] else event.touchpoint
            value = event.values.get(column) if column else None
            walk.append((name, Fraction(event.time - before, 10**6), Fraction(value) if value else Fraction(0)))
            before = event.time
        if not ends:
            walk.append(("(end)", Fraction(0), Fraction(0)))
        walks.append((group(journey[0].customer), walk))
    whole = [walk for _, walk in walks]
    names = [
        name for name in log.touchpoints if any(place in (name, ("success", name)) for w in whole for place, *_ in w)
    ]

    def answer(some):
        before = Chain(some).figures(names)
        chain = Chain(some).change(changes)
        reachable, todo = set(), ["(end)", *(b for _, b in chain.p if isinstance(b, tuple))]
        while todo:
            here = todo.pop()
            new = {a for (a, b), p in chain.p.items() if b == here and p and a not in reachable}
            reachable |= new
            todo += new
        if set(chain.states()) - reachable:
            refuse("changes[0]")
        return before, chain.figures(names)

    full = answer(whole)
    parts = [answer([walk for g, walk in walks if g != left]) for left in sorted({g for g, _ in walks})]
    n = len(walks)

    def estimate(get, low, high):
        value, others = get(full), [get(part) for part in parts]
        interval = None, None
        if len(others) >= 10:
            squares = math.fsum(float(other - value) ** 2 for other in others)
            half = student(len(others) - 1) * math.sqrt((len(others) - 1) / len(others) * squares)
            if half:
                interval = max(low, float(value) - half), min(high, float(value) + half)
        return {
            "value": float(value), "low": interval[0], "high": interval[1], "n": n,
            "denominator": "customers, open ones left out", "method": "jackknife", "small_sample": n < 30,
        }

    def effect(get, low=0.0, high=math.inf):
        return {
            "before": estimate(lambda pair: get(pair[0]), low, high),
            "after": estimate(lambda pair: get(pair[1]), low, high),
            "difference": estimate(lambda pair: get(pair[1]) - get(pair[0]), low - high, high - low),
        }

    before, after = full
    number = lambda value: None if value is None else float(value)
    rows = []
    for name in names:
        steps = [(a, b) for w in whole for a, b in zip(w, w[1:])]
        from_here = [b[0] for a, b in steps if a[0] == name]
        rows.append({
            "touchpoint": name,
            "count": sum(place in (name, ("success", name)) for w in whole for place, *_ in w),
            "visits": effect(lambda figures: figures["visits"][name]),
            "drop_off": share(from_here.count("(end)"), len(from_here), "events at the touchpoint before success"),
            "drop_off_after": number(after["drop"].get(name)),
            "probability": number(before["success"].get(name)),
            "probability_after": number(after["success"].get(name)),
            "sensitivity": number(before["sensitivity"].get(name)),
        })
    better = [name for name, gain in before["gain"].items() if gain is not None and gain > 0]
    better.sort(key=lambda name: (-before["gain"][name], log.order(name)))
    return {
        "rows": rows,
        "levers": [
            {
                "touchpoint": name,
                "drop_off": float(before["drop"][name]),
                "gain": estimate(lambda pair: pair[0]["gain"][name], -1.0, 1.0),
            }
            for name in better
        ],
        "median_drop_off": number(before["median"]),
        "customers": n,
        "succeeded": sum(isinstance(walk[-1][0], tuple) for walk in whole),
        "open": opened,
        "conversion": effect(lambda figures: figures["conversion"], 0.0, 1.0),
        "time_seconds": effect(lambda figures: figures["seconds"]),
        "value": effect(lambda figures: figures["value"], *ANY) if column else None,
    }
