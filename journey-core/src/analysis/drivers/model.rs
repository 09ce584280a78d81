//! From rows of customers to the report: coefficients, and how what they explain is shared out.

use std::collections::BTreeMap;

use super::report::{DriverForm, DriverNote, DriverReport, DriverRow};
use super::{DriverSummary, Drivers, contrasts, priorities};
use crate::analysis::{Estimate, Method};
use crate::error::{Error, Result};
use crate::numeric::regression::{
    Design, Fit, Moments, Rows, gains, least_squares, lmg, logistic, relative_weights, resample, sampled,
    shapley,
};
use crate::numeric::solve::Cholesky;
use crate::numeric::{benjamini_hochberg, normal_p, wald};
use crate::work::Work;

pub(super) const CUSTOMERS: &str = "customers with all items";
/// Items up to which all orders are looked at.
const ALL_ORDERS: usize = 18;
const ALL_ORDERS_LOGISTIC: usize = 10;
/// Explained shares below this are nothing but rounding.
const NOTHING: f64 = 1e-12;

/// What the rows of customers tell.
pub(super) struct Model {
    /// Rows with all items.
    pub rows: Rows,
    pub moments: Moments,
    pub notes: Vec<DriverNote>,
    /// Positions of the items in the model.
    pub kept: Vec<usize>,
    /// Correlations of these and, last, the outcome.
    pub correlations: Vec<f64>,
    /// Variance inflation of these.
    pub vif: Vec<f64>,
    pub fit: Fit,
}

/// How what is explained is shared out among the items of the model.
struct Shares {
    lmg: Vec<f64>,
    errors: Option<Vec<f64>>,
    johnson: Option<Vec<f64>>,
    intervals: Vec<(f64, f64)>,
}

pub(super) fn report(drivers: &Drivers, summary: &DriverSummary) -> Result<DriverReport> {
    let model = Model::new(drivers, &summary.rows)?;
    let shares = Shares::of(drivers, &model)?;
    let mut rows = rows(drivers, &model, &shares);
    let p: Vec<Option<f64>> = rows.iter().map(|row| row.p).collect();
    rows.iter_mut().zip(benjamini_hochberg(&p)).for_each(|(row, p)| row.p_adjusted = p);
    let order = ranked(&rows);
    let importance: Vec<Option<f64>> = rows.iter().map(|row| row.importance.value).collect();
    let found = priorities::priorities(drivers, summary, &importance);
    let weights: Vec<f64> = model.rows.iter().filter_map(|row| row.last().copied()).collect();
    let (total, squares): (f64, f64) =
        weights.iter().fold((0.0, 0.0), |sums, w| (sums.0 + w, sums.1 + w * w));
    Ok(DriverReport {
        outcome: drivers.outcome.as_ref().map(|outcome| outcome.name()).unwrap_or_default(),
        form: drivers.form,
        rows: order.iter().filter_map(|&at| rows.get(at).cloned()).collect(),
        contrasts: contrasts::contrasts(drivers, &model, &order),
        priorities: order.iter().filter_map(|&at| found.rows.get(at).cloned().flatten()).collect(),
        customers: model.rows.len() as u64,
        without_outcome: summary.without_outcome,
        without_weight: summary.without_weight,
        left_out: summary.left_out,
        effective_n: total * total / squares,
        outcome_mean: model.moments.means.last().copied().unwrap_or_default(),
        r_squared: model.fit.explained.clamp(0.0, 1.0),
        converged: model.fit.converged,
        exact: shares.errors.is_none(),
        stated: !drivers.stated.is_empty(),
        bootstrap: if shares.intervals.is_empty() { 0 } else { drivers.bootstrap },
        importance_from: found.importance_from,
        performance_from: found.performance_from,
        tested: p.iter().flatten().count() as u64,
    })
}

/// Positions from the most important item to the least; those without importance last.
fn ranked(rows: &[DriverRow]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let value = |at: usize| rows.get(at).and_then(|row| row.importance.value).unwrap_or(-1.0);
    order.sort_by(|&a, &b| value(b).total_cmp(&value(a)));
    order
}

impl Model {
    fn new(drivers: &Drivers, values: &[f64]) -> Result<Self> {
        let items = drivers.items.len();
        let rows = Rows::new(items, values.to_vec());
        let moments = rows.moments(None);
        let weighted = rows.iter().any(|row| row.last().is_some_and(|weight| *weight > 0.0));
        if !weighted && rows.len() > 0 {
            return Err(Error::option(
                "weight",
                "a column with nothing but 0",
                "weights some of which are above 0",
            ));
        }
        if moments.deviations.last().is_none_or(|deviation| *deviation == 0.0) {
            let given =
                format!("an outcome that is the same for all {} customers with all items", rows.len());
            return Err(Error::option("outcome", given, "one that varies"));
        }
        let among = moments.among(items);
        let constant = |item: usize| moments.deviations.get(item).is_none_or(|deviation| *deviation == 0.0);
        let varying: Vec<bool> = (0..items).map(|item| !constant(item)).collect();
        let independent = Cholesky::new(&among, items, Some(&varying));
        let kept: Vec<usize> = (0..items).filter(|&item| independent.kept.get(item) == Some(&true)).collect();
        if rows.len() < kept.len() + 2 {
            let given = format!("{} items for {} customers with all of them", kept.len(), rows.len());
            return Err(Error::option("items", given, "at least two customers more than items"));
        }
        let inflation = independent.inverse_diagonal();
        let note = |item: usize| match (constant(item), kept.contains(&item)) {
            (true, _) => DriverNote::Constant,
            (_, false) => DriverNote::Redundant,
            _ => DriverNote::Estimated,
        };
        let columns: Vec<usize> = kept.iter().copied().chain([items]).collect();
        let pairs = columns.iter().flat_map(|&a| columns.iter().map(move |&b| (a, b)));
        Ok(Self {
            notes: (0..items).map(note).collect(),
            correlations: pairs.map(|(a, b)| moments.correlation(a, b)).collect(),
            vif: kept.iter().filter_map(|&item| inflation.get(item).copied()).collect(),
            fit: fit(drivers.form, &rows, &kept),
            rows,
            moments,
            kept,
        })
    }
}

/// The regression on some of the items.
fn fit(form: DriverForm, rows: &Rows, items: &[usize]) -> Fit {
    let mut design = Design::new(items.len());
    for row in rows.iter() {
        let [.., outcome, weight] = row else { continue };
        design.push(items.iter().map(|&item| row.get(item).copied().unwrap_or_default()), *outcome, *weight);
    }
    match form {
        DriverForm::Linear => least_squares(&design),
        DriverForm::Logistic => logistic(&design),
    }
}

impl Shares {
    fn of(drivers: &Drivers, model: &Model) -> Result<Self> {
        match drivers.form {
            DriverForm::Linear => Self::linear(drivers, model),
            DriverForm::Logistic => Self::logistic(drivers, model),
        }
    }

    fn linear(drivers: &Drivers, model: &Model) -> Result<Self> {
        let items = model.kept.len();
        let share = |correlations: &[f64], orders: u32| match items <= ALL_ORDERS {
            true => (lmg(correlations, items), None),
            false => {
                let drawn = sampled(items, orders.div_ceil(2), drivers.seed, |order| {
                    gains(correlations, items, order)
                });
                (drawn.shares, Some(drawn.standard_errors))
            }
        };
        let (lmg, errors) = share(&model.correlations, drivers.orders);
        let with_outcome: Vec<f64> = model
            .correlations
            .chunks_exact(items + 1)
            .take(items)
            .filter_map(|row| row.last().copied())
            .collect();
        let among: Vec<f64> = model
            .correlations
            .chunks_exact(items + 1)
            .take(items)
            .flat_map(|row| row.iter().take(items).copied())
            .collect();
        let rows = model.rows.with(&model.kept);
        let rows = rows.standardized(&rows.moments(None));
        // Fewer orders do: what varies from draw to draw is much larger than what drawing orders adds.
        let orders = drivers.orders.min(100);
        let mut drawn: Vec<Vec<f64>> = vec![Vec::new(); items];
        let work = Work::current();
        for counts in resample(rows.len(), drivers.bootstrap, drivers.seed) {
            work.check()?;
            let found = share(&rows.moments(Some(&counts)).correlations, orders).0;
            let total: f64 = found.iter().sum();
            if total > NOTHING {
                drawn.iter_mut().zip(found).for_each(|(drawn, share)| drawn.push(share / total));
            }
        }
        let johnson = Some(relative_weights(&among, &with_outcome));
        Ok(Self { lmg, errors, johnson, intervals: drawn.into_iter().filter_map(middle).collect() })
    }

    fn logistic(drivers: &Drivers, model: &Model) -> Result<Self> {
        let items = model.kept.len();
        let work = Work::current();
        let mut known: BTreeMap<u64, f64> = BTreeMap::new();
        let mut explained = |subset: u64| -> f64 {
            *known.entry(subset).or_insert_with(|| {
                let chosen = model.kept.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1);
                let chosen: Vec<usize> = chosen.map(|(_, item)| *item).collect();
                if work.check().is_err() {
                    0.0
                } else {
                    fit(DriverForm::Logistic, &model.rows, &chosen).explained
                }
            })
        };
        let (lmg, errors) = if items <= ALL_ORDERS_LOGISTIC {
            let values: Vec<f64> = (0..1_u64 << items).map(&mut explained).collect();
            (shapley(&values, items), None)
        } else {
            let drawn = sampled(items, drivers.orders.div_ceil(2), drivers.seed, |order| {
                let mut gains = vec![0.0; items];
                let (mut subset, mut before) = (0, 0.0);
                for &item in order {
                    subset |= 1 << item;
                    let now = explained(subset);
                    gains.get_mut(item).into_iter().for_each(|gain| *gain = now - before);
                    before = now;
                }
                gains
            });
            (drawn.shares, Some(drawn.standard_errors))
        };
        work.check()?;
        Ok(Self { lmg, errors, johnson: None, intervals: Vec::new() })
    }
}

/// Percentiles 2.5 and 97.5 (type 7 of Hyndman and Fan).
fn middle(mut drawn: Vec<f64>) -> Option<(f64, f64)> {
    drawn.sort_unstable_by(f64::total_cmp);
    let last = drawn.len().checked_sub(1)?;
    let at = |q: f64| {
        let place = q * last as f64;
        let below = *drawn.get(place.floor() as usize)?;
        let above = drawn.get(place.floor() as usize + 1).copied().unwrap_or(below);
        Some(below + (place - place.floor()) * (above - below))
    };
    Some((at(0.025)?, at(0.975)?))
}

fn rows(drivers: &Drivers, model: &Model, shares: &Shares) -> Vec<DriverRow> {
    let total: f64 = shares.lmg.iter().sum();
    let johnson_total: f64 = shares.johnson.iter().flatten().sum();
    let n = model.rows.len() as u64;
    let deviation = |column: usize| model.moments.deviations.get(column).copied().unwrap_or_default();
    let outcome = drivers.items.len();
    let scale = if drivers.form == DriverForm::Linear { deviation(outcome) } else { 1.0 };
    let one = |(item, (fact, note)): (usize, (&crate::analysis::JourneyFact, &DriverNote))| {
        let term = model.kept.iter().position(|kept| *kept == item);
        let of = |list: &[f64]| term.and_then(|term| list.get(term).copied());
        let share = |part: f64, whole: f64| (whole > NOTHING).then(|| (part / whole).clamp(0.0, 1.0));
        let importance = of(&shares.lmg).and_then(|part| share(part, total));
        let interval = term.and_then(|term| shares.intervals.get(term).copied());
        let method = if interval.is_some() { Method::Bootstrap } else { Method::None };
        let variance = term.and_then(|term| model.fit.variance(term));
        let coefficient = of(&model.fit.coefficients).filter(|_| model.fit.converged);
        let bounds = coefficient.zip(variance).map(|(value, variance)| wald(value, variance.sqrt()));
        DriverRow {
            item: fact.name(),
            touchpoint: fact.touchpoint().map(Into::into),
            importance: Estimate::with_interval(importance, interval, n, CUSTOMERS, method),
            lmg: of(&shares.lmg),
            sampling_error: shares
                .errors
                .as_deref()
                .and_then(of)
                .filter(|_| total > NOTHING)
                .map(|error| error / total),
            johnson: shares.johnson.as_deref().and_then(of).and_then(|part| share(part, johnson_total)),
            correlation: (*note != DriverNote::Constant).then(|| model.moments.correlation(item, outcome)),
            coefficient: Estimate::with_interval(coefficient, bounds, n, CUSTOMERS, Method::Wald),
            standardized: coefficient.map(|value| value * deviation(item) / scale),
            p: coefficient.zip(variance).map(|(value, variance)| normal_p(value / variance.sqrt())),
            p_adjusted: None,
            vif: of(&model.vif),
            mean: model.moments.means.get(item).copied(),
            note: *note,
        }
    };
    drivers.items.iter().zip(&model.notes).enumerate().map(one).collect()
}
