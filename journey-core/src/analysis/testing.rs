//! Small logs for unit tests.

use crate::EventLog;
use crate::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};

const SECOND: i64 = 1_000_000;

/// A log of events (customer, second, touchpoint), in input order.
pub(crate) fn log(events: &[(&str, i64, &str)]) -> EventLog {
    let with_ends: Vec<_> = events.iter().map(|&(c, time, touchpoint)| (c, time, touchpoint, None)).collect();
    log_with_ends(&with_ends)
}

/// A log of events (customer, second, touchpoint, second of the end), in input order.
pub(super) fn log_with_ends(events: &[(&str, i64, &str, Option<i64>)]) -> EventLog {
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for (row, &(customer, time, touchpoint, end)) in events.iter().enumerate() {
        let (time, end) = (time * SECOND, end.map(|end| end * SECOND));
        builder.push(Event { customer, time, touchpoint, end, row: row as u64 + 1, values: &[] }).unwrap();
    }
    builder.finish().unwrap()
}

/// A log in which every event has a number `score`, a number `weight` (NaN: missing) and a name `channel`.
pub(super) fn survey(events: &[(&str, f64, f64, &str)]) -> EventLog {
    let columns = vec![
        ("score".to_string(), Some(ColumnKind::Number)),
        ("weight".to_string(), Some(ColumnKind::Number)),
        ("channel".to_string(), Some(ColumnKind::Dictionary)),
    ];
    let mut builder = LogBuilder::new(LogOptions::default(), columns);
    for (row, &(touchpoint, score, weight, channel)) in events.iter().enumerate() {
        let values = [Value::Number(score), Value::Number(weight), Value::Text(channel)];
        let (customer, row) = (format!("c{row}"), row as u64 + 1);
        builder
            .push(Event { customer: &customer, time: 0, touchpoint, end: None, row, values: &values })
            .unwrap();
    }
    builder.finish().unwrap()
}
