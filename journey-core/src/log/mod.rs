//! The event log: all events, indexed by customer and time, immutable.

mod append;
mod buffer;
mod builder;
pub(crate) mod chunk;
mod columns;
mod concat;
mod decimal;
pub(crate) mod detect;
mod event_log;
mod gather;
mod index;
mod interner;
mod layers;
mod layout;
mod names;
pub(crate) mod pending;
mod quality;
pub(crate) mod seats;
mod shard;
mod unify;
mod write;
mod xes_report;

pub use buffer::{Buffer, Plain, Texts};
pub use builder::{Event, LogBuilder, LogOptions, Value};
pub use columns::{
    Column, ColumnInfo, ColumnKind, Columns, EpochUnit, MISSING, NO_BOOLEAN, NO_TIME, OnError, Source, Values,
};
pub use event_log::EventLog;
pub use names::Names;
pub use quality::{Quality, SkippedRow};
pub use shard::{Journey, NO_END, Shard};
pub use xes_report::{XesClassifier, XesProblem, XesReport};

pub(crate) use append::Change;
pub(crate) use buffer::TextList;
pub(crate) use builder::Chunks;
pub(crate) use chunk::Chunk;
#[cfg(feature = "file")]
pub(crate) use chunk::{FIRST_TIME, LAST_TIME};
pub(crate) use event_log::Schema;
pub(crate) use layout::Facts;
pub(crate) use layout::assemble;
#[cfg(feature = "file")]
pub(crate) use names::hash;
pub(crate) use names::shard_of;
pub(crate) use quality::SAMPLE;
pub(crate) use shard::ShardData;
