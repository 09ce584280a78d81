//! Customer journey maps that measure themselves.

pub mod analysis;
pub mod error;
#[cfg(fuzzing)]
pub mod fuzzing;
mod glob;
pub mod ingest;
pub mod log;
pub mod measure;
pub mod model;
pub mod numeric;
pub mod privacy;
pub mod render;
#[cfg(feature = "schema")]
mod schema;
mod similar;
pub mod simulate;
#[cfg(feature = "python")]
pub mod surface;
pub mod text;
pub mod work;

#[doc(no_inline)]
pub use error::{Error, Result};
pub use log::EventLog;
pub use measure::MeasuredMap;
pub use model::JourneyMap;
pub use petgraph;
