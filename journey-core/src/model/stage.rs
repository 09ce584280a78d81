//! Stages: the ordered phases of a journey.

use serde::{Deserialize, Serialize};

use super::Touchpoint;

/// A phase of the journey, such as awareness or purchase.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Stage {
    /// Unique within the map.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 200)))]
    pub id: String,
    /// Name to show.
    pub name: String,
    /// What the customer wants here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// The question in the customer's mind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Interactions of this stage, in their usual order.
    #[serde(default)]
    pub touchpoints: Vec<Touchpoint>,
}
