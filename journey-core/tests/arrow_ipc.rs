//! Arrow IPC data: read as it is, and refused without panic when damaged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(feature = "ipc")]

use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int64Array, RecordBatch};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use journey_core::EventLog;
use journey_core::log::Columns;

fn columns() -> Columns {
    Columns::new("user", "at", "event")
}

fn batch() -> RecordBatch {
    batch_of(1)
}

/// The same three events so many times.
fn batch_of(times: usize) -> RecordBatch {
    let text = |values: [&str; 3]| -> ArrayRef {
        Arc::new(values.repeat(times).into_iter().collect::<DictionaryArray<Int32Type>>())
    };
    let at = [1_700_000_000, 1_700_000_001, 1_700_000_002].repeat(times);
    RecordBatch::try_from_iter([
        ("user", text(["ann", "ben", "ann"])),
        ("at", Arc::new(Int64Array::from(at)) as ArrayRef),
        ("event", text(["look", "look", "buy"])),
    ])
    .unwrap()
}

fn options(packing: Option<CompressionType>) -> IpcWriteOptions {
    IpcWriteOptions::default().try_with_compression(packing).unwrap()
}

fn file(packing: Option<CompressionType>) -> Vec<u8> {
    let mut writer =
        FileWriter::try_new_with_options(Vec::new(), &batch().schema(), options(packing)).unwrap();
    writer.write(&batch()).unwrap();
    writer.into_inner().unwrap()
}

fn stream(packing: Option<CompressionType>) -> Vec<u8> {
    let mut writer =
        StreamWriter::try_new_with_options(Vec::new(), &batch().schema(), options(packing)).unwrap();
    writer.write(&batch()).unwrap();
    writer.into_inner().unwrap()
}

const PACKINGS: [Option<CompressionType>; 3] =
    [None, Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD)];

#[test]
fn files_and_streams_of_every_packing_are_the_log_of_the_batches() {
    let schema = batch().schema();
    let expected = EventLog::from_arrow([Ok(batch())], &schema, &columns()).unwrap();
    assert_eq!((expected.customers(), expected.events()), (2, 3));
    for packing in PACKINGS {
        for bytes in [file(packing), stream(packing)] {
            let log = EventLog::read_arrow_bytes(bytes, &columns()).unwrap();
            assert_eq!(log.fingerprint(), expected.fingerprint());
        }
    }
}

#[test]
fn files_of_pyarrow_are_the_log_of_the_same_csv() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../testdata/arrow");
    let columns = Columns::new("customer", "time", "event");
    let expected = EventLog::read_csv(folder.join("events.csv"), &columns).unwrap();
    for name in ["uncompressed.arrow", "lz4.arrow", "zstd.arrow", "stream.arrows"] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let log = EventLog::read_arrow_bytes(bytes, &columns).unwrap();
        assert_eq!(log.fingerprint(), expected.fingerprint(), "{name}");
    }
}

#[test]
fn damaged_data_is_an_error_or_a_log() {
    for packing in PACKINGS {
        for (whole, is_file) in [(file(packing), true), (stream(packing), false)] {
            for end in 0..whole.len() {
                // A stream may end behind any message.
                match EventLog::read_arrow_bytes(whole[..end].to_vec(), &columns()) {
                    Err(error) => assert_eq!(error.code(), "syntax", "{end} bytes"),
                    Ok(log) => {
                        assert!(!is_file && (log.events() == 0 || end + 8 >= whole.len()), "{end} bytes")
                    }
                }
            }
            for position in 0..whole.len() {
                let mut damaged = whole.clone();
                damaged[position] ^= 0x81;
                if let Ok(log) = EventLog::read_arrow_bytes(damaged, &columns()) {
                    log.to_csv(std::io::sink()).unwrap();
                }
            }
        }
    }
    for text in ["", "customer,time\n", "ARROW1"] {
        assert_eq!(
            EventLog::read_arrow_bytes(text.into(), &columns()).unwrap_err().code(),
            "syntax",
            "{text}"
        );
    }
}

#[test]
fn declared_sizes_need_bytes_behind_them() {
    let batch = batch_of(100);
    // The times are the only buffer of so many bytes.
    let size = 2400_i64.to_le_bytes();
    for packing in [CompressionType::LZ4_FRAME, CompressionType::ZSTD] {
        let mut writer =
            StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options(Some(packing))).unwrap();
        writer.write(&batch).unwrap();
        let whole = writer.into_inner().unwrap();
        let places: Vec<usize> = (0..whole.len() - 8).filter(|&at| whole[at..at + 8] == size).collect();
        assert!(!places.is_empty());
        for place in places {
            let mut lies = whole.clone();
            lies[place..place + 8].copy_from_slice(&10_000_000_000_i64.to_le_bytes());
            assert_eq!(EventLog::read_arrow_bytes(lies, &columns()).unwrap_err().code(), "syntax");
        }
        let limit = EventLog::read_arrow_bytes(whole, &columns().max_bytes(50)).unwrap_err();
        assert_eq!(limit.code(), "limit");
    }
}

#[test]
fn keys_out_of_range_are_an_error() {
    let whole = stream(None);
    let batch = batch();
    let keys = batch.column(0).as_dictionary::<Int32Type>().keys();
    let bytes: Vec<u8> = keys.values().iter().flat_map(|key| key.to_le_bytes()).collect();
    let places: Vec<usize> =
        (0..whole.len() - bytes.len()).filter(|&at| whole[at..].starts_with(&bytes)).collect();
    assert!(!places.is_empty() && keys.len() == 3);
    let mut refused = 0;
    for place in places {
        for key in [2, -1, i32::MAX] {
            let mut damaged = whole.clone();
            damaged[place..place + 4].copy_from_slice(&i32::to_le_bytes(key));
            refused += usize::from(EventLog::read_arrow_bytes(damaged, &columns()).is_err());
        }
    }
    assert!(refused >= 3);
}
