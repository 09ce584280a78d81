//! Laws of variants.

use std::collections::BTreeMap;

use journey_core::analysis::Variants;
use proptest::prelude::*;

use crate::logs::{journeys, log, rows};

proptest! {
    #[test]
    fn variants_are_the_distinct_paths(rows in rows(60)) {
        let report = log(&rows).run(&Variants::new()).unwrap();
        let mut expected: BTreeMap<Vec<&str>, u64> = BTreeMap::new();
        for journey in journeys(&rows) {
            *expected.entry(journey.iter().map(|row| row.name()).collect()).or_default() += 1;
        }
        let found: BTreeMap<Vec<&str>, u64> = report
            .rows
            .iter()
            .map(|row| (row.path.iter().map(String::as_str).collect(), row.customers))
            .collect();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(report.variants, expected.len() as u64);
        prop_assert_eq!(report.unique_variants, expected.values().filter(|count| **count == 1).count() as u64);
        let keys = report.rows.iter().map(|row| (std::cmp::Reverse(row.customers), &row.path));
        prop_assert!(keys.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn shares_and_the_remainder_sum_to_1(rows in rows(60), top in 1..4usize) {
        let report = log(&rows).run(&Variants::new().top(top)).unwrap();
        prop_assert!(report.rows.len() <= top);
        let listed: u64 = report.rows.iter().map(|row| row.customers).sum();
        prop_assert_eq!(listed + report.other_customers, report.customers);
        if let Some(last) = report.rows.last() {
            let rest = report.other_customers as f64 / report.customers as f64;
            prop_assert!((last.cumulative_share + rest - 1.0).abs() < 1e-12);
            let sum: f64 = report.rows.iter().filter_map(|row| row.share.value).sum();
            prop_assert!((sum - last.cumulative_share).abs() < 1e-12);
        }
        let all = log(&rows).run(&Variants::new()).unwrap();
        prop_assert_eq!(&all.rows[..report.rows.len()], &report.rows[..]);
    }
}
