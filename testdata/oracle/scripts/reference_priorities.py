"""Priorities of the reference, with the generator written from its definition (ChaCha with 8 rounds, RFC 8439 but for them)."""

import math

from reference_paths import refuse

MASK = 2**32 - 1
NEEDED = {
    "rice": ["reach", "impact", "confidence", "effort"],
    "wsjf": ["business_value", "time_criticality", "risk_reduction", "effort"],
    "ice": ["impact", "confidence", "ease"],
    "opportunity": ["importance", "satisfaction"],
}


def key(seed):
    """32 bytes of a seed as eight words: PCG32, as rand_core has it."""
    words = []
    for _ in range(8):
        seed = (seed * 6364136223846793005 + 11634580027462260723) % 2**64
        word, turn = ((seed >> 18 ^ seed) >> 27) & MASK, seed >> 59
        words.append((word >> turn | word << (32 - turn)) & MASK)
    return words


def block(words, counter, stream):
    start = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *words]
    start += [counter & MASK, counter >> 32, stream & MASK, stream >> 32]
    state = start[:]

    def turn(value, by):
        return (value << by | value >> (32 - by)) & MASK

    def quarter(a, b, c, d):
        for first, by in ((16, 12), (8, 7)):
            state[a] = state[a] + state[b] & MASK
            state[d] = turn(state[d] ^ state[a], first)
            state[c] = state[c] + state[d] & MASK
            state[b] = turn(state[b] ^ state[c], by)

    for _ in range(4):
        for column in range(4):
            quarter(column, 4 + column, 8 + column, 12 + column)
        for row in range(4):
            quarter(row, 4 + (row + 1) % 4, 8 + (row + 2) % 4, 12 + (row + 3) % 4)
    return [a + b & MASK for a, b in zip(state, start)]


def units(seed, stream):
    """Numbers from 0 to 1 with 53 bits."""
    words, counter = key(seed), 0
    while True:
        made = block(words, counter, stream)
        for low, high in zip(made[::2], made[1::2]):
            yield ((high << 32 | low) >> 11) / 2**53
        counter += 1


def triangular(low, likely, high, unit):
    width = high - low
    if width <= 0:
        return likely
    if unit * width < likely - low:
        return low + math.sqrt(unit * width * (likely - low))
    return high - math.sqrt((1.0 - unit) * width * (high - likely))


def score_of(kind, numbers):
    if kind == "rice":
        return numbers[0] * numbers[1] * numbers[2] / numbers[3]
    if kind == "wsjf":
        return (numbers[0] + numbers[1] + numbers[2]) / numbers[3]
    if kind == "ice":
        return numbers[0] * numbers[1] * numbers[2]
    return numbers[0] + max(numbers[0] - numbers[1], 0.0)


def ends(guess):
    low, likely, high = guess if isinstance(guess, list) else (guess,) * 3
    return float(low), float(likely), float(high)


def quadrant(one, options):
    impact, effort = options.get("impact_from"), options.get("effort_from")
    if impact is None or effort is None or "impact" not in one or "effort" not in one:
        return None
    much, hard = ends(one["impact"])[1] >= impact, ends(one["effort"])[1] >= effort
    return {(1, 0): "quick_win", (1, 1): "big_bet", (0, 0): "fill_in", (0, 1): "money_pit"}[much, hard]


def priorities(options):
    kind, draws, seed = options.get("score", "rice"), options.get("draws", 10_000), options.get("seed", 1)
    initiatives = options.get("initiatives", [])
    inputs = []
    for number, one in enumerate(initiatives):
        if "effort" in one and ends(one["effort"])[0] <= 0:
            refuse(f"initiatives[{number}].effort")
        for name in NEEDED[kind]:
            if name not in one and name != "risk_reduction":
                refuse(f"initiatives[{number}].{name}")
        inputs.append([ends(one.get(name, 0)) for name in NEEDED[kind]])
    reach = [ends(one.get("reach", 0))[1] for one in initiatives]
    order = lambda scores: sorted(range(len(scores)), key=lambda at: (-scores[at], -reach[at], at))
    drawn = []
    for stream, numbers in enumerate(inputs):
        random, four = units(seed, stream), [*numbers, *[(1.0, 1.0, 1.0)] * (4 - len(numbers))]
        drawn.append([
            # Numbers that are certain are drawn, too.
            score_of(kind, [triangular(*guess, next(random)) for guess in four])
            for _ in range(draws)
        ])
    ranks = [[] for _ in initiatives]
    for draw in range(draws):
        for rank, at in enumerate(order([scores[draw] for scores in drawn]), 1):
            ranks[at].append(rank)
    likely = [score_of(kind, [guess[1] for guess in numbers]) for numbers in inputs]
    low, high = draws // 40, draws - draws // 40 - 1
    rows = []
    for rank, at in enumerate(order(likely), 1):
        scores, places = sorted(drawn[at]), sorted(ranks[at])
        rows.append({
            "rank": rank,
            "name": initiatives[at]["name"],
            "score": likely[at],
            "low": scores[low],
            "high": scores[high],
            "rank_low": places[low],
            "rank_high": places[high],
            "first": places.count(1) / draws,
            "quadrant": quadrant(initiatives[at], options),
        })
    return {"rows": rows, "score": kind, "draws": draws, "seed": seed}
