//! Any bytes as Arrow IPC data, file or stream: read or refused. What is read, the readers of the Arrow library read as
//! the same, and it can be written and saved and read again.
#![no_main]

use std::io::Cursor;

use arrow_ipc::reader::{FileReader, StreamReader};
use journey_core::EventLog;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: journey_fuzz::forgive_decoders(), |input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    let mut columns = journey_fuzz::columns(options).max_bytes(16 << 20);
    if options & 8 == 8 {
        columns = columns.keep(["channel"]);
    }
    let log = EventLog::read_arrow_bytes(bytes.to_vec(), &columns);
    let expected = journey_fuzz::shown(&log);
    let Ok(log) = log else { return };
    journey_fuzz::check(&log);
    let theirs = if bytes.starts_with(b"ARROW1") {
        // It looks at metadata that the log does not need.
        let Ok(reader) = FileReader::try_new(Cursor::new(bytes), None) else { return };
        let schema = reader.schema();
        EventLog::from_arrow(reader, &schema, &columns)
    } else {
        let reader = StreamReader::try_new(Cursor::new(bytes), None).expect("a stream that was read");
        let schema = reader.schema();
        EventLog::from_arrow(reader, &schema, &columns)
    };
    assert_eq!(journey_fuzz::shown(&theirs), expected);
});
