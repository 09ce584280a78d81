//! Funnel: how many customers reach each step, in order and in time?

mod chains;
mod check;
mod entries;
mod events;
mod extras;
mod extras_report;
mod follow;
mod hits;
mod matcher;
mod members;
#[cfg(test)]
mod option_tests;
mod outcome;
mod plan;
mod report;
mod sets;
mod step;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use extras_report::{FunnelBin, FunnelCorrelation, FunnelNext, FunnelNextKind, FunnelPeriod};
pub use members::FunnelMember;
pub use plan::FunnelPlan;
pub use report::{FunnelReport, FunnelRow, FunnelValue};
pub use step::{FunnelExclusion, FunnelStep};
pub use summary::FunnelSummary;

use super::{Analysis, Room, Weekday};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::model::{Period, TimeSpan};
use crate::numeric::Durations;
use follow::Follower;
use summary::see_steps;

/// How many customers reach each step, in order and in time?
///
/// For each customer, the longest prefix of the steps is found that was passed in order, every step at most
/// `within` after the first one (an event exactly `within` later still counts). Customers may begin again: the
/// latest start counts with which the later steps are still in time. Other events may lie in between, unless
/// `mode` says otherwise. Events at equal times match in the order of the steps; an event matches at most
/// one step, and a touchpoint may stand in several steps. A step is a touchpoint or a single event in the language of
/// patterns; see [`FunnelStep`].
///
/// A customer who did not finish but whose window is still running at the end of the data is *open*, neither
/// converted nor lost, and is left out of the denominators of later steps. Without a window in time nobody is open.
///
/// Times of steps are those of the chain that first reached the customer's last step: its latest usable start,
/// and then the first event of every step after the step before.
///
/// With the order `any`, row `n` has the customers who passed any `n` of the steps. A step that is `optional` may be left
/// out; its row has those who passed it on the way that counts, and rates of later steps are of the last step before that
/// is not optional.
///
/// # Errors
/// For no steps or more than 256, a negative window, a touchpoint that the log does not have, and options that do not
/// fit together, by name.
///
/// # Complexity
/// O(events · steps) time, and O(events) where every event is at most one step; some 12 bytes a customer and step while
/// running, for exact quantiles of times.
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
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Funnel {
    /// Steps in order.
    pub steps: Vec<FunnelStep>,
    /// Longest time from the first step to any later one; any time if `None`.
    pub within: Option<TimeSpan>,
    /// What may lie between two steps.
    pub mode: FunnelMode,
    /// Whether the steps must come in their order.
    pub order: FunnelOrder,
    /// Whether windows are measured from the first step or from the one before.
    pub window_from: WindowFrom,
    /// A step is at most so many events later; 1 is the very next event.
    pub within_events: Option<u32>,
    /// All steps lie within so many sessions, those without a step counted; 1 is the same session.
    pub within_sessions: Option<u32>,
    /// Column with the ids of sessions, which [`Sessions::into_column`](crate::log::Sessions::into_column) makes.
    pub session: Option<String>,
    /// Events that must not lie between steps.
    pub exclude: Vec<FunnelExclusion>,
    /// Which start of a customer counts.
    pub reentry: FunnelReentry,
    /// Whether customers may enter at any step, and not at the first one only. A step then has all customers with an event
    /// of it; [`FunnelRow::entered`] says how many of them did not come from the step before, and rates are of those who
    /// did. Shares are of all customers with any step.
    pub open: bool,
    /// What is counted.
    pub count: FunnelCount,
    /// Columns whose values must be equal on all steps. Each journey is taken apart by these values, exclusions too, and
    /// the part that comes furthest counts. Events without a value are left out.
    pub hold: Vec<String>,
    /// Dictionary column whose values are groups, which get rows of their own.
    pub by: Option<String>,
    /// Which value of a customer counts, of those at the steps passed.
    pub attribution: FunnelAttribution,
    /// Number of the step, from 1, for the attribution `step`.
    pub attribution_step: Option<u32>,
    /// Rows for each day, week or month of the first step.
    pub trend: Option<Period>,
    /// IANA time zone of `trend`; UTC if `None`.
    pub time_zone: Option<String>,
    /// First day of a week.
    pub week_start: Weekday,
    /// Number column whose values are summed up at each step.
    pub value: Option<String>,
    /// So many bins of equal width for the times from the first step to the last one.
    pub bins: Option<u32>,
    /// So many touchpoints are shown that dropped customers came to next, for each step.
    pub next: Option<u32>,
    /// What is compared between converted and dropped customers: `touchpoint`, for those after the first step, and
    /// dictionary columns.
    pub correlate: Vec<String>,
    /// Least number of customers with, and without, what is compared; 25 if `None`.
    pub correlate_least: Option<u32>,
}

/// Which value of a customer counts, of those at the steps that the customer passed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FunnelAttribution {
    /// The first one.
    #[default]
    First,
    /// The last one.
    Last,
    /// All of them: the customer counts in several groups.
    All,
    /// That of one step; those who did not pass it are in no group.
    Step,
}

/// Whether the steps of a funnel must come in their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FunnelOrder {
    /// One after the other.
    #[default]
    Ordered,
    /// In any order, but for anchored steps: these come after all steps before them and before all steps after them. An
    /// event that fits several steps counts for the one that was not seen for longest.
    Any,
}

/// From where the window of a funnel is measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum WindowFrom {
    /// From the first step.
    #[default]
    First,
    /// From the step before.
    Previous,
}

/// Which start of a customer counts in a funnel.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FunnelReentry {
    /// The last one before the steps that follow: customers may begin again, and the way that comes furthest counts.
    #[default]
    LastBefore,
    /// The first one only.
    First,
}

/// What a funnel counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FunnelCount {
    /// Customers, each of them once.
    #[default]
    Customers,
    /// Sessions: all steps lie in one session, and each session counts once.
    Sessions,
    /// Attempts: each begins with a first step after the end of the one before, which is complete or can no longer be.
    Totals,
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
    /// A funnel over these touchpoints or steps.
    pub fn new<T: Into<FunnelStep>>(steps: impl IntoIterator<Item = T>) -> Self {
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

/// `fn name(argument: type) field = value`: one builder method a field.
macro_rules! builders {
    ($($(#[$doc:meta])* fn $name:ident$(<$generic:ident: $into:ty>)?($($argument:ident: $type:ty),*) $field:ident = $value:expr;)+) => {
        impl Funnel {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name$(<$generic: Into<$into>>)?(mut self, $($argument: $type),*) -> Self {
                    self.$field = $value;
                    self
                }
            )+
        }
    };
}

impl Funnel {
    /// The value at one step counts, by its number from 1.
    #[must_use]
    pub fn attribution_step(mut self, step: u32) -> Self {
        (self.attribution, self.attribution_step) = (FunnelAttribution::Step, Some(step));
        self
    }
}

builders! {
    /// Customers may enter at any step.
    fn open() open = true;
    /// Steps may come in any order, but for anchored ones.
    fn any_order() order = FunnelOrder::Any;
    /// Windows are measured from the step before.
    fn window_from_previous() window_from = WindowFrom::Previous;
    /// A step is at most so many events later.
    fn within_events(events: u32) within_events = Some(events);
    /// All steps lie within so many sessions; needs [`session`](Self::session).
    fn within_sessions(sessions: u32) within_sessions = Some(sessions);
    /// Column with the ids of sessions.
    fn session<T: String>(column: T) session = Some(column.into());
    /// Events that must not lie between steps.
    fn exclude<T: FunnelExclusion>(events: impl IntoIterator<Item = T>) exclude = events.into_iter().map(Into::into).collect();
    /// Which start of a customer counts.
    fn reentry(reentry: FunnelReentry) reentry = reentry;
    /// What is counted.
    fn count(count: FunnelCount) count = count;
    /// Columns whose values must be equal on all steps.
    fn hold<T: String>(columns: impl IntoIterator<Item = T>) hold = columns.into_iter().map(Into::into).collect();
    /// Dictionary column whose values are groups.
    fn by<T: String>(column: T) by = Some(column.into());
    /// Which value of a customer counts.
    fn attribution(attribution: FunnelAttribution) attribution = attribution;
    /// Rows for each day, week or month of the first step.
    fn trend(period: Period) trend = Some(period);
    /// Time zone of the trend.
    fn time_zone<T: String>(zone: T) time_zone = Some(zone.into());
    /// First day of a week of the trend.
    fn week_start(day: Weekday) week_start = day;
    /// Number column whose values are summed up at each step.
    fn value<T: String>(column: T) value = Some(column.into());
    /// So many bins for the times to finish.
    fn bins(bins: u32) bins = Some(bins);
    /// So many touchpoints are shown that dropped customers came to next.
    fn next(most: u32) next = Some(most);
    /// What is compared between converted and dropped customers.
    fn correlate<T: String>(columns: impl IntoIterator<Item = T>) correlate = columns.into_iter().map(Into::into).collect();
}

impl Analysis for Funnel {
    type Plan = FunnelPlan;
    type Summary = FunnelSummary;
    type Report = FunnelReport;

    fn plan(&self, log: &EventLog) -> Result<FunnelPlan> {
        FunnelPlan::new(self, log)
    }

    fn observe(&self, plan: &FunnelPlan, shard: &Shard, summary: &mut FunnelSummary) {
        summary.fit(plan.steps.len());
        if self.has_extras() {
            summary.extras.get_or_insert_default();
        }
        let mut follower = Follower::new(plan);
        for journey in shard.journeys() {
            let FunnelSummary { customers, steps, extras, unfinished } = summary;
            *customers += follower.follow(&journey, |passage| {
                see_steps(steps, passage);
                if self.open {
                    unfinished.see_all(passage.times.len() == plan.steps.len(), passage.deadline);
                }
                if let Some(extras) = extras {
                    plan.extras.see(&journey, passage, extras);
                }
            });
        }
    }

    fn merge(&self, into: &mut FunnelSummary, other: FunnelSummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &FunnelPlan, after: &FunnelPlan) -> bool {
        self.session.is_none() && !self.open && !self.has_extras() && before.is_like(after)
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
        report::finish(plan, summary)
    }
}
