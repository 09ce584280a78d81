//! Laws of the lifecycle.

use std::collections::BTreeSet;

use journey_core::analysis::{Lifecycle, LifecycleRow};
use journey_core::model::Period;
use proptest::prelude::*;

use crate::logs::{Build, build, end, journeys, log, rows};

const DAY: i64 = 86_400;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn states_add_up_to_active_and_to_all_customers_seen(rows in rows(30 * DAY), after in 1..6u32, week: bool) {
        let period = if week { Period::Week } else { Period::Day };
        let lifecycle = Lifecycle::new(period).churn_after(after).by("channel");
        let report = log(&rows).run(&lifecycle).unwrap();
        prop_assert_eq!(&report, &build(&rows, &Build { shards: 7, ..Build::default() }).run(&lifecycle).unwrap());
        let of = |row: &LifecycleRow| row.group.clone();
        for pair in report.rows.windows(2).filter(|pair| of(&pair[0]) == of(&pair[1])) {
            // Whoever was active is returning or lost; whoever had churned is not among the customers of the next period.
            prop_assert_eq!(pair[0].active, pair[1].returning + pair[1].lost);
            prop_assert_eq!(pair[0].seen + pair[1].new, pair[1].seen);
            let stay = pair[0].customers - pair[0].churned + pair[0].new + pair[0].reactivated;
            prop_assert_eq!(pair[1].customers, stay);
        }
        for row in &report.rows {
            prop_assert_eq!(row.active, row.new + row.returning + row.resurrected);
            prop_assert_eq!(row.seen, row.active + row.dormant);
            prop_assert!(row.reactivated <= row.resurrected && row.churned <= row.customers);
            prop_assert!(row.lost <= row.dormant && row.customers <= row.seen);
            prop_assert!(row.stickiness.value.is_none_or(|value| 0.0 < value && value <= 1.0));
        }
        let everybody = journeys(&rows).len() as u64;
        let last = report.rows.iter().rfind(|row| row.group.is_none());
        prop_assert_eq!(last.map_or(0, |row| row.seen), everybody);
        prop_assert_eq!(report.usage[0].customers + report.usage[0].once, everybody);
        let shares: Vec<f64> = report.active_days.iter().filter(|row| row.group.is_none()).filter_map(|row| row.share.value).collect();
        prop_assert!(shares.is_empty() || (shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn states_by_day_are_those_of_the_sets_of_days(rows in rows(20 * DAY), after in 1..5i64) {
        let report = log(&rows).run(&Lifecycle::new(Period::Day).churn_after(after as u32)).unwrap();
        let first = rows.iter().map(|row| row.time / DAY).min().unwrap_or_default();
        let lives: Vec<BTreeSet<i64>> = journeys(&rows)
            .iter()
            .map(|journey| journey.iter().map(|row| row.time / DAY).collect())
            .collect();
        prop_assert_eq!(report.rows.len() as i64, if rows.is_empty() { 0 } else { end(&rows) / DAY - first + 1 });
        for (day, row) in (first..).zip(&report.rows) {
            let count = |holds: &dyn Fn(&BTreeSet<i64>, Option<i64>) -> bool| {
                let before = |life: &BTreeSet<i64>| life.range(..day).next_back().map(|before| day - before);
                lives.iter().filter(|life| holds(life, before(life))).count() as u64
            };
            prop_assert_eq!(row.active, count(&|life, _| life.contains(&day)));
            prop_assert_eq!(row.returning, count(&|life, since| life.contains(&day) && since == Some(1)));
            prop_assert_eq!(row.churned, count(&|life, since| !life.contains(&day) && since == Some(after)));
            prop_assert_eq!(row.reactivated, count(&|life, since| life.contains(&day) && since > Some(after)));
            prop_assert_eq!(row.customers, count(&|_, since| since.is_some_and(|since| since <= after)));
        }
    }
}
