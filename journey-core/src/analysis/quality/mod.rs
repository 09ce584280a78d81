//! Quality: what is doubtful about a log, which reports it bends, and what mends it.

mod bots;
mod change;
mod clock;
mod days;
mod edges;
mod gaps;
mod ids;
mod late;
mod limits;
mod missing;
mod plan;
mod ratings;
mod report;
mod reversed;
mod sample;
mod scale;
mod skew;
#[cfg(test)]
mod tests;
mod times;
mod words;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use limits::QualityLimits;
pub use plan::QualityPlan;
pub use report::{QualityExample, QualityFinding, QualityKind, QualityReport};

use super::{Analysis, Room};
use crate::error::Result;
use crate::log::{Bots, EventLog, Shard};
use plan::Whole;

/// What is doubtful about a log?
///
/// The report has the counts that reading the input gave and a list of findings: kind, place, how many of what with
/// their share and its denominator, examples, which reports are bent and how, and the step of a recipe that mends it.
/// [`QualityLimits`] says from when on something is a finding, with reasons; a log of a well-kept system has none.
///
/// * Copies, ties, days that stand for "no time", and times after [`now`](Self::now) are counted one by one. What lies
///   in the future or on such a day is left out of everything that follows.
/// * Local times that a change of the clocks skipped or repeated were counted while reading. Which events they became is not
///   known any more: the examples are events within the hours that such times are read as.
/// * Events of one input row are no ties: the record says their order.
/// * [`source`](Self::source) names the column with the system that an event comes from. Then clocks are compared, by
///   the events of a customer at a touchpoint that two sources have both, one to one; days without any event are looked
///   for in each source, as are changes of volume.
/// * Truncated journeys are those within the first tenth of the data that begin at a touchpoint at which journeys in the
///   middle hardly ever begin; at the end likewise.
/// * A change of volume is a step of the daily numbers of events (variance-stabilised, Anscombe 1948; weekdays taken
///   out) that fits clearly better than a straight line and a change over a week: not a trend, not a spike, not a log
///   that fills up.
/// * Which events are late can only be said of an input that is otherwise in order of time: those that are not in its
///   longest rising subsequence.
/// * Columns of ratings are found by their values, or stated: whole numbers on a common scale (0 to 10, 1 to 10, 1 to
///   7, 1 to 5, -3 to 3, -2 to 2) whose most frequent value is not the lowest, as it is for counts.
///
/// # Errors
/// [`Error::InvalidOption`](crate::Error::InvalidOption) for limits out of range and unknown zones,
/// [`Error::UnknownName`](crate::Error::UnknownName) for columns that the log does not have.
///
/// # Complexity
/// O(events · columns) time, and O(events log events) to find late ones; memory for 12 bytes an event (not for
/// streams, of which late events are not looked for), 8 bytes a customer, and a count a touchpoint and day.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::{QualityCheck, QualityKind};
/// use journey_core::log::{Columns, Step};
/// let csv = "user,at,event\nann,2024-03-01T10:00:00Z,visit\nann,2024-03-01T10:00:00Z,visit\nann,2024-03-02T08:00:00Z,buy\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
/// let report = log.run(&QualityCheck::new())?;
/// assert_eq!(report.rows.len(), 1);
/// let finding = &report.rows[0];
/// assert_eq!((finding.kind, finding.count, finding.examples[0].row), (QualityKind::Duplicates, 1, Some(2)));
/// assert_eq!(finding.mend, Some(Step::DropDuplicates));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct QualityCheck {
    /// The present: later events are in the future. None are looked for if it is not set.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub now: Option<Timestamp>,
    /// IANA time zone of days; that in which times without zone were read unless set.
    pub time_zone: Option<String>,
    /// Column with the source of an event.
    pub source: Option<String>,
    /// Column with the user agent of an event.
    pub user_agent: Option<String>,
    /// Columns of ratings; found by their values unless set.
    pub ratings: Option<Vec<String>>,
    /// How programs are told from people. `user_agent` above takes the place of the one in here.
    pub bots: Bots,
    /// From when on something is doubtful.
    pub limits: QualityLimits,
}

impl QualityCheck {
    /// A look at everything that needs no option.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the present.
    #[must_use]
    pub fn now(mut self, now: Timestamp) -> Self {
        self.now = Some(now);
        self
    }

    /// Sets the time zone of days.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// Sets the column with the source of an event.
    #[must_use]
    pub fn source(mut self, column: impl Into<String>) -> Self {
        self.source = Some(column.into());
        self
    }

    /// Sets the column with the user agent of an event.
    #[must_use]
    pub fn user_agent(mut self, column: impl Into<String>) -> Self {
        self.user_agent = Some(column.into());
        self
    }

    /// Sets the columns of ratings.
    #[must_use]
    pub fn ratings<T: Into<String>>(mut self, columns: impl IntoIterator<Item = T>) -> Self {
        self.ratings = Some(columns.into_iter().map(Into::into).collect());
        self
    }

    /// Sets how programs are told from people.
    #[must_use]
    pub fn bots(mut self, bots: Bots) -> Self {
        self.bots = bots;
        self
    }

    /// Sets from when on something is doubtful.
    #[must_use]
    pub fn limits(mut self, limits: QualityLimits) -> Self {
        self.limits = limits;
        self
    }
}

/// What a part of the log tells about its quality.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QualitySummary {
    whole: Whole,
    times: times::Times,
    clock: clock::ClockChanges,
    bots: bots::BotCount,
    skew: skew::Skew,
    late: late::Late,
    reversed: reversed::Reversed,
    edges: edges::Edges,
    days: days::Days,
    ratings: ratings::Ratings,
    missing: missing::MissingCount,
    ids: ids::Ids,
}

impl Analysis for QualityCheck {
    type Plan = QualityPlan;
    type Summary = QualitySummary;
    type Report = QualityReport;

    fn plan(&self, log: &EventLog) -> Result<QualityPlan> {
        QualityPlan::of(self, log)
    }

    fn observe(&self, plan: &QualityPlan, shard: &Shard, into: &mut QualitySummary) {
        for journey in shard.journeys() {
            into.whole.observe(plan, &journey);
            into.times.observe(plan, &journey);
            into.clock.observe(plan, &journey);
            into.bots.observe(plan, &journey);
            into.skew.observe(plan, &journey);
            into.late.observe(plan, &journey);
            into.reversed.observe(plan, &journey);
            into.edges.observe(plan, &journey);
            into.days.observe(plan, &journey);
            into.ratings.observe(plan, &journey);
            into.missing.observe(plan, &journey);
            into.ids.observe(&journey);
        }
    }

    fn merge(&self, into: &mut QualitySummary, other: QualitySummary) {
        into.whole.merge(&other.whole);
        into.times.merge(other.times);
        into.clock.merge(other.clock);
        into.bots.merge(other.bots);
        into.skew.merge(other.skew);
        into.late.merge(other.late);
        into.reversed.merge(other.reversed);
        into.edges.merge(other.edges);
        into.days.merge(other.days);
        into.ratings.merge(other.ratings);
        into.missing.merge(other.missing);
        into.ids.merge(other.ids);
    }

    fn finish(&self, plan: &QualityPlan, summary: &mut QualitySummary) -> Result<QualityReport> {
        let whole = &summary.whole;
        let mut rows = plan.of_input();
        rows.extend(summary.times.findings(plan, whole));
        rows.extend(summary.clock.findings(plan));
        rows.extend(summary.skew.findings(plan, whole)?);
        rows.extend(summary.reversed.findings(plan));
        rows.extend(summary.late.findings(plan));
        rows.extend(summary.bots.findings(plan, whole));
        rows.extend(summary.edges.findings(plan));
        let gaps = gaps::Gaps::of(plan, &summary.days);
        rows.extend(gaps.findings(plan));
        rows.extend(change::findings(plan, &summary.days, &gaps));
        rows.extend(summary.ratings.findings(plan));
        rows.extend(summary.missing.findings(plan));
        rows.extend(summary.ids.findings(whole));
        let place = |row: &QualityFinding| (row.kind, row.column.clone(), row.source.clone());
        rows.sort_by(|a, b| (place(a), &a.touchpoint).cmp(&(place(b), &b.touchpoint)));
        Ok(QualityReport { input: plan.input.clone(), rows })
    }

    fn compact(&self, _: &QualityPlan, summary: &mut QualitySummary, _: &Room) -> Result<()> {
        summary.late.give_up();
        Ok(())
    }
}
