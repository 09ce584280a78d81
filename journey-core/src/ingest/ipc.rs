//! Arrow IPC: files (Feather) and streams.
//!
//! The messages are found, and what they declare is checked, before any of them is decoded.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::{read_dictionary, read_footer_length, read_record_batch};
use arrow_ipc::{MessageHeader, MetadataVersion, root_as_footer, root_as_message};
use arrow_schema::{ArrowError, Schema, SchemaRef};

use crate::error::{Error, Place, Result};
use crate::log::{Columns, EventLog};

/// What a file begins and ends with; a stream has no such mark.
const MAGIC: &[u8] = b"ARROW1";
/// Magic and length of the footer.
const TRAILER: usize = 10;
/// A message may begin with this; its length follows.
const MARKER: u32 = u32::MAX;
/// No packing makes bytes smaller than this: four bytes of zstd are at most a block of 128 KiB.
const SMALLEST_PACKED: u64 = 1 << 15;

impl EventLog {
    /// Reads events from the bytes of an Arrow IPC file (Feather) or stream, packed or not. See
    /// [`Self::from_arrow`] for the kinds of columns.
    ///
    /// # Errors
    /// As [`Self::from_arrow`]; [`Error::Syntax`] for bytes that are damaged or no Arrow IPC data, and
    /// [`Error::Limit`] if they are, unpacked, more than [`Columns::max_bytes`] allows.
    ///
    /// # Complexity
    /// O(cells) time; the batches are unpacked one after the other.
    pub fn read_arrow_bytes(bytes: Vec<u8>, columns: &Columns) -> Result<Self> {
        let bytes = Buffer::from_vec(bytes);
        let read = || {
            let table = Table::open(&bytes)?;
            table.check(columns.max_bytes)?;
            let schema = table.schema.clone();
            Self::from_arrow(table, &schema, columns)
        };
        // A panic of the decoder on damaged data is an error here, as one of the decoder of Parquet.
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(broken("damaged data")))
    }
}

fn broken(message: impl std::fmt::Display) -> Error {
    Error::Syntax { place: Place::default(), message: format!("not whole Arrow IPC data ({message})") }
}

fn too_short() -> Error {
    broken("its end is missing")
}

/// A dictionary or a batch.
struct Message {
    metadata: Buffer,
    body: Buffer,
}

/// The messages of a file or a stream.
struct Table {
    schema: SchemaRef,
    messages: std::vec::IntoIter<Message>,
    dictionaries: HashMap<i64, ArrayRef>,
}

impl Table {
    fn open(bytes: &Buffer) -> Result<Self> {
        match bytes.starts_with(MAGIC) {
            true => Self::file(bytes),
            false => Self::stream(bytes),
        }
    }

    fn new(schema: Schema, messages: Vec<Message>) -> Self {
        Self { schema: schema.into(), messages: messages.into_iter(), dictionaries: HashMap::new() }
    }

    /// The blocks that the footer lists: all dictionaries, then all batches.
    fn file(bytes: &Buffer) -> Result<Self> {
        let (before, trailer) = bytes.split_last_chunk::<TRAILER>().ok_or_else(too_short)?;
        let length = read_footer_length(*trailer).map_err(broken)?;
        let start = before.len().checked_sub(length).ok_or_else(too_short)?;
        let footer = root_as_footer(before.get(start..).unwrap_or_default()).map_err(broken)?;
        let schema = schema(footer.schema())?;
        let blocks = footer.dictionaries().into_iter().chain(footer.recordBatches());
        let messages = blocks.flat_map(|blocks| blocks.iter().copied()).map(|block| {
            let place = |number: i64| usize::try_from(number).map_err(broken);
            let (offset, length) = (place(block.offset())?, place(block.metaDataLength().into())?);
            let head = slice(bytes, offset, length)?;
            let (metadata, _) = metadata(&head, 0)?.ok_or_else(too_short)?;
            let version = root_as_message(&metadata).map_err(broken)?.version();
            // Some old writers left out the version of the footer.
            if ![version, MetadataVersion::V1].contains(&footer.version()) {
                return Err(broken("its parts are of different versions"));
            }
            let body = slice(bytes, offset.saturating_add(length), place(block.bodyLength())?)?;
            Ok(Message { metadata, body })
        });
        Ok(Self::new(schema, messages.collect::<Result<_>>()?))
    }

    /// One message after the other, up to a mark or the end; the schema comes first.
    fn stream(bytes: &Buffer) -> Result<Self> {
        let (mut at, mut messages, mut found) = (0, Vec::new(), None);
        while let Some((metadata, end)) = metadata(bytes, at)? {
            let message = root_as_message(&metadata).map_err(broken)?;
            let length = usize::try_from(message.bodyLength()).map_err(broken)?;
            let body = slice(bytes, end, length)?;
            at = end + length;
            match (message.header_type(), &found) {
                (MessageHeader::Schema, None) => found = Some(schema(message.header_as_schema())?),
                (MessageHeader::Schema, _) => return Err(broken("a second schema")),
                (_, None) => return Err(broken("no schema at its beginning")),
                _ => messages.push(Message { metadata, body }),
            }
        }
        Ok(Self::new(found.ok_or_else(too_short)?, messages))
    }

    /// Refuses buffers that cannot be as large as they say, and more bytes than allowed.
    fn check(&self, limit: Option<u64>) -> Result<()> {
        let mut unpacked = 0_u64;
        for message in self.messages.as_slice() {
            unpacked = unpacked.saturating_add(message.unpacked()?);
        }
        match limit {
            Some(limit) if unpacked > limit => {
                let what = "the unpacked size in bytes".into();
                Err(Error::Limit { place: Place::default(), what, limit })
            }
            _ => Ok(()),
        }
    }

    fn decode(&mut self, message: &Message) -> Result<Option<RecordBatch>, ArrowError> {
        let Message { metadata, body } = message;
        let unknown = || ArrowError::ParseError("a message that is neither dictionary nor batch".into());
        let message = root_as_message(metadata).map_err(|error| ArrowError::ParseError(error.to_string()))?;
        let version: MetadataVersion = message.version();
        match message.header_type() {
            MessageHeader::DictionaryBatch => {
                let dictionary = message.header_as_dictionary_batch().ok_or_else(unknown)?;
                read_dictionary(body, dictionary, &self.schema, &mut self.dictionaries, &version)?;
                Ok(None)
            }
            MessageHeader::RecordBatch => {
                let batch = message.header_as_record_batch().ok_or_else(unknown)?;
                let schema = self.schema.clone();
                read_record_batch(body, batch, schema, &self.dictionaries, None, &version).map(Some)
            }
            _ => Err(unknown()),
        }
    }
}

impl Iterator for Table {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let message = self.messages.next()?;
            if let Some(batch) = self.decode(&message).transpose() {
                return Some(batch);
            }
        }
    }
}

impl Message {
    /// Bytes of the body, unpacked.
    fn unpacked(&self) -> Result<u64> {
        let message = root_as_message(&self.metadata).map_err(broken)?;
        let dictionary = message.header_as_dictionary_batch();
        let batch = message.header_as_record_batch().or_else(|| dictionary.and_then(|batch| batch.data()));
        let Some(batch) = batch.filter(|batch| batch.compression().is_some()) else {
            return Ok(self.body.len() as u64);
        };
        let mut unpacked = 0_u64;
        for buffer in batch.buffers().iter().flatten() {
            let place = |number: i64| usize::try_from(number).map_err(broken);
            let packed = slice(&self.body, place(buffer.offset())?, place(buffer.length())?)?;
            let size = packed.first_chunk::<8>().map_or(0, |bytes| i64::from_le_bytes(*bytes));
            // -1 stands for a buffer that is not packed.
            let size = if size < 0 { packed.len() as u64 } else { size as u64 };
            if size > (packed.len() as u64).saturating_mul(SMALLEST_PACKED) {
                return Err(broken(format!("{} bytes cannot be unpacked to {size}", packed.len())));
            }
            unpacked = unpacked.saturating_add(size);
        }
        Ok(unpacked)
    }
}

/// The schema of bytes that this machine can read.
fn schema(schema: Option<arrow_ipc::Schema<'_>>) -> Result<Schema> {
    let schema = schema.ok_or_else(|| broken("no schema"))?;
    if !schema.endianness().equals_to_target_endianness() {
        return Err(broken("its numbers are in the byte order of another machine"));
    }
    try_fb_to_schema(schema).map_err(broken)
}

/// Metadata of the message at a place, and where they end; `None` at the end of a stream.
fn metadata(bytes: &Buffer, at: usize) -> Result<Option<(Buffer, usize)>> {
    let word =
        |at: usize| bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|word| u32::from_le_bytes(*word));
    if at == bytes.len() {
        return Ok(None);
    }
    let mut start = at + size_of::<u32>();
    let mut length = word(at).ok_or_else(too_short)?;
    if length == MARKER {
        length = word(start).ok_or_else(too_short)?;
        start += size_of::<u32>();
    }
    if length == 0 {
        return Ok(None);
    }
    let metadata = slice(bytes, start, length as usize)?;
    let end = start + metadata.len();
    Ok(Some((metadata, end)))
}

fn slice(bytes: &Buffer, offset: usize, length: usize) -> Result<Buffer> {
    match offset.checked_add(length).is_some_and(|end| end <= bytes.len()) {
        true => Ok(bytes.slice_with_length(offset, length)),
        false => Err(too_short()),
    }
}
