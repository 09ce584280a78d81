//! Every file of `testdata/malformed/logs` gives the error or log that its `expected.json` says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::log::{ColumnKind, Columns, OnError, Source};
use journey_core::{Error, EventLog};
use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/malformed/logs");

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}")).into()
}

fn columns(options: &Value) -> Columns {
    let mut columns = Columns::new("", "", "");
    for (name, value) in options.as_object().unwrap() {
        match name.as_str() {
            "customer" => columns.customer = text(value),
            "time" => columns.time = text(value),
            "touchpoint" => columns.touchpoint = Source::Column(text(value)),
            "end" => columns.end = Some(text(value)),
            "time_zone" => columns.time_zone = Some(text(value)),
            "keep" => columns.keep = Some(value.as_array().unwrap().iter().map(text).collect()),
            "missing" => columns.missing = value.as_array().unwrap().iter().map(text).collect(),
            "on_error" => columns.on_error = text(value).parse::<OnError>().unwrap(),
            "epoch" => columns.epoch = Some(text(value).parse().unwrap()),
            "max_bytes" => columns.max_bytes = value.as_u64(),
            "delimiter" => columns.delimiter = text(value).as_bytes()[0],
            "kinds" => {
                for (column, kind) in value.as_object().unwrap() {
                    let kind: ColumnKind = serde_json::from_value(kind.clone()).unwrap();
                    columns = columns.kind(column, kind);
                }
            }
            other => panic!("unknown option {other}"),
        }
    }
    columns
}

/// What the error says under a key of the list.
fn told(error: &Error, key: &str) -> Value {
    let place = error.place().cloned().unwrap_or_default();
    match (key, error) {
        ("code", _) => error.code().into(),
        ("row", _) => place.row.into(),
        ("line", _) => place.line.into(),
        ("character", _) => place.character.into(),
        ("column", _) => place.column.into(),
        ("value", Error::BadValue { value, .. }) => value.as_str().into(),
        ("name", Error::MissingColumn { column, .. }) => column.as_str().into(),
        ("available", Error::MissingColumn { available, .. }) => available.clone().into(),
        ("field", Error::InvalidOption { field, .. }) => field.as_str().into(),
        _ => Value::Null,
    }
}

#[test]
fn every_malformed_log_gives_what_is_expected() {
    let list = std::fs::read_to_string(format!("{FOLDER}/expected.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&list).unwrap();
    assert!(cases.len() >= 35);
    let mut wrong = Vec::new();
    for case in &cases {
        let file = text(&case["file"]);
        let path = format!("{FOLDER}/{file}");
        let columns = columns(&case["columns"]);
        let result = match case["format"].as_str() {
            Some("csv") => EventLog::read_csv(&path, &columns),
            Some("json_lines") => EventLog::read_json_lines(&path, &columns),
            other => panic!("unknown format {other:?}"),
        };
        let found: Vec<(String, Value, Value)> = match (&result, case.get("error"), case.get("log")) {
            (Err(error), Some(expected), None) => {
                if let Some(place) = error.place() {
                    assert_eq!(place.file.as_deref(), Some(path.as_str()), "{file}");
                }
                let expected = expected.as_object().unwrap().iter();
                expected.map(|(key, value)| (key.clone(), value.clone(), told(error, key))).collect()
            }
            (Ok(log), None, Some(expected)) => {
                let quality = serde_json::to_value(log.quality()).unwrap();
                let counts = expected.get("quality").and_then(Value::as_object).into_iter().flatten();
                let counts = counts.map(|(key, value)| (key.clone(), value.clone(), quality[key].clone()));
                let sizes = [("customers", log.customers()), ("events", log.events())];
                let sizes = sizes.map(|(key, found)| (key.to_string(), expected[key].clone(), found.into()));
                sizes.into_iter().chain(counts).collect()
            }
            _ => panic!("{file}: {result:?}"),
        };
        for (key, expected, found) in found {
            if expected != found {
                wrong.push(format!("{file}: {key} is {found}, not {expected}; {:?}", result.as_ref().err()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_listed() {
    let list = std::fs::read_to_string(format!("{FOLDER}/expected.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&list).unwrap();
    let mut listed: Vec<String> = cases.iter().map(|case| text(&case["file"])).collect();
    listed.extend(["README.md".into(), "expected.json".into()]);
    listed.sort();
    let files = std::fs::read_dir(FOLDER).unwrap();
    let mut files: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, listed);
}

fn read(text: &str) -> Result<EventLog, Error> {
    EventLog::read_csv_text(text, &Columns::new("c", "t", "e"))
}

#[test]
fn large_inputs_end_soon() {
    let long = "x".repeat(10 << 20);
    assert_eq!(read(&long).unwrap_err().code(), "missing_column");
    let log = read(&format!("c,t,e,note\na,2024-01-01,visit,{long}\n")).unwrap();
    assert_eq!(log.events(), 1);
    let error = read(&format!("c,t,e\n{long},2024-13-01,visit\n")).unwrap_err();
    assert_eq!((error.code(), error.place().unwrap().row), ("bad_value", Some(1)));
    let error = read(&format!("c,t,e\na,{long},visit\n")).unwrap_err();
    assert!(error.to_string().len() < 500, "the value is shortened");
    assert_eq!(read(&",".repeat(1_000_000)).unwrap_err().code(), "limit");
    assert_eq!(read(&format!("c,t,e\n{}", ",".repeat(1_000_000))).unwrap_err().code(), "syntax");
    assert_eq!(read(&format!("c,t,e\n{}", "\"".repeat(1_000_001))).unwrap_err().code(), "syntax");
    assert_eq!(read(&"\n".repeat(1_000_000)).unwrap_err().code(), "syntax");
    let deep = format!(
        "{{\"c\":1,\"t\":1700000000,\"e\":\"x\",\"y\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let _ = EventLog::read_json_lines_text(&deep, &Columns::new("c", "t", "e"));
    let keys: String = (0..30_000).map(|key| format!("\"k{key}\":1,")).collect();
    let error = EventLog::read_json_lines_text(&format!("{{{keys}\"c\":1}}"), &Columns::new("c", "t", "e"));
    assert_eq!(error.unwrap_err().code(), "limit");
}
