//! What is read from the columns of an input, and how: settled before the first row.

use std::ops::Range;

use jiff::Timestamp;

use super::clock::{Clock, TimeForm};
use super::further::Further;
use super::sink::{check_names, find};
use crate::error::{Error, Place, Result};
use crate::log::pending::Pending;
use crate::log::{Chunk, Columns, LogOptions, Names, Quality, Source};

/// Which columns there are for what, and how far their forms are known.
#[derive(Clone)]
pub(super) struct Plan<'c> {
    pub columns: &'c Columns,
    /// Touchpoints to read, if not all.
    pub only: Option<Names>,
    /// Times of the events to read, in UTC microseconds, if not all.
    period: Option<Range<i64>>,
    pub customer: Role,
    pub touchpoint: Name,
    pub time: When,
    pub end: Option<(Role, TimeForm)>,
    pub further: Vec<Further>,
    pub clock: Clock,
}

/// A column that every event needs.
#[derive(Clone)]
pub(crate) struct Role {
    pub position: usize,
    pub name: String,
}

impl Role {
    pub(crate) fn new(name: &str, names: &[String], place: &Place) -> Result<Self> {
        Ok(Self { position: find(names, name, place)?, name: name.into() })
    }
}

#[derive(Clone)]
pub(super) enum Name {
    Column(Role),
    Constant(String),
}

#[derive(Clone)]
pub(super) enum When {
    Column(Role, TimeForm),
    Constant(i64),
}

impl<'c> Plan<'c> {
    /// A plan for events with these column names.
    pub fn new(columns: &'c Columns, names: &[String], place: &Place) -> Result<Self> {
        if columns.time.is_empty() {
            return Err(Error::option("time", "\"\"", "the name of a column"));
        }
        if matches!(&columns.touchpoint, Source::Constant(name) if name.trim().is_empty()) {
            return Err(Error::option("touchpoint", "\"\"", "a name that is not blank"));
        }
        if columns.only.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::option("only", "no touchpoint", "at least one, or none of this option"));
        }
        let only = columns.only.as_ref().map(|only| only.iter().map(String::as_str).collect());
        Ok(Self { only, period: period(columns)?, ..Self::table(columns, names, place)? })
    }

    /// Whether only some rows are read.
    pub fn is_partial(&self) -> bool {
        self.only.is_some() || self.period.is_some()
    }

    /// Whether events are read of a part of the time only.
    pub fn has_period(&self) -> bool {
        self.period.is_some()
    }

    /// Whether events of a time are not read.
    pub fn is_outside(&self, time: i64) -> bool {
        self.period.as_ref().is_some_and(|period| !period.contains(&time))
    }

    /// Whether no event between these times, both included, is read.
    #[cfg(feature = "parquet")]
    pub fn is_all_outside(&self, first: i64, last: i64) -> bool {
        self.period.as_ref().is_some_and(|period| last < period.start || first >= period.end)
    }

    /// Whether events of a touchpoint are not read.
    pub fn leaves_out(&self, touchpoint: &str) -> bool {
        self.only.as_ref().is_some_and(|only| only.code(touchpoint).is_none())
    }

    /// A plan for a table that may have neither times nor touchpoints.
    pub fn table(columns: &'c Columns, names: &[String], place: &Place) -> Result<Self> {
        check_roles(columns)?;
        check_names(names, place)?;
        let role = |name: &str| Role::new(name, names, place);
        let time = match columns.time.as_str() {
            "" => When::Constant(0),
            name => When::Column(role(name)?, TimeForm::new(columns.epoch)),
        };
        let touchpoint = match &columns.touchpoint {
            Source::Column(name) => Name::Column(role(name)?),
            Source::Constant(name) => Name::Constant(name.clone()),
        };
        let end = match &columns.end {
            Some(name) => Some((role(name)?, TimeForm::new(columns.epoch))),
            None => None,
        };
        let further = further_columns(columns, names, place)?;
        let clock = Clock::new(columns.time_zone.as_deref())?;
        let customer = role(&columns.customer)?;
        Ok(Self { customer, touchpoint, time, end, further, clock, columns, only: None, period: None })
    }

    /// Options of the log.
    pub fn options(&self) -> LogOptions {
        LogOptions { shards: self.columns.shards, priority: self.columns.priority.clone() }
    }

    /// The forms of all columns that may hold times.
    pub fn forms(&mut self) -> impl Iterator<Item = &mut TimeForm> {
        let time = match &mut self.time {
            When::Column(_, form) => Some(form),
            When::Constant(_) => None,
        };
        let end = self.end.as_mut().map(|(_, form)| form);
        time.into_iter().chain(end).chain(self.further.iter_mut().map(|column| &mut column.form))
    }

    /// What is known behind the parts of an input, which were all read as if they came first, and whether each was
    /// without bad rows; `None` if one may have to be read differently, because of those before it.
    #[cfg(feature = "parquet")]
    pub fn behind(&self, parts: &mut [(Self, bool)]) -> Option<Self> {
        let mut known = self.clone();
        for (part, clean) in parts {
            let mut first = self.clone();
            for ((known, assumed), form) in known.forms().zip(first.forms()).zip(part.forms()) {
                *known = form.behind(*assumed, *known, *clean)?;
            }
        }
        Some(known)
    }

    /// An empty chunk for these columns.
    pub fn chunk(&self, partitions: usize) -> Chunk {
        if self.further.is_empty() && self.end.is_none() {
            return Chunk::plain(partitions);
        }
        self.growing_chunk(partitions)
    }

    /// An empty chunk for these columns and others that may turn up.
    pub fn growing_chunk(&self, partitions: usize) -> Chunk {
        let columns = self.further.iter().map(|column| Pending::new(column.name.clone(), column.kind));
        Chunk::new(partitions, columns.collect())
    }

    /// What is to be said about the times.
    pub fn quality(&self) -> Quality {
        let unit = match &self.time {
            When::Column(_, form) => form.detected(),
            When::Constant(_) => None,
        };
        let detected_epoch_unit = unit.map(|unit| unit.name().into());
        Quality { time_zone: self.clock.zone().into(), detected_epoch_unit, ..Quality::default() }
    }
}

/// Times of the events to read, if not all.
fn period(columns: &Columns) -> Result<Option<Range<i64>>> {
    let micros = |time: Timestamp| time.as_microsecond();
    match (columns.since, columns.until) {
        (None, None) => Ok(None),
        (Some(since), Some(until)) if since >= until => {
            Err(Error::option("until", until, format!("a time after `since`, which is {since}")))
        }
        (since, until) => Ok(Some(since.map_or(i64::MIN, micros)..until.map_or(i64::MAX, micros))),
    }
}

/// Two roles cannot be played by one column.
fn check_roles(columns: &Columns) -> Result<()> {
    let mut taken = vec![("customer", columns.customer.as_str())];
    if !columns.time.is_empty() {
        taken.push(("time", &columns.time));
    }
    if let Source::Column(name) = &columns.touchpoint {
        taken.push(("touchpoint", name));
    }
    if let Some(end) = &columns.end {
        taken.push(("end", end));
    }
    check_distinct(&taken)
}

/// Refuses options that name one column twice.
pub(crate) fn check_distinct(taken: &[(&str, &str)]) -> Result<()> {
    for (position, (role, name)) in taken.iter().enumerate() {
        let others = taken.get(..position).unwrap_or_default();
        if let Some((other, _)) = others.iter().find(|(_, other)| other == name) {
            return Err(Error::option(
                role,
                format!("{name:?}"),
                format!("another column than for `{other}`"),
            ));
        }
    }
    Ok(())
}

/// The columns to keep: those asked for, or all that play no role.
fn further_columns(columns: &Columns, names: &[String], place: &Place) -> Result<Vec<Further>> {
    for (name, _) in &columns.kinds {
        find(names, name, place)?;
    }
    if let Some(keep) = &columns.keep {
        let mut distinct: Vec<&String> = Vec::new();
        for name in keep {
            if distinct.contains(&name) {
                return Err(Error::option("keep", format!("{name:?} twice"), "each column once"));
            }
            distinct.push(name);
        }
        return keep.iter().map(|name| Ok(Further::new(find(names, name, place)?, name, columns))).collect();
    }
    let roles = roles(columns);
    let others = names.iter().enumerate().filter(|(_, name)| !roles.contains(&name.as_str()));
    Ok(others.map(|(position, name)| Further::new(position, name, columns)).collect())
}

/// Names of the columns that every event needs.
pub(crate) fn roles(columns: &Columns) -> Vec<&str> {
    let mut roles = vec![columns.customer.as_str()];
    if !columns.time.is_empty() {
        roles.push(&columns.time);
    }
    if let Source::Column(name) = &columns.touchpoint {
        roles.push(name);
    }
    roles.extend(columns.end.as_deref());
    roles
}
