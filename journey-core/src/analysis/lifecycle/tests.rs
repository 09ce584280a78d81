//! Tests of the lifecycle on small logs.

use super::*;
use crate::analysis::testing::log;

const DAY: i64 = 86_400;

/// (new, returning, resurrected, dormant, lost, churned, reactivated) of everybody.
fn states(report: &LifecycleReport) -> Vec<[u64; 7]> {
    let row = |row: &LifecycleRow| {
        [row.new, row.returning, row.resurrected, row.dormant, row.lost, row.churned, row.reactivated]
    };
    report.rows.iter().filter(|row| row.group.is_none()).map(row).collect()
}

/// Ann is there on days 0, 1, 1 and 5, bob on days 1 and 2; the data end on day 6.
const EVENTS: [(&str, i64, &str); 7] = [
    ("ann", 10, "x"),
    ("ann", DAY, "x"),
    ("ann", DAY + 9, "y"),
    ("bob", DAY, "x"),
    ("bob", 2 * DAY, "x"),
    ("ann", 5 * DAY, "y"),
    ("zoe", 6 * DAY, "x"),
];

#[test]
fn states_by_day() {
    let report = log(&EVENTS).run(&Lifecycle::new(Period::Day).churn_after(2)).unwrap();
    let expected = [
        [1, 0, 0, 0, 0, 0, 0],
        [1, 1, 0, 0, 0, 0, 0],
        [0, 1, 0, 1, 1, 0, 0], // ann is lost
        [0, 0, 0, 2, 1, 1, 0], // bob is lost, ann has churned
        [0, 0, 0, 2, 0, 1, 0], // bob has churned
        [0, 0, 1, 1, 0, 0, 1], // ann is back
        [1, 0, 0, 2, 1, 0, 0],
    ];
    assert_eq!(states(&report), expected);
    let customers: Vec<_> = report.rows.iter().map(|row| row.customers).collect();
    assert_eq!(customers, [0, 1, 2, 2, 1, 0, 1]);
    assert_eq!(report.rows[3].churn.value, Some(0.5));
    assert_eq!((report.rows[6].complete, report.rows[6].churn.value), (false, None));
    assert_eq!(report.rows[1].period, "1970-01-02");
}

#[test]
fn stickiness_and_usage_intervals() {
    let report = log(&EVENTS).run(&Lifecycle::new(Period::Week).week_start(Weekday::Thursday)).unwrap();
    assert_eq!(report.rows.len(), 1); // 1 January 1970 was a Thursday; the week is not over
    assert_eq!(report.rows[0].stickiness.value, None);
    let mut events = EVENTS.to_vec();
    events.push(("zoe", 7 * DAY, "x"));
    let report = log(&events).run(&Lifecycle::new(Period::Week).week_start(Weekday::Thursday)).unwrap();
    // Ann 3 days, bob 2, zoe 1 of 7.
    assert_eq!(report.rows[0].stickiness.value, Some(6.0 / 21.0));
    let (low, high) = (report.rows[0].stickiness.low.unwrap(), report.rows[0].stickiness.high.unwrap());
    let error = (1.0f64 / 3.0).sqrt() / 7.0; // by hand: the variance of 3, 2, 1 is 1
    assert!((high - low - 2.0 * crate::numeric::Z95 * error).abs() < 1e-12);
    let days: Vec<_> =
        report.active_days.iter().map(|row| (row.days, row.count, row.at_least.value)).collect();
    assert_eq!(days, [(1, 1, Some(1.0)), (2, 1, Some(2.0 / 3.0)), (3, 1, Some(1.0 / 3.0))]);
    // Ann's gaps are 1 and 4 days, bob's and zoe's 1.
    let usage = &report.usage[0];
    assert_eq!((usage.customers, usage.once, usage.median_days, usage.days), (3, 0, Some(1.0), Some(2.5)));
    let rows: Vec<_> =
        report.intervals.iter().map(|row| (row.days, row.customers, row.share.value)).collect();
    assert_eq!(rows, [(1.0, 2, Some(2.0 / 3.0)), (2.5, 1, Some(1.0))]);
}

#[test]
fn activity_is_what_was_asked_for() {
    let asked = Lifecycle::new(Period::Day).activity("y".parse().unwrap()).by("touchpoint");
    let report = log(&EVENTS).run(&asked).unwrap();
    let rows: Vec<_> = report.rows.iter().filter(|row| row.group.is_none()).map(|row| row.active).collect();
    assert_eq!(rows, [0, 1, 0, 0, 0, 1, 0]);
    let groups: Vec<_> = report.usage.iter().map(|row| row.group.as_deref()).collect();
    assert_eq!(groups, [None, Some("y")]);
    let early = Lifecycle::new(Period::Day).until(Timestamp::from_second(DAY + 1).unwrap());
    assert_eq!(states(&log(&EVENTS).run(&early).unwrap()), [[1, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0]]);
}

#[test]
fn nobody_has_no_periods_and_bad_options_are_refused() {
    let report = log(&[]).run(&Lifecycle::default()).unwrap();
    assert!(report.rows.is_empty() && report.active_days.is_empty());
    assert_eq!((report.usage[0].customers, report.usage[0].days), (0, None));
    let code = |lifecycle: Lifecycle| log(&EVENTS).run(&lifecycle).unwrap_err().code();
    assert_eq!(code(Lifecycle::default().churn_after(0)), "invalid_option");
    assert_eq!(code(Lifecycle::default().share(1.0)), "invalid_option");
    assert_eq!(code(Lifecycle::default().time_zone("Berlin")), "invalid_option");
    assert_eq!(code(Lifecycle::default().activity("z".parse().unwrap())), "unknown_name");
}
