//! Reading files and frames into an event log. Errors say row and column.

#[cfg(feature = "arrow")]
mod arrow;
mod blocks;
#[cfg(feature = "arrow")]
mod bulk;
mod clock;
mod csv;
mod customers;
mod frame;
mod further;
mod input;
mod instant;
mod json;
mod loader;
mod marks;
#[cfg(feature = "file")]
mod native;
#[cfg(feature = "parquet")]
mod parquet;
mod plan;
mod recent;
mod records;
mod sink;
mod sorted;
mod stream;
mod survey;
mod swar;

pub use customers::CustomerTable;
pub use frame::{Frame, FrameColumn};
pub use sorted::LogStream;
pub use stream::EventReader;
pub use survey::{Rating, SurveyColumns};
