//! What is planted is found with the right count, and nothing is found in clean data.

use super::*;
use crate::JourneyMap;
use crate::simulate::{DataFault, Simulate};

fn simulated(template: &str, seed: u64, faults: Vec<DataFault>) -> EventLog {
    // A change of a few events a day is no change.
    let many = faults.iter().any(|fault| matches!(fault, DataFault::VolumeChange { .. }));
    let customers = if many { 15_000 } else { 3000 };
    let options = Simulate { data_faults: faults, ..Simulate::new(seed).customers(customers) };
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

/// What is found of a kind after a fault was planted.
fn found(template: &str, fault: &DataFault, kind: QualityKind) -> Vec<QualityFinding> {
    let log = simulated(template, 7, vec![fault.clone()]);
    let report = log.run(&check(&log)).unwrap();
    report.rows.into_iter().filter(|row| row.kind == kind).collect()
}

/// Events at a touchpoint.
fn visits(log: &EventLog, touchpoint: &str) -> u64 {
    let code = log.touchpoint_code(touchpoint).unwrap();
    let all = log.shards().iter().flat_map(Shard::journeys);
    all.map(|journey| journey.touchpoints().iter().filter(|&&found| found == code).count() as u64).sum()
}

/// Events at a touchpoint with a number in a column.
fn ratings(log: &EventLog, column: &str, touchpoint: &str) -> u64 {
    let code = log.touchpoint_code(touchpoint).unwrap();
    let column = log.number_column("", column).unwrap();
    let own = |journey: crate::log::Journey<'_>| {
        let pairs = journey.touchpoints().iter().zip(journey.numbers(column));
        pairs.filter(|(found, value)| **found == code && !value.is_nan()).count() as u64
    };
    log.shards().iter().flat_map(Shard::journeys).map(own).sum()
}

#[test]
fn every_kind_that_is_planted_is_found_with_its_count() {
    use QualityKind as Kind;
    let name = |name: &str| name.to_string();
    let from: Timestamp = "2024-04-10T00:00:00Z".parse().unwrap();
    let clean = simulated("online_shop", 7, Vec::new());
    let none = DataFault::VolumeChange { touchpoint: name("payment"), from, share: 0.0 };
    let last = simulated("online_shop", 7, vec![none]).period().unwrap().1;
    let since = (last.as_microsecond() - from.as_microsecond()) as u64 / 86_400_000_000 + 1;
    let cases: Vec<(DataFault, Kind, u64)> = vec![
        (DataFault::Duplicates { events: 31 }, Kind::Duplicates, 31),
        (DataFault::Ties { events: 23 }, Kind::Ties, 23),
        (DataFault::SkippedRows { rows: 17 }, Kind::SkippedRows, 17),
        (DataFault::FutureTimes { events: 12, now: now() }, Kind::FutureTimes, 12),
        (DataFault::PlaceholderTimes { events: 9 }, Kind::PlaceholderTimes, 9),
        (
            DataFault::DayResolution { touchpoint: name("delivered") },
            Kind::DayResolution,
            visits(&clean, "delivered"),
        ),
        (DataFault::ClockChanges { events: 7 }, Kind::ClockChanges, 7),
        (DataFault::ClockSkew { events: 200, by: "2h".parse().unwrap() }, Kind::ClockSkew, 200),
        (DataFault::NegativeDurations { events: 5 }, Kind::NegativeDurations, 5),
        (DataFault::LateEvents { events: 40 }, Kind::LateEvents, 40),
        (DataFault::FastBots { customers: 3 }, Kind::BotRate, 3),
        (DataFault::RegularBots { customers: 4 }, Kind::BotRegularity, 4),
        (DataFault::CrawlerAgents { customers: 11 }, Kind::BotAgent, 11),
        (DataFault::TruncatedBeginning { journeys: 30 }, Kind::TruncatedBeginning, 30),
        (DataFault::TruncatedEnd { journeys: 25 }, Kind::TruncatedEnd, 25),
        (DataFault::CollectionGap { days: 3 }, Kind::CollectionGap, 3),
        (
            DataFault::VolumeChange { touchpoint: name("payment"), from, share: 0.7 },
            Kind::VolumeChange,
            since,
        ),
        (
            DataFault::MixedScales { column: name("rating"), touchpoint: name("delivered") },
            Kind::MixedScales,
            ratings(&clean, "rating", "delivered"),
        ),
        (
            DataFault::NoAnswerCodes { column: name("rating"), code: 99.0, events: 25 },
            Kind::NoAnswerCodes,
            25,
        ),
        (
            DataFault::MissingValues { column: name("channel"), touchpoint: name("delivered"), events: 4 },
            Kind::MissingValues,
            4,
        ),
        (DataFault::SimilarIds { customers: 6 }, Kind::SimilarIds, 12),
    ];
    let mut wrong = Vec::new();
    for (fault, kind, count) in cases {
        let rows = found("online_shop", &fault, kind);
        if rows.iter().map(|row| row.count).collect::<Vec<_>>() != [count] {
            wrong.push(format!("{fault:?} {count} {rows:#?}"));
        }
        let shown = rows.first().is_some_and(|row| !row.examples.is_empty());
        assert!(shown || kind == Kind::NegativeDurations || !wrong.is_empty(), "{fault:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_needs_another_comes_after_it() {
    use crate::model::{Stage, Touchpoint};
    let touchpoints = ["order", "pack", "send", "arrive"].map(|id| Touchpoint::new(id, id));
    let map = JourneyMap::new("Orders")
        .stage(Stage { touchpoints: touchpoints.to_vec(), ..Stage::new("all", "All") });
    let fault = DataFault::ReversedOrder { touchpoint: "pack".into(), journeys: 4 };
    let options = Simulate::new(3).customers(3000).data_fault(fault);
    let report = map.simulate(&options).unwrap().run(&QualityCheck::new()).unwrap();
    let found: Vec<_> =
        report.rows.iter().map(|row| (row.kind, row.touchpoint.as_deref(), row.count)).collect();
    assert_eq!(found, [(QualityKind::ReversedOrder, Some("pack"), 4)], "{:#?}", report.rows);
}

#[test]
fn a_day_without_midnight_is_a_day_all_the_same() {
    // Brazil put its clocks forward from 15 October 2017, 00:00 to 01:00.
    let days: String = (10..=20).map(|day| format!("c{day},2017-10-{day},contact\n")).collect();
    let columns = crate::log::Columns::new("who", "day", "event").time_zone("America/Sao_Paulo");
    let log = EventLog::read_csv_text(&format!("who,day,event\n{days}"), &columns).unwrap();
    let report = log.run(&QualityCheck::new().time_zone("America/Sao_Paulo")).unwrap();
    let found: Vec<_> = report.rows.iter().map(|row| (row.kind.name(), row.count)).collect();
    assert_eq!(found, [("day_resolution", 11)]);
}

#[test]
fn times_that_the_clocks_skipped_or_repeated_are_shown() {
    // Berlin: 02:00 to 03:00 was skipped on 31 March 2024 and came twice on 27 October.
    let csv = "who,at,event\na,2024-03-31 01:59,one\na,2024-03-31 02:30,two\na,2024-10-27 02:00,three\n\
               a,2024-10-27 03:00,four\na,2024-10-27T02:30+01:00,five\n";
    let columns = crate::log::Columns::new("who", "at", "event").time_zone("Europe/Berlin");
    let report = EventLog::read_csv_text(csv, &columns).unwrap().run(&QualityCheck::new()).unwrap();
    let [row] = &report.rows[..] else { panic!("{:#?}", report.rows) };
    assert_eq!((row.kind, row.count, row.share.n), (QualityKind::ClockChanges, 2, 4));
    let shown: Vec<_> = row.examples.iter().map(|found| (found.row, found.value.as_deref())).collect();
    let forward = Some("clocks went from 02:00 to 03:00 on 2024-03-31");
    let back = Some("clocks went from 03:00 to 02:00 on 2024-10-27");
    assert_eq!(shown, [(Some(2), forward), (Some(3), back)]);
}
