//! What a funnel reports.

use serde::{Deserialize, Serialize};

use super::FunnelSummary;
use crate::analysis::{DurationStats, Estimate, Table, Tabular};
use crate::numeric::duration_stats;

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
            .count("step", rows.clone().map(|row| u64::from(row.step)))
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

/// Customers at a step, and what became of those who went no further.
#[derive(Clone, Copy, Default)]
struct Counts {
    customers: u64,
    stayed: u64,
    open: u64,
}

pub(super) fn finish(steps: &[String], summary: FunnelSummary) -> FunnelReport {
    let counts = counts(steps.len(), &summary);
    let customers = summary.customers;
    let (gaps, from_first) = times(steps.len(), summary);
    let entered = counts.first().copied().unwrap_or_default();
    let mut known = entered.customers;
    let mut before: Option<Counts> = None;
    let mut rows = Vec::with_capacity(steps.len());
    for (position, (name, &here)) in steps.iter().zip(&counts).enumerate() {
        let conversion = match before {
            None => Estimate::share(0, 0, PREVIOUS),
            Some(before) => Estimate::share(here.customers, before.customers - before.open, PREVIOUS),
        };
        let time = |lists: &[Vec<i64>]| {
            let list = position.checked_sub(1).and_then(|list| lists.get(list));
            duration_stats(list.map(Vec::as_slice).unwrap_or_default())
        };
        rows.push(FunnelRow {
            step: position as u32 + 1,
            touchpoint: name.clone(),
            customers: here.customers,
            share: Estimate::share(here.customers, known, FIRST),
            conversion,
            dropped: here.stayed - here.open,
            open: here.open,
            time_from_previous: time(&gaps),
            time_from_first: time(&from_first),
        });
        known -= here.open;
        before = Some(here);
    }
    whole(rows, customers)
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

fn counts(steps: usize, summary: &FunnelSummary) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); steps];
    for (&passed, level) in &summary.levels {
        for here in counts.iter_mut().take(usize::from(passed)) {
            here.customers += level.customers;
        }
        let last = usize::from(passed).checked_sub(1).and_then(|last| counts.get_mut(last));
        if let Some(last) = last.filter(|_| usize::from(passed) < steps) {
            (last.stayed, last.open) = (level.customers, level.open);
        }
    }
    counts
}

/// Times from the step before and from the first step, one list a step but the first.
fn times(steps: usize, summary: FunnelSummary) -> (Vec<Vec<i64>>, Vec<Vec<i64>>) {
    let mut gaps = vec![Vec::new(); steps.saturating_sub(1)];
    let mut from_first = gaps.clone();
    for level in summary.levels.into_values() {
        super::append(&mut gaps, level.gaps);
        super::append(&mut from_first, level.from_first);
    }
    (gaps, from_first)
}
