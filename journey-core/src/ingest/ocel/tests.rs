//! The samples of `testdata/ocel`, and files with faults.
//!
//! Sizes of the samples: pm4py 2.7.23 (`read_ocel2_json`, `read_ocel2_xml`, `ocel_flattening`) and r4pm 0.6.2
//! (`import_ocel`) find 7 events, 7 objects, 17 relations to and 8 between objects; flat logs of 6, 8 and 3 events of 2, 3
//! and 1 objects. What flattening does to the events was counted by hand.

use super::*;
use crate::error::Error;
use crate::log::{EventLog, Value};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/ocel");

fn samples() -> Vec<ObjectLog> {
    let strict = OcelOptions::new().strict();
    let mut all = vec![
        ObjectLog::read_json(format!("{FOLDER}/orders.json"), &strict).unwrap(),
        ObjectLog::read_xml(format!("{FOLDER}/orders.xml"), &strict).unwrap(),
    ];
    if cfg!(feature = "sqlite") {
        all.push(ObjectLog::read_sqlite(format!("{FOLDER}/orders.sqlite"), &strict).unwrap());
    }
    all
}

/// The values of a column along a journey.
fn values(log: &EventLog, customer: &str, column: &str) -> Vec<String> {
    let (position, _) = log.column(column).unwrap();
    let journey = log.journey(customer).unwrap();
    (0..journey.len())
        .map(|event| match log.value(&journey, event, position) {
            Value::Missing => "-".into(),
            value => crate::log::pending::shown(&value),
        })
        .collect()
}

#[test]
fn samples_of_all_formats_are_one_log() {
    for log in samples() {
        let report = log.report();
        assert_eq!((log.events(), log.objects()), (7, 7));
        assert_eq!(
            (report.event_relations, report.object_relations, report.events_without_objects),
            (17, 8, 1)
        );
        assert_eq!(report.problems, []);
        let types: Vec<(String, u64, u64, u64)> = log
            .object_types()
            .into_iter()
            .map(|info| (info.name, info.objects, info.events, info.relations))
            .collect();
        let expected = [("order", 3, 5, 6), ("item", 3, 5, 8), ("customer", 1, 3, 3)];
        assert_eq!(
            types,
            expected.map(|(name, objects, events, all)| (name.to_string(), objects, events, all))
        );
        let events: Vec<(String, u64)> =
            log.event_types().into_iter().map(|info| (info.name, info.events)).collect();
        let expected = [("place order", 2), ("pick item", 2), ("ship", 1), ("survey", 2)];
        assert_eq!(events, expected.map(|(name, count)| (name.to_string(), count)));
        let own = log.object_relations().find(|relation| relation.source == relation.target).unwrap();
        assert_eq!((own.source, own.qualifier), ("o3", "is"));
    }
    let fingerprints: Vec<String> =
        samples().iter().map(|log| log.flatten("order").unwrap().fingerprint()).collect();
    assert!(fingerprints.windows(2).all(|pair| pair[0] == pair[1]), "{fingerprints:?}");
}

#[test]
fn flat_logs_hold_the_values_of_the_time() {
    for log in samples() {
        let orders = log.flatten("order").unwrap();
        assert_eq!((orders.customers(), orders.events()), (2, 6));
        assert_eq!(values(&orders, "o1", "ocel:eid"), ["e1", "e2", "e3", "e5"]);
        assert_eq!(values(&orders, "o1", "case:total"), ["20.5", "20.5", "18", "18"]);
        assert_eq!(values(&orders, "o2", "case:express"), ["false", "false"]);
        assert_eq!(values(&orders, "o1", "minutes"), ["-", "4", "-", "-"]);
        assert_eq!(values(&orders, "o1", "due"), ["-", "-", "-", "2024-03-04T00:00:00Z"]);
        let items = log.flatten("item").unwrap();
        assert_eq!((items.customers(), items.events()), (3, 8));
        assert_eq!(values(&items, "i1", "case:sku"), ["A & B", "A & B", "A & B"]);
        let customers = log.flatten("customer").unwrap();
        assert_eq!((customers.customers(), customers.events()), (1, 3));
        assert_eq!(values(&customers, "c1", "ocel:qualifier"), ["customer"; 3]);
    }
}

#[test]
fn flattening_says_what_it_does_to_the_events() {
    let of = |object_type: &str, counts: [u64; 7]| {
        let [flat, objects, without_events, without_object, converging, repeated, diverging] = counts;
        FlattenReport {
            object_type: object_type.into(),
            events: 7,
            flat_events: flat,
            objects,
            objects_without_events: without_events,
            events_without_object: without_object,
            converging_events: converging,
            repeated_events: repeated,
            diverging_events: diverging,
        }
    };
    for log in samples() {
        assert_eq!(log.flatten_report("order").unwrap(), of("order", [6, 3, 1, 2, 1, 1, 2]));
        assert_eq!(log.flatten_report("item").unwrap(), of("item", [8, 3, 0, 2, 2, 3, 0]));
        assert_eq!(log.flatten_report("customer").unwrap(), of("customer", [3, 1, 0, 4, 0, 0, 2]));
        assert_eq!(log.flatten_report("orders").unwrap_err().code(), "unknown_name");
        assert_eq!(
            log.flatten("items").unwrap_err().to_string(),
            "no object type \"items\"; did you mean \"item\"?"
        );
    }
}

const FAULTS: &str = r#"{
"events": [
 {"id": "e1", "type": "a", "time": "2024-03-01T12:00:00Z", "attributes": [{"name": "n", "value": "many"}, {"name": "x", "value": 1}],
  "relationships": [{"objectId": "o1", "qualifier": ""}, {"objectId": "o1"}, {"objectId": "gone", "qualifier": "q"}]},
 {"id": "e1", "type": "a", "time": "2024-03-01T12:00:00Z"},
 {"id": "e2", "type": "b", "time": "2024-03-01T12:00:00"},
 {"id": "e3", "type": "a", "time": "noon"},
 {"type": "a", "time": "2024-03-01T12:00:00Z"}],
"objects": [{"id": "o1", "type": "t", "relationships": [{"objectId": "gone", "qualifier": ""}, {"objectId": "o1", "qualifier": ""}]},
 {"id": "o1", "type": "t"}, {"id": "", "type": "t"}, {"id": "o2", "type": "u"}],
"eventTypes": [{"name": "a", "attributes": [{"name": "n", "type": "integer"}]}],
"objectTypes": [{"name": "t", "attributes": []}]
}"#;

#[test]
fn faults_are_counted_or_refused() {
    let log = ObjectLog::read_json_bytes(FAULTS.as_bytes(), &OcelOptions::new()).unwrap();
    let problems = log.report().problems.clone();
    assert_eq!(
        log.report(),
        &OcelReport {
            events: 5,
            objects: 4,
            event_relations: 1,
            object_relations: 1,
            dangling_event_relations: 1,
            dangling_object_relations: 1,
            undeclared_event_types: 1,
            undeclared_object_types: 1,
            undeclared_attributes: 1,
            duplicate_events: 1,
            duplicate_objects: 1,
            skipped_events: 2,
            skipped_objects: 1,
            skipped_attributes: 1,
            events_without_objects: 1,
            times_without_zone: 1,
            ambiguous_times: 0,
            time_zone: "UTC".into(),
            problems: problems.clone(),
        }
    );
    assert_eq!(problems.len(), 11, "{problems:?}");
    assert_eq!((log.events(), log.objects(), log.flatten("t").unwrap().events()), (2, 2, 1));
    let error = ObjectLog::read_json_bytes(FAULTS.as_bytes(), &OcelOptions::new().strict()).unwrap_err();
    assert_eq!(error.place().unwrap().field.as_deref(), Some("objects[\"o1\"]"));
}

fn refused(text: &str, json: bool) -> Error {
    let read = if json { ObjectLog::read_json_bytes } else { ObjectLog::read_xml_bytes };
    read(text.as_bytes(), &OcelOptions::new()).unwrap_err()
}

#[test]
fn what_is_no_ocel_is_an_error_with_its_line() {
    for (text, json, line) in [
        ("", true, 1),
        ("[]", true, 1),
        ("{}", true, 1),
        ("{\"events\": [\n{\"id\": 7}]}", true, 2),
        ("{\"events\": [\n{\"id\": \"e\", \"attributes\": [{\"value\": [1]}]}]}", true, 2),
        ("{\"events\": [\n", true, 2),
        ("<log>\n<trace/></log>", false, 2),
        ("<ocel/>", false, 1),
        ("<log>\n<events>", false, 2),
        ("<!DOCTYPE log><log/>", false, 1),
        ("<log><events><event id='&e;'/></events></log>", false, 1),
    ] {
        let error = refused(text, json);
        assert_eq!((error.code(), error.place().unwrap().line), ("syntax", Some(line)), "{text}: {error}");
    }
    let deep = format!("{{\"events\": {}", "[".repeat(1_000_000));
    assert_eq!(refused(&deep, true).code(), "syntax");
    let deep = format!("<log><events>{}", "<x>".repeat(10_000));
    assert_eq!(refused(&deep, false).code(), "limit");
}

#[test]
fn circular_relations_and_many_objects_end_soon() {
    let objects: Vec<String> = (0..20_000)
        .map(|n| {
            let next = (n + 1) % 20_000;
            format!("{{\"id\":\"o{n}\",\"type\":\"t\",\"relationships\":[{{\"objectId\":\"o{next}\"}},{{\"objectId\":\"o{n}\"}}]}}")
        })
        .collect();
    let related: Vec<String> = (0..20_000).map(|n| format!("{{\"objectId\":\"o{n}\"}}")).collect();
    let text = format!(
        "{{\"objects\":[{}],\"events\":[{{\"id\":\"e\",\"type\":\"a\",\"time\":\"2024-03-01T12:00:00Z\",\"relationships\":[{}]}}]}}",
        objects.join(","),
        related.join(",")
    );
    let log = ObjectLog::read_json_bytes(text.as_bytes(), &OcelOptions::new()).unwrap();
    assert_eq!((log.report().object_relations, log.flatten("t").unwrap().customers()), (40_000, 20_000));
    assert_eq!(log.flatten_report("t").unwrap().repeated_events, 19_999);
}

#[test]
fn sqlite_files_that_are_none_are_refused() {
    let path = std::env::temp_dir().join(format!("journey-ocel-{}.sqlite", std::process::id()));
    let read = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        ObjectLog::read_sqlite(&path, &OcelOptions::new()).map(|log| log.events())
    };
    let whole = std::fs::read(format!("{FOLDER}/orders.sqlite")).unwrap();
    if cfg!(feature = "sqlite") {
        assert_eq!(read(&whole), Ok(7));
        for bytes in [&b""[..], b"SQLite", b"id,time\n", &whole[..100], &whole[..whole.len() / 2]] {
            assert_eq!(read(bytes).unwrap_err().code(), "syntax", "{} bytes", bytes.len());
        }
        let mut damaged = whole.clone();
        damaged[600..4000].fill(0xff);
        assert_eq!(read(&damaged).unwrap_err().code(), "syntax");
        let options = OcelOptions::new().max_bytes(1000);
        std::fs::write(&path, &whole).unwrap();
        assert_eq!(ObjectLog::read_sqlite(&path, &options).unwrap_err().code(), "limit");
    } else {
        assert_eq!(read(&whole).unwrap_err().code(), "unsupported");
    }
    std::fs::remove_file(&path).unwrap();
}

#[cfg(feature = "sqlite")]
#[test]
fn views_and_virtual_tables_are_never_run() {
    let path = std::env::temp_dir().join(format!("journey-ocel-view-{}.sqlite", std::process::id()));
    let path = path.as_path();
    let view = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS ocel_type, x AS ocel_type_map FROM n";
    let _ = std::fs::remove_file(path);
    let file = rusqlite::Connection::open(path).unwrap();
    file.execute_batch(&format!("CREATE VIEW object_map_type AS {view};")).unwrap();
    drop(file);
    let error = ObjectLog::read_sqlite(path, &OcelOptions::new()).unwrap_err();
    assert!(error.to_string().contains("not a plain table"), "{error}");
    std::fs::remove_file(path).unwrap();
}
