//! XES files: real ones, found through `JOURNEY_DATA`, the conformance files with their verdicts, and hostile ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use journey_core::ingest::XesOptions;
use journey_core::log::XesReport;
use journey_core::{Error, EventLog};

fn data(path: &str) -> Option<String> {
    match std::env::var("JOURNEY_DATA") {
        Ok(folder) => Some(format!("{folder}/{path}")),
        Err(_) => {
            println!("skipped: JOURNEY_DATA is not set");
            None
        }
    }
}

fn report(log: &EventLog) -> &XesReport {
    log.quality().xes.as_ref().unwrap()
}

/// Files with traces, events and activities, as their sources state them.
const REAL: [(&str, u64, u64, Option<usize>); 12] = [
    ("bpic13/incidents.xes.gz", 7_554, 65_533, Some(4)),
    ("bpic13/closed_problems.xes.gz", 1_487, 6_660, None),
    ("bpic13/open_problems.xes.gz", 819, 2_351, None),
    ("helpdesk/helpdesk.xes.gz", 4_580, 21_348, Some(14)),
    ("roadtraffic100/roadtraffic100traces.xes", 100, 390, Some(10)),
    ("running_example/running-example.xes", 6, 42, Some(8)),
    ("prediction_splits/helpdesk_train.xes.gz", 2_931, 0, None),
    ("prediction_splits/helpdesk_val.xes.gz", 733, 0, None),
    ("prediction_splits/helpdesk_test.xes.gz", 916, 0, None),
    ("prediction_splits/env_permit_train.xes.gz", 918, 0, None),
    ("prediction_splits/env_permit_val.xes.gz", 229, 0, None),
    ("prediction_splits/env_permit_test.xes.gz", 287, 0, None),
];

#[test]
fn real_logs_have_the_sizes_that_their_sources_state_and_are_the_same_when_written_and_read() {
    for (path, traces, events, activities) in REAL {
        let Some(path) = data(path) else { return };
        let log = EventLog::read_xes(&path, &XesOptions::new()).unwrap();
        let found = report(&log);
        assert_eq!((log.customers(), found.traces), (traces, traces), "{path}");
        if events > 0 {
            assert_eq!((log.events(), found.events), (events, events), "{path}");
        }
        assert!(activities.is_none_or(|activities| log.touchpoints().len() == activities), "{path}");
        assert_eq!(
            (found.skipped_events, found.skipped_attributes, log.quality().skipped),
            (0, 0, 0),
            "{path}"
        );
        let again = EventLog::read_xes_bytes(&log.to_xes_bytes().unwrap(), &XesOptions::new()).unwrap();
        assert_eq!(again.fingerprint(), log.fingerprint(), "{path}");
        assert_eq!(again.columns(), log.columns(), "{path}");
    }
}

#[test]
fn the_classifier_of_a_real_log_tells_sub_statuses_apart() {
    let Some(path) = data("bpic13/incidents.xes.gz") else { return };
    let log = EventLog::read_xes(&path, &XesOptions::new().classifier("Activity classifier")).unwrap();
    assert_eq!((log.events(), log.touchpoints().len()), (65_533, 13));
}

/// The table of the guide: file, deviations, and line of the refusal.
fn verdicts() -> Vec<(String, u64, Option<u64>)> {
    let guide = include_str!("../../docs/guide/xes.md");
    let rows =
        guide.lines().filter_map(|line| line.strip_prefix("| `")).filter(|line| line.contains(".xes`"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let line = cells[2].strip_prefix("refused, line ").map(|line| line.parse().unwrap());
        assert!(line.is_some() || cells[2] == "read", "{row}");
        (cells[0].trim_end_matches('`').to_string(), cells[1].parse().unwrap(), line)
    })
    .collect()
}

#[test]
fn every_conformance_file_has_its_verdict_in_both_modes() {
    let Some(folder) = data("xes_conformance") else { return };
    let verdicts = verdicts();
    let mut files: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let mut listed: Vec<&String> = verdicts.iter().map(|(file, ..)| file).collect();
    listed.sort();
    assert_eq!(files.iter().collect::<Vec<_>>(), listed);
    let mut wrong = Vec::new();
    for (file, deviations, line) in &verdicts {
        let path = format!("{folder}/{file}");
        let log = EventLog::read_xes(&path, &XesOptions::new()).unwrap();
        if report(&log).deviations != *deviations {
            wrong.push(format!("{file}: {:?}, not {deviations}", report(&log)));
        }
        let strict = EventLog::read_xes(&path, &XesOptions::new().strict());
        let refused = strict.as_ref().err().map(|error| {
            assert_eq!(error.code(), "syntax", "{file}");
            error.place().unwrap().line.unwrap()
        });
        if refused != *line {
            wrong.push(format!("{file}: refused in line {refused:?}, not {line:?}: {:?}", strict.err()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/malformed/xes");

#[test]
fn every_malformed_file_gives_what_is_expected() {
    let list = std::fs::read_to_string(format!("{FOLDER}/expected.json")).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
    let mut listed = vec!["README.md".to_string(), "expected.json".to_string()];
    let mut wrong = Vec::new();
    for case in &cases {
        let file = case["file"].as_str().unwrap();
        listed.push(file.into());
        let path = format!("{FOLDER}/{file}");
        for (mode, options) in [("lenient", XesOptions::new()), ("strict", XesOptions::new().strict())] {
            let found = match EventLog::read_xes(&path, &options) {
                Ok(log) => {
                    let mut told = serde_json::to_value(report(&log)).unwrap();
                    told["journeys"] = log.customers().into();
                    told["log_events"] = log.events().into();
                    told
                }
                Err(error) => {
                    assert_eq!(
                        error.place().and_then(|place| place.file.as_deref()),
                        Some(path.as_str()),
                        "{file}"
                    );
                    let line = error.place().and_then(|place| place.line);
                    serde_json::json!({"error": error.code(), "line": line})
                }
            };
            for (key, expected) in case[mode].as_object().unwrap() {
                if found[key] != *expected {
                    wrong.push(format!("{file}, {mode}: {key} is {}, not {expected}: {found}", found[key]));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let files = std::fs::read_dir(FOLDER).unwrap();
    let mut files: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    listed.sort();
    assert_eq!(files, listed);
}

fn read(text: &[u8]) -> Result<EventLog, Error> {
    EventLog::read_xes_bytes(text, &XesOptions::new())
}

const EVENT: &str = "<event><string key=\"concept:name\" value=\"a\"/>\
    <date key=\"time:timestamp\" value=\"2024-03-01T12:00:00Z\"/></event>";

fn gzip(parts: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    parts.for_each(|part| packer.write_all(&part).unwrap());
    packer.finish().unwrap()
}

#[test]
fn endless_attributes_stop_at_the_limit() {
    let begin = b"<log><trace>\n<event><string key=\"x\" value=\"".to_vec();
    let packed = gzip(std::iter::once(begin).chain((0..4).map(|_| vec![b'x'; 16 << 20])));
    assert!(packed.len() < 16 << 20);
    let error = read(&packed).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().line), ("limit", Some(2)));
    let text = gzip(std::iter::once(b"<log>".to_vec()).chain((0..2).map(|_| vec![b'x'; 16 << 20])));
    assert_eq!(read(&text).unwrap_err().code(), "limit");
}

#[test]
fn bombs_end_soon() {
    let deep = format!("<log>{}", "<string key=\"x\" value=\"\">".repeat(100_000));
    assert_eq!(read(deep.as_bytes()).unwrap_err().code(), "limit");
    let lists = format!("<log><trace><event>{}", "<list key=\"x\"><values>".repeat(100_000));
    assert_eq!(read(lists.as_bytes()).unwrap_err().code(), "limit");
    let entities = "<!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<log><string key=\"x\" value=\"&b;\"/></log>";
    let error = read(entities.as_bytes()).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().line), ("syntax", Some(1)));
    let outside = "<!DOCTYPE log SYSTEM \"file:///etc/passwd\"><log/>";
    assert_eq!(read(outside.as_bytes()).unwrap_err().code(), "syntax");
    let attributes = format!("<log {}/>", (0..20_000).map(|n| format!("a{n}=\"\" ")).collect::<String>());
    assert_eq!(read(attributes.as_bytes()).unwrap_err().code(), "syntax");
    let keys: String = (0..30_000).map(|n| format!("<int key=\"k{n}\" value=\"1\"/>")).collect();
    assert_eq!(read(format!("<log><trace><event>{keys}").as_bytes()).unwrap_err().code(), "limit");
    let key = format!(
        "<log><trace>{}</trace></log>",
        EVENT.replace("</event>", &format!("<int key=\"{}\" value=\"1\"/></event>", "k".repeat(5000)))
    );
    let log = read(key.as_bytes()).unwrap();
    assert_eq!((log.events(), report(&log).skipped_attributes), (1, 1));
    let bomb = gzip((0..100).map(|_| vec![b' '; 1 << 20]));
    let error = EventLog::read_xes_bytes(&bomb, &XesOptions::new().max_bytes(1 << 20)).unwrap_err();
    assert_eq!(error.code(), "limit");
}

#[test]
fn half_files_are_no_logs() {
    let whole = format!(
        "<?xml version=\"1.0\"?>\n<log><trace><string key=\"concept:name\" value=\"a\"/>{EVENT}</trace></log>\n"
    );
    assert_eq!(read(whole.as_bytes()).unwrap().events(), 1);
    for length in 0..whole.len() - 1 {
        assert_eq!(read(&whole.as_bytes()[..length]).unwrap_err().code(), "syntax", "{length}");
    }
    let packed = gzip(std::iter::once(whole.into_bytes()));
    assert_eq!(read(&packed).unwrap().events(), 1);
    for length in 1..packed.len() {
        let code = read(&packed[..length]).unwrap_err().code();
        assert!(["syntax", "encoding"].contains(&code), "{length}: {code}");
    }
}

#[test]
fn times_far_away_are_read_exactly() {
    for (written, expected) in [
        ("1899-12-31T23:59:59.999Z", "1899-12-31T23:59:59.999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("2999-12-31T00:00:00-05:00", "2999-12-31T05:00:00Z"),
        ("9999-12-30T00:00:00+00:00", "9999-12-30T00:00:00Z"),
    ] {
        let event = EVENT.replace("2024-03-01T12:00:00Z", written);
        let log = read(format!("<log><trace>{event}</trace></log>").as_bytes()).unwrap();
        assert_eq!(log.period().unwrap().0.to_string(), expected);
    }
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let folder = std::env::temp_dir().join(format!("journey-xes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let log = read(format!("<log><trace>{EVENT}</trace></log>").as_bytes()).unwrap();
    for name in ["log.xes", "log.xes.gz"] {
        let path = folder.join(name);
        log.write_xes(&path).unwrap();
        let packed = std::fs::read(&path).unwrap().starts_with(&[0x1f, 0x8b]);
        assert_eq!(packed, name.ends_with("gz"));
        assert_eq!(EventLog::read_xes(&path, &XesOptions::new()).unwrap().fingerprint(), log.fingerprint());
    }
    assert_eq!(log.write_xes(folder.join("none/log.xes")).unwrap_err().code(), "io");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    std::fs::remove_dir_all(&folder).unwrap();
}
