//! Gaps in collection: days without any event where many are expected.

use std::collections::BTreeMap;

use super::days::{Days, Scope, Series};
use super::plan::{QualityPlan, finding};
use super::words::said;
use super::{QualityFinding, QualityKind};

/// Weeks before and after that say how many events a day should have.
const WEEKS: usize = 4;
/// Fewest days that say so.
const FEWEST: usize = 3;

/// Empty days of the log and of its sources.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// By scope, the days without any event that should have some; of a source, without those of the whole log.
    days: BTreeMap<Scope, Vec<i32>>,
    /// Days of the data.
    length: u64,
}

impl Gaps {
    pub fn of(plan: &QualityPlan, days: &Days) -> Self {
        let Some(all) = days.all() else { return Self::default() };
        let length = all.counts.len() as u64;
        let whole = empty(&all, plan.limits.gap_events);
        let mut gaps = BTreeMap::new();
        for source in days.sources(libm::ceil(plan.limits.gap_events) as u64) {
            let mut own = empty(&source, plan.limits.gap_events);
            own.retain(|day| whole.binary_search(day).is_err());
            gaps.insert(source.scope, own);
        }
        gaps.insert(Scope::All, whole);
        Self { days: gaps, length }
    }

    /// Whether nothing was collected on a day.
    pub fn has(&self, scope: Scope, day: i32) -> bool {
        let is = |scope: Scope| self.days.get(&scope).is_some_and(|days| days.binary_search(&day).is_ok());
        is(scope) || is(Scope::All)
    }

    pub fn findings(&self, plan: &QualityPlan) -> Vec<QualityFinding> {
        let row = |(scope, days): (&Scope, &Vec<i32>)| {
            let said = said(
                days.len() as u64,
                "day has no event, where the weeks around it have many",
                "days have no event, where the weeks around them have many",
            );
            let counts = (days.len() as u64, "days");
            let row = finding(QualityKind::CollectionGap, counts, (self.length, "days of the data"), said);
            let source = match scope {
                Scope::Source(code) => Some(plan.source_name(*code)),
                _ => None,
            };
            QualityFinding {
                source,
                examples: days.iter().take(5).map(|day| plan.day_example(*day)).collect(),
                ..row
            }
        };
        self.days.iter().filter(|(_, days)| !days.is_empty()).map(row).collect()
    }
}

/// Days without any event between the first and the last that has one, if the median of the same weekday in the weeks
/// around is high enough. The days of a run of empty ones do not speak for each other.
fn empty(series: &Series, wanted: f64) -> Vec<i32> {
    let counts = &series.counts;
    let Some(first) = counts.iter().position(|&count| count > 0) else { return Vec::new() };
    let last = counts.iter().rposition(|&count| count > 0).unwrap_or(first);
    let mut found = Vec::new();
    let mut day = first;
    while day < last {
        let run = counts.iter().skip(day).take_while(|&&count| count == 0).count();
        // After the end of the data there may be a straggler, before which nothing is missing.
        let goes_on = counts.iter().skip(day + run).take(7).any(|&count| count as f64 * 2.0 >= wanted);
        if run > 0 && !goes_on {
            day += run;
            continue;
        }
        for empty in day..day + run {
            if expected(counts, empty, (day, day + run)).is_some_and(|expected| expected >= wanted) {
                found.push(series.first + empty as i32);
            }
        }
        day += run.max(1);
    }
    found
}

/// Median of the same weekday around, outside of a run of empty days.
fn expected(counts: &[u64], day: usize, (from, to): (usize, usize)) -> Option<f64> {
    let before = (1..).map_while(|week| day.checked_sub(7 * week)).filter(|day| *day < from).take(WEEKS);
    let after = (1..).map(|week| day + 7 * week).take_while(|day| *day < counts.len());
    let after = after.filter(|day| *day >= to).take(WEEKS);
    let mut around: Vec<u64> = before.chain(after).filter_map(|day| counts.get(day).copied()).collect();
    around.sort_unstable();
    let middle = around.len() / 2;
    let (low, high) = (around.get((around.len().max(1) - 1) / 2)?, around.get(middle)?);
    (around.len() >= FEWEST).then_some((*low + *high) as f64 / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_weekday_is_no_gap_and_a_missing_week_is_one() {
        let mut counts: Vec<u64> = (0..70).map(|day| if day % 7 == 6 { 0 } else { 30 }).collect();
        let days =
            |counts: &[u64]| empty(&Series { scope: Scope::All, first: 100, counts: counts.into() }, 20.0);
        assert!(days(&counts).is_empty());
        counts[28..35].fill(0);
        assert_eq!(days(&counts), (128..134).collect::<Vec<_>>());
        counts.extend([0, 0, 1]);
        assert_eq!(days(&counts).len(), 6);
        assert!(empty(&Series { scope: Scope::All, first: 0, counts }, 31.0).is_empty());
    }
}
