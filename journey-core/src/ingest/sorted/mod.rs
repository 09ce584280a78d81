//! Input that is larger than the memory: sorted by customer, it is looked at a few thousand journeys at a time.

mod grouped;
mod hint;
mod pieces;
mod source;
mod survey;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::analysis::{Analysis, Room};
use crate::error::{Error, Place, Result};
use crate::log::{ColumnInfo, Columns, EventLog, Facts, Names, Quality, Schema, Shard};
use crate::work::Work;
use hint::Hint;
use pieces::Pieces;
use source::Source;
use survey::{Failure, Survey};

/// Events that are read anew for every question, some thousand journeys at a time, so that they may be larger than
/// the memory. The rows of the input are sorted by customer, or at least those of each customer come together.
///
/// Names, kinds of columns and counts are found out in a first look when a stream is opened. The reports are those
/// of the same input as an [`EventLog`]; where a summary would outgrow the memory, a sketch takes over and the report
/// says so. Ask several questions at once, as a tuple: they share one look.
///
/// Memory: the names of touchpoints and dictionary columns, some thousand journeys, and the summaries. Customers that
/// are neither sorted as texts nor as numbers, up or down, take 37 bytes each.
///
/// ```
/// use journey_core::{analysis::Transitions, ingest::LogStream, log::Columns};
/// # let path = std::env::temp_dir().join(format!("journey-stream-{}.csv", std::process::id()));
/// # std::fs::write(&path, "user,at,event\nann,2024-03-01,visit\nann,2024-03-02,buy\nbob,2024-03-01,visit\n").unwrap();
/// let events = LogStream::csv(&path, &Columns::new("user", "at", "event"))?;
/// assert_eq!((events.customers(), events.events()), (2, 3));
/// let report = events.run(&Transitions::new())?;
/// assert_eq!((report.customers, report.rows[0].count), (2, 1));
/// # std::fs::remove_file(&path).unwrap();
/// # Ok::<(), journey_core::Error>(())
/// ```
pub struct LogStream {
    source: Source,
    columns: Columns,
    /// So many events are looked at together.
    piece: usize,
    /// The schema of the whole log, without any shard.
    log: EventLog,
    customers: u64,
    events: u64,
    /// Counts over all events, known after the first question.
    facts: OnceLock<Facts>,
}

/// Events that are looked at together, if memory allows.
const EVENTS: usize = 1 << 16;
/// After so many times as many, summaries are looked at, if memory allows.
const PIECES: u64 = 16;

fn named(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl LogStream {
    /// A CSV file, plain or gzip, sorted by customer. See [`EventLog::read_csv`].
    ///
    /// # Errors
    /// As [`EventLog::read_csv`]. [`Error::BadValue`] for a customer that comes back after others; it says how to sort
    /// the file. [`Error::InvalidOption`] for a column whose kind must be stated, as it has too many different texts.
    /// [`Error::Limit`] if the memory limit of [`Work`] does not suffice.
    ///
    /// # Complexity
    /// O(cells) time.
    pub fn csv(path: impl AsRef<Path>, columns: &Columns) -> Result<Self> {
        Self::open(Source::Csv(named(path.as_ref())), columns)
    }

    /// A JSON Lines file, plain or gzip, sorted by customer. See [`EventLog::read_json_lines`].
    ///
    /// # Errors
    /// See [`Self::csv`].
    pub fn json_lines(path: impl AsRef<Path>, columns: &Columns) -> Result<Self> {
        Self::open(Source::JsonLines(named(path.as_ref())), columns)
    }

    /// A Parquet file sorted by customer. See [`EventLog::read_parquet`].
    ///
    /// # Errors
    /// See [`Self::csv`].
    #[cfg(feature = "parquet")]
    pub fn parquet(path: impl AsRef<Path>, columns: &Columns) -> Result<Self> {
        Self::open(Source::Parquet(named(path.as_ref())), columns)
    }

    /// Arrow record batches sorted by customer, which `batches` starts anew for every look. See
    /// [`EventLog::from_arrow`].
    ///
    /// # Errors
    /// See [`Self::csv`].
    #[cfg(feature = "arrow")]
    pub fn arrow(
        batches: impl Fn() -> Result<Box<dyn arrow_array::RecordBatchReader + Send>> + Send + Sync + 'static,
        columns: &Columns,
    ) -> Result<Self> {
        Self::open(Source::Arrow(Box::new(batches)), columns)
    }

    /// A file that [`EventLog::save`] wrote. Unlike [`EventLog::open`], each shard is verified when it is looked at, and
    /// none is held.
    ///
    /// # Errors
    /// See [`EventLog::open`].
    #[cfg(feature = "file")]
    pub fn saved(path: impl AsRef<Path>) -> Result<Self> {
        let name = path.as_ref().to_string_lossy();
        let file = super::native::Piecewise::open(path.as_ref()).map_err(|error| error.in_file(&name))?;
        let (log, customers) = (file.log(), file.customers());
        let facts = OnceLock::from(log.facts());
        let events = log.facts().events;
        let source = Source::Saved { path: named(path.as_ref()), file: Box::new(file) };
        let columns = Columns::new("", "", "");
        Ok(Self { source, columns, piece: EVENTS, log, customers, events, facts })
    }

    fn open(source: Source, columns: &Columns) -> Result<Self> {
        Self::in_pieces(source, columns, EVENTS)
    }

    /// A stream of which so many events are looked at together.
    fn in_pieces(source: Source, columns: &Columns, piece: usize) -> Result<Self> {
        let (mut failed, mut rows) = (None, None);
        let told = source.read(columns, |plan, known| {
            rows = known;
            Survey::new(plan, piece, &mut failed)
        });
        let told = told.and_then(|(mut survey, plan)| {
            survey.quality.merge(&plan.quality());
            Ok((survey.finish()?, survey.told()))
        });
        let hint = || Hint { source: &source, columns, rows };
        let told = told.map_err(|error| match failed {
            Some(Failure::Misplaced { row, customer, why }) => hint().misplaced(row, customer, &why),
            Some(Failure::Other(error)) => error,
            None => error,
        });
        let (found, told) = told.map_err(|error| source.place(error))?;
        let mut schema = Schema {
            touchpoints: told.touchpoints.sorted().0,
            columns: found,
            period: told.period,
            quality: told.quality,
            priority: columns.priority.clone(),
            ..Schema::default()
        };
        if let Some(path) = source.path() {
            schema.quality.skipped_rows.iter_mut().for_each(|row| row.file = Some(path.into()));
        }
        let log = EventLog { shards: Arc::new([]), schema: Arc::new(schema) };
        let (customers, events, facts) = (told.customers, told.events, OnceLock::new());
        Ok(Self { source, columns: columns.clone(), piece, log, customers, events, facts })
    }

    /// Asks a question, or several as a tuple, in one look at the input.
    ///
    /// # Errors
    /// Those of the analysis; [`Error::Syntax`] if the input is not what it was when the stream was opened;
    /// [`Error::Limit`] if the memory limit does not suffice; [`Error::Cancelled`].
    pub fn run<A: Analysis + ?Sized>(&self, analysis: &A) -> Result<A::Report> {
        let plan = analysis.plan(&self.log)?;
        let room = Room::current();
        let patience = room.patience().min(self.piece as u64 * PIECES);
        let (mut summary, mut events) = (A::Summary::default(), 0);
        #[cfg(feature = "file")]
        if let Source::Saved { path, file } = &self.source {
            let observe = |part: &mut A::Summary, shard: &Shard| analysis.observe(&plan, shard, part);
            let take = |part| {
                analysis.merge(&mut summary, part);
                analysis.compact(&plan, &mut summary, &room)
            };
            let looked = file.each(Path::new(path), A::Summary::default, observe, take);
            looked.map_err(|error| error.in_file(path))?;
            return analysis.finish(&plan, &mut summary);
        }
        self.each(|shard| {
            analysis.observe(&plan, shard, &mut summary);
            events += shard.data.times.len() as u64;
            if events < patience {
                return Ok(());
            }
            events = 0;
            analysis.compact(&plan, &mut summary, &room)
        })?;
        analysis.compact(&plan, &mut summary, &room)?;
        analysis.finish(&plan, &mut summary)
    }

    /// Shows every shard of an input that was not saved by us; all journeys of a customer are in one.
    fn each(&self, mut see: impl FnMut(&Shard) -> Result<()>) -> Result<()> {
        let (mut facts, mut events) = (Facts::default(), 0);
        let changed = || Error::Syntax {
            place: Place::default(),
            message: "the input is not what it was when the stream was opened".into(),
        };
        let mut failed = None;
        let give = |log: EventLog| {
            Work::current().check()?;
            facts.merge(log.facts());
            events += log.events();
            log.coded_as(&self.log.schema).ok_or_else(changed)?.iter().try_for_each(&mut see)
        };
        let columns = &self.log.schema.columns;
        let piece = self.piece;
        let told =
            self.source.read(&self.columns, |plan, _| Pieces::new(plan, (columns, piece), &mut failed, give));
        let told = told.and_then(|(pieces, _)| pieces.finish());
        let told = told.map_err(|error| failed.unwrap_or(error));
        let same = || if events == self.events { Ok(()) } else { Err(changed()) };
        told.and_then(|()| same()).map_err(|error| self.source.place(error))?;
        let _ = self.facts.set(facts);
        Ok(())
    }

    /// Number of journeys.
    pub fn customers(&self) -> u64 {
        self.customers
    }

    /// Number of events.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Names of the touchpoints.
    pub fn touchpoints(&self) -> &Names {
        self.log.touchpoints()
    }

    /// Further columns.
    pub fn columns(&self) -> Vec<ColumnInfo> {
        self.log.columns()
    }

    /// Time of the first and of the last event.
    pub fn period(&self) -> Option<(jiff::Timestamp, jiff::Timestamp)> {
        self.log.period()
    }

    /// What was doubtful in the input. Unless a question was asked before, this takes another look at it.
    ///
    /// # Errors
    /// See [`Self::run`].
    pub fn quality(&self) -> Result<Quality> {
        if self.facts.get().is_none() {
            self.each(|_| Ok(()))?;
        }
        let mut quality = self.log.quality().clone();
        if let Some(facts) = self.facts.get() {
            quality.equal_times = facts.equal_times;
            quality.duplicates = facts.duplicates;
        }
        Ok(quality)
    }
}
