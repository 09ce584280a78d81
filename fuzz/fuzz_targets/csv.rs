//! Any bytes as a CSV log. Small blocks and small pieces are read as the whole is, and what is read can be written and
//! saved and read again.
#![no_main]

use journey_core::ingest::EventReader;
use journey_core::work::Work;
use journey_core::{EventLog, fuzzing};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    let columns = journey_fuzz::columns(options);
    // Half of the inputs get a header, so that the rows are reached.
    let headed = [b"customer,time,event,end,more\n", bytes].concat();
    let text = if options & 8 == 8 { &headed } else { bytes };
    let size = usize::from(options >> 4) + 1;
    let whole = Work::new().threads(1).run(|| EventLog::read_csv_bytes(text, &columns));
    let expected = journey_fuzz::shown(&whole);
    let blocks = || fuzzing::csv_in_blocks(text, &columns, size * 3);
    // Where a packed text breaks is told in different words, and after different rows.
    let comparable = whole.is_ok() || !text.starts_with(&[0x1f, 0x8b]);
    if comparable {
        assert_eq!(journey_fuzz::shown(&Work::new().threads(1).run(blocks)), expected);
    }
    if comparable && options & 0xf0 == 0x70 {
        assert_eq!(journey_fuzz::shown(&Work::new().threads(2).run(blocks)), expected);
    }
    let in_pieces = EventReader::csv(&columns).and_then(|mut reader| {
        text.chunks(size).try_for_each(|piece| reader.push(piece))?;
        reader.finish()
    });
    if comparable {
        assert_eq!(journey_fuzz::shown(&in_pieces), expected);
    }
    if let Ok(log) = whole {
        journey_fuzz::check(&log);
    }
});
