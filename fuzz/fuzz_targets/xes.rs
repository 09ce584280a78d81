//! Any bytes as XES, leniently and strictly, with every way to pair events. What is read can be used, and what XML can hold
//! is written and read again as the same log.
#![no_main]

use journey_core::EventLog;
use journey_core::ingest::{XesLifecycle, XesOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    let mut reading = XesOptions::new().lifecycle(match options & 3 {
        0 => XesLifecycle::Keep,
        1 => XesLifecycle::CompleteOnly,
        _ => XesLifecycle::Pair,
    });
    reading.strict = options & 4 == 4;
    reading.defaults = options & 8 == 0;
    if options & 16 == 16 {
        reading = reading.classifier(["concept:name", "org:resource"]);
    }
    let Ok(log) = EventLog::read_xes_bytes(bytes, &reading) else { return };
    journey_fuzz::use_all(&log);
    let report = log.quality().xes.clone().expect("every log of XES has a report");
    let gone = report.events_without_trace + report.skipped_events + report.left_out + report.paired;
    assert_eq!(report.events, log.events() + gone);
    if reading.strict {
        assert_eq!(report.deviations, 0);
        let again = EventLog::read_xes_bytes(bytes, &XesOptions { strict: false, ..reading }).expect("leniently too");
        assert_eq!(again.fingerprint(), log.fingerprint());
    }
    let Ok(written) = log.to_xes_bytes() else { return };
    let again = EventLog::read_xes_bytes(&written, &XesOptions::new().strict()).expect("what was written is read");
    assert_eq!(again.fingerprint(), log.fingerprint());
    assert_eq!(again.columns(), log.columns());
});
