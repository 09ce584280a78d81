//! Writing the file.

use std::io::{self, Write};
use std::path::Path;

use arrow_ipc::MetadataVersion;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions};
use arrow_schema::ArrowError;
use xxhash_rust::xxh3::Xxh3;

use super::header::{self, Header, KEY};
use super::table::Table;
use super::{ALIGNMENT, FORMAT, NARROW};
use crate::error::{Error, Result};
use crate::ingest::beside;
use crate::log::EventLog;
use crate::work::Work;

/// Writes a log beside its place and then puts it there.
pub(super) fn to_file(log: &EventLog, path: &Path) -> Result<()> {
    beside::write(path, |file| write(log, file, NARROW))
}

/// Notes the checksum of all that goes through it.
struct Checked<W> {
    inner: W,
    part: Xxh3,
    written: u64,
    parts: Vec<(u64, String)>,
    /// What is written after the last part, which is held back.
    rest: Option<Vec<u8>>,
}

impl<W: Write> Write for Checked<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(rest) = &mut self.rest {
            rest.extend_from_slice(bytes);
            return Ok(bytes.len());
        }
        let count = self.inner.write(bytes)?;
        self.part.update(bytes.get(..count).unwrap_or_default());
        self.written += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W> Checked<W> {
    fn end_part(&mut self) {
        self.parts.push((self.written, header::digits(self.part.digest())));
        self.part = Xxh3::new();
    }
}

/// Writes a log. Ids of all customers of more than `narrow` bytes get wide offsets.
///
/// # Errors
/// See [`EventLog::save`].
pub(super) fn write(log: &EventLog, to: impl Write, narrow: usize) -> Result<()> {
    let table = Table::new(log, narrow)?;
    let checked = Checked { inner: to, part: Xxh3::new(), written: 0, parts: Vec::new(), rest: None };
    let options = IpcWriteOptions::try_new(ALIGNMENT, false, MetadataVersion::V5).map_err(failed)?;
    let mut writer = FileWriter::try_new_with_options(checked, &table.schema, options).map_err(failed)?;
    let (work, mut customers) = (Work::current(), 0);
    for (done, shard) in log.shards().iter().enumerate() {
        work.check()?;
        writer.write(&table.batch(&shard.kept(), customers)?).map_err(failed)?;
        writer.get_mut().end_part();
        customers += shard.len() as u32;
        work.tell("writing", done as u64 + 1, log.shards().len() as u64);
    }
    let parts = std::mem::take(&mut writer.get_mut().parts);
    writer.write_metadata(KEY, header(log, table.ends, parts).to_json());
    writer.get_mut().rest = Some(Vec::new());
    let checked = writer.into_inner().map_err(failed)?;
    let mut rest = checked.rest.unwrap_or_default();
    let footer = super::open::footer(&rest)?;
    rest.get_mut(footer)
        .and_then(header::seal)
        .ok_or_else(|| failed(ArrowError::IpcError("footer".into())))?;
    let mut to = checked.inner;
    to.write_all(&rest).and_then(|()| to.flush()).map_err(|error| failed(error.into()))
}

fn header(log: &EventLog, ends: bool, parts: Vec<(u64, String)>) -> Header {
    let fingerprint = log.schema.fingerprint.known().filter(|_| log.is_whole());
    Header {
        checksum: header::digits(0),
        format: FORMAT,
        library: env!("CARGO_PKG_VERSION").into(),
        columns: log.columns(),
        ends,
        period: log.schema.period,
        quality: log.quality().clone(),
        facts: log.facts(),
        priority: log.schema.priority.clone(),
        history: log.history().to_vec(),
        fingerprint: fingerprint.map(header::digits),
        parts,
    }
}

fn failed(error: ArrowError) -> Error {
    let message = match error {
        ArrowError::IoError(_, error) => error.to_string(),
        other => other.to_string(),
    };
    Error::Io { path: String::new(), message }
}
