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
