//! A log that is written as XES and read again is the same log.

use journey_core::EventLog;
use journey_core::ingest::XesOptions;
use journey_core::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};
use proptest::prelude::*;

use crate::logs;

/// Names that XES, or our extension of it, uses for something else, and others.
const COLUMNS: [&str; 14] = [
    "concept:name",
    "time:timestamp",
    "lifecycle:transition",
    "concept:instance",
    "journey:pair",
    "journey:columns",
    "journey:",
    "case:concept:name",
    "case:channel",
    "case:journey:pair",
    "case:",
    "",
    "plain.with <dots> & \"quotes\"",
    "Grüße\t\n日本",
];

#[derive(Debug, Clone)]
enum Cell {
    Missing,
    Text(String),
    Number(f64),
    Boolean(bool),
    Time(i64),
}

/// Texts of characters that XML allows, some with a meaning in it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{1,2}",
        1 => "[ -~\t\n\r]{0,6}",
        1 => "\\PC{0,4}",
        1 => prop_oneof![Just("2024-03-01T12:00:00Z"), Just("7"), Just("true"), Just("complete"), Just("start")]
            .prop_map(str::to_string),
    ]
}

fn name() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("n{text}"))
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-9..9i32).prop_map(f64::from),
        any::<f64>().prop_filter("finite", |number| number.is_finite()),
        Just(9_007_199_254_740_993.0),
        Just(-0.0),
        Just(1e300),
    ]
}

fn time() -> impl Strategy<Value = i64> {
    prop_oneof![
        0..5i64,
        Just(-377_705_023_201_000_000),
        Just(253_402_207_200_000_000),
        -10i64.pow(16)..10i64.pow(16)
    ]
}

fn cell(kind: ColumnKind) -> BoxedStrategy<Cell> {
    let some = match kind {
        ColumnKind::Dictionary | ColumnKind::Text => text().prop_map(Cell::Text).boxed(),
        ColumnKind::Number => number().prop_map(Cell::Number).boxed(),
        ColumnKind::Boolean => any::<bool>().prop_map(Cell::Boolean).boxed(),
        ColumnKind::Time => time().prop_map(Cell::Time).boxed(),
    };
    prop_oneof![1 => Just(Cell::Missing), 3 => some].boxed()
}

fn kind() -> impl Strategy<Value = ColumnKind> {
    use ColumnKind::{Boolean, Dictionary, Number, Text, Time};
    prop_oneof![Just(Dictionary), Just(Text), Just(Number), Just(Boolean), Just(Time)]
}

type Row = (u8, i64, String, Option<i64>, Vec<Cell>);

fn rows(kinds: Vec<ColumnKind>) -> impl Strategy<Value = (Vec<ColumnKind>, Vec<Row>)> {
    let cells: Vec<BoxedStrategy<Cell>> = kinds.iter().map(|kind| cell(*kind)).collect();
    let row = (0..4u8, time(), name(), proptest::option::of(0..9i64), cells);
    (Just(kinds), proptest::collection::vec(row, 0..12))
}

fn build(columns: &[(String, ColumnKind)], rows: &[Row]) -> EventLog {
    let columns = columns.iter().map(|(name, kind)| (name.clone(), Some(*kind))).collect();
    let mut builder = LogBuilder::new(LogOptions::default(), columns);
    for (position, (customer, time, touchpoint, lasts, cells)) in rows.iter().enumerate() {
        let values: Vec<Value<'_>> = cells
            .iter()
            .map(|cell| match cell {
                Cell::Missing => Value::Missing,
                Cell::Text(text) => Value::Text(text),
                Cell::Number(number) => Value::Number(*number),
                Cell::Boolean(value) => Value::Boolean(*value),
                Cell::Time(time) => Value::Time(*time),
            })
            .collect();
        let end = lasts.map(|lasts| time + lasts).filter(|end| *end <= 253_402_207_200_000_000);
        let customer = &format!("c<{customer}>");
        let row = position as u64 + 1;
        builder.push(Event { customer, time: *time, touchpoint, end, row, values: &values }).unwrap();
    }
    builder.finish().unwrap()
}

fn same(log: &EventLog) {
    let bytes = log.to_xes_bytes().unwrap();
    let again = EventLog::read_xes_bytes(&bytes, &XesOptions::new().strict()).unwrap();
    assert_eq!(again.columns(), log.columns(), "{}", String::from_utf8_lossy(&bytes));
    assert_eq!(again.fingerprint(), log.fingerprint(), "{}", String::from_utf8_lossy(&bytes));
    assert_eq!((again.customers(), again.events()), (log.customers(), log.events()));
    assert_eq!(again.to_xes_bytes().unwrap(), bytes, "the same log is the same file");
}

proptest! {
    #[test]
    fn a_log_of_any_columns_is_the_same_when_read_again(
        (kinds, rows) in proptest::collection::vec(kind(), 0..4).prop_flat_map(rows),
        names in Just(COLUMNS.map(str::to_string).to_vec()).prop_shuffle(),
    ) {
        let columns: Vec<(String, ColumnKind)> = names.into_iter().zip(kinds).collect();
        same(&build(&columns, &rows));
    }

    #[test]
    fn the_number_of_shards_does_not_matter(rows in logs::rows(40)) {
        let built = |shards| logs::build(&rows, &logs::Build { shards, ..logs::Build::default() });
        let bytes = built(1).to_xes_bytes().unwrap();
        prop_assert_eq!(&built(7).to_xes_bytes().unwrap(), &bytes);
        same(&built(3));
    }

    #[test]
    fn bytes_of_any_kind_give_a_log_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = EventLog::read_xes_bytes(&bytes, &XesOptions::new());
    }
}
