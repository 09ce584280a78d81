//! The handle users hold: a cheap, immutable reference to all shards of a log.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Column, ColumnInfo, Journey, Names, Quality, Shard, Value};
use crate::analysis::Analysis;
use crate::error::{Error, Result};
use crate::work::Work;

/// All events of a data set, indexed by customer and time. Immutable, cheap to clone, safe to
/// share between threads.
///
/// Events of a customer are ordered by time; equal times keep the order of the input. Every
/// analysis uses that one order.
#[derive(Debug, Clone)]
pub struct EventLog {
    pub(crate) shards: Arc<[Shard]>,
    pub(crate) schema: Arc<Schema>,
}

/// What all shards of a log share.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schema {
    /// Touchpoints: in byte order for a log as read, in map order for a bound one.
    pub touchpoints: Names,
    /// Further columns in input order.
    pub columns: Vec<Column>,
    /// First and last time of the data in UTC microseconds; also of events that a selection left out.
    pub period: Option<(i64, i64)>,
    /// What was doubtful in the input.
    pub quality: Quality,
    /// Counts over all events of the log, for whoever appends more.
    pub facts: super::layout::Facts,
    /// Order of touchpoints at equal times, as the log was built.
    pub priority: Vec<String>,
    /// Steps of cleaning that were done.
    pub history: Vec<super::CleaningRow>,
    /// Digest of everything in the log.
    pub fingerprint: super::layout::Fingerprint,
}

impl EventLog {
    /// Runs an analysis over all shards. Several at once: pass a tuple of them.
    ///
    /// # Errors
    /// Those of the analysis, such as a touchpoint that the log does not have; [`Error::Cancelled`].
    pub fn run<A: Analysis + ?Sized>(&self, analysis: &A) -> Result<A::Report> {
        let plan = analysis.plan(self)?;
        let mut summary = self.summary(analysis, &plan)?;
        analysis.finish(&plan, &mut summary)
    }

    /// What all shards together tell: every thread sums up its shards, and these summaries are merged.
    pub(crate) fn summary<A: Analysis + ?Sized>(&self, analysis: &A, plan: &A::Plan) -> Result<A::Summary> {
        let observe = |summary: &mut A::Summary, index: usize| {
            self.shards.get(index).into_iter().for_each(|shard| analysis.observe(plan, shard, summary));
            Ok(())
        };
        let parts = Work::current().fold("analysing", self.shards.len(), A::Summary::default, observe)?;
        let mut parts = parts.into_iter();
        let mut total = parts.next().unwrap_or_default();
        parts.for_each(|part| analysis.merge(&mut total, part));
        Ok(total)
    }

    /// Maps every shard; results in shard order. Short work, which is not stopped.
    pub(crate) fn map_shards<S: Send>(&self, observe: impl Fn(&Shard) -> S + Sync) -> Vec<S> {
        let one = |index: usize| Ok(self.shards.get(index).map(&observe));
        let all = Work::current().unstoppable().map("indexing", self.shards.len(), one).unwrap_or_default();
        all.into_iter().flatten().collect()
    }

    /// Whether both are clones of one log.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shards, &other.shards) && Arc::ptr_eq(&self.schema, &other.schema)
    }

    /// The same journeys as observed from one time to another (UTC microseconds).
    pub(crate) fn observed(mut self, from: i64, to: i64) -> Self {
        Arc::make_mut(&mut self.schema).period = Some((from, to));
        self
    }

    /// Number of journeys.
    pub fn customers(&self) -> u64 {
        self.shards.iter().map(|shard| shard.len() as u64).sum()
    }

    /// Number of events.
    pub fn events(&self) -> u64 {
        self.shards
            .iter()
            .map(|shard| shard.journeys().map(|journey| journey.len() as u64).sum::<u64>())
            .sum()
    }

    /// Whether there are no events.
    pub fn is_empty(&self) -> bool {
        self.customers() == 0
    }

    /// The same log, with the name of its file at the rows that were left out.
    pub(crate) fn of_file(mut self, path: &str) -> Self {
        if !self.schema.quality.skipped_rows.is_empty() {
            let mut schema = (*self.schema).clone();
            schema.quality.skipped_rows.iter_mut().for_each(|row| row.file = Some(path.into()));
            self.schema = Arc::new(schema);
        }
        self
    }

    /// Says what was found in an XES file.
    pub(crate) fn set_xes(&mut self, report: super::XesReport) {
        Arc::make_mut(&mut self.schema).quality.xes = Some(report);
    }

    /// Names of the touchpoints; the position of a name is its code.
    pub fn touchpoints(&self) -> &Names {
        &self.schema.touchpoints
    }

    /// Further columns.
    pub fn columns(&self) -> Vec<ColumnInfo> {
        self.schema.columns.iter().map(|column| column.info.clone()).collect()
    }

    /// Time of the first and of the last event.
    pub fn period(&self) -> Option<(Timestamp, Timestamp)> {
        let (first, last) = self.schema.period?;
        Some((Timestamp::from_microsecond(first).ok()?, Timestamp::from_microsecond(last).ok()?))
    }

    /// What was doubtful in the input.
    pub fn quality(&self) -> &Quality {
        &self.schema.quality
    }

    /// The journey of a customer, if the log (or selection) has it.
    ///
    /// # Complexity
    /// O(log customers).
    pub fn journey(&self, customer: &str) -> Option<Journey<'_>> {
        self.shards.get(super::shard_of(customer, self.shards.len()))?.journey(customer)
    }

    /// Shards of the log.
    pub fn shards(&self) -> &[Shard] {
        &self.shards
    }

    /// Code of a touchpoint.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with similar names.
    pub fn touchpoint_code(&self, name: &str) -> Result<u32> {
        let names = self.touchpoints();
        names.code(name).ok_or_else(|| Error::UnknownName {
            kind: "touchpoint".into(),
            name: name.into(),
            similar: names.similar(name),
        })
    }

    /// Position and description of a further column.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with similar names.
    pub fn column(&self, name: &str) -> Result<(usize, &Column)> {
        let columns = &self.schema.columns;
        let found = columns.iter().enumerate().find(|(_, column)| column.info.name == name);
        found.ok_or_else(|| Error::UnknownName {
            kind: "column".into(),
            name: name.into(),
            similar: crate::similar::similar(name, columns.iter().map(|column| column.info.name.as_str())),
        })
    }

    /// The value of a further column, by its position, at an event of a journey of this log.
    pub fn value<'a>(&'a self, journey: &Journey<'a>, event: usize, column: usize) -> Value<'a> {
        self.schema.columns.get(column).map_or(Value::Missing, |found| found.value(journey, event, column))
    }

    /// Position of a number column.
    ///
    /// # Errors
    /// [`Error::UnknownName`], or [`Error::InvalidOption`] naming `field` if the column is of
    /// another kind.
    pub fn number_column(&self, field: &str, name: &str) -> Result<usize> {
        let (position, column) = self.column(name)?;
        match column.info.kind {
            super::ColumnKind::Number => Ok(position),
            kind => Err(Error::option(field, format!("{name:?}, a {kind:?} column,"), "a number column")),
        }
    }

    /// A view with the journeys for which `keep` holds. Nothing is copied.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(&super::Journey<'_>) -> bool + Sync) -> Self {
        let shards: Vec<Shard> = self.map_shards(|shard| {
            shard.select(shard.journeys().filter(|journey| keep(journey)).map(|journey| journey.position()))
        });
        Self { shards: shards.into(), ..self.clone() }
    }
}
