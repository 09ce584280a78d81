//! The made-up log as a Parquet file.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::{Row, rows};

/// The bytes of a Parquet file with the first four columns of the same rows, compressed with Snappy.
///
/// # Panics
/// If the file cannot be written.
#[allow(clippy::expect_used)]
pub fn parquet(events: usize) -> Vec<u8> {
    let rows: Vec<Row> = rows(events).collect();
    let text = |of: &dyn Fn(&Row) -> String| Arc::new(StringArray::from_iter_values(rows.iter().map(of)));
    let columns: [(&str, ArrayRef); 4] = [
        ("customer", text(&|row| format!("customer-{:07}", row.customer))),
        ("time", Arc::new(TimestampMicrosecondArray::from_iter_values(rows.iter().map(|row| row.micros)))),
        ("event", text(&|row| row.event.into())),
        ("channel", text(&|row| row.channel.into())),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns of equal length");
    let options = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(options)).expect("a schema");
    writer.write(&batch).expect("a batch that fits the schema");
    writer.close().expect("a finished file");
    bytes
}
