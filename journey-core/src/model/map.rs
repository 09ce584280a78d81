//! The journey map itself: scope, objective, personas, stages, planned paths, KPIs.

use serde::{Deserialize, Serialize};

use super::{Kpi, Persona, Stage, Touchpoint};

/// A customer journey map: the document that a team keeps and that this library measures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify), tsify(rename = "JourneyMapDocument"))]
pub struct JourneyMap {
    /// Version of the format: 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub format: u32,
    /// Name of the map.
    pub name: String,
    /// What the map is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<String>,
    /// From where to where the journey goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// Who answers for the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// IANA time zone of everything with a calendar; UTC if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Where ratings are found in the events, unless a touchpoint says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<RatingScale>,
    /// Where comments are found in the events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<CommentColumn>,
    /// Kinds of customers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personas: Vec<Persona>,
    /// Phases of the journey, in order.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub stages: Vec<Stage>,
    /// Paths that the team designed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned_paths: Vec<PlannedPath>,
    /// Measures with targets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kpis: Vec<Kpi>,
}

impl JourneyMap {
    /// All touchpoints, in the order of the stages.
    pub fn touchpoints(&self) -> impl Iterator<Item = &Touchpoint> {
        self.stages.iter().flat_map(|stage| &stage.touchpoints)
    }
}

/// From where to where a journey goes. A journey that has reached `to` is complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Scope {
    /// Id of the stage or touchpoint where it begins; the first stage if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Id of the stage or touchpoint where it is complete; the last stage if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A path through the touchpoints that the team designed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PlannedPath {
    /// Name of the path.
    pub name: String,
    /// Ids of its touchpoints, in order.
    pub touchpoints: Vec<String>,
    /// Ids of the personas it is meant for; all if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personas: Vec<String>,
}

/// A column of comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CommentColumn {
    /// Text column with what customers wrote.
    pub column: String,
    /// Number column with how positive each comment is, from -1 to +1. If left out, comments are taken for English and
    /// scored word by word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentiment: Option<String>,
}

/// A column of ratings and the scale it is on.
///
/// The scale is mapped linearly to the emotion scale: `min` to -2, `max` to +2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RatingScale {
    /// Number column with the ratings.
    pub column: String,
    /// Worst rating.
    pub min: f64,
    /// Best rating.
    pub max: f64,
}
