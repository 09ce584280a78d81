//! Sources: documents that say how the export of a vendor becomes events.

mod check;
mod clocks;
mod document;
mod loose;
mod path;
mod plan;
mod preset;
mod read;
mod run;
#[cfg(feature = "schema")]
mod schema;
mod scope;
mod table;
mod tape;
mod test;
#[cfg(test)]
mod tests;
mod text;

pub use document::{
    Case, Each, EachPart, InputFormat, Made, Paths, Pick, Source, SourceColumns, SourceEvent, SourceInput,
};
pub use preset::SourceInfo;
#[cfg(fuzzing)]
pub(crate) use read::read_in_blocks;
#[cfg(feature = "schema")]
pub use schema::source_schema;
