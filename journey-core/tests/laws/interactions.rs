//! Laws of interactions per customer.

use journey_core::analysis::{InteractionRow, Interactions};
use proptest::prelude::*;

use crate::logs::{Row, journeys, log, rows};

/// Compares a row with the numbers of events of each customer.
fn compare(found: &InteractionRow, numbers: &[u64]) {
    assert_eq!(found.customers, numbers.len() as u64);
    assert_eq!(found.count, numbers.iter().sum::<u64>());
    for bucket in &found.distribution {
        let customers = numbers.iter().filter(|number| **number == bucket.events).count();
        assert_eq!(bucket.customers, customers as u64);
    }
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<u64>() as f64 / n;
    assert_eq!(found.mean.value, (n > 0.0).then_some(mean));
    let variance = numbers.iter().map(|x| (*x as f64 - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let half = 1.959_963_984_540_054 * (variance / n).sqrt();
    assert_eq!(found.mean.high.is_some(), n > 1.0);
    if let Some(high) = found.mean.high {
        assert!((high - mean - half).abs() < 1e-9);
    }
}

proptest! {
    #[test]
    fn interactions_are_events_of_those_who_have_some(rows in rows(60)) {
        let report = log(&rows).run(&Interactions::new()).unwrap();
        let numbers = |test: &dyn Fn(&Row) -> bool| -> Vec<u64> {
            let counts = journeys(&rows).iter().map(|journey| journey.iter().filter(|row| test(row)).count() as u64).collect::<Vec<_>>();
            counts.into_iter().filter(|count| *count > 0).collect()
        };
        compare(&report.overall, &numbers(&|_| true));
        for row in &report.rows {
            compare(row, &numbers(&|event| Some(event.name()) == row.touchpoint.as_deref()));
        }
        let events: u64 = report.rows.iter().map(|row| row.count).sum();
        prop_assert_eq!(events, rows.len() as u64);
    }
}
