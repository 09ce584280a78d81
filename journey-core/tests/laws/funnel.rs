//! Laws of funnels.

use journey_core::analysis::{Funnel, FunnelMode};
use journey_core::model::TimeSpan;
use proptest::prelude::*;

use crate::logs::{Row, SECOND, TOUCHPOINTS, check_times, end, has, journeys, log, rows};

/// Steps that a journey passes: the longest chain of distinct events with times that do not fall, all within
/// the window of the first. Tried out in all ways.
fn naive(journey: &[Row], steps: &[&str], window: i64) -> usize {
    let mut used = vec![false; journey.len()];
    longest(journey, steps, window, &mut used, None)
}

fn longest(
    journey: &[Row],
    steps: &[&str],
    window: i64,
    used: &mut [bool],
    chain: Option<(i64, i64)>,
) -> usize {
    let Some((step, later)) = steps.split_first() else {
        return 0;
    };
    let mut best = 0;
    for (position, row) in journey.iter().enumerate() {
        let (start, last) = chain.unwrap_or((row.time, row.time));
        if !used[position] && row.name() == *step && row.time >= last && row.time - start <= window {
            used[position] = true;
            best = best.max(1 + longest(journey, later, window, used, Some((start, row.time))));
            used[position] = false;
        }
    }
    best
}

fn span(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * SECOND)
}

fn steps() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(vec!["A", "B", "C"]), 1..5)
}

fn modes() -> impl Strategy<Value = FunnelMode> {
    use FunnelMode::{Default, StrictDeduplication, StrictIncrease, StrictOrder};
    proptest::sample::select(vec![Default, StrictDeduplication, StrictOrder, StrictIncrease])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_funnel_counts_what_trying_all_chains_counts(rows in rows(14), steps in steps(), window in 0..15i64) {
        prop_assume!(has(&rows, &steps));
        let report = log(&rows).run(&Funnel::new(steps.clone()).within(span(window))).unwrap();
        let levels: Vec<usize> =
            journeys(&rows).iter().map(|journey| naive(journey, &steps, window)).collect();
        for (position, row) in report.rows.iter().enumerate() {
            let expected = levels.iter().filter(|&&level| level > position).count() as u64;
            prop_assert_eq!(row.customers, expected, "step {}", row.step);
        }
        // Open: not finished, and the last start's window runs beyond the data.
        let all = journeys(&rows);
        let open = all.iter().zip(&levels).filter(|(journey, level)| {
            let start = journey.iter().rev().find(|row| row.name() == steps[0]);
            **level < steps.len() && start.is_some_and(|row| row.time + window > end(&rows))
        });
        prop_assert_eq!(report.open, open.count() as u64);
    }

    #[test]
    fn step_counts_never_rise_and_everybody_is_converted_dropped_or_open(
        rows in rows(14), steps in steps(), mode in modes(), window in proptest::option::of(0..15i64),
    ) {
        prop_assume!(has(&rows, &steps));
        let mut funnel = Funnel::new(steps).mode(mode);
        funnel.within = window.map(span);
        let report = log(&rows).run(&funnel).unwrap();
        prop_assert!(report.rows.is_sorted_by(|a, b| a.customers >= b.customers));
        prop_assert_eq!(report.converted + report.dropped + report.open, report.rows[0].customers);
        prop_assert!(window.is_some() || report.open == 0);
        for pair in report.rows.windows(2) {
            prop_assert_eq!(pair[0].customers, pair[1].customers + pair[0].dropped + pair[0].open);
            prop_assert_eq!(pair[1].time_from_previous.n, pair[1].customers);
            let longest = pair[1].time_from_first.max_seconds.unwrap_or(0.0);
            prop_assert!(pair[1].time_from_previous.min_seconds.unwrap_or(0.0) >= 0.0);
            prop_assert!(window.is_none_or(|window| longest <= window as f64));
        }
    }

    #[test]
    fn a_wider_window_never_lowers_a_step(rows in rows(14), steps in steps(), mode in modes(), window in 0..15i64) {
        prop_assume!(has(&rows, &steps));
        let counts = |window| {
            let report = log(&rows).run(&Funnel::new(steps.clone()).mode(mode).within(span(window))).unwrap();
            report.rows.iter().map(|row| row.customers).collect::<Vec<_>>()
        };
        // Strict deduplication is the exception: a step that only the wider window lets pass may come again, and
        // then stops the customer.
        for (narrow, wide) in counts(window).into_iter().zip(counts(window + 3)) {
            prop_assert!(narrow <= wide || mode == FunnelMode::StrictDeduplication, "{narrow} > {wide}");
        }
    }

    #[test]
    fn strict_modes_never_count_more_than_the_default(rows in rows(14), steps in steps(), mode in modes()) {
        prop_assume!(has(&rows, &steps));
        let default = log(&rows).run(&Funnel::new(steps.clone())).unwrap();
        let strict = log(&rows).run(&Funnel::new(steps).mode(mode)).unwrap();
        for (strict, default) in strict.rows.iter().zip(&default.rows) {
            prop_assert!(strict.customers <= default.customers);
        }
    }

    #[test]
    fn a_funnel_of_one_step_counts_the_customers_with_it(rows in rows(14)) {
        prop_assume!(has(&rows, &["A"]));
        let report = log(&rows).run(&Funnel::new(["A"])).unwrap();
        let expected = journeys(&rows).iter().filter(|journey| journey.iter().any(|row| row.name() == "A")).count();
        prop_assert_eq!(report.rows[0].customers, expected as u64);
        prop_assert_eq!(report.dropped, 0);
        check_times(&report.time, Vec::new());
    }
}

/// Events of a journey such as `A1 B2 x3`.
fn journey_rows(text: &str, customer: u8) -> Vec<Row> {
    let event = |event: &str| Row {
        customer,
        time: event[1..].parse().unwrap(),
        touchpoint: TOUCHPOINTS.iter().position(|name| *name == &event[..1]).unwrap(),
        lasts: None,
        score: f64::NAN,
        weight: f64::NAN,
        channel: None,
    };
    text.split(' ').map(event).collect()
}

/// Levels of random journeys in all modes, as ClickHouse's windowFunnel computed them.
#[test]
fn levels_equal_those_of_clickhouse() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/oracle/chdb/window_funnel.json");
    let document: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut compared = 0;
    for (mode, settings) in document["values"].as_object().unwrap() {
        let mode: FunnelMode = serde_json::from_value(mode.as_str().into()).unwrap();
        for (setting, cases) in settings.as_object().unwrap() {
            let (steps, window) = setting.split_once(" steps, ").unwrap();
            let funnel = Funnel::new(TOUCHPOINTS[..steps.parse().unwrap()].iter().copied())
                .within(window.parse().unwrap());
            for (text, level) in cases.as_object().unwrap() {
                let mut rows = journey_rows(text, 0);
                // Another customer, who never starts, and one who only starts bring all steps into the log.
                rows.extend(journey_rows("B0 C0 D0", 1));
                rows.extend(journey_rows("A0", 2));
                let report = log(&rows).run(&funnel.clone().mode(mode)).unwrap();
                let found: u64 = report.rows.iter().map(|row| row.customers).sum();
                assert_eq!(found - 1, level.as_u64().unwrap(), "{mode:?}, {setting}: {text}");
                compared += 1;
            }
        }
    }
    assert!(compared > 800);
}
