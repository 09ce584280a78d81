//! Importance beside performance, and opportunity scores.

use super::report::{ImportancePerformanceRow, Quadrant};
use super::{DriverSummary, Drivers};
use crate::analysis::{Answers, Estimate};

/// Rows of the rated items, by position among all items, and where high begins.
pub(super) struct Priorities {
    pub rows: Vec<Option<ImportancePerformanceRow>>,
    pub importance_from: Option<f64>,
    pub performance_from: Option<f64>,
}

const ANSWERS: &str = "answers on the scale";

pub(super) fn priorities(
    drivers: &Drivers,
    summary: &DriverSummary,
    importance: &[Option<f64>],
) -> Priorities {
    let largest = importance.iter().flatten().copied().fold(0.0, f64::max);
    let facts = drivers.items.iter().zip(importance).enumerate();
    let mut rows: Vec<Option<ImportancePerformanceRow>> = facts
        .map(|(at, (fact, importance))| {
            let (min, max) = fact.bounds()?;
            let answers = summary.ratings.get(at)?;
            let mean = answers.mean(ANSWERS);
            let satisfied = best(drivers, answers, max);
            let stated = summary.stated.get(at).zip(drivers.stated.get(at).and_then(|fact| fact.bounds()));
            let stated = stated.map(|(answers, (_, max))| best(drivers, answers, max));
            let derived = importance.filter(|_| largest > 0.0).map(|share| share / largest);
            let weight = stated.as_ref().map_or(derived, |stated| stated.value);
            Some(ImportancePerformanceRow {
                item: fact.name(),
                touchpoint: fact.touchpoint().map(Into::into),
                importance: *importance,
                performance: mean.value.map(|mean| (mean - min) / (max - min)),
                mean,
                opportunity: weight
                    .zip(satisfied.value)
                    .map(|(weight, satisfied)| opportunity(weight, satisfied)),
                satisfied,
                stated,
                quadrant: None,
            })
        })
        .collect();
    let of = |value: fn(&ImportancePerformanceRow) -> Option<f64>| {
        let known: Vec<f64> = rows.iter().flatten().filter_map(value).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    let importance_from = drivers.importance_from.or_else(|| of(|row| row.importance));
    let performance_from = drivers.performance_from.or_else(|| of(|row| row.performance));
    for row in rows.iter_mut().flatten() {
        let important = row.importance.zip(importance_from).map(|(value, from)| value >= from);
        let good = row.performance.zip(performance_from).map(|(value, from)| value >= from);
        row.quadrant = important.zip(good).map(|place| match place {
            (true, false) => Quadrant::ConcentrateHere,
            (true, true) => Quadrant::KeepUp,
            (false, false) => Quadrant::LowPriority,
            (false, true) => Quadrant::PossibleOverkill,
        });
    }
    Priorities { rows, importance_from, performance_from }
}

/// Share of the best answers.
fn best(drivers: &Drivers, answers: &Answers, max: f64) -> Estimate {
    answers.share(|answer| answer > max - f64::from(drivers.boxes), ANSWERS)
}

/// Ulwick's score from two shares.
fn opportunity(importance: f64, satisfied: f64) -> f64 {
    10.0 * (importance + (importance - satisfied).max(0.0))
}
