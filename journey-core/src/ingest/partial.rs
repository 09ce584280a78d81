//! Reading some touchpoints, or a part of the time, gives the log of an input that has no others.

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

/// What is read.
#[derive(Debug, Clone, Copy)]
struct Part {
    only: bool,
    since: bool,
    until: bool,
}

fn parts() -> impl Strategy<Value = Part> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(only, since, until)| Part { only, since, until })
}

const SINCE: &str = "2024-03-01T10:00:00.123456Z";
const UNTIL: &str = "2024-03-03T10:00:00Z";

impl Part {
    fn of(self, columns: Columns) -> Columns {
        let columns = if self.only { columns.only(WANTED) } else { columns };
        let columns = if self.since { columns.since(SINCE.parse().unwrap()) } else { columns };
        if self.until { columns.until(UNTIL.parse().unwrap()) } else { columns }
    }

    /// The rows that an input without the others has.
    fn rows(self, rows: &[Row]) -> Vec<Row> {
        rows.iter().filter(|row| self.has(row)).cloned().collect()
    }

    fn has(self, row: &Row) -> bool {
        let outside = match row.time {
            "2024-03-01T10:00:00Z" => self.since,
            "2024-03-03 10:00:00" => self.until,
            _ => false,
        };
        let other = self.only && !row.touchpoint.is_empty() && !WANTED.contains(&row.touchpoint);
        !outside && !other
    }
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
    fn texts(rows in rows(), keep in any::<bool>(), part in parts()) {
        let (all, some) = (columns(keep), part.of(columns(keep)));
        let few = part.rows(&rows);
        assert_same(&EventLog::read_csv_text(&csv(&rows), &some), &EventLog::read_csv_text(&csv(&few), &all), rows.len());
        let read = EventLog::read_json_lines_text;
        if !few.is_empty() {
            assert_same(&read(&json_lines(&rows), &some), &read(&json_lines(&few), &all), rows.len());
        }
    }

    #[cfg(feature = "parquet")]
    #[test]
    fn tables(rows in rows(), keep in any::<bool>(), form in 0..3_usize, nanos in any::<bool>(), part in parts()) {
        let (all, some) = (columns(keep), part.of(columns(keep)));
        let (bytes, few) = (arrow::parquet(&rows, form, nanos), arrow::parquet(&part.rows(&rows), form, nanos));
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

    use super::{Row, SINCE, columns};
    use crate::ingest::instant::{self, Instant};
    use crate::log::{Columns, EventLog};

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
        let times = rows.iter().map(|row| instant::full(row.time.as_bytes()));
        let time: ArrayRef = match nanos {
            true => {
                let nanos = |time: Instant| time.micros * 1000 + 700 * i64::from(time.truncated);
                Arc::new(times.map(|time| time.map(nanos)).collect::<TimestampNanosecondArray>())
            }
            false => {
                let micros = times.map(|time| time.map(|time| time.micros));
                Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
            }
        };
        let columns =
            [("user", texts(|row| row.customer)), ("at", time), ("event", texts(|row| row.touchpoint))];
        let batch = RecordBatch::try_from_iter(columns.map(|(name, column)| (name, column))).unwrap();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        for first in (0..rows.len()).step_by(GROUP) {
            writer.write(&batch.slice(first, GROUP.min(rows.len() - first))).unwrap();
            writer.flush().unwrap();
        }
        writer.close().unwrap();
        bytes
    }

    /// Rows of a row group.
    const GROUP: usize = 16;

    #[test]
    fn row_groups_of_other_times_are_not_unpacked() {
        let row = |time| Row { customer: "a-customer-with-a-long-id", time, touchpoint: "visit" };
        let (old, new) = (row("2024-03-01T10:00:00Z"), row("2024-03-02T10:00:00.123456Z"));
        let mut bytes = parquet(&[vec![old; GROUP], vec![new; GROUP]].concat(), 1, false);
        let id = b"a-customer-with-a-long-id";
        let first = bytes.windows(id.len()).position(|window| window == id).unwrap();
        bytes[first] = 0xff;
        let read = |columns: &Columns| EventLog::read_parquet_bytes(bytes.clone(), columns);
        assert_eq!(read(&columns(true)).unwrap_err().code(), "syntax");
        let log = read(&columns(true).since(SINCE.parse().unwrap())).unwrap();
        assert_eq!((log.events(), log.customers(), log.quality().rows), (16, 1, 32));
    }

    #[test]
    fn touchpoints_of_skipped_rows_are_unknown() {
        let row = |customer, touchpoint| Row { customer, time: "2024-03-01T10:00:00Z", touchpoint };
        let bytes = parquet(&[row(" ", "browse"), row("ann", "visit")], 1, false);
        for columns in [columns(true), columns(true).only(["visit", "browse"])] {
            let log = EventLog::read_parquet_bytes(bytes.clone(), &columns).unwrap();
            assert_eq!(log.touchpoints().iter().collect::<Vec<_>>(), ["visit"]);
            assert_eq!((log.events(), log.quality().skipped), (1, 1));
        }
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

#[test]
fn a_period_has_a_beginning_before_its_end() {
    let (since, until) = (SINCE.parse().unwrap(), UNTIL.parse().unwrap());
    let read = |columns: Columns| EventLog::read_csv_text("user,at,event\nann,2024-03-02,visit\n", &columns);
    let columns = Columns::new("user", "at", "event");
    assert_eq!(read(columns.clone().since(since).until(until)).map(|log| log.events()), Ok(1));
    for (since, until) in [(until, since), (since, since)] {
        let error = read(columns.clone().since(since).until(until)).unwrap_err();
        assert_eq!(error.code(), "invalid_option");
        assert!(error.to_string().contains("until"), "{error}");
    }
}
