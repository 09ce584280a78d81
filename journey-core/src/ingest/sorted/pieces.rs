//! The second look at an input: whole journeys, some thousand events at a time.

use crate::error::{Error, Place, Result};
use crate::ingest::loader::Collect;
use crate::ingest::plan::Plan;
use crate::log::{Column, ColumnKind, Event, EventLog, LogBuilder, LogOptions, Quality};
use crate::work::Work;

/// After so many events memory is looked at.
const LOOK: usize = 1024;
/// Indexing takes so many times the memory of the events.
const INDEXING: u64 = 4;

/// Collects the events of some customers, and gives them away as a log.
pub(super) struct Pieces<'p, F> {
    builder: LogBuilder,
    options: LogOptions,
    columns: Vec<(String, Option<ColumnKind>)>,
    kinds: Vec<ColumnKind>,
    typed: bool,
    customer: String,
    /// So many events are indexed together.
    piece: usize,
    /// Memory that indexing the events takes, in bytes, about.
    memory: u64,
    quality: Quality,
    give: F,
    failed: &'p mut Option<Error>,
}

impl<'p, F: FnMut(EventLog) -> Result<()>> Pieces<'p, F> {
    /// For events with these columns, whose kinds are known by now, whatever was stated. What goes wrong is said in
    /// `failed` as well: it is no bad row, which options may skip.
    pub fn new(
        plan: &Plan<'_>,
        (columns, piece): (&[Column], usize),
        failed: &'p mut Option<Error>,
        give: F,
    ) -> Self {
        let options = LogOptions { shards: Some(1), priority: plan.columns.priority.clone() };
        // JSON may have columns of which the plan does not know yet.
        let stated = |name: &str| {
            let kinds = plan.columns.kinds.iter().rev();
            kinds.clone().find(|(column, _)| column == name).map(|(_, kind)| *kind)
        };
        let kinds = columns.iter().map(|column| column.info.kind).collect();
        let columns: Vec<_> =
            columns.iter().map(|column| (column.info.name.clone(), stated(&column.info.name))).collect();
        Self {
            builder: LogBuilder::new(options.clone(), columns.clone()),
            options,
            columns,
            kinds,
            typed: false,
            customer: String::new(),
            piece,
            memory: 0,
            quality: Quality::default(),
            give,
            failed,
        }
    }

    /// Gives away what there is before the next event, if it is enough and the customer is another one.
    fn make_room(&mut self, event: &Event<'_>) -> Result<()> {
        if self.builder.len().is_multiple_of(LOOK) {
            self.memory = self.builder.memory() as u64 * INDEXING;
        }
        let limit = Work::current().memory().unwrap_or(u64::MAX);
        if self.customer != event.customer {
            if self.builder.len() >= self.piece || self.memory > limit / 4 {
                self.give()?;
            }
            self.customer.clear();
            self.customer.push_str(event.customer);
        }
        match self.memory > limit / 2 {
            true => Err(Error::Limit {
                place: Place::row(event.row),
                what: format!("the memory for the events of customer {:?}, in bytes,", event.customer),
                limit: limit / 2,
            }),
            false => Ok(()),
        }
    }

    fn give(&mut self) -> Result<()> {
        self.memory = 0;
        let next = LogBuilder::new(self.options.clone(), self.columns.clone());
        let mut builder = std::mem::replace(&mut self.builder, next);
        if self.typed {
            builder.texts_stay_texts();
        }
        builder.known_kinds(self.kinds.clone());
        (self.give)(builder.finish()?)
    }

    /// Gives the last customers away.
    pub fn finish(mut self) -> Result<()> {
        if self.builder.len() > 0 { self.give() } else { Ok(()) }
    }
}

impl<F: FnMut(EventLog) -> Result<()>> Collect for Pieces<'_, F> {
    fn push(&mut self, event: Event<'_>) -> Result<()> {
        self.make_room(&event).map_err(|error| {
            *self.failed = Some(error);
            Error::Cancelled
        })?;
        self.builder.push(event)
    }

    fn quality(&mut self) -> &mut Quality {
        &mut self.quality
    }

    /// All columns are known from the first look.
    fn add_column(&mut self, _: &str, _: Option<ColumnKind>) {}

    fn texts_stay_texts(&mut self) {
        self.typed = true;
    }
}
