//! Any bytes as a CSV log: read or refused, and what is read can be written and read again.
#![no_main]

use journey_core::EventLog;
use journey_core::log::{Columns, OnError};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (flags, bytes) = bytes.split_first().unwrap_or((&0, bytes));
    let mut columns = Columns::new("c", "t", "e").max_bytes(1 << 20);
    if flags & 1 == 1 {
        columns = columns.on_error(OnError::Skip);
    }
    if flags & 2 == 2 {
        columns = columns.time_zone("Europe/Berlin");
    }
    if flags & 4 == 4 {
        columns = columns.end("f");
    }
    // Half of the inputs get a header, so that the rows are reached.
    let text = if flags & 8 == 8 { [b"c,t,e,f\n", bytes].concat() } else { bytes.to_vec() };
    let Ok(log) = EventLog::read_csv_bytes(&text, &columns) else { return };
    assert_eq!(log.quality().rows, log.quality().events + log.quality().skipped);
    let mut written = Vec::new();
    log.to_csv(&mut written).expect("a vector takes all");
    let again = EventLog::read_csv_bytes(&written, &log.csv_columns()).expect("what was written is read");
    assert_eq!(again.fingerprint(), log.fingerprint());
});
