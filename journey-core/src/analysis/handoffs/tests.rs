use super::*;
use crate::log::{Event, LogBuilder, LogOptions, Value};

/// A log of events (customer, second, touchpoint, second of the end, team).
fn log(events: &[(&str, i64, &str, Option<i64>, &str)]) -> EventLog {
    let second = |time: i64| time * 1_000_000;
    let mut builder =
        LogBuilder::new(LogOptions::default(), vec![("team".into(), Some(ColumnKind::Dictionary))]);
    for (row, &(customer, time, touchpoint, end, team)) in events.iter().enumerate() {
        let values = [Value::Text(team)];
        let (time, end, row) = (second(time), end.map(second), row as u64 + 1);
        builder.push(Event { customer, time, touchpoint, end, row, values: &values }).unwrap();
    }
    builder.finish().unwrap()
}

fn seconds(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * 1_000_000)
}

#[test]
fn handoffs_waits_and_returns_by_hand() {
    let report = log(&[
        ("ann", 0, "order", None, "shop"),
        ("ann", 10, "ask", None, "chat"),
        ("ann", 20, "ask", Some(25), "chat"),
        ("ann", 30, "pay", None, "shop"),
        ("ann", 40, "wait", None, ""),
        ("ann", 50, "ask", None, "chat"),
        ("bob", 0, "ask", Some(9), "chat"),
        ("bob", 5, "order", None, "shop"),
        ("cem", 0, "order", None, "shop"),
        ("eve", 0, "look", None, ""),
    ])
    .run(&Handoffs::by("team"))
    .unwrap();
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| {
            (row.source.as_str(), row.target.as_str(), row.count, row.customers, row.back, row.overlaps)
        })
        .collect();
    assert_eq!(rows, [("chat", "shop", 2, 2, 1, 1), ("shop", "chat", 2, 1, 1, 0)]);
    assert_eq!(report.rows[0].wait.mean_seconds, Some(2.5)); // 5 and, for the overlap, 0
    assert_eq!(report.rows[1].wait.mean_seconds, Some(15.0)); // 10 and 20
    assert_eq!((report.count, report.wait.n, report.unassigned), (4, 4, 2));
    assert_eq!((report.customers, report.handed_over.value), (3, Some(2.0 / 3.0)));
    let parties: Vec<_> = report
        .parties
        .iter()
        .map(|party| {
            (party.name.as_str(), party.count, party.customers, party.given, party.taken, party.ends)
        })
        .collect();
    assert_eq!(parties, [("chat", 4, 2, 2, 2, 1), ("shop", 4, 3, 2, 2, 2)]);
}

#[test]
fn a_repeat_is_the_same_thing_with_somebody_else_in_time() {
    let events = log(&[
        ("ann", 0, "ask", None, "chat"),
        ("ann", 5, "order", None, "shop"),
        ("ann", 60, "ask", None, "phone"),
        ("ann", 61, "ask", None, "phone"),
        ("ann", 70, "ask", None, "chat"),
        ("bob", 0, "ask", None, "chat"),
        ("bob", 500, "ask", None, "phone"),
    ]);
    let repeats = |window| {
        let report = events.run(&Handoffs::by("team").repeat_within(seconds(window))).unwrap();
        let rows = report
            .repeats
            .iter()
            .map(|row| (row.source.clone(), row.target.clone(), row.count, row.gap.mean_seconds));
        (rows.collect::<Vec<_>>(), report.repeated.value)
    };
    let row =
        |source: &str, target: &str, count, mean| (source.to_string(), target.to_string(), count, Some(mean));
    assert_eq!(repeats(60), (vec![row("chat", "phone", 1, 60.0), row("phone", "chat", 1, 9.0)], Some(0.5)));
    assert_eq!(repeats(59), (vec![row("phone", "chat", 1, 9.0)], Some(0.5)));
    assert_eq!(
        repeats(1000),
        (vec![row("chat", "phone", 2, 280.0), row("phone", "chat", 1, 9.0)], Some(1.0))
    );
    assert_eq!(repeats(0), (vec![], Some(0.0)));
}

#[test]
fn a_column_of_names_is_needed() {
    let log = log(&[("ann", 0, "ask", None, "chat")]);
    let code =
        |handoffs: Handoffs| log.run(&handoffs).map(|report| report.count).map_err(|error| error.code());
    assert_eq!(code(Handoffs::by("team")), Ok(0));
    assert_eq!(code(Handoffs::default()), Err("invalid_option"));
    assert_eq!(code(Handoffs::by("desk")), Err("unknown_name"));
    assert_eq!(code(Handoffs::by("team").repeat_within(seconds(-1))), Err("invalid_option"));
    let none = log.filter(|_| false).run(&Handoffs::by("team")).unwrap();
    assert_eq!((none.customers, none.handed_over.value, none.rows.len()), (0, None, 0));
}
