//! Parquet files.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;

use super::plan::roles;
use crate::error::{Error, Place, Result};
use crate::log::{Columns, EventLog};

impl EventLog {
    /// Reads events from a Parquet file. See [`Self::from_arrow`] for the kinds of columns.
    ///
    /// # Errors
    /// As [`Self::from_arrow`]; [`Error::Syntax`] if the file is damaged or no Parquet file.
    ///
    /// # Complexity
    /// O(cells) time; only the columns that are used are read.
    pub fn read_parquet(path: impl AsRef<std::path::Path>, columns: &Columns) -> Result<Self> {
        let path = path.as_ref().to_string_lossy();
        let file = File::open(&*path)
            .map_err(|error| Error::Io { path: path.to_string(), message: error.to_string() })?;
        let log = read(file, columns).map_err(|error| error.in_file(&path))?;
        Ok(log.of_file(&path))
    }

    /// Reads events from the bytes of a Parquet file. See [`Self::read_parquet`].
    ///
    /// # Errors
    /// See [`Self::read_parquet`].
    pub fn read_parquet_bytes(bytes: Vec<u8>, columns: &Columns) -> Result<Self> {
        read(Bytes::from(bytes), columns)
    }
}

fn syntax(message: impl std::fmt::Display) -> Error {
    Error::Syntax { place: Place::default(), message: format!("not a whole Parquet file ({message})") }
}

/// Reads the file. The decoder is known to panic on some damaged files; such a panic is an error here.
fn read(file: impl ChunkReader + 'static, columns: &Columns) -> Result<EventLog> {
    catch_unwind(AssertUnwindSafe(|| decode(file, columns))).unwrap_or_else(|_| Err(syntax("damaged data")))
}

fn decode(file: impl ChunkReader + 'static, columns: &Columns) -> Result<EventLog> {
    let size = file.len();
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(syntax)?;
    check(builder.metadata(), size, columns.max_bytes)?;
    let mask = used(builder.schema(), columns).map(|used| {
        let used = used.iter().map(String::as_str);
        ProjectionMask::columns(builder.parquet_schema(), used)
    });
    let whole = builder.schema().clone();
    let builder = match mask {
        Some(mask) => builder.with_projection(mask),
        None => builder,
    };
    let reader = builder.with_batch_size(8_192).build().map_err(syntax)?;
    let schema = arrow_array::RecordBatchReader::schema(&reader);
    // A column that does not exist is reported with all those that do.
    for name in roles(columns).into_iter().chain(columns.keep.iter().flatten().map(String::as_str)) {
        let names: Vec<String> = whole.fields().iter().map(|field| field.name().clone()).collect();
        super::sink::find(&names, name, &Place::default())?;
    }
    EventLog::from_arrow(reader, &schema, columns)
}

/// Refuses places outside of the file, and more unpacked bytes than allowed.
fn check(metadata: &ParquetMetaData, size: u64, max_bytes: Option<u64>) -> Result<()> {
    let mut unpacked = 0_u64;
    for group in metadata.row_groups() {
        unpacked = unpacked.saturating_add(group.total_byte_size().max(0) as u64);
        for column in group.columns() {
            let start = column.dictionary_page_offset().unwrap_or_else(|| column.data_page_offset());
            let end = start.checked_add(column.compressed_size());
            let inside = start >= 0 && end.is_some_and(|end| end >= start && end as u64 <= size);
            if !inside || column.data_page_offset() < 0 {
                return Err(syntax("a column lies outside of the file"));
            }
        }
    }
    match max_bytes {
        Some(limit) if unpacked > limit => {
            Err(Error::Limit { place: Place::default(), what: "the unpacked size in bytes".into(), limit })
        }
        _ => Ok(()),
    }
}

/// The columns to read; all if `None`.
fn used(schema: &arrow_schema::Schema, columns: &Columns) -> Option<Vec<String>> {
    let keep = columns.keep.as_ref()?;
    let roles = roles(columns).into_iter().map(str::to_string);
    let kinds = columns.kinds.iter().map(|(name, _)| name.clone());
    let wanted: Vec<String> = roles.chain(keep.iter().cloned()).chain(kinds).collect();
    // A nested column would be read in part only.
    let flat = schema.fields().iter().all(|field| !field.data_type().is_nested());
    flat.then_some(wanted)
}
