//! What was found in an OCEL file, and what flattening does to it.

use serde::{Deserialize, Serialize};

/// What was found in an OCEL file, and what of it was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct OcelReport {
    /// Events in the file.
    pub events: u64,
    /// Objects in the file.
    pub objects: u64,
    /// Relations of events to objects that are kept.
    pub event_relations: u64,
    /// Relations of objects to objects that are kept.
    pub object_relations: u64,
    /// Relations of events to objects that the file does not have; left out.
    pub dangling_event_relations: u64,
    /// Relations of objects to objects that the file does not have; left out.
    pub dangling_object_relations: u64,
    /// Events whose type the file does not declare; kept.
    pub undeclared_event_types: u64,
    /// Objects whose type the file does not declare; kept.
    pub undeclared_object_types: u64,
    /// Values of attributes that the type does not declare; kept.
    pub undeclared_attributes: u64,
    /// Events with the id of one before; left out.
    pub duplicate_events: u64,
    /// Objects with the id of one before; left out.
    pub duplicate_objects: u64,
    /// Events without id, type or a time that can be read; left out.
    pub skipped_events: u64,
    /// Objects without id or type; left out.
    pub skipped_objects: u64,
    /// Values of attributes that are not of the declared type, or without name; left out.
    pub skipped_attributes: u64,
    /// Events without any object.
    pub events_without_objects: u64,
    /// Times without zone, read in that of the options.
    pub times_without_zone: u64,
    /// Local times that a change of the clocks skipped or repeated, read as an hour later or as the first of two.
    pub ambiguous_times: u64,
    /// Zone in which times without zone were read.
    pub time_zone: String,
    /// The first faults, at most 20.
    pub problems: Vec<OcelProblem>,
}

/// Where and how a file is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct OcelProblem {
    /// The event or object, such as `events["e1"]`.
    pub field: String,
    /// What is wrong there.
    pub message: String,
}

/// A type of objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ObjectTypeInfo {
    /// Its name.
    pub name: String,
    /// Objects of this type.
    pub objects: u64,
    /// Events that are related to at least one of them.
    pub events: u64,
    /// Relations of events to them.
    pub relations: u64,
    /// Names of their attributes.
    pub attributes: Vec<String>,
}

/// A type of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EventTypeInfo {
    /// Its name.
    pub name: String,
    /// Events of this type.
    pub events: u64,
    /// Names of their attributes.
    pub attributes: Vec<String>,
}

/// What flattening by a type of objects does to the events: an event is in the log as often as it has objects of the
/// type, so counts of events in the log are not counts of what happened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FlattenReport {
    /// The type.
    pub object_type: String,
    /// Events of the object log.
    pub events: u64,
    /// Events of the flat log.
    pub flat_events: u64,
    /// Objects of the type.
    pub objects: u64,
    /// Objects of the type without any event; they are no journeys.
    pub objects_without_events: u64,
    /// Events without an object of the type; they are not in the flat log (deficiency).
    pub events_without_object: u64,
    /// Events with several objects of the type (convergence).
    pub converging_events: u64,
    /// How many events of the flat log are repetitions of one for another object.
    pub repeated_events: u64,
    /// Events of the flat log whose journey has another one of the same type with other objects of other types
    /// (divergence): they look repeated, and are about something else.
    pub diverging_events: u64,
}
