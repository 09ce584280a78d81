//! Any bytes as OCEL 2.0 in JSON and in XML: what is read can be flattened by every type of objects.
#![no_main]

use journey_core::ingest::{ObjectLog, OcelOptions};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let (options, bytes) = journey_fuzz::options(input);
    let reading = OcelOptions { strict: options & 1 == 1, ..OcelOptions::new() };
    for read in [ObjectLog::read_json_bytes, ObjectLog::read_xml_bytes] {
        let Ok(log) = read(bytes, &reading) else { continue };
        let report = log.report();
        assert_eq!(report.events, log.events() + report.duplicate_events + report.skipped_events);
        assert_eq!(report.objects, log.objects() + report.duplicate_objects + report.skipped_objects);
        assert_eq!(log.object_relations().count() as u64, report.object_relations);
        for info in log.object_types() {
            let flat = log.flatten(&info.name).expect("it is a type of the log");
            let told = log.flatten_report(&info.name).expect("it is a type of the log");
            assert_eq!((flat.events(), told.flat_events), (info.relations, info.relations));
            assert_eq!(flat.customers(), told.objects - told.objects_without_events);
            journey_fuzz::use_all(&flat);
        }
    }
});
