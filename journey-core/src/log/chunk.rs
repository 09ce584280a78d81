//! A run of input rows on its way into a log.
//!
//! Rows are taken in their order and leave it at once: every event goes to the partition of its customer, where
//! the log's second step finds all events of a few thousand customers together. Names have codes that hold
//! within the chunk only, so that chunks can be filled side by side.

use super::builder::Event;
use super::layout::pick_values;
use super::pending::Pending;
use super::seats::{Seat, Seats};
use super::{ColumnKind, NO_END, Names, Quality, Texts, Value, Values};
use crate::error::{Error, Place, Result};

/// Events of a run of rows, partitioned by customer.
#[derive(Debug)]
pub(crate) struct Chunk {
    seats: Seats,
    pub(super) touchpoints: Names,
    pub(super) columns: Vec<Pending>,
    /// Events of each partition.
    pieces: Vec<Vec<Raw>>,
    /// Ends in input order; empty while no event has one.
    ends: Vec<i64>,
    /// Partition of each event in input order, if there may be more to partition than the events themselves.
    partition_of: Option<Vec<u16>>,
    events: usize,
    pub(crate) quality: Quality,
}

/// An event without its further columns, as narrow as can be: most of the time of loading goes into moving it.
#[derive(Debug, Clone, Copy)]
#[repr(C, packed(4))]
pub(super) struct Raw {
    pub time: i64,
    /// Number of the customer in its piece.
    pub customer: u32,
    /// Code of the touchpoint in its chunk.
    pub touchpoint: u32,
    pub row: u32,
}

/// What a chunk has for one partition.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// Number of the chunk in input order.
    pub chunk: usize,
    /// To be added to the rows of the events.
    pub rows_before: u32,
    pub customers: Texts,
    pub events: Vec<Raw>,
    pub ends: Vec<i64>,
    pub values: Vec<Values>,
}

/// A chunk in pieces.
pub(crate) struct Cut {
    pub(super) pieces: Vec<Piece>,
    pub(super) touchpoints: Names,
    pub(super) columns: Vec<Pending>,
    pub(super) quality: Quality,
    pub(super) events: usize,
    /// Memory in bytes, about.
    pub(super) memory: usize,
}

impl Cut {
    /// Says how many rows of the input come before the chunk, whose rows have been counted from 1.
    ///
    /// # Errors
    /// [`Error::Limit`] beyond 2^32 rows.
    pub(crate) fn begin_at(&mut self, rows_before: u64) -> Result<()> {
        if rows_before + self.quality.rows > u64::from(u32::MAX) {
            let place = Place::row(u64::from(u32::MAX) + 1);
            return Err(Error::Limit { place, what: "the number of rows".into(), limit: u32::MAX.into() });
        }
        self.pieces.iter_mut().for_each(|piece| piece.rows_before = rows_before as u32);
        self.quality.skipped_rows.iter_mut().for_each(|skipped| skipped.row += rows_before);
        Ok(())
    }

    /// Whether no row was bad.
    pub(crate) fn is_clean(&self) -> bool {
        self.quality.skipped == 0
    }
}

/// What `jiff` can hold, in microseconds.
pub(crate) const FIRST_TIME: i64 = -377_705_023_201_000_000;
pub(crate) const LAST_TIME: i64 = 253_402_207_200_000_000;

impl Chunk {
    pub(crate) fn new(partitions: usize, columns: Vec<Pending>) -> Self {
        Self {
            seats: Seats::new(partitions),
            touchpoints: Names::default(),
            columns,
            pieces: (0..partitions).map(|_| Vec::new()).collect(),
            ends: Vec::new(),
            partition_of: Some(Vec::new()),
            events: 0,
            quality: Quality::default(),
        }
    }

    /// A chunk of events without ends and further columns.
    pub(crate) fn plain(partitions: usize) -> Self {
        Self { partition_of: None, ..Self::new(partitions, Vec::new()) }
    }

    /// Says that most customers are there once, or again within about so many others. A customer then may get
    /// several numbers: that costs less than to look for every customer.
    pub(crate) fn remembering(self, customers: usize) -> Self {
        Self { seats: self.seats.remembering(customers), ..self }
    }

    /// Says that texts may turn out to be numbers.
    pub(crate) fn reading_numbers(self) -> Self {
        Self { columns: self.columns.into_iter().map(Pending::reading_numbers).collect(), ..self }
    }

    /// Makes room for so many events.
    pub(crate) fn reserve(&mut self, events: usize) {
        let each = events / self.pieces.len().max(1);
        self.pieces.iter_mut().for_each(|piece| piece.reserve(each + each / 8));
    }

    pub(crate) fn len(&self) -> usize {
        self.events
    }

    /// Memory in bytes, about.
    pub(crate) fn memory(&self) -> usize {
        let pieces: usize = self.pieces.iter().map(|piece| piece.capacity() * size_of::<Raw>()).sum();
        let columns: usize = self.columns.iter().map(Pending::memory).sum();
        pieces + columns + self.seats.memory()
    }

    /// Adds an event.
    ///
    /// # Errors
    /// For a value that does not fit its column, and beyond the limits; the event is then not in the chunk.
    pub(crate) fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.check(&event)?;
        let mut end = event.end.unwrap_or(NO_END);
        if event.end.is_some_and(|end| end < event.time) {
            self.quality.negative_durations += 1;
            end = NO_END;
        }
        for (column, value) in self.columns.iter_mut().zip(event.values) {
            column.push(value);
        }
        for column in self.columns.iter_mut().skip(event.values.len()) {
            column.push(&Value::Missing);
        }
        if let Some(customer) = self.seats.seat_if(event.customer, |_| true) {
            let touchpoint = self.touchpoints.intern(event.touchpoint);
            self.add(customer, touchpoint, event.time, event.row as u32);
        }
        self.add_end(end);
        Ok(())
    }

    /// Where the events of a customer go whose [`short`](super::seats::short) id was among the last.
    #[cfg(feature = "arrow")]
    #[inline]
    pub(crate) fn last_customer(&mut self, short: u128) -> Option<Seat> {
        self.seats.last(short)
    }

    /// Where the events of a customer go, if the id is known or allowed.
    pub(crate) fn customer_if(&mut self, id: &str, allowed: impl FnOnce(&str) -> bool) -> Option<Seat> {
        self.seats.seat_if(id, allowed)
    }

    /// Code of a touchpoint in this chunk, if the name is known or allowed.
    pub(crate) fn touchpoint_if(&mut self, name: &str, allowed: impl FnOnce(&str) -> bool) -> Option<u32> {
        match self.touchpoints.code(name) {
            Some(code) => Some(code),
            None => allowed(name).then(|| self.touchpoints.intern(name)),
        }
    }

    /// Whether events can be added by [`Self::add`] alone: they have neither ends nor further columns.
    pub(crate) fn is_plain(&self) -> bool {
        self.partition_of.is_none()
    }

    /// Adds an event whose names are known and whose further columns are filled.
    pub(crate) fn add(&mut self, customer: Seat, touchpoint: u32, time: i64, row: u32) {
        if let Some(piece) = self.pieces.get_mut(customer.partition()) {
            piece.push(Raw { time, customer: customer.index(), touchpoint, row });
        }
        if let Some(partitions) = &mut self.partition_of {
            partitions.push(customer.partition() as u16);
        }
        self.events += 1;
    }

    /// Adds events of consecutive rows to a chunk that [is plain](Self::is_plain).
    #[cfg(feature = "arrow")]
    pub(crate) fn add_all(&mut self, customers: &[Seat], touchpoints: &[u32], times: &[i64], first_row: u32) {
        let events = customers.iter().zip(touchpoints).zip(times).zip(first_row..);
        for (((seat, &touchpoint), &time), row) in events {
            if let Some(piece) = self.pieces.get_mut(seat.partition()) {
                piece.push(Raw { time, customer: seat.index(), touchpoint, row });
            }
        }
        self.events += customers.len();
    }

    /// Adds the end of the event that was added last.
    fn add_end(&mut self, end: i64) {
        if end != NO_END && self.ends.is_empty() {
            self.ends.resize(self.events - 1, NO_END);
        }
        if end != NO_END || !self.ends.is_empty() {
            self.ends.push(end);
        }
    }

    fn check(&self, event: &Event<'_>) -> Result<()> {
        let limit = |what: &str| Error::Limit {
            place: Place::row(event.row),
            what: what.into(),
            limit: u32::MAX.into(),
        };
        if event.row > u64::from(u32::MAX) {
            return Err(limit("the number of rows"));
        }
        if self.seats.id_bytes() + event.customer.len() >= u32::MAX as usize
            || !self.touchpoints.has_room(event.touchpoint)
        {
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
            if matches!(value, Value::Text(text) if !column.has_room(text)) {
                return Err(limit("the length of all names of a column"));
            }
        }
        Ok(())
    }

    /// Adds a further column; events that are there have no value in it. Returns its position.
    pub(crate) fn add_column(&mut self, name: String, kind: Option<ColumnKind>) -> usize {
        let mut column = Pending::new(name, kind);
        column.fill(self.events);
        self.columns.push(column);
        self.columns.len() - 1
    }

    /// An empty chunk with the same columns.
    pub(super) fn next(&self) -> Self {
        let columns = self.columns.iter().map(Pending::next).collect();
        Self {
            partition_of: self.partition_of.is_some().then(Vec::new),
            ..Self::new(self.pieces.len(), columns)
        }
    }

    /// The names in it and what is known of its quality, without the events.
    pub(crate) fn into_names(mut self) -> (Names, Vec<(Option<ColumnKind>, Names)>, Quality) {
        let named = |column: &mut Pending| {
            let kind = match column.take().kind() {
                ColumnKind::Dictionary if column.names.is_empty() => None,
                kind => Some(kind),
            };
            (kind, std::mem::take(&mut column.names))
        };
        (self.touchpoints, self.columns.iter_mut().map(named).collect(), self.quality)
    }

    /// One piece for each partition, and what all of them share.
    pub(crate) fn cut(self) -> Cut {
        let memory = self.memory();
        let order = self.row_order();
        let mut begin = 0;
        let mut columns = self.columns;
        let values: Vec<Values> = columns.iter_mut().map(Pending::take).collect();
        let pieces = self.seats.into_ids().into_iter().zip(self.pieces).map(|(customers, events)| {
            let end = begin + events.len();
            let rows = order.get(begin..end).unwrap_or_default();
            begin = end;
            Piece {
                chunk: 0,
                rows_before: 0,
                customers: customers.into(),
                events,
                ends: if self.ends.is_empty() {
                    Vec::new()
                } else {
                    super::layout::pick(&self.ends, rows, NO_END)
                },
                values: values.iter().map(|values| pick_values(values, rows)).collect(),
            }
        });
        let pieces = pieces.collect();
        Cut {
            pieces,
            touchpoints: self.touchpoints,
            columns,
            quality: self.quality,
            events: self.events,
            memory,
        }
    }

    /// Positions of the events in input order, partition by partition; empty if nothing needs them.
    fn row_order(&self) -> Vec<u32> {
        if self.ends.is_empty() && self.columns.is_empty() {
            return Vec::new();
        }
        let mut begin = 0;
        let mut cursor: Vec<usize> = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            cursor.push(begin);
            begin += piece.len();
        }
        let mut order = vec![0; begin];
        for (position, &partition) in self.partition_of.iter().flatten().enumerate() {
            if let Some(place) = cursor.get_mut(partition as usize) {
                order.iter_mut().skip(*place).take(1).for_each(|slot| *slot = position as u32);
                *place += 1;
            }
        }
        order
    }
}
