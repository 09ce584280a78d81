//! Retention: how many customers come back?

mod cohorts;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::calendar::{Periods, Weekday, time_zone};
use super::{Analysis, Estimate, Room, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::Period;
pub use cohorts::RetentionSummary;
use cohorts::{Cohort, Counts};

/// How many customers come back? Retention by cohort and period.
///
/// A cohort is all customers whose first event lies in the same calendar period. Period 0 is that of the first
/// event, period `k` the `k`-th after it. A customer counts in period `k` with at least one event in it or, with
/// `unbounded`, in it or later.
///
/// Only customers whose period `k` is fully observed are in its denominator (`eligible`); rows without any are
/// left out. Observation ends at the last event of the data unless `until` says otherwise.
///
/// # Errors
/// For an unknown time zone, too many periods, and months where a fixed length is needed.
///
/// # Complexity
/// O(events) time; memory for a count a cohort and period, and with the rolling clock or `time_elapsed` some bytes a
/// customer and period.
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
    /// Whether coming back later counts as well ("on or after" instead of "on").
    pub unbounded: bool,
    /// Who is in the denominator.
    pub eligibility: Eligibility,
    /// End of observation, if it is not the last event of the data. Later events are left out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub until: Option<Timestamp>,
}

/// Where periods begin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Clock {
    /// With the calendar: at midnight, on the first day of the week or of the month.
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

    /// Length of a period in microseconds where it must be fixed.
    fn fixed_length(&self) -> Result<Option<i64>> {
        let (field, value) = match (self.clock, self.eligibility) {
            (Clock::Rolling, _) => ("clock", "rolling"),
            (_, Eligibility::TimeElapsed) => ("eligibility", "time_elapsed"),
            _ => return Ok(None),
        };
        match self.period {
            Period::Day => Ok(Some(DAY)),
            Period::Week => Ok(Some(7 * DAY)),
            Period::Month => {
                let value = format!("`{value}` with months, which have no fixed length,");
                Err(Error::option(field, value, "days or weeks with it, or the calendar"))
            }
        }
    }
}

const DAY: i64 = 86_400_000_000;
const MOST_PERIODS: u32 = 10_000;

/// A cohort in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RetentionRow {
    /// First day of the calendar period of the customers' first events, such as `2024-01-29`.
    pub cohort: String,
    /// Customers of the cohort.
    pub customers: u64,
    /// Number of the period; 0 is that of the first event.
    pub period: u32,
    /// Customers whose period is fully observed.
    pub eligible: u64,
    /// Of these, customers who came back.
    pub count: u64,
    /// `count` as a share of `eligible`.
    pub share: Estimate,
}

/// All cohorts together in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RetentionOverall {
    /// Number of the period; 0 is that of the first event.
    pub period: u32,
    /// Customers whose period is fully observed.
    pub eligible: u64,
    /// Of these, customers who came back.
    pub count: u64,
    /// `count` as a share of `eligible`.
    pub share: Estimate,
}

/// Answer of [`Retention`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RetentionReport {
    /// Cohorts in order of time, each with its periods in order.
    pub rows: Vec<RetentionRow>,
    /// All cohorts together, by period.
    pub overall: Vec<RetentionOverall>,
    /// Customers in all cohorts.
    pub customers: u64,
}

impl Tabular for RetentionReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("cohort", rows.clone().map(|row| row.cohort.as_str()))
            .count("customers", rows.clone().map(|row| row.customers))
            .ordinal("period", rows.clone().map(|row| u64::from(row.period)))
            .count("eligible", rows.clone().map(|row| row.eligible))
            .count("count", rows.clone().map(|row| row.count))
            .estimate("share", rows.map(|row| &row.share))
    }
}

/// Calendar and limits resolved against a log.
#[derive(Debug, Clone, PartialEq)]
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
}

impl Analysis for Retention {
    type Plan = RetentionPlan;
    type Summary = RetentionSummary;
    type Report = RetentionReport;

    fn plan(&self, log: &EventLog) -> Result<RetentionPlan> {
        if self.periods > MOST_PERIODS {
            return Err(Error::option("periods", self.periods, format!("at most {MOST_PERIODS}")));
        }
        let length = self.fixed_length()?;
        let zone = time_zone(self.time_zone.as_deref())?;
        let (first, last) = log.schema.period.unwrap_or((0, -1));
        let end = self.until.map_or(last, |until| until.as_microsecond());
        let calendar = Periods::new(self.period, &zone, self.week_start, first, end);
        let number = calendar.first_number().unwrap_or_default();
        Ok(RetentionPlan { last: calendar.find(end), number, calendar, end, length })
    }

    fn observe(&self, plan: &RetentionPlan, shard: &Shard, summary: &mut RetentionSummary) {
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

    fn keeps(&self, _: &RetentionPlan, _: &RetentionPlan) -> bool {
        true
    }

    fn retract(&self, into: &mut RetentionSummary, part: RetentionSummary) {
        into.retract(part);
    }

    fn compact(&self, plan: &RetentionPlan, summary: &mut RetentionSummary, _: &Room) -> Result<()> {
        if let Some(observed) = self.observed(plan) {
            let cohorts = summary.all_mut().iter_mut();
            cohorts.for_each(|(_, cohort)| cohort.forget_firsts(self.unbounded, &observed));
        }
        Ok(())
    }

    fn finish(&self, plan: &RetentionPlan, summary: &mut RetentionSummary) -> Result<RetentionReport> {
        let mut rows = Vec::new();
        let mut whole = Counts::default();
        let mut customers = 0;
        for (number, cohort) in summary.sorted().iter().filter(|(_, cohort)| cohort.customers > 0) {
            let position = (number - plan.number).max(0) as usize;
            let date = plan.calendar.date(position).map(|date| date.to_string()).unwrap_or_default();
            let counts = self.counts(plan, position, cohort);
            rows.extend(counts.periods().map(|(period, eligible, count)| RetentionRow {
                cohort: date.clone(),
                customers: cohort.customers,
                period,
                eligible,
                count,
                share: Estimate::share(count, eligible, DENOMINATOR),
            }));
            customers += cohort.customers;
            whole.add(&counts);
        }
        let overall = whole.periods().map(|(period, eligible, count)| RetentionOverall {
            period,
            eligible,
            count,
            share: Estimate::share(count, eligible, DENOMINATOR),
        });
        Ok(RetentionReport { rows, overall: overall.collect(), customers })
    }
}

const DENOMINATOR: &str = "customers whose period is fully observed";

impl Retention {
    /// Counts a customer, whose first event lies in the period at `start`.
    fn see(&self, plan: &RetentionPlan, start: usize, first: i64, later: &[i64], cohort: &mut Cohort) {
        let fixed = plan.length.is_some();
        cohort.enter(first, fixed);
        if self.unbounded {
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
        match self.observed(plan) {
            Some(observed) => cohort.counts_by_first(self.unbounded, observed),
            None => cohort.counts_of_all(self.unbounded, plan.last.saturating_sub(position).min(self.most())),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    const HOUR: i64 = 3600;

    /// (period, eligible, count) of all cohorts together.
    fn overall(events: &[(&str, i64, &str)], retention: &Retention) -> Vec<(u32, u64, u64)> {
        let report = log(events).run(retention).unwrap();
        report.overall.iter().map(|row| (row.period, row.eligible, row.count)).collect()
    }

    /// Ann comes at 23:00 and 1:00, bob at 1:00 and 23:00 of the next day; the data end at noon of the fourth.
    const EVENTS: [(&str, i64, &str); 5] = [
        ("ann", 23 * HOUR, "x"),
        ("ann", 25 * HOUR, "x"),
        ("bob", HOUR, "x"),
        ("bob", 47 * HOUR, "x"),
        ("zoe", (72 + 12) * HOUR, "x"),
    ];

    #[test]
    fn calendar_and_rolling_days_differ() {
        let calendar = Retention::new(Period::Day, 2);
        assert_eq!(overall(&EVENTS, &calendar), [(0, 2, 2), (1, 2, 2), (2, 2, 0)]);
        let rolling = calendar.clone().clock(Clock::Rolling);
        assert_eq!(overall(&EVENTS, &rolling), [(0, 2, 2), (1, 2, 1), (2, 1, 0)]);
        let elapsed = calendar.eligibility(Eligibility::TimeElapsed);
        assert_eq!(overall(&EVENTS, &elapsed), [(0, 2, 2), (1, 2, 2), (2, 1, 0)]);
    }

    #[test]
    fn unbounded_counts_later_returns_too() {
        let mut events = EVENTS.to_vec();
        events.push(("ann", 80 * HOUR, "x"));
        let retention = Retention::new(Period::Day, 9).unbounded();
        assert_eq!(overall(&events, &retention), [(0, 2, 2), (1, 2, 2), (2, 2, 1)]);
    }

    #[test]
    fn until_moves_the_end_of_observation() {
        let retention = Retention::new(Period::Day, 9);
        let later = retention.clone().until(Timestamp::from_second(6 * 24 * HOUR).unwrap());
        assert_eq!(overall(&EVENTS, &later)[3..], [(3, 2, 0), (4, 2, 0), (5, 2, 0)]);
        let earlier = retention.until(Timestamp::from_second(30 * HOUR).unwrap());
        assert_eq!(overall(&EVENTS, &earlier), [(0, 2, 2)]);
    }

    #[test]
    fn cohorts_are_calendar_periods_in_the_zone() {
        let retention = Retention::new(Period::Day, 1).time_zone("Europe/Berlin");
        let report = log(&EVENTS).run(&retention).unwrap();
        let rows: Vec<_> = report
            .rows
            .iter()
            .map(|row| (row.cohort.as_str(), row.period, row.eligible, row.count))
            .collect();
        // In Berlin, an hour ahead, ann first comes at 0:00 of the second day and bob on the first.
        assert_eq!(
            rows,
            [
                ("1970-01-01", 0, 1, 1),
                ("1970-01-01", 1, 1, 0),
                ("1970-01-02", 0, 1, 1),
                ("1970-01-02", 1, 1, 0)
            ]
        );
        assert_eq!(report.customers, 3);
    }

    #[test]
    fn an_empty_log_has_no_cohorts() {
        assert_eq!(overall(&[], &Retention::default()), []);
        assert_eq!(overall(&[("ann", 0, "x")], &Retention::default()), []);
    }

    #[test]
    fn bad_options_are_refused() {
        let log = log(&EVENTS);
        let code = |retention: Retention| log.run(&retention).unwrap_err().code();
        assert_eq!(code(Retention::new(Period::Month, 1).clock(Clock::Rolling)), "invalid_option");
        assert_eq!(
            code(Retention::new(Period::Month, 1).eligibility(Eligibility::TimeElapsed)),
            "invalid_option"
        );
        assert_eq!(code(Retention::new(Period::Day, 10_001)), "invalid_option");
        assert_eq!(code(Retention::default().time_zone("Berlin")), "invalid_option");
        let json = r#"{"period": "day", "periods": 3, "week_start": "sunday", "clock": "rolling"}"#;
        let read: Retention = serde_json::from_str(json).unwrap();
        assert_eq!(read, Retention::new(Period::Day, 3).week_start(Weekday::Sunday).clock(Clock::Rolling));
    }
}
