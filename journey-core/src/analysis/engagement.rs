//! Engagement: how many customers do enough?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Analysis, Estimate, Periods, Table, Tabular, Weekday, time_zone};
use crate::error::{Error, Result};
use crate::log::pattern::Single;
use crate::log::{EventLog, Shard};
use crate::model::Period;

/// How many customers are engaged? The share of customers with at least so many interactions, overall and by period.
///
/// Interactions are the events at `touchpoints` (names, or patterns of single events such as `open | click`), or all events.
/// `at_least` so many of them make a customer engaged: overall, in all of the log; in a period, within it. The share is among
/// customers who were `active`, which are those with any event in that time, or among those who were `here`, with at
/// least one interaction. The KPI `engagement_rate` of maps is the share overall of those who were here.
///
/// The first and the last period of a log are seldom complete: fewer do enough in them.
///
/// # Errors
/// For touchpoints that the log does not have, a text that is no pattern of a single event, 0 interactions, and a time zone that
/// does not exist.
///
/// # Complexity
/// O(events) time; memory for three counts a period.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Engagement;
/// use journey_core::log::Columns;
/// use journey_core::model::Period;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01,open\nann,2024-01-02,click\nann,2024-02-02,open\n\
///            bob,2024-01-01,open\nbob,2024-02-03,visit\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Engagement::new(2).touchpoints(["open", "click"]).period(Period::Month))?;
/// assert_eq!(report.overall.share.value, Some(0.5)); // ann of ann and bob
/// assert_eq!(report.rows[1].share.value, Some(0.0)); // nobody twice in February
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Engagement {
    /// Interactions that make a customer engaged.
    pub at_least: u32,
    /// What counts as an interaction: touchpoints, or patterns of single events; all events if empty.
    pub touchpoints: Vec<String>,
    /// Whom the share is about.
    pub among: EngagedAmong,
    /// Length of a period; no periods if `None`.
    pub period: Option<Period>,
    /// IANA time zone of the calendar; UTC if `None`.
    pub time_zone: Option<String>,
    /// First day of a week.
    pub week_start: Weekday,
}

/// Customers among whom some are engaged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum EngagedAmong {
    /// All with an event of any kind in that time.
    #[default]
    Active,
    /// All with at least one of these interactions in that time.
    Here,
}

impl Default for Engagement {
    fn default() -> Self {
        Self {
            at_least: 1,
            touchpoints: Vec::new(),
            among: EngagedAmong::default(),
            period: None,
            time_zone: None,
            week_start: Weekday::default(),
        }
    }
}

impl Engagement {
    /// Customers with at least so many events.
    pub fn new(at_least: u32) -> Self {
        Self { at_least, ..Self::default() }
    }

    /// Counts events at these touchpoints, or of these patterns of single events.
    #[must_use]
    pub fn touchpoints<T: Into<String>>(mut self, touchpoints: impl IntoIterator<Item = T>) -> Self {
        self.touchpoints = touchpoints.into_iter().map(Into::into).collect();
        self
    }

    /// Says whom the share is about.
    #[must_use]
    pub fn among(mut self, among: EngagedAmong) -> Self {
        self.among = among;
        self
    }

    /// Tells periods apart.
    #[must_use]
    pub fn period(mut self, period: Period) -> Self {
        self.period = Some(period);
        self
    }

    /// Sets the time zone of the calendar.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }
}

/// Engagement overall or in a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EngagementRow {
    /// First day of the period, of an hour its beginning; `None` for all time.
    pub period: Option<String>,
    /// Whether the period was over at the end of the data; `true` for all time.
    pub complete: bool,
    /// Share of engaged customers.
    pub share: Estimate,
    /// Engaged customers.
    pub engaged: u64,
    /// Customers of whom it is the share.
    pub customers: u64,
    /// Interactions of all of them.
    pub count: u64,
}

/// Answer of [`Engagement`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EngagementReport {
    /// Periods in their order, also those in which nothing happened.
    pub rows: Vec<EngagementRow>,
    /// All time.
    pub overall: EngagementRow,
}

impl Tabular for EngagementReport {
    /// All time first, without a period.
    fn table(&self) -> Table {
        let rows = || std::iter::once(&self.overall).chain(&self.rows);
        Table::default()
            .optional_text("period", rows().map(|row| row.period.clone()))
            .boolean("complete", rows().map(|row| row.complete))
            .estimate("share", rows().map(|row| &row.share))
            .count("engaged", rows().map(|row| row.engaged))
            .count("customers", rows().map(|row| row.customers))
            .count("count", rows().map(|row| row.count))
    }
}

/// Whether a customer with so many interactions is engaged; `None` for one without any, who is not here.
pub(crate) fn engaged(interactions: u64, at_least: u64) -> Option<bool> {
    (interactions > 0).then_some(interactions >= at_least)
}

/// Interactions and calendar resolved against a log.
#[derive(Debug)]
pub struct EngagementPlan {
    /// All events if `None`.
    interactions: Option<Single>,
    calendar: Option<Periods>,
    /// Number of the first period.
    first: i64,
}

/// What a part of the log tells about engagement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EngagementSummary {
    overall: Crowd,
    /// By the number of the period.
    #[serde(with = "super::pairs")]
    periods: BTreeMap<i64, Crowd>,
}

/// Customers of a time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Crowd {
    active: u64,
    here: u64,
    engaged: u64,
    count: u64,
}

impl Crowd {
    /// Adds a customer with so many interactions.
    fn add(&mut self, interactions: u64, at_least: u64) {
        let engaged = engaged(interactions, at_least);
        self.active += 1;
        self.here += u64::from(engaged.is_some());
        self.engaged += u64::from(engaged == Some(true));
        self.count += interactions;
    }

    fn merge(&mut self, more: Self) {
        self.active += more.active;
        self.here += more.here;
        self.engaged += more.engaged;
        self.count += more.count;
    }

    fn retract(&mut self, part: Self) {
        self.active -= part.active.min(self.active);
        self.here -= part.here.min(self.here);
        self.engaged -= part.engaged.min(self.engaged);
        self.count -= part.count.min(self.count);
    }
}

impl Engagement {
    fn row(&self, period: Option<String>, complete: bool, crowd: Crowd) -> EngagementRow {
        let (customers, denominator) = match self.among {
            EngagedAmong::Active => (crowd.active, "customers active in that time"),
            EngagedAmong::Here => (crowd.here, "customers here"),
        };
        EngagementRow {
            period,
            complete,
            share: Estimate::share(crowd.engaged, customers, denominator),
            engaged: crowd.engaged,
            customers,
            count: crowd.count,
        }
    }
}

impl Analysis for Engagement {
    type Plan = EngagementPlan;
    type Summary = EngagementSummary;
    type Report = EngagementReport;

    fn plan(&self, log: &EventLog) -> Result<EngagementPlan> {
        if self.at_least == 0 {
            return Err(Error::option("at_least", 0, "1 or more"));
        }
        let zone = time_zone(self.time_zone.as_deref())?;
        let (first, last) = log.schema.period.unwrap_or((0, -1));
        let calendar = |period| Periods::new(period, &zone, self.week_start, first, last);
        let calendar = self.period.map(calendar).transpose()?;
        let first = calendar.as_ref().and_then(Periods::first_number).unwrap_or_default();
        let some = Some(&self.touchpoints).filter(|touchpoints| !touchpoints.is_empty());
        let interactions = some.map(|touchpoints| Single::of(touchpoints, log)).transpose()?;
        Ok(EngagementPlan { interactions, calendar, first })
    }

    fn observe(&self, plan: &EngagementPlan, shard: &Shard, into: &mut EngagementSummary) {
        let at_least = u64::from(self.at_least);
        for journey in shard.journeys().filter(|journey| !journey.is_empty()) {
            let (mut all, mut period, mut here) = (0, None, 0);
            for (event, (&code, &time)) in journey.touchpoints().iter().zip(journey.times()).enumerate() {
                let number = plan.calendar.as_ref().map(|calendar| plan.first + calendar.find(time) as i64);
                if let Some(before) = period.filter(|_| number != period) {
                    into.periods.entry(before).or_default().add(std::mem::take(&mut here), at_least);
                }
                period = number;
                let counts = plan.interactions.as_ref().is_none_or(|only| only.holds(&journey, event, code));
                (all, here) = (all + u64::from(counts), here + u64::from(counts));
            }
            period.into_iter().for_each(|last| into.periods.entry(last).or_default().add(here, at_least));
            into.overall.add(all, at_least);
        }
    }

    fn merge(&self, into: &mut EngagementSummary, other: EngagementSummary) {
        into.overall.merge(other.overall);
        for (period, more) in other.periods {
            into.periods.entry(period).or_default().merge(more);
        }
    }

    fn keeps(&self, before: &EngagementPlan, after: &EngagementPlan) -> bool {
        let by_name = |plan: &EngagementPlan| plan.interactions.as_ref().is_none_or(Single::is_by_name);
        by_name(before) && by_name(after)
    }

    fn retract(&self, into: &mut EngagementSummary, part: EngagementSummary) {
        into.overall.retract(part.overall);
        for (period, less) in part.periods {
            into.periods.entry(period).or_default().retract(less);
        }
    }

    fn finish(&self, plan: &EngagementPlan, summary: &mut EngagementSummary) -> Result<EngagementReport> {
        let row = |calendar: &Periods, at: usize| {
            let crowd = summary.periods.get(&(plan.first + at as i64)).copied().unwrap_or_default();
            self.row(Some(calendar.label(at)), at + 1 < calendar.len(), crowd)
        };
        let rows =
            plan.calendar.iter().flat_map(|calendar| (0..calendar.len()).map(move |at| row(calendar, at)));
        Ok(EngagementReport { rows: rows.collect(), overall: self.row(None, true, summary.overall) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    const DAY: i64 = 86_400;

    fn events() -> EventLog {
        log(&[
            ("ann", 0, "open"),
            ("ann", 1, "click"),
            ("ann", 2 * DAY, "open"),
            ("bob", 0, "open"),
            ("bob", 2 * DAY, "visit"),
            ("cem", 2 * DAY, "visit"),
        ])
    }

    #[test]
    fn the_share_is_among_all_who_were_active_or_here() {
        let question = Engagement::new(2).touchpoints(["open", "click"]);
        let active = events().run(&question).unwrap();
        assert_eq!((active.overall.engaged, active.overall.customers, active.overall.count), (1, 3, 4));
        assert!(active.rows.is_empty());
        let here = events().run(&question.among(EngagedAmong::Here)).unwrap();
        assert_eq!((here.overall.engaged, here.overall.customers), (1, 2));
    }

    #[test]
    fn a_period_counts_what_happened_in_it() {
        let report = events().run(&Engagement::new(2).period(Period::Day)).unwrap();
        let rows: Vec<_> = report.rows.iter().map(|row| (row.engaged, row.customers, row.complete)).collect();
        assert_eq!(rows, [(1, 2, true), (0, 0, true), (0, 3, false)]);
        assert_eq!((report.overall.engaged, report.rows[1].share.value), (2, None));
    }

    #[test]
    fn bad_options_are_refused() {
        let code = |question: Engagement| events().run(&question).unwrap_err().code();
        assert_eq!(code(Engagement::new(0)), "invalid_option");
        assert_eq!(code(Engagement::new(1).touchpoints(["opn"])), "unknown_name");
        assert_eq!(code(Engagement::new(1).time_zone("Mars")), "invalid_option");
    }
}
