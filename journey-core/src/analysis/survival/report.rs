//! The report of survival, and how it is made from the times of all customers.

use serde::{Deserialize, Serialize};

use super::wait::WaitPlan;
use super::{Survival, Waits};
use crate::analysis::{Estimate, Method, Table, Tabular};
use crate::model::TimeSpan;
use crate::numeric::{
    Durations, LogRank, OutcomeCount, SurvivalCurve, TimeCount, benjamini_hochberg, cumulative_incidence,
    kaplan_meier, log_rank,
};

/// A point of a curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SurvivalRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Time since the start.
    pub seconds: f64,
    /// Customers without an outcome who were still seen right before this time.
    pub at_risk: u64,
    /// Customers with an outcome at this time and since the row before.
    pub events: u64,
    /// Customers last seen without one at this time and since the row before.
    pub censored: u64,
    /// Share of customers without an outcome up to this time and at it.
    pub share: Estimate,
}

/// How many customers had one of several outcomes up to a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct IncidenceRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// The outcome: a pattern, or `inactivity`.
    pub outcome: String,
    /// Time since the start.
    pub seconds: f64,
    /// Customers with this outcome at this time and since the row before.
    pub events: u64,
    /// Share of customers who had this outcome up to this time.
    pub share: Estimate,
}

/// Until when it has happened to a share of customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SurvivalTime {
    /// Share of customers; 0.5 is the median.
    pub share: f64,
    /// The first time at which it has happened to so many; `None` if never as far as is known.
    pub seconds: Option<f64>,
    /// Lower end of its 95 % interval.
    pub low_seconds: Option<f64>,
    /// Upper end of its 95 % interval; `None` if it is not known.
    pub high_seconds: Option<f64>,
}

/// Everybody or a group, as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SurvivalGroup {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Customers whose start was seen.
    pub customers: u64,
    /// Customers with an outcome.
    pub events: u64,
    /// Customers who had none as long as they were seen.
    pub censored: u64,
    /// Until when it has happened to the asked shares of customers.
    pub quantiles: Vec<SurvivalTime>,
    /// Mean time without an outcome, of the first `horizon_seconds` of the report.
    pub mean_seconds: Option<f64>,
    /// Customers to whom it would have happened if it came at the same rate in all groups; `None` for everybody.
    pub expected: Option<f64>,
    /// p-value for "it comes at the same rate in the group as in all other groups together" (log-rank test).
    pub p: Option<f64>,
    /// The same, adjusted for the number of groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Result of the log-rank test of all groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct LogRankTest {
    /// Squared distance of observed from expected events.
    pub statistic: f64,
    /// One less than the number of groups that can be told apart.
    pub degrees_of_freedom: u32,
    /// p-value for "it comes at the same rate in all groups".
    pub p: Option<f64>,
}

/// Answer of [`Survival`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SurvivalReport {
    /// Points of the curves: everybody first, then each group; each from 0 on in order of time.
    pub rows: Vec<SurvivalRow>,
    /// The same for each outcome, if outcomes compete.
    pub incidence: Vec<IncidenceRow>,
    /// Everybody first, then the groups with customers in the order of their names in the log.
    pub groups: Vec<SurvivalGroup>,
    /// The log-rank test of all groups; `None` without groups to compare.
    pub test: Option<LogRankTest>,
    /// Groups that were compared with the rest.
    pub tested: u64,
    /// Up to this time means are made: the longest time that is known in every group.
    pub horizon_seconds: Option<f64>,
}

impl Tabular for SurvivalReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .optional_text("group", rows.clone().map(|row| row.group.clone()))
            .number("seconds", rows.clone().map(|row| Some(row.seconds)))
            .count("at_risk", rows.clone().map(|row| row.at_risk))
            .count("events", rows.clone().map(|row| row.events))
            .count("censored", rows.clone().map(|row| row.censored))
            .estimate("share", rows.map(|row| &row.share))
    }
}

/// What a report is made with.
pub(super) struct Making<'a> {
    pub options: &'a Survival,
    pub wait: &'a WaitPlan,
}

/// What is known about the times of everybody or of a group.
struct Known {
    group: Option<String>,
    counts: Vec<OutcomeCount>,
    curve: SurvivalCurve,
    /// Events of the awaited outcome; all others censor.
    awaited: Vec<TimeCount>,
}

impl Known {
    fn new(group: Option<&String>, waits: &[&Waits], outcomes: usize) -> Self {
        let counts = tally(waits, outcomes);
        let any = |count: &OutcomeCount| count.events.iter().sum::<u64>();
        let first = |count: &OutcomeCount| count.events.first().copied().unwrap_or_default();
        let of = |events: &dyn Fn(&OutcomeCount) -> u64| -> Vec<TimeCount> {
            let one = |count: &OutcomeCount| {
                let (all, events) = (any(count), events(count));
                TimeCount { time: count.time, events, censored: count.censored + all - events }
            };
            counts.iter().map(one).collect()
        };
        let (curve, awaited) = (kaplan_meier(&of(&any)), of(&first));
        Self { group: group.cloned(), counts, curve, awaited }
    }

    /// The longest time that is known.
    fn longest(&self) -> Option<i64> {
        self.counts.last().map(|count| count.time)
    }
}

/// Counts of outcomes by time.
fn tally(waits: &[&Waits], outcomes: usize) -> Vec<OutcomeCount> {
    let mut times: Vec<(i64, usize)> = Vec::new();
    let mut take = |durations: &Durations, outcome| durations.each(|time| times.push((time, outcome)));
    for waits in waits {
        waits.outcomes.iter().enumerate().for_each(|(outcome, durations)| take(durations, outcome));
        take(&waits.censored, outcomes);
    }
    times.sort_unstable();
    let count = |same: &[(i64, usize)]| {
        let mut count = OutcomeCount { events: vec![0; outcomes], ..OutcomeCount::default() };
        for &(time, outcome) in same {
            count.time = time;
            *count.events.get_mut(outcome).unwrap_or(&mut count.censored) += 1;
        }
        count
    };
    times.chunk_by(|a, b| a.0 == b.0).map(count).collect()
}

impl Making<'_> {
    pub fn report(&self, all: &[Waits], groups: &[(&String, &Waits)]) -> SurvivalReport {
        let outcomes = self.wait.outcomes.len();
        let whole = Known::new(None, &all.iter().collect::<Vec<_>>(), outcomes);
        let mut known: Vec<Known> =
            groups.iter().map(|(name, waits)| Known::new(Some(name), &[waits], outcomes)).collect();
        let awaited: Vec<&[TimeCount]> = known.iter().map(|known| known.awaited.as_slice()).collect();
        let test = (known.len() > 1).then(|| log_rank(&awaited));
        let p: Vec<Option<f64>> = (0..known.len()).map(|place| against_rest(&awaited, place)).collect();
        let adjusted = benjamini_hochberg(&p);
        known.insert(0, whole);
        let horizon = self.horizon(&known);
        let tests = std::iter::once((None, None, None)).chain(p.iter().zip(adjusted).enumerate().map(
            |(place, (p, adjusted))| {
                (test.as_ref().and_then(|test| test.expected.get(place).copied()), *p, adjusted)
            },
        ));
        SurvivalReport {
            rows: known.iter().flat_map(|known| self.rows(known)).collect(),
            incidence: known
                .iter()
                .filter(|_| outcomes > 1)
                .flat_map(|known| self.incidence(known))
                .collect(),
            groups: known.iter().zip(tests).map(|(known, tests)| self.group(known, horizon, tests)).collect(),
            test: test.as_ref().map(LogRankTest::of),
            tested: p.iter().flatten().count() as u64,
            horizon_seconds: horizon.map(seconds),
        }
    }

    /// The longest time that is known in every group.
    fn horizon(&self, known: &[Known]) -> Option<i64> {
        self.wait
            .longest()
            .or_else(|| known.iter().filter_map(Known::longest).min())
            .filter(|_| !known.is_empty())
    }

    fn group(
        &self,
        known: &Known,
        horizon: Option<i64>,
        (expected, p, p_adjusted): (Option<f64>, Option<f64>, Option<f64>),
    ) -> SurvivalGroup {
        let curve = &known.curve;
        let quantile = |&share: &f64| {
            let found = curve.quantile(share);
            SurvivalTime {
                share,
                seconds: found.time.map(seconds),
                low_seconds: found.time.and(found.low).map(seconds),
                high_seconds: found.high.map(seconds),
            }
        };
        SurvivalGroup {
            group: known.group.clone(),
            customers: curve.n,
            events: curve.events,
            censored: curve.n - curve.events,
            quantiles: self.options.quantiles.iter().map(quantile).collect(),
            mean_seconds: horizon.filter(|_| curve.n > 0).map(|until| curve.restricted_mean(until) / SECOND),
            expected,
            p,
            p_adjusted,
        }
    }

    /// The times at which a curve is shown, from 0 on.
    fn times(&self, curve: &SurvivalCurve) -> Vec<i64> {
        let mut times: Vec<i64> = self.options.at.iter().copied().map(TimeSpan::as_micros).collect();
        if times.is_empty() {
            let steps: Vec<i64> =
                curve.steps.iter().filter(|step| step.events > 0).map(|step| step.time).collect();
            // The first and the last step, and others as evenly between them as can be.
            let (steps_between, points) = (steps.len().saturating_sub(1), self.options.points as usize);
            let shown = points.saturating_sub(2).min(steps_between);
            let places = (0..=shown).map(|point| (point * steps_between).checked_div(shown).unwrap_or(0));
            times.push(0);
            times.extend(places.filter_map(|place| steps.get(place)));
            times.extend(curve.steps.last().map(|step| step.time));
        }
        times.sort_unstable();
        times.dedup();
        times
    }

    fn rows(&self, known: &Known) -> Vec<SurvivalRow> {
        let curve = &known.curve;
        let mut steps = curve.steps.iter().peekable();
        let mut row = |time: i64| {
            let (mut events, mut censored) = (0, 0);
            while let Some(step) = steps.next_if(|step| step.time <= time) {
                (events, censored) = (events + step.events, censored + step.censored);
            }
            let step = curve.step(time);
            let value = (curve.n > 0).then(|| curve.at(time));
            let interval = step.and_then(|step| step.interval);
            let share = Estimate::with_interval(value, interval, curve.n, CUSTOMERS, Method::LogLog);
            let (group, at_risk) = (known.group.clone(), curve.at_risk(time));
            SurvivalRow { group, seconds: seconds(time), at_risk, events, censored, share }
        };
        self.times(curve).into_iter().map(&mut row).collect()
    }

    fn incidence(&self, known: &Known) -> Vec<IncidenceRow> {
        let curves = cumulative_incidence(&known.counts);
        let times = self.times(&known.curve);
        let mut rows = Vec::new();
        for (outcome, steps) in self.wait.outcomes.iter().zip(&curves) {
            let mut from = 0;
            for &time in &times {
                let to = known.counts.partition_point(|count| count.time <= time);
                let last = to.checked_sub(1).and_then(|place| steps.get(place));
                let value = Some(last.map_or(0.0, |step| step.incidence));
                let interval = last.and_then(|step| step.interval);
                rows.push(IncidenceRow {
                    group: known.group.clone(),
                    outcome: outcome.clone(),
                    seconds: seconds(time),
                    events: steps.get(from..to).unwrap_or_default().iter().map(|step| step.events).sum(),
                    share: Estimate::with_interval(value, interval, known.curve.n, CUSTOMERS, Method::LogLog),
                });
                from = to;
            }
        }
        rows
    }
}

const CUSTOMERS: &str = "customers whose start was seen";
const SECOND: f64 = 1_000_000.0;

fn seconds(micros: i64) -> f64 {
    micros as f64 / SECOND
}

/// p-value of a group against all others together.
fn against_rest(groups: &[&[TimeCount]], place: usize) -> Option<f64> {
    let others = groups.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, counts)| counts);
    let rest = TimeCount::sum(others.flat_map(|counts| counts.iter().copied()).collect());
    log_rank(&[groups.get(place)?, &rest]).p
}

impl LogRankTest {
    fn of(test: &LogRank) -> Self {
        Self { statistic: test.statistic, degrees_of_freedom: test.degrees_of_freedom, p: test.p }
    }
}
