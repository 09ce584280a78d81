//! The journey map document: what a map, stage, touchpoint, persona and KPI are. No algorithms.

mod build;
mod check;
mod kpi;
mod map;
mod path;
pub mod pattern;
mod persona;
mod read;
mod rule;
mod scalar;
#[cfg(feature = "schema")]
mod schema;
mod stage;
mod template;
mod time;
mod touchpoint;
mod write;

pub use check::ISSUE_CODES;
pub(crate) use check::Problem;
pub use kpi::{CesForm, Direction, Kpi, KpiMeasure, KpiScope, KpiTarget, Period, Statistic};
pub use map::{CommentColumn, JourneyMap, PlannedPath, RatingScale, Scope};
pub(crate) use path::{Path, shorten};
pub use pattern::Pattern;
pub use persona::{Demographics, Persona, Psychographics};
pub(crate) use read::{Document, Syntax, load, read, read_bytes, read_changed};
pub use rule::{Comparison, CustomerRule, EventRule, Predicate};
pub use scalar::Scalar;
#[cfg(feature = "schema")]
pub use schema::json_schema;
pub use stage::Stage;
pub use time::TimeSpan;
pub use touchpoint::{
    Emotion, FindingKind, Opportunity, OpportunityStatus, PainPoint, Place as TouchpointPlace, Touchpoint,
};
pub(crate) use write::yaml_of_json;
