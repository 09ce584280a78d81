#!/usr/bin/env python3
"""NPS, CSAT and CES of the SFO surveys from the formulas, with statsmodels for the Wilson intervals."""

import math

import statsmodels
from statsmodels.stats.proportion import proportion_confint

import oracle

Z = 1.959963984540054


def answers(table, column, allowed):
    """(answer, weight) of the rows with an answer on the scale, and how many others there are (`blank`: none)."""
    kept, outside, missing = [], 0, 0
    for cells in table:
        text = cells[column].strip()
        if text.lower() in ("", "blank"):
            missing += 1
        elif float(text) in allowed:
            kept.append((int(float(text)), float(cells["WEIGHT"])))
        else:
            outside += 1
    return kept, outside, missing


def effective(weights):
    return math.fsum(weights) ** 2 / math.fsum(weight * weight for weight in weights)


def net(p, d, n, factor=100.0):
    error = math.sqrt((p + d - (p - d) ** 2) / n)
    return {
        "value": factor * (p - d),
        "standard_error": factor * error,
        "low": factor * (p - d - Z * error),
        "high": factor * (p - d + Z * error),
    }


def nps(table, column):
    kept, outside, missing = answers(table, column, range(11))
    n = len(kept)
    promoters = sum(answer >= 9 for answer, _ in kept)
    detractors = sum(answer <= 6 for answer, _ in kept)
    weights = [weight for _, weight in kept]
    share = lambda test: math.fsum(w for a, w in kept if test(a)) / math.fsum(weights)
    p, d = share(lambda a: a >= 9), share(lambda a: a <= 6)
    return {
        "n": n,
        "promoters": promoters,
        "passives": n - promoters - detractors,
        "detractors": detractors,
        "out_of_range": outside,
        "missing": missing,
        "wald": net(promoters / n, detractors / n, n),
        "adjusted_wald": net((promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3), n + 3),
        "weighted": {"effective_n": effective(weights), **net(p, d, effective(weights))},
    }


def csat(table, column, satisfied_from):
    kept, outside, missing = answers(table, column, range(1, 6))
    n = len(kept)
    k = sum(answer >= satisfied_from for answer, _ in kept)
    low, high = proportion_confint(k, n, method="wilson")
    weights = [weight for _, weight in kept]
    weighted = math.fsum(w for a, w in kept if a >= satisfied_from) / math.fsum(weights)
    return {
        "n": n,
        "satisfied": k,
        "out_of_range": outside,
        "missing": missing,
        "value": k / n,
        "low": float(low),
        "high": float(high),
        "mean": sum(answer for answer, _ in kept) / n,
        "distribution": {str(answer): sum(a == answer for a, _ in kept) for answer in range(1, 6)},
        "weighted": weighted,
        "weighted_mean": math.fsum(a * w for a, w in kept) / math.fsum(weights),
        "effective_n": effective(weights),
    }


for year, nps_column, find in ((2017, "NETPRO", "Q14FIND"), (2018, "NETPRO  ", "Q14FIND ")):
    table = oracle.rows(f"sfo_survey/sfo_{year}.csv.gz")
    oracle.freeze(
        "statsmodels",
        statsmodels.__version__,
        f"sfo_{year}",
        "Answers outside 0..10 (NPS) or 1..5 (others) are dropped and counted. Column names as in the file.",
        {
            "rows": len(table),
            "nps": nps(table, nps_column),
            "csat": csat(table, "Q7ALL", 4),
            "items": {
                column: csat(table, column, 4)
                for column in ("Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7SCREENS", "Q7WIFI", "Q7ROADS", "Q7AIRTRAIN")
            },
            "ease": {column.strip(): csat(table, column, 4) for column in ("Q13GETRATE", find, "Q14PASSTHRU")},
        },
    )

table = oracle.rows("cookie_cats/cookie_cats.csv.gz")
result = {}
for version in ("gate_30", "gate_40"):
    players = [cells for cells in table if cells["version"] == version]
    result[version] = {"players": len(players)}
    for day in ("retention_1", "retention_7"):
        back = sum(cells[day] == "TRUE" for cells in players)
        low, high = proportion_confint(back, len(players), method="wilson")
        result[version][day] = {
            "count": back, "value": back / len(players), "low": float(low), "high": float(high),
        }
oracle.freeze(
    "statsmodels", statsmodels.__version__, "cookie_cats",
    "Shares of players back after 1 and 7 days, by group, with Wilson intervals.", result,
)
