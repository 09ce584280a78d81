//! Retention on real data against published and independently computed numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{data, real_log};
use journey_core::EventLog;
use journey_core::analysis::{Clock, Eligibility, Retention, RetentionReport};
use journey_core::log::{Event, LogBuilder, LogOptions};
use journey_core::model::Period;

const DAY: i64 = 86_400_000_000;

/// Eligible and returned customers in a period.
fn found(report: &RetentionReport, period: u32) -> (u64, u64) {
    let row = report.overall.iter().find(|row| row.period == period).unwrap();
    (row.eligible, row.count)
}

/// Numbers computed with plain SQL and Python: customers are eligible whose first event lies at least k + 1 days
/// before the last event of the data, for both clocks.
#[test]
fn both_clocks_on_the_simple_shop() {
    let Some(log) = real_log("simple_shop", None) else { return };
    let calendar = Retention::new(Period::Day, 30).eligibility(Eligibility::TimeElapsed);
    let rolling = Retention::new(Period::Day, 30).clock(Clock::Rolling);
    let unbounded = log.run(&rolling.clone().unbounded()).unwrap();
    let (calendar, rolling) = (log.run(&calendar).unwrap(), log.run(&rolling).unwrap());
    let expected = [
        (1, 3583, 105, 98, 1240),
        (3, 3412, 78, 87, 1122),
        (7, 3090, 72, 68, 924),
        (14, 2526, 54, 50, 674),
        (30, 1241, 20, 21, 333),
    ];
    for (period, eligible, in_window, on_day, on_or_after) in expected {
        assert_eq!(found(&rolling, period), (eligible, in_window), "24 hours, period {period}");
        assert_eq!(found(&calendar, period), (eligible, on_day), "calendar, period {period}");
        assert_eq!(found(&unbounded, period), (eligible, on_or_after), "on or after, period {period}");
    }
}

/// The players of a group as a log: an event on the day of installation, and one on day 1 and 7 if they came
/// back then.
fn players(group: &str) -> Option<EventLog> {
    let file = std::fs::File::open(data("cookie_cats/cookie_cats.csv.gz")?).unwrap();
    let mut table = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for (row, record) in table.records().enumerate() {
        let record = record.unwrap();
        if &record[1] != group {
            continue;
        }
        let back = [(1, &record[3]), (7, &record[4])];
        let returned = back.into_iter().filter(|(_, answer)| *answer == "TRUE").map(|(day, _)| day);
        for day in std::iter::once(0).chain(returned) {
            let (customer, time, row) = (&record[0], day * DAY, row as u64 + 1);
            builder.push(Event { customer, time, touchpoint: "play", end: None, row, values: &[] }).unwrap();
        }
    }
    Some(builder.finish().unwrap())
}

/// Published shares of players who came back a day and a week after installation, by position of a gate.
#[test]
fn returns_to_cookie_cats() {
    for (group, expected) in [("gate_30", [20034, 8502, 44700]), ("gate_40", [20119, 8279, 45489])] {
        let Some(log) = players(group) else { return };
        let end = jiff::Timestamp::from_microsecond(8 * DAY).unwrap();
        let report = log.run(&Retention::new(Period::Day, 7).until(end)).unwrap();
        assert_eq!(found(&report, 1), (expected[2], expected[0]), "{group}, day 1");
        assert_eq!(found(&report, 7), (expected[2], expected[1]), "{group}, day 7");
        assert_eq!(report.rows.len(), 8);
        assert_eq!(report.rows[1].cohort, "1970-01-01");
    }
}
