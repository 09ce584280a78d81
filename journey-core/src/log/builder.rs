//! From events in any order to an indexed log.

use serde::{Deserialize, Serialize};

use super::columns::MISSING;
use super::pending::Pending;
use super::shard::ShardData;
use super::{Column, ColumnKind, EventLog, NO_END, Names, Quality, Values};
use crate::error::{Error, Place, Result};

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
    options: LogOptions,
    customers: Names,
    touchpoints: Names,
    columns: Vec<Pending>,
    customer: Vec<u32>,
    touchpoint: Vec<u32>,
    times: Vec<i64>,
    ends: Vec<i64>,
    rows: Vec<u64>,
    quality: Quality,
    typed: bool,
}

impl LogBuilder {
    /// A builder for events with these further columns. A kind of `None` is found out from the values.
    pub fn new(options: LogOptions, columns: Vec<(String, Option<ColumnKind>)>) -> Self {
        Self {
            options,
            customers: Names::default(),
            touchpoints: Names::default(),
            columns: columns.into_iter().map(|(name, kind)| Pending::new(name, kind)).collect(),
            customer: Vec::new(),
            touchpoint: Vec::new(),
            times: Vec::new(),
            ends: Vec::new(),
            rows: Vec::new(),
            quality: Quality::default(),
            typed: false,
        }
    }

    /// Says that the input has types of its own: texts do not turn out to be numbers or booleans.
    pub(crate) fn texts_stay_texts(&mut self) {
        self.typed = true;
    }

    /// Adds an event.
    ///
    /// # Errors
    /// [`Error::BadValue`] if a value does not fit the stated kind of its column, is infinite, or a
    /// time lies beyond the years -9999 to 9999; the event is then not in the log. [`Error::Limit`] beyond 4 GiB of names or 2^32 events.
    pub fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.check(&event)?;
        for (column, value) in self.columns.iter_mut().zip(event.values) {
            column.push(value);
        }
        for column in self.columns.iter_mut().skip(event.values.len()) {
            column.push(&Value::Missing);
        }
        self.customer.push(self.customers.intern(event.customer));
        self.touchpoint.push(self.touchpoints.intern(event.touchpoint));
        self.times.push(event.time);
        self.ends.push(match event.end {
            Some(end) if end < event.time => {
                self.quality.negative_durations += 1;
                NO_END
            }
            Some(end) => end,
            None => NO_END,
        });
        self.rows.push(event.row);
        Ok(())
    }

    /// Adds a further column; events that are there have no value in it. Returns its position.
    pub fn add_column(&mut self, name: impl Into<String>, kind: Option<ColumnKind>) -> usize {
        let mut column = Pending::new(name.into(), kind);
        column.fill(self.times.len());
        self.columns.push(column);
        self.columns.len() - 1
    }

    /// What is known of the quality of the input so far; ingest adds its own counts here.
    pub fn quality_mut(&mut self) -> &mut Quality {
        &mut self.quality
    }

    fn check(&self, event: &Event<'_>) -> Result<()> {
        let limit = |what: &str| Error::Limit {
            place: Place::row(event.row),
            what: what.into(),
            limit: u32::MAX.into(),
        };
        if self.times.len() >= u32::MAX as usize - 1 {
            return Err(limit("the number of events"));
        }
        if !self.customers.has_room(event.customer) || !self.touchpoints.has_room(event.touchpoint) {
            return Err(limit("the length of all names"));
        }
        for time in [Some(event.time), event.end].into_iter().flatten() {
            if !(FIRST_TIME..=LAST_TIME).contains(&time) {
                return Err(Error::BadValue {
                    place: Place::row(event.row),
                    value: format!("{time} microseconds"),
                    expected: "a time between the years -9999 and 9999".into(),
                });
            }
        }
        for (column, value) in self.columns.iter().zip(event.values) {
            column.check(value, event.row)?;
            if matches!(value, Value::Text(text) if !column.names.has_room(text)) {
                return Err(limit("the length of all names of a column"));
            }
        }
        Ok(())
    }

    /// Indexes the events.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for 0 shards.
    ///
    /// # Complexity
    /// O(events · log(longest journey)) time; the events are held twice for a moment.
    pub fn finish(self) -> Result<EventLog> {
        let shards = self.shard_count()?;
        let order = self.order(shards);
        let (touchpoints, new_codes) = self.touchpoints.sorted();
        let touchpoint: Vec<u32> = recode(&self.touchpoint, &new_codes);
        let (columns, values): (Vec<Column>, Vec<Values>) =
            self.columns.into_iter().map(|column| column.finish(self.times.len(), self.typed)).unzip();
        let has_ends = self.ends.iter().any(|&end| end != NO_END);
        let source = ShardData {
            customers: self.customers,
            starts: Vec::new(),
            touchpoints: touchpoint,
            times: self.times,
            ends: if has_ends { self.ends } else { Vec::new() },
            rows: self.rows,
            values,
        };
        let mut quality = self.quality;
        quality.events = source.times.len() as u64;
        if quality.rows == 0 {
            quality.rows = quality.events;
        }
        let data = super::layout::gather_all(&source, &order);
        Ok(super::layout::assemble(data, touchpoints, columns, quality))
    }

    fn shard_count(&self) -> Result<usize> {
        match self.options.shards {
            Some(0) => Err(Error::option("shards", 0, "at least 1")),
            Some(shards) => Ok(shards.min(65_536)),
            None => Ok(self.times.len().div_ceil(EVENTS_A_SHARD).next_power_of_two()),
        }
    }

    /// Positions of the events, shard by shard, customer by customer, in the order of the journey.
    fn order(&self, shards: usize) -> Vec<Vec<(u32, Vec<u32>)>> {
        let mut events_of = vec![Vec::new(); self.customers.len()];
        for (event, &customer) in self.customer.iter().enumerate() {
            if let Some(events) = events_of.get_mut(customer as usize) {
                events.push(event as u32);
            }
        }
        let rank: Vec<u32> = self.touchpoints.iter().map(|name| self.rank(name)).collect();
        let key = |&event: &u32| {
            let event = event as usize;
            let touchpoint = self.touchpoint.get(event).copied().unwrap_or_default();
            (self.times.get(event).copied(), rank.get(touchpoint as usize).copied())
        };
        let mut by_shard: Vec<Vec<(u32, Vec<u32>)>> = vec![Vec::new(); shards];
        for (customer, mut events) in events_of.into_iter().enumerate() {
            if !events.is_sorted_by_key(key) {
                events.sort_by_key(key);
            }
            let customer = customer as u32;
            let shard = super::names::shard_of(self.customers.get(customer), shards);
            if let Some(list) = by_shard.get_mut(shard) {
                list.push((customer, events));
            }
        }
        for list in &mut by_shard {
            list.sort_unstable_by_key(|(customer, _)| self.customers.get(*customer));
        }
        by_shard
    }

    fn rank(&self, name: &str) -> u32 {
        let found = self.options.priority.iter().position(|listed| listed == name);
        found.unwrap_or(self.options.priority.len()) as u32
    }
}

/// What `jiff` can hold, in microseconds.
const FIRST_TIME: i64 = -377_705_023_201_000_000;
const LAST_TIME: i64 = 253_402_207_200_999_999;

/// A shard of this many events fits into the second-level cache.
const EVENTS_A_SHARD: usize = 65_536;

pub(super) fn recode(codes: &[u32], new_codes: &[u32]) -> Vec<u32> {
    codes.iter().map(|&code| new_codes.get(code as usize).copied().unwrap_or(MISSING)).collect()
}
