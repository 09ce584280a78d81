//! A shard: whole journeys of a part of the customers, in plain columns.

use std::sync::Arc;

use super::layers::Later;
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
        let index = index as u32;
        Some(Journey { data: self, index, position: index, start, end })
    }

    /// Position of a customer.
    pub(crate) fn find(&self, customer: &str) -> Option<usize> {
        find(self.customers.len(), customer, |index| self.customers.get(index)).ok()
    }
}

/// A view of a shard: its data, and which of its journeys are selected.
#[derive(Debug, Clone)]
pub struct Shard {
    pub(crate) data: Arc<ShardData>,
    /// Journeys that were appended to; `None` if all are in `data`.
    pub(super) later: Option<Arc<Later>>,
    /// Positions of the selected journeys in their order; all if `None`.
    pub(crate) keep: Option<Arc<[u32]>>,
}

impl From<ShardData> for Shard {
    fn from(data: ShardData) -> Self {
        Self { data: Arc::new(data), later: None, keep: None }
    }
}

impl Shard {
    /// Number of journeys.
    pub fn len(&self) -> usize {
        self.order().map_or(self.data.customers.len(), <[u32]>::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The journey of a customer, if it is in this shard and selected.
    pub fn journey(&self, customer: &str) -> Option<Journey<'_>> {
        self.nth(self.find(customer).ok()?)
    }

    /// The selected journeys by the hash of their customers; equal hashes in byte order. So all shards of a log
    /// have its journeys in one order, whatever their number.
    pub fn journeys(&self) -> impl Iterator<Item = Journey<'_>> {
        let order = self.order();
        (0..self.len()).filter_map(move |place| match order {
            Some(order) => self.at(*order.get(place)?),
            None => self.data.journey(place),
        })
    }

    /// The same shard with other journeys selected, by their positions in their order.
    pub(crate) fn select(&self, positions: impl IntoIterator<Item = u32>) -> Self {
        Self { keep: Some(positions.into_iter().collect()), ..self.clone() }
    }

    /// The same shard with those journeys selected that are in another one, whose journeys lie as in this one.
    pub(crate) fn like(&self, other: &Self) -> Self {
        Self { keep: other.keep.clone(), ..self.clone() }
    }

    /// The same shard with all journeys.
    pub(super) fn whole(&self) -> Self {
        Self { keep: None, ..self.clone() }
    }

    /// Positions of the selected journeys; `None` if they are all those of the data.
    pub(super) fn order(&self) -> Option<&[u32]> {
        self.keep.as_deref().or_else(|| Some(self.later.as_deref()?.order.as_slice()))
    }

    /// The journey in a place of the order.
    pub(super) fn nth(&self, place: usize) -> Option<Journey<'_>> {
        match self.order() {
            Some(order) => self.at(*order.get(place)?),
            None => self.data.journey(place),
        }
    }

    /// The journey at a position.
    fn at(&self, position: u32) -> Option<Journey<'_>> {
        let layers = self.later.as_ref().map_or(&[][..], |later| &later.layers);
        let after = layers.partition_point(|(first, _)| *first <= position);
        match after.checked_sub(1).and_then(|layer| layers.get(layer)) {
            Some((first, data)) => {
                data.journey((position - first) as usize).map(|journey| Journey { position, ..journey })
            }
            None => self.data.journey(position as usize),
        }
    }

    /// Place of a customer in the order, or where it would be.
    pub(super) fn find(&self, customer: &str) -> Result<usize, usize> {
        find(self.len(), customer, |place| self.nth(place).map_or("", |journey| journey.customer()))
    }
}

/// Place of a customer among so many, or where it would be.
fn find<'a>(len: usize, customer: &str, at: impl Fn(usize) -> &'a str) -> Result<usize, usize> {
    let wanted = (hash(customer), customer);
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low.midpoint(high);
        let found = at(middle);
        match (hash(found), found).cmp(&wanted) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Ok(middle),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    Err(low)
}

/// The ordered events of one customer.
#[derive(Debug, Clone, Copy)]
pub struct Journey<'a> {
    data: &'a ShardData,
    index: u32,
    position: u32,
    start: usize,
    end: usize,
}

impl<'a> Journey<'a> {
    /// Number of the journey within its shard, whatever is selected; the same as long as nothing is appended.
    pub fn position(&self) -> u32 {
        self.position
    }

    /// The data that hold the events, and where in them.
    pub(super) fn source(&self) -> (&'a ShardData, std::ops::Range<usize>) {
        (self.data, self.start..self.end)
    }

    /// Id of the customer.
    pub fn customer(&self) -> &'a str {
        self.data.customers.get(self.index as usize)
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
