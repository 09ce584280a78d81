//! What a measured map holds.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Finding, StatedPainPoint};
use crate::analysis::{DurationStats, EmotionReport, Estimate};
use crate::log::Quality;
use crate::model::{Direction, JourneyMap, KpiScope};

/// A journey map with every number filled in from an event log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(rename = "MeasuredMapDocument"))]
pub struct MeasuredMap {
    /// The map that was measured.
    #[cfg_attr(feature = "typescript", tsify(type = "JourneyMapDocument"))]
    pub map: JourneyMap,
    /// Where every number comes from.
    pub provenance: Provenance,
    /// First everybody, then each persona in the order of the map.
    pub views: Vec<View>,
    /// What hurts most, worst first, over all views.
    pub pain_points: Vec<Finding>,
    /// What delights most, best first, over all views.
    pub delights: Vec<Finding>,
    /// The pain points that the map states, in its order, and what the data say about each.
    pub stated_pain_points: Vec<StatedPainPoint>,
    /// How customers feel on their way, from the ratings and comments that the map names: everybody, then each persona (its id
    /// is the group), held against what the map expects. Ratings and comments of one event have equal weights.
    #[serde(default)]
    pub emotions: EmotionReport,
    /// What the data say and the map does not.
    pub coverage: Coverage,
    /// What was doubtful in the input of the log.
    pub quality: Quality,
}

/// Where the numbers of a measured map come from. A name and a denominator stand beside every number;
/// the rest is the same for all of them and stands here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Provenance {
    /// Operation that made them: `measure`.
    pub operation: String,
    /// Version of this library.
    pub version: String,
    /// Options of the operation, as JSON.
    pub options: String,
    /// Digest of the log.
    pub fingerprint: String,
    /// Events of the log.
    pub events: u64,
    /// Customers of the log.
    pub customers: u64,
    /// Time of the first event.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub from: Option<Timestamp>,
    /// Time of the last event: the end of observation.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub to: Option<Timestamp>,
    /// A journey whose last event lies after this time, and which is not complete, is open.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub open_after: Option<Timestamp>,
    /// IANA zone of everything with a calendar.
    pub time_zone: String,
}

/// The map measured for everybody or for one persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct View {
    /// Id of the persona; `None` for everybody.
    pub persona: Option<String>,
    /// Name to show.
    pub name: String,
    /// Customers with at least one event bound to the map.
    pub customers: u64,
    /// Events bound to the map.
    pub events: u64,
    /// Journeys that reached the end of the scope.
    pub completed: u64,
    /// Journeys that are neither complete nor over: they may still go on.
    pub open: u64,
    /// Journeys that are over and not complete.
    pub lost: u64,
    /// Share of completed journeys among completed and lost ones that began so long before the end of the data that
    /// it is known which they are.
    pub completion: Estimate,
    /// Stages in the order of the map.
    pub stages: Vec<MeasuredElement>,
    /// Touchpoints in the order of the map.
    pub touchpoints: Vec<MeasuredElement>,
    /// KPIs in the order of the map. A view of a persona holds the same KPIs over its customers.
    pub kpis: Vec<MeasuredKpi>,
    /// Moves between touchpoints of different owners, most frequent first.
    pub handoffs: Vec<Handoff>,
}

/// Whether an element is a stage or a touchpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum ElementKind {
    /// A stage.
    Stage,
    /// A touchpoint.
    Touchpoint,
}

/// Everything measured about one stage or touchpoint.
///
/// A *visit* is an unbroken run of events of one journey at the element.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct MeasuredElement {
    /// Stage or touchpoint.
    pub kind: ElementKind,
    /// Id in the map.
    pub id: String,
    /// Id of the stage it belongs to; its own for a stage.
    pub stage: String,
    /// Distinct customers with an event here.
    pub customers: u64,
    /// Share of the view's customers with an event here.
    pub share: Estimate,
    /// Events here.
    pub events: u64,
    /// Visits here.
    pub visits: u64,
    /// Customers here who later had an event in a later stage (for a touchpoint: at a touchpoint that
    /// comes later in the map), as a share of those here of whom it is known: those who first came here before
    /// [`Provenance::open_after`], but for open ones who may still go on. Undefined for the last.
    pub conversion: Estimate,
    /// Customers whose journey ended here, incomplete and over, as a share of those of whom it is known: who were last
    /// here before the end of the scope and before [`Provenance::open_after`], but for open ones who may still go on.
    /// Undefined at and after the end of the scope.
    pub drop_off: Estimate,
    /// Customers whose journey ended here, incomplete and over.
    pub dropped: u64,
    /// Customers whose last event is here and who are still open.
    pub open: u64,
    /// Arrivals from an element that comes later in the map.
    pub backward: u64,
    /// How long visits took: from the first event to the end of the last one. A visit of one event
    /// without an end has no measurable length and is not in `n`.
    pub time_spent: DurationStats,
    /// How long customers waited: from the end of the visit before to the beginning of this one.
    pub waiting_time: DurationStats,
    /// Events divided by customers here.
    pub interactions_per_customer: Estimate,
    /// Channels of the events here, most frequent first: from the log's column `channel` if there is
    /// one, otherwise what the map says.
    pub channels: Vec<ChannelCount>,
    /// Arrivals from a touchpoint of another owner.
    pub handoffs: u64,
    /// Mean rating on the scale of the input.
    pub rating: Estimate,
    /// Mean rating on the emotion scale, -2 to +2.
    pub emotion: Estimate,
    /// Emotion that the map expects: for this persona if stated, else for everybody. For a stage, the
    /// mean over its touchpoints that state one.
    pub expected_emotion: Option<f64>,
    /// Ratings outside of the stated scale; they count nowhere.
    pub out_of_scale: u64,
    /// Input rows of some events here, at most five, smallest first.
    pub rows: Vec<u64>,
}

/// Events of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ChannelCount {
    /// Channel.
    pub channel: String,
    /// Events.
    pub count: u64,
}

/// Moves from a touchpoint of one owner to a touchpoint of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Handoff {
    /// Owner who hands over.
    pub source: String,
    /// Owner who takes over.
    pub target: String,
    /// Moves.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// How long customers waited in between.
    pub waiting_time: DurationStats,
}

/// Unit of a KPI's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Unit {
    /// A share of 1.
    Share,
    /// Points, from -100 to +100.
    Points,
    /// The scale of the answers.
    Rating,
    /// Seconds.
    Seconds,
    /// The unit of the amounts in the log.
    Amount,
    /// A count.
    Count,
}

/// A KPI with its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct MeasuredKpi {
    /// Id in the map.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// Part of the map that it is about.
    pub scope: KpiScope,
    /// Name of the measure, such as `nps`.
    pub measure: String,
    /// Value with its interval and sample.
    pub value: Estimate,
    /// Unit of value and target.
    pub unit: Unit,
    /// Target in the same unit.
    pub target: Option<f64>,
    /// Which way is better.
    pub direction: Direction,
    /// Met, missed or uncertain; `None` without target or value.
    pub status: Option<KpiStatus>,
    /// Answers that were left out: outside of the scale, or amounts that are not finite.
    pub dropped: u64,
    /// Input rows of some events that it counts, at most five, smallest first.
    pub rows: Vec<u64>,
}

/// Whether a KPI reaches its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum KpiStatus {
    /// The target is reached, and the interval does not contain it.
    Met,
    /// The interval contains the target.
    Uncertain,
    /// The target is not reached, and the interval does not contain it.
    Missed,
}

/// What the data say and the map does not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Coverage {
    /// Events bound to a touchpoint.
    pub bound_events: u64,
    /// Events bound to no touchpoint.
    pub unbound_events: u64,
    /// Names of unbound events, most frequent first, at most 100.
    pub unbound: Vec<EventCount>,
    /// Customers without any bound event.
    pub unbound_customers: u64,
    /// Events that match the rules of several touchpoints; they belong to the first.
    pub ambiguous_events: u64,
    /// Which touchpoints compete for them, most frequent first.
    pub overlaps: Vec<Overlap>,
    /// Ids of touchpoints without any event.
    pub unseen_touchpoints: Vec<String>,
    /// How the personas cover the customers.
    pub personas: PersonaCoverage,
    /// Columns that the ratings and KPIs of the map name and that the log does not have: the numbers
    /// that need them are undefined.
    #[serde(default)]
    pub missing_columns: Vec<String>,
}

/// Events of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EventCount {
    /// Raw name of the events.
    pub name: String,
    /// Events.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
}

/// Events that match the rules of several touchpoints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Overlap {
    /// Ids of the touchpoints, in map order; the events belong to the first.
    pub touchpoints: Vec<String>,
    /// Events.
    pub count: u64,
}

/// How the personas cover the customers with bound events.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PersonaCoverage {
    /// Customers in no persona.
    pub none: u64,
    /// Customers in exactly one.
    pub one: u64,
    /// Customers in several.
    pub several: u64,
}
