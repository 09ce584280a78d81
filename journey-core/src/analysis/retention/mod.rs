//! Retention: how many customers come back?

mod cohorts;
mod report;
#[cfg(test)]
mod tests;
mod wide;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::calendar::{Periods, Weekday, time_zone};
use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::{Pattern, Period};
pub use cohorts::RetentionSummary;
use cohorts::{Cohort, Counts};
use report::Making;
pub use report::{RetentionOverall, RetentionReport, RetentionRow};
use wide::{Beginners, Observer, WidePlan};

/// How many customers come back? Retention by cohort and period.
///
/// A cohort is all customers whose first event lies in the same calendar period. Period 0 is that of the first
/// event, period `k` the `k`-th after it. A customer counts in period `k` with at least one event in it or, with
/// `unbounded`, in it or later.
///
/// Only customers whose period `k` is fully observed are in its denominator (`eligible`); rows without any are
/// left out, and `complete` says whether it is everybody. Observation ends at the last event of the data unless `until` says
/// otherwise.
///
/// All of this can be chosen: what a cohort begins with (`start`, `entry`), what counts as coming back (`returns`, `minimum`),
/// in which period it counts (`rule`), longer periods later on (`brackets`), who is asked (`reference`), groups by a column at
/// the start (`by`), and a column that is summed over the returns (`value`).
///
/// # Errors
/// For an unknown time zone, too many periods, months where a fixed length is needed, brackets that do not ascend, rules that
/// contradict one another, and those of [`EventLog::matching`].
///
/// # Complexity
/// O(events) time, O(events · periods) with recurring cohorts; memory for a count a cohort, group and period, and with the
/// rolling clock or `time_elapsed` some bytes a customer and period.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Retention;
/// use journey_core::log::Columns;
/// use journey_core::model::Period;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,visit\nann,2024-01-02T09:00:00Z,visit\n\
///            bob,2024-01-01T10:00:00Z,visit\nbob,2024-01-03T10:00:00Z,visit\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Retention::new(Period::Day, 7))?;
/// let next_day = &report.overall[1];
/// assert_eq!((next_day.period, next_day.count, next_day.eligible), (1, 1, 2));
/// assert_eq!(next_day.share.value, Some(0.5));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Retention {
    /// Length of a period.
    pub period: Period,
    /// How many periods after the first one.
    pub periods: u32,
    /// IANA time zone of the calendar; UTC if `None`.
    pub time_zone: Option<String>,
    /// First day of a week.
    pub week_start: Weekday,
    /// Whether periods are those of the calendar or begin with the customer's first event.
    pub clock: Clock,
    /// Whether coming back later counts as well: the same as the rule `on_or_after`.
    pub unbounded: bool,
    /// When coming back counts for a period.
    pub rule: ReturnRule,
    /// Who is in the denominator.
    pub eligibility: Eligibility,
    /// End of observation, if it is not the last event of the data. Later events are left out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub until: Option<Timestamp>,
    /// What a cohort begins with; the first event of the journey if `None`.
    pub start: Option<Pattern>,
    /// How often a customer enters a cohort.
    pub entry: Entry,
    /// What counts as coming back, from the start on; any event if `None`.
    pub returns: Option<Pattern>,
    /// So many returns are needed to count.
    pub minimum: u32,
    /// Periods in brackets, such as 0, 1, 8, 29 for day 0, days 1 to 7 and days 8 to 28; one by one up to `periods` if empty.
    pub brackets: Vec<u32>,
    /// Number column to be summed over the returns.
    pub value: Option<String>,
    /// Of whom the share is told.
    pub reference: Reference,
    /// Groups: `touchpoint`, or a dictionary column, at the start.
    pub by: Option<String>,
}

/// When coming back counts for a period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum ReturnRule {
    /// In the period.
    #[default]
    On,
    /// In the period or later; never rises from period to period.
    OnOrAfter,
    /// After period 0 and not later than in the period (cumulative); never falls from period 1 on.
    OnOrBefore,
    /// In every period from 1 up to this one.
    Streak,
}

/// How often a customer enters a cohort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Entry {
    /// Once, with the first start.
    #[default]
    First,
    /// Once, with the first start, and only if it is the first event of the customer at its touchpoint: whose first purchase was
    /// a small one is not in a cohort of `purchase(amount > 100)`.
    FirstEver,
    /// In every period with a start, with the first one in it.
    Recurring,
}

/// Of whom the share is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Reference {
    /// Of the cohort.
    #[default]
    Cohort,
    /// Of the customers who counted in the period (or bracket) before.
    Previous,
}

/// Where periods begin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Clock {
    /// With the calendar: at the full hour, at midnight, on the first day of the week or of the month.
    #[default]
    Calendar,
    /// With the customer's first event: period `k` of days is from 24 · k hours to 24 · (k + 1) hours after it.
    Rolling,
}

/// Who is in the denominator of period `k`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Eligibility {
    /// Customers whose period `k` was over when observation ended.
    #[default]
    PeriodOver,
    /// Customers whose first event was at least `k + 1` times 24 hours (or 7 days) before observation ended. For
    /// the rolling clock this is the same; for the calendar it leaves out some more.
    TimeElapsed,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            period: Period::Week,
            periods: 12,
            time_zone: None,
            week_start: Weekday::Monday,
            clock: Clock::Calendar,
            unbounded: false,
            eligibility: Eligibility::PeriodOver,
            until: None,
            rule: ReturnRule::On,
            start: None,
            entry: Entry::First,
            returns: None,
            minimum: 1,
            brackets: Vec::new(),
            value: None,
            reference: Reference::Cohort,
            by: None,
        }
    }
}

impl Retention {
    /// Retention over so many calendar periods after the first one.
    pub fn new(period: Period, periods: u32) -> Self {
        Self { period, periods, ..Self::default() }
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

    /// Says where periods begin.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Counts customers who come back in a period or later.
    #[must_use]
    pub fn unbounded(mut self) -> Self {
        self.unbounded = true;
        self
    }

    /// Says who is in the denominator.
    #[must_use]
    pub fn eligibility(mut self, eligibility: Eligibility) -> Self {
        self.eligibility = eligibility;
        self
    }

    /// Sets the end of observation.
    #[must_use]
    pub fn until(mut self, end: Timestamp) -> Self {
        self.until = Some(end);
        self
    }

    /// Says when coming back counts for a period.
    #[must_use]
    pub fn rule(mut self, rule: ReturnRule) -> Self {
        self.rule = rule;
        self
    }

    /// Sets what a cohort begins with.
    #[must_use]
    pub fn start(mut self, start: Pattern) -> Self {
        self.start = Some(start);
        self
    }

    /// Says how often a customer enters a cohort.
    #[must_use]
    pub fn entry(mut self, entry: Entry) -> Self {
        self.entry = entry;
        self
    }

    /// Sets what counts as coming back.
    #[must_use]
    pub fn returns(mut self, returns: Pattern) -> Self {
        self.returns = Some(returns);
        self
    }

    /// Sets how many returns are needed to count.
    #[must_use]
    pub fn minimum(mut self, times: u32) -> Self {
        self.minimum = times;
        self
    }

    /// Puts periods in brackets.
    #[must_use]
    pub fn brackets(mut self, bounds: impl IntoIterator<Item = u32>) -> Self {
        self.brackets = bounds.into_iter().collect();
        self
    }

    /// Sums a number column over the returns.
    #[must_use]
    pub fn value(mut self, column: impl Into<String>) -> Self {
        self.value = Some(column.into());
        self
    }

    /// Says of whom the share is told.
    #[must_use]
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = reference;
        self
    }

    /// Tells groups apart: `touchpoint`, or a dictionary column.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }

    /// The rule, whichever way it was given.
    fn returning(&self) -> ReturnRule {
        if self.unbounded { ReturnRule::OnOrAfter } else { self.rule }
    }

    /// Whether anything is chosen that needs the end of observation while customers are counted.
    fn is_wide(&self) -> bool {
        let plain = Self {
            rule: ReturnRule::On,
            start: None,
            entry: Entry::First,
            returns: None,
            minimum: 1,
            brackets: Vec::new(),
            value: None,
            reference: Reference::Cohort,
            by: None,
            ..self.clone()
        };
        *self != plain && !(*self == Self { rule: ReturnRule::OnOrAfter, ..plain })
    }

    fn check(&self) -> Result<()> {
        if self.periods > MOST_PERIODS {
            return Err(Error::option("periods", self.periods, format!("at most {MOST_PERIODS}")));
        }
        if self.unbounded && !matches!(self.rule, ReturnRule::On | ReturnRule::OnOrAfter) {
            return Err(Error::option(
                "rule",
                "another rule with `unbounded`",
                "`on_or_after`, or not `unbounded`",
            ));
        }
        if self.minimum == 0 {
            return Err(Error::option("minimum", 0, "at least 1"));
        }
        let ascending = self.brackets.windows(2).all(|pair| pair.first() < pair.last());
        let within = self.brackets.last().is_none_or(|&last| last <= MOST_PERIODS + 1);
        if !ascending || !within || self.brackets.len() == 1 {
            let expected = format!("at least two periods that ascend, up to {}", MOST_PERIODS + 1);
            return Err(Error::option("brackets", format!("{:?}", self.brackets), expected));
        }
        Ok(())
    }

    /// Length of a period in microseconds where it must be fixed.
    fn fixed_length(&self) -> Result<Option<i64>> {
        let (field, value) = match (self.clock, self.eligibility) {
            (Clock::Rolling, _) => ("clock", "rolling"),
            (_, Eligibility::TimeElapsed) => ("eligibility", "time_elapsed"),
            _ => return Ok(None),
        };
        match self.period {
            Period::Hour => Ok(Some(DAY / 24)),
            Period::Day => Ok(Some(DAY)),
            Period::Week => Ok(Some(7 * DAY)),
            Period::Month => {
                let value = format!("`{value}` with months, which have no fixed length,");
                Err(Error::option(field, value, "hours, days or weeks with it, or the calendar"))
            }
        }
    }
}

const DAY: i64 = 86_400_000_000;
const MOST_PERIODS: u32 = 10_000;

/// Calendar and limits resolved against a log.
#[derive(Debug)]
pub struct RetentionPlan {
    calendar: Periods,
    /// Number of the first period of the calendar.
    number: i64,
    /// Last instant of observation in UTC microseconds.
    end: i64,
    /// Position of the period in which observation ends.
    last: usize,
    /// Length of a period, if it is fixed.
    length: Option<i64>,
    wide: Option<WidePlan>,
}

impl Analysis for Retention {
    type Plan = RetentionPlan;
    type Summary = RetentionSummary;
    type Report = RetentionReport;

    fn plan(&self, log: &EventLog) -> Result<RetentionPlan> {
        self.check()?;
        let length = self.fixed_length()?;
        let zone = time_zone(self.time_zone.as_deref())?;
        let (first, last) = log.schema.period.unwrap_or((0, -1));
        let end = self.until.map_or(last, |until| until.as_microsecond());
        let calendar = Periods::new(self.period, &zone, self.week_start, first, end)?;
        let number = calendar.first_number().unwrap_or_default();
        let wide = if self.is_wide() { Some(WidePlan::new(self, log)?) } else { None };
        Ok(RetentionPlan { last: calendar.find(end), number, calendar, end, length, wide })
    }

    fn observe(&self, plan: &RetentionPlan, shard: &Shard, summary: &mut RetentionSummary) {
        if let Some(wide) = &plan.wide {
            if summary.wide.len() <= wide.groups.names.len() {
                summary.wide.resize_with(wide.groups.names.len() + 1, Default::default);
            }
            let mut observer = Observer::new(self, plan, wide);
            let (customers, into) = (&mut summary.customers, &mut summary.wide);
            shard.journeys().for_each(|journey| observer.see(&journey, customers, into));
            return;
        }
        let mut cohorts = summary.places(plan.number, plan.calendar.len());
        for journey in shard.journeys() {
            let times = match self.until {
                Some(_) => {
                    let times = journey.times();
                    times.get(..times.partition_point(|&time| time <= plan.end)).unwrap_or_default()
                }
                None => journey.times(),
            };
            if let Some((&first, later)) = times.split_first() {
                let start = plan.calendar.find(first);
                if let Some(cohort) = cohorts.get(start) {
                    self.see(plan, start, first, later, cohort);
                }
            }
        }
    }

    fn merge(&self, into: &mut RetentionSummary, other: RetentionSummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &RetentionPlan, _: &RetentionPlan) -> bool {
        before.wide.is_none()
    }

    fn retract(&self, into: &mut RetentionSummary, part: RetentionSummary) {
        into.retract(part);
    }

    fn compact(&self, plan: &RetentionPlan, summary: &mut RetentionSummary, _: &Room) -> Result<()> {
        if let Some(observed) = self.observed(plan) {
            let cohorts = summary.all_mut().iter_mut();
            cohorts.for_each(|(_, cohort)| {
                cohort.forget_firsts(self.returning() == ReturnRule::OnOrAfter, &observed)
            });
        }
        Ok(())
    }

    fn finish(&self, plan: &RetentionPlan, summary: &mut RetentionSummary) -> Result<RetentionReport> {
        let Some(wide) = &plan.wide else {
            let cohorts =
                summary.sorted().iter().filter(|(_, cohort)| cohort.customers > 0).map(|(number, cohort)| {
                    let position = (number - plan.number).max(0) as usize;
                    (*number, self.counts(plan, position, cohort).beginners(cohort.customers))
                });
            let cohorts: BTreeMap<i64, Beginners> = cohorts.collect();
            let customers = cohorts.values().map(|cohort| cohort.customers).sum();
            let bounds: Vec<usize> = (0..=self.most()).collect();
            return Ok(
                Making { retention: self, plan, bounds: &bounds }.report(&[(None, &cohorts)], customers)
            );
        };
        let mut everybody: BTreeMap<i64, Beginners> = BTreeMap::new();
        for (number, beginners) in summary.wide.iter().flatten() {
            everybody.entry(*number).or_default().merge(beginners);
        }
        let named = wide.groups.names.iter().zip(summary.wide.iter().skip(1));
        let named = named
            .filter(|(_, cohorts)| !cohorts.is_empty())
            .map(|(name, cohorts)| (Some(name.clone()), cohorts));
        let groups: Vec<_> = std::iter::once((None, &everybody)).chain(named).collect();
        Ok(Making { retention: self, plan, bounds: &wide.bounds }.report(&groups, summary.customers))
    }
}

impl Retention {
    /// Counts a customer, whose first event lies in the period at `start`.
    fn see(&self, plan: &RetentionPlan, start: usize, first: i64, later: &[i64], cohort: &mut Cohort) {
        let fixed = plan.length.is_some();
        cohort.enter(first, fixed);
        if self.returning() == ReturnRule::OnOrAfter {
            let last = later.last().map_or(0, |&last| self.locate(plan, start, first, last).0);
            cohort.come(last.min(self.periods as usize), first, fixed);
            return;
        }
        cohort.come(0, first, fixed);
        let mut over = self.locate(plan, start, first, first).1;
        for &time in later {
            if time < over {
                continue;
            }
            let (period, next) = self.locate(plan, start, first, time);
            if period > self.periods as usize {
                break;
            }
            cohort.come(period, first, fixed);
            over = next;
        }
    }

    /// Number of the period of an event of a customer, and when the next one begins.
    fn locate(&self, plan: &RetentionPlan, start: usize, first: i64, time: i64) -> (usize, i64) {
        match (self.clock, plan.length) {
            (Clock::Rolling, Some(length)) => {
                let period = time.saturating_sub(first) / length;
                (period as usize, first.saturating_add(length.saturating_mul(period + 1)))
            }
            _ => {
                let position = plan.calendar.find(time);
                (position.saturating_sub(start), plan.calendar.next(position))
            }
        }
    }

    /// Eligible and active customers of a cohort by period, as of the end of observation.
    fn counts(&self, plan: &RetentionPlan, position: usize, cohort: &Cohort) -> Counts {
        let later = self.returning() == ReturnRule::OnOrAfter;
        match self.observed(plan) {
            Some(observed) => cohort.counts_by_first(later, observed),
            None => cohort.counts_of_all(later, plan.last.saturating_sub(position).min(self.most())),
        }
    }

    /// If periods have a fixed length, says from a customer's first event how many of them are observed.
    fn observed(&self, plan: &RetentionPlan) -> Option<impl Fn(i64) -> usize> {
        let (most, end, length) = (self.most(), plan.end, plan.length?);
        Some(move |first: i64| ((end.saturating_sub(first).max(0) / length) as usize).min(most))
    }

    /// So many periods are of interest.
    fn most(&self) -> usize {
        self.periods as usize + 1
    }
}
