//! Laws of rework.

use std::collections::{BTreeMap, BTreeSet};

use journey_core::analysis::Rework;
use proptest::prelude::*;

use crate::logs::{Build, build, check_times, journeys, rows};

/// Times and customers.
type Way = (Vec<i64>, BTreeSet<u8>);

proptest! {
    #[test]
    fn every_event_is_a_first_one_a_self_loop_or_a_return(rows in rows(60), shards in 1..5usize) {
        let log = build(&rows, &Build { shards, ..Build::default() });
        let report = log.run(&Rework::new().by("channel")).unwrap();
        let mut loops: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
        let mut ways: BTreeMap<(&str, &str), Way> = BTreeMap::new();
        for journey in journeys(&rows) {
            for (at, row) in journey.iter().enumerate() {
                let Some(before) = (0..at).rev().find(|before| journey[*before].touchpoint == row.touchpoint) else { continue };
                let gap = row.time - journey[before].time;
                if before + 1 == at {
                    loops.entry(row.name()).or_default().push(gap);
                } else {
                    let way = ways.entry((row.name(), journey[before + 1].name())).or_default();
                    way.0.push(gap);
                    way.1.insert(row.customer);
                }
            }
        }
        for row in &report.rows {
            prop_assert_eq!(row.count, row.customers + row.self_loops + row.returns);
            prop_assert!(row.rework_customers >= row.self_loop_customers.max(row.return_customers));
            prop_assert!(row.self_loops_same.unwrap() + row.self_loops_other.unwrap() <= row.self_loops);
            check_times(&row.self_loop_time, loops.get(row.touchpoint.as_str()).cloned().unwrap_or_default());
            let returned: u64 =
                report.returns.iter().filter(|way| way.touchpoint == row.touchpoint).map(|way| way.count).sum();
            prop_assert_eq!(returned, row.returns);
        }
        prop_assert_eq!(report.returns.len(), ways.len());
        for way in &report.returns {
            let (times, who) = &ways[&(way.touchpoint.as_str(), way.via.as_str())];
            prop_assert_eq!(way.customers, who.len() as u64);
            check_times(&way.time, times.clone());
        }
        prop_assert_eq!(report.rows.iter().map(|row| row.count).sum::<u64>(), rows.len() as u64);
    }
}
