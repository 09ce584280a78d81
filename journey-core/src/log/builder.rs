//! From events in any order to an indexed log.

use serde::{Deserialize, Serialize};

use std::sync::{Arc, Mutex, PoisonError};

use super::chunk::{Chunk, Piece};
use super::index::Recoding;
use super::pending::Pending;
use super::shard::ShardData;
use super::unify::{self, Part};
use super::{Column, ColumnKind, EventLog, Names, Quality};
use crate::error::{Error, Place, Result};
use crate::work::Work;

/// How a log is laid out. The defaults are right for nearly everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogOptions {
    /// Number of shards; chosen from the number of events if `None`. Reports do not depend on it.
    pub shards: Option<usize>,
    /// Order of touchpoints at equal times, first to last. Touchpoints that are not listed come
    /// after these, in input order.
    pub priority: Vec<String>,
}

/// One event on its way into a log.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// Customer, or whatever unit a journey is about.
    pub customer: &'a str,
    /// Time in UTC microseconds.
    pub time: i64,
    /// Name of the event.
    pub touchpoint: &'a str,
    /// Time at which it was over, in UTC microseconds.
    pub end: Option<i64>,
    /// Row of the input, from 1.
    pub row: u64,
    /// One value for each further column.
    pub values: &'a [Value<'a>],
}

/// A cell of a further column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// No value.
    Missing,
    /// A text. In a column of unknown kind it may turn out to be a number, a boolean or a time.
    Text(&'a str),
    /// A number; NaN is taken as missing.
    Number(f64),
    /// A whole number. Beyond 2^53 it makes a column of unknown kind a dictionary, so that ids stay exact.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
    /// UTC microseconds.
    Time(i64),
}

/// Collects events and turns them into an [`EventLog`].
///
/// ```
/// use journey_core::log::{Event, LogBuilder, LogOptions};
/// let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
/// for (row, (customer, time, touchpoint)) in [("ann", 2, "buy"), ("ann", 1, "look")].into_iter().enumerate() {
///     builder.push(Event { customer, time, touchpoint, end: None, row: row as u64 + 1, values: &[] })?;
/// }
/// let log = builder.finish()?;
/// assert_eq!((log.customers(), log.events()), (1, 2));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug)]
pub struct LogBuilder {
    chunk: Chunk,
    chunks: Chunks,
    quality: Quality,
}

/// Rows of a chunk that is filled row by row: its customers fit into the cache, and are not few.
const ROWS: usize = 1 << 18;
/// A shard of this many events fits into the second-level cache.
pub(super) const EVENTS_A_SHARD: usize = 65_536;
/// Partitions when nobody knows how many events will come.
const PARTITIONS: usize = 256;
pub(super) const MOST_PARTITIONS: usize = 65_536;

/// Finished chunks, partition by partition.
#[derive(Debug)]
pub(crate) struct Chunks {
    options: LogOptions,
    partitions: usize,
    parts: Vec<Vec<Piece>>,
    touchpoints: Vec<Names>,
    columns: Vec<Vec<Pending>>,
    quality: Quality,
    events: usize,
    memory: usize,
    typed: bool,
}

impl LogBuilder {
    /// A builder for events with these further columns. A kind of `None` is found out from the values.
    pub fn new(options: LogOptions, columns: Vec<(String, Option<ColumnKind>)>) -> Self {
        let columns = columns.into_iter().map(|(name, kind)| Pending::new(name, kind)).collect();
        let chunks = Chunks::new(options, None);
        Self { chunk: Chunk::new(chunks.partitions, columns), chunks, quality: Quality::default() }
    }

    /// Says that the input has types of its own: texts do not turn out to be numbers or booleans.
    pub(crate) fn texts_stay_texts(&mut self) {
        self.chunks.typed = true;
    }

    /// Adds an event.
    ///
    /// # Errors
    /// [`Error::BadValue`] if a value does not fit the stated kind of its column, is infinite, or a
    /// time lies beyond the years -9999 to 9999; the event is then not in the log. [`Error::Limit`] beyond
    /// 4 GiB of names, 2^32 rows, or the memory limit of [`Work`]; [`Error::Cancelled`].
    pub fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.chunk.push(event)?;
        if self.chunk.len() >= ROWS {
            let next = self.chunk.next();
            self.chunks.add(std::mem::replace(&mut self.chunk, next))?;
        }
        Ok(())
    }

    /// Adds a further column; events that are there have no value in it. Returns its position.
    pub fn add_column(&mut self, name: impl Into<String>, kind: Option<ColumnKind>) -> usize {
        self.chunk.add_column(name.into(), kind)
    }

    /// What is known of the quality of the input so far; ingest adds its own counts here.
    pub fn quality_mut(&mut self) -> &mut Quality {
        &mut self.quality
    }

    /// Indexes the events.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for 0 shards; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events · log(longest journey)) time.
    pub fn finish(mut self) -> Result<EventLog> {
        self.chunks.add(self.chunk)?;
        self.chunks.finish(self.quality)
    }
}

impl Chunks {
    /// For about so many events, if that is known.
    pub(crate) fn new(options: LogOptions, events: Option<usize>) -> Self {
        let partitions = match (options.shards, events) {
            (Some(shards), _) => shards.clamp(1, MOST_PARTITIONS),
            (None, Some(events)) => events.div_ceil(EVENTS_A_SHARD).next_power_of_two().min(MOST_PARTITIONS),
            (None, None) => PARTITIONS,
        };
        Self {
            options,
            partitions,
            parts: (0..partitions).map(|_| Vec::new()).collect(),
            touchpoints: Vec::new(),
            columns: Vec::new(),
            quality: Quality::default(),
            events: 0,
            memory: 0,
            typed: false,
        }
    }

    /// Number of partitions that chunks must have.
    pub(crate) fn partitions(&self) -> usize {
        self.partitions
    }

    /// Says that the input has types of its own: texts do not turn out to be numbers or booleans.
    pub(crate) fn texts_stay_texts(&mut self) {
        self.typed = true;
    }

    /// Adds the chunk that comes next in the input.
    ///
    /// # Errors
    /// [`Error::Cancelled`], and [`Error::Limit`] if more memory is needed than allowed.
    pub(crate) fn add(&mut self, chunk: Chunk) -> Result<()> {
        let work = Work::current();
        work.check()?;
        self.memory += chunk.memory();
        self.events += chunk.len();
        if let Some(limit) = work.memory().filter(|&limit| self.memory as u64 > limit) {
            let what = format!("the memory for the first {} events, in bytes,", self.events);
            return Err(Error::Limit { place: Place::default(), what, limit });
        }
        let (pieces, touchpoints, columns, quality) = chunk.cut(self.touchpoints.len());
        for (part, piece) in self.parts.iter_mut().zip(pieces) {
            if !piece.events.is_empty() {
                part.push(piece);
            }
        }
        self.touchpoints.push(touchpoints);
        self.columns.push(columns);
        self.quality.merge(&quality);
        Ok(())
    }

    /// Indexes the events.
    ///
    /// # Errors
    /// See [`LogBuilder::finish`].
    pub(crate) fn finish(mut self, mut quality: Quality) -> Result<EventLog> {
        let shards = self.shard_count()?;
        let (touchpoints, codes) = unify::names(&self.touchpoints);
        let (columns, recodes) = self.settle_columns();
        let recoding = Recoding {
            touchpoints: codes,
            rank: ranks(&self.options.priority, &touchpoints),
            columns: columns.iter().map(|column| column.info.kind).zip(recodes).collect(),
            ends: self.parts.iter().flatten().any(|piece| !piece.ends.is_empty()),
        };
        quality.merge(&self.quality);
        quality.events = self.events as u64;
        if quality.rows == 0 {
            quality.rows = quality.events;
        }
        let together = self.parts.len() / shards;
        let mut parts = self.parts.into_iter();
        let tasks: Vec<Mutex<Vec<Vec<Piece>>>> =
            (0..shards).map(|_| Mutex::new(parts.by_ref().take(together).collect())).collect();
        let data = Work::current().map("indexing", shards, |shard| {
            let task = tasks.get(shard).map(|task| task.lock().unwrap_or_else(PoisonError::into_inner));
            let parts = task.map(|mut parts| std::mem::take(&mut *parts)).unwrap_or_default();
            let parts = parts.into_iter().map(|pieces| recoding.index(pieces)).collect();
            Ok(ShardData::join(parts))
        })?;
        let mut log = super::layout::assemble(data, touchpoints, columns, quality);
        Arc::make_mut(&mut log.schema).priority = self.options.priority;
        Ok(log)
    }

    /// Number of shards: that asked for, or so many that each fits into the cache.
    fn shard_count(&self) -> Result<usize> {
        match self.options.shards {
            Some(0) => Err(Error::option("shards", 0, "at least 1")),
            Some(_) => Ok(self.partitions),
            None => Ok(self.events.div_ceil(EVENTS_A_SHARD).next_power_of_two().min(self.partitions)),
        }
    }

    fn settle_columns(&mut self) -> (Vec<Column>, Vec<Vec<unify::Recode>>) {
        let names: Vec<(String, Option<ColumnKind>)> = self.columns.last().map_or(Vec::new(), |columns| {
            columns.iter().map(|column| (column.name.clone(), column.kind)).collect()
        });
        let settle = |(position, (name, kind)): (usize, (String, Option<ColumnKind>))| {
            let names = |columns: &mut Vec<Pending>| {
                columns.get_mut(position).map(|column| std::mem::take(&mut column.names))
            };
            let chunks = self.columns.iter_mut().map(names).collect();
            let part = Part { chunks, name, kind, pieces: &mut self.parts, position };
            part.settle(self.events, self.typed)
        };
        names.into_iter().enumerate().map(settle).unzip()
    }
}

/// Place of each touchpoint at equal times; empty if there is no priority.
pub(super) fn ranks(priority: &[String], touchpoints: &Names) -> Vec<u32> {
    if priority.is_empty() {
        return Vec::new();
    }
    let rank = |name: &str| priority.iter().position(|listed| listed == name).unwrap_or(priority.len());
    touchpoints.iter().map(|name| rank(name) as u32).collect()
}
