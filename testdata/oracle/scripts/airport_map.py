#!/usr/bin/env python3
"""The airport map of SFO's surveys of 2017 and 2018, counted row by row; weighted scores as exact fractions.

Nothing but the standard library: `math.erfc` for p-values.
"""

import math
from fractions import Fraction

import oracle

# Touchpoint: its column in both years (blanks at the end of a name do not count, nor does case).
RATINGS = {
    "way": "Q13GETRATE", "roads": "Q7ROADS", "parking": "Q7PARK", "rental": "Q7RENTAL", "find": "Q14FIND",
    "signs": "Q7SIGN", "screening": "Q14PASSTHRU", "safety": "Q10SAFE", "restaurants": "Q7FOOD", "shops": "Q7STORE",
    "wifi": "Q7WIFI", "art": "Q7ART", "restrooms": "Q9RESTROOM", "walkways": "Q7WALKWAY", "screens": "Q7SCREENS",
    "gate": "Q9BOARDING",
}
# Codes of comments at a touchpoint, by question.
COMMENTS = {
    "way": {"Q15": [73]},
    "roads": {"Q8": [71, 72, 73, 76], "Q15": [24]},
    "parking": {"Q8": [75]},
    "rental": {"Q8": [74]},
    "counter": {"Q8": [501, 502], "Q15": [44, 45]},
    "find": {"Q8": [56, 58, 60, 61, 62, 64, 66], "Q15": [2, 3, 5, 6, 7]},
    "signs": {"Q8": [51, 52, 59, 63, 65], "Q15": [1]},
    "screening": {"Q8": [201, 202, 203, 205, 206, 208], "Q9": [13], "Q15": [31, 32, 33, 34, 36]},
    "safety": {"Q8": [210]},
    "restaurants": {"Q8": [*range(101, 111), 992], "Q9": [7]},
    "shops": {"Q8": [151, 152, 153]},
    "wifi": {"Q8": [11, 14], "Q15": [21]},
    "art": {"Q8": [18, 991]},
    "restrooms": {"Q8": [22], "Q9": [4], "Q15": [22]},
    "walkways": {"Q8": [12, 42]},
    "screens": {"Q8": [41, 53, 54, 55, 57], "Q15": [8, 51, 54]},
    "gate": {"Q8": [31, 32, 994], "Q9": [6]},
}
PERSONAS = {"business": {"1", "5"}, "holiday": {"2"}, "family": {"3", "6"}}


def cell(row, name):
    name = name.upper()
    found = [value for column, value in row.items() if column.strip().upper() in (name, name + "S")]
    assert len(found) == 1, (name, found)
    return found[0].strip()


def answers(rows, name, allowed):
    kept = [(cell(row, name), Fraction(row["WEIGHT"])) for row in rows]
    return [(int(text), weight) for text, weight in kept if text.isdigit() and int(text) in allowed]


def effective(kept):
    return sum(w for _, w in kept) ** 2 / sum(w * w for _, w in kept)


def nps(kept, weighted):
    kept = kept if weighted else [(answer, Fraction(1)) for answer, _ in kept]
    total = sum(w for _, w in kept)
    p = sum(w for a, w in kept if a >= 9) / total
    d = sum(w for a, w in kept if a <= 6) / total
    return p - d, p + d - (p - d) ** 2, effective(kept)


def share(kept, weighted):
    kept = kept if weighted else [(answer, Fraction(1)) for answer, _ in kept]
    return sum(w for a, w in kept if a >= 4) / sum(w for _, w in kept), effective(kept)


def two_sided(z):
    return math.erfc(abs(z) / math.sqrt(2))


def nps_change(years, weighted):
    (a, va, na), (b, vb, nb) = (nps(kept, weighted) for kept in years)
    z = float(b - a) / math.sqrt(va / na + vb / nb)
    return {"before": float(100 * a), "after": float(100 * b), "p": two_sided(z)}


def share_change(years, weighted):
    (a, na), (b, nb) = (share(kept, weighted) for kept in years)
    pooled = (a * na + b * nb) / (na + nb)
    z = float(b - a) / math.sqrt(pooled * (1 - pooled) * (1 / na + 1 / nb))
    return {"before": float(a), "after": float(b), "p": two_sided(z)}


def both_ways(change, years):
    return {"unweighted": change(years, False), "weighted": change(years, True)}


waves = [oracle.rows(f"sfo_survey/sfo_{year}.csv.gz") for year in (2017, 2018)]
comments = oracle.rows("sfo_survey/sfo_2017_comments.csv.gz")
everybody = waves[0] + waves[1]
scale = range(1, 6)
values = {
    "customers": len(everybody),
    "personas": {
        name: sum(cell(row, "Q2PURP1") in codes for row in everybody) for name, codes in PERSONAS.items()
    },
    "touchpoints": {},
    "changes": {
        "recommend": both_ways(nps_change, [answers(rows, "NETPRO", range(11)) for rows in waves]),
        "overall": both_ways(share_change, [answers(rows, "Q7ALL", scale) for rows in waves]),
    },
}
for touchpoint, codes in COMMENTS.items():
    said = [row for row in comments if int(row["comment_code"]) in codes.get(row["comment_group"], [])]
    customers = {("2017", row["RESPNUM_FK"]) for row in said}
    fact = {"comments": sum(row["Comment"] != "" for row in said)}
    if touchpoint in RATINGS:
        column = RATINGS[touchpoint]
        years = [answers(rows, column, scale) for rows in waves]
        rated = [answer for kept in years for answer, _ in kept]
        for year, rows in zip(("2017", "2018"), waves):
            customers |= {(year, row["RESPNUM"]) for row in rows if cell(row, column) in "12345" and cell(row, column)}
        fact |= {
            "ratings": len(rated),
            "emotion": float(Fraction(sum(rated), len(rated)) - 3),
            "emotions": [float(Fraction(sum(a for a, _ in kept), len(kept)) - 3) for kept in years],
            "weighted_share": float(share(years[0] + years[1], True)[0]),
            "counts": [[sum(a == answer for a, _ in kept) for answer in scale] for kept in years],
        }
        if touchpoint in ("way", "find", "screening"):
            values["changes"][touchpoint] = both_ways(share_change, years)
    # Everybody is at the gate, where the survey is filled in.
    fact["customers"] = len(everybody) if touchpoint == "gate" else len(customers)
    values["touchpoints"][touchpoint] = fact
values["recommend"] = float(100 * nps([a for rows in waves for a in answers(rows, "NETPRO", range(11))], True)[0])
oracle.freeze("plain", "1", "airport_map", "Emotions are ratings 1..5 less 3, so from -2 to 2.", values)
