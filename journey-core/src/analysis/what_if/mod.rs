//! What if: how much more would succeed, sooner and with more value, if something along the way were changed?

mod chain;
mod change;
mod groups;
mod levers;
mod report;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{EventLog, Shard};
use crate::model::{Pattern, TimeSpan};
pub use change::FlowChange;
use change::Resolved;
pub use report::{WhatIfEffect, WhatIfLever, WhatIfReport, WhatIfRow};
pub use summary::WhatIfSummary;

/// What if fewer customers left at a touchpoint, more went on to another, or all waited less?
///
/// A journey succeeds at the last event of its first match of `success`; what comes after that is not looked at. All others
/// end without success. With `open_after`, customers without success whose last event was less than so long before the end
/// of the data are *open*, and left out. Moves between touchpoints are a Markov chain that ends; with nothing changed its
/// figures are those that were observed: the share of customers who succeeded, the mean time from the first event to the
/// last one, the mean sum of the number column `value` over these events, and the mean number of events at each touchpoint.
///
/// *Changes* are made to shares of the moves out of a touchpoint, all at once. Shares that are not named are scaled in
/// proportion, so that all sum to 1 again: a drop-off that is halved sends those who stay to where the others go. A move
/// that nobody made can be given a share; it takes as long as other moves to its target. A change of waiting scales
/// the times of all moves to a touchpoint, and changes nothing but time. Time is from event to event.
///
/// A *lever* is a touchpoint with a drop-off above the median of all touchpoints. Its gain is what success would rise by if
/// this drop-off alone came down to the median. `sensitivity` is the derivative of the probability of success with
/// respect to the drop-off: what it falls by, for a small rise, times that rise.
///
/// Intervals come from 64 groups of customers, into which they are put by a hash (FNV-1a) of their ids: everything is
/// computed again without each group. There are none for fewer than ten groups with customers, and where no group makes a
/// difference. They say how far the data may mislead, given that a customer's next move depends on nothing but
/// where the customer is; whether a change can be made, and whether those who are kept behave as the others do, no log knows.
///
/// # Errors
/// Those of [`EventLog::matching`]; without `success`; for a touchpoint or column that the log does not have, a negative factor,
/// a share outside 0 to 1, shares of one touchpoint that sum to more than 1, a move or drop-off that never was times a
/// factor, two changes of the same thing, and changes after which journeys could go round for ever; [`Error::Limit`] for more than
/// 500 touchpoints.
///
/// # Complexity
/// O(events · elements of the pattern + 64 · touchpoints³) time, O(64 · moves + touchpoints²) memory.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::{FlowChange, WhatIf};
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01,look\nann,2024-01-02,cart\nann,2024-01-03,buy\n\
///            bob,2024-01-01,look\nbob,2024-01-02,cart\n\
///            cem,2024-01-01,look\ndan,2024-01-01,look\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let halved = FlowChange::drop_off_factor("look", 0.5);
/// let report = log.run(&WhatIf::of("buy".parse()?).change(halved))?;
/// // Three of four instead of two of four come to the cart, where every second one buys.
/// assert_eq!(report.conversion.before.value, Some(0.25));
/// assert_eq!(report.conversion.after.value, Some(0.375));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Kemeny and Snell, *Finite Markov Chains* (1960), chapter 3: the fundamental matrix; Caswell, *Matrix Population Models*
/// (2001), for its sensitivities; Kott (2001) for the intervals.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct WhatIf {
    /// What a journey succeeds with.
    pub success: Option<Pattern>,
    /// What is changed; without any, the levers are told.
    pub changes: Vec<FlowChange>,
    /// Number column whose sum over the events of a journey, those after success left out, is its value.
    pub value: Option<String>,
    /// Silence after which a customer without success counts as lost rather than open; nobody is open if `None`.
    pub open_after: Option<TimeSpan>,
}

impl WhatIf {
    /// Success, with nothing changed yet.
    pub fn of(success: Pattern) -> Self {
        Self { success: Some(success), ..Self::default() }
    }

    /// Changes one thing more.
    #[must_use]
    pub fn change(mut self, change: FlowChange) -> Self {
        self.changes.push(change);
        self
    }

    /// Tells of the sum of a number column, too.
    #[must_use]
    pub fn value(self, column: impl Into<String>) -> Self {
        Self { value: Some(column.into()), ..self }
    }

    /// Sets the silence after which a customer without success counts as lost rather than open.
    #[must_use]
    pub fn open_after(self, silence: TimeSpan) -> Self {
        Self { open_after: Some(silence), ..self }
    }
}

/// Names, changes and the success resolved against a log.
#[derive(Debug)]
pub struct WhatIfPlan {
    touchpoints: Vec<String>,
    success: Automaton,
    changes: Vec<Resolved>,
    value: Option<usize>,
    /// Customers without success whose last event was after this are open.
    silent_since: Option<i64>,
}

impl Analysis for WhatIf {
    type Plan = WhatIfPlan;
    type Summary = WhatIfSummary;
    type Report = WhatIfReport;

    fn plan(&self, log: &EventLog) -> Result<WhatIfPlan> {
        let success = self.success.as_ref();
        let success =
            success.ok_or_else(|| Error::option("success", "nothing", "a pattern, such as `purchase`"))?;
        if let Some(silence) = self.open_after.filter(|silence| silence.as_micros() < 0) {
            return Err(Error::option("open_after", silence, "a time span of 0 or more"));
        }
        let end = log.schema.period.map_or(i64::MIN, |(_, last)| last);
        Ok(WhatIfPlan {
            touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
            success: Automaton::new(success, log)?,
            changes: change::resolve(&self.changes, log)?,
            value: self.value.as_ref().map(|column| log.number_column("value", column)).transpose()?,
            silent_since: self.open_after.map(|silence| end.saturating_sub(silence.as_micros())),
        })
    }

    fn observe(&self, plan: &WhatIfPlan, shard: &Shard, into: &mut WhatIfSummary) {
        let mut matcher = Matcher::new(&plan.success);
        for journey in shard.journeys() {
            let success = matcher.first_end(&journey);
            into.see(plan, &journey, success);
        }
    }

    fn merge(&self, into: &mut WhatIfSummary, other: WhatIfSummary) {
        into.merge(other);
    }

    fn compact(&self, _: &WhatIfPlan, summary: &mut WhatIfSummary, room: &Room) -> Result<()> {
        room.check("the moves between touchpoints", summary.memory())
    }

    fn finish(&self, plan: &WhatIfPlan, summary: &mut WhatIfSummary) -> Result<WhatIfReport> {
        report::report(plan, summary)
    }
}
