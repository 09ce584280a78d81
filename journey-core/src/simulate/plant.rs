//! Planting faults of the data: a log as a list of events, which each fault changes.

use std::collections::{BTreeMap, BTreeSet};

use super::DataFault;
use super::cells::Cell;
use super::draw::Draw;
use crate::error::{Error, Result};
use crate::log::{ColumnKind, Event, EventLog, LogBuilder, LogOptions, NO_END, Quality, SkippedRow, Value};

pub(super) const SECOND: i64 = 1_000_000;
pub(super) const DAY: i64 = 86_400 * SECOND;

/// The events of a log in input order.
pub(super) struct Table {
    pub columns: Vec<(String, ColumnKind)>,
    pub events: Vec<Raw>,
    pub quality: Quality,
    pub draw: Draw,
    /// Events that a fault was planted in: no other one is.
    used: BTreeSet<usize>,
}

/// An event.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub customer: String,
    pub time: i64,
    pub end: Option<i64>,
    pub touchpoint: String,
    pub row: u64,
    pub values: Vec<Cell>,
    /// Left out.
    pub gone: bool,
}

/// The log with all faults, one after the other.
pub(super) fn plant(
    log: &EventLog,
    faults: &[DataFault],
    seed: u64,
    options: LogOptions,
) -> Result<EventLog> {
    let mut table = Table::of(log, seed);
    for (i, fault) in faults.iter().enumerate() {
        table.fault(fault, &format!("data_faults[{i}]"))?;
    }
    table.log(options)
}

fn cell(value: Value<'_>) -> Cell {
    match value {
        Value::Missing => Cell::Missing,
        Value::Text(text) => Cell::Text(text.into()),
        Value::Number(number) => Cell::Number(number),
        Value::Integer(number) => Cell::Number(number as f64),
        Value::Boolean(value) => Cell::Boolean(value),
        Value::Time(time) => Cell::Time(time),
    }
}

impl Table {
    fn of(log: &EventLog, seed: u64) -> Self {
        let columns: Vec<(String, ColumnKind)> =
            log.columns().into_iter().map(|column| (column.name, column.kind)).collect();
        let mut events = Vec::new();
        for journey in log.shards().iter().flat_map(|shard| shard.journeys()) {
            for (event, (&time, &touchpoint)) in journey.times().iter().zip(journey.touchpoints()).enumerate()
            {
                events.push(Raw {
                    customer: journey.customer().into(),
                    time,
                    end: journey.ends().get(event).copied().filter(|&end| end != NO_END),
                    touchpoint: log.touchpoints().get(touchpoint).into(),
                    row: journey.rows().get(event).copied().unwrap_or_default().into(),
                    values: (0..columns.len())
                        .map(|column| cell(log.value(&journey, event, column)))
                        .collect(),
                    gone: false,
                });
            }
        }
        events.sort_by_key(|event| event.row);
        // No customer has this stream of random numbers.
        let draw = Draw::new(seed).of(u64::MAX);
        Self { columns, events, quality: log.quality().clone(), draw, used: BTreeSet::new() }
    }

    fn log(mut self, options: LogOptions) -> Result<EventLog> {
        self.events.sort_by_key(|event| event.row);
        let columns = self.columns.iter().map(|(name, kind)| (name.clone(), Some(*kind))).collect();
        let mut builder = LogBuilder::new(options, columns);
        for event in self.events.iter().filter(|event| !event.gone) {
            let values: Vec<Value<'_>> = event.values.iter().map(Cell::value).collect();
            builder.push(Event {
                customer: &event.customer,
                time: event.time,
                touchpoint: &event.touchpoint,
                end: event.end,
                row: event.row,
                values: &values,
            })?;
        }
        self.quality.rows = self.events.len() as u64;
        *builder.quality_mut() = self.quality;
        builder.finish()
    }

    /// Chooses so many of these events, in their order, and marks them as used.
    pub fn choose(&mut self, field: &str, n: u64, of: impl Fn(&Self, usize) -> bool) -> Result<Vec<usize>> {
        let free =
            |place: &usize| !self.used.contains(place) && self.events.get(*place).is_some_and(|e| !e.gone);
        let mut places: Vec<usize> = (0..self.events.len()).filter(free).collect();
        places.retain(|place| of(self, *place));
        let found = self.draw_some(field, n, places)?;
        self.used.extend(&found);
        Ok(found)
    }

    /// Draws so many of these, in their order.
    pub fn draw_some<T: Ord>(&mut self, field: &str, n: u64, mut of: Vec<T>) -> Result<Vec<T>> {
        let wanted = usize::try_from(n).unwrap_or(usize::MAX);
        if wanted > of.len() {
            return Err(Error::option(field, n, format!("at most the {} there are", of.len())));
        }
        for place in 0..wanted {
            let other = place + self.draw.below(of.len() - place);
            of.swap(place, other);
        }
        of.truncate(wanted);
        of.sort_unstable();
        Ok(of)
    }

    pub fn mark(&mut self, place: usize) {
        self.used.insert(place);
    }

    /// Events of each customer in order of time.
    pub fn journeys(&self) -> BTreeMap<String, Vec<usize>> {
        let mut journeys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, event) in self.events.iter().enumerate().filter(|(_, event)| !event.gone) {
            journeys.entry(event.customer.clone()).or_default().push(place);
        }
        let time = |place: &usize| self.events.get(*place).map(|event| (event.time, event.row));
        journeys.values_mut().for_each(|events| events.sort_by_key(time));
        journeys
    }

    pub fn time(&self, place: usize) -> i64 {
        self.events.get(place).map_or(0, |event| event.time)
    }

    pub fn name(&self, place: usize) -> &str {
        self.events.get(place).map_or("", |event| event.touchpoint.as_str())
    }

    /// First and last time.
    pub fn period(&self) -> (i64, i64) {
        let times = || self.events.iter().filter(|event| !event.gone).map(|event| event.time);
        (times().min().unwrap_or_default(), times().max().unwrap_or_default())
    }

    /// Adds an event at the end of the input.
    pub fn push(&mut self, event: Raw) {
        let row = self.events.iter().map(|event| event.row).max().unwrap_or_default() + 1;
        self.used.insert(self.events.len());
        self.events.push(Raw { row, ..event });
    }

    pub fn update(&mut self, place: usize, change: impl FnOnce(&mut Raw)) {
        if let Some(event) = self.events.get_mut(place) {
            change(event);
        }
    }

    /// Position of a further column.
    ///
    /// # Errors
    /// [`Error::UnknownName`].
    pub fn column(&self, name: &str) -> Result<usize> {
        self.columns.iter().position(|(known, _)| known == name).ok_or_else(|| Error::UnknownName {
            kind: "column".into(),
            name: name.into(),
            similar: crate::similar::similar(name, self.columns.iter().map(|(name, _)| name.as_str())),
        })
    }

    /// Position of a text column, which is added with this value if it is not there.
    pub fn text_column(&mut self, name: &str, value: &str) -> usize {
        if let Ok(position) = self.column(name) {
            return position;
        }
        self.columns.push((name.into(), ColumnKind::Dictionary));
        self.events.iter_mut().for_each(|event| event.values.push(Cell::Text(value.into())));
        self.columns.len() - 1
    }

    /// # Errors
    /// [`Error::UnknownName`] for a touchpoint that no event has.
    pub fn known(&self, touchpoint: &str) -> Result<()> {
        if self.events.iter().any(|event| event.touchpoint == touchpoint) {
            return Ok(());
        }
        let names: BTreeSet<&str> = self.events.iter().map(|event| event.touchpoint.as_str()).collect();
        Err(Error::UnknownName {
            kind: "touchpoint".into(),
            name: touchpoint.into(),
            similar: crate::similar::similar(touchpoint, names.into_iter()),
        })
    }

    /// Leaves a row out, as reading does.
    pub fn skip(&mut self, place: usize) {
        let Some(event) = self.events.get_mut(place) else { return };
        event.gone = true;
        self.quality.skip(SkippedRow {
            file: None,
            row: event.row,
            column: "time".into(),
            value: "unknown".into(),
            expected: "a time".into(),
        });
    }
}
