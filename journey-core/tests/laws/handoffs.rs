//! Laws of handoffs.

use std::collections::BTreeSet;

use journey_core::analysis::{HandoffReport, Handoffs};
use journey_core::model::TimeSpan;
use proptest::prelude::*;

use crate::logs::{Build, CHANNELS, Row, SECOND, build, check_times, journeys, log, rows};

fn handoffs(window: i64) -> Handoffs {
    Handoffs::by("channel").repeat_within(TimeSpan::from_micros(window * SECOND))
}

/// Journeys without the events of nobody.
fn served(rows: &[Row]) -> Vec<Vec<Row>> {
    let of_somebody: Vec<Row> = rows.iter().filter(|row| row.channel.is_some()).copied().collect();
    journeys(&of_somebody)
}

fn name(row: &Row) -> &'static str {
    CHANNELS[row.channel.unwrap()]
}

/// Handoffs of one pair: customer and seconds of waiting, negative for overlaps.
fn moves(rows: &[Row], source: &str, target: &str) -> Vec<(u8, i64)> {
    let journeys = served(rows);
    let pairs = journeys.iter().flat_map(|journey| journey.windows(2));
    let of_pair = pairs.filter(|pair| name(&pair[0]) == source && name(&pair[1]) == target);
    of_pair.map(|pair| (pair[0].customer, pair[1].time - pair[0].end().unwrap_or(pair[0].time))).collect()
}

/// Repeats: seconds since the last event at the same touchpoint, which was somebody else's.
fn repeats(rows: &[Row], window: i64) -> Vec<(u8, i64)> {
    let mut found = Vec::new();
    for journey in served(rows) {
        for (position, row) in journey.iter().enumerate() {
            let before = journey[..position].iter().rev().find(|other| other.touchpoint == row.touchpoint);
            if let Some(before) = before.filter(|before| before.channel != row.channel) {
                found.push((row.customer, row.time - before.time));
            }
        }
    }
    found.retain(|(_, gap)| *gap <= window);
    found
}

fn share(customers: impl Iterator<Item = u8>, rows: &[Row]) -> Option<f64> {
    let all = served(rows).len();
    let some: BTreeSet<u8> = customers.collect();
    (all > 0).then(|| some.len() as f64 / all as f64)
}

fn run(rows: &[Row], window: i64) -> HandoffReport {
    log(rows).run(&handoffs(window)).unwrap()
}

proptest! {
    #[test]
    fn every_pair_is_counted_like_a_naive_model(rows in rows(60), window in 0..60_i64) {
        let report = run(&rows, window);
        let (mut all, mut count) = (Vec::new(), 0);
        for (source, target) in CHANNELS.iter().flat_map(|a| CHANNELS.map(|b| (*a, b))).filter(|(a, b)| a != b) {
            let moves = moves(&rows, source, target);
            let row = report.rows.iter().find(|row| row.source == source && row.target == target);
            prop_assert_eq!(row.map_or(0, |row| row.count), moves.len() as u64);
            if let Some(row) = row {
                let customers: BTreeSet<u8> = moves.iter().map(|(customer, _)| *customer).collect();
                prop_assert_eq!(row.customers, customers.len() as u64);
                prop_assert_eq!(row.overlaps, moves.iter().filter(|(_, wait)| *wait < 0).count() as u64);
                check_times(&row.wait, moves.iter().map(|(_, wait)| (*wait).max(0)).collect());
            }
            count += moves.len() as u64;
            all.extend(moves);
        }
        prop_assert_eq!(report.count, count);
        prop_assert_eq!(report.handed_over.value, share(all.iter().map(|(customer, _)| *customer), &rows));
        check_times(&report.wait, all.iter().map(|(_, wait)| (*wait).max(0)).collect());
        let again = repeats(&rows, window);
        prop_assert_eq!(report.repeats.iter().map(|row| row.count).sum::<u64>(), again.len() as u64);
        prop_assert_eq!(report.repeated.value, share(again.iter().map(|(customer, _)| *customer), &rows));
        prop_assert_eq!(report.unassigned, rows.iter().filter(|row| row.channel.is_none()).count() as u64);
    }

    #[test]
    fn what_is_given_is_taken_and_all_events_are_somebodys(rows in rows(60)) {
        let report = run(&rows, 10);
        let sum = |of: fn(&journey_core::analysis::HandoffParty) -> u64| report.parties.iter().map(of).sum::<u64>();
        prop_assert_eq!((sum(|party| party.given), sum(|party| party.taken)), (report.count, report.count));
        prop_assert_eq!(sum(|party| party.count) + report.unassigned, rows.len() as u64);
        prop_assert_eq!(sum(|party| party.ends), report.customers);
        for party in report.parties.iter().filter(|party| party.given > 0) {
            let shares: Vec<f64> =
                report.rows.iter().filter(|row| row.source == party.name).filter_map(|row| row.share.value).collect();
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn a_longer_window_never_finds_fewer_repeats_and_shards_change_nothing(rows in rows(60), window in 0..30_i64) {
        let (short, long) = (run(&rows, window), run(&rows, window + 10));
        let count = |report: &HandoffReport| report.repeats.iter().map(|row| row.count).sum::<u64>();
        prop_assert!(count(&short) <= count(&long));
        let cut = build(&rows, &Build { shards: 7, ..Build::default() }).run(&handoffs(window)).unwrap();
        prop_assert_eq!(cut, short);
    }
}
