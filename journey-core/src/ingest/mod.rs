//! Reading files and frames into an event log. Errors say row and column.

#[cfg(feature = "arrow")]
mod arrow;
mod beside;
mod blocks;
#[cfg(feature = "arrow")]
mod bulk;
mod clock;
mod csv;
mod customers;
mod decoded;
mod frame;
mod further;
mod input;
mod instant;
#[cfg(feature = "ipc")]
mod ipc;
mod json;
mod lines;
mod loader;
mod marks;
#[cfg(feature = "file")]
mod native;
mod ocel;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(test)]
mod partial;
mod plan;
mod recent;
mod records;
mod sink;
mod sorted;
pub mod source;
mod stream;
mod survey;
mod swar;
mod xes;
mod xml;

#[cfg(fuzzing)]
pub(crate) use csv::read_in_blocks as csv_in_blocks;
pub use customers::CustomerTable;
pub use frame::{Frame, FrameColumn};
#[cfg(fuzzing)]
pub(crate) use lines::read_in_blocks as json_lines_in_blocks;
pub use ocel::{
    EventTypeInfo, FlattenReport, ObjectLog, ObjectRelation, ObjectTypeInfo, OcelOptions, OcelProblem,
    OcelReport,
};
pub use sorted::LogStream;
pub use source::Source;
pub use stream::EventReader;
pub use survey::{Rating, SurveyColumns};
pub use xes::{Classifier, XesLifecycle, XesOptions};
