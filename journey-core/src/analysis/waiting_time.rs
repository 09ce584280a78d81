//! Waiting time: how long do customers wait before a touchpoint?

use serde::{Deserialize, Serialize};

use super::places::{Place, PlaceSummary};
use super::{Analysis, DurationStats, Room, Table, Tabular};
use crate::error::Result;
use crate::log::{EventLog, Shard};

/// How long do customers wait before a touchpoint?
///
/// A *visit* is an unbroken run of events of one customer at one touchpoint. Waiting time is from the end of the
/// visit before (the `end` of its last event if the log knows it, else that event's time) to the first event
/// of this visit. It is never below 0: if the visit before was not over yet, it is 0 and counted in `overlaps`.
/// Nobody waits for the first visit of a journey, which is counted in `first` and not in the denominator.
///
/// # Complexity
/// O(events) time; four to six bytes a visit while running, for exact quantiles.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::WaitingTime;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,order\n\
///            ann,2024-01-04T10:00:00Z,delivery\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&WaitingTime::new())?;
/// assert_eq!(report.rows[0].touchpoint, "delivery");
/// assert_eq!(report.rows[0].time.median_seconds, Some(3.0 * 86_400.0));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WaitingTime {}

impl WaitingTime {
    /// Waiting time before every touchpoint.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Waiting time before a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WaitingTimeRow {
    /// Touchpoint that is waited for.
    pub touchpoint: String,
    /// Distinct customers.
    pub customers: u64,
    /// Visits.
    pub visits: u64,
    /// Visits that begin a journey: nobody waits for them.
    pub first: u64,
    /// Visits that began before the visit before was over; their waiting time is 0.
    pub overlaps: u64,
    /// Waiting times of all visits but the first ones.
    pub time: DurationStats,
}

/// Answer of [`WaitingTime`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WaitingTimeReport {
    /// Touchpoints that were visited, in the order of the log.
    pub rows: Vec<WaitingTimeRow>,
    /// Waiting times before all touchpoints.
    pub time: DurationStats,
    /// Visits in all.
    pub visits: u64,
    /// Visits that began before the visit before was over.
    pub overlaps: u64,
}

impl Tabular for WaitingTimeReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("touchpoint", rows.clone().map(|row| row.touchpoint.as_str()))
            .count("customers", rows.clone().map(|row| row.customers))
            .count("visits", rows.clone().map(|row| row.visits))
            .count("first", rows.clone().map(|row| row.first))
            .count("overlaps", rows.clone().map(|row| row.overlaps))
            .durations("", rows.map(|row| &row.time))
    }
}

impl Analysis for WaitingTime {
    type Plan = Vec<String>;
    type Summary = PlaceSummary;
    type Report = WaitingTimeReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, names: &Self::Plan, shard: &Shard, summary: &mut PlaceSummary) {
        summary.observe(names.len(), shard, |before, visit| Some(visit.waiting_time(before?)));
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

    fn finish(&self, names: &Self::Plan, summary: &mut PlaceSummary) -> Result<WaitingTimeReport> {
        let (places, all) = summary.finish()?;
        let row = |(code, place, time): (usize, &Place, DurationStats)| WaitingTimeRow {
            touchpoint: names.get(code).cloned().unwrap_or_default(),
            customers: place.customers,
            visits: place.visits,
            first: place.visits.saturating_sub(time.n),
            overlaps: place.overlaps,
            time,
        };
        let rows: Vec<WaitingTimeRow> = places.into_iter().map(row).collect();
        Ok(WaitingTimeReport {
            time: all,
            visits: rows.iter().map(|row| row.visits).sum(),
            overlaps: rows.iter().map(|row| row.overlaps).sum(),
            rows,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{log, log_with_ends};

    #[test]
    fn waiting_begins_at_the_end_of_the_visit_before() {
        let events =
            [("a", 0, "x", Some(7)), ("a", 10, "y", None), ("a", 12, "y", None), ("a", 20, "x", None)];
        let report = log_with_ends(&events).run(&WaitingTime::new()).unwrap();
        let [x, y] = &report.rows[..] else { panic!("{report:?}") };
        assert_eq!((x.visits, x.first, x.time.n, x.time.mean_seconds), (2, 1, 1, Some(8.0)));
        assert_eq!((y.visits, y.first, y.time.mean_seconds), (1, 0, Some(3.0)));
        assert_eq!((report.time.n, report.visits), (2, 3));
    }

    #[test]
    fn an_overlap_is_zero_and_counted() {
        let events = [("a", 0, "x", Some(60)), ("a", 10, "y", None), ("a", 10, "z", None)];
        let report = log_with_ends(&events).run(&WaitingTime::new()).unwrap();
        let [_, y, z] = &report.rows[..] else { panic!("{report:?}") };
        assert_eq!((y.overlaps, y.time.mean_seconds), (1, Some(0.0)));
        assert_eq!((z.overlaps, z.time.mean_seconds), (0, Some(0.0)));
        assert_eq!(report.overlaps, 1);
    }

    #[test]
    fn a_journey_of_one_visit_has_nothing_to_wait_for() {
        let report = log(&[("a", 0, "x"), ("a", 5, "x")]).run(&WaitingTime::new()).unwrap();
        assert_eq!((report.rows[0].first, report.time.n, report.time.median_seconds), (1, 0, None));
    }
}
