//! What is planted is found with the right count, and nothing is found in clean data.

use super::*;
use crate::JourneyMap;
use crate::simulate::{DataFault, Simulate};

fn simulated(template: &str, seed: u64, faults: Vec<DataFault>) -> EventLog {
    let options = Simulate { data_faults: faults, ..Simulate::new(seed).customers(3000) };
    JourneyMap::template(template).unwrap().simulate(&options).unwrap()
}

fn now() -> Timestamp {
    "2030-01-01T00:00:00Z".parse().unwrap()
}

/// A check with all options.
fn check(log: &EventLog) -> QualityCheck {
    let has = |name: &str| log.column(name).is_ok();
    let mut check = QualityCheck::new().now(now());
    check.source = has("source").then(|| "source".into());
    check.user_agent = has("user_agent").then(|| "user_agent".into());
    check
}

#[test]
fn clean_data_have_no_finding() {
    for template in JourneyMap::templates() {
        for seed in 1..=4 {
            let log = simulated(template, seed, Vec::new());
            let report = log.run(&check(&log)).unwrap();
            let found: Vec<_> = report
                .rows
                .iter()
                .map(|row| (row.kind, &row.touchpoint, &row.column, &row.statement))
                .collect();
            assert!(found.is_empty(), "{template} {seed}: {found:#?}");
        }
    }
}

/// What is found of a kind after a fault was planted: touchpoint, count, and the whole finding.
fn found(faults: Vec<DataFault>, kind: QualityKind) -> Vec<QualityFinding> {
    let log = simulated("online_shop", 7, faults);
    let report = log.run(&check(&log)).unwrap();
    report.rows.into_iter().filter(|row| row.kind == kind).collect()
}

#[test]
fn every_kind_that_is_planted_is_found_with_its_count() {
    use QualityKind as Kind;
    let clean = simulated("online_shop", 7, Vec::new());
    let ratings = clean.columns();
    println!("{ratings:?} {:?}", clean.touchpoints().iter().collect::<Vec<_>>());
    let events = |events| events;
    let cases: Vec<(DataFault, Kind, u64)> = vec![
        (DataFault::Duplicates { events: events(31) }, Kind::Duplicates, 31),
        (DataFault::Ties { events: 23 }, Kind::Ties, 23),
        (DataFault::SkippedRows { rows: 17 }, Kind::SkippedRows, 17),
        (DataFault::FutureTimes { events: 12, now: now() }, Kind::FutureTimes, 12),
        (DataFault::PlaceholderTimes { events: 9 }, Kind::PlaceholderTimes, 9),
        (DataFault::ClockSkew { events: 200, by: "2h".parse().unwrap() }, Kind::ClockSkew, 200),
        (DataFault::NegativeDurations { events: 5 }, Kind::NegativeDurations, 5),
        (DataFault::LateEvents { events: 40 }, Kind::LateEvents, 40),
        (DataFault::FastBots { customers: 3 }, Kind::BotRate, 3),
        (DataFault::RegularBots { customers: 4 }, Kind::BotRegularity, 4),
        (DataFault::CrawlerAgents { customers: 11 }, Kind::BotAgent, 11),
        (DataFault::TruncatedBeginning { journeys: 30 }, Kind::TruncatedBeginning, 30),
        (DataFault::TruncatedEnd { journeys: 25 }, Kind::TruncatedEnd, 25),
        (DataFault::CollectionGap { days: 3 }, Kind::CollectionGap, 3),
        (DataFault::SimilarIds { customers: 6 }, Kind::SimilarIds, 12),
    ];
    for (fault, kind, count) in cases {
        let rows = found(vec![fault.clone()], kind);
        assert_eq!(rows.iter().map(|row| row.count).collect::<Vec<_>>(), [count], "{fault:?} {rows:#?}");
        assert!(!rows[0].examples.is_empty() || kind == Kind::NegativeDurations, "{fault:?}");
    }
}
