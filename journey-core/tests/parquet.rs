//! Parquet files: read as they are, and refused without panic when damaged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![cfg(feature = "parquet")]

use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray, TimestampMicrosecondArray};
use journey_core::EventLog;
use journey_core::log::Columns;

fn file() -> Vec<u8> {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("user", Arc::new(StringArray::from(vec!["a", "b", "a"]))),
        ("at", Arc::new(TimestampMicrosecondArray::from(vec![1, 2, 3]).with_timezone("UTC"))),
        ("event", Arc::new(StringArray::from(vec!["x", "y", "z"]))),
        ("price", Arc::new(Float64Array::from(vec![Some(1.5), None, Some(2.0)]))),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn columns() -> Columns {
    Columns::new("user", "at", "event")
}

#[test]
fn a_parquet_file_is_the_same_log_as_the_csv() {
    let csv = "user,at,event,price\na,1970-01-01T00:00:00.000001Z,x,1.5\nb,1970-01-01T00:00:00.000002Z,y,\n\
        a,1970-01-01T00:00:00.000003Z,z,2\n";
    let csv = EventLog::read_csv_text(csv, &columns()).unwrap();
    let log = EventLog::read_parquet_bytes(file(), &columns()).unwrap();
    assert_eq!(log.fingerprint(), csv.fingerprint());
    let none: [&str; 0] = [];
    let few = EventLog::read_parquet_bytes(file(), &columns().keep(none)).unwrap();
    assert!(few.columns().is_empty());
    let wrong = Columns::new("customer", "at", "event").keep(["price"]);
    let error = EventLog::read_parquet_bytes(file(), &wrong).unwrap_err();
    let journey_core::Error::MissingColumn { available, .. } = error else { panic!() };
    assert_eq!(available, ["user", "at", "event", "price"]);
}

#[test]
fn damaged_files_are_errors() {
    let whole = file();
    for end in 0..whole.len() {
        let error = EventLog::read_parquet_bytes(whole[..end].to_vec(), &columns()).unwrap_err();
        assert_eq!(error.code(), "syntax", "{end} bytes");
    }
    for position in 0..whole.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut damaged = whole.clone();
            damaged[position] ^= flip;
            // Whether it can still be read depends on the byte; it must only not panic or hang.
            let _ = EventLog::read_parquet_bytes(damaged, &columns());
        }
    }
    let limit = EventLog::read_parquet_bytes(whole, &columns().max_bytes(10)).unwrap_err();
    assert_eq!(limit.code(), "limit");
    let path = std::env::temp_dir().join("journey-not-a.parquet");
    std::fs::write(&path, "user,at,event\n").unwrap();
    let error = EventLog::read_parquet(&path, &columns()).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().file.is_some()), ("syntax", true));
    assert_eq!(EventLog::read_parquet("no such file", &columns()).unwrap_err().code(), "io");
}
