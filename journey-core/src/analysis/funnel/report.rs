//! What a funnel reports.

use serde::{Deserialize, Serialize};

use super::extras::Worth;
use super::extras_report::{self, FunnelBin, FunnelCorrelation, FunnelNext, FunnelPeriod};
use super::plan::Engine;
use super::summary::Step;
use super::{FunnelCount, FunnelPlan, FunnelSummary};
use crate::analysis::{DurationStats, Estimate, Table, Tabular};
use crate::error::Result;
use crate::numeric::Durations;

/// A step of a funnel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelRow {
    /// Value of `by`; `None` for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Number of the step, from 1.
    pub step: u32,
    /// Name of the step, which is its touchpoint or pattern unless it has one of its own.
    pub touchpoint: String,
    /// Distinct customers who reached this step; sessions or attempts if these are counted.
    pub customers: u64,
    /// Share of the customers of the first step, without those who are open at an earlier step.
    pub share: Estimate,
    /// Share of the customers of the step before, without those who are open there; undefined for the first.
    pub conversion: Estimate,
    /// In an open funnel, customers who did not come here from the step before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<u64>,
    /// Customers who got here, no further, and whose time is over.
    pub dropped: u64,
    /// Customers who got here, no further yet, and whose window is still running at the end of the data.
    pub open: u64,
    /// Time from the step before.
    pub time_from_previous: DurationStats,
    /// Time from the first step.
    pub time_from_first: DurationStats,
    /// Sum of a column at this step, if asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<FunnelValue>,
}

/// Values of a column at a step of a funnel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelValue {
    /// Sum over the customers who passed the step.
    pub sum: f64,
    /// Customers with a value there.
    pub n: u64,
    /// Sum over those who went no further, and whose time is over.
    pub lost: f64,
}

/// Answer of [`Funnel`](super::Funnel).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelReport {
    /// Steps in order; with `by`, those of everybody first, then those of each group in the order of the groups' names.
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
    /// By period of the first step, in order of time, if asked. Periods without anybody are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trend: Vec<FunnelPeriod>,
    /// Times from the first step to the last one, if asked: from 0 to the window, or to the longest one without a window.
    /// Empty if nobody finished, or if there were too many times to hold each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bins: Vec<FunnelBin>,
    /// What dropped customers did next, if asked: by step, most frequent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<FunnelNext>,
    /// What goes along with success, if asked: smallest p first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub correlations: Vec<FunnelCorrelation>,
    /// Touchpoints and values that were not compared, because too few customers have them, or lack them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub too_few: Option<u64>,
}

impl Tabular for FunnelReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let table = match rows.clone().any(|row| row.group.is_some()) {
            true => Table::default().optional_text("group", rows.clone().map(|row| row.group.clone())),
            false => Table::default(),
        };
        let table = table
            .ordinal("step", rows.clone().map(|row| u64::from(row.step)))
            .text("touchpoint", rows.clone().map(|row| row.touchpoint.as_str()))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("share", rows.clone().map(|row| &row.share))
            .estimate("conversion", rows.clone().map(|row| &row.conversion))
            .count("dropped", rows.clone().map(|row| row.dropped))
            .count("open", rows.clone().map(|row| row.open))
            .durations("from_previous_", rows.clone().map(|row| &row.time_from_previous))
            .durations("from_first_", rows.clone().map(|row| &row.time_from_first));
        let values = rows.map(|row| row.value.as_ref());
        match values.clone().any(|value| value.is_some()) {
            true => table
                .number("value_sum", values.clone().map(|value| value.map(|value| value.sum)))
                .number("value_lost", values.map(|value| value.map(|value| value.lost))),
            false => table,
        }
    }
}

/// What is counted, in words.
fn counted(plan: &FunnelPlan) -> &'static str {
    match plan.count {
        FunnelCount::Customers => "customers",
        FunnelCount::Sessions => "sessions",
        FunnelCount::Totals => "attempts",
    }
}

pub(super) fn finish(plan: &FunnelPlan, summary: &mut FunnelSummary) -> Result<FunnelReport> {
    summary.fit(plan.steps.len());
    let mut rows = rows(plan, &mut summary.steps, None)?;
    let mut report = whole(plan, rows.as_slice(), summary);
    if let Some(extras) = &mut summary.extras {
        if plan.extras.has_value() {
            extras.values.resize_with(plan.steps.len(), Worth::default);
            rows.iter_mut().zip(&extras.values).for_each(|(row, worth)| row.value = Some(value(plan, worth)));
        }
        for (group, name) in (0..).zip(plan.extras.group_names()) {
            if let Some(steps) = extras.groups.get_mut(&group) {
                rows.extend(self::rows(plan, steps, Some(name))?);
            }
        }
        report.trend = extras_report::periods(plan, extras);
        report.bins = extras_report::bins(plan, extras);
        report.next = extras_report::next(plan, extras);
        if plan.extras.correlates() {
            let (found, few) = extras_report::correlations(plan, extras);
            (report.correlations, report.too_few) = (found, Some(few));
        }
    }
    report.rows = rows;
    Ok(report)
}

fn value(plan: &FunnelPlan, worth: &Worth) -> FunnelValue {
    let mut lost = worth.lost.clone();
    worth
        .waiting
        .iter()
        .filter(|(deadline, _)| *deadline <= plan.end)
        .for_each(|(_, value)| lost.add(*value));
    FunnelValue { sum: worth.sum.value(), n: worth.n, lost: lost.value() }
}

/// Rows of everybody or of a group.
fn rows(plan: &FunnelPlan, steps: &mut [Step], group: Option<&String>) -> Result<Vec<FunnelRow>> {
    let lists = steps.iter_mut().flat_map(|step| [&mut step.gaps, &mut step.from_first]);
    let mut times = Durations::stats_of_all(lists)?.into_iter();
    let units = counted(plan);
    let first = match plan.engine {
        Engine::Entries => format!("{units} with any step"),
        _ => format!("{units} at the first step, open ones left out"),
    };
    let previous = format!("{units} at the step before, open ones left out");
    let open_funnel = plan.engine == Engine::Entries;
    let mut known = steps.first().map_or(0, |step| if open_funnel { step.all } else { step.customers });
    // Units of the last step before that is not optional who are not open since.
    let mut before = 0;
    let mut rows = Vec::with_capacity(plan.steps.len());
    for (position, (name, step)) in plan.names.iter().zip(&*steps).enumerate() {
        let optional = plan.optional.get(position) == Some(&true);
        let open = step.open + step.deadlines.count_above(plan.end);
        let ended = if position + 1 == plan.steps.len() { 0 } else { step.last };
        // In an open funnel, rates are of those who came from the step before, and shares of all.
        let reached = if plan.engine == Engine::Entries { step.came } else { step.customers };
        rows.push(FunnelRow {
            group: group.cloned(),
            step: position as u32 + 1,
            touchpoint: name.clone(),
            customers: step.customers,
            share: Estimate::share(step.customers, known, &first),
            conversion: Estimate::share(if position == 0 { 0 } else { reached }, before, &previous),
            entered: (plan.engine == Engine::Entries).then(|| step.customers.saturating_sub(reached)),
            dropped: ended.saturating_sub(open),
            open,
            time_from_previous: times.next().unwrap_or_default(),
            time_from_first: times.next().unwrap_or_default(),
            value: None,
        });
        known = if plan.engine == Engine::Entries { known } else { known.saturating_sub(open) };
        before = if optional { before } else { step.customers }.saturating_sub(open);
    }
    Ok(rows)
}

/// The report without what only some ask.
fn whole(plan: &FunnelPlan, rows: &[FunnelRow], summary: &FunnelSummary) -> FunnelReport {
    let last = rows.last();
    let converted = last.map_or(0, |row| row.customers);
    let (dropped, open) = match plan.engine {
        Engine::Entries => (summary.unfinished.dropped(plan.end), summary.unfinished.open(plan.end)),
        _ => rows.iter().fold((0, 0), |(dropped, open), row| (dropped + row.dropped, open + row.open)),
    };
    let denominator = format!("{} converted or dropped", counted(plan));
    FunnelReport {
        customers: summary.customers,
        converted,
        dropped,
        open,
        conversion: Estimate::share(converted, converted + dropped, &denominator),
        time: last.map(|row| row.time_from_first.clone()).unwrap_or_default(),
        rows: Vec::new(),
        trend: Vec::new(),
        bins: Vec::new(),
        next: Vec::new(),
        correlations: Vec::new(),
        too_few: None,
    }
}
