#!/usr/bin/env python3
"""Drivers of satisfaction with an airport and of fertility in Swiss provinces: LMG over all subsets with numpy, Johnson's weights
by relativeImp, coefficients, variance inflation, penalty and reward, and McFadden's R² by statsmodels."""

import itertools
import math

import numpy
import pandas
import relativeImp
import statsmodels
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor

import oracle

AIRPORT = ["Q7ART", "Q7FOOD", "Q7STORE", "Q7SIGN", "Q7WALKWAYS", "Q7SCREENS", "Q7WIFI", "Q9ALL", "Q10SAFE", "Q14FIND", "Q14PASSTHRU"]
FEW = ["Q7SIGN", "Q7WALKWAYS", "Q9ALL", "Q10SAFE"]


def shapley(size, value):
    """Shares of value(subset) by the formula of Shapley."""
    values = {subset: value(subset) for k in range(size + 1) for subset in itertools.combinations(range(size), k)}
    shares = []
    for item in range(size):
        share = 0.0
        for subset, before in values.items():
            if item not in subset:
                orders = math.factorial(len(subset)) * math.factorial(size - 1 - len(subset)) / math.factorial(size)
                share += orders * (values[tuple(sorted(subset + (item,)))] - before)
        shares.append(share)
    return shares


def lmg(x, y):
    r = numpy.corrcoef(numpy.c_[x, y].T)

    def r_squared(subset):
        s = list(subset)
        return float(r[s, -1] @ numpy.linalg.solve(r[numpy.ix_(s, s)], r[s, -1])) if s else 0.0

    return shapley(x.shape[1], r_squared)


def fit(fitted, size):
    return {
        "coefficients": [float(value) for value in fitted.params[1:]],
        "standard_errors": [float(value) for value in fitted.bse[1:]],
        "p": [float(value) for value in fitted.pvalues[1:]],
    }


def linear(x, y, weights):
    with_one = sm.add_constant(x)
    ols = sm.WLS(y, with_one, weights=weights).fit(cov_type="HC1", use_t=False)
    return {**fit(ols, x.shape[1]), "r_squared": float(ols.rsquared)}


def drivers(frame, outcome, items, weights=None):
    x, y = frame[items].to_numpy(float), frame[outcome].to_numpy(float)
    ones = numpy.ones(len(y))
    johnson = relativeImp.relativeImp(frame, outcomeName=outcome, driverNames=items)
    with_one = sm.add_constant(x)
    values = {
        "items": items,
        "n": len(y),
        "lmg": lmg(x, y),
        "johnson": [float(value) for value in johnson["rawRelaImpt"]],
        "vif": [float(variance_inflation_factor(with_one, at + 1)) for at in range(len(items))],
        "mean": [float(value) for value in x.mean(axis=0)],
        **linear(x, y, ones),
    }
    if weights is not None:
        values["weighted"] = linear(x, y, frame[weights].to_numpy(float))
    return values


def penalty_reward(frame, outcome, items):
    low, high = frame[items] <= 2, frame[items] >= 4
    x = numpy.column_stack([column for item in items for column in (low[item], high[item])]).astype(float)
    return fit(sm.OLS(frame[outcome].to_numpy(float), sm.add_constant(x)).fit(cov_type="HC1", use_t=False), x.shape[1])


def logistic(frame, yes, items):
    x, y = frame[items].to_numpy(float), yes.to_numpy(float)

    def model(columns):
        given = sm.add_constant(x[:, columns]) if columns else numpy.ones((len(y), 1))
        return sm.GLM(y, given, family=sm.families.Binomial()).fit(cov_type="HC0", tol=1e-14, maxiter=200)

    null = model([]).llf
    values = fit(model(list(range(len(items)))), len(items))
    return {"items": items, "n": len(y), **values, "lmg": shapley(len(items), lambda s: 1 - model(list(s)).llf / null)}


def airport():
    frame = pandas.DataFrame(oracle.rows("sfo_survey/sfo_2017.csv.gz"))
    columns = AIRPORT + ["Q7ALL"]
    frame = frame[columns + ["WEIGHT"]].apply(pandas.to_numeric, errors="coerce")
    frame[columns] = frame[columns].where((frame[columns] >= 1) & (frame[columns] <= 5))
    complete = frame.dropna()
    few = frame[FEW + ["Q7ALL"]].dropna(subset=FEW)
    return {
        **drivers(complete, "Q7ALL", AIRPORT, "WEIGHT"),
        "penalty_reward": penalty_reward(complete, "Q7ALL", AIRPORT),
        "logistic": logistic(few, few["Q7ALL"] == 5, FEW),
    }


def swiss():
    frame = pandas.DataFrame(oracle.rows("swiss.csv")).drop(columns="rownames").apply(pandas.to_numeric)
    return drivers(frame, "Fertility", [name for name in frame.columns if name != "Fertility"])


version = f"{statsmodels.__version__} with numpy {numpy.__version__}, relativeImp 0.0.2"
oracle.freeze("statsmodels", version, "drivers_sfo_2017", "Complete cases; ratings other than 1 to 5 are missing.", airport())
oracle.freeze("statsmodels", version, "drivers_swiss", "R's datasets::swiss.", swiss())
