//! Bottlenecks: where is time lost, and why?

mod queue;
mod report;
mod summary;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::opening::OpenTimes;
use super::{Analysis, OpeningHours, Room};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::TimeSpan;
pub use report::{BaselineKind, BottleneckReport, BottleneckRow, LoadBand};
pub use summary::BottleneckSummary;

/// Where do customers lose time, and is it because of crowds, batches or a queue that is no queue?
///
/// A *move* is from an event to the next one of the journey. Waiting is from the end of the first one (its `end` if the log
/// knows it, else its time) to the second one; it is never below 0: where they overlap it is 0 and counted in `overlaps`.
/// With `hours`, waiting for the purpose of losses is what of it falls into opening hours; `wait` stays clock time.
///
/// Time is *lost* beyond a baseline: the target of the touchpoint that is waited for, if `targets` has it, else the lower quartile
/// of the moves of the same kind, which a quarter of them keep to. So what takes everybody equally long, such as a period of the law, is no
/// loss. `excess` is the mean over all moves of the kind of what is beyond the baseline, 0 for those within it; `lost_seconds`
/// is that times their number. Intervals take the baseline as given and moves as independent (normal approximation).
///
/// *Load*: how many others were waiting for the same move when one began to wait, those left out who began at the same instant. Spearman's
/// correlation with the waiting time has a p-value by the normal approximation, adjusted for all rows (Benjamini and Hochberg). Neighbours in
/// a queue are no independent observations: take p for a filter, not for a proof. `slope_seconds` is by least squares what one
/// more costs; `bands` are thirds of the moves by load.
///
/// *Batches*: at least `batch_least` moves that end within `batch_within` each after the one before, though they began at so many
/// times that lie further apart. Of the waiting in a batch, that until its last one had come is due to it.
///
/// *Overtaking*: of all pairs of journeys that waited at the same time, those of which the later one was served first. In a fair
/// queue there are none.
///
/// # Errors
/// For targets of touchpoints that the log does not have, negative time spans, `batch_least` below 2, and opening hours that
/// are never open; [`Error::Limit`] for opening hours over more than 100,000 days.
///
/// # Complexity
/// O(moves · log(moves)) time; 16 bytes a move while running. In a [`LogStream`](crate::ingest::LogStream) with a memory limit,
/// it is [`Error::Limit`] if these do not find room.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Bottlenecks;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,order\nann,2024-01-03T10:00:00Z,delivery\n\
///            bob,2024-01-01T11:00:00Z,order\nbob,2024-01-06T11:00:00Z,delivery\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Bottlenecks::new().target("delivery", "3d".parse()?))?;
/// // Bob waited two days longer than he should.
/// assert_eq!(report.rows[0].lost_seconds.value, Some(2.0 * 86_400.0));
/// assert_eq!(report.rows[0].late.value, Some(0.5));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Denisov, Fahland and van der Aalst, "Unbiased, fine-grained description of processes performance from event data" (BPM
/// 2018), on batches and queues; Lashkevich et al., "Why am I waiting?" (CAiSE 2023), on waiting that is due to batches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Bottlenecks {
    /// Longest waiting that is all right before a touchpoint.
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, TimeSpan>"))]
    pub targets: BTreeMap<String, TimeSpan>,
    /// Opening hours: waiting while it is closed is no loss. All time counts if `None`.
    pub hours: Option<OpeningHours>,
    /// Longest time between two ends in a batch; five seconds unless set otherwise.
    pub batch_within: TimeSpan,
    /// Fewest moves in a batch; three unless set otherwise.
    pub batch_least: u32,
}

impl Default for Bottlenecks {
    fn default() -> Self {
        Self {
            targets: BTreeMap::new(),
            hours: None,
            batch_within: TimeSpan::from_micros(5_000_000),
            batch_least: 3,
        }
    }
}

impl Bottlenecks {
    /// Time lost beyond the lower quartile of each kind of move.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the longest waiting that is all right before a touchpoint.
    #[must_use]
    pub fn target(mut self, touchpoint: impl Into<String>, span: TimeSpan) -> Self {
        self.targets.insert(touchpoint.into(), span);
        self
    }

    /// Counts waiting within opening hours only.
    #[must_use]
    pub fn hours(self, hours: OpeningHours) -> Self {
        Self { hours: Some(hours), ..self }
    }

    /// Sets what a batch is: so many moves at least, each of which ends within a time after the one before.
    #[must_use]
    pub fn batches(self, least: u32, within: TimeSpan) -> Self {
        Self { batch_within: within, batch_least: least, ..self }
    }
}

/// Names, targets and hours resolved against a log.
#[derive(Debug)]
pub struct BottleneckPlan {
    touchpoints: Vec<String>,
    /// Microseconds by touchpoint code.
    targets: BTreeMap<u32, i64>,
    open: Option<OpenTimes>,
    batch_within: i64,
    batch_least: usize,
}

impl BottleneckPlan {
    /// The same for touchpoints that have codes in the order of their names, with batches as by default.
    pub(crate) fn of(touchpoints: Vec<String>, targets: BTreeMap<u32, i64>, open: Option<OpenTimes>) -> Self {
        let Bottlenecks { batch_within, batch_least, .. } = Bottlenecks::default();
        let (batch_within, batch_least) = (batch_within.as_micros(), batch_least as usize);
        Self { touchpoints, targets, open, batch_within, batch_least }
    }

    /// The answer for what was collected.
    ///
    /// # Errors
    /// [`Error::Cancelled`].
    pub(crate) fn report(&self, summary: &mut BottleneckSummary) -> Result<BottleneckReport> {
        report::report(self, summary)
    }
}

impl Analysis for Bottlenecks {
    type Plan = BottleneckPlan;
    type Summary = BottleneckSummary;
    type Report = BottleneckReport;

    fn plan(&self, log: &EventLog) -> Result<BottleneckPlan> {
        let mut targets = BTreeMap::new();
        for (name, span) in &self.targets {
            if span.as_micros() < 0 {
                return Err(Error::option(&format!("targets.{name}"), span, "a time span of 0 or more"));
            }
            targets.insert(log.touchpoint_code(name)?, span.as_micros());
        }
        if self.batch_within.as_micros() < 0 {
            return Err(Error::option("batch_within", self.batch_within, "a time span of 0 or more"));
        }
        if self.batch_least < 2 {
            return Err(Error::option("batch_least", self.batch_least, "a number of 2 or more"));
        }
        let open = self.hours.as_ref().map(|hours| OpenTimes::new(hours, log.schema.period)).transpose()?;
        Ok(BottleneckPlan {
            touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
            targets,
            open,
            batch_within: self.batch_within.as_micros(),
            batch_least: self.batch_least as usize,
        })
    }

    fn observe(&self, _: &BottleneckPlan, shard: &Shard, into: &mut BottleneckSummary) {
        shard.journeys().for_each(|journey| into.see(&journey));
    }

    fn merge(&self, into: &mut BottleneckSummary, other: BottleneckSummary) {
        into.merge(other);
    }

    fn compact(&self, _: &BottleneckPlan, summary: &mut BottleneckSummary, room: &Room) -> Result<()> {
        room.check("the waiting of each customer", summary.memory())
    }

    fn finish(&self, plan: &BottleneckPlan, summary: &mut BottleneckSummary) -> Result<BottleneckReport> {
        plan.report(summary)
    }
}
