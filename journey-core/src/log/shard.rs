//! A shard: whole journeys of a part of the customers, in plain columns.

use std::sync::Arc;

use super::names::hash;
use super::{Buffer, NO_TIME, Texts, Values};

/// End of an event whose end is not known.
pub const NO_END: i64 = i64::MIN;

/// Events of a part of the customers, journey by journey, ordered by time within each.
#[derive(Debug, Clone, Default)]
pub(crate) struct ShardData {
    /// Customers by the hash of their ids; where hashes are equal, in byte order.
    pub customers: Texts,
    /// Journey `i` is `starts[i]..starts[i + 1]`; one longer than `customers`.
    pub starts: Buffer<u32>,
    /// Touchpoint code of each event.
    pub touchpoints: Buffer<u32>,
    /// Time of each event in UTC microseconds.
    pub times: Buffer<i64>,
    /// End of each event, [`NO_END`] if not known; empty if no event has one.
    pub ends: Buffer<i64>,
    /// Input row of each event, from 1, over all inputs of the log: the trace back to the source.
    pub rows: Buffer<u32>,
    /// Further columns.
    pub values: Vec<Values>,
}

impl ShardData {
    /// The journey at a position.
    pub(crate) fn journey(&self, index: usize) -> Option<Journey<'_>> {
        let start = *self.starts.get(index)? as usize;
        let end = *self.starts.get(index + 1)? as usize;
        Some(Journey { data: self, index, start, end })
    }

    /// Position of a customer.
    pub(crate) fn find(&self, customer: &str) -> Option<usize> {
        let wanted = (hash(customer), customer);
        let (mut low, mut high) = (0, self.customers.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let found = self.customers.get(middle);
            match (hash(found), found).cmp(&wanted) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
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

    /// The journey of a customer, if it is in this shard and selected.
    pub fn journey(&self, customer: &str) -> Option<Journey<'_>> {
        let index = self.data.find(customer)?;
        let selected = self.keep.as_ref().is_none_or(|keep| keep.binary_search(&(index as u32)).is_ok());
        if selected { self.data.journey(index) } else { None }
    }

    /// The selected journeys by the hash of their customers; equal hashes in byte order. So all shards of a log
    /// have its journeys in one order, whatever their number.
    pub fn journeys(&self) -> impl Iterator<Item = Journey<'_>> {
        let data = &*self.data;
        (0..self.len()).filter_map(move |i| {
            let index = match &self.keep {
                Some(keep) => *keep.get(i)? as usize,
                None => i,
            };
            data.journey(index)
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
        self.data.customers.get(self.index)
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
    pub fn rows(&self) -> &'a [u32] {
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

    /// Value of a boolean column at an event; `None` if it has none or the column is of another kind.
    pub fn boolean(&self, column: usize, event: usize) -> Option<bool> {
        match self.data.values.get(column) {
            Some(Values::Boolean(values)) => match values.get(self.at(event)?) {
                Some(0) => Some(false),
                Some(1) => Some(true),
                _ => None,
            },
            _ => None,
        }
    }

    /// Value of a time column at an event in UTC microseconds; `None` if it has none or the column is of
    /// another kind.
    pub fn instant(&self, column: usize, event: usize) -> Option<i64> {
        match self.data.values.get(column) {
            Some(Values::Time(values)) => {
                values.get(self.at(event)?).copied().filter(|&time| time != NO_TIME)
            }
            _ => None,
        }
    }

    /// Value of a text column at an event; `None` if it has none or the column is of another kind.
    pub fn text(&self, column: usize, event: usize) -> Option<&'a str> {
        match self.data.values.get(column) {
            Some(Values::Text(texts)) => Some(texts.get(self.at(event)?)).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Position of an event within its shard.
    fn at(&self, event: usize) -> Option<usize> {
        (event < self.len()).then_some(self.start + event)
    }
}
