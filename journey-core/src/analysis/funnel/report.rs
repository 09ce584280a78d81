//! What a funnel reports.

use serde::{Deserialize, Serialize};

use super::{FunnelPlan, FunnelSummary};
use crate::analysis::{DurationStats, Estimate, Table, Tabular};
use crate::error::Result;
use crate::numeric::Durations;

/// A step of a funnel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelRow {
    /// Number of the step, from 1.
    pub step: u32,
    /// Touchpoint.
    pub touchpoint: String,
    /// Distinct customers who reached this step.
    pub customers: u64,
    /// Share of the customers of the first step, without those who are open at an earlier step.
    pub share: Estimate,
    /// Share of the customers of the step before, without those who are open there; undefined for the first.
    pub conversion: Estimate,
    /// Customers who got here, no further, and whose time is over.
    pub dropped: u64,
    /// Customers who got here, no further yet, and whose window is still running at the end of the data.
    pub open: u64,
    /// Time from the step before.
    pub time_from_previous: DurationStats,
    /// Time from the first step.
    pub time_from_first: DurationStats,
}

/// Answer of [`Funnel`](super::Funnel).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelReport {
    /// Steps in order.
    pub rows: Vec<FunnelRow>,
    /// Customers of the log, also those without the first step.
    pub customers: u64,
    /// Customers who passed all steps.
    pub converted: u64,
    /// Customers who passed the first step, not all, and whose time is over.
    pub dropped: u64,
    /// Customers who passed the first step, not all, and whose window is still running at the end of the data.
    pub open: u64,
    /// Share of converted customers among converted and dropped ones.
    pub conversion: Estimate,
    /// Time from the first step to the last, of converted customers.
    pub time: DurationStats,
}

impl Tabular for FunnelReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .ordinal("step", rows.clone().map(|row| u64::from(row.step)))
            .text("touchpoint", rows.clone().map(|row| row.touchpoint.as_str()))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("share", rows.clone().map(|row| &row.share))
            .estimate("conversion", rows.clone().map(|row| &row.conversion))
            .count("dropped", rows.clone().map(|row| row.dropped))
            .count("open", rows.clone().map(|row| row.open))
            .durations("from_previous_", rows.clone().map(|row| &row.time_from_previous))
            .durations("from_first_", rows.map(|row| &row.time_from_first))
    }
}

const FIRST: &str = "customers at the first step, open ones left out";
const PREVIOUS: &str = "customers at the step before, open ones left out";

pub(super) fn finish(
    steps: &[String],
    plan: &FunnelPlan,
    summary: &mut FunnelSummary,
) -> Result<FunnelReport> {
    summary.fit(steps.len());
    let lists = summary.steps.iter_mut().flat_map(|step| [&mut step.gaps, &mut step.from_first]);
    let mut times = Durations::stats_of_all(lists)?.into_iter();
    let mut known = summary.steps.first().map_or(0, |step| step.customers);
    // Customers of the step before who are not open there.
    let mut before = 0;
    let mut rows = Vec::with_capacity(steps.len());
    for (position, (name, step)) in steps.iter().zip(&summary.steps).enumerate() {
        let further = summary.steps.get(position + 1).map_or(step.customers, |next| next.customers);
        let open = step.open + step.deadlines.count_above(plan.end);
        rows.push(FunnelRow {
            step: position as u32 + 1,
            touchpoint: name.clone(),
            customers: step.customers,
            share: Estimate::share(step.customers, known, FIRST),
            conversion: Estimate::share(if position == 0 { 0 } else { step.customers }, before, PREVIOUS),
            dropped: step.customers.saturating_sub(further + open),
            open,
            time_from_previous: times.next().unwrap_or_default(),
            time_from_first: times.next().unwrap_or_default(),
        });
        known = known.saturating_sub(open);
        before = step.customers.saturating_sub(open);
    }
    Ok(whole(rows, summary.customers))
}

/// The report of these rows.
fn whole(rows: Vec<FunnelRow>, customers: u64) -> FunnelReport {
    let last = rows.last();
    let converted = last.map_or(0, |row| row.customers);
    let (dropped, open) =
        rows.iter().fold((0, 0), |(dropped, open), row| (dropped + row.dropped, open + row.open));
    FunnelReport {
        customers,
        converted,
        dropped,
        open,
        conversion: Estimate::share(converted, converted + dropped, "customers converted or dropped"),
        time: last.map(|row| row.time_from_first.clone()).unwrap_or_default(),
        rows,
    }
}
