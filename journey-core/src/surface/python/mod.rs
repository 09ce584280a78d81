//! The plain data types as Python classes: attributes, constructors, `to_dict`, `to_json`, `from_json`,
//! `repr` and pickling, made by macros from what serde already knows.
//!
//! Enums without data are plain `str` in Python (typed as `Literal`), [`Scalar`](crate::model::Scalar) is
//! `bool`, `float` or `str`, [`TimeSpan`](crate::model::TimeSpan) is `datetime.timedelta`. Rules and KPI
//! measures are classes with one static constructor a kind.

// `to_json` and `to_dict` take `self` by reference also where the type is small: one macro writes them for all.
#![allow(clippy::wrong_self_convention)]

mod changes;
mod data;
mod emotions;
mod error;
mod fact;
mod faults;
mod findings;
mod graph;
mod kpi;
mod models;
mod reports;
mod rows;
mod rules;
mod score;
mod steps;
mod table;
mod text_enums;
mod values;
mod wrapper;

pub use changes::FlowChangeClass;
pub use data::{from_json, from_object, repr, to_dict, to_json};
pub use fact::JourneyFactClass;
pub use faults::FaultClass;
pub use kpi::{KpiMeasureClass, KpiScopeClass};
pub use rules::{CustomerRuleClass, EventRuleClass, PredicateClass};
pub use score::SurveyMeasureClass;
pub use steps::{DataFaultClass, GeneralizeClass, StepClass, bots, limits};
pub use table::{arrow_stream, table_batch};
pub use values::{Dict, Instant, List};
