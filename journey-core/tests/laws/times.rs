//! Laws of time spent and waiting time.

use std::collections::BTreeSet;

use journey_core::analysis::{TimeSpent, WaitingTime};
use proptest::prelude::*;

use crate::logs::{Row, TOUCHPOINTS, check_times, journeys, log, rows};

/// Naive visits: runs of equal touchpoints.
fn visits(journey: &[Row]) -> Vec<Vec<Row>> {
    let mut visits: Vec<Vec<Row>> = Vec::new();
    for row in journey {
        match visits.last_mut() {
            Some(visit) if visit[0].touchpoint == row.touchpoint => visit.push(*row),
            _ => visits.push(vec![*row]),
        }
    }
    visits
}

fn over(visit: &[Row]) -> i64 {
    let last = visit[visit.len() - 1];
    last.end().unwrap_or(last.time)
}

proptest! {
    #[test]
    fn time_spent_is_that_of_naive_visits(rows in rows(60)) {
        let report = log(&rows).run(&TimeSpent::new()).unwrap();
        let all: Vec<Vec<Row>> = journeys(&rows).iter().flat_map(|journey| visits(journey)).collect();
        prop_assert_eq!(report.visits, all.len() as u64);
        for name in TOUCHPOINTS {
            let here: Vec<&Vec<Row>> = all.iter().filter(|visit| visit[0].name() == name).collect();
            let Some(row) = report.rows.iter().find(|row| row.touchpoint == name) else {
                prop_assert!(here.is_empty());
                continue;
            };
            let known = |visit: &&&Vec<Row>| visit.len() > 1 || visit[0].lasts.is_some();
            let seconds: Vec<i64> =
                here.iter().filter(known).map(|visit| over(visit) - visit[0].time).collect();
            prop_assert_eq!(row.visits, here.len() as u64);
            prop_assert_eq!(row.unmeasured, (here.len() - seconds.len()) as u64);
            let customers: BTreeSet<u8> = here.iter().map(|visit| visit[0].customer).collect();
            prop_assert_eq!(row.customers, customers.len() as u64);
            check_times(&row.time, seconds);
        }
    }

    #[test]
    fn waiting_time_is_that_between_naive_visits(rows in rows(60)) {
        let report = log(&rows).run(&WaitingTime::new()).unwrap();
        let mut all = Vec::new();
        for journey in journeys(&rows) {
            let visits = visits(&journey);
            all.extend(visits.windows(2).map(|pair| (pair[1][0].name(), pair[1][0].time - over(&pair[0]))));
        }
        prop_assert_eq!(report.overlaps, all.iter().filter(|(_, gap)| *gap < 0).count() as u64);
        check_times(&report.time, all.iter().map(|(_, gap)| (*gap).max(0)).collect());
        for row in &report.rows {
            let here = all.iter().filter(|(name, _)| *name == row.touchpoint);
            check_times(&row.time, here.map(|(_, gap)| (*gap).max(0)).collect());
            prop_assert_eq!(row.first + row.time.n, row.visits);
        }
        // Every journey has one visit that nobody waits for.
        let first: u64 = report.rows.iter().map(|row| row.first).sum();
        prop_assert_eq!(first, journeys(&rows).len() as u64);
    }
}
