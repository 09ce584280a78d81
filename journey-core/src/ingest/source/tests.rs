//! Tests of the language of sources, and of hostile inputs.

use proptest::prelude::*;

use super::Source;
use crate::error::Error;
use crate::ingest::csv::shown;
use crate::ingest::input::Input;
use crate::log::EventLog;
use crate::work::Work;

fn source(text: &str) -> Source {
    Source::from_yaml(&format!("format: 1\nname: x\n{text}")).unwrap_or_else(|error| panic!("{error}"))
}

fn csv(log: &EventLog) -> String {
    let mut csv = Vec::new();
    log.to_csv(&mut csv).unwrap();
    String::from_utf8(csv).unwrap()
}

/// The events of an input, without the header.
fn events(text: &str, input: &str) -> Vec<String> {
    let log = EventLog::read_source_bytes(input.as_bytes(), &source(text));
    let log = log.unwrap_or_else(|error| panic!("{error}"));
    csv(&log).lines().skip(1).map(str::to_string).collect()
}

fn refused(text: &str, input: &str) -> Error {
    EventLog::read_source_bytes(input.as_bytes(), &source(text)).unwrap_err()
}

const LINES: &str = "input: {format: json_lines}\ncustomer: c\ntime: t\ntouchpoint: e\n";

/// Code and field of every problem.
fn problems(text: &str) -> Vec<(String, String)> {
    let error = Source::from_yaml(&format!("format: 1\nname: x\n{text}")).unwrap_err();
    assert_eq!(error.code(), "invalid_source", "{error}");
    let field = |issue: &crate::error::Issue| issue.place.field.clone().unwrap_or_default();
    error.issues().iter().map(|issue| (issue.code.clone(), field(issue))).collect()
}

#[test]
fn problems_of_a_document_are_told_with_their_place() {
    let found = |text: &str| problems(&format!("{LINES}{text}"));
    let one = |code: &str, field: &str| vec![(code.to_string(), field.to_string())];
    assert_eq!(found("colums: {a: b}\n"), one("unknown_field", "colums"));
    assert_eq!(found("columns: {a: {pat: b}}\n"), one("unknown_field", "columns.a"));
    assert_eq!(found("columns: {a: 'b..c'}\n"), one("bad_value", "columns.a"));
    assert_eq!(found("columns: {a: 7}\n"), one("wrong_type", "columns.a"));
    assert_eq!(found("columns: {a: {path: b, constant: c}}\n"), one("contradiction", "columns.a"));
    assert_eq!(found("columns: {a: {path: b, unit: s}}\n"), one("contradiction", "columns.a.unit"));
    assert_eq!(found("end: {path: b, unit: h}\n"), one("unknown_value", "end.unit"));
    assert_eq!(found("end: ../b\n"), one("bad_value", "end"));
    assert_eq!(found("end: []\n"), one("empty_list", "end"));
    assert_eq!(found("end: {template: '{a'}\n"), one("bad_value", "end.template"));
    assert_eq!(found("time_zone: Mars/Olympus\n"), one("unknown_time_zone", "time_zone"));
    assert_eq!(found("where: {any: []}\n"), one("empty_list", "where.any"));
    assert_eq!(found("where: {compare: {column: a, at_least: x}}\n"), one("bad_value", "where.compare"));
    assert_eq!(found("events: [{each: []}]\n"), one("empty_list", "events[0].each"));
    assert_eq!(found("events: [{each: {split: ','}}]\n"), one("contradiction", "events[0].each.path"));
    assert_eq!(found("only: []\n"), one("empty_list", "only"));
    let twice = "columns: {a: {path: b, kind: number}}\nevents: [{columns: {a: {path: b, kind: text}}}]\n";
    assert_eq!(found(twice), one("contradiction", "events[0].columns.a"));
    let several = problems("input: {format: json_lines, delimiter: ';', encoding: klingon}\n");
    let fields: Vec<&str> = several.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(fields, ["customer", "time", "touchpoint", "input.delimiter", "input.encoding"]);
    let text = "input: {format: csv, header_rows: 0, escapes: true, label_row: 2}\ncustomer: c\ntime: t\ntouchpoint: e\n";
    let fields: Vec<String> = problems(text).into_iter().map(|(_, field)| field).collect();
    assert_eq!(fields, ["input.header_rows", "input.escapes", "input.label_row"]);
    let error = Source::from_yaml("format: 2\nname: x\n").unwrap_err();
    assert_eq!(error.issues()[0].code, "unsupported_format");
}

#[test]
fn changes_go_field_by_field() {
    let source = source(&format!("{LINES}columns: {{b: x, a: y}}\n"));
    let changed = source.with("{columns: {a: null, c: z}, on_error: skip}").unwrap();
    let names: Vec<&str> = changed.columns.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["b", "c"]);
    assert_eq!(changed.with(r#"{"columns": {"c": null, "a": "y"}, "on_error": null}"#).unwrap(), source);
    assert_eq!(source.with("{colums: {}}").unwrap_err().code(), "invalid_source");
    assert_eq!(source.with("[1]").unwrap_err().code(), "syntax");
}

#[test]
fn values_are_found_and_changed() {
    let input = r#"{"c": " Ann ", "t": "2024-01-01", "e": 3, "n": {"a.b": [10, 20]}, "l": [{"k": "x", "v": 1}, {"k": "y", "v": true}], "z": null}"#;
    let columns = r#"
columns:
  both: 'n["a.b"][]'
  second: 'n["a.b"][1]'
  tree: n
  of_y: 'l[k=y].v'
  keys: {path: 'l[].k', join: '|'}
  made: {template: '{e}/{l[0].k}'}
  none: {template: '{e}/{z}', default: nothing}
  coalesced: [z, q, 'l[0].v']
  upper: {path: c, trim: true, case: upper}
"#;
    let text = LINES
        .replace("customer: c", "customer: {path: c, trim: true, case: lower}")
        .replace("touchpoint: e", "touchpoint: {path: e, map: {'3': three}, else: other}");
    let found = events(&format!("{text}{columns}"), input);
    let tree = r#""{""a.b"":[10,20]}""#;
    assert_eq!(
        found,
        [format!("ann,2024-01-01T00:00:00Z,three,\"10, 20\",20,{tree},true,x|y,3/x,nothing,1,ANN")]
    );
}

#[test]
fn times_of_all_forms() {
    let text = "input: {format: csv}\ncustomer: c\ntouchpoint: e\n";
    let read = |time: &str, cells: &str| {
        events(&format!("{text}time: {time}\n"), &format!("c,e,d,z\na,x,{cells}\n"))
    };
    // 2024-03-01T12:00:00Z is 1709294400 by `date -u -d 2024-03-01T12:00:00Z +%s`.
    let noon = ["a,2024-03-01T12:00:00Z,x"];
    assert_eq!(read("{path: d, zone: Europe/Berlin}", "2024-03-01 13:00,"), noon);
    assert_eq!(read("{path: d, zone_path: z}", "2024-03-01 04:00,America/Los_Angeles"), noon);
    assert_eq!(read("{path: d, unit: ms}", "1709294400000,"), noon);
    assert_eq!(read("{template: '{d} {z}', format: '%d.%m.%y %H:%M'}", "01.03.24,12:00"), noon);
    assert_eq!(read("{path: d, format: ['%m/%d/%Y', '%m/%d/%Y %I %p']}", "3/1/2024 12 PM,"), noon);
    assert_eq!(read("{path: d, format: '%Y-%m-%d %H:%M %z'}", "2024-03-01 13:00 +0100,"), noon);
    let bad = |time: &str, cells: &str| {
        refused(&format!("{text}time: {time}\n"), &format!("c,e,d,z\na,x,{cells}\n")).to_string()
    };
    assert_eq!(
        bad("{path: d, format: '%d.%m.%Y'}", "1.13.2024,"),
        "line 2, row 1, column `d`: cannot read \"1.13.2024\"; expected a time written as `%d.%m.%Y`"
    );
    assert!(bad("{path: d, zone_path: z}", "2024-03-01,Nowhere").contains("a zone of the IANA database"));
    assert!(bad("{path: d, unit: s}", "2024-03-01,").contains("a number"));
}

#[test]
fn durations_give_the_end() {
    let text = format!("{LINES}lasts: {{path: d, unit: ms}}\n");
    let read = |d: &str| events(&text, &format!(r#"{{"c":"a","t":"2024-01-01","e":"x","d":{d}}}"#));
    assert_eq!(read("1500"), ["a,2024-01-01T00:00:00Z,x,2024-01-01T00:00:01.5Z"]);
    assert_eq!(read("null"), ["a,2024-01-01T00:00:00Z,x"]);
    let error = refused(&text, r#"{"c":"a","t":"2024-01-01","e":"x","d":-1}"#);
    assert_eq!(error.place().unwrap().column.as_deref(), Some("d"));
}

#[test]
fn lists_within_lists_see_what_is_around_them() {
    let text = "
input: {format: json_lines}
customer: id
events:
  - each: [a, b]
    time: ../t
    touchpoint: n
    columns: {outer: ../n, record: /id, also: ../../id}
";
    let input = r#"{"id": 1, "a": [{"t": "2024-01-01", "n": "p", "b": [{"n": "x"}, {"n": "y"}]}, {"t": "2024-01-02", "b": {"n": "z"}}]}"#;
    assert_eq!(
        events(text, input),
        ["1,2024-01-01T00:00:00Z,x,p,1,1", "1,2024-01-01T00:00:00Z,y,p,1,1", "1,2024-01-02T00:00:00Z,z,,1,1"]
    );
}

#[test]
fn what_is_left_out_and_skipped_is_counted() {
    let text = "
input: {format: csv}
where: {not: {equals: {column: e, value: bot}}}
customer: c
touchpoint: e
time: t
columns: {n: {path: n, kind: number}}
on_missing: skip
on_error: skip
";
    let input = "c,e,t,n\na,x,2024-01-01,1\n,x,2024-01-01,1\na,bot,2024-01-01,1\na,x,never,1\na,x,2024-01-01,one\na\n";
    let log = EventLog::read_source_bytes(input.as_bytes(), &source(text)).unwrap();
    let quality = log.quality();
    assert_eq!([quality.rows, quality.events, quality.left_out, quality.skipped], [6, 1, 1, 4]);
    let places: Vec<(u64, &str)> =
        quality.skipped_rows.iter().map(|row| (row.row, row.column.as_str())).collect();
    assert_eq!(places, [(2, "c"), (4, "t"), (5, "n"), (6, "")]);
    assert_eq!(quality.times_without_zone, 1, "only times that became events count");
    let strict = source(text).with("{on_missing: fail}").unwrap();
    let error = EventLog::read_source_bytes(input.as_bytes(), &strict).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 3, row 2, column `c`: cannot read \"\"; expected a name that is not blank"
    );
}

#[test]
fn columns_of_a_table_must_be_there_unless_they_are_optional() {
    let text = "input: {format: csv}\ncustomer: c\ntouchpoint: e\ntime: [t, u]\n";
    assert_eq!(events(text, "c,e,u\na,x,2024-01-01\n"), ["a,2024-01-01T00:00:00Z,x"]);
    let error = refused(text, "c,f,u\na,x,2024-01-01\n");
    assert_eq!(error.to_string(), "line 1: no column \"e\"; the input has \"c\", \"f\", \"u\"");
    assert_eq!(refused(text, "c,e\na,x\n").code(), "missing_column");
    let optional = format!("{text}columns: {{p: {{path: p, optional: true}}, 'a.b': 'a.b'}}\n");
    assert_eq!(events(&optional, "c,e,u,a.b\na,x,2024-01-01,1\n"), ["a,2024-01-01T00:00:00Z,x,,1"]);
}

#[test]
fn only_some_touchpoints() {
    let text = format!("{LINES}only: [x]\n");
    let input = "{\"c\":1,\"t\":\"2024-01-01\",\"e\":\"x\"}\n{\"e\":\"y\"}\n";
    let log = EventLog::read_source_bytes(input.as_bytes(), &source(&text)).unwrap();
    assert_eq!((log.events(), log.quality().rows, log.quality().left_out), (1, 2, 0));
}

#[test]
fn documents_come_one_after_the_other() {
    let text = "input: {format: json, records: data.rows}\ncustomer: c\ntime: t\ntouchpoint: e\n";
    let row = r#"{"c":1,"t":"2024-01-01","e":"x"}"#;
    let pages = format!(r#"{{"data": {{"rows": [{row}, {row}]}}}} {{"data": {{"rows": null}}}} [{row}]"#);
    assert_eq!(events(text, &pages).len(), 3);
    let error = refused(text, "\n{\"data\": {\"row\": []}}");
    assert_eq!(error.to_string(), "line 2: no column \"rows\"; the input has \"row\"");
    let error = refused(text, &format!("{{\"data\": {{\"rows\": [{row},\n7]}}}}"));
    assert_eq!((error.code(), error.place().unwrap().line), ("syntax", Some(2)));
    let error = refused(text, &format!("{{\"data\": {{\"rows\": [{row}]}}}}\n{{"));
    assert_eq!(error.code(), "syntax");
    assert_eq!(refused(LINES, &format!("[{row}]")).code(), "syntax");
}

#[test]
fn hostile_records_are_refused() {
    let deep = format!("{{\"c\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(refused(LINES, &deep).code(), "syntax");
    let many = format!("{{\"c\":[{}0]}}", "0,".repeat(1 << 20));
    assert_eq!(refused(LINES, &many).code(), "limit");
    // A list three times within itself would be 10^9 items.
    let cross = "
input: {format: json_lines}
customer: /c
time: /t
touchpoint: /e
events: [{each: [/l, /l, /l], where: {equals: {column: ., value: 1}}}]
";
    let list = format!("{{\"c\":1,\"t\":\"2024-01-01\",\"e\":\"x\",\"l\":[{}0]}}", "0,".repeat(999));
    assert_eq!(refused(cross, &list).code(), "limit");
    let long = refused(LINES, r#"{"c": 123456789012345678901234567890, "t": "2024-01-01", "e": "x"}"#);
    assert!(long.to_string().contains("not exact"), "{long}");
    let id = events(LINES, r#"{"c": 18446744073709551615, "t": "2024-01-01", "e": "x"}"#);
    assert_eq!(id, ["18446744073709551615,2024-01-01T00:00:00Z,x"]);
    let small = source(LINES).with("{input: {format: json}, max_bytes: 10}").unwrap();
    assert_eq!(EventLog::read_source_bytes(b"{\"c\": 1}        ", &small).unwrap_err().code(), "limit");
    let tree = refused(LINES, r#"{"c": {"x": 1}, "t": "2024-01-01", "e": "x"}"#);
    assert!(tree.to_string().contains("no list or object"), "{tree}");
}

#[test]
fn texts_that_are_json_are_looked_into() {
    let text =
        "input: {format: csv, json: [p]}\ncustomer: c\ntime: t\ntouchpoint: p.e\ncolumns: {q: 'p.l[]'}\n";
    assert_eq!(
        events(text, "c,t,p\na,2024-01-01,\"{\"\"e\"\":\"\"x\"\",\"\"l\"\":[1,2]}\"\n"),
        ["a,2024-01-01T00:00:00Z,x,\"1, 2\""]
    );
    let error = refused(text, "c,t,p\na,2024-01-01,{e}\n");
    assert_eq!((error.code(), error.place().unwrap().column.as_deref()), ("bad_value", Some("p")));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_tables_are_read() {
    use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray, StructArray};
    use std::sync::Arc;
    let nested: ArrayRef = Arc::new(StructArray::from(vec![(
        Arc::new(arrow_schema::Field::new("x", arrow_schema::DataType::Int64, true)),
        Arc::new(Int64Array::from(vec![1, 2])) as ArrayRef,
    )]));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("c", Arc::new(StringArray::from(vec!["a", "b"]))),
        ("t", Arc::new(Int64Array::from(vec![1_709_294_400, 1_709_294_401]))),
        ("p", Arc::new(StringArray::from(vec!["{\"e\":\"x\"}", "{\"e\":\"y\"}"]))),
        ("unused", nested),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let text = "input: {format: parquet, json: [p]}\ncustomer: c\ntime: t\ntouchpoint: p.e\n";
    let log = EventLog::read_source_bytes(&bytes, &source(text)).unwrap();
    assert_eq!(
        csv(&log).lines().skip(1).collect::<Vec<_>>(),
        ["a,2024-03-01T12:00:00Z,x", "b,2024-03-01T12:00:01Z,y"]
    );
    assert!(EventLog::read_source_bytes(b"PAR1", &source(text)).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Neither blocks nor threads change the log, what is said about it, or the error.
    #[test]
    fn reading_side_by_side_changes_nothing(
        rows in prop::collection::vec(
            ("[ab]", prop_oneof![6 => Just("2024-03-01"), 1 => Just("1709294400"), 1 => Just("x"), 1 => Just("")], "[0-9]{0,2}", "[xy;]{0,4}"),
            0..25,
        ),
        block in 1..200_usize,
        threads in 1..4_usize,
        lines in any::<bool>(),
        skip in any::<bool>(),
    ) {
        let mut text = String::from(if lines { "" } else { "c,t,n,l\n" });
        for (c, t, n, l) in &rows {
            let row = match lines {
                true => format!("{{\"c\":\"{c}\",\"t\":\"{t}\",\"n\":\"{n}\",\"l\":\"{l}\"}}\n"),
                false => format!("{c},{t},{n},{l}\n"),
            };
            text.push_str(&row);
        }
        let document = "
input: {format: csv}
customer: c
time: t
columns: {n: n}
events:
  - touchpoint: {constant: all}
  - each: {path: l, split: ';'}
    touchpoint: .
";
        let mut source = source(document);
        if lines {
            source = source.with("{input: {format: json_lines}}").unwrap();
        }
        if skip {
            source = source.with("{on_error: skip, on_missing: skip}").unwrap();
        }
        let read = |block: usize, threads: usize| {
            let input = Input::bytes(text.as_bytes(), None).unwrap().with_blocks_of(block);
            shown(Work::new().threads(threads).run(|| super::read::read(input, &source)))
        };
        prop_assert_eq!(read(block, threads), read(1 << 20, 1));
    }
}
