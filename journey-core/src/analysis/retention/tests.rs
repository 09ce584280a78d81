//! Tests of retention on small logs.

use super::*;
use crate::analysis::testing::log;

const HOUR: i64 = 3600;

/// (period, eligible, count) of all cohorts together.
fn overall(events: &[(&str, i64, &str)], retention: &Retention) -> Vec<(u32, u64, u64)> {
    let report = log(events).run(retention).unwrap();
    report.overall.iter().map(|row| (row.period, row.eligible, row.count)).collect()
}

/// Ann comes at 23:00 and 1:00, bob at 1:00 and 23:00 of the next day; the data end at noon of the fourth.
const EVENTS: [(&str, i64, &str); 5] = [
    ("ann", 23 * HOUR, "x"),
    ("ann", 25 * HOUR, "x"),
    ("bob", HOUR, "x"),
    ("bob", 47 * HOUR, "x"),
    ("zoe", (72 + 12) * HOUR, "x"),
];

#[test]
fn calendar_and_rolling_days_differ() {
    let calendar = Retention::new(Period::Day, 2);
    assert_eq!(overall(&EVENTS, &calendar), [(0, 2, 2), (1, 2, 2), (2, 2, 0)]);
    let rolling = calendar.clone().clock(Clock::Rolling);
    assert_eq!(overall(&EVENTS, &rolling), [(0, 2, 2), (1, 2, 1), (2, 1, 0)]);
    let elapsed = calendar.eligibility(Eligibility::TimeElapsed);
    assert_eq!(overall(&EVENTS, &elapsed), [(0, 2, 2), (1, 2, 2), (2, 1, 0)]);
}

#[test]
fn unbounded_counts_later_returns_too() {
    let mut events = EVENTS.to_vec();
    events.push(("ann", 80 * HOUR, "x"));
    let retention = Retention::new(Period::Day, 9).unbounded();
    assert_eq!(overall(&events, &retention), [(0, 2, 2), (1, 2, 2), (2, 2, 1)]);
}

#[test]
fn until_moves_the_end_of_observation() {
    let retention = Retention::new(Period::Day, 9);
    let later = retention.clone().until(Timestamp::from_second(6 * 24 * HOUR).unwrap());
    assert_eq!(overall(&EVENTS, &later)[3..], [(3, 2, 0), (4, 2, 0), (5, 2, 0)]);
    let earlier = retention.until(Timestamp::from_second(30 * HOUR).unwrap());
    assert_eq!(overall(&EVENTS, &earlier), [(0, 2, 2)]);
}

#[test]
fn cohorts_are_calendar_periods_in_the_zone() {
    let retention = Retention::new(Period::Day, 1).time_zone("Europe/Berlin");
    let report = log(&EVENTS).run(&retention).unwrap();
    let rows: Vec<_> =
        report.rows.iter().map(|row| (row.cohort.as_str(), row.period, row.eligible, row.count)).collect();
    // In Berlin, an hour ahead, ann first comes at 0:00 of the second day and bob on the first.
    assert_eq!(
        rows,
        [("1970-01-01", 0, 1, 1), ("1970-01-01", 1, 1, 0), ("1970-01-02", 0, 1, 1), ("1970-01-02", 1, 1, 0)]
    );
    assert_eq!(report.customers, 3);
}

#[test]
fn an_empty_log_has_no_cohorts() {
    assert_eq!(overall(&[], &Retention::default()), []);
    assert_eq!(overall(&[("ann", 0, "x")], &Retention::default()), []);
}

#[test]
fn bad_options_are_refused() {
    let log = log(&EVENTS);
    let code = |retention: Retention| log.run(&retention).unwrap_err().code();
    assert_eq!(code(Retention::new(Period::Month, 1).clock(Clock::Rolling)), "invalid_option");
    assert_eq!(
        code(Retention::new(Period::Month, 1).eligibility(Eligibility::TimeElapsed)),
        "invalid_option"
    );
    assert_eq!(code(Retention::new(Period::Day, 10_001)), "invalid_option");
    assert_eq!(code(Retention::default().time_zone("Berlin")), "invalid_option");
    let json = r#"{"period": "day", "periods": 3, "week_start": "sunday", "clock": "rolling"}"#;
    let read: Retention = serde_json::from_str(json).unwrap();
    assert_eq!(read, Retention::new(Period::Day, 3).week_start(Weekday::Sunday).clock(Clock::Rolling));
}
