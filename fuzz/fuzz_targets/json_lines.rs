//! Any bytes as JSON Lines and as a JSON list: read or refused.
#![no_main]

use journey_core::EventLog;
use journey_core::log::{Columns, OnError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (flags, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    let mut columns = Columns::new(if flags & 1 == 1 { "c.d" } else { "c" }, "t", "e").max_bytes(1 << 20);
    if flags & 2 == 2 {
        columns = columns.on_error(OnError::Skip);
    }
    if let Ok(log) = EventLog::read_json_lines_bytes(bytes, &columns) {
        assert_eq!(log.quality().rows, log.quality().events + log.quality().skipped);
        let mut written = Vec::new();
        log.to_csv(&mut written).expect("a vector takes all");
        let again = EventLog::read_csv_bytes(&written, &log.csv_columns()).expect("what was written is read");
        assert_eq!(again.fingerprint(), log.fingerprint());
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = EventLog::read_json(text, &columns);
    }
});
