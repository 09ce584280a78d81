//! Survival: how long until something happens, where it has not yet happened to everybody.

mod cox;
mod report;
#[cfg(test)]
mod tests;
mod wait;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::{Pattern, TimeSpan};
use crate::numeric::Durations;
pub use cox::{Cox, CoxNote, CoxPlan, CoxReport, CoxRow, CoxSummary};
pub use report::{IncidenceRow, LogRankTest, SurvivalGroup, SurvivalReport, SurvivalRow, SurvivalTime};
use wait::{Wait, WaitPlan};

/// How long until something happens to customers? The share it has not happened to, over time.
///
/// A customer's time starts at the first match of `start` (when it is complete; without `start`, at the first event of the
/// journey) and ends at the first match of `end` after that event. Customers to whom `end` has not happened when observation
/// ends are *censored*: they count as long as they were seen and are not taken for those to whom it never happens, as a plain
/// rate would. Observation ends at the last event of the data unless `until` says otherwise; `within` looks no further than
/// that time.
///
/// Without `end`, the event is being lost by a stated rule: a silence longer than `inactivity`, at the moment when it has
/// lasted that long. With both, and with `competing`, outcomes compete: whoever had one is not waited for any more. Then the
/// curve is about any outcome, and `incidence` says how many had each (Aalen-Johansen).
///
/// With `by`, groups by the value at the start are compared by the log-rank test: all of them, and each with the rest. It
/// is about `end` only (about inactivity without `end`). A difference between groups is no proof of a cause.
///
/// # Errors
/// Without `end` and `inactivity`; for outcomes named twice; for spans of 0; those of [`EventLog::matching`]; for shares of
/// `quantiles` not between 0 and 1; for more than 100 groups.
///
/// # Complexity
/// O(events) time and O(n log n) for sorting the times of n customers; some six bytes a customer.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Survival;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T00:00:00Z,visit\nann,2024-01-02T00:00:00Z,purchase\n\
///            bob,2024-01-01T00:00:00Z,visit\nbob,2024-01-04T00:00:00Z,purchase\n\
///            cem,2024-01-03T00:00:00Z,visit\n\
///            dan,2024-01-05T00:00:00Z,visit\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Survival::until("purchase".parse()?))?;
/// // Dan was seen for no time, cem for 2 days: 1 of 3 after a day, then bob alone.
/// assert_eq!(report.rows.last().unwrap().share.value, Some(0.0));
/// assert_eq!(report.groups[0].quantiles[1].seconds, Some(3.0 * 86400.0)); // the median
/// assert_eq!((report.groups[0].events, report.groups[0].censored), (2, 2));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Kaplan and Meier (1958); Greenwood (1926); Kalbfleisch and Prentice (1980), *The Statistical Analysis of Failure Time
/// Data*; Aalen and Johansen (1978); Mantel (1966) and Peto and Peto (1972) for the log-rank test; Brookmeyer and Crowley
/// (1982) for intervals of quantiles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Survival {
    /// Where the time starts; the first event of the journey if `None`.
    pub start: Option<Pattern>,
    /// What is waited for.
    pub end: Option<Pattern>,
    /// A customer is lost by a silence longer than this.
    pub inactivity: Option<TimeSpan>,
    /// Other outcomes, after which `end` is not waited for any more.
    pub competing: Vec<Pattern>,
    /// Groups to compare: `touchpoint`, or a dictionary column, at the event at which the time starts.
    pub by: Option<String>,
    /// Shares of customers for which the time is told until which it has happened to them.
    pub quantiles: Vec<f64>,
    /// The longest time that is looked at.
    pub within: Option<TimeSpan>,
    /// End of observation, if it is not the last event of the data. Later events are left out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub until: Option<Timestamp>,
    /// Times at which the curve is shown; where it changes if there are none.
    pub at: Vec<TimeSpan>,
    /// So many points of a curve at most, if it is shown where it changes.
    pub points: u32,
}

impl Default for Survival {
    fn default() -> Self {
        Self {
            start: None,
            end: None,
            inactivity: None,
            competing: Vec::new(),
            by: None,
            quantiles: vec![0.25, 0.5, 0.75],
            within: None,
            until: None,
            at: Vec::new(),
            points: 100,
        }
    }
}

impl Survival {
    /// Time from the first event of a journey until this happens.
    pub fn until(end: Pattern) -> Self {
        Self { end: Some(end), ..Self::default() }
    }

    /// Time from the first event of a journey until a customer is lost: silent for longer than this.
    pub fn until_silent_for(inactivity: TimeSpan) -> Self {
        Self { inactivity: Some(inactivity), ..Self::default() }
    }

    /// Sets where the time starts.
    #[must_use]
    pub fn start(mut self, start: Pattern) -> Self {
        self.start = Some(start);
        self
    }

    /// Sets the silence by which a customer is lost.
    #[must_use]
    pub fn inactivity(mut self, silence: TimeSpan) -> Self {
        self.inactivity = Some(silence);
        self
    }

    /// Sets other outcomes, after which the end is not waited for any more.
    #[must_use]
    pub fn competing(mut self, outcomes: impl IntoIterator<Item = Pattern>) -> Self {
        self.competing = outcomes.into_iter().collect();
        self
    }

    /// Compares groups: `touchpoint`, or a dictionary column.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }

    /// Sets the shares of customers for which times are told.
    #[must_use]
    pub fn quantiles(mut self, shares: impl IntoIterator<Item = f64>) -> Self {
        self.quantiles = shares.into_iter().collect();
        self
    }

    /// Sets the longest time that is looked at.
    #[must_use]
    pub fn within(mut self, span: TimeSpan) -> Self {
        self.within = Some(span);
        self
    }

    /// Sets the end of observation.
    #[must_use]
    pub fn observed_until(mut self, end: Timestamp) -> Self {
        self.until = Some(end);
        self
    }

    /// Sets the times at which the curve is shown.
    #[must_use]
    pub fn at(mut self, times: impl IntoIterator<Item = TimeSpan>) -> Self {
        self.at = times.into_iter().collect();
        self
    }

    /// Sets how many points of a curve are shown at most.
    #[must_use]
    pub fn points(mut self, points: u32) -> Self {
        self.points = points;
        self
    }

    fn check(&self) -> Result<()> {
        if let Some(share) = self.quantiles.iter().find(|share| !(**share > 0.0 && **share < 1.0)) {
            return Err(Error::option("quantiles", share, "shares between 0 and 1"));
        }
        if let Some(span) = self.at.iter().find(|span| span.as_micros() < 0) {
            return Err(Error::option("at", span, "time spans of 0 or more"));
        }
        if !(2..=MOST_POINTS).contains(&self.points) {
            return Err(Error::option("points", self.points, format!("from 2 to {MOST_POINTS}")));
        }
        Ok(())
    }
}

const MOST_POINTS: u32 = 100_000;
/// Groups that can be compared.
const MOST_GROUPS: usize = 100;

/// Patterns and groups resolved against a log.
#[derive(Debug)]
pub struct SurvivalPlan {
    wait: WaitPlan,
    groups: Groups,
}

/// What a part of the log tells about survival.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SurvivalSummary {
    /// Customers without a group first, then by the code of their group.
    groups: Vec<Waits>,
}

/// How long the customers of a group waited, in microseconds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Waits {
    /// By outcome.
    outcomes: Vec<Durations>,
    /// Of those without an outcome.
    censored: Durations,
}

impl Waits {
    fn merge(&mut self, other: Self) {
        if self.outcomes.len() < other.outcomes.len() {
            self.outcomes.resize_with(other.outcomes.len(), Durations::default);
        }
        self.outcomes.iter_mut().zip(other.outcomes).for_each(|(own, more)| own.merge(more));
        self.censored.merge(other.censored);
    }

    fn customers(&self) -> usize {
        self.outcomes.iter().map(Durations::len).sum::<usize>() + self.censored.len()
    }
}

impl Analysis for Survival {
    type Plan = SurvivalPlan;
    type Summary = SurvivalSummary;
    type Report = SurvivalReport;

    fn plan(&self, log: &EventLog) -> Result<SurvivalPlan> {
        self.check()?;
        let wait = Wait {
            start: self.start.as_ref(),
            end: self.end.as_ref(),
            inactivity: self.inactivity,
            competing: &self.competing,
            within: self.within,
            until: self.until,
        };
        Ok(SurvivalPlan { wait: wait.plan(log)?, groups: Groups::of(self.by.as_deref(), log)? })
    }

    fn observe(&self, plan: &SurvivalPlan, shard: &Shard, summary: &mut SurvivalSummary) {
        summary.groups.resize_with(plan.groups.names.len() + 1, Waits::default);
        let outcomes = plan.wait.outcomes.len();
        summary.groups.iter_mut().for_each(|waits| waits.outcomes.resize_with(outcomes, Durations::default));
        let mut watch = plan.wait.watch();
        for journey in shard.journeys() {
            let Some(waited) = watch.see(&journey) else { continue };
            let Some(waits) = summary.groups.get_mut(plan.groups.place(&journey, waited.event)) else {
                continue;
            };
            match waited.outcome.and_then(|outcome| waits.outcomes.get_mut(outcome)) {
                Some(times) => times.add(waited.time),
                None => waits.censored.add(waited.time),
            }
        }
    }

    fn merge(&self, into: &mut SurvivalSummary, other: SurvivalSummary) {
        if into.groups.len() < other.groups.len() {
            into.groups.resize_with(other.groups.len(), Waits::default);
        }
        into.groups.iter_mut().zip(other.groups).for_each(|(own, more)| own.merge(more));
    }

    fn compact(&self, _: &SurvivalPlan, summary: &mut SurvivalSummary, room: &Room) -> Result<()> {
        let customers: usize = summary.groups.iter().map(Waits::customers).sum();
        room.check("the times of all customers", customers * size_of::<i64>())
    }

    fn finish(&self, plan: &SurvivalPlan, summary: &mut SurvivalSummary) -> Result<SurvivalReport> {
        let named = plan.groups.names.iter().zip(summary.groups.iter().skip(1));
        let groups: Vec<(&String, &Waits)> = named.filter(|(_, waits)| waits.customers() > 0).collect();
        if groups.len() > MOST_GROUPS {
            let by = self.by.as_deref().unwrap_or_default();
            let found = format!("{by:?} with {} groups", groups.len());
            return Err(Error::option("by", found, format!("at most {MOST_GROUPS} groups")));
        }
        Ok(report::Making { options: self, wait: &plan.wait }.report(&summary.groups, &groups))
    }
}
