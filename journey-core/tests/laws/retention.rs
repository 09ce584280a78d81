//! Laws of retention.

use jiff::{Span, Timestamp};
use journey_core::analysis::{Clock, Eligibility, Retention, Weekday};
use journey_core::model::Period;
use proptest::prelude::*;

use crate::logs::{end, journeys, log, rows};

const DAY: i64 = 86_400;
/// Begins six days before clocks went forward in Berlin.
const BEGIN: i64 = 1_711_324_800;

/// First day of the calendar period of a second.
fn begin(second: i64, period: Period) -> jiff::Zoned {
    let day = Timestamp::from_second(second).unwrap().in_tz("Europe/Berlin").unwrap().start_of_day().unwrap();
    match period {
        Period::Day => day,
        Period::Week => day.checked_sub(Span::new().days(day.weekday().to_sunday_zero_offset())).unwrap(),
        Period::Month => day.first_of_month().unwrap(),
    }
}

fn later(start: &jiff::Zoned, period: Period, k: i64) -> i64 {
    let span = match period {
        Period::Day => Span::new().days(k),
        Period::Week => Span::new().days(7 * k),
        Period::Month => Span::new().months(k),
    };
    start.checked_add(span).unwrap().timestamp().as_second()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn calendar_retention_is_what_a_calendar_says(
        mut rows in rows(70 * DAY), unbounded: bool,
        period in proptest::sample::select(vec![Period::Day, Period::Week, Period::Month]),
    ) {
        rows.iter_mut().for_each(|row| row.time += BEGIN);
        let mut retention =
            Retention::new(period, 12).time_zone("Europe/Berlin").week_start(Weekday::Sunday);
        retention.unbounded = unbounded;
        let report = log(&rows).run(&retention).unwrap();
        for k in 0..=12 {
            let (mut eligible, mut count) = (0, 0);
            for journey in journeys(&rows) {
                let start = begin(journey[0].time, period);
                let (from, to) = (later(&start, period, k), later(&start, period, k + 1));
                if to <= end(&rows) {
                    eligible += 1;
                    let back = journey.iter().any(|row| row.time >= from && (unbounded || row.time < to));
                    count += u64::from(back);
                }
            }
            let found = report.overall.get(k as usize).map(|row| (row.eligible, row.count));
            prop_assert_eq!(found.unwrap_or_default(), (eligible, count), "period {}", k);
        }
    }

    #[test]
    fn rolling_retention_is_what_a_stopwatch_says(rows in rows(9 * DAY), unbounded: bool) {
        let mut retention = Retention::new(Period::Day, 9).clock(Clock::Rolling);
        retention.unbounded = unbounded;
        let report = log(&rows).run(&retention).unwrap();
        for k in 0..=9 {
            let eligible: Vec<_> = journeys(&rows)
                .into_iter()
                .filter(|journey| journey[0].time + (k + 1) * DAY <= end(&rows))
                .collect();
            let back = eligible.iter().filter(|journey| {
                let number = |time: i64| (time - journey[0].time) / DAY;
                journey.iter().any(|row| number(row.time) == k || unbounded && number(row.time) > k)
            });
            let found = report.overall.get(k as usize).map(|row| (row.eligible, row.count));
            prop_assert_eq!(found.unwrap_or_default(), (eligible.len() as u64, back.count() as u64));
        }
    }

    #[test]
    fn unbounded_retention_is_never_lower_and_elapsed_time_leaves_out_more(rows in rows(9 * DAY)) {
        let log = log(&rows);
        let retention = Retention::new(Period::Day, 9);
        let on = log.run(&retention).unwrap();
        let after = log.run(&retention.clone().unbounded()).unwrap();
        let elapsed = log.run(&retention.eligibility(Eligibility::TimeElapsed)).unwrap();
        prop_assert_eq!(on.overall.len(), after.overall.len());
        for (on, after) in on.overall.iter().zip(&after.overall) {
            prop_assert!(on.count <= after.count && on.eligible == after.eligible);
        }
        prop_assert!(elapsed.overall.len() <= on.overall.len());
        for (elapsed, on) in elapsed.overall.iter().zip(&on.overall) {
            prop_assert!(elapsed.eligible <= on.eligible && elapsed.count <= on.count);
        }
        // Cohorts add up to the whole, and everybody is there in period 0.
        for whole in &on.overall {
            let cohorts = on.rows.iter().filter(|row| row.period == whole.period);
            let sum = cohorts.fold((0, 0), |sum, row| (sum.0 + row.eligible, sum.1 + row.count));
            prop_assert_eq!(sum, (whole.eligible, whole.count));
        }
        prop_assert!(on.overall.first().is_none_or(|row| row.count == row.eligible));
    }
}
