//! Rows of rework.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::Rework;
use super::summary::{Place, ReworkSummary};
use crate::analysis::transitions::edges::Edge;
use crate::analysis::{DurationStats, Estimate, Table, Tabular};
use crate::error::Result;
use crate::numeric::Durations;

/// How often customers come to a touchpoint again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ReworkRow {
    /// Touchpoint.
    pub touchpoint: String,
    /// Events: the first one of each customer, self-loops and returns.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Customers who came at least twice.
    pub rework_customers: u64,
    /// Share of the customers of the touchpoint who came at least twice.
    pub rework: Estimate,
    /// Events directly after another one here.
    pub self_loops: u64,
    /// Customers with a self-loop.
    pub self_loop_customers: u64,
    /// Events after another one here, with something else in between.
    pub returns: u64,
    /// Customers with a return.
    pub return_customers: u64,
    /// Self-loops with the same value as before; `None` without `by`.
    pub self_loops_same: Option<u64>,
    /// Self-loops with another value.
    pub self_loops_other: Option<u64>,
    /// Returns with the same value as before.
    pub returns_same: Option<u64>,
    /// Returns with another value.
    pub returns_other: Option<u64>,
    /// Time from an event to its self-loop.
    pub self_loop_time: DurationStats,
    /// Time from an event to its return.
    pub return_time: DurationStats,
}

/// A way away from a touchpoint and back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ReturnRow {
    /// Touchpoint that customers left and came back to.
    pub touchpoint: String,
    /// Touchpoint that they went to first.
    pub via: String,
    /// Returns.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Time until they were back.
    pub time: DurationStats,
}

/// Answer of [`Rework`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ReworkReport {
    /// Touchpoints by falling number of customers who came at least twice, then in the order of the log.
    pub rows: Vec<ReworkRow>,
    /// Ways of returning by falling count, then by touchpoint and via in the order of the log.
    pub returns: Vec<ReturnRow>,
    /// Customers.
    pub customers: u64,
    /// Share of the customers who came to any touchpoint at least twice.
    pub rework: Estimate,
    /// Repeats in all.
    pub count: u64,
    /// Ways of returning that are not listed because of `min_count` or `top`.
    pub hidden: u64,
    /// Returns on these ways.
    pub hidden_count: u64,
}

impl Tabular for ReworkReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let table = Table::default()
            .text("touchpoint", rows.clone().map(|row| row.touchpoint.as_str()))
            .count("count", rows.clone().map(|row| row.count))
            .count("customers", rows.clone().map(|row| row.customers))
            .count("rework_customers", rows.clone().map(|row| row.rework_customers))
            .estimate("rework", rows.clone().map(|row| &row.rework))
            .count("self_loops", rows.clone().map(|row| row.self_loops))
            .count("self_loop_customers", rows.clone().map(|row| row.self_loop_customers))
            .count("returns", rows.clone().map(|row| row.returns))
            .count("return_customers", rows.clone().map(|row| row.return_customers));
        let table = match rows.clone().any(|row| row.self_loops_same.is_some()) {
            false => table,
            true => table
                .count("self_loops_same", rows.clone().map(|row| row.self_loops_same.unwrap_or_default()))
                .count("self_loops_other", rows.clone().map(|row| row.self_loops_other.unwrap_or_default()))
                .count("returns_same", rows.clone().map(|row| row.returns_same.unwrap_or_default()))
                .count("returns_other", rows.clone().map(|row| row.returns_other.unwrap_or_default())),
        };
        table
            .durations("self_loop_", rows.clone().map(|row| &row.self_loop_time))
            .durations("return_", rows.map(|row| &row.return_time))
    }
}

/// The answer for the whole log.
pub(super) fn report(
    options: &Rework,
    names: &[String],
    summary: &mut ReworkSummary,
) -> Result<ReworkReport> {
    let mut times = Durations::stats_of_all(summary.times_of_places())?.into_iter();
    let by = options.by.is_some();
    let visited = names.iter().zip(&summary.places).map(|(name, place)| {
        let times = [times.next().unwrap_or_default(), times.next().unwrap_or_default()];
        row(name, place, times, by)
    });
    let mut rows: Vec<ReworkRow> = visited.filter(|row| row.count > 0).collect();
    rows.sort_by_key(|row| Reverse(row.rework_customers));
    let count = rows.iter().map(|row| row.self_loops + row.returns).sum();
    let (returns, hidden, hidden_count) = returns(options, names, summary)?;
    Ok(ReworkReport {
        rows,
        returns,
        customers: summary.customers,
        rework: Estimate::share(summary.reworked, summary.customers, "customers"),
        count,
        hidden,
        hidden_count,
    })
}

fn row(name: &str, place: &Place, [self_loop_time, return_time]: [DurationStats; 2], by: bool) -> ReworkRow {
    let (loops, returns) = (&place.self_loops, &place.returns);
    ReworkRow {
        touchpoint: name.into(),
        count: place.count(),
        customers: place.customers,
        rework_customers: place.reworked,
        rework: Estimate::share(place.reworked, place.customers, "customers of the touchpoint"),
        self_loops: loops.all.count(),
        self_loop_customers: loops.all.customers,
        returns: returns.all.count(),
        return_customers: returns.all.customers,
        self_loops_same: by.then_some(loops.same),
        self_loops_other: by.then_some(loops.other),
        returns_same: by.then_some(returns.same),
        returns_other: by.then_some(returns.other),
        self_loop_time,
        return_time,
    }
}

/// The ways of returning that are listed, how many are not, and how many returns these have.
fn returns(
    options: &Rework,
    names: &[String],
    summary: &mut ReworkSummary,
) -> Result<(Vec<ReturnRow>, u64, u64)> {
    let mut edges = summary.returns.list_mut();
    let times = Durations::stats_of_all(edges.iter_mut().map(|(_, edge)| &mut edge.gaps))?;
    let name = |code: u32| names.get(code as usize).cloned().unwrap_or_default();
    let row = |(((touchpoint, via), edge), time): (&((u32, u32), &mut Edge), DurationStats)| ReturnRow {
        touchpoint: name(*touchpoint),
        via: name(*via),
        count: edge.count(),
        customers: edge.customers,
        time,
    };
    let mut rows: Vec<ReturnRow> = edges.iter().zip(times).map(row).collect();
    rows.sort_by_key(|row| Reverse(row.count));
    let (all, count) = (rows.len(), rows.iter().map(|row| row.count).sum::<u64>());
    rows.retain(|row| row.count >= options.min_count);
    rows.truncate(options.top.unwrap_or(usize::MAX));
    let listed = rows.iter().map(|row| row.count).sum::<u64>();
    let hidden = (all - rows.len()) as u64;
    Ok((rows, hidden, count - listed))
}
