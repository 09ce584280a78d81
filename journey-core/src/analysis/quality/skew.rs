//! Clocks of two sources that differ.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, Whole, finding};
use super::sample::Sample;
use super::{QualityFinding, QualityKind};
use crate::analysis::{DurationStats, Estimate, Method, pairs};
use crate::error::Result;
use crate::log::{Journey, Step};
use crate::model::{EventRule, Predicate, Scalar, TimeSpan};
use crate::numeric::duration_stats;

/// Differences between the times of events that two sources have both.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Skew {
    /// By the codes of the sources, the smaller first.
    #[serde(with = "pairs")]
    pairs: BTreeMap<(u32, u32), Pair>,
    /// Events of each source.
    #[serde(with = "pairs")]
    events: BTreeMap<u32, u64>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Pair {
    /// Time in the second source less that in the first, in microseconds.
    differences: Vec<i64>,
    sample: Sample,
}

/// An event: touchpoint, source, time, place in the journey.
type Seen = (u32, u32, i64, usize);

impl Skew {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        if plan.source.is_none() {
            return;
        }
        let mut events: Vec<Seen> = Vec::new();
        for (event, time, touchpoint) in plan.events(journey) {
            if let Some(source) = plan.source_of(journey, event) {
                events.push((touchpoint, source, time, event));
                *self.events.entry(source).or_default() += 1;
            }
        }
        events.sort_unstable();
        let within = plan.limits.skew_within.as_micros();
        for touchpoint in events.chunk_by(|a, b| a.0 == b.0) {
            let sources: Vec<&[Seen]> = touchpoint.chunk_by(|a, b| a.1 == b.1).collect();
            for (position, first) in sources.iter().enumerate() {
                for second in sources.iter().skip(position + 1) {
                    self.match_up(plan, journey, (first, second), within);
                }
            }
        }
    }

    /// Matches events of two sources one to one, in order, in stretches in which both have equally many.
    fn match_up(&mut self, plan: &QualityPlan, journey: &Journey<'_>, of: (&[Seen], &[Seen]), within: i64) {
        let mut both: Vec<(i64, bool, usize)> = of.0.iter().map(|seen| (seen.2, false, seen.3)).collect();
        both.extend(of.1.iter().map(|seen| (seen.2, true, seen.3)));
        both.sort_unstable();
        let (Some(a), Some(b)) = (of.0.first(), of.1.first()) else { return };
        for stretch in both.chunk_by(|a, b| b.0.saturating_sub(a.0) <= within) {
            let (second, first): (Vec<_>, Vec<_>) = stretch.iter().partition(|seen| seen.1);
            let apart = |(a, b): (&&(i64, bool, usize), &&(i64, bool, usize))| b.0.saturating_sub(a.0);
            let pairs = || first.iter().zip(&second);
            if first.len() != second.len() || pairs().any(|pair| apart(pair).saturating_abs() > within) {
                continue;
            }
            let pair = self.pairs.entry((a.1, b.1)).or_default();
            for (one, other) in pairs() {
                pair.differences.push(apart((one, other)));
                pair.sample.add(journey, other.2, || plan.touchpoint(a.0));
            }
        }
    }

    pub fn merge(&mut self, other: Self) {
        for (sources, part) in other.pairs {
            let pair = self.pairs.entry(sources).or_default();
            pair.differences.extend(part.differences);
            pair.sample.merge(part.sample);
        }
        for (source, events) in other.events {
            *self.events.entry(source).or_default() += events;
        }
    }

    pub fn findings(&self, plan: &QualityPlan, _: &Whole) -> Result<Vec<QualityFinding>> {
        let rows = self.pairs.iter().filter_map(|(sources, pair)| self.finding(plan, *sources, pair));
        Ok(rows.collect())
    }

    fn finding(&self, plan: &QualityPlan, (a, b): (u32, u32), pair: &Pair) -> Option<QualityFinding> {
        let limits = &plan.limits;
        let stats = duration_stats(&pair.differences);
        if stats.n < limits.skew_pairs.max(1) || !is_tight(&stats, limits) {
            return None;
        }
        let events = |source: u32| self.events.get(&source).copied().unwrap_or_default();
        // The source with fewer events is the one to move.
        let (wrong, right, sign) = if events(a) < events(b) { (a, b, -1.0) } else { (b, a, 1.0) };
        let seconds = sign * stats.median_seconds?;
        let bounds = stats.low_seconds.zip(stats.high_seconds).map(|(low, high)| {
            let (low, high) = (sign * low, sign * high);
            (low.min(high), low.max(high))
        });
        let by = TimeSpan::from_micros(-rounded(seconds));
        let (wrong_name, right_name) = (plan.source_name(wrong), plan.source_name(right));
        let said = format!(
            "the clock of {wrong_name:?} differs from that of {right_name:?} by {} over {} pairs of events",
            TimeSpan::from_micros(rounded(seconds)),
            stats.n
        );
        let n = "events of the source";
        let row = finding(QualityKind::ClockSkew, (stats.n, "events in both"), (events(wrong), n), said);
        let column = plan.source.as_ref().map(|source| source.column.clone())?;
        let rule = Predicate::Equals { column: column.clone(), value: Scalar::Text(wrong_name.clone()) };
        Some(QualityFinding {
            column: Some(column),
            source: Some(wrong_name),
            measured: Some(Estimate::with_interval(
                Some(seconds),
                bounds,
                stats.n,
                "pairs of events",
                Method::OrderStatistic,
            )),
            examples: pair.sample.examples(),
            mend: Some(Step::ShiftTimes { when: Some(EventRule::Is(rule)), by }),
            ..row
        })
    }
}

/// Whether a median is far from 0 and the differences close to it.
fn is_tight(stats: &DurationStats, limits: &super::QualityLimits) -> bool {
    let all = (stats.median_seconds, stats.low_seconds, stats.high_seconds);
    let (Some(median), Some(low), Some(high)) = all else { return false };
    let spread = stats.q75_seconds.zip(stats.q25_seconds).map_or(f64::INFINITY, |(a, b)| a - b);
    let least = limits.skew_least.as_seconds();
    median.abs() >= least && low * high > 0.0 && spread <= limits.skew_spread.as_seconds()
}

/// Microseconds to the full second; to the quarter of an hour where that is at most a minute away, as zones differ by
/// such.
fn rounded(seconds: f64) -> i64 {
    let quarter = libm::round(seconds / 900.0) * 900.0;
    let near =
        if (quarter - seconds).abs() <= 60.0 && quarter != 0.0 { quarter } else { libm::round(seconds) };
    near as i64 * 1_000_000
}
