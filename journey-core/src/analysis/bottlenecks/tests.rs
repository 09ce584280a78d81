//! Bottlenecks by hand.

use super::*;
use crate::analysis::testing::{log, log_with_ends};

fn seconds(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * 1_000_000)
}

/// Waits for `b` as (beginning, end) in seconds, one customer each.
fn waits(waits: &[(i64, i64)]) -> EventLog {
    let names: Vec<String> = (0..waits.len()).map(|number| format!("c{number:03}")).collect();
    let mut events = Vec::new();
    for (name, (from, to)) in names.iter().zip(waits) {
        events.extend([(name.as_str(), *from, "a"), (name.as_str(), *to, "b")]);
    }
    log(&events)
}

#[test]
fn time_is_lost_beyond_the_lower_quartile_or_a_target() {
    // Waits of 10, 20, 30, 40 and 100: lower quartile 20, beyond it 0, 0, 10, 20 and 80.
    let log = waits(&[(0, 10), (100, 120), (200, 230), (300, 340), (400, 500)]);
    let report = log.run(&Bottlenecks::new()).unwrap();
    let row = &report.rows[0];
    assert_eq!((row.baseline, row.baseline_seconds), (BaselineKind::LowerQuartile, 20.0));
    assert_eq!(
        (row.lost_seconds.value, row.excess_seconds.value, row.late.value),
        (Some(110.0), Some(22.0), Some(0.6))
    );
    assert_eq!((row.share, report.lost_seconds, report.count, report.tested), (Some(1.0), 110.0, 5, 0));
    // Squares around 22: 484 · 2 + 144 + 4 + 3364 = 4480; standard error sqrt(4480 / 4 / 5) = 14.967; 22 ± 29.33.
    assert!((row.excess_seconds.high.unwrap() - 51.334).abs() < 1e-3);
    assert_eq!(row.lost_seconds.low, Some(0.0));
    let target = log.run(&Bottlenecks::new().target("b", seconds(35))).unwrap();
    let row = &target.rows[0];
    assert_eq!(
        (row.baseline, row.lost_seconds.value, row.late.value),
        (BaselineKind::Target, Some(70.0), Some(0.4))
    );
}

#[test]
fn what_takes_everybody_equally_long_is_no_loss() {
    let report = waits(&[(0, 60), (5, 65), (9, 69)]).run(&Bottlenecks::new()).unwrap();
    assert_eq!(
        (report.lost_seconds, report.rows[0].share, report.rows[0].load_correlation),
        (0.0, None, None)
    );
}

#[test]
fn overlaps_and_ends_are_those_of_waiting_time() {
    let events =
        [("a", 0, "x", Some(7)), ("a", 10, "y", None), ("b", 0, "x", Some(60)), ("b", 10, "y", None)];
    let report = log_with_ends(&events).run(&Bottlenecks::new()).unwrap();
    let row = &report.rows[0];
    assert_eq!((row.count, row.customers, row.overlaps), (2, 2, 1));
    assert_eq!((row.wait.min_seconds, row.wait.max_seconds), (Some(0.0), Some(3.0)));
}

#[test]
fn a_crowd_that_waits_longer_shows_in_the_load() {
    // One server of 10 seconds, an arrival each 5 seconds: each waits 5 seconds longer than the one before.
    let queue: Vec<(i64, i64)> = (0..12).map(|number| (5 * number, 10 * number + 10)).collect();
    let report = waits(&queue).run(&Bottlenecks::new()).unwrap();
    let row = &report.rows[0];
    // Loads 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6: who comes as another one goes does not meet them.
    let bands: Vec<_> = row.bands.iter().map(|band| (band.least, band.most, band.count)).collect();
    assert_eq!(bands, [(0, 2, 5), (3, 4, 4), (5, 6, 3)]);
    assert_eq!(row.bands[0].mean_seconds, 20.0);
    assert!(row.load_correlation.unwrap() > 0.98 && row.p_adjusted.unwrap() < 0.01);
    assert!(row.slope_seconds.unwrap() > 9.0);
    assert_eq!((row.overtaken.value, report.tested), (Some(0.0), 1));
}

#[test]
fn a_batch_and_who_waited_for_its_last_one() {
    // Three are served at 1000; a fourth one on its own.
    let report = waits(&[(0, 1000), (500, 1002), (900, 1004), (0, 3000)]).run(&Bottlenecks::new()).unwrap();
    let row = &report.rows[0];
    assert_eq!((row.batches, row.batch_size, row.batched.value), (1, Some(3.0), Some(0.75)));
    assert_eq!(row.batch_share, Some((900.0 + 400.0) / (1000.0 + 502.0 + 104.0 + 3000.0)));
    // Who waited until 3000 was overtaken by two who began later; pairs that waited together: five.
    assert_eq!((row.overtaken.value, row.overtaken.n), (Some(2.0 / 5.0), 5));
    let strict =
        waits(&[(0, 1000), (500, 1002), (900, 1004)]).run(&Bottlenecks::new().batches(4, seconds(5)));
    assert_eq!(strict.unwrap().rows[0].batches, 0);
}

#[test]
fn nights_are_no_loss_within_opening_hours() {
    let csv = "c,t,e\na,2024-05-02T16:00:00Z,a\na,2024-05-03T10:00:00Z,b\nb,2024-05-02T10:00:00Z,a\nb,2024-05-02T15:00:00Z,b\n";
    let log = EventLog::read_csv_text(csv, &crate::log::Columns::new("c", "t", "e")).unwrap();
    let hours: OpeningHours = serde_json::from_str(
        r#"{"week": [{"weekdays": ["thursday", "friday"], "from": "09:00", "to": "17:00"}]}"#,
    )
    .unwrap();
    let report = log.run(&Bottlenecks::new().hours(hours).target("b", seconds(3600))).unwrap();
    let row = &report.rows[0];
    // Two hours, of eighteen, and five.
    assert_eq!(row.open_wait.as_ref().unwrap().mean_seconds, Some(3.5 * 3600.0));
    assert_eq!(row.wait.max_seconds, Some(18.0 * 3600.0));
    assert_eq!(row.lost_seconds.value, Some(5.0 * 3600.0));
}

#[test]
fn what_cannot_be_is_refused() {
    let log = waits(&[(0, 10)]);
    let field = |question: Bottlenecks| match log.run(&question).unwrap_err() {
        Error::InvalidOption { field, .. } => field,
        other => other.code().to_string(),
    };
    assert_eq!(field(Bottlenecks::new().target("z", seconds(1))), "unknown_name");
    assert_eq!(field(Bottlenecks::new().target("b", seconds(-1))), "targets.b");
    assert_eq!(field(Bottlenecks::new().batches(1, seconds(5))), "batch_least");
    assert_eq!(field(Bottlenecks::new().batches(3, seconds(-5))), "batch_within");
    assert_eq!(field(Bottlenecks::new().hours(OpeningHours::default())), "hours.week");
    let one = log.run(&Bottlenecks::new()).unwrap();
    assert_eq!((one.rows[0].lost_seconds.value, one.rows[0].lost_seconds.low), (Some(0.0), None));
    assert!(log.filter(|_| false).run(&Bottlenecks::new()).unwrap().rows.is_empty());
}
