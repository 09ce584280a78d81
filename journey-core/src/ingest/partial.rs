//! Reading some touchpoints only gives the log of an input that has no others.

use proptest::prelude::*;

use crate::analysis::{Funnel, Transitions};
use crate::error::Result;
use crate::log::{Columns, EventLog, OnError};

#[derive(Debug, Clone)]
struct Row {
    customer: &'static str,
    time: &'static str,
    touchpoint: &'static str,
}

const WANTED: [&str; 2] = ["visit", "buy"];

/// Rows, also bad ones. Those that are left out may be as bad as they like, but for their touchpoint.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let customer = prop_oneof![6 => Just("ann"), 6 => Just("a-customer-with-a-long-id"), 3 => Just("böb"), 1 => Just(" ")];
    let time = prop_oneof![
        6 => Just("2024-03-01T10:00:00Z"),
        4 => Just("2024-03-02T10:00:00.123456Z"),
        3 => Just("2024-03-03 10:00:00"),
        1 => Just("2024-03-01T10:00:00.1234567Z"),
        1 => Just("never"),
    ];
    let touchpoint = prop_oneof![
        5 => Just("visit"),
        5 => Just("buy"),
        5 => Just("browse"),
        2 => Just("a touchpoint with a long name"),
        1 => Just(""),
    ];
    let row = (customer, time, touchpoint);
    prop::collection::vec(
        row.prop_map(|(customer, time, touchpoint)| Row { customer, time, touchpoint }),
        0..40,
    )
}

fn wanted(rows: &[Row]) -> Vec<Row> {
    rows.iter().filter(|row| row.touchpoint.is_empty() || WANTED.contains(&row.touchpoint)).cloned().collect()
}

fn csv(rows: &[Row]) -> String {
    let row = |row: &Row| format!("{},{},{},x\n", row.customer, row.time, row.touchpoint);
    "user,at,event,note\n".to_string() + &rows.iter().map(row).collect::<String>()
}

fn json_lines(rows: &[Row]) -> String {
    let row = |row: &Row| {
        serde_json::json!({"user": row.customer, "at": row.time, "event": row.touchpoint, "note": "x"})
            .to_string()
            + "\n"
    };
    rows.iter().map(row).collect()
}

fn columns(keep: bool) -> Columns {
    let columns = Columns::new("user", "at", "event").on_error(OnError::Skip);
    if keep { columns } else { columns.keep(Vec::<String>::new()) }
}

fn assert_same(partial: &Result<EventLog>, filtered: &Result<EventLog>, all: usize) {
    let (Ok(partial), Ok(filtered)) = (partial, filtered) else {
        panic!("{partial:?}, {filtered:?}");
    };
    assert_eq!(partial.fingerprint(), filtered.fingerprint());
    assert!(partial.touchpoints().iter().eq(filtered.touchpoints().iter()));
    let (found, expected) = (partial.quality(), filtered.quality());
    assert_eq!((found.rows, found.events, found.skipped), (all as u64, expected.events, expected.skipped));
    assert_eq!(found.times_without_zone, expected.times_without_zone);
    assert_eq!(found.truncated_times, expected.truncated_times);
    assert_eq!(partial.run(&Transitions::new()).ok(), filtered.run(&Transitions::new()).ok());
    assert_eq!(partial.run(&Funnel::new(WANTED)).ok(), filtered.run(&Funnel::new(WANTED)).ok());
}

proptest! {
    #[test]
    fn texts(rows in rows(), keep in any::<bool>()) {
        let (all, some) = (columns(keep), columns(keep).only(WANTED));
        let few = wanted(&rows);
        assert_same(&EventLog::read_csv_text(&csv(&rows), &some), &EventLog::read_csv_text(&csv(&few), &all), rows.len());
        let read = EventLog::read_json_lines_text;
        if !few.is_empty() {
            assert_same(&read(&json_lines(&rows), &some), &read(&json_lines(&few), &all), rows.len());
        }
    }

    #[cfg(feature = "parquet")]
    #[test]
    fn tables(rows in rows(), keep in any::<bool>(), form in 0..3_usize, nanos in any::<bool>()) {
        let (all, some) = (columns(keep), columns(keep).only(WANTED));
        let (bytes, few) = (arrow::parquet(&rows, form, nanos), arrow::parquet(&wanted(&rows), form, nanos));
        let read = |bytes, columns| EventLog::read_parquet_bytes(bytes, columns);
        assert_same(&read(bytes, &some), &read(few, &all), rows.len());
    }
}

#[cfg(feature = "parquet")]
mod arrow {
    use std::sync::Arc;

    use arrow_array::{
        ArrayRef, DictionaryArray, RecordBatch, StringArray, StringViewArray, TimestampMicrosecondArray,
        TimestampNanosecondArray, types::Int32Type,
    };
    use parquet::arrow::ArrowWriter;

    use super::Row;

    /// The rows as a Parquet file: texts as such, as views, or as a dictionary.
    pub fn parquet(rows: &[Row], form: usize, nanos: bool) -> Vec<u8> {
        let texts = |text: fn(&Row) -> &'static str| -> ArrayRef {
            let texts = rows.iter().map(|row| Some(text(row)).filter(|text| !text.is_empty()));
            match form {
                0 => Arc::new(texts.collect::<StringArray>()),
                1 => Arc::new(texts.collect::<StringViewArray>()),
                _ => Arc::new(texts.collect::<DictionaryArray<Int32Type>>()),
            }
        };
        let time = rows.iter().map(|row| (row.time != "never").then_some(row.time.len() as i64 * 1001));
        let time: ArrayRef = match nanos {
            true => Arc::new(time.collect::<TimestampNanosecondArray>()),
            false => Arc::new(time.collect::<TimestampMicrosecondArray>().with_timezone("UTC")),
        };
        let columns =
            [("user", texts(|row| row.customer)), ("at", time), ("event", texts(|row| row.touchpoint))];
        let batch = RecordBatch::try_from_iter(columns.map(|(name, column)| (name, column))).unwrap();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        bytes
    }
}

#[test]
fn an_event_name_may_be_left_out_and_at_least_one_touchpoint_is_asked_for() {
    let csv = "user,at\nann,2024-03-01\n";
    let always = |only: &[&str]| {
        let columns = Columns::always("user", "at", "visit").only(only.iter().copied());
        EventLog::read_csv_text(csv, &columns).map(|log| log.events())
    };
    assert_eq!((always(&["visit"]), always(&["buy"])), (Ok(1), Ok(0)));
    assert_eq!(always(&[]).map_err(|error| error.code()), Err("invalid_option"));
}
