#!/usr/bin/env python3
"""The emotion curve of an airport's passengers with numpy and pandas, matrix-wise: moods, changes, lifts, and how the measures of
each passenger's moods go with the rating of the airport as a whole (scipy's Pearson correlation)."""

import numpy
import pandas
import scipy.stats

import oracle

ITEMS = ["Q7ROADS", "Q14PASSTHRU", "Q7STORE", "Q7FOOD", "Q9BOARDING"]


def mean(values):
    known = values[~numpy.isnan(values)]
    return {"value": float(known.mean()), "n": len(known), "error": float(known.std(ddof=1) / numpy.sqrt(len(known)))}


frame = pandas.DataFrame(oracle.rows("sfo_survey/sfo_2017.csv.gz"))[ITEMS + ["Q7ALL"]].apply(pandas.to_numeric, errors="coerce")
frame = frame.where((frame >= 1) & (frame <= 5))
moods = frame[ITEMS].to_numpy(float) - 3.0
overall = frame["Q7ALL"].to_numpy(float)

rows = []
for at in range(len(ITEMS)):
    elsewhere = numpy.full(len(moods), numpy.nan)
    others = numpy.delete(moods, at, axis=1)
    several = (~numpy.isnan(others)).sum(axis=1) > 0
    elsewhere[several] = numpy.nanmean(others[several], axis=1)
    own = moods[:, at]
    rows.append(
        {
            "item": ITEMS[at],
            "mood": mean(own),
            "sd": float(numpy.nanstd(own, ddof=1)),
            "quartiles": [float(q) for q in numpy.nanquantile(own, [0.25, 0.5, 0.75])],
            "change": mean(own - moods[:, at - 1]) if at else None,
            "lift": mean(own - elsewhere),
        }
    )

measures = []
for felt, score in zip(moods, overall):
    felt = felt[~numpy.isnan(felt)]
    if len(felt) < 2 or numpy.isnan(score):
        continue
    peak = felt[len(felt) - 1 - numpy.argmax(numpy.abs(felt[::-1]))]
    steps = numpy.diff(felt)
    slope = numpy.polyfit(numpy.linspace(0, 1, len(felt)), felt, 1)[0]
    measures.append(
        {
            "mean": felt.mean(),
            "peak": peak,
            "end": felt[-1],
            "peak_end": (peak + felt[-1]) / 2,
            "lowest": felt.min(),
            "highest": felt.max(),
            "volatility": numpy.sqrt((steps**2).mean()),
            "trend": slope,
            "area": numpy.trapezoid(felt, numpy.linspace(0, 1, len(felt))),
            "score": score,
        }
    )
table = pandas.DataFrame(measures)
correlations = {
    name: float(scipy.stats.pearsonr(table[name], table["score"]).statistic) for name in table.columns if name != "score"
}
TERMS = ["mean", "lowest", "highest", "end", "trend"]
x, y = numpy.column_stack([numpy.ones(len(table)), table[TERMS].to_numpy(float)]), table["score"].to_numpy(float)
weights, *_ = numpy.linalg.lstsq(x, y, rcond=None)
left = y - x @ weights
bread = numpy.linalg.inv(x.T @ x)
covariance = bread @ (x.T * left**2) @ x @ bread * len(y) / (len(y) - x.shape[1])
together = {
    "terms": TERMS,
    "weights": [float(weight) for weight in weights[1:]],
    "errors": [float(error) for error in numpy.sqrt(numpy.diag(covariance))[1:]],
    "explained": float(1 - (left**2).sum() / ((y - y.mean()) ** 2).sum()),
}
people = int((~numpy.isnan(moods)).any(axis=1).sum())
oracle.freeze(
    "numpy",
    f"{numpy.__version__} with pandas {pandas.__version__}, scipy {scipy.__version__}",
    "emotions_sfo_2017",
    "Ratings other than 1 to 5 are missing; 3 is neutral.",
    {"rows": rows, "customers": people, "remembering": len(table), "correlations": correlations, "together": together},
)
