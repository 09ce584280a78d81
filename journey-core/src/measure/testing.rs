//! Small maps and logs for the tests of this layer.

use crate::log::{Event, EventLog, LogBuilder, LogOptions, Value};
use crate::model::{JourneyMap, Predicate, Scalar, Stage, Touchpoint};

/// An event: customer, time in seconds, raw name, values of the further columns.
pub(crate) type Row<'a> = (&'a str, i64, &'a str, &'a [Value<'a>]);

/// A log of these events, in one shard.
pub(crate) fn log(columns: &[&str], rows: &[Row<'_>]) -> EventLog {
    sharded(columns, rows, 1)
}

/// The same in so many shards.
pub(crate) fn sharded(columns: &[&str], rows: &[Row<'_>], shards: usize) -> EventLog {
    let options = LogOptions { shards: Some(shards), ..LogOptions::default() };
    let columns = columns.iter().map(|name| (name.to_string(), None)).collect();
    let mut builder = LogBuilder::new(options, columns);
    for (row, (customer, seconds, touchpoint, values)) in rows.iter().enumerate() {
        push(&mut builder, row, (customer, *seconds, None, touchpoint), values);
    }
    builder.finish().unwrap()
}

/// Adds an event: customer, time and end in seconds, raw name.
pub(crate) fn push(
    builder: &mut LogBuilder,
    row: usize,
    (customer, seconds, end, touchpoint): (&str, i64, Option<i64>, &str),
    values: &[Value<'_>],
) {
    let micros = |seconds: i64| seconds * 1_000_000;
    let (time, end, row) = (micros(seconds), end.map(micros), row as u64 + 1);
    builder.push(Event { customer, time, touchpoint, end, row, values }).unwrap();
}

/// A touchpoint with this id.
pub(crate) fn touchpoint(id: &str) -> Touchpoint {
    Touchpoint { id: id.into(), name: id.into(), ..Touchpoint::default() }
}

/// A map with these stages.
pub(crate) fn map(stages: &[(&str, Vec<Touchpoint>)]) -> JourneyMap {
    let stages = stages.iter().map(|(id, touchpoints)| Stage {
        id: (*id).into(),
        name: (*id).into(),
        touchpoints: touchpoints.clone(),
        ..Stage::default()
    });
    JourneyMap { format: 1, name: "Test".into(), stages: stages.collect(), ..JourneyMap::default() }
}

/// "The column equals this value".
pub(crate) fn predicate(column: &str, value: impl Into<Scalar>) -> Predicate {
    Predicate::Equals { column: column.into(), value: value.into() }
}
