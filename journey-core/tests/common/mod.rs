//! Shared by the tests on data: comparing JSON to the bit, digests, and where the real data are.
#![allow(dead_code)]

use std::path::PathBuf;

use journey_core::EventLog;
use journey_core::log::Columns;
use serde_json::Value;

/// The folder of real data, or `None` with a note if `JOURNEY_DATA` is not set.
pub fn data(path: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("JOURNEY_DATA") else {
        println!("skipped: JOURNEY_DATA is not set");
        return None;
    };
    Some(PathBuf::from(folder).join(path))
}

/// Values that another tool computed: `testdata/oracle/TOOL/NAME.json`.
pub fn oracle(tool: &str, name: &str) -> Value {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../testdata/oracle/{tool}/{name}.json"));
    let document: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    document["values"].clone()
}

/// Where two JSON values differ first; numbers are compared as doubles, to the bit, and to 1e-12 relative in
/// fields of `near`.
pub fn difference(expected: &Value, found: &Value, path: &str, near: &[String]) -> Option<String> {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            let last = path.rsplit('.').next().unwrap_or_default();
            let near = near.iter().any(|name| name == last) && (a - b).abs() <= 1e-12 * a.abs();
            (!near && a.to_bits() != b.to_bits()).then(|| format!("{path}: found {b:?}, expected {a:?}"))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .find_map(|(i, (a, b))| difference(a, b, &format!("{path}[{i}]"), near)),
        (Value::Array(a), Value::Array(b)) => {
            Some(format!("{path}: found {} items, expected {}", b.len(), a.len()))
        }
        (Value::Object(a), Value::Object(b)) => {
            if let Some(name) = a.keys().find(|name| !b.contains_key(*name)) {
                return Some(format!("{path}.{name} is not there"));
            }
            if let Some(name) = b.keys().find(|name| !a.contains_key(*name)) {
                return Some(format!("{path}.{name} is too much"));
            }
            let parts = a.iter().filter(|(name, _)| *name != "version");
            parts.into_iter().find_map(|(name, a)| difference(a, &b[name], &format!("{path}.{name}"), near))
        }
        _ => (expected != found).then(|| format!("{path}: found {found}, expected {expected}")),
    }
}

/// The value at a path such as `views[0].stages.length`.
pub fn field(value: &Value, path: &str) -> Option<Value> {
    let mut here = value;
    for part in path.split('.') {
        if let (Value::Array(list), "length") = (here, part) {
            return Some(list.len().into());
        }
        let (name, indices) = part.split_once('[').unwrap_or((part, ""));
        here = here.get(name)?;
        for index in indices.split('[').filter(|index| !index.is_empty()) {
            here = here.get(index.trim_end_matches(']').parse::<usize>().ok()?)?;
        }
    }
    Some(here.clone())
}

/// The digest that the conformance README defines.
pub fn digest(value: &Value) -> String {
    let mut text = String::new();
    canonical(value, &mut text);
    sha256(&text)
}

/// SHA-256 of a text in hexadecimal.
pub fn sha256(text: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push('n'),
        Value::Bool(true) => out.push('t'),
        Value::Bool(false) => out.push('f'),
        Value::Number(number) => out.push_str(&format!("#{:016x}", number.as_f64().unwrap().to_bits())),
        Value::String(text) => out.push_str(&format!("s{}:{text}", text.len())),
        Value::Array(list) => {
            out.push('[');
            for (i, item) in list.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                canonical(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().filter(|name| *name != "version").collect();
            names.sort();
            out.push('{');
            for (i, name) in names.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                canonical(&Value::String(name.clone()), out);
                canonical(&fields[name], out);
            }
            out.push('}');
        }
    }
}

/// A real log by its short name, or `None` with a note if `JOURNEY_DATA` is not set.
pub fn real_log(name: &str, shards: Option<usize>) -> Option<EventLog> {
    let (path, columns) = match name {
        "traffic_fines" => {
            ("traffic_fines/traffic_fines.csv.gz", Columns::new("case_id", "timestamp", "activity"))
        }
        "receipt" => {
            ("receipt/receipt.csv.gz", Columns::new("case:concept:name", "time:timestamp", "concept:name"))
        }
        "simple_shop" => ("simple_shop/simple_shop.csv.gz", Columns::new("user_id", "timestamp", "event")),
        other => panic!("no log {other}"),
    };
    let columns = Columns { shards, ..columns };
    Some(EventLog::read_csv(data(path)?, &columns).unwrap())
}

/// The helpdesk's log, an XES file, or `None` with a note if `JOURNEY_DATA` is not set.
pub fn helpdesk() -> Option<EventLog> {
    let path = data("helpdesk/helpdesk.xes.gz")?;
    Some(EventLog::read_xes(path, &journey_core::ingest::XesOptions::new()).unwrap())
}

/// Whether a number is within 1e-9, relative, of the expected one.
pub fn close(found: Option<f64>, expected: &Value, what: &str) {
    match (found, expected.as_f64()) {
        (None, None) => {}
        (Some(found), Some(expected)) => {
            let scale = found.abs().max(expected.abs());
            assert!((found - expected).abs() <= 1e-9 * scale, "{what}: found {found}, expected {expected}");
        }
        (found, _) => panic!("{what}: found {found:?}, expected {expected}"),
    }
}
