//! Any bytes as JSON Lines and as a JSON list. Small blocks and small pieces are read as the whole is, and what is read
//! can be written and saved and read again.
#![no_main]

use journey_core::ingest::EventReader;
use journey_core::work::Work;
use journey_core::{EventLog, fuzzing};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    let mut columns = journey_fuzz::columns(options);
    if options & 8 == 8 {
        columns.customer = "customer.id".into();
    }
    let size = usize::from(options >> 4) + 1;
    let whole = Work::new().threads(1).run(|| EventLog::read_json_lines_bytes(bytes, &columns));
    let expected = journey_fuzz::shown(&whole);
    let blocks = || fuzzing::json_lines_in_blocks(bytes, &columns, size * 5);
    // Where a packed text breaks is told in different words, and after different rows.
    let comparable = whole.is_ok() || !bytes.starts_with(&[0x1f, 0x8b]);
    if comparable {
        assert_eq!(journey_fuzz::shown(&Work::new().threads(1).run(blocks)), expected);
    }
    if comparable && options & 0xf0 == 0x70 {
        assert_eq!(journey_fuzz::shown(&Work::new().threads(2).run(blocks)), expected);
    }
    let in_pieces = EventReader::json_lines(&columns).and_then(|mut reader| {
        bytes.chunks(size).try_for_each(|piece| reader.push(piece))?;
        reader.finish()
    });
    if comparable {
        assert_eq!(journey_fuzz::shown(&in_pieces), expected);
    }
    if let Ok(log) = whole {
        journey_fuzz::check(&log);
    }
    if let Ok(log) = std::str::from_utf8(bytes).map(|text| EventLog::read_json(text, &columns)) {
        let _ = log.map(|log| journey_fuzz::check(&log));
    }
});
