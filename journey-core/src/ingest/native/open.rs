//! Reading the file in place.

use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_ipc::{Block, root_as_message};
use memmap2::Mmap;

use super::check;
use super::header::{self, Header};
use super::{damaged, syntax};
use crate::error::{Error, Result};
use crate::log::{self, Column, ColumnKind, EventLog, Names, Plain, Schema, Shard, ShardData, Texts};
use crate::work::Work;

const MAGIC: &[u8] = b"ARROW1";

fn io(path: &Path) -> impl Fn(std::io::Error) -> Error {
    |error| Error::Io { path: path.to_string_lossy().into_owned(), message: error.to_string() }
}

/// The file at a path.
pub(super) fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(io(path))
}

/// The bytes of a file, mapped into memory.
#[allow(unsafe_code)]
pub(super) fn map(file: &File, path: &Path) -> Result<Mmap> {
    // SAFETY: the mapping is only read, and lives as long as any buffer that refers to it. That the file does not
    // change under it cannot be enforced; `EventLog::open` demands it, and `EventLog::save` never writes to a file
    // that is there.
    unsafe { Mmap::map(file) }.map_err(io(path))
}

/// The same bytes for all who refer to them.
pub(super) fn shared(map: Mmap) -> Buffer {
    bytes::Bytes::from_owner(map).into()
}

/// Where the footer is.
pub(super) fn footer(bytes: &[u8]) -> Result<Range<usize>> {
    let cut = || damaged("its end is missing");
    let before_magic = bytes.strip_suffix(MAGIC).ok_or_else(cut)?;
    let (before, length) = before_magic.split_last_chunk::<4>().ok_or_else(cut)?;
    let length = usize::try_from(i32::from_le_bytes(*length)).map_err(damaged)?;
    Ok(before.len().checked_sub(length).ok_or_else(cut)?..before.len())
}

/// A file whose footer was read.
pub(super) struct Stored {
    bytes: Buffer,
    header: Header,
    names: Vec<Block>,
    shards: Vec<Block>,
    touchpoints: Names,
    columns: Vec<Column>,
    customers: Customers,
    fingerprint: Option<u64>,
}

/// Reads a log in place.
///
/// # Errors
/// See [`EventLog::open`].
pub(super) fn read(bytes: Buffer) -> Result<EventLog> {
    let stored = Stored::new(bytes)?;
    let shards = Work::current().map("reading", stored.shards.len(), |number| stored.shard(number))?;
    let mut whole = Whole::default();
    shards.iter().try_for_each(|shard| whole.add(&shard.extent()))?;
    whole.check(&stored)?;
    Ok(stored.log_of(shards.into_iter().map(|shard| shard.data.into()).collect()))
}

/// What all shards together have.
#[derive(Default)]
pub(super) struct Whole {
    customers: usize,
    events: u64,
    period: Option<(i64, i64)>,
}

impl Whole {
    pub fn add(&mut self, shard: &Extent) -> Result<()> {
        if shard.customers > 0 && shard.first != self.customers {
            return Err(damaged("customers are not in order"));
        }
        self.customers += shard.customers;
        self.events += shard.events;
        let periods = [self.period, shard.period].into_iter().flatten();
        self.period = periods.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
        Ok(())
    }

    pub fn check(&self, stored: &Stored) -> Result<()> {
        let facts = &stored.header.facts;
        let same = (self.events, self.period) == (facts.events, facts.period);
        match same && self.customers == stored.customers.count {
            true => Ok(()),
            false => Err(damaged("it does not hold what its footer says")),
        }
    }
}

/// A verified shard.
pub(super) struct Verified {
    pub data: ShardData,
    /// Number of its first customer.
    first: usize,
    /// First and last time.
    period: Option<(i64, i64)>,
}

/// What a shard has.
pub(super) struct Extent {
    customers: usize,
    first: usize,
    events: u64,
    period: Option<(i64, i64)>,
}

impl Verified {
    pub fn extent(&self) -> Extent {
        let (customers, events) = (self.data.customers.len(), self.data.times.len() as u64);
        Extent { customers, first: self.first, events, period: self.period }
    }
}

impl Stored {
    /// Number of shards.
    pub(super) fn shards(&self) -> usize {
        self.shards.len()
    }

    /// Number of customers.
    pub(super) fn customers(&self) -> u64 {
        self.customers.count as u64
    }

    /// The log of these shards.
    pub(super) fn log_of(&self, shards: Arc<[Shard]>) -> EventLog {
        let header = &self.header;
        let schema = Schema {
            touchpoints: self.touchpoints.clone(),
            columns: self.columns.clone(),
            period: header.period,
            quality: header.quality.clone(),
            facts: header.facts.clone(),
            priority: header.priority.clone(),
            history: header.history.clone(),
            fingerprint: self.fingerprint.into(),
        };
        EventLog { shards, schema: Arc::new(schema) }
    }

    pub(super) fn new(bytes: Buffer) -> Result<Self> {
        if !bytes.starts_with(MAGIC) {
            return Err(syntax("not a file that a log was saved to"));
        }
        if cfg!(target_endian = "big") {
            return Err(syntax("files of logs can be opened on little-endian machines only"));
        }
        let footer = footer(&bytes)?;
        let data_end = footer.start;
        let (parsed, header) = Header::read(bytes.get(footer).unwrap_or_default())?;
        let names = parsed.dictionaries().map_or(Vec::new(), |blocks| blocks.iter().copied().collect());
        let shards: Vec<Block> =
            parsed.recordBatches().map_or(Vec::new(), |blocks| blocks.iter().copied().collect());
        if shards.is_empty() || header.parts.len() != shards.len() {
            return Err(damaged("the number of its parts"));
        }
        let ends = header.parts.iter().map(|(end, _)| *end);
        if !ends.clone().is_sorted() || ends.clone().next_back().is_none_or(|end| end > data_end as u64) {
            return Err(damaged("its parts are out of order"));
        }
        let digits = header.fingerprint.as_ref();
        let fingerprint =
            digits.map(|digits| u64::from_str_radix(digits, 16)).transpose().map_err(damaged)?;
        let mut stored = Self {
            bytes: bytes.clone(),
            header,
            names,
            shards,
            touchpoints: Names::default(),
            columns: Vec::new(),
            customers: Customers::default(),
            fingerprint,
        };
        stored.read_names()?;
        Ok(stored)
    }

    /// Reads the names of customers, touchpoints and dictionary columns.
    fn read_names(&mut self) -> Result<()> {
        self.customers = self.read_customers()?;
        self.touchpoints = self.dictionary(1)?;
        let mut number = 2;
        let infos = self.header.columns.clone();
        for info in infos {
            let mut names = Names::default();
            if info.kind == ColumnKind::Dictionary {
                names = self.dictionary(number)?;
                number += 1;
                if !names.iter().zip(names.iter().skip(1)).all(|(a, b)| a < b) {
                    return Err(damaged("names are not in order"));
                }
            }
            self.columns.push(Column { info, names: Arc::new(names) });
        }
        match number == self.names.len() {
            true => Ok(()),
            false => Err(damaged("the number of its dictionaries")),
        }
    }

    fn dictionary(&self, number: usize) -> Result<Names> {
        let (mut cells, _) = self.names_at(number)?;
        let texts = cells.texts()?;
        let names: Names = texts.iter().collect();
        match names.len() == texts.len() {
            true => Ok(names),
            false => Err(damaged("a name is there twice")),
        }
    }

    fn read_customers(&self) -> Result<Customers> {
        let (mut cells, count) = self.names_at(0)?;
        cells.skip_validity()?;
        let (offsets, bytes) = (cells.next_buffer()?, cells.next_buffer()?);
        let offsets = match count {
            0 => Offsets::Narrow(log::Buffer::default()),
            _ if offsets.len() == (count + 1) * size_of::<i64>() => {
                Offsets::Wide(typed(&offsets, count + 1)?)
            }
            _ => Offsets::Narrow(typed(&offsets, count + 1)?),
        };
        Ok(Customers { count, offsets, bytes })
    }

    /// The cells of a dictionary, and how many there are.
    fn names_at(&self, number: usize) -> Result<(Cells, usize)> {
        let missing = || damaged("a dictionary is missing");
        let (metadata, body) = self.block(self.names.get(number).ok_or_else(missing)?)?;
        let message = root_as_message(&metadata).map_err(damaged)?;
        let batch = message.header_as_dictionary_batch().ok_or_else(missing)?;
        if batch.id() != number as i64 || batch.isDelta() {
            return Err(damaged("a dictionary is out of order"));
        }
        let cells = Cells::new(&batch.data().ok_or_else(missing)?, body)?;
        let count = cells.rows;
        Ok((cells, count))
    }

    /// Metadata and body of a message.
    fn block(&self, block: &Block) -> Result<(Buffer, Buffer)> {
        let offset = usize::try_from(block.offset()).map_err(damaged)?;
        let metadata = usize::try_from(block.metaDataLength()).map_err(damaged)?;
        let body = usize::try_from(block.bodyLength()).map_err(damaged)?;
        let metadata = slice(&self.bytes, offset, metadata)?;
        let body = slice(&self.bytes, offset.saturating_add(metadata.len()), body)?;
        // The marker of a message and its length are before it.
        Ok((slice(&metadata, 8, metadata.len().saturating_sub(8))?, body))
    }

    /// Verifies a part of the file and reads its shard.
    pub(super) fn shard(&self, number: usize) -> Result<Verified> {
        let start = number.checked_sub(1).and_then(|before| self.header.parts.get(before));
        let start = start.map_or(0, |(end, _)| *end as usize);
        if let Some((end, checksum)) = self.header.parts.get(number) {
            header::verify(self.bytes.get(start..*end as usize).unwrap_or_default(), checksum, number)?;
        }
        let block = self.shards.get(number).ok_or_else(|| damaged("a shard is missing"))?;
        let (metadata, body) = self.block(block)?;
        let message = root_as_message(&metadata).map_err(damaged)?;
        let batch = message.header_as_record_batch().ok_or_else(|| damaged("a shard is missing"))?;
        let mut cells = Cells::new(&batch, body)?;
        let customers = cells.plain::<u32>()?;
        let times = cells.plain()?;
        let touchpoints = cells.plain()?;
        let ends = if self.header.ends { cells.plain()? } else { log::Buffer::default() };
        let rows = cells.plain()?;
        let values = self.columns.iter().map(|column| cells.values(column.info.kind));
        let values = values.collect::<Result<_>>()?;
        let (first, starts) = check::journeys(&customers)?;
        let count = starts.len() - 1;
        let data = ShardData {
            customers: self.customers.texts(first, count)?,
            starts: starts.into(),
            touchpoints,
            times,
            ends,
            rows,
            values,
        };
        let known = check::Known {
            touchpoints: self.touchpoints.len(),
            columns: &self.columns,
            period: self.header.period,
            shard: (number, self.shards.len()),
        };
        Ok(Verified { period: known.check(&data)?, data, first })
    }
}

/// The buffers of a record batch, one after the other.
struct Cells {
    rows: usize,
    body: Buffer,
    buffers: std::vec::IntoIter<(i64, i64)>,
    lengths: std::vec::IntoIter<i64>,
}

impl Cells {
    fn new(batch: &arrow_ipc::RecordBatch<'_>, body: Buffer) -> Result<Self> {
        if batch.compression().is_some() {
            return Err(damaged("it is compressed"));
        }
        let rows = usize::try_from(batch.length()).map_err(damaged)?;
        if rows >= u32::MAX as usize {
            return Err(damaged("too many rows"));
        }
        let buffers = batch
            .buffers()
            .map_or(Vec::new(), |all| all.iter().map(|buffer| (buffer.offset(), buffer.length())).collect());
        let lengths = batch.nodes().map_or(Vec::new(), |all| all.iter().map(|node| node.length()).collect());
        Ok(Self { rows, body, buffers: buffers.into_iter(), lengths: lengths.into_iter() })
    }

    fn next_buffer(&mut self) -> Result<Buffer> {
        let (offset, length) = self.buffers.next().ok_or_else(|| damaged("a column is missing"))?;
        let offset = usize::try_from(offset).map_err(damaged)?;
        slice(&self.body, offset, usize::try_from(length).map_err(damaged)?)
    }

    /// The next column's bits of validity, if it has any.
    fn validity(&mut self) -> Result<Buffer> {
        match self.lengths.next() == Some(self.rows as i64) {
            true => self.next_buffer(),
            false => Err(damaged("a column has another length")),
        }
    }

    /// Missing values are told by themselves; the bits are for other tools.
    fn skip_validity(&mut self) -> Result<()> {
        self.validity().map(drop)
    }

    fn plain<T: Plain>(&mut self) -> Result<log::Buffer<T>> {
        self.skip_validity()?;
        let buffer = self.next_buffer()?;
        typed(&buffer, self.rows)
    }

    fn values(&mut self, kind: ColumnKind) -> Result<log::Values> {
        Ok(match kind {
            ColumnKind::Dictionary => log::Values::Dictionary(self.plain()?),
            ColumnKind::Number => log::Values::Number(self.plain()?),
            ColumnKind::Time => log::Values::Time(self.plain()?),
            ColumnKind::Boolean => {
                let valid = self.validity()?;
                let bits = self.next_buffer()?;
                log::Values::Boolean(check::booleans(&valid, &bits, self.rows)?.into())
            }
            ColumnKind::Text => log::Values::Text(self.texts()?),
        })
    }

    /// Texts of which the first begins at the first byte.
    fn texts(&mut self) -> Result<Texts> {
        self.skip_validity()?;
        let (offsets, bytes) = (self.next_buffer()?, self.next_buffer()?);
        if self.rows == 0 {
            return Ok(Texts::default());
        }
        let first = slice(&offsets, 0, size_of::<u32>())?;
        let ends = slice(&offsets, first.len(), offsets.len().saturating_sub(first.len()))?;
        let texts = Texts::checked(typed(&bytes, bytes.len())?, typed(&ends, self.rows)?);
        texts.filter(|_| first.iter().all(|&byte| byte == 0)).ok_or_else(|| damaged("a text is not one"))
    }
}

/// The ids of all customers, in the order of the shards.
#[derive(Default)]
struct Customers {
    count: usize,
    offsets: Offsets,
    bytes: Buffer,
}

/// Where texts begin and end; wide beyond 2 GiB.
enum Offsets {
    Narrow(log::Buffer<u32>),
    Wide(log::Buffer<i64>),
}

impl Default for Offsets {
    fn default() -> Self {
        Self::Narrow(log::Buffer::default())
    }
}

impl Customers {
    /// So many customers from one on.
    fn texts(&self, first: usize, count: usize) -> Result<Texts> {
        if count == 0 {
            return Ok(Texts::default());
        }
        let wrong = || damaged("a customer is missing");
        let range = first..first.checked_add(count + 1).ok_or_else(wrong)?;
        let (start, ends) = match &self.offsets {
            Offsets::Narrow(offsets) => relative(offsets.get(range).ok_or_else(wrong)?),
            Offsets::Wide(offsets) => relative(offsets.get(range).ok_or_else(wrong)?),
        }
        .ok_or_else(wrong)?;
        let length = ends.last().map_or(0, |&end| end as usize);
        let bytes = slice(&self.bytes, start, length)?;
        Texts::checked(typed(&bytes, length)?, ends.into()).ok_or_else(wrong)
    }
}

/// The first offset, and how far all others are from it.
fn relative<T: Copy>(offsets: &[T]) -> Option<(usize, Vec<u32>)>
where
    i64: From<T>,
{
    let (&first, others) = offsets.split_first()?;
    let first = i64::from(first);
    let ends = others.iter().map(|&offset| u32::try_from(i64::from(offset).checked_sub(first)?).ok());
    Some((usize::try_from(first).ok()?, ends.collect::<Option<_>>()?))
}

fn slice(buffer: &Buffer, offset: usize, length: usize) -> Result<Buffer> {
    match offset.checked_add(length).is_some_and(|end| end <= buffer.len()) {
        true => Ok(buffer.slice_with_length(offset, length)),
        false => Err(damaged("a part of it is missing")),
    }
}

/// So many values in place.
fn typed<T: Plain>(buffer: &Buffer, count: usize) -> Result<log::Buffer<T>> {
    let length = count.checked_mul(size_of::<T>()).ok_or_else(|| damaged("too many rows"))?;
    let values = slice(buffer, 0, length)?;
    match values.as_ptr().align_offset(align_of::<T>()) {
        0 => Ok(ScalarBuffer::new(values, 0, count).into()),
        _ => Err(damaged("a column is not aligned")),
    }
}
