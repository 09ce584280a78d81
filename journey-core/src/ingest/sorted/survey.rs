//! The first look at an input: names, kinds and period, and that customers come together.

use super::grouped::{Grouped, Misplaced};
use crate::error::{Error, Place, Result};
use crate::ingest::loader::Collect;
use crate::ingest::plan::Plan;
use crate::log::detect::{Fits, TextsAre};
use crate::log::pending::Pending;
use crate::log::{Chunk, Column, ColumnInfo, ColumnKind, Event, Names, Quality};
use crate::work::Work;

/// After so many events memory is looked at.
const LOOK: usize = 1024;
/// A column of unknown kind may have so many different texts.
const MOST_TEXTS: usize = 1 << 20;
/// And so many bytes of them.
const MOST_BYTES: usize = 256 << 20;

/// Collects what the whole input tells.
pub(super) struct Survey<'s> {
    chunk: Chunk,
    columns: Vec<Evidence>,
    /// What texts may turn out to be.
    texts: TextsAre,
    /// Names are collected after so many events.
    piece: usize,
    grouped: Grouped,
    touchpoints: Names,
    pub quality: Quality,
    period: Option<(i64, i64)>,
    events: u64,
    /// What no option can skip.
    failed: &'s mut Option<Failure>,
}

/// What the whole input tells, besides its columns.
pub(super) struct Told {
    pub touchpoints: Names,
    pub quality: Quality,
    pub period: Option<(i64, i64)>,
    pub events: u64,
    pub customers: u64,
}

/// Why the input cannot be streamed.
pub(super) enum Failure {
    Misplaced { row: u64, customer: String, why: Misplaced },
    Other(Error),
}

/// What is known of the kind of a column.
#[derive(Default)]
struct Evidence {
    name: String,
    stated: Option<ColumnKind>,
    /// The kind of values that are not texts.
    typed: Option<ColumnKind>,
    texts: bool,
    fits: Fits,
    /// All different texts; `None` if they are too many.
    names: Option<Names>,
}

impl<'s> Survey<'s> {
    pub fn new(plan: &Plan<'_>, piece: usize, failed: &'s mut Option<Failure>) -> Self {
        let columns: Vec<Evidence> =
            plan.further.iter().map(|column| Evidence::new(&column.name, column.kind)).collect();
        Self {
            chunk: chunk(&columns),
            columns,
            texts: TextsAre::default(),
            piece,
            grouped: Grouped::default(),
            touchpoints: Names::default(),
            quality: Quality::default(),
            period: None,
            events: 0,
            failed,
        }
    }

    /// Collects the names of the latest events.
    fn sum_up(&mut self, row: u64) -> Result<()> {
        let work = Work::current();
        work.check()?;
        let next = chunk(&self.columns);
        let (touchpoints, columns, quality) = std::mem::replace(&mut self.chunk, next).into_names();
        touchpoints.iter().for_each(|name| {
            self.touchpoints.intern(name);
        });
        self.quality.merge(&quality);
        for (column, (kind, names)) in self.columns.iter_mut().zip(columns) {
            column.see(kind, &names)?;
        }
        self.grouped.check_memory(row)?;
        let names = self.columns.iter().filter_map(|column| column.names.as_ref());
        let memory: usize = names.map(Names::memory).sum();
        match work.memory() {
            Some(limit) if memory as u64 > limit / 2 => Err(Error::Limit {
                place: Place::row(row),
                what: "the memory for the names of all columns, in bytes,".into(),
                limit: limit / 2,
            }),
            _ => Ok(()),
        }
    }

    /// What all columns are.
    pub fn finish(&mut self) -> Result<Vec<Column>> {
        self.sum_up(0)?;
        self.quality.events = self.events;
        let events = usize::try_from(self.events).unwrap_or(usize::MAX);
        let columns = self.columns.iter_mut().map(|column| column.finish(events, self.texts));
        columns.collect()
    }

    /// What was found besides the columns.
    pub fn told(self) -> Told {
        Told {
            touchpoints: self.touchpoints,
            quality: self.quality,
            period: self.period,
            events: self.events,
            customers: self.grouped.customers(),
        }
    }

    fn take(&mut self, event: &Event<'_>) -> Result<(), Failure> {
        self.grouped.next(event.customer).map_err(|why| Failure::Misplaced {
            row: event.row,
            customer: event.customer.into(),
            why,
        })?;
        self.events += 1;
        let (first, last) = self.period.unwrap_or((event.time, event.time));
        self.period = Some((first.min(event.time), last.max(event.time)));
        let limit = Work::current().memory().unwrap_or(u64::MAX);
        let full = self.chunk.len().is_multiple_of(LOOK) && self.chunk.memory() as u64 > limit / 8;
        match full || self.chunk.len() >= self.piece {
            true => self.sum_up(event.row).map_err(Failure::Other),
            false => Ok(()),
        }
    }
}

fn chunk(columns: &[Evidence]) -> Chunk {
    Chunk::new(1, columns.iter().map(|column| Pending::new(column.name.clone(), column.stated)).collect())
}

impl Collect for Survey<'_> {
    fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.chunk.push(event)?;
        self.take(&event).map_err(|failure| {
            *self.failed = Some(failure);
            // Unlike a bad value, this is not skipped.
            Error::Cancelled
        })
    }

    fn quality(&mut self) -> &mut Quality {
        &mut self.quality
    }

    fn add_column(&mut self, name: &str, kind: Option<ColumnKind>) {
        self.columns.push(Evidence::new(name, kind));
        self.chunk.add_column(name.into(), kind);
    }

    fn texts_stay_texts(&mut self) {
        self.texts = TextsAre::Times;
    }
}

impl Evidence {
    fn new(name: &str, stated: Option<ColumnKind>) -> Self {
        Self { name: name.into(), stated, names: Some(Names::default()), ..Self::default() }
    }

    /// Takes what some more events have in this column.
    fn see(&mut self, kind: Option<ColumnKind>, names: &Names) -> Result<()> {
        match (self.stated, kind) {
            (None, None) => return Ok(()),
            (None, Some(ColumnKind::Dictionary)) => self.texts = true,
            (Some(ColumnKind::Dictionary), _) => {}
            (Some(_), _) => return Ok(()),
            (None, kind) if self.typed.is_some() && self.typed != kind => {
                return Err(self.unclear("values of several kinds"));
            }
            (None, kind) => self.typed = kind,
        }
        if self.texts && self.typed.is_some() {
            return Err(self.unclear("texts and other values"));
        }
        names.iter().for_each(|name| self.fits.see(name));
        if let Some(all) = &mut self.names {
            names.iter().for_each(|name| {
                all.intern(name);
            });
            if self.stated.is_none() && (all.len() > MOST_TEXTS || all.memory() > MOST_BYTES) {
                self.names = None;
            }
        }
        Ok(())
    }

    fn finish(&mut self, events: usize, texts: TextsAre) -> Result<Column> {
        let parsed = self.fits.parsed(texts);
        let kind = match (self.stated.or(self.typed), &self.names) {
            (Some(kind), _) => kind,
            (None, Some(names)) => self.fits.kind(names.len(), events, texts),
            (None, None) => parsed
                .ok_or_else(|| self.unclear("more than a million different texts, or 256 MB of them"))?,
        };
        let names = match (kind, self.names.take()) {
            (ColumnKind::Dictionary, Some(names)) => names.sorted().0,
            _ => Names::default(),
        };
        Ok(Column { info: ColumnInfo { name: std::mem::take(&mut self.name), kind }, names: names.into() })
    }

    fn unclear(&self, what: &str) -> Error {
        let expected = format!("its kind stated with `kinds`, or `{}` left out with `keep`", self.name);
        Error::option("kinds", format!("nothing for the column {:?} with {what}", self.name), expected)
    }
}
