//! Laws of what if.

use std::collections::BTreeMap;

use journey_core::analysis::{FlowChange, WhatIf, WhatIfEffect, WhatIfReport};
use journey_core::model::Pattern;
use journey_core::{EventLog, Result};
use proptest::prelude::*;

use crate::logs::{Row, TOUCHPOINTS, journeys, log, rows};

/// Journeys up to the first visit to a goal: names and seconds, and whether they came to it.
fn paths(rows: &[Row], goal: usize) -> Vec<(Vec<(&'static str, i64)>, bool)> {
    let one = |journey: Vec<Row>| {
        let end = journey.iter().position(|row| row.touchpoint == goal);
        let until = end.map_or(journey.len(), |end| end + 1);
        (journey[..until].iter().map(|row| (row.name(), row.time)).collect(), end.is_some())
    };
    journeys(rows).into_iter().map(one).collect()
}

fn ask(log: &EventLog, goal: usize, changes: Vec<FlowChange>) -> Result<WhatIfReport> {
    let success: Pattern = format!("\"{}\"", TOUCHPOINTS[goal]).parse()?;
    log.run(&WhatIf { changes, ..WhatIf::of(success).value("score") })
}

fn effects(report: &WhatIfReport) -> impl Iterator<Item = &WhatIfEffect> {
    let figures = [&report.conversion, &report.time_seconds].into_iter().chain(&report.value);
    figures.chain(report.rows.iter().map(|row| &row.visits))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// A naive model: shares of moves as a map, changed at one drop-off, and 4,000 steps of all customers.
fn walked(paths: &[(Vec<(&'static str, i64)>, bool)], drop: (&str, f64)) -> (f64, BTreeMap<String, f64>) {
    let mut counts: BTreeMap<String, BTreeMap<String, f64>> = BTreeMap::new();
    for (path, won) in paths {
        let mut here = "start".to_string();
        for (at, (name, _)) in path.iter().enumerate() {
            let name = if *won && at + 1 == path.len() { "won" } else { name };
            *counts.entry(here).or_default().entry(name.into()).or_default() += 1.0;
            here = name.into();
        }
        if !won {
            *counts.entry(here).or_default().entry("lost".into()).or_default() += 1.0;
        }
    }
    for (source, row) in &mut counts {
        let total: f64 = row.values().sum();
        row.values_mut().for_each(|share| *share /= total);
        let old = row.get("lost").copied().unwrap_or_default();
        if source == drop.0 {
            row.values_mut().for_each(|share| *share *= (1.0 - drop.1) / (1.0 - old));
            row.insert("lost".into(), drop.1);
        }
    }
    let mut there = BTreeMap::from([("start".to_string(), 1.0)]);
    let mut visits: BTreeMap<String, f64> = BTreeMap::new();
    for _ in 0..4000 {
        let mut next = BTreeMap::new();
        for (place, mass) in &there {
            for (target, share) in counts.get(place).into_iter().flatten() {
                *next.entry(target.clone()).or_default() += mass * share;
                *visits.entry(target.clone()).or_default() += mass * share;
            }
        }
        there = next;
    }
    (visits.get("won").copied().unwrap_or_default(), visits)
}

proptest! {
    #[test]
    fn without_changes_the_chain_says_what_was_observed_and_nothing_differs(rows in rows(60), goal in 0..5usize) {
        let log = log(&rows);
        let Ok(report) = ask(&log, goal, Vec::new()) else { return Ok(()) };
        for effect in effects(&report) {
            prop_assert_eq!(effect.before.value.map(f64::to_bits), effect.after.value.map(f64::to_bits));
            prop_assert_eq!(effect.difference.value, effect.before.value.map(|_| 0.0));
        }
        let paths = paths(&rows, goal);
        let n = paths.len() as f64;
        prop_assert_eq!(report.customers, paths.len() as u64);
        let won = paths.iter().filter(|(_, won)| *won).count() as f64;
        prop_assert!(near(report.conversion.before.value.unwrap(), won / n));
        let seconds: i64 = paths.iter().map(|(path, _)| path.last().unwrap().1 - path[0].1).sum();
        prop_assert!(near(report.time_seconds.before.value.unwrap(), seconds as f64 / n));
        for row in &report.rows {
            let count = paths.iter().flat_map(|(path, _)| path).filter(|(name, _)| *name == row.touchpoint).count();
            prop_assert_eq!(row.count, count as u64);
            prop_assert!(near(row.visits.before.value.unwrap(), count as f64 / n));
        }
    }

    #[test]
    fn a_factor_of_one_changes_nothing_to_the_bit(rows in rows(60), goal in 0..5usize) {
        let log = log(&rows);
        let Ok(report) = ask(&log, goal, Vec::new()) else { return Ok(()) };
        for row in report.rows.iter().filter(|row| row.drop_off.value.is_some_and(|share| share > 0.0)) {
            let same = ask(&log, goal, vec![FlowChange::drop_off_factor(&row.touchpoint, 1.0)]).unwrap();
            prop_assert_eq!(&same, &report);
        }
    }

    #[test]
    fn less_drop_off_never_means_less_success_and_a_naive_walk_agrees(
        rows in rows(60), goal in 0..5usize, share in 0.05..1.0f64,
    ) {
        let log = log(&rows);
        let Ok(before) = ask(&log, goal, Vec::new()) else { return Ok(()) };
        let paths = paths(&rows, goal);
        for row in before.rows.iter().filter(|row| row.drop_off.value.is_some_and(|drop| drop < 1.0)) {
            let (name, old) = (row.touchpoint.as_str(), row.drop_off.value.unwrap());
            let report = ask(&log, goal, vec![FlowChange::drop_off_share(name, share)]).unwrap();
            let difference = report.conversion.difference.value.unwrap();
            let less = share <= old;
            prop_assert!((less && difference >= -1e-12) || (!less && difference <= 1e-12), "{difference}");
            let (conversion, visits) = walked(&paths, (name, share));
            prop_assert!(near(report.conversion.after.value.unwrap(), conversion));
            for row in report.rows.iter().filter(|row| row.touchpoint != TOUCHPOINTS[goal]) {
                let walked = visits.get(&row.touchpoint).copied().unwrap_or_default();
                prop_assert!(near(row.visits.after.value.unwrap(), walked), "{} {walked}", row.touchpoint);
            }
            // The derivative is what a small change does.
            let little = ask(&log, goal, vec![FlowChange::drop_off_share(name, (old + 1e-6).min(1.0))]).unwrap();
            let slope = little.conversion.after.value.unwrap() - before.conversion.before.value.unwrap();
            prop_assert!((slope - row.sensitivity.unwrap() * 1e-6).abs() < 1e-9, "{slope} {:?}", row.sensitivity);
        }
    }

    #[test]
    fn a_lever_gains_what_the_change_to_the_median_brings(rows in rows(60), goal in 0..5usize) {
        let log = log(&rows);
        let Ok(report) = ask(&log, goal, Vec::new()) else { return Ok(()) };
        let mut gains = Vec::new();
        for lever in &report.levers {
            let median = report.median_drop_off.unwrap();
            prop_assert!(lever.drop_off > median);
            let changed = ask(&log, goal, vec![FlowChange::drop_off_share(&lever.touchpoint, median)]).unwrap();
            prop_assert!(near(lever.gain.value.unwrap(), changed.conversion.difference.value.unwrap()));
            gains.push(lever.gain.value.unwrap());
        }
        prop_assert!(gains.is_sorted_by(|a, b| a >= b) && gains.iter().all(|gain| *gain > 0.0));
    }

    #[test]
    fn time_changes_nothing_but_time(rows in rows(60), goal in 0..5usize, factor in 0.0..3.0f64) {
        let log = log(&rows);
        let paths = paths(&rows, goal);
        for name in TOUCHPOINTS {
            let Ok(report) = ask(&log, goal, vec![FlowChange::waiting_factor(name, factor)]) else { continue };
            prop_assert_eq!(report.conversion.difference.value, Some(0.0));
            let into = paths.iter().flat_map(|(path, _)| path.windows(2)).filter(|pair| pair[1].0 == name);
            let waited: i64 = into.map(|pair| pair[1].1 - pair[0].1).sum();
            let more = (factor - 1.0) * waited as f64 / paths.len() as f64;
            prop_assert!(near(report.time_seconds.difference.value.unwrap(), more));
        }
    }
}
