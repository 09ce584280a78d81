//! Rework by hand.

use super::*;
use crate::analysis::testing::log;
use crate::log::{Event, LogBuilder, LogOptions, Value};

#[test]
fn self_loops_and_returns_by_hand() {
    let events = [
        ("ann", 0, "a"),
        ("ann", 1, "a"),
        ("ann", 3, "b"),
        ("ann", 4, "c"),
        ("ann", 9, "a"),
        ("bob", 0, "a"),
        ("bob", 5, "b"),
        ("bob", 6, "a"),
        ("bob", 8, "b"),
        ("cem", 0, "b"),
    ];
    let report = log(&events).run(&Rework::new()).unwrap();
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| {
            (
                row.touchpoint.as_str(),
                row.count,
                row.customers,
                row.rework_customers,
                row.self_loops,
                row.returns,
            )
        })
        .collect();
    assert_eq!(rows, [("a", 5, 2, 2, 1, 2), ("b", 4, 3, 1, 0, 1), ("c", 1, 1, 0, 0, 0)]);
    assert_eq!(report.rows[0].return_time.max_seconds, Some(8.0));
    let ways: Vec<_> =
        report.returns.iter().map(|row| (row.touchpoint.as_str(), row.via.as_str(), row.count)).collect();
    assert_eq!(ways, [("a", "b", 2), ("b", "a", 1)]);
    assert_eq!((report.rework.value, report.count), (Some(2.0 / 3.0), 4));
    let hidden = log(&events).run(&Rework::new().min_count(2).top(5)).unwrap();
    assert_eq!((hidden.returns.len(), hidden.hidden, hidden.hidden_count), (1, 1, 1));
}

#[test]
fn a_column_tells_repeats_by_the_same_and_by_others() {
    let mut builder =
        LogBuilder::new(LogOptions::default(), vec![("team".to_string(), Some(ColumnKind::Dictionary))]);
    for (time, (touchpoint, team)) in
        (0..).zip([("a", "x"), ("a", "x"), ("a", "y"), ("b", "x"), ("a", "y"), ("a", "")])
    {
        let values = [if team.is_empty() { Value::Missing } else { Value::Text(team) }];
        builder
            .push(Event { customer: "ann", time, touchpoint, end: None, row: 1, values: &values })
            .unwrap();
    }
    let log = builder.finish().unwrap();
    let report = log.run(&Rework::new().by("team")).unwrap();
    let row = &report.rows[0];
    assert_eq!((row.self_loops, row.self_loops_same, row.self_loops_other), (3, Some(1), Some(1)));
    assert_eq!((row.returns, row.returns_same, row.returns_other), (1, Some(1), Some(0)));
    assert_eq!(log.run(&Rework::new().by("tame")).unwrap_err().code(), "unknown_name");
    assert_eq!(log.run(&Rework::new().top(0)).unwrap_err().code(), "invalid_option");
}
