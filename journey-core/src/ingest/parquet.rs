//! Parquet files.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatchReader;
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::{Encoding, LogicalType, TimeUnit};
use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::ChunkReader;
use parquet::file::statistics::Statistics;

use super::bulk::Bulk;
use super::loader::Loader;
use super::plan::{Plan, When, roles};
use super::sink::Sink;
use crate::error::{Error, Place, Result};
use crate::log::{Chunk, Chunks, Columns, EventLog};
use crate::work::Work;

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
        // Every part has a handle of its own: clones of one share its position.
        let open = || {
            File::open(&*path)
                .map_err(|error| Error::Io { path: path.to_string(), message: error.to_string() })
        };
        let log = read(open, columns).map_err(|error| error.in_file(&path))?;
        Ok(log.of_file(&path))
    }

    /// Reads events from the bytes of a Parquet file. See [`Self::read_parquet`].
    ///
    /// # Errors
    /// See [`Self::read_parquet`].
    pub fn read_parquet_bytes(bytes: Vec<u8>, columns: &Columns) -> Result<Self> {
        let bytes = Bytes::from(bytes);
        read(|| Ok(bytes.clone()), columns)
    }
}

fn syntax(message: impl std::fmt::Display) -> Error {
    Error::Syntax { place: Place::default(), message: format!("not a whole Parquet file ({message})") }
}

/// Reads the file. The decoder is known to panic on some damaged files; such a panic is an error here.
fn read<F: ChunkReader + 'static>(
    open: impl Fn() -> Result<F> + Sync,
    columns: &Columns,
) -> Result<EventLog> {
    let file = safely(|| Table::open(&open, columns))?;
    match file.in_parts(&open) {
        Ok(Some(log)) => Ok(log),
        Err(Error::Cancelled) => Err(Error::Cancelled),
        Err(limit @ Error::Limit { .. }) => Err(limit),
        // Reading in one go finds what is wrong in the order of the rows.
        Ok(None) | Err(_) => safely(|| file.in_one_go(&open)),
    }
}

/// Gives the rows of a file to what takes them, which is made from the columns and the number of rows.
pub(super) fn each_row<S: Sink>(
    path: &str,
    columns: &Columns,
    sink: impl FnOnce(&[String], &Place, u64) -> Result<S>,
) -> Result<S> {
    let open =
        || File::open(path).map_err(|error| Error::Io { path: path.into(), message: error.to_string() });
    safely(|| {
        let table = Table::open(&open, columns)?;
        let groups = (0..table.metadata.num_row_groups()).collect();
        let reader = table.reader(open()?, groups, |field| field.data_type().clone())?;
        let schema = RecordBatchReader::schema(&reader);
        let rows = table.metadata.file_metadata().num_rows().max(0) as u64;
        super::arrow::read(reader, &schema, |names, place| sink(names, place, rows))
    })
}

/// Gives all rows of a file to what takes them, which is made from the columns.
pub(super) fn all_rows<S: Sink, F: ChunkReader + 'static>(
    file: F,
    max_bytes: Option<u64>,
    sink: impl FnOnce(&[String], &Place) -> Result<S>,
) -> Result<S> {
    safely(|| {
        let size = file.len();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(syntax)?;
        check(builder.metadata(), size, max_bytes)?;
        let reader = builder.with_batch_size(BATCH).build().map_err(syntax)?;
        let schema = RecordBatchReader::schema(&reader);
        super::arrow::read(reader, &schema, sink)
    })
}

fn safely<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(syntax("damaged data")))
}

/// A Parquet file whose columns are known.
struct Table<'c> {
    columns: &'c Columns,
    metadata: Arc<ParquetMetaData>,
    /// The columns that are read, as the file describes them.
    schema: Arc<Schema>,
    /// Names of these columns; all if `None`.
    used: Option<Vec<String>>,
}

/// A part remembers so many customers: that fits into the cache.
const LAST: usize = 1 << 16;
/// Rows that are decoded at a time: the arrays fit into the cache.
const BATCH: usize = 32_768;

impl<'c> Table<'c> {
    fn open<F: ChunkReader + 'static>(open: &impl Fn() -> Result<F>, columns: &'c Columns) -> Result<Self> {
        let file = open()?;
        let size = file.len();
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(syntax)?;
        let metadata = builder.metadata().clone();
        check(&metadata, size, columns.max_bytes)?;
        let whole = builder.schema().clone();
        // A column that does not exist is reported with all those that do.
        let names = super::arrow::names(&whole);
        for name in roles(columns).into_iter().chain(columns.keep.iter().flatten().map(String::as_str)) {
            super::sink::find(&names, name, &Place::default())?;
        }
        let used = used(&whole, columns);
        let schema = match &used {
            Some(used) => {
                let fields = whole.fields().iter().filter(|field| used.contains(field.name()));
                Arc::new(Schema::new(fields.cloned().collect::<Vec<_>>()))
            }
            None => whole,
        };
        Ok(Self { columns, metadata, schema, used })
    }

    /// A reader of some row groups; texts come as `form` says.
    fn reader<F: ChunkReader + 'static>(
        &self,
        file: F,
        groups: Vec<usize>,
        form: impl Fn(&Field) -> DataType,
    ) -> Result<ParquetRecordBatchReader> {
        let plain =
            ArrowReaderMetadata::try_new(self.metadata.clone(), ArrowReaderOptions::new()).map_err(syntax)?;
        let fields = plain.schema().fields().iter();
        let fields: Vec<Field> =
            fields.map(|field| field.as_ref().clone().with_data_type(form(field))).collect();
        let options = ArrowReaderOptions::new().with_schema(Arc::new(Schema::new(fields)));
        let metadata = ArrowReaderMetadata::try_new(self.metadata.clone(), options).unwrap_or(plain);
        let mut builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata).with_row_groups(groups);
        if let Some(used) = &self.used {
            let mask = ProjectionMask::columns(builder.parquet_schema(), used.iter().map(String::as_str));
            builder = builder.with_projection(mask);
        }
        builder.with_batch_size(BATCH).build().map_err(syntax)
    }

    fn in_one_go<F: ChunkReader + 'static>(&self, open: &impl Fn() -> Result<F>) -> Result<EventLog> {
        let groups = (0..self.metadata.num_row_groups()).collect();
        let reader = self.reader(open()?, groups, |field| field.data_type().clone())?;
        let schema = RecordBatchReader::schema(&reader);
        EventLog::from_arrow(reader, &schema, self.columns)
    }

    /// Reads the row groups side by side; `None` if their times are written in different ways: only reading in
    /// one go can tell where they are wrong.
    fn in_parts<F: ChunkReader + 'static>(
        &self,
        open: &(impl Fn() -> Result<F> + Sync),
    ) -> Result<Option<EventLog>> {
        let groups = self.metadata.row_groups();
        let size = |group: &RowGroupMetaData| group.num_rows().max(0) as usize;
        let rows_before = |count: usize| groups.iter().take(count).map(size).sum::<usize>();
        let names = super::arrow::names(&self.schema);
        let plan = Plan::new(self.columns, &names, &Place::default())?;
        let mut chunks = Chunks::new(plan.options(), Some(rows_before(groups.len())));
        chunks.texts_stay_texts();
        let partitions = chunks.partitions();
        let chunks = Mutex::new(chunks);
        let mut parts = Work::current().map("reading", groups.len(), |number| {
            safely(|| {
                let part = Loader::collecting(plan.clone(), plan.chunk(partitions).remembering(LAST));
                let part = self.part(open()?, number, &names, rows_before(number) as u64, part)?;
                let (chunk, plan) = part.into_parts();
                let clean = chunk.quality.skipped == 0;
                let cut = chunk.cut();
                chunks.lock().unwrap_or_else(PoisonError::into_inner).put(number, cut)?;
                Ok((plan, clean))
            })
        })?;
        let chunks = chunks.into_inner().unwrap_or_else(PoisonError::into_inner);
        plan.behind(&mut parts).map(|plan| chunks.finish(plan.quality())).transpose()
    }

    /// Reads a row group, which has so many rows before it.
    fn part<F: ChunkReader + 'static>(
        &self,
        file: F,
        group: usize,
        names: &[String],
        rows_before: u64,
        mut loader: Loader<'c, Chunk>,
    ) -> Result<Loader<'c, Chunk>> {
        let metadata = self.metadata.row_group(group);
        let chunks = metadata.columns();
        if is_outside(metadata, &loader.plan) {
            loader.rows += metadata.num_rows().max(0) as u64;
            return Ok(loader);
        }
        let form = |field: &Field| match field.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => {
                let chunk = chunks.iter().find(|chunk| chunk.column_path().string() == *field.name());
                match chunk.is_some_and(has_only_codes) {
                    true => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
                    false => DataType::Utf8View,
                }
            }
            kind => kind.clone(),
        };
        let reader = self.reader(file, vec![group], form)?;
        let rows = self.metadata.row_group(group).num_rows();
        loader.builder.reserve(rows.clamp(0, 1 << 20) as usize);
        let mut bulk = Bulk::default();
        super::arrow::each(reader, names, rows_before, &mut loader, |loader, columns, row, rows| {
            bulk.take(loader, columns, row, rows)
        })?;
        Ok(loader)
    }
}

/// Whether the file tells that all events of a row group happened at times that are not to be read.
fn is_outside(group: &RowGroupMetaData, plan: &Plan<'_>) -> bool {
    let When::Column(time, _) = &plan.time else { return false };
    let chunk = group.columns().iter().find(|chunk| chunk.column_path().string() == time.name);
    let known = chunk.filter(|_| plan.has_period()).and_then(|chunk| times(chunk, plan.clock.is_utc()));
    known.is_some_and(|(first, last)| plan.is_all_outside(first, last))
}

/// The first and the last time of a column chunk in UTC microseconds, if the file tells, and that none is missing.
fn times(chunk: &ColumnChunkMetaData, utc: bool) -> Option<(i64, i64)> {
    let Some(LogicalType::Timestamp(kind)) = chunk.column_descr().logical_type_ref() else { return None };
    let Some(Statistics::Int64(times)) = chunk.statistics() else { return None };
    let micros = |time: i64| match kind.unit {
        TimeUnit::MILLIS => time.saturating_mul(1000),
        TimeUnit::MICROS => time,
        TimeUnit::NANOS => time.div_euclid(1000),
    };
    let known = (utc || kind.is_adjusted_to_u_t_c) && times.null_count_opt() == Some(0);
    known.then_some((micros(*times.min_opt()?), micros(*times.max_opt()?)))
}

/// Whether all values of a column chunk are codes of its dictionary, as far as the file tells. (When a
/// dictionary grows too large, writers go on with plain values.)
fn has_only_codes(chunk: &ColumnChunkMetaData) -> bool {
    use parquet::basic::PageType;
    if chunk.dictionary_page_offset().is_none() {
        return false;
    }
    let coded =
        |encoding: Encoding| matches!(encoding, Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY);
    if let Some(stats) = chunk.page_encoding_stats() {
        let mut data = stats.iter().filter(|page| page.page_type != PageType::DICTIONARY_PAGE);
        return data.all(|page| coded(page.encoding));
    }
    match chunk.page_encoding_stats_mask() {
        Some(mask) => mask.is_only(Encoding::RLE_DICTIONARY) || mask.is_only(Encoding::PLAIN_DICTIONARY),
        None => true,
    }
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
