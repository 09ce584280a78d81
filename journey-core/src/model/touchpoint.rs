//! Touchpoints: the interactions of a journey, with what customers do, think, feel and suffer there.

use serde::{Deserialize, Serialize};

use super::{EventRule, RatingScale, TimeSpan};

/// One interaction between customer and brand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Touchpoint {
    /// Unique within the map, also among stages and personas.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    pub id: String,
    /// Name to show.
    pub name: String,
    /// Where it happens, such as `web`, `store` or `call center`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Online or offline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", tsify(type = "TouchpointPlace"))]
    pub place: Option<Place>,
    /// Team that answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What the customer does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What the customer thinks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thoughts: Vec<String>,
    /// What the team expects customers to feel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emotions: Vec<Emotion>,
    /// Whether this is a moment of truth: one that decides about the whole journey.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub moment_of_truth: bool,
    /// Whether customers come here for help, such as to a call centre: what sends them here is then found.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub support: bool,
    /// Whether customers should have to do this only once, as with a payment and unlike a search: that they do it again at
    /// once is then found.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub once: bool,
    /// How long a visit should take at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_time_spent: Option<TimeSpan>,
    /// How long customers should wait for it at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_waiting_time: Option<TimeSpan>,
    /// Known obstacles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pain_points: Vec<PainPoint>,
    /// Possible improvements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opportunities: Vec<Opportunity>,
    /// Where its ratings are found; the map's `rating` if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<RatingScale>,
    /// Which events belong to it. If left out: those whose touchpoint equals the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<EventRule>,
    /// Which of its events are failed attempts, such as a payment that was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<EventRule>,
}

/// Whether a touchpoint is online or offline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(rename = "TouchpointPlace"))]
pub enum Place {
    /// On a network.
    Online,
    /// In the physical world.
    Offline,
}

/// What the team expects a kind of customer to feel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Emotion {
    /// From -2 (very negative) to +2 (very positive).
    #[cfg_attr(feature = "schema", schemars(range(min = -2, max = 2)))]
    pub valence: f64,
    /// A word for it, such as `relief`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Id of the persona that feels so; everybody if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persona: Option<String>,
}

/// A known obstacle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PainPoint {
    /// What hurts.
    pub text: String,
    /// From 1 (a nuisance) to 5 (customers leave).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub severity: Option<u8>,
    /// How the team knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// What it shows itself by: only a finding of this kind then confirms it, else any at its touchpoint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<FindingKind>,
}

/// What a pain point, a bottleneck, a silo or a delight shows itself by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FindingKind {
    /// More customers leave than the baseline says.
    DropOff,
    /// For a stretch of time, more customers left than before and after.
    Outage,
    /// Customers wait longer than the target or the baseline says: a bottleneck.
    WaitingTime,
    /// Customers who are handed over from another owner wait longer than those who are not: a silo.
    Handoff,
    /// Customers rate lower than the baseline says.
    Rating,
    /// From some day on, customers rate lower than before.
    FallingRating,
    /// More comments are negative than the baseline says.
    NegativeComments,
    /// More customers have failed attempts than the baseline says.
    FailedAttempts,
    /// More customers do it again at once than the baseline says, where they should have to do it only once.
    Repetition,
    /// More customers are sent back to where they have been than the baseline says.
    ReturnLoop,
    /// More customers need help straight afterwards than the baseline says.
    SupportContact,
    /// More customers ask for help again, on another channel, than the baseline says: a silo.
    RepeatedContact,
    /// Customers rate higher than the baseline says.
    Delight,
}

/// A possible improvement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Opportunity {
    /// What could be done.
    pub text: String,
    /// How much work it is, in the team's own words, such as `2 weeks`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<String>,
    /// Team that would do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// How far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<OpportunityStatus>,
}

/// How far an opportunity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum OpportunityStatus {
    /// Written down.
    Idea,
    /// Decided.
    Planned,
    /// Being worked on.
    InProgress,
    /// In front of customers.
    Done,
    /// Decided against.
    Rejected,
}
