//! Compares reports on real data with the values that other tools computed (`testdata/oracle`): whole
//! numbers equal, others to 1e-9 relative.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::collections::BTreeMap;

use common::{close, data, oracle, real_log, sha256};
use journey_core::JourneyMap;
use journey_core::analysis::{
    Funnel, TimeSpent, TransitionNode, TransitionReport, Transitions, VariantReport, Variants, WaitingTime,
};
use journey_core::work::Work;
use serde_json::Value;

/// Transitions against an oracle.
fn compare_transitions(report: &TransitionReport, expected: &Value, name: &str) {
    assert_eq!(report.customers, expected["customers"], "{name}");
    let events: u64 = report.nodes.iter().map(|node| node.count).sum();
    assert_eq!(events, expected["events"], "{name}");
    let counts = |count: fn(&TransitionNode) -> u64| -> BTreeMap<String, u64> {
        let nodes = report.nodes.iter().map(|node| (node.touchpoint.clone(), count(node)));
        nodes.filter(|(_, count)| *count > 0).collect()
    };
    assert_eq!(serde_json::to_value(counts(|node| node.starts)).unwrap(), expected["starts"], "{name}");
    assert_eq!(serde_json::to_value(counts(|node| node.ends)).unwrap(), expected["ends"], "{name}");
    let rows: BTreeMap<(&str, &str), _> =
        report.rows.iter().map(|row| ((row.source.as_str(), row.target.as_str()), row)).collect();
    let edges = expected["transitions"].as_array().unwrap();
    assert_eq!(rows.len(), edges.len(), "{name}");
    for edge in edges {
        let key = (edge["source"].as_str().unwrap(), edge["target"].as_str().unwrap());
        let row = rows[&key];
        assert_eq!(row.count, edge["count"], "{name}: {key:?}");
        if let Some(customers) = edge.get("customers") {
            assert_eq!(row.customers, *customers, "{name}: {key:?}");
        }
        close(row.gap.mean_seconds, &edge["mean_seconds"], &format!("{name}: mean of {key:?}"));
        close(row.gap.median_seconds, &edge["median_seconds"], &format!("{name}: median of {key:?}"));
        close(row.gap.min_seconds, &edge["min_seconds"], &format!("{name}: minimum of {key:?}"));
        close(row.gap.max_seconds, &edge["max_seconds"], &format!("{name}: maximum of {key:?}"));
    }
}

#[test]
fn transitions_equal_those_of_pm4py_and_of_plain_python() {
    for name in ["traffic_fines", "receipt", "simple_shop"] {
        let Some(log) = real_log(name, None) else { return };
        let report = log.run(&Transitions::new()).unwrap();
        for tool in ["pm4py", "plain"] {
            compare_transitions(&report, &oracle(tool, name), &format!("{tool} {name}"));
        }
    }
}

/// Variants against an oracle: the first twenty, and all of them by the digest of their list.
fn compare_variants(report: &VariantReport, expected: &Value, name: &str) {
    assert_eq!(report.variants, expected["variants"], "{name}");
    let mut lines: Vec<String> = report
        .rows
        .iter()
        .map(|row| format!("{}\u{1e}{}\n", row.path.join("\u{1f}"), row.customers))
        .collect();
    lines.sort();
    assert_eq!(sha256(&lines.concat()), expected["sha256"], "{name}");
    let top = expected["top"].as_array().unwrap();
    for (row, expected) in report.rows.iter().zip(top) {
        assert_eq!(row.customers, expected["count"], "{name}");
        assert_eq!(serde_json::to_value(&row.path).unwrap(), expected["path"], "{name}");
    }
    assert_eq!(report.rows.last().unwrap().cumulative_share, 1.0);
}

#[test]
fn variants_equal_those_of_pm4py_and_of_plain_python() {
    for name in ["traffic_fines", "receipt", "simple_shop"] {
        let Some(log) = real_log(name, None) else { return };
        let report = log.run(&Variants::new()).unwrap();
        for tool in ["pm4py", "plain"] {
            compare_variants(&report, &oracle(tool, name)["variants"], &format!("{tool} {name}"));
        }
    }
}

#[test]
fn funnels_equal_those_of_clickhouse() {
    let Some(log) = real_log("simple_shop", None) else { return };
    let expected = oracle("chdb", "simple_shop_funnel");
    let steps = ["catalog", "cart", "payment_choice", "payment_done"];
    for (mode, windows) in expected["microseconds"].as_object().unwrap() {
        for (window, customers) in windows.as_object().unwrap() {
            let funnel = Funnel::new(steps)
                .within(window.parse().unwrap())
                .mode(serde_json::from_value(mode.as_str().into()).unwrap());
            let report = log.run(&funnel).unwrap();
            let found: Vec<u64> = report.rows.iter().map(|row| row.customers).collect();
            assert_eq!(serde_json::to_value(found).unwrap(), *customers, "{mode} within {window}");
        }
    }
}

#[test]
fn reports_on_real_logs_do_not_depend_on_shards_and_threads() {
    if data("").is_none() {
        return;
    }
    for name in ["traffic_fines", "receipt", "simple_shop"] {
        let report = |shards, threads| {
            let log = real_log(name, Some(shards)).unwrap();
            let funnel = Funnel::new(["catalog", "cart", "payment_done"]).within("1m".parse().unwrap());
            let funnel: Vec<Funnel> = (name == "simple_shop").then_some(funnel).into_iter().collect();
            let analyses = (Transitions::new(), Variants::new(), TimeSpent::new(), WaitingTime::new());
            let run =
                || (log.fingerprint(), log.run(&analyses).unwrap(), log.run(funnel.as_slice()).unwrap());
            Work::new().threads(threads).run(run)
        };
        let expected = report(1, 1);
        for (shards, threads) in [(1, 2), (7, 1), (7, 2), (64, 1), (64, 2)] {
            assert_eq!(report(shards, threads), expected, "{name}: {shards} shards, {threads} threads");
        }
    }
}

#[test]
fn a_map_measured_on_a_real_log_does_not_depend_on_shards_and_threads() {
    if data("").is_none() {
        return;
    }
    let map = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/maps/permit_receipt.yaml");
    let map = JourneyMap::load(map).unwrap();
    let measured = |shards, threads| {
        let log = real_log("receipt", Some(shards)).unwrap();
        let measured = Work::new().threads(threads).run(|| map.measure(&log)).unwrap();
        serde_json::to_value(measured).unwrap()
    };
    let expected = measured(1, 1);
    assert_eq!(expected["views"][0]["customers"], 1434);
    assert!(!expected["pain_points"].as_array().unwrap().is_empty());
    for (shards, threads) in [(1, 2), (7, 1), (7, 2), (64, 1), (64, 2)] {
        assert_eq!(measured(shards, threads), expected, "{shards} shards, {threads} threads");
    }
}
