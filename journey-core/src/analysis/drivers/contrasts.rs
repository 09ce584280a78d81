//! Penalty and reward: what low and high ratings do, compared with those between.

use super::model::{CUSTOMERS, Model};
use super::report::{ContrastKind, PenaltyRewardRow};
use super::{Drivers, JourneyFact};
use crate::analysis::{Estimate, Method};
use crate::numeric::regression::{Design, Fit, least_squares};
use crate::numeric::{benjamini_hochberg, normal_p, wald};

const LEVEL: f64 = 0.05;

/// A rated item of the model, and from where on ratings are low and high.
struct Rated<'a> {
    fact: &'a JourneyFact,
    item: usize,
    low_below: f64,
    high_above: f64,
}

impl Rated<'_> {
    fn of(&self, row: &[f64]) -> (bool, bool) {
        let rating = row.get(self.item).copied().unwrap_or_default();
        (rating < self.low_below, rating > self.high_above)
    }
}

/// Penalties and rewards of the rated items, in this order.
pub(super) fn contrasts(drivers: &Drivers, model: &Model, order: &[usize]) -> Vec<PenaltyRewardRow> {
    let boxes = f64::from(drivers.boxes);
    let rated: Vec<Rated<'_>> = order
        .iter()
        .filter_map(|&item| {
            let fact = drivers.items.get(item)?;
            let (min, max) = fact.bounds()?;
            // So many boxes must leave something between them.
            let fits = min + boxes <= max - boxes + 1.0 && model.kept.contains(&item);
            fits.then_some(Rated { fact, item, low_below: min + boxes, high_above: max - boxes })
        })
        .collect();
    let fit = fit(model, &rated);
    let terms = 0..2 * rated.len();
    let p: Vec<Option<f64>> =
        terms.map(|term| Some(normal_p(value(&fit, term)? / fit.variance(term)?.sqrt()))).collect();
    let adjusted = benjamini_hochberg(&p);
    let n = model.rows.len() as u64;
    let estimate = |value: Option<f64>, variance: Option<f64>| {
        let bounds = value.zip(variance).map(|(value, variance)| wald(value, variance.max(0.0).sqrt()));
        Estimate::with_interval(value, bounds, n, CUSTOMERS, Method::Wald)
    };
    let row = |(at, rated): (usize, &Rated<'_>)| {
        let (low, high) = (2 * at, 2 * at + 1);
        let (penalty, reward) = (value(&fit, low), value(&fit, high));
        let sum = penalty.zip(reward).map(|(penalty, reward)| penalty + reward);
        let of = |a, b| fit.covariance_of(a, b);
        let of_sum =
            of(low, low).zip(of(high, high)).zip(of(low, high)).map(|((a, b), both)| a + b + 2.0 * both);
        let (penalty_p, reward_p) =
            (adjusted.get(low).copied().flatten(), adjusted.get(high).copied().flatten());
        let count = |low: bool| {
            model.rows.iter().map(|row| rated.of(row)).filter(|of| if low { of.0 } else { of.1 }).count()
                as u64
        };
        PenaltyRewardRow {
            item: rated.fact.name(),
            touchpoint: rated.fact.touchpoint().map(Into::into),
            low: count(true),
            high: count(false),
            penalty: estimate(penalty, fit.variance(low)),
            reward: estimate(reward, fit.variance(high)),
            asymmetry: estimate(sum, of_sum),
            penalty_p_adjusted: penalty_p,
            reward_p_adjusted: reward_p,
            kind: penalty_p.zip(reward_p).map(|(penalty, reward)| {
                match (penalty <= LEVEL, reward <= LEVEL) {
                    (true, true) => ContrastKind::Linear,
                    (true, false) => ContrastKind::Dissatisfier,
                    (false, true) => ContrastKind::Delighter,
                    (false, false) => ContrastKind::None,
                }
            }),
        }
    };
    rated.iter().enumerate().map(row).collect()
}

/// The outcome by a term for low and one for high ratings of each item.
fn fit(model: &Model, rated: &[Rated<'_>]) -> Fit {
    let mut design = Design::new(2 * rated.len());
    for row in model.rows.iter() {
        let [.., outcome, weight] = row else { continue };
        let terms = rated.iter().map(|rated| rated.of(row)).flat_map(|(low, high)| [low, high]);
        design.push(terms.map(|yes| f64::from(u8::from(yes))), *outcome, *weight);
    }
    least_squares(&design)
}

fn value(fit: &Fit, term: usize) -> Option<f64> {
    let known = fit.kept.get(term) == Some(&true) && fit.variance(term).is_some();
    fit.coefficients.get(term).copied().filter(|_| known)
}
