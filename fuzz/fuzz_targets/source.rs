//! Any bytes as a source document and an export: what one reads, the other describes. The document is a preset, or the
//! first part of the input up to a line of three dashes; small blocks are read as the whole is.
#![no_main]

use journey_core::ingest::Source;
use journey_core::work::Work;
use journey_core::{EventLog, fuzzing};
use libfuzzer_sys::fuzz_target;

const BREAK: &[u8] = b"\n---\n";

fuzz_target!(|input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    let presets = Source::presets();
    let at = bytes.windows(BREAK.len()).position(|window| window == BREAK);
    let (source, export) = match at {
        Some(at) => (Source::from_bytes(&bytes[..at], "source"), &bytes[at + BREAK.len()..]),
        None => (Source::preset(&presets[usize::from(options) % presets.len()].name), bytes),
    };
    let Ok(source) = source else { return };
    let again = Source::from_yaml(&source.to_yaml().expect("a valid source is written")).expect("and read");
    assert_eq!(again, source);
    assert_eq!(source.with("{}").expect("nothing is changed"), source);
    let read = || EventLog::read_source_bytes(export, &source);
    let whole = Work::new().threads(1).run(read);
    let blocks = || fuzzing::source_in_blocks(export, &source, usize::from(options >> 4) * 5 + 1);
    if whole.is_ok() || !export.starts_with(&[0x1f, 0x8b]) {
        assert_eq!(journey_fuzz::shown(&Work::new().threads(1).run(blocks)), journey_fuzz::shown(&whole));
    }
    let Ok(log) = whole else { return };
    journey_fuzz::use_all(&log);
    journey_fuzz::write_and_read(&log);
    assert_eq!(log.quality().events, log.events() as u64);
});
