//! Laws of outcomes.

use std::collections::BTreeSet;

use journey_core::analysis::Outcomes;
use journey_core::model::Pattern;
use proptest::prelude::*;

use crate::logs::{Build, TOUCHPOINTS, build, journeys, rows};

proptest! {
    #[test]
    fn probabilities_keep_the_equations_of_the_chain(rows in rows(60), goal in 0..5usize, shards in 1..5usize) {
        let log = build(&rows, &Build { shards, ..Build::default() });
        let pattern: Pattern = format!("\"{}\"", TOUCHPOINTS[goal]).parse().unwrap();
        let Ok(report) = log.run(&Outcomes::of(pattern)) else { return Ok(()) };
        let mut paths = Vec::new();
        for journey in journeys(&rows) {
            let end = journey.iter().position(|row| row.touchpoint == goal);
            let names: Vec<&str> = journey[..end.unwrap_or(journey.len())].iter().map(|row| row.name()).collect();
            paths.push((names, end.is_some()));
        }
        let won: Vec<_> = paths.iter().filter(|(_, won)| *won).collect();
        prop_assert_eq!((report.succeeded, report.customers), (won.len() as u64, paths.len() as u64));
        let value = |name: &str| report.rows.iter().find(|row| row.touchpoint == name).unwrap();
        for row in &report.rows {
            // What comes after each event here, on average: the chain is its own mean.
            let (mut p, mut steps, mut n) = (0.0, 0.0, 0.0);
            for (path, won) in &paths {
                for at in (0..path.len()).filter(|at| path[*at] == row.touchpoint) {
                    n += 1.0;
                    match path.get(at + 1) {
                        Some(next) => (p, steps) = (p + value(next).probability, steps + 1.0 + value(next).steps),
                        None => (p, steps) = (p + f64::from(u8::from(*won)), steps + 1.0),
                    }
                }
            }
            prop_assert!((row.probability - p / n).abs() < 1e-9, "{} {}", row.probability, p / n);
            prop_assert!((row.steps - steps / n).abs() < 1e-9 * row.steps);
            let here = |path: &[&str]| path.contains(&row.touchpoint.as_str());
            prop_assert_eq!(row.customers, paths.iter().filter(|(path, _)| here(path)).count() as u64);
            prop_assert_eq!(row.required, !won.is_empty() && won.iter().all(|(path, _)| here(path)));
        }
        // What no way of moves leaves out, no journey leaves out.
        let required: BTreeSet<&String> = report.required.iter().collect();
        prop_assert!(report.dominators.iter().all(|name| required.contains(name)));
        // The most probable path is possible, and not less probable than any journey that succeeded.
        prop_assert_eq!(report.path_probability.is_some(), !won.is_empty());
        let moves = |a: Option<&str>, b: Option<&str>| {
            let steps = |path: &(Vec<&str>, bool)| -> (u64, u64) {
                let all: Vec<Option<&str>> = std::iter::once(None).chain(path.0.iter().copied().map(Some)).collect();
                let from = all.iter().enumerate().filter(|(_, here)| **here == a);
                from.fold((0, 0), |(hits, n), (at, _)| {
                    let next = all.get(at + 1).copied().flatten();
                    let hit = next == b && (b.is_some() || path.1);
                    (hits + u64::from(hit), n + 1)
                })
            };
            let (hits, n) = paths.iter().map(steps).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            hits as f64 / n as f64
        };
        let chance = |path: &[&str]| {
            let all: Vec<Option<&str>> = std::iter::once(None).chain(path.iter().copied().map(Some)).chain([None]).collect();
            all.windows(2).map(|pair| moves(pair[0], pair[1])).product::<f64>()
        };
        if let Some(best) = report.path_probability {
            let path: Vec<&str> = report.path.iter().map(String::as_str).collect();
            prop_assert!((chance(&path) - best).abs() < 1e-12);
            prop_assert!(won.iter().all(|(path, _)| chance(path) <= best + 1e-12));
        }
    }
}
