//! Rows of outcomes.

use serde::{Deserialize, Serialize};

use super::chain::Chain;
use super::graph::{loops, required};
use super::summary::OutcomeSummary;
use crate::analysis::{Estimate, Table, Tabular};
use crate::error::Result;

/// How journeys go on from a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct OutcomeRow {
    /// Touchpoint.
    pub touchpoint: String,
    /// Events before success.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Those of them who succeeded later.
    pub succeeded: u64,
    /// Share of the customers at the touchpoint who succeeded later.
    pub share: Estimate,
    /// Probability of success from here, by the chain; that of an end without it is the rest to 1.
    pub probability: f64,
    /// Expected number of steps to the end, by the chain.
    pub steps: f64,
    /// Whether each journey that succeeded was here before.
    pub required: bool,
    /// Whether the probability of success is below `no_return_below`.
    pub no_return: bool,
}

/// Answer of [`Outcomes`](super::Outcomes).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct OutcomeReport {
    /// Touchpoints in the order of the log.
    pub rows: Vec<OutcomeRow>,
    /// Customers.
    pub customers: u64,
    /// Customers who succeeded.
    pub succeeded: u64,
    /// Share of all customers who succeeded.
    pub share: Estimate,
    /// The most probable path to success, the success itself left out; empty if there is none before it.
    pub path: Vec<String>,
    /// Its probability among all journeys, by the chain; `None` if nobody succeeded.
    pub path_probability: Option<f64>,
    /// Touchpoints at which each journey that succeeded was before, in the order of the log.
    pub required: Vec<String>,
    /// Points of no return in the order of the log: touchpoints with a probability below `no_return_below` to which customers
    /// come from one with a higher probability, or from the start.
    pub no_return: Vec<String>,
    /// Touchpoints that no way of observed moves to success leaves out, in the order in which they come.
    pub dominators: Vec<String>,
    /// Sets of touchpoints between which customers can go round, and touchpoints that follow themselves.
    pub loops: Vec<Vec<String>>,
}

impl Tabular for OutcomeReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("touchpoint", rows.clone().map(|row| row.touchpoint.as_str()))
            .count("count", rows.clone().map(|row| row.count))
            .count("customers", rows.clone().map(|row| row.customers))
            .count("succeeded", rows.clone().map(|row| row.succeeded))
            .estimate("share", rows.clone().map(|row| &row.share))
            .number("success_probability", rows.clone().map(|row| Some(row.probability)))
            .number("steps", rows.clone().map(|row| Some(row.steps)))
            .boolean("required", rows.clone().map(|row| row.required))
            .boolean("no_return", rows.map(|row| row.no_return))
    }
}

/// At which touchpoints the probability of success is below a share, and to which of them customers come from others.
fn no_return(chain: &Chain, solved: &[(f64, f64)], share: f64) -> (Vec<bool>, Vec<usize>) {
    let lost: Vec<bool> = solved.iter().map(|(probability, _)| *probability < share).collect();
    let is = |lost: &[bool], number: usize| lost.get(number).copied().unwrap_or(false);
    let mut points = vec![false; solved.len()];
    for (_, moves) in chain.moves.iter().enumerate().filter(|(source, _)| !is(&lost, *source)) {
        for (target, _) in moves.iter().filter(|(target, _)| is(&lost, *target)) {
            points.get_mut(*target).into_iter().for_each(|point| *point = true);
        }
    }
    let points = points.iter().enumerate().filter(|(_, point)| **point).map(|(number, _)| number).collect();
    (lost, points)
}

/// The answer for the whole log.
pub(super) fn report(
    names: &[String],
    summary: &OutcomeSummary,
    below: Option<f64>,
) -> Result<OutcomeReport> {
    let chain = Chain::new(summary)?;
    let name = |number: usize| {
        let code = chain.codes.get(number).copied().unwrap_or_default();
        names.get(code as usize).cloned().unwrap_or_default()
    };
    let named = |numbers: Vec<usize>| -> Vec<String> { numbers.into_iter().map(name).collect() };
    let solved = chain.solve();
    let (lost, points) = match below {
        Some(share) => no_return(&chain, &solved, share),
        None => (vec![false; solved.len()], Vec::new()),
    };
    let rows = solved.into_iter().zip(&chain.codes).enumerate();
    let rows = rows.filter_map(|(number, ((probability, steps), code))| {
        let place = summary.places.get(*code as usize)?;
        Some(OutcomeRow {
            touchpoint: name(number),
            count: place.count,
            customers: place.customers,
            succeeded: place.succeeded,
            share: Estimate::share(
                place.succeeded,
                place.customers,
                "customers at the touchpoint before success",
            ),
            probability,
            steps,
            required: summary.succeeded > 0 && place.succeeded == summary.succeeded,
            no_return: lost.get(number).copied().unwrap_or(false),
        })
    });
    let rows: Vec<OutcomeRow> = rows.collect();
    let (path, path_probability) = chain.best().map_or((Vec::new(), None), |(path, p)| (path, Some(p)));
    Ok(OutcomeReport {
        required: rows.iter().filter(|row| row.required).map(|row| row.touchpoint.clone()).collect(),
        rows,
        customers: summary.customers,
        succeeded: summary.succeeded,
        share: Estimate::share(summary.succeeded, summary.customers, "customers"),
        path: named(path),
        path_probability,
        no_return: named(points),
        dominators: named(required(&chain)),
        loops: loops(&chain).into_iter().map(named).collect(),
    })
}
