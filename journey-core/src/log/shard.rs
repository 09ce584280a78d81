//! A shard: whole journeys of a part of the customers, in plain columns.

use std::sync::Arc;

use super::{Names, Values};

/// End of an event whose end is not known.
pub const NO_END: i64 = i64::MIN;

/// Events of a part of the customers, journey by journey, ordered by time within each.
#[derive(Debug, Clone, Default)]
pub(crate) struct ShardData {
    /// Customers in byte order of their ids.
    pub customers: Names,
    /// Journey `i` is `starts[i]..starts[i + 1]`; one longer than `customers`.
    pub starts: Vec<u32>,
    /// Touchpoint code of each event.
    pub touchpoints: Vec<u32>,
    /// Time of each event in UTC microseconds.
    pub times: Vec<i64>,
    /// End of each event, [`NO_END`] if not known; empty if no event has one.
    pub ends: Vec<i64>,
    /// Input row of each event, from 1, over all inputs of the log: the trace back to the source.
    pub rows: Vec<u64>,
    /// Further columns.
    pub values: Vec<Values>,
}

/// A view of a shard: its data, and which of its journeys are selected.
#[derive(Debug, Clone)]
pub struct Shard {
    pub(crate) data: Arc<ShardData>,
    /// Positions of the selected journeys in ascending order; all if `None`.
    pub(crate) keep: Option<Arc<[u32]>>,
}

impl Shard {
    /// Number of journeys.
    pub fn len(&self) -> usize {
        match &self.keep {
            Some(keep) => keep.len(),
            None => self.data.customers.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The selected journeys in byte order of their customers.
    pub fn journeys(&self) -> impl Iterator<Item = Journey<'_>> {
        let data = &*self.data;
        (0..self.len()).filter_map(move |i| {
            let index = match &self.keep {
                Some(keep) => *keep.get(i)? as usize,
                None => i,
            };
            let start = *data.starts.get(index)? as usize;
            let end = *data.starts.get(index + 1)? as usize;
            Some(Journey { data, index, start, end })
        })
    }
}

/// The ordered events of one customer.
#[derive(Debug, Clone, Copy)]
pub struct Journey<'a> {
    data: &'a ShardData,
    index: usize,
    start: usize,
    end: usize,
}

impl<'a> Journey<'a> {
    /// Position within its shard's data, whatever is selected.
    pub fn position(&self) -> u32 {
        self.index as u32
    }

    /// Id of the customer.
    pub fn customer(&self) -> &'a str {
        self.data.customers.get(self.index as u32)
    }

    /// Number of events.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether there are no events; never so in a log that was built from events.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Touchpoint codes.
    pub fn touchpoints(&self) -> &'a [u32] {
        self.data.touchpoints.get(self.start..self.end).unwrap_or_default()
    }

    /// Times in UTC microseconds, never falling.
    pub fn times(&self) -> &'a [i64] {
        self.data.times.get(self.start..self.end).unwrap_or_default()
    }

    /// Ends in UTC microseconds ([`NO_END`] if not known); empty if the log has none.
    pub fn ends(&self) -> &'a [i64] {
        self.data.ends.get(self.start..self.end).unwrap_or_default()
    }

    /// Input rows, from 1.
    pub fn rows(&self) -> &'a [u64] {
        self.data.rows.get(self.start..self.end).unwrap_or_default()
    }

    /// Time of the last event.
    pub fn last_time(&self) -> Option<i64> {
        self.times().last().copied()
    }

    /// Codes of a dictionary column; empty for another kind of column.
    pub fn codes(&self, column: usize) -> &'a [u32] {
        match self.data.values.get(column) {
            Some(Values::Dictionary(codes)) => codes.get(self.start..self.end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Values of a number column, NaN where missing; empty for another kind of column.
    pub fn numbers(&self, column: usize) -> &'a [f64] {
        match self.data.values.get(column) {
            Some(Values::Number(values)) => values.get(self.start..self.end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Values of a boolean column; empty for another kind of column.
    pub fn booleans(&self, column: usize) -> &'a [Option<bool>] {
        match self.data.values.get(column) {
            Some(Values::Boolean(values)) => values.get(self.start..self.end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Values of a time column in UTC microseconds; empty for another kind of column.
    pub fn instants(&self, column: usize) -> &'a [Option<i64>] {
        match self.data.values.get(column) {
            Some(Values::Time(values)) => values.get(self.start..self.end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Values of a text column; empty for another kind of column.
    pub fn texts(&self, column: usize) -> &'a [Option<Box<str>>] {
        match self.data.values.get(column) {
            Some(Values::Text(values)) => values.get(self.start..self.end).unwrap_or_default(),
            _ => &[],
        }
    }
}
