//! What a funnel reports beyond its steps.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FunnelPlan;
use super::extras::{Extras, PeriodCounts};
use crate::analysis::Estimate;
use crate::numeric::{TimeCount, benjamini_hochberg, kaplan_meier, proportions_p};

/// Customers whose first step lies in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelPeriod {
    /// First day of the period, such as `2024-01-29`; of an hour its beginning, such as `2024-01-29T15:00+01:00`.
    pub period: String,
    /// Customers who passed the first step in it.
    pub customers: u64,
    /// Of these, customers who passed all steps.
    pub converted: u64,
    /// Customers who did not, and whose time is over.
    pub dropped: u64,
    /// Customers who did not yet, and still may.
    pub open: u64,
    /// Share of converted customers among converted and dropped ones.
    pub conversion: Estimate,
    /// Whether the period is over, and nobody in it is open: later data will not change the row.
    pub complete: bool,
}

/// How many customers finished within a time, and the share that would have if nobody were open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelBin {
    /// From this time after the first step.
    pub from_seconds: f64,
    /// Up to this time, which is in the next bin unless it is the last one.
    pub to_seconds: f64,
    /// Customers who finished in between.
    pub customers: u64,
    /// Share of the customers of the first step who finished up to `to_seconds`, by the Kaplan-Meier estimate: open
    /// customers count as long as they were seen, and so do dropped ones.
    pub cumulative: Estimate,
    /// Customers who were still seen without having finished right before `to_seconds`.
    pub at_risk: u64,
}

/// What customers did next who dropped after a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelNext {
    /// Number of the last step that they passed, from 1.
    pub step: u32,
    /// Touchpoint of the very next event; `None` if there is none, or for the sum of all others.
    pub touchpoint: Option<String>,
    /// What the row is.
    pub kind: FunnelNextKind,
    /// Customers who dropped here and did this next.
    pub customers: u64,
    /// Share of the customers who dropped here.
    pub share: Estimate,
}

/// What a row of [`FunnelNext`] is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FunnelNextKind {
    /// A touchpoint.
    #[default]
    Touchpoint,
    /// Nothing: the journey ends.
    End,
    /// All touchpoints that are not among the most frequent ones.
    Other,
}

/// Something that goes along with finishing, or with dropping. This is no proof of a cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FunnelCorrelation {
    /// `touchpoint`, or the column.
    pub column: String,
    /// Touchpoint or value.
    pub value: String,
    /// Converted customers with it.
    pub converted: u64,
    /// Dropped customers with it.
    pub dropped: u64,
    /// Odds of success with it against those without it, 1 added to all four counts.
    pub odds_ratio: f64,
    /// Two-sided p-value for "the share of converted customers is the same with and without it".
    pub p: Option<f64>,
    /// The same, adjusted for all that were tested (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

const CONVERTED: &str = "customers converted or dropped";

pub(super) fn periods(plan: &FunnelPlan, extras: &Extras) -> Vec<FunnelPeriod> {
    let Some((calendar, first)) = plan.extras.calendar() else { return Vec::new() };
    let rows = extras.periods.iter().map(|(number, counts)| {
        let position = usize::try_from(number - first).unwrap_or_default();
        let (open, dropped) = (counts.rest.open(plan.end), counts.rest.dropped(plan.end));
        FunnelPeriod {
            period: calendar.label(position),
            customers: counts.converted + dropped + open,
            converted: counts.converted,
            dropped,
            open,
            conversion: Estimate::share(counts.converted, counts.converted + dropped, CONVERTED),
            complete: open == 0 && position + 1 < calendar.len(),
        }
    });
    rows.collect()
}

/// Times to finish in bins of equal width, from 0 to the window or the longest time.
pub(super) fn bins(plan: &FunnelPlan, extras: &mut Extras) -> Vec<FunnelBin> {
    let Some(number) = plan.extras.bins else { return Vec::new() };
    let stats = extras.times.stats();
    let (Some(longest), None) = (stats.max_seconds, stats.relative_error) else { return Vec::new() };
    let mut finished = Vec::new();
    extras.times.each(|time| finished.push(time));
    finished.sort_unstable();
    let mut unfinished = Vec::new();
    extras.starts.each(|start| unfinished.push(plan.end.saturating_sub(start).clamp(0, plan.whole.time)));
    let n = (finished.len() + unfinished.len()) as u64;
    let curve = kaplan_meier(&TimeCount::tally(finished.iter().copied(), unfinished));
    let span = match plan.whole.time {
        i64::MAX => (longest * 1e6) as i64,
        window => window,
    };
    let edge = |bin: u32| (i128::from(span) * i128::from(bin) / i128::from(number)) as i64;
    let rows = (0..number).map(|bin| {
        let (from, to) = (edge(bin), edge(bin + 1));
        let last = bin + 1 == number;
        let below = |limit: i64| finished.partition_point(|&time| time < limit);
        let end = if last { finished.len() } else { below(to) };
        let step = curve.step(to);
        let interval = step.and_then(|step| step.interval).map(|(low, high)| (1.0 - high, 1.0 - low));
        FunnelBin {
            from_seconds: from as f64 / 1e6,
            to_seconds: to as f64 / 1e6,
            customers: (end - below(from)) as u64,
            cumulative: Estimate {
                low: interval.map(|(low, _)| low),
                high: interval.map(|(_, high)| high),
                ..Estimate::exact(Some(1.0 - curve.at(to)), n, "customers at the first step")
            },
            at_risk: curve.at_risk(to),
        }
    });
    rows.collect()
}

/// What came next after each step, most frequent first, at equal counts in the order of the names.
pub(super) fn next(plan: &FunnelPlan, extras: &Extras) -> Vec<FunnelNext> {
    let Some(most) = plan.extras.next else { return Vec::new() };
    let mut steps: BTreeMap<u16, Vec<(u64, Option<u32>)>> = BTreeMap::new();
    for ((step, touchpoint), rest) in &extras.next {
        let dropped = rest.dropped(plan.end);
        if dropped > 0 {
            steps.entry(*step).or_default().push((dropped, *touchpoint));
        }
    }
    let mut rows = Vec::new();
    for (step, mut counts) in steps {
        let all: u64 = counts.iter().map(|(count, _)| count).sum();
        counts.sort_by_key(|(count, touchpoint)| (std::cmp::Reverse(*count), *touchpoint));
        let mut add = |kind, touchpoint, customers| {
            let share = Estimate::share(customers, all, "customers who dropped at this step");
            rows.push(FunnelNext { step: u32::from(step) + 1, touchpoint, kind, customers, share });
        };
        let (mut left, mut other) = (most, 0);
        for (count, touchpoint) in counts {
            let name = touchpoint.and_then(|code| plan.extras.touchpoints.get(code as usize)).cloned();
            match (name, left) {
                (None, _) => add(FunnelNextKind::End, None, count),
                (Some(_), 0) => other += count,
                (name, _) => {
                    left -= 1;
                    add(FunnelNextKind::Touchpoint, name, count);
                }
            }
        }
        if other > 0 {
            add(FunnelNextKind::Other, None, other);
        }
    }
    rows
}

/// What goes along with success, the most telling first: by p, then by the distance of the odds ratio from 1, column and
/// value. Those that fewer customers have, or lack, than the least number are left out and counted.
pub(super) fn correlations(plan: &FunnelPlan, extras: &Extras) -> (Vec<FunnelCorrelation>, u64) {
    let counts = |counts: &PeriodCounts| (counts.converted, counts.rest.dropped(plan.end));
    let (converted, dropped) = counts(&extras.all);
    let (mut rows, mut few) = (Vec::new(), 0);
    for (key, found) in &extras.features {
        let Some((column, value)) = plan.extras.feature(*key) else { continue };
        let (with, with_dropped) = counts(found);
        let (without, without_dropped) =
            (converted.saturating_sub(with), dropped.saturating_sub(with_dropped));
        let (n, rest) = (with + with_dropped, without + without_dropped);
        if n < plan.extras.least || rest < plan.extras.least {
            few += 1;
            continue;
        }
        let more = |count: u64| count as f64 + 1.0;
        rows.push(FunnelCorrelation {
            column: column.into(),
            value: value.into(),
            converted: with,
            dropped: with_dropped,
            odds_ratio: more(with) * more(without_dropped) / (more(without) * more(with_dropped)),
            p: proportions_p((with as f64, n as f64), (without as f64, rest as f64)),
            p_adjusted: None,
        });
    }
    let adjusted = benjamini_hochberg(&rows.iter().map(|row| row.p).collect::<Vec<_>>());
    rows.iter_mut().zip(adjusted).for_each(|(row, p)| row.p_adjusted = p);
    let far = |row: &FunnelCorrelation| row.odds_ratio.max(1.0 / row.odds_ratio);
    rows.sort_by(|a, b| {
        let p = a.p.unwrap_or(1.0).total_cmp(&b.p.unwrap_or(1.0));
        p.then(far(b).total_cmp(&far(a))).then_with(|| (&a.column, &a.value).cmp(&(&b.column, &b.value)))
    });
    (rows, few)
}
