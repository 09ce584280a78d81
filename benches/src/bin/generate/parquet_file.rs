//! Writing Parquet, row group by row group on all cores.

use std::fs::File;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;
use rayon::prelude::*;

use crate::Failure;
use crate::arguments::Arguments;
use crate::events::{Event, Log};

/// Writes the events, compressed with zstd; texts have dictionaries as long as these stay small.
///
/// # Errors
/// If the file cannot be written.
pub fn write(log: &Log, arguments: &Arguments) -> Result<(), Failure> {
    let schema = batch(log, &[])?.schema();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_column_dictionary_enabled(ColumnPath::from("time"), false)
        .set_max_row_group_row_count(Some(arguments.row_group))
        .build();
    let writer = ArrowWriter::try_new(File::create(&arguments.out)?, schema, Some(properties))?;
    let (mut file, factory) = writer.into_serialized_writer()?;
    let wave = rayon::current_num_threads();
    for (number, wave_of_groups) in log.events.chunks(arguments.row_group.saturating_mul(wave)).enumerate() {
        let groups: Vec<Vec<ArrowColumnChunk>> = wave_of_groups
            .par_chunks(arguments.row_group)
            .enumerate()
            .map(|(group, events)| row_group(log, &factory, number * wave + group, events))
            .collect::<Result<_, Failure>>()?;
        for chunks in groups {
            let mut group = file.next_row_group()?;
            for chunk in chunks {
                chunk.append_to_row_group(&mut group)?;
            }
            group.close()?;
        }
    }
    file.close()?;
    Ok(())
}

/// Rows that become Arrow columns at once.
const ROWS: usize = 1 << 16;

fn row_group(
    log: &Log,
    factory: &ArrowRowGroupWriterFactory,
    number: usize,
    events: &[Event],
) -> Result<Vec<ArrowColumnChunk>, Failure> {
    let mut writers = factory.create_column_writers(number)?;
    for events in events.chunks(ROWS) {
        let batch = batch(log, events)?;
        for ((writer, column), field) in writers.iter_mut().zip(batch.columns()).zip(batch.schema().fields())
        {
            for leaf in compute_leaves(field, column)? {
                writer.write(&leaf)?;
            }
        }
    }
    Ok(writers.into_iter().map(|writer| writer.close()).collect::<Result<_, _>>()?)
}

fn batch(log: &Log, events: &[Event]) -> Result<RecordBatch, Failure> {
    let mut id = Vec::new();
    let mut ids = arrow_array::builder::StringBuilder::with_capacity(events.len(), events.len() * 12);
    for event in events {
        id.clear();
        log.push_id(event.customer, &mut id);
        ids.append_value(std::str::from_utf8(&id)?);
    }
    let names = events.iter().map(|event| log.names[event.name as usize].as_str());
    let times = TimestampMicrosecondArray::from_iter_values(events.iter().map(|event| event.time));
    let columns: [(&str, ArrayRef); 3] = [
        ("customer", Arc::new(ids.finish())),
        ("time", Arc::new(times.with_timezone("UTC"))),
        ("touchpoint", Arc::new(StringArray::from_iter_values(names))),
    ];
    Ok(RecordBatch::try_from_iter(columns)?)
}
