//! Rework: which touchpoints do customers come to again, at once or after something else?

mod report;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Shard};
use crate::numeric::Durations;
pub use report::{ReturnRow, ReworkReport, ReworkRow};
pub use summary::ReworkSummary;

/// Which touchpoints do customers come to again, at once or after something else?
///
/// An event repeats the last event of the journey at the same touchpoint. It is a *self-loop* if that was the event directly
/// before, and else a *return*: `a -> b -> … -> a`, which `returns` tells apart by the touchpoint `b` directly after the
/// first of the two. So each event at a touchpoint is the first one of a customer, a self-loop or a return. Rework is the
/// share of the customers of a touchpoint who came at least twice.
///
/// With `by`, a column that says who served the customer or by which channel, repeats are told apart by whether that was
/// the same as before or another one; where one of the two events has no value, neither is counted.
///
/// # Errors
/// For a column that is not a dictionary; [`Error::UnknownName`]; `top` 0.
///
/// # Complexity
/// O(events) time; four to six bytes a repeat while running, for exact quantiles.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Rework;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01,form\nann,2024-01-02,form\nann,2024-01-03,call\nann,2024-01-07,form\n\
///            bob,2024-01-01,form\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Rework::new())?;
/// let form = &report.rows[0];
/// assert_eq!((form.rework_customers, form.customers, form.self_loops, form.returns), (1, 2, 1, 1));
/// assert_eq!((report.returns[0].via.as_str(), report.returns[0].time.median_seconds), ("call", Some(5.0 * 86400.0)));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Self-loops and repetitions, by the same (*repeat*) or another (*redo*) resource, as in Swennen et al., *Capturing
/// Process Behavior with Log-Based Process Metrics* (2015).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Rework {
    /// Column that says who or what it was.
    pub by: Option<String>,
    /// Returns of a row of `returns` at least.
    pub min_count: u64,
    /// How many rows of `returns` to list at most; all if `None`.
    pub top: Option<usize>,
}

impl Rework {
    /// All repeats.
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells repeats apart by a column.
    #[must_use]
    pub fn by(self, column: impl Into<String>) -> Self {
        Self { by: Some(column.into()), ..self }
    }

    /// Hides rarer ways of returning.
    #[must_use]
    pub fn min_count(self, count: u64) -> Self {
        Self { min_count: count, ..self }
    }

    /// Lists only the most frequent ways of returning.
    #[must_use]
    pub fn top(self, rows: usize) -> Self {
        Self { top: Some(rows), ..self }
    }
}

/// Names resolved against a log.
#[derive(Debug, Clone, PartialEq)]
pub struct ReworkPlan {
    touchpoints: Vec<String>,
    column: Option<usize>,
}

impl Analysis for Rework {
    type Plan = ReworkPlan;
    type Summary = ReworkSummary;
    type Report = ReworkReport;

    fn plan(&self, log: &EventLog) -> Result<ReworkPlan> {
        if self.top == Some(0) {
            return Err(Error::option("top", 0, "at least 1, or nothing for all returns"));
        }
        let column = |by: &String| {
            let (column, found) = log.column(by)?;
            match found.info.kind {
                ColumnKind::Dictionary => Ok(column),
                kind => {
                    Err(Error::option("by", format!("{by:?}, a {kind:?} column,"), "a dictionary column"))
                }
            }
        };
        Ok(ReworkPlan {
            touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
            column: self.by.as_ref().map(column).transpose()?,
        })
    }

    fn observe(&self, plan: &ReworkPlan, shard: &Shard, into: &mut ReworkSummary) {
        into.fit(plan.touchpoints.len());
        let mut last = vec![0; plan.touchpoints.len()];
        for journey in shard.journeys() {
            let codes = plan.column.map(|column| journey.codes(column)).unwrap_or_default();
            into.see(journey.touchpoints(), journey.times(), codes, &mut last);
        }
    }

    fn merge(&self, into: &mut ReworkSummary, other: ReworkSummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &ReworkPlan, after: &ReworkPlan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut ReworkSummary, part: ReworkSummary) {
        into.retract(part);
    }

    fn settle(&self, summary: &mut ReworkSummary) -> Result<()> {
        Durations::settle_all(summary.times_mut())
    }

    fn compact(&self, _: &ReworkPlan, summary: &mut ReworkSummary, room: &Room) -> Result<()> {
        room.bound(summary.times_mut());
        Ok(())
    }

    fn finish(&self, plan: &ReworkPlan, summary: &mut ReworkSummary) -> Result<ReworkReport> {
        report::report(self, &plan.touchpoints, summary)
    }
}
