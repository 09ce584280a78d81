//! Any bytes as a Parquet file: read or refused. Row groups read side by side are read as one after the other, and what
//! is read can be written and saved and read again.
#![no_main]

use journey_core::EventLog;
use journey_core::work::Work;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: journey_fuzz::forgive_decoders(), |input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
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
