//! Paths in real journeys, against numbers of other tools.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;

use common::{helpdesk, oracle, real_log, sha256};
use journey_core::analysis::{
    FrequentPatterns, Funnel, Rework, StepMatrix, StepPlace, Transitions, Variants,
};
use serde_json::Value;

#[test]
fn frequent_patterns_of_the_helpdesk_are_those_of_prefixspan() {
    let Some(log) = helpdesk() else { return };
    let expected = oracle("prefixspan", "helpdesk");
    for case in expected.as_array().unwrap() {
        let least = case["min_support"].as_u64().unwrap();
        let options = FrequentPatterns::new().min_support(least).length(1, 64);
        for (options, patterns) in [(options.clone(), &case["frequent"]), (options.closed(), &case["closed"])]
        {
            let report = log.run(&options).unwrap();
            let mut found: Vec<(Vec<String>, u64)> =
                report.rows.into_iter().map(|row| (row.path, row.customers)).collect();
            found.sort();
            assert_eq!(serde_json::to_value(found).unwrap(), *patterns, "{least}");
        }
    }
    // The numbers of patterns as published: 15 and 11, 31 and 23, 55 and 41.
    for (least, all, closed) in [(2290, 15, 11), (916, 31, 23), (458, 55, 41)] {
        let options = FrequentPatterns::new().min_support(least).length(1, 64);
        assert_eq!(log.run(&options).unwrap().found, all);
        assert_eq!(log.run(&options.closed()).unwrap().found, closed);
    }
    let report = log.run(&FrequentPatterns::new().min_support(2290)).unwrap();
    let support = |path: &[&str]| report.rows.iter().find(|row| row.path == path).unwrap().customers;
    assert_eq!(support(&["Resolve ticket"]), 4569);
    assert_eq!(support(&["Resolve ticket", "Closed"]), 4559);
    assert_eq!(support(&["Assign seriousness"]), 4495);
    assert_eq!(support(&["Assign seriousness", "Resolve ticket", "Closed"]), 4478);
    assert_eq!(support(&["Take in charge ticket"]), 4285);
}

/// Counts of a table of pm4py: rows, their sum, the digest of all of them.
fn compare(found: Vec<(Vec<String>, u64)>, expected: &Value, name: &str) {
    assert_eq!(found.len(), expected["rows"], "{name}");
    assert_eq!(found.iter().map(|(_, count)| *count).sum::<u64>(), expected["sum"], "{name}");
    let by_key: BTreeMap<&[String], u64> =
        found.iter().map(|(key, count)| (key.as_slice(), *count)).collect();
    for row in expected["top"].as_array().unwrap() {
        let key: Vec<String> = serde_json::from_value(row[0].clone()).unwrap();
        assert_eq!(by_key[key.as_slice()], row[1], "{name}: {key:?}");
    }
    let line = |(key, count): &(Vec<String>, u64)| format!("{}\u{1e}{count}\n", key.join("\u{1f}"));
    let mut lines: Vec<String> = found.iter().map(line).collect();
    lines.sort();
    assert_eq!(sha256(&lines.concat()), expected["sha256"], "{name}");
}

#[test]
fn transitions_variants_and_rework_are_those_of_pm4py() {
    for name in ["simple_shop", "helpdesk", "receipt", "traffic_fines"] {
        let log = if name == "helpdesk" { helpdesk() } else { real_log(name, None) };
        let Some(log) = log else { return };
        let expected = oracle("pm4py", &format!("paths_{name}"));
        let edges = |options: &Transitions| {
            let rows = log.run(options).unwrap().rows.into_iter();
            rows.map(|row| (vec![row.source, row.target], row.count)).collect::<Vec<_>>()
        };
        compare(edges(&Transitions::new()), &expected["transitions"], name);
        compare(edges(&Transitions::new().eventually()), &expected["eventually"], name);
        let variants = log.run(&Variants::new()).unwrap();
        compare(
            variants.rows.into_iter().map(|row| (row.path, row.customers)).collect(),
            &expected["variants"],
            name,
        );
        let rework = log.run(&Rework::new()).unwrap();
        let again: BTreeMap<String, u64> = rework
            .rows
            .into_iter()
            .filter(|row| row.rework_customers > 0)
            .map(|row| (row.touchpoint, row.rework_customers))
            .collect();
        assert_eq!(serde_json::to_value(again).unwrap(), expected["rework"], "{name}");
    }
}

#[test]
fn step_matrices_of_the_shop_are_those_of_retentioneering_and_pandas() {
    let Some(log) = real_log("simple_shop", None) else { return };
    let (retentioneering, pandas) =
        (oracle("retentioneering", "simple_shop"), oracle("pandas", "simple_shop_steps"));
    let cases = [retentioneering["step_matrices"].as_array().unwrap(), pandas.as_array().unwrap()];
    for case in cases.into_iter().flatten() {
        let steps = |name: &str| usize::try_from(case[name].as_u64().unwrap()).unwrap();
        let options = StepMatrix {
            anchor: case["anchor"].as_str().map(|anchor| anchor.parse().unwrap()),
            occurrence: if case["last"] == true { -1 } else { 1 },
            ..StepMatrix::new().before(steps("before")).after(steps("after"))
        };
        let report = log.run(&options).unwrap();
        assert_eq!(report.customers, case["paths"]);
        let mut found: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
        for row in report.rows {
            let place = row.touchpoint.unwrap_or_else(|| match row.place {
                StepPlace::Ended => "ENDED".into(),
                _ => "NOT STARTED".into(),
            });
            found.entry(row.step.to_string()).or_default().insert(place, row.customers);
        }
        assert_eq!(serde_json::to_value(found).unwrap(), case["steps"], "{}", case["anchor"]);
    }
}

#[test]
fn funnels_of_the_shop_are_those_of_retentioneering() {
    let Some(log) = real_log("simple_shop", None) else { return };
    let cases = oracle("retentioneering", "simple_shop");
    for case in cases["funnels"].as_array().unwrap() {
        let steps: Vec<(&str, u64)> = case
            .as_array()
            .unwrap()
            .iter()
            .map(|step| (step[0].as_str().unwrap(), step[1].as_u64().unwrap()))
            .collect();
        let report = log.run(&Funnel::new(steps.iter().map(|(name, _)| *name))).unwrap();
        let found: Vec<(&str, u64)> =
            report.rows.iter().map(|row| (row.touchpoint.as_str(), row.customers)).collect();
        assert_eq!(found, steps);
    }
}
