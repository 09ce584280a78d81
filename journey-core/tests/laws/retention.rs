//! Laws of retention.

use jiff::{Span, Timestamp};
use journey_core::analysis::{Clock, Eligibility, Retention, ReturnRule, Weekday};
use journey_core::model::Period;
use proptest::prelude::*;

use crate::logs::{Build, build, end, journeys, log, rows};

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
        Period::Hour => unreachable!("hours are no days"),
    }
}

fn later(start: &jiff::Zoned, period: Period, k: i64) -> i64 {
    let span = match period {
        Period::Day => Span::new().days(k),
        Period::Week => Span::new().days(7 * k),
        Period::Month => Span::new().months(k),
        Period::Hour => unreachable!("hours are no days"),
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

    #[test]
    fn rules_are_ordered_and_cumulative_ones_monotone(rows in rows(12 * DAY), rolling: bool, minimum in 1..3u32) {
        let log = log(&rows);
        let clock = if rolling { Clock::Rolling } else { Clock::Calendar };
        let retention = Retention::new(Period::Day, 11).clock(clock).minimum(minimum);
        let run = |rule| log.run(&retention.clone().rule(rule)).unwrap();
        let [on, after, before, streak] =
            [ReturnRule::On, ReturnRule::OnOrAfter, ReturnRule::OnOrBefore, ReturnRule::Streak].map(run);
        for k in 0..on.overall.len() {
            let [on, after, before, streak] = [&on, &after, &before, &streak].map(|report| &report.overall[k]);
            prop_assert!(streak.count <= on.count && on.count <= after.count && on.count <= before.count);
            prop_assert!([after, before, streak].iter().all(|other| other.eligible == on.eligible));
        }
        // In a cohort of one age the eligible are the same in all complete periods.
        for (report, rises) in [(&before, true), (&after, false)] {
            for pair in report.rows.windows(2).filter(|pair| pair[0].cohort == pair[1].cohort && pair[1].complete) {
                let (a, b) = (pair[0].count, pair[1].count);
                let monotone = if rises { pair[0].period == 0 || a <= b } else { a >= b };
                prop_assert!(monotone);
            }
        }
    }

    #[test]
    fn what_is_said_in_two_ways_is_the_same(rows in rows(12 * DAY), unbounded: bool, shards in 1..8usize) {
        let sharded = build(&rows, &Build { shards, ..Build::default() });
        let retention = Retention::new(Period::Day, 6);
        let one = log(&rows).run(&if unbounded { retention.clone().unbounded() } else { retention.clone() }).unwrap();
        // Brackets of one period each take the way of chosen events.
        let rule = if unbounded { ReturnRule::OnOrAfter } else { ReturnRule::On };
        let other = sharded.run(&retention.clone().brackets(0..8).rule(rule)).unwrap();
        prop_assert_eq!(&one, &other);
        let any = sharded.run(&retention.start("any".parse().unwrap()).rule(rule)).unwrap();
        prop_assert_eq!(&one, &any);
    }

    #[test]
    fn groups_add_up_and_values_are_those_of_the_returns(rows in rows(9 * DAY)) {
        let retention = Retention::new(Period::Day, 20).by("channel").value("score");
        let report = log(&rows).run(&retention).unwrap();
        for (k, whole) in report.overall.iter().enumerate().filter(|(_, row)| row.group.is_none()) {
            let mut worth = 0.0;
            for journey in journeys(&rows) {
                let day = |row: &crate::logs::Row| row.time / DAY - journey[0].time / DAY;
                if journey[0].time / DAY + (k as i64) < end(&rows) / DAY {
                    worth += journey.iter().filter(|row| day(row) == k as i64 && row.score.is_finite()).map(|row| row.score).sum::<f64>();
                }
            }
            prop_assert!((whole.value.unwrap() - worth).abs() < 1e-9);
            let groups = report.overall.iter().filter(|row| row.group.is_some() && row.period == whole.period);
            let (eligible, count) = groups.fold((0, 0), |sum, row| (sum.0 + row.eligible, sum.1 + row.count));
            prop_assert!(eligible <= whole.eligible && count <= whole.count);
            let none = journeys(&rows).iter().any(|journey| journey[0].channel.is_none());
            prop_assert!(none || eligible == whole.eligible && count == whole.count);
        }
    }
}
