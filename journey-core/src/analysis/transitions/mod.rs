//! Transitions: which touchpoint follows which, how often, and after what time.

pub(super) mod edges;
mod finish;
mod histories;
mod report;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::numeric::Durations;
use histories::Seen;
pub use report::{TransitionGraph, TransitionNode, TransitionReport, TransitionRow};
pub use summary::TransitionSummary;

/// Which touchpoint follows which? The directly-follows graph of all journeys.
///
/// With `order` (1 unless set, at most 8), a move is told apart by that many touchpoints before it: of order 2, how many who
/// came from `a` to `b` go on to `c`. Moves before which fewer touchpoints come are left out then. With `eventually`, the
/// target comes at any time after the source: each source is paired with each later target.
///
/// `min_count`, `min_share` (of all traversals) and `top` hide rows; the report says how many, and how many traversals. All
/// shares are those of everything, hidden or not.
///
/// # Errors
/// For an `order` of 0 or above 8 or beside `eventually`, a share beyond 0 and 1, `top` 0.
///
/// # Complexity
/// O(events) time; four to six bytes an event while running, for exact quantiles. With `eventually` O(events · different
/// touchpoints of a journey); with histories also some memory for each of them.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Transitions;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\na,2024-01-01T10:00:00Z,look\na,2024-01-01T10:05:00Z,buy\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Transitions::new())?;
/// let row = &report.rows[0];
/// assert_eq!((row.source.as_str(), row.target.as_str(), row.count), ("look", "buy", 1));
/// assert_eq!(row.gap.median_seconds, Some(300.0));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// van der Aalst, *Process Mining* (2nd ed. 2016), section 5.2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Transitions {
    /// How many touchpoints before a move tell it apart.
    pub order: usize,
    /// Whether anything may lie in between.
    pub eventually: bool,
    /// Whether to tell the standard deviation of times: one more look at all of them.
    pub deviation: bool,
    /// Traversals of a row at least.
    pub min_count: u64,
    /// The same as a share of all traversals.
    pub min_share: Option<f64>,
    /// How many rows to list at most; all if `None`.
    pub top: Option<usize>,
}

impl Default for Transitions {
    fn default() -> Self {
        Self { order: 1, eventually: false, deviation: false, min_count: 0, min_share: None, top: None }
    }
}

impl Transitions {
    /// All transitions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells moves apart by so many touchpoints before them.
    #[must_use]
    pub fn order(self, order: usize) -> Self {
        Self { order, ..self }
    }

    /// Lets anything lie in between.
    #[must_use]
    pub fn eventually(self) -> Self {
        Self { eventually: true, ..self }
    }

    /// Tells the standard deviation of times, too.
    #[must_use]
    pub fn deviation(self) -> Self {
        Self { deviation: true, ..self }
    }

    /// Hides rows with fewer traversals.
    #[must_use]
    pub fn min_count(self, count: u64) -> Self {
        Self { min_count: count, ..self }
    }

    /// Hides rows with a smaller share of all traversals.
    #[must_use]
    pub fn min_share(self, share: f64) -> Self {
        Self { min_share: Some(share), ..self }
    }

    /// Lists only the most frequent ones.
    #[must_use]
    pub fn top(self, rows: usize) -> Self {
        Self { top: Some(rows), ..self }
    }

    /// Whether these are moves from one event to the next, told apart by nothing else.
    fn direct(&self) -> bool {
        self.order == 1 && !self.eventually
    }

    fn check(&self) -> Result<()> {
        const MOST: usize = 8;
        if !(1..=MOST).contains(&self.order) {
            return Err(Error::option("order", self.order, format!("1 to {MOST}")));
        }
        if self.eventually && self.order > 1 {
            return Err(Error::option(
                "order",
                format!("{} beside `eventually`", self.order),
                "one of the two",
            ));
        }
        if self.min_share.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(Error::option(
                "min_share",
                self.min_share.unwrap_or_default(),
                "a share from 0 to 1",
            ));
        }
        if self.top == Some(0) {
            return Err(Error::option("top", 0, "at least 1, or nothing for all transitions"));
        }
        Ok(())
    }
}

impl Analysis for Transitions {
    type Plan = Vec<String>;
    type Summary = TransitionSummary;
    type Report = TransitionReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        self.check()?;
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, names: &Self::Plan, shard: &Shard, into: &mut TransitionSummary) {
        into.fit(names.len(), self.order == 1);
        if self.direct() {
            shard.journeys().for_each(|journey| into.see(journey.touchpoints(), journey.times()));
            return;
        }
        let mut seen = Seen::new(names.len());
        for journey in shard.journeys() {
            match self.eventually {
                true => into.see_eventually(journey.touchpoints(), journey.times(), &mut seen),
                false => into.see_after(self.order, journey.touchpoints(), journey.times()),
            }
        }
    }

    fn merge(&self, into: &mut TransitionSummary, other: TransitionSummary) {
        into.fit(other.nodes.len(), self.order == 1);
        into.merge(other);
    }

    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut TransitionSummary, part: TransitionSummary) {
        into.retract(part);
    }

    fn settle(&self, summary: &mut TransitionSummary) -> Result<()> {
        Durations::settle_all(summary.edges.list_mut().into_iter().map(|(_, edge)| &mut edge.gaps))
    }

    fn compact(&self, _: &Self::Plan, summary: &mut TransitionSummary, room: &Room) -> Result<()> {
        room.bound(summary.edges.all_mut().map(|edge| &mut edge.gaps));
        match summary.histories.memory() {
            0 => Ok(()),
            bytes => room.check("all histories of moves", bytes),
        }
    }

    fn finish(&self, names: &Self::Plan, summary: &mut TransitionSummary) -> Result<TransitionReport> {
        finish::report(self, names, summary)
    }
}
