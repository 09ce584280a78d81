//! Any bytes as a Parquet file: read or refused. Row groups read side by side are read as one after the other, and what
//! is read can be written and saved and read again.
#![no_main]

use std::panic::catch_unwind;

use bytes::Bytes;
use journey_core::EventLog;
use journey_core::work::Work;
use libfuzzer_sys::fuzz_target;
use parquet::basic::Encoding;
use parquet::file::reader::{FileReader, SerializedFileReader};

fuzz_target!(init: journey_fuzz::forgive_decoders(), |input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    if has_delta_texts(bytes) {
        return;
    }
    let mut columns = journey_fuzz::columns(options).max_bytes(16 << 20);
    if options & 8 == 8 {
        columns = columns.keep(["channel"]);
    }
    let read = || EventLog::read_parquet_bytes(bytes.to_vec(), &columns);
    let log = Work::new().threads(1).run(read);
    if options & 0xf0 == 0x70 {
        assert_eq!(journey_fuzz::shown(&Work::new().threads(2).run(read)), journey_fuzz::shown(&log));
    }
    if let Ok(log) = log {
        journey_fuzz::check(&log);
    }
});

/// Whether texts are written as differences from those before. The decoder of such pages takes 4 bytes for every text
/// that a page declares, before it looks whether they are there (see README.md).
fn has_delta_texts(bytes: &[u8]) -> bool {
    let bytes = Bytes::copy_from_slice(bytes);
    let found = catch_unwind(|| {
        let Ok(file) = SerializedFileReader::new(bytes) else { return false };
        let groups = (0..file.num_row_groups()).filter_map(|group| file.get_row_group(group).ok());
        groups.into_iter().any(|group| {
            (0..group.num_columns()).filter_map(|column| group.get_column_page_reader(column).ok()).any(
                |pages| {
                    pages.map_while(Result::ok).any(|page| {
                        matches!(
                            page.encoding(),
                            Encoding::DELTA_BYTE_ARRAY | Encoding::DELTA_LENGTH_BYTE_ARRAY
                        )
                    })
                },
            )
        })
    });
    found.unwrap_or(false)
}
