//! Laws of bottlenecks.

use std::collections::BTreeMap;

use journey_core::analysis::{Bottlenecks, Transitions};
use journey_core::model::TimeSpan;
use proptest::prelude::*;

use crate::logs::{SECOND, TOUCHPOINTS, journeys, log, rows};

proptest! {
    #[test]
    fn waits_are_those_of_a_naive_model(rows in rows(60), target in 0..40i64) {
        let log = log(&rows);
        let mut question = Bottlenecks::new().batches(2, TimeSpan::from_micros(2 * SECOND));
        for name in TOUCHPOINTS.iter().filter(|name| rows.iter().any(|row| row.name() == **name)) {
            question = question.target(*name, TimeSpan::from_micros(target * SECOND));
        }
        let report = log.run(&question).unwrap();
        let mut waits: BTreeMap<(&str, &str), Vec<(i64, i64)>> = BTreeMap::new();
        for journey in journeys(&rows) {
            for pair in journey.windows(2) {
                let end = pair[0].end().unwrap_or(pair[0].time).min(pair[1].time);
                waits.entry((pair[0].name(), pair[1].name())).or_default().push((end, pair[1].time));
            }
        }
        prop_assert_eq!(report.rows.len(), waits.len());
        for row in &report.rows {
            let waits = &waits[&(row.source.as_str(), row.target.as_str())];
            let lost: i64 = waits.iter().map(|(from, to)| (to - from - target).max(0)).sum();
            prop_assert!((row.lost_seconds.value.unwrap() - lost as f64).abs() < 1e-9 * lost.max(1) as f64);
            let together = |a: &(i64, i64), b: &(i64, i64)| a.0 < b.0 && b.0 < a.1;
            let pairs = || waits.iter().flat_map(|a| waits.iter().map(move |b| (a, b))).filter(|(a, b)| together(a, b));
            prop_assert_eq!(row.overtaken.n, pairs().count() as u64);
            let overtaken = pairs().filter(|(a, b)| b.1 < a.1).count();
            let share = (row.overtaken.n > 0).then(|| overtaken as f64 / row.overtaken.n as f64);
            prop_assert_eq!(row.overtaken.value, share);
            prop_assert_eq!(row.bands.iter().map(|band| band.count).sum::<u64>(), row.count);
            let load = waits.iter().map(|b| waits.iter().filter(|a| together(a, b)).count() as u64).max();
            prop_assert_eq!(row.bands.last().map(|band| band.most), load);
            prop_assert!(row.batch_share.is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
    }

    #[test]
    fn moves_are_those_of_transitions(rows in rows(60)) {
        let log = log(&rows);
        let report = log.run(&Bottlenecks::new()).unwrap();
        let mut found: Vec<_> =
            report.rows.iter().map(|row| (row.source.clone(), row.target.clone(), row.count, row.customers)).collect();
        let transitions = log.run(&Transitions::new()).unwrap();
        let mut expected: Vec<_> = transitions
            .rows
            .iter()
            .map(|row| (row.source.clone(), row.target.clone(), row.count, row.customers))
            .collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_wider_target_never_means_more_time_lost(rows in rows(60), target in 0..40i64) {
        prop_assume!(rows.iter().any(|row| row.name() == "A"));
        let log = log(&rows);
        let lost = |target: i64| {
            log.run(&Bottlenecks::new().target("A", TimeSpan::from_micros(target * SECOND))).unwrap().lost_seconds
        };
        prop_assert!(lost(target + 1) <= lost(target));
    }
}
