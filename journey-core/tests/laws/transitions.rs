//! Laws of transitions.

use std::collections::{BTreeMap, BTreeSet};

use journey_core::analysis::Transitions;
use proptest::prelude::*;

use crate::logs::{check_times, journeys, log, rows};

proptest! {
    #[test]
    fn transitions_are_the_pairs_of_neighbours(rows in rows(60)) {
        let report = log(&rows).run(&Transitions::new()).unwrap();
        let mut gaps: BTreeMap<(&str, &str), Vec<i64>> = BTreeMap::new();
        let mut who: BTreeMap<(&str, &str), BTreeSet<u8>> = BTreeMap::new();
        for journey in journeys(&rows) {
            for pair in journey.windows(2) {
                let edge = (pair[0].name(), pair[1].name());
                gaps.entry(edge).or_default().push(pair[1].time - pair[0].time);
                who.entry(edge).or_default().insert(pair[0].customer);
            }
        }
        prop_assert_eq!(report.rows.len(), gaps.len());
        for row in &report.rows {
            let edge = (row.source.as_str(), row.target.as_str());
            prop_assert_eq!(row.customers, who[&edge].len() as u64);
            check_times(&row.gap, gaps[&edge].clone());
        }
    }

    #[test]
    fn what_enters_a_touchpoint_also_leaves_it_or_ends_there(rows in rows(60)) {
        let report = log(&rows).run(&Transitions::new()).unwrap();
        for node in &report.nodes {
            let sum = |test: &dyn Fn(&str, &str) -> bool| {
                report.rows.iter().filter(|row| test(&row.source, &row.target)).map(|row| row.count).sum::<u64>()
            };
            prop_assert_eq!(node.starts + sum(&|_, target| target == node.touchpoint), node.count);
            prop_assert_eq!(node.ends + sum(&|source, _| source == node.touchpoint), node.count);
            let shares: Vec<f64> = report
                .rows
                .iter()
                .filter(|row| row.source == node.touchpoint)
                .filter_map(|row| row.probability.value)
                .collect();
            prop_assert!(shares.is_empty() || (shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        let starts: u64 = report.nodes.iter().map(|node| node.starts).sum();
        prop_assert_eq!(starts, report.customers);
    }
}

proptest! {
    #[test]
    fn longer_histories_and_later_targets_are_those_of_a_naive_count(rows in rows(60), order in 2..4usize, shards in 1..5usize) {
        let log = crate::logs::build(&rows, &crate::logs::Build { shards, ..Default::default() });
        let report = log.run(&Transitions::new().order(order)).unwrap();
        let mut expected: BTreeMap<Vec<&str>, Vec<i64>> = BTreeMap::new();
        let mut pairs: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for journey in journeys(&rows) {
            for window in journey.windows(order + 1) {
                let gap = window[order].time - window[order - 1].time;
                expected.entry(window.iter().map(|row| row.name()).collect()).or_default().push(gap);
            }
            for (at, row) in journey.iter().enumerate() {
                for later in &journey[at + 1..] {
                    *pairs.entry((row.name(), later.name())).or_default() += 1;
                }
            }
        }
        prop_assert_eq!(report.rows.len(), expected.len());
        for row in &report.rows {
            let path: Vec<&str> = row.history.iter().chain([&row.source, &row.target]).map(String::as_str).collect();
            prop_assert_eq!(row.count, expected[&path].len() as u64);
            check_times(&row.gap, expected[&path].clone());
        }
        let report = log.run(&Transitions::new().eventually()).unwrap();
        let found: BTreeMap<(&str, &str), u64> =
            report.rows.iter().map(|row| ((row.source.as_str(), row.target.as_str()), row.count)).collect();
        prop_assert_eq!(found, pairs);
        let direct = log.run(&Transitions::new()).unwrap();
        prop_assert_eq!(direct.nodes, report.nodes);
    }
}
