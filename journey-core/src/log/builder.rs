//! From events in any order to an indexed log.

use serde::{Deserialize, Serialize};

use std::sync::{Arc, Mutex, PoisonError};

use super::chunk::{Chunk, Cut, Piece};
use super::detect::TextsAre;
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
    rows_a_chunk: usize,
}

/// Rows of a chunk that is filled row by row: its customers fit into the cache, and are not few.
const ROWS: usize = 1 << 18;
/// A shard of this many events fits into the second-level cache.
pub(super) const EVENTS_A_SHARD: usize = 65_536;
/// Partitions when nobody knows how many events will come.
const PARTITIONS: usize = 256;
pub(super) const MOST_PARTITIONS: usize = 65_536;
/// Partitions that are filled at a time unless a number is asked for: the ends of more do not stay in the cache, which
/// costs more than shards that are larger than it.
const PARTITIONS_AT_A_TIME: usize = 512;

/// Finished chunks, partition by partition.
#[derive(Debug)]
pub(crate) struct Chunks {
    options: LogOptions,
    partitions: usize,
    parts: Vec<Vec<Piece>>,
    chunks: Vec<ChunkSchema>,
    events: usize,
    memory: usize,
    texts: TextsAre,
    /// Kinds of the further columns, if they are known from elsewhere.
    known: Vec<ColumnKind>,
}

/// What all pieces of a chunk share.
#[derive(Debug, Default)]
struct ChunkSchema {
    touchpoints: Names,
    columns: Vec<Pending>,
    quality: Quality,
}

impl LogBuilder {
    /// A builder for events with these further columns. A kind of `None` is found out from the values.
    pub fn new(options: LogOptions, columns: Vec<(String, Option<ColumnKind>)>) -> Self {
        let columns = columns.into_iter().map(|(name, kind)| Pending::new(name, kind)).collect();
        let chunks = Chunks::new(options, None);
        let chunk = Chunk::new(chunks.partitions, columns);
        Self { chunk, chunks, quality: Quality::default(), rows_a_chunk: ROWS }
    }

    /// Says that the input has types of its own: texts do not turn out to be numbers or booleans.
    pub(crate) fn texts_stay_texts(&mut self) {
        self.chunks.texts = TextsAre::Times;
    }

    /// Says that texts of the input are texts: not even times.
    pub(crate) fn texts_are_texts(&mut self) {
        self.chunks.texts = TextsAre::Texts;
    }

    /// Says what kinds the further columns turn out to have, of which this is a part.
    pub(crate) fn known_kinds(&mut self, kinds: Vec<ColumnKind>) {
        self.chunks.known = kinds;
    }

    /// Number of events so far.
    pub(crate) fn len(&self) -> usize {
        self.chunks.events + self.chunk.len()
    }

    /// Memory in bytes, about.
    pub(crate) fn memory(&self) -> usize {
        self.chunks.memory + self.chunk.memory()
    }

    /// Adds an event.
    ///
    /// # Errors
    /// [`Error::BadValue`] if a value does not fit the stated kind of its column, is infinite, or a
    /// time lies beyond the years -9999 to 9999; the event is then not in the log. [`Error::Limit`] beyond
    /// 4 GiB of names, 2^32 rows, or the memory limit of [`Work`]; [`Error::Cancelled`].
    pub fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.chunk.push(event)?;
        if self.chunk.len() >= self.rows_a_chunk {
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
            (None, Some(events)) => {
                events.div_ceil(EVENTS_A_SHARD).next_power_of_two().min(PARTITIONS_AT_A_TIME)
            }
            (None, None) => PARTITIONS,
        };
        Self {
            options,
            partitions,
            parts: (0..partitions).map(|_| Vec::new()).collect(),
            chunks: Vec::new(),
            events: 0,
            memory: 0,
            texts: TextsAre::default(),
            known: Vec::new(),
        }
    }

    /// Number of partitions that chunks must have.
    pub(crate) fn partitions(&self) -> usize {
        self.partitions
    }

    /// Says that the input has types of its own: texts do not turn out to be numbers or booleans.
    pub(crate) fn texts_stay_texts(&mut self) {
        self.texts = TextsAre::Times;
    }

    /// Adds the chunk that comes next in the input.
    ///
    /// # Errors
    /// See [`Self::put`].
    pub(crate) fn add(&mut self, chunk: Chunk) -> Result<()> {
        self.put(self.chunks.len(), chunk.cut())
    }

    /// Adds a chunk in pieces that has `number` others before it in the input.
    ///
    /// # Errors
    /// [`Error::Cancelled`], and [`Error::Limit`] if more memory is needed than allowed.
    pub(crate) fn put(&mut self, number: usize, cut: Cut) -> Result<()> {
        let work = Work::current();
        work.check()?;
        self.memory += cut.memory;
        self.events += cut.events;
        if let Some(limit) = work.memory().filter(|&limit| self.memory as u64 > limit) {
            let what = format!("the memory for the first {} events, in bytes,", self.events);
            return Err(Error::Limit { place: Place::default(), what, limit });
        }
        for (part, piece) in self.parts.iter_mut().zip(cut.pieces) {
            if !piece.events.is_empty() {
                part.push(Piece { chunk: number, ..piece });
            }
        }
        let schema = ChunkSchema { touchpoints: cut.touchpoints, columns: cut.columns, quality: cut.quality };
        self.chunks.resize_with(self.chunks.len().max(number + 1), ChunkSchema::default);
        if let Some(slot) = self.chunks.get_mut(number) {
            *slot = schema;
        }
        Ok(())
    }

    /// Indexes the events.
    ///
    /// # Errors
    /// See [`LogBuilder::finish`].
    pub(crate) fn finish(mut self, mut quality: Quality) -> Result<EventLog> {
        let shards = self.shard_count()?;
        self.parts.iter_mut().for_each(|pieces| pieces.sort_by_key(|piece| piece.chunk));
        let (touchpoints, codes) = unify::names(self.chunks.iter().map(|chunk| &chunk.touchpoints));
        let (columns, recodes) = self.settle_columns();
        let recoding = Recoding {
            touchpoints: codes,
            rank: ranks(&self.options.priority, &touchpoints),
            columns: columns.iter().map(|column| column.info.kind).zip(recodes).collect(),
            ends: self.parts.iter().flatten().any(|piece| !piece.ends.is_empty()),
        };
        self.chunks.iter().for_each(|chunk| quality.merge(&chunk.quality));
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
        let columns = self.chunks.iter().map(|chunk| &chunk.columns).max_by_key(|columns| columns.len());
        let names: Vec<(String, Option<ColumnKind>)> = columns.map_or(Vec::new(), |columns| {
            columns.iter().map(|column| (column.name.clone(), column.kind)).collect()
        });
        let settle = |(position, (name, kind)): (usize, (String, Option<ColumnKind>))| {
            let names = |chunk: &mut ChunkSchema| {
                chunk.columns.get_mut(position).map(|column| std::mem::take(&mut column.names))
            };
            let written = |chunk: &ChunkSchema| chunk.columns.get(position).and_then(|column| column.written);
            let written = self.chunks.iter().map(written).collect();
            let chunks = self.chunks.iter_mut().map(names).collect();
            let known = self.known.get(position).copied();
            let part = Part { chunks, written, name, kind, known, pieces: &mut self.parts, position };
            part.settle(self.events, self.texts)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::log::ColumnInfo;

    /// A log of one column, an event a value, in chunks of so many rows.
    fn log(values: &[Value<'_>], rows_a_chunk: usize) -> EventLog {
        let mut builder = LogBuilder::new(LogOptions::default(), vec![("x".into(), None)]);
        builder.rows_a_chunk = rows_a_chunk;
        for (row, value) in values.iter().enumerate() {
            let customer = format!("c{}", row % 7);
            let touchpoint = if row % 3 == 0 { "look" } else { "buy" };
            let end = (row % 5 == 4).then_some(row as i64 + 1);
            let event = Event {
                customer: &customer,
                time: row as i64 / 2,
                touchpoint,
                end,
                row: row as u64 + 1,
                values: &[*value],
            };
            builder.push(event).unwrap();
        }
        builder.finish().unwrap()
    }

    /// Kind of the column, and all its values in input order.
    fn column(log: &EventLog) -> (ColumnKind, Vec<String>) {
        let mut values = Vec::new();
        for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
            for (event, &row) in journey.rows().iter().enumerate() {
                values.push((row, super::super::pending::shown(&log.value(&journey, event, 0))));
            }
        }
        values.sort_unstable();
        let ColumnInfo { kind, .. } = log.columns()[0].clone();
        (kind, values.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn typed_values_keep_their_kind_and_mixtures_become_a_dictionary() {
        let cases: [(&[Value<'_>], ColumnKind, &[&str]); 7] = [
            (&[Value::Missing, Value::Integer(2), Value::Number(-0.0)], ColumnKind::Number, &["", "2", "0"]),
            (&[Value::Boolean(true), Value::Missing], ColumnKind::Boolean, &["true", ""]),
            (&[Value::Time(0), Value::Text("")], ColumnKind::Time, &["1970-01-01T00:00:00Z", ""]),
            (
                &[Value::Number(1.5), Value::Boolean(true), Value::Text("x")],
                ColumnKind::Dictionary,
                &["1.5", "true", "x"],
            ),
            (&[Value::Number(1.0), Value::Text("2")], ColumnKind::Number, &["1", "2"]),
            // Ids beyond what a float holds stay exact.
            (
                &[Value::Integer(1), Value::Integer(9_007_199_254_740_993)],
                ColumnKind::Dictionary,
                &["1", "9007199254740993"],
            ),
            (&[Value::Text("9007199254740993")], ColumnKind::Dictionary, &["9007199254740993"]),
        ];
        for (values, kind, written) in cases {
            for rows_a_chunk in [1, 2, 100] {
                let found = column(&log(values, rows_a_chunk));
                assert_eq!(
                    found,
                    (kind, written.iter().map(|text| text.to_string()).collect()),
                    "{values:?}"
                );
            }
        }
    }

    fn value() -> impl Strategy<Value = Value<'static>> {
        prop_oneof![
            4 => Just(Value::Missing),
            2 => (0..3i64).prop_map(Value::Integer),
            1 => Just(Value::Integer(1 << 60)),
            2 => (0..3u8).prop_map(|n| Value::Number(f64::from(n) / 2.0)),
            1 => Just(Value::Number(f64::NAN)),
            1 => any::<bool>().prop_map(Value::Boolean),
            1 => (0..3i64).prop_map(Value::Time),
            2 => prop::sample::select(vec!["", "a", "1", "true", "1970-01-01T00:00:00Z"]).prop_map(Value::Text),
        ]
    }

    proptest! {
        /// A log is the same whether its events come in one chunk or in many.
        #[test]
        fn chunks_change_nothing(values in prop::collection::vec(value(), 0..60), rows in 1usize..20) {
            let (whole, chunked) = (log(&values, usize::MAX), log(&values, rows));
            prop_assert_eq!(whole.fingerprint(), chunked.fingerprint());
            prop_assert_eq!(whole.quality(), chunked.quality());
            prop_assert_eq!(column(&whole), column(&chunked));
        }
    }

    #[test]
    fn the_memory_limit_is_kept() {
        let work = Work::new().memory_limit(10_000);
        let error = work.run(|| {
            let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
            builder.rows_a_chunk = 100;
            (0..10_000u64).try_for_each(|row| {
                let customer = row.to_string();
                builder.push(Event {
                    customer: &customer,
                    time: 0,
                    touchpoint: "x",
                    end: None,
                    row,
                    values: &[],
                })
            })
        });
        assert_eq!(error.unwrap_err().code(), "limit");
    }
}
