//! CSV: a header and rows of cells.

use super::blocks::{self, Done, Reader, Start};
use super::clock::TimeForm;
use super::input::Input;
use super::loader::Loader;
use super::plan::Plan;
use super::records::{Position, Record, Splitter};
use super::sink::{Cell, Cells, Sink, Spot};
use crate::error::{Error, Place, Result};
use crate::log::chunk::Cut;
use crate::log::{Chunks, Columns, EventLog};

/// A block remembers so many customers.
pub(super) const LAST: usize = 1 << 12;
/// A table may have so many columns.
const MOST_COLUMNS: usize = 20_000;
/// So many bytes tell how long rows are.
const SAMPLE: usize = 64 << 10;

impl<'a> Cells<'a> for Record<'a> {
    fn cell(&self, position: usize) -> Cell<'a> {
        match self.get(position) {
            Some("") | None => Cell::Missing,
            Some(text) => Cell::Text(text),
        }
    }
}

/// Reads a table row by row; `sink` makes what takes its rows from the header.
pub(crate) fn read<S: Sink>(
    mut input: Input<'_>,
    delimiter: u8,
    sink: impl FnOnce(&[String], &Place) -> Result<S>,
) -> Result<S> {
    let mut splitter = Splitter::new(delimiter)?;
    let header = Header::read(&mut input, &mut splitter)?;
    let mut sink = sink(&header.names, &header.place)?;
    let (width, mut position) = (header.names.len(), header.end);
    blocks::in_order(&mut input, &mut position, |bytes, at_end, position| {
        let take = |record: &Record<'_>| hand_over(record, width, &mut sink);
        Ok((splitter.each(bytes, at_end, width, position, take)?, true))
    })?;
    Ok(sink)
}

/// Gives a row to what takes rows.
#[inline]
pub(super) fn hand_over(record: &Record<'_>, width: usize, sink: &mut impl Sink) -> Result<()> {
    let spot = Spot { row: record.row, line: Some(record.line) };
    if record.count == width {
        return sink.row(record, spot);
    }
    let message = format!("the row has {} cells, the header {width}", record.count);
    sink.broken(Error::Syntax { place: spot.place(None), message }, spot)
}

/// The first line of a table.
pub(super) struct Header {
    pub names: Vec<String>,
    pub place: Place,
    /// Where the rows begin.
    end: Position,
    /// Number of rows, about; `None` if the size of the input is not known.
    rows: Option<usize>,
}

impl Header {
    fn read(input: &mut Input<'_>, splitter: &mut Splitter) -> Result<Self> {
        let (mut header, mut position) = (None, Position::default());
        let size = input.size();
        blocks::in_order(input, &mut position, |bytes, at_end, position| {
            let (read, found) = Self::find(bytes, at_end, splitter, position)?;
            header = found.map(|header| Self { rows: rows(bytes, size), ..header });
            Ok((read, header.is_none()))
        })?;
        header.ok_or_else(Self::missing)
    }

    /// The header at the beginning of a text, and how many bytes are read; `None` if there is more to be read.
    pub(super) fn find(
        bytes: &[u8],
        at_end: bool,
        splitter: &mut Splitter,
        position: &mut Position,
    ) -> Result<(usize, Option<Self>)> {
        let mut records = splitter.records(bytes, at_end, MOST_COLUMNS, *position);
        let mut header = None;
        if let Some(record) = records.next()? {
            let place = Place { line: Some(record.line), ..Place::default() };
            if record.count > MOST_COLUMNS {
                let what = "the number of columns".into();
                return Err(Error::Limit { place, what, limit: MOST_COLUMNS as u64 });
            }
            let name = |position| record.get(position).unwrap_or_default().to_string();
            header = Some(((0..record.count).map(name).collect(), place));
        }
        let (read, end) = records.read();
        *position = end;
        Ok((read, header.map(|(names, place)| Self { names, place, end, rows: None })))
    }

    /// What is said of an input without a header.
    pub(super) fn missing() -> Error {
        Error::Syntax {
            place: Place { line: Some(1), ..Place::default() },
            message: "the input is empty; expected a line with the names of the columns".into(),
        }
    }
}

/// Number of rows, about, of an input of this size that begins with these bytes.
pub(super) fn rows(bytes: &[u8], size: Option<u64>) -> Option<usize> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let lines = memchr::memchr_iter(b'\n', sample).count().max(1) as u128;
    let rows = u128::from(size?) * lines / sample.len().max(1) as u128;
    usize::try_from(rows).ok()
}

/// Reads events from blocks side by side.
struct Blocks<'c> {
    plan: Plan<'c>,
    delimiter: u8,
    width: usize,
    partitions: usize,
}

impl Reader for Blocks<'_> {
    type State = Vec<TimeForm>;
    type Part = Cut;

    fn read(
        &self,
        bytes: &[u8],
        at_end: bool,
        start: &Start<Vec<TimeForm>>,
    ) -> Result<Done<Cut, Self::State>> {
        let mut plan = self.plan.clone();
        plan.forms().zip(&start.state).for_each(|(form, known)| *form = *known);
        let mut chunk = plan.chunk(self.partitions).remembering(LAST).reading_numbers();
        chunk.reserve(rows(bytes, Some(bytes.len() as u64)).unwrap_or_default());
        let mut loader = Loader::collecting(plan, chunk);
        let mut position = start.position;
        let roles = loader.plain_roles();
        let take = |record: &Record<'_>| {
            if let Some([customer, time, touchpoint]) = roles
                && record.count == self.width
                && let Some(customer) = record.get(customer)
                && let Some(time) = record.get(time)
                && let Some(touchpoint) = record.get(touchpoint)
                && loader.quick(customer, time, touchpoint, record.row)
            {
                return Ok(());
            }
            hand_over(record, self.width, &mut loader)
        };
        let read = Splitter::new(self.delimiter)?.each(bytes, at_end, self.width, &mut position, take)?;
        let (part, mut plan) = loader.into_parts();
        let state = plan.forms().map(|form| *form).collect();
        Ok(Done { part: part.cut(), read, end: Start { position, state } })
    }

    fn settle(
        &self,
        done: &Done<Cut, Self::State>,
        assumed: &Vec<TimeForm>,
        known: &Vec<TimeForm>,
    ) -> Option<Vec<TimeForm>> {
        let clean = done.part.is_clean();
        let columns = done.end.state.iter().zip(assumed.iter().zip(known));
        columns.map(|(end, (assumed, known))| end.behind(*assumed, *known, clean)).collect()
    }
}

fn read_events(mut input: Input<'_>, columns: &Columns) -> Result<EventLog> {
    let header = Header::read(&mut input, &mut Splitter::new(columns.delimiter)?)?;
    let mut plan = Plan::new(columns, &header.names, &header.place)?;
    let mut chunks = Chunks::new(plan.options(), header.rows);
    let start = Start { position: header.end, state: plan.forms().map(|form| *form).collect() };
    let reader = Blocks {
        plan,
        delimiter: columns.delimiter,
        width: header.names.len(),
        partitions: chunks.partitions(),
    };
    let end = blocks::into_chunks(input, &reader, start, &mut chunks)?;
    let mut plan = reader.plan;
    plan.forms().zip(end.state).for_each(|(form, known)| *form = known);
    chunks.finish(plan.quality())
}

/// Reads events from bytes in blocks of this size.
#[cfg(fuzzing)]
pub(crate) fn read_in_blocks(bytes: &[u8], columns: &Columns, block: usize) -> Result<EventLog> {
    read_events(Input::bytes(bytes, columns.max_bytes)?.with_blocks_of(block), columns)
}

impl EventLog {
    /// Reads events from a CSV file, plain or gzip.
    ///
    /// The first line names the columns. Cells may be quoted (`"`, doubled within), lines may end with
    /// LF, CR LF or CR, blank lines are skipped, and a byte order mark is ignored. Times are ISO 8601
    /// (with `T` or a blank; what is below a microsecond is dropped and counted), or numbers since 1970.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Syntax`] (unclosed quote, rows with too few or many cells, NUL bytes, no
    /// header), [`Error::Encoding`], [`Error::MissingColumn`], [`Error::DuplicateColumn`],
    /// [`Error::BadValue`] with row, column and value (or, with [`OnError::Skip`](crate::log::OnError),
    /// a count in [`Quality`](crate::log::Quality)), [`Error::Limit`], and [`Error::InvalidOption`] for
    /// contradictory columns.
    ///
    /// # Complexity
    /// O(bytes) time; the text itself is not kept.
    pub fn read_csv(path: impl AsRef<std::path::Path>, columns: &Columns) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let input = Input::open(&path, columns.max_bytes)?;
        let log = read_events(input, columns).map_err(|error| error.in_file(&path))?;
        Ok(log.of_file(&path))
    }

    /// Reads events from CSV text. See [`Self::read_csv`].
    ///
    /// ```
    /// use journey_core::{EventLog, log::Columns};
    /// let csv = "user,at,event,channel\nann,2024-03-01 12:00,visit,web\nann,2024-03-01 12:05,buy,store\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event").time_zone("Europe/Berlin"))?;
    /// assert_eq!((log.customers(), log.events()), (1, 2));
    /// assert_eq!(log.quality().times_without_zone, 2);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// See [`Self::read_csv`].
    pub fn read_csv_text(text: &str, columns: &Columns) -> Result<Self> {
        Self::read_csv_bytes(text.as_bytes(), columns)
    }

    /// Reads events from the bytes of a CSV file, plain or gzip. See [`Self::read_csv`].
    ///
    /// # Errors
    /// See [`Self::read_csv`].
    pub fn read_csv_bytes(bytes: &[u8], columns: &Columns) -> Result<Self> {
        read_events(Input::bytes(bytes, columns.max_bytes)?, columns)
    }
}

/// Everything that can be said of a log, or the error.
#[cfg(test)]
pub(super) fn shown(log: Result<EventLog>) -> String {
    match log {
        Err(error) => format!("{error:?}"),
        Ok(log) => {
            let mut events = Vec::new();
            log.to_csv(&mut events).ok();
            let rows: Vec<u32> = log
                .shards()
                .iter()
                .flat_map(|shard| shard.journeys().flat_map(|journey| journey.rows().to_vec()))
                .collect();
            format!("{} {rows:?} {:?} {:?}", String::from_utf8_lossy(&events), log.quality(), log.columns())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::OnError;
    use crate::work::Work;

    /// The log and its quality, or the error, of reading row after row.
    fn row_by_row(text: &[u8], columns: &Columns) -> String {
        let log = Input::bytes(text, columns.max_bytes)
            .and_then(|input| read(input, b',', |names, place| Loader::new(columns, names, place)))
            .and_then(Loader::finish);
        shown(log)
    }

    fn in_blocks(text: &[u8], columns: &Columns, block: usize, threads: usize) -> String {
        let read = || {
            let input = Input::bytes(text, columns.max_bytes)?.with_blocks_of(block);
            read_events(input, columns)
        };
        shown(Work::new().threads(threads).run(read))
    }

    fn columns(options: u8) -> Columns {
        let columns = Columns::new("c", "t", "e");
        let columns = if options & 1 == 0 { columns } else { columns.on_error(OnError::Skip) };
        let columns = if options & 2 == 0 { columns } else { columns.end("f") };
        let columns = if options & 4 == 0 { columns } else { columns.time_zone("Europe/Berlin") };
        if options & 8 == 0 { columns } else { columns.keep(Vec::<String>::new()) }
    }

    #[test]
    fn a_record_may_cover_many_blocks() {
        let long = "y\n".repeat(3000);
        let text = format!("c,t,e,f,g\n\"a\n\",2024-01-01,x,,\"{long}\"\nb,2024-01-02,x,,\"{long}\"\n");
        for block in [1, 7, 100, 5000] {
            assert_eq!(
                in_blocks(text.as_bytes(), &columns(0), block, 2),
                row_by_row(text.as_bytes(), &columns(0))
            );
        }
    }

    #[test]
    fn a_limit_is_found_at_one_line_whatever_the_threads() {
        use std::io::Write;
        let text = format!("c,t,e\n{}", "a,2024-01-01,x\n".repeat(50_000));
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        let packed = encoder.finish().unwrap();
        let columns = columns(0).max_bytes(600_000);
        let found = row_by_row(&packed, &columns);
        assert!(found.contains("Limit"), "{found}");
        let found: Vec<String> =
            [1, 2, 3].map(|threads| in_blocks(&packed, &columns, 100_000, threads)).into();
        assert!(found.iter().all(|other| *other == found[0] && other.contains("line: Some(")), "{found:?}");
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(400))]

        /// Neither blocks nor threads change the log, what is said about it, or the error.
        #[test]
        fn reading_side_by_side_changes_nothing(
            rows in proptest::collection::vec(
                "(a|b|\"c\nc\"|\"d\"\"\r\n,d\"|e\"e|),(2024-0[1-9]-01|20240301|17092944[0-9]{2}|1709294400000|x|),\
                 (v|w|\"w\nw\"),(2024-01-0[1-9]|17092944[0-9]{2}|),([0-9]{1,2}|[0-9]\\.[0-9]{1,2}|)(\n|\r\n|\r|\n\n)",
                0..25,
            ),
            broken in proptest::option::weighted(
                0.4,
                ("(a,b\n|\"|\"x\"y,|\0|,,,,,,\n|\n\n\"\n)", 0..25_usize),
            ),
            usual in proptest::bool::weighted(0.7),
            block in 1..200_usize,
            threads in 1..4_usize,
            options in 0..16_u8,
        ) {
            let mut rows = rows;
            if usual {
                rows.retain(|row| {
                    row.contains("-01,") && !row.contains(",1709") && !row.contains("e\"e") && !row.starts_with(',')
                });
            }
            if let Some((text, at)) = broken {
                rows.insert(at.min(rows.len()), text);
            }
            let text = format!("c,t,e,f,g\n{}", rows.concat());
            let columns = columns(options);
            proptest::prop_assert_eq!(
                in_blocks(text.as_bytes(), &columns, block, threads),
                row_by_row(text.as_bytes(), &columns),
            );
        }
    }
}
