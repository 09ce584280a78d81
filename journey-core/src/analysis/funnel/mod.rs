//! Funnel: how many customers reach each step, in order and in time?

mod matcher;
mod report;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use report::{FunnelReport, FunnelRow};
pub use summary::FunnelSummary;

use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::TimeSpan;
use crate::numeric::Durations;
use matcher::Matcher;

/// How many customers reach each step, in order and in time?
///
/// For each customer, the longest prefix of the steps is found that was passed in order, every step at most
/// `within` after the first one (an event exactly `within` later still counts). Customers may begin again: the
/// latest start counts with which the later steps are still in time. Other events may lie in between, unless
/// `mode` says otherwise. Events at equal times match in the order of the steps; an event matches at most
/// one step, and a touchpoint may stand in several steps.
///
/// A customer who did not finish but whose window is still running at the end of the data is *open*, neither
/// converted nor lost, and is left out of the denominators of later steps. Without a window nobody is open.
///
/// Times of steps are those of the chain that first reached the customer's last step: its latest usable start,
/// and then the first event of every step after the step before.
///
/// # Errors
/// For no steps or more than 256, a negative window, and a touchpoint that the log does not have.
///
/// # Complexity
/// O(events · steps) time; some 12 bytes a customer and step while running, for exact quantiles of times.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Funnel;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,cart\nann,2024-01-01T10:05:00Z,purchase\n\
///            bob,2024-01-02T10:00:00Z,cart\nbob,2024-01-12T10:00:00Z,purchase\n\
///            cem,2024-01-30T10:00:00Z,cart\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Funnel::new(["cart", "purchase"]).within("7d".parse()?))?;
/// let cart = &report.rows[0];
/// assert_eq!((cart.customers, cart.dropped, cart.open), (3, 1, 1)); // bob was late, cem may still buy
/// assert_eq!(report.conversion.value, Some(0.5)); // ann of ann and bob
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// `windowFunnel` of ClickHouse (documentation of parametric aggregate functions), whose levels all modes
/// reproduce for distinct steps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Funnel {
    /// Touchpoints in order.
    pub steps: Vec<String>,
    /// Longest time from the first step to any later one; any time if `None`.
    pub within: Option<TimeSpan>,
    /// What may lie between two steps.
    pub mode: FunnelMode,
}

/// What may lie between two steps of a funnel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FunnelMode {
    /// Any other events.
    #[default]
    Default,
    /// Any other events, but the customer stops where a step already passed, other than the first, comes again.
    StrictDeduplication,
    /// No other event at all: the customer stops at the first one that does not go on.
    StrictOrder,
    /// Any other events, but every step must be later in time than the one before. As in ClickHouse, a later
    /// event of a step already passed replaces the earlier one before times are compared.
    StrictIncrease,
}

impl Funnel {
    /// A funnel over these touchpoints.
    pub fn new<T: Into<String>>(steps: impl IntoIterator<Item = T>) -> Self {
        Self { steps: steps.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// Sets the longest time from the first step to any later one.
    #[must_use]
    pub fn within(mut self, window: TimeSpan) -> Self {
        self.within = Some(window);
        self
    }

    /// Says what may lie between two steps.
    #[must_use]
    pub fn mode(mut self, mode: FunnelMode) -> Self {
        self.mode = mode;
        self
    }
}

/// Steps resolved against a log.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelPlan {
    /// Positions of a touchpoint among the steps, highest first, by its code; none for other touchpoints.
    positions: Vec<Vec<u16>>,
    /// Codes of the steps' touchpoints.
    steps: Vec<u32>,
    /// In microseconds.
    window: Option<i64>,
    mode: FunnelMode,
    /// Time of the last event of the data; only for the report.
    end: i64,
}

impl Analysis for Funnel {
    type Plan = FunnelPlan;
    type Summary = FunnelSummary;
    type Report = FunnelReport;

    fn plan(&self, log: &EventLog) -> Result<FunnelPlan> {
        if self.steps.is_empty() || self.steps.len() > MOST_STEPS {
            let expected = format!("1 to {MOST_STEPS} touchpoints");
            return Err(Error::option("steps", format!("a list of {}", self.steps.len()), expected));
        }
        if self.within.is_some_and(|window| window.as_micros() < 0) {
            return Err(Error::option("within", self.within.unwrap_or_default(), "a time span of 0 or more"));
        }
        let steps: Vec<u32> =
            self.steps.iter().map(|name| log.touchpoint_code(name)).collect::<Result<_>>()?;
        let mut positions = vec![Vec::new(); log.touchpoints().len()];
        for (position, &code) in steps.iter().enumerate().rev() {
            if let Some(list) = positions.get_mut(code as usize) {
                list.push(position as u16);
            }
        }
        Ok(FunnelPlan {
            positions,
            steps,
            window: self.within.map(TimeSpan::as_micros),
            mode: self.mode,
            end: log.schema.period.map_or(i64::MIN, |(_, last)| last),
        })
    }

    fn observe(&self, plan: &FunnelPlan, shard: &Shard, summary: &mut FunnelSummary) {
        summary.fit(plan.steps.len());
        let mut matcher = Matcher::new(plan);
        for journey in shard.journeys() {
            summary.customers += 1;
            if let Some(outcome) = matcher.run(&journey) {
                summary.see(&outcome);
            }
        }
    }

    fn merge(&self, into: &mut FunnelSummary, other: FunnelSummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &FunnelPlan, after: &FunnelPlan) -> bool {
        before.steps == after.steps
    }

    fn retract(&self, into: &mut FunnelSummary, part: FunnelSummary) {
        into.retract(&part);
    }

    fn settle(&self, summary: &mut FunnelSummary) -> Result<()> {
        Durations::settle_all(summary.lists_mut())
    }

    fn compact(&self, plan: &FunnelPlan, summary: &mut FunnelSummary, room: &Room) -> Result<()> {
        summary.close(plan.end);
        room.bound(summary.lists_mut());
        Ok(())
    }

    fn finish(&self, plan: &FunnelPlan, summary: &mut FunnelSummary) -> Result<FunnelReport> {
        report::finish(&self.steps, plan, summary)
    }
}

const MOST_STEPS: usize = 256;
