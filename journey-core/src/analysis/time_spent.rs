//! Time spent: how long do customers stay at a touchpoint?

use serde::{Deserialize, Serialize};

use super::places::{Place, PlaceSummary};
use super::{Analysis, DurationStats, Room, Table, Tabular};
use crate::error::Result;
use crate::log::{EventLog, Shard};

/// How long do customers stay at a touchpoint?
///
/// A *visit* is an unbroken run of events of one customer at one touchpoint. Time spent is from the first event
/// of a visit to the end of its last one: that event's `end` if the log knows it, else its time. A visit of
/// a single event without an end has no measurable length: it is counted in `unmeasured`, not as 0. The
/// denominator of every statistic is the measured visits.
///
/// # Complexity
/// O(events) time; four to six bytes a measured visit while running, for exact quantiles.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::TimeSpent;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,search\n\
///            ann,2024-01-01T10:04:00Z,search\n\
///            ann,2024-01-01T10:05:00Z,cart\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&TimeSpent::new())?;
/// let search = report.rows.iter().find(|row| row.touchpoint == "search").unwrap();
/// assert_eq!(search.time.median_seconds, Some(240.0));
/// assert_eq!(report.unmeasured, 1); // the cart
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TimeSpent {}

impl TimeSpent {
    /// Time spent at every touchpoint.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Time spent at a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TimeSpentRow {
    /// Touchpoint.
    pub touchpoint: String,
    /// Distinct customers.
    pub customers: u64,
    /// Visits.
    pub visits: u64,
    /// Visits without a measurable length: a single event without an end.
    pub unmeasured: u64,
    /// Lengths of the measured visits.
    pub time: DurationStats,
}

/// Answer of [`TimeSpent`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TimeSpentReport {
    /// Touchpoints that were visited, in the order of the log.
    pub rows: Vec<TimeSpentRow>,
    /// Lengths of the measured visits of all touchpoints.
    pub time: DurationStats,
    /// Visits in all.
    pub visits: u64,
    /// Visits without a measurable length.
    pub unmeasured: u64,
}

impl Tabular for TimeSpentReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("touchpoint", rows.clone().map(|row| row.touchpoint.as_str()))
            .count("customers", rows.clone().map(|row| row.customers))
            .count("visits", rows.clone().map(|row| row.visits))
            .count("unmeasured", rows.clone().map(|row| row.unmeasured))
            .durations("", rows.map(|row| &row.time))
    }
}

impl Analysis for TimeSpent {
    type Plan = Vec<String>;
    type Summary = PlaceSummary;
    type Report = TimeSpentReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, names: &Self::Plan, shard: &Shard, summary: &mut PlaceSummary) {
        summary.observe(names.len(), shard, |_, visit| visit.time_spent().map(|time| (time, false)));
    }

    fn merge(&self, into: &mut PlaceSummary, other: PlaceSummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut PlaceSummary, part: PlaceSummary) {
        into.retract(&part);
    }

    fn settle(&self, summary: &mut PlaceSummary) -> Result<()> {
        summary.settle()
    }

    fn compact(&self, _: &Self::Plan, summary: &mut PlaceSummary, room: &Room) -> Result<()> {
        summary.compact(room);
        Ok(())
    }

    fn finish(&self, names: &Self::Plan, summary: &mut PlaceSummary) -> Result<TimeSpentReport> {
        let (places, all) = summary.finish()?;
        let row = |(code, place, time): (usize, &Place, DurationStats)| TimeSpentRow {
            touchpoint: names.get(code).cloned().unwrap_or_default(),
            customers: place.customers,
            visits: place.visits,
            unmeasured: place.visits.saturating_sub(time.n),
            time,
        };
        let rows: Vec<TimeSpentRow> = places.into_iter().map(row).collect();
        Ok(TimeSpentReport {
            time: all,
            visits: rows.iter().map(|row| row.visits).sum(),
            unmeasured: rows.iter().map(|row| row.unmeasured).sum(),
            rows,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{log, log_with_ends};

    fn row<'a>(report: &'a TimeSpentReport, touchpoint: &str) -> &'a TimeSpentRow {
        report.rows.iter().find(|row| row.touchpoint == touchpoint).unwrap()
    }

    #[test]
    fn a_single_event_without_end_is_unmeasured_not_zero() {
        let report = log(&[("a", 0, "x"), ("a", 5, "y"), ("a", 9, "y"), ("b", 0, "y")])
            .run(&TimeSpent::new())
            .unwrap();
        let x = row(&report, "x");
        assert_eq!((x.visits, x.unmeasured, x.time.n, x.time.mean_seconds), (1, 1, 0, None));
        let y = row(&report, "y");
        assert_eq!((y.customers, y.visits, y.unmeasured, y.time.mean_seconds), (2, 2, 1, Some(4.0)));
        assert_eq!((report.visits, report.unmeasured, report.time.n), (3, 2, 1));
    }

    #[test]
    fn a_known_end_counts_and_a_return_is_a_new_visit() {
        let events =
            [("a", 0, "x", Some(7)), ("a", 10, "y", None), ("a", 20, "x", None), ("a", 22, "x", Some(25))];
        let report = log_with_ends(&events).run(&TimeSpent::new()).unwrap();
        let x = row(&report, "x");
        assert_eq!((x.customers, x.visits, x.unmeasured), (1, 2, 0));
        assert_eq!((x.time.min_seconds, x.time.max_seconds), (Some(5.0), Some(7.0)));
    }

    #[test]
    fn an_empty_log_has_no_rows() {
        let report = log(&[]).run(&TimeSpent::new()).unwrap();
        assert_eq!((report.rows.len(), report.visits, report.time.n), (0, 0, 0));
    }
}
