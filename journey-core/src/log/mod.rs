//! The event log: all events, indexed by customer and time, immutable.

mod anonymize;
mod append;
mod behaviour;
mod buffer;
mod builder;
pub(crate) mod chunk;
mod columns;
mod combine;
mod concat;
mod decimal;
pub(crate) mod detect;
mod event_log;
mod gather;
pub(crate) mod identity;
mod index;
mod interner;
mod layers;
mod layout;
mod names;
pub(crate) mod pattern;
pub(crate) mod pending;
mod quality;
mod recipe;
mod regroup;
mod rfm;
pub(crate) mod rule;
pub(crate) mod seats;
mod selection;
mod sessions;
mod shard;
mod unify;
mod units;
mod write;
mod xes_report;

pub use anonymize::{Anonymize, AnonymizeReport, Generalize, Generalized, PseudonymKey, Redacted};
pub use behaviour::{Behaviour, QuantileBin, Quantiles};
pub use buffer::{Buffer, Plain, Texts};
pub use builder::{Event, LogBuilder, LogOptions, Value};
pub use columns::{
    Column, ColumnInfo, ColumnKind, Columns, EpochUnit, MISSING, NO_BOOLEAN, NO_TIME, OnError, Source, Values,
};
pub use combine::{Combine, Kinds, Part};
pub use event_log::EventLog;
pub use identity::{
    Conflict, CustomerSize, Expiry, IdExample, IdValue, LookAlikes, Normal, OnConflict, StitchColumn,
    StitchReport, Stitching, SuspiciousId,
};
pub use names::Names;
pub use quality::{Quality, SkippedRow};
pub use recipe::{
    Bots, CleaningReport, CleaningRow, CollapseRuns, CutBetween, Recipe, RunValue, ScoreSentiment, Step,
    UrlRow, UrlTree, UrlTreeReport,
};
pub use rfm::{Rfm, RfmReport, RfmRow};
pub use selection::ValueOf;
pub use sessions::{
    GapBin, GapReport, GapValley, NoValley, SessionCut, SessionReport, SessionRule, Sessions,
};
pub use shard::{Journey, NO_END, Shard};
pub use units::{By, ByReport, Without};
pub use xes_report::{XesClassifier, XesProblem, XesReport};

pub(crate) use append::Change;
pub(crate) use buffer::TextList;
pub(crate) use builder::Chunks;
pub(crate) use chunk::Chunk;
#[cfg(feature = "file")]
pub(crate) use chunk::{FIRST_TIME, LAST_TIME};
pub(crate) use event_log::Schema;
pub(crate) use layout::{Copies, Facts, Further};
pub(crate) use names::hash;
pub(crate) use names::shard_of;
pub(crate) use quality::SAMPLE;
pub(crate) use recipe::{BotSign, BotTest, fold};
pub(crate) use shard::ShardData;
