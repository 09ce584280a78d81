//! Lifecycle: who is new, who stays, who comes back, who is gone?

mod report;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Analysis;
use super::calendar::{Periods, Weekday, time_zone};
use super::groups::Groups;
use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{EventLog, Journey, Shard};
use crate::model::{Pattern, Period};
pub use report::{ActiveDaysRow, LifecycleReport, LifecycleRow, UsageInterval, UsageIntervalRow};

/// Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and usage
/// intervals.
///
/// A customer is active in a period with an event in it (a match of `activity`, if that is given, that ends in it). Active
/// customers are *new* (never active before), *returning* (active in the period before, too) or *resurrected* (active before
/// that only); together with the *dormant* ones, who were active before but not in this period, they are all customers seen
/// so far. *Lost* are those dormant ones who were active in the period before.
///
/// Churn is by a stated rule, not observed: a customer churns in the last of `churn_after` periods in a row without activity.
/// The churn rate is that of the customers who had not churned when the period began. Those who come back after that are
/// *reactivated* and are counted apart, never set off against churn.
///
/// Stickiness is the share of the days of a period on which an active customer was active, on average: daily over monthly
/// active users. The usage interval is the median of a customer's own gaps between active days; `usage` says within how many
/// days a share of customers usually comes back, which is the period to ask retention for.
///
/// The last period is rarely over when the data end: `complete` says so, and it has no rates.
///
/// # Errors
/// For an unknown time zone, `churn_after` of 0, a share not between 0 and 1, and those of [`EventLog::matching`].
///
/// # Complexity
/// O(events + periods) time; memory for some counts a period and group.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Lifecycle;
/// use journey_core::log::Columns;
/// use journey_core::model::Period;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,visit\nann,2024-01-02T10:00:00Z,visit\nann,2024-01-04T10:00:00Z,visit\n\
///            bob,2024-01-02T09:00:00Z,visit\nbob,2024-01-05T09:00:00Z,visit\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Lifecycle::new(Period::Day))?;
/// let states: Vec<_> = report.rows.iter().map(|row| (row.new, row.returning, row.resurrected, row.dormant)).collect();
/// assert_eq!(states, [(1, 0, 0, 0), (1, 1, 0, 0), (0, 0, 0, 2), (0, 0, 1, 1), (0, 0, 1, 1)]);
/// assert_eq!(report.usage[0].days, Some(3.0)); // ann comes back after 1 and 2 days, bob after 3
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Lifecycle {
    /// Length of a period.
    pub period: Period,
    /// IANA time zone of the calendar; UTC if `None`.
    pub time_zone: Option<String>,
    /// First day of a week.
    pub week_start: Weekday,
    /// What counts as activity; any event if `None`.
    pub activity: Option<Pattern>,
    /// A customer churns after so many periods without activity.
    pub churn_after: u32,
    /// Share of customers for the usage interval.
    pub share: f64,
    /// Groups: `touchpoint`, or a dictionary column, at a customer's first activity.
    pub by: Option<String>,
    /// End of observation, if it is not the last event of the data. Later events are left out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub until: Option<Timestamp>,
}

impl Default for Lifecycle {
    fn default() -> Self {
        Self {
            period: Period::Week,
            time_zone: None,
            week_start: Weekday::Monday,
            activity: None,
            churn_after: 4,
            share: 0.8,
            by: None,
            until: None,
        }
    }
}

impl Lifecycle {
    /// States by calendar periods of this length.
    pub fn new(period: Period) -> Self {
        Self { period, ..Self::default() }
    }

    /// Sets the time zone of the calendar.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// Sets the first day of a week.
    #[must_use]
    pub fn week_start(mut self, day: Weekday) -> Self {
        self.week_start = day;
        self
    }

    /// Sets what counts as activity.
    #[must_use]
    pub fn activity(mut self, activity: Pattern) -> Self {
        self.activity = Some(activity);
        self
    }

    /// Sets after how many periods without activity a customer churns.
    #[must_use]
    pub fn churn_after(mut self, periods: u32) -> Self {
        self.churn_after = periods;
        self
    }

    /// Sets the share of customers for the usage interval.
    #[must_use]
    pub fn share(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    /// Tells groups apart: `touchpoint`, or a dictionary column.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }

    /// Sets the end of observation.
    #[must_use]
    pub fn until(mut self, end: Timestamp) -> Self {
        self.until = Some(end);
        self
    }
}

/// Calendars and patterns resolved against a log.
#[derive(Debug)]
pub struct LifecyclePlan {
    activity: Option<Automaton>,
    groups: Groups,
    periods: Periods,
    days: Periods,
    /// Last instant of observation.
    end: i64,
    /// Position of the period in which observation ends.
    last: usize,
}

/// What a part of the log tells about the lifecycle.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LifecycleSummary {
    /// Customers without a group first, then by the code of their group.
    groups: Vec<Lives>,
}

/// Counts of a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Lives {
    /// By position of the period.
    periods: Vec<Counts>,
    /// Active days in a period that is over, by number; one less than it.
    active_days: Vec<u64>,
    /// Customers by twice the median of their gaps in days; two less than it.
    intervals: Vec<u64>,
    /// Customers who were active on one day only.
    once: u64,
}

/// Counts of a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Counts {
    new: u64,
    returning: u64,
    resurrected: u64,
    lost: u64,
    churned: u64,
    reactivated: u64,
    /// Customers who begin to be, and who end being, among those who had not churned when the period began.
    enter: u64,
    leave: u64,
    days: u64,
    /// Sum of the squares of the active days of each customer.
    squares: u64,
}

impl Counts {
    fn add(&mut self, other: &Self) {
        self.new += other.new;
        self.returning += other.returning;
        self.resurrected += other.resurrected;
        self.lost += other.lost;
        self.churned += other.churned;
        self.reactivated += other.reactivated;
        self.enter += other.enter;
        self.leave += other.leave;
        self.days += other.days;
        self.squares += other.squares;
    }
}

impl Lives {
    fn merge(&mut self, other: &Self) {
        if self.periods.len() < other.periods.len() {
            self.periods.resize_with(other.periods.len(), Counts::default);
        }
        self.periods.iter_mut().zip(&other.periods).for_each(|(own, more)| own.add(more));
        add(&mut self.active_days, &other.active_days);
        add(&mut self.intervals, &other.intervals);
        self.once += other.once;
    }

    fn at(&mut self, period: usize) -> &mut Counts {
        if self.periods.len() <= period {
            self.periods.resize_with(period + 1, Counts::default);
        }
        &mut self.periods[period]
    }

    /// Counts a customer with these active days, as (period, day).
    fn see(&mut self, active: &[(usize, usize)], last: usize, churn_after: usize, gaps: &mut Vec<u64>) {
        let mut before: Option<usize> = None;
        let mut runs = active.chunk_by(|a, b| a.0 == b.0).peekable();
        while let Some(run) = runs.next() {
            let Some(&(period, _)) = run.first() else { continue };
            let next = runs.peek().and_then(|run| run.first()).map(|(period, _)| *period);
            let days = run.len() as u64;
            let counts = self.at(period);
            match before.map(|before| period - before) {
                None => counts.new += 1,
                Some(1) => counts.returning += 1,
                Some(_) => counts.resurrected += 1,
            }
            counts.reactivated += u64::from(before.is_some_and(|before| period - before > churn_after));
            counts.days += days;
            counts.squares += days * days;
            if period < last {
                count(&mut self.active_days, run.len() - 1);
            }
            self.leave(period, next, last, churn_after);
            before = Some(period);
        }
        gaps.clear();
        let apart = active.windows(2).filter_map(|pair| Some((pair.last()?.1 - pair.first()?.1) as u64));
        gaps.extend(apart.filter(|&days| days > 0));
        gaps.sort_unstable();
        match (gaps.get(gaps.len().saturating_sub(1) / 2), gaps.get(gaps.len() / 2)) {
            (Some(low), Some(high)) => count(&mut self.intervals, (low + high) as usize - 2),
            _ => self.once += 1,
        }
    }

    /// What follows from a customer's being active in a period and next in another one, or never.
    fn leave(&mut self, period: usize, next: Option<usize>, last: usize, churn_after: usize) {
        if period < last && next != Some(period + 1) {
            self.at(period + 1).lost += 1;
        }
        let churns = period.saturating_add(churn_after);
        if churns <= last && next.is_none_or(|next| next > churns) {
            self.at(churns).churned += 1;
        }
        if period < last {
            self.at(period + 1).enter += 1;
        }
        let until = next.map_or(churns, |next| next.min(churns));
        if until < last {
            self.at(until + 1).leave += 1;
        }
    }
}

fn add(into: &mut Vec<u64>, other: &[u64]) {
    if into.len() < other.len() {
        into.resize(other.len(), 0);
    }
    into.iter_mut().zip(other).for_each(|(count, more)| *count += more);
}

fn count(counts: &mut Vec<u64>, place: usize) {
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    counts.get_mut(place).into_iter().for_each(|count| *count += 1);
}

impl Analysis for Lifecycle {
    type Plan = LifecyclePlan;
    type Summary = LifecycleSummary;
    type Report = LifecycleReport;

    fn plan(&self, log: &EventLog) -> Result<LifecyclePlan> {
        if self.churn_after == 0 {
            return Err(Error::option("churn_after", 0, "at least 1 period"));
        }
        if !(self.share > 0.0 && self.share < 1.0) {
            return Err(Error::option("share", self.share, "a share between 0 and 1"));
        }
        let zone = time_zone(self.time_zone.as_deref())?;
        let (first, last) = log.schema.period.unwrap_or((0, -1));
        let end = self.until.map_or(last, |until| until.as_microsecond());
        let periods = Periods::new(self.period, &zone, self.week_start, first, end)?;
        Ok(LifecyclePlan {
            activity: self.activity.as_ref().map(|pattern| Automaton::new(pattern, log)).transpose()?,
            groups: Groups::of(self.by.as_deref(), log)?,
            last: periods.find(end),
            periods,
            days: Periods::new(Period::Day, &zone, self.week_start, first, end)?,
            end,
        })
    }

    fn observe(&self, plan: &LifecyclePlan, shard: &Shard, summary: &mut LifecycleSummary) {
        summary.groups.resize_with(plan.groups.names.len() + 1, Lives::default);
        let mut matcher = plan.activity.as_ref().map(Matcher::new);
        let (mut active, mut gaps) = (Vec::new(), Vec::new());
        for journey in shard.journeys() {
            let Some(first) = plan.active(&journey, matcher.as_mut(), &mut active) else { continue };
            if let Some(lives) = summary.groups.get_mut(plan.groups.place(&journey, first)) {
                lives.see(&active, plan.last, self.churn_after as usize, &mut gaps);
            }
        }
    }

    fn merge(&self, into: &mut LifecycleSummary, other: LifecycleSummary) {
        if into.groups.len() < other.groups.len() {
            into.groups.resize_with(other.groups.len(), Lives::default);
        }
        into.groups.iter_mut().zip(&other.groups).for_each(|(own, more)| own.merge(more));
    }

    fn finish(&self, plan: &LifecyclePlan, summary: &mut LifecycleSummary) -> Result<LifecycleReport> {
        let mut whole = Lives::default();
        summary.groups.iter().for_each(|lives| whole.merge(lives));
        let named = plan.groups.names.iter().zip(summary.groups.iter().skip(1));
        let named =
            named.filter(|(_, lives)| !lives.periods.is_empty()).map(|(name, lives)| (Some(name), lives));
        let groups: Vec<_> = std::iter::once((None, &whole)).chain(named).collect();
        Ok(report::Making { options: self, plan }.report(&groups))
    }
}

impl LifecyclePlan {
    /// The days on which a customer was active, as (period, day), and the place of the first activity.
    fn active(
        &self,
        journey: &Journey<'_>,
        matcher: Option<&mut Matcher<'_>>,
        into: &mut Vec<(usize, usize)>,
    ) -> Option<usize> {
        into.clear();
        let times = journey.times();
        let seen = times.partition_point(|&time| time <= self.end);
        let (mut first, mut over) = (None, i64::MIN);
        let mut see = |event: usize| {
            let Some(&time) = times.get(event).filter(|&&time| event < seen && time >= over) else { return };
            first = first.or(Some(event));
            let day = self.days.find(time);
            let period = self.periods.find(time);
            over = self.days.next(day).min(self.periods.next(period));
            into.push((period, day));
        };
        match matcher {
            None => (0..seen).for_each(&mut see),
            Some(matcher) => {
                matcher.each(journey, |found| found.events.end.checked_sub(1).into_iter().for_each(&mut see))
            }
        }
        first
    }
}
