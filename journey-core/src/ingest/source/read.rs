//! From an export to a log.

use std::borrow::Cow;

use encoding_rs::Encoding;
use serde_json::value::RawValue;

use super::document::{InputFormat, Source};
use super::path::{Path, Step};
#[cfg(feature = "parquet")]
use super::plan::Header;
use super::plan::Plan;
use super::run::{Runner, State};
use super::table;
use crate::error::{Error, Place, Result};
use crate::ingest::blocks::{self, Done, Reader, Start};
use crate::ingest::csv::{LAST, rows};
use crate::ingest::input::Input;
use crate::ingest::json::{parse, syntax};
use crate::ingest::loader::Collect;
use crate::ingest::records::Position;
use crate::ingest::sink::Spot;
use crate::log::chunk::Cut;
use crate::log::{Chunks, EventLog};
use crate::work::Work;

/// A JSON document is held in memory; it may be this large unless `max_bytes` says otherwise.
const LARGEST_DOCUMENT: u64 = 1 << 30;

impl EventLog {
    /// Reads the export of a vendor from a file, plain or gzip, as a [`Source`] describes it.
    ///
    /// # Errors
    /// [`Error::InvalidSource`] for a source that makes no sense; else as [`Self::read_csv`] and
    /// [`Self::read_json_lines`]. [`Quality`](crate::log::Quality) counts records that gave no event and events that
    /// were skipped.
    ///
    /// # Complexity
    /// O(bytes) time. CSV and JSON Lines are read in blocks on all threads and their text is not kept; a JSON
    /// document is held in memory, on one thread.
    pub fn read_source(path: impl AsRef<std::path::Path>, source: &Source) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let log = match source.input.format {
            InputFormat::Parquet => parquet_file(&path, source),
            _ => encoding(source)
                .and_then(|encoding| Input::open_in(&path, limit(source), encoding))
                .and_then(|input| read(input, source)),
        };
        log.map_err(|error| error.in_file(&path)).map(|log| log.of_file(&path))
    }

    /// Reads the export of a vendor from bytes, plain or gzip. See [`Self::read_source`].
    ///
    /// # Errors
    /// See [`Self::read_source`].
    pub fn read_source_bytes(bytes: &[u8], source: &Source) -> Result<Self> {
        match source.input.format {
            InputFormat::Parquet => parquet_bytes(bytes, source),
            _ => read(Input::bytes_in(bytes, limit(source), encoding(source)?)?, source),
        }
    }
}

/// Reads a source from bytes in blocks of this size.
#[cfg(fuzzing)]
pub(crate) fn read_in_blocks(bytes: &[u8], source: &Source, block: usize) -> Result<EventLog> {
    match source.input.format {
        InputFormat::Parquet => parquet_bytes(bytes, source),
        _ => read(Input::bytes_in(bytes, limit(source), encoding(source)?)?.with_blocks_of(block), source),
    }
}

fn limit(source: &Source) -> Option<u64> {
    match source.input.format {
        InputFormat::Json => Some(source.max_bytes.unwrap_or(LARGEST_DOCUMENT)),
        _ => source.max_bytes,
    }
}

/// The encoding of the text, if it is another than UTF-8.
fn encoding(source: &Source) -> Result<Option<&'static Encoding>> {
    source.ensure_valid()?;
    let label = source.input.encoding.as_deref();
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    Ok(encoding.filter(|encoding| *encoding != encoding_rs::UTF_8))
}

/// Reads an input that is text.
pub(super) fn read(input: Input<'_>, source: &Source) -> Result<EventLog> {
    match source.input.format {
        InputFormat::Csv => read_table(input, source),
        InputFormat::JsonLines => read_lines(input, source),
        InputFormat::Json => read_documents(input, source),
        InputFormat::Parquet => Err(Error::option("format", "parquet", "a format of texts")),
    }
}

fn read_table(mut input: Input<'_>, source: &Source) -> Result<EventLog> {
    let (header, start) = table::header(&mut input, &source.input)?;
    let plan = Plan::new(source, Some(&header))?;
    let chunks = Chunks::new(plan.options(), records(&mut input)?);
    let reader = table::Blocks {
        plan: &plan,
        dialect: table::Dialect::new(&source.input)?,
        width: header.names.len(),
        partitions: chunks.partitions(),
    };
    in_blocks(input, &reader, &plan, start, chunks)
}

fn read_lines(mut input: Input<'_>, source: &Source) -> Result<EventLog> {
    let plan = Plan::new(source, None)?;
    let mut chunks = Chunks::new(plan.options(), records(&mut input)?);
    chunks.texts_stay_texts();
    let reader = Lines { plan: &plan, partitions: chunks.partitions() };
    in_blocks(input, &reader, &plan, Position { line: 1, row: 1 }, chunks)
}

/// Number of records, about.
fn records(input: &mut Input<'_>) -> Result<Option<usize>> {
    let (size, mut records) = (input.size(), None);
    blocks::in_order(input, &mut Position::default(), |bytes, _, _| {
        records = rows(bytes, size);
        Ok((0, false))
    })?;
    Ok(records)
}

fn in_blocks<R: Reader<State = State, Part = Cut>>(
    input: Input<'_>,
    reader: &R,
    plan: &Plan<'_>,
    start: Position,
    mut chunks: Chunks,
) -> Result<EventLog> {
    let start = Start { position: start, state: State::new(plan) };
    let end = blocks::into_chunks(input, reader, start, &mut chunks)?;
    chunks.finish(end.state.quality(plan))
}

/// Reads lines of JSON from blocks side by side.
struct Lines<'p> {
    plan: &'p Plan<'p>,
    partitions: usize,
}

impl Reader for Lines<'_> {
    type State = State;
    type Part = Cut;

    fn read(&self, bytes: &[u8], at_end: bool, start: &Start<State>) -> Result<Done<Cut, State>> {
        let mut chunk = self.plan.chunk(self.partitions).remembering(LAST);
        chunk.reserve(rows(bytes, Some(bytes.len() as u64)).unwrap_or_default());
        let mut runner = Runner::new(self.plan, start.state.clone(), chunk)?;
        let mut position = start.position;
        let read = each_line(bytes, at_end, &mut position, &mut runner)?;
        let (chunk, state) = runner.into_parts();
        Ok(Done { part: chunk.cut(), read, end: Start { position, state } })
    }

    fn settle(&self, done: &Done<Cut, State>, assumed: &State, known: &State) -> Option<State> {
        done.end.state.settle(assumed, known, done.part.is_clean())
    }
}

/// Takes the whole lines at the beginning of some bytes; returns how many bytes they are.
fn each_line<B: Collect>(
    bytes: &[u8],
    at_end: bool,
    position: &mut Position,
    runner: &mut Runner<'_, B>,
) -> Result<usize> {
    let work = Work::current();
    let mut read = 0;
    loop {
        let rest = bytes.get(read..).unwrap_or_default();
        let length = match memchr::memchr(b'\n', rest) {
            Some(length) => length,
            None if !at_end || rest.is_empty() => return Ok(read),
            None => rest.len(),
        };
        let spot = Spot { row: position.row, line: Some(position.line) };
        let line = rest.get(..length).unwrap_or_default();
        let text = std::str::from_utf8(line).map_err(|_| not_utf8(spot.place(None)))?;
        position.line += 1;
        if !text.trim_ascii().is_empty() {
            if text.trim_ascii_start().starts_with('[') && spot.row == 1 {
                let message = "this is a JSON list, not JSON Lines; set `input.format` to `json`".into();
                return Err(Error::Syntax { place: spot.place(None), message });
            }
            position.row += 1;
            runner.json(text, spot)?;
        }
        if position.row.is_multiple_of(1024) {
            work.check()?;
        }
        read = bytes.len().min(read + length + 1);
    }
}

fn not_utf8(place: Place) -> Error {
    Error::Encoding { place, found: "bytes that are not UTF-8".into() }
}

/// Reads JSON documents, one after the other.
fn read_documents(mut input: Input<'_>, source: &Source) -> Result<EventLog> {
    let plan = Plan::new(source, None)?;
    let mut text = Vec::new();
    let mut buffer = Vec::new();
    loop {
        let block = input.next(buffer)?;
        text.extend_from_slice(&block.bytes);
        if block.at_end {
            break;
        }
        buffer = block.bytes.into_buffer();
    }
    let text = std::str::from_utf8(&text).map_err(|error| {
        let before = text.get(..error.valid_up_to()).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        not_utf8(Place { line: Some(line), ..Place::default() })
    })?;
    let keys = match &source.input.records {
        Some(path) => keys(path)?,
        None => Vec::new(),
    };
    let runner = Runner::new(&plan, State::new(&plan), plan.builder())?;
    let mut documents = Documents { text, line: 1, counted: 0, row: 0, work: Work::current(), runner };
    for document in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let document = document.map_err(|error| syntax(&error, Spot { row: 0, line: Some(1) }))?;
        documents.take(document.get(), &keys)?;
    }
    documents.runner.finish()
}

/// The names of the fields on the way to the records.
pub(super) fn keys(path: &str) -> Result<Vec<String>> {
    let refuse = |wrong: String| Error::option("records", format!("{path:?}"), wrong);
    let path = Path::parse(path).map_err(refuse)?;
    let keys = path.steps.into_iter().map(|step| match step {
        Step::Field(name) => Ok(name),
        _ => Err(refuse("names of fields with `.` between them".into())),
    });
    keys.collect()
}

/// Documents that are being read.
struct Documents<'t, 'p> {
    text: &'t str,
    /// Line of the position up to which lines are counted.
    line: u64,
    counted: usize,
    row: u64,
    work: Work,
    runner: Runner<'p, crate::log::LogBuilder>,
}

impl<'t> Documents<'t, '_> {
    /// The line on which a part of the text begins.
    fn line_of(&mut self, part: &str) -> u64 {
        let at = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.counted..at).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.counted = self.counted.max(at);
        self.line
    }

    /// Takes the records of a document, which are behind these fields.
    fn take(&mut self, text: &'t str, keys: &[String]) -> Result<()> {
        if text.starts_with('[') {
            return self.list(text);
        }
        let spot = Spot { row: 0, line: Some(self.line_of(text)) };
        let Some((key, rest)) = keys.split_first() else { return self.record(text) };
        let fields = parse(text, spot)?;
        match fields.iter().find(|(name, _)| name == key) {
            Some((_, value)) if value.get() == "null" => Ok(()),
            Some((_, value)) => self.take(value.get(), rest),
            None => Err(Error::MissingColumn {
                place: spot.place(None),
                column: key.clone(),
                available: fields.iter().map(|(name, _)| Cow::clone(name).into_owned()).collect(),
            }),
        }
    }

    fn list(&mut self, text: &'t str) -> Result<()> {
        let line = self.line_of(text);
        let items: Vec<&RawValue> =
            serde_json::from_str(text).map_err(|error| syntax(&error, Spot { row: 0, line: Some(line) }))?;
        items.into_iter().try_for_each(|item| self.record(item.get()))
    }

    fn record(&mut self, text: &'t str) -> Result<()> {
        self.row += 1;
        let spot = Spot { row: self.row, line: Some(self.line_of(text)) };
        if self.row.is_multiple_of(1024) {
            self.work.check()?;
            self.work.tell("reading", self.counted as u64, self.text.len() as u64);
        }
        self.runner.json(text, spot)
    }
}

#[cfg(not(feature = "parquet"))]
fn parquet_file(_: &str, source: &Source) -> Result<EventLog> {
    parquet_bytes(&[], source)
}

#[cfg(not(feature = "parquet"))]
fn parquet_bytes(_: &[u8], _: &Source) -> Result<EventLog> {
    Err(Error::Unsupported { what: "a source of Parquet files".into(), feature: "parquet".into() })
}

#[cfg(feature = "parquet")]
fn parquet_file(path: &str, source: &Source) -> Result<EventLog> {
    let file = std::fs::File::open(path)
        .map_err(|error| Error::Io { path: path.into(), message: error.to_string() })?;
    of_parquet(file, source)
}

#[cfg(feature = "parquet")]
fn parquet_bytes(bytes: &[u8], source: &Source) -> Result<EventLog> {
    of_parquet(bytes::Bytes::copy_from_slice(bytes), source)
}

#[cfg(feature = "parquet")]
fn of_parquet<F: parquet::file::reader::ChunkReader + 'static>(file: F, source: &Source) -> Result<EventLog> {
    let slot = std::cell::OnceCell::new();
    let runner = crate::ingest::parquet::all_rows(file, source.max_bytes, |names, place| {
        let header = Header { names: names.to_vec(), labels: Vec::new(), place: place.clone() };
        let plan = Plan::new(source, Some(&header))?;
        let plan = slot.get_or_init(|| plan);
        Runner::new(plan, State::new(plan), plan.builder())
    })?;
    runner.finish()
}
