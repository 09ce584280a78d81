//! What only fuzz targets use: see `fuzz/`.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::Result;
use crate::log::{Columns, EventLog};

/// Whether checksums of files are compared.
static CHECKSUMS: AtomicBool = AtomicBool::new(true);

/// [`EventLog::read_csv_bytes`] with blocks of so many bytes.
///
/// # Errors
/// See [`EventLog::read_csv_bytes`].
pub fn csv_in_blocks(bytes: &[u8], columns: &Columns, block: usize) -> Result<EventLog> {
    crate::ingest::csv_in_blocks(bytes, columns, block)
}

/// [`EventLog::read_json_lines_bytes`] with blocks of so many bytes.
///
/// # Errors
/// See [`EventLog::read_json_lines_bytes`].
pub fn json_lines_in_blocks(bytes: &[u8], columns: &Columns, block: usize) -> Result<EventLog> {
    crate::ingest::json_lines_in_blocks(bytes, columns, block)
}

/// [`EventLog::read_source_bytes`] with blocks of so many bytes.
///
/// # Errors
/// See [`EventLog::read_source_bytes`].
pub fn source_in_blocks(bytes: &[u8], source: &crate::ingest::Source, block: usize) -> Result<EventLog> {
    crate::ingest::source::read_in_blocks(bytes, source, block)
}

/// [`EventLog::from_bytes`] without a look at the checksums: who made a file to deceive got them right.
///
/// # Errors
/// See [`EventLog::from_bytes`].
pub fn open_without_checksums(bytes: &[u8]) -> Result<EventLog> {
    CHECKSUMS.store(false, Ordering::Relaxed);
    let log = EventLog::from_bytes(bytes);
    CHECKSUMS.store(true, Ordering::Relaxed);
    log
}

pub(crate) fn compares_checksums() -> bool {
    CHECKSUMS.load(Ordering::Relaxed)
}
