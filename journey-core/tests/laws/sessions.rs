//! Laws of sessions and other units, with a naive model.

use std::collections::BTreeMap;

use journey_core::EventLog;
use journey_core::log::{By, Sessions, Shard, Without};
use journey_core::model::TimeSpan;
use proptest::prelude::*;

use crate::logs::{Build, CHANNELS, Row, SECOND, build, log, rows};

/// Journeys by name, as input rows from 1.
fn found(log: &EventLog) -> BTreeMap<String, Vec<u32>> {
    let journeys = log.shards().iter().flat_map(Shard::journeys);
    journeys.map(|journey| (journey.customer().to_string(), journey.rows().to_vec())).collect()
}

/// Customers with their events by time, as (input row from 1, row).
fn customers(rows: &[Row]) -> BTreeMap<String, Vec<(u32, Row)>> {
    let mut all: BTreeMap<String, Vec<(u32, Row)>> = BTreeMap::new();
    for (row, number) in rows.iter().zip(1..) {
        all.entry(format!("c{}", row.customer)).or_default().push((number, *row));
    }
    all.values_mut().for_each(|journey| journey.sort_by_key(|(_, row)| row.time));
    all
}

/// Cuts every journey where `cut` says so of the session so far and the next event; `skip` leaves events out and
/// cuts.
fn naive(
    rows: &[Row],
    skip: impl Fn(&Row) -> bool,
    cut: impl Fn(&[Row], &Row) -> bool,
) -> BTreeMap<String, Vec<u32>> {
    let mut all = BTreeMap::new();
    for (customer, journey) in customers(rows) {
        let mut sessions: Vec<Vec<(u32, Row)>> = vec![Vec::new()];
        for (number, row) in journey {
            let so_far: Vec<Row> = sessions.last().unwrap().iter().map(|(_, row)| *row).collect();
            if skip(&row) {
                sessions.push(Vec::new());
                continue;
            }
            if !so_far.is_empty() && cut(&so_far, &row) {
                sessions.push(Vec::new());
            }
            sessions.last_mut().unwrap().push((number, row));
        }
        sessions.retain(|session| !session.is_empty());
        for (session, n) in sessions.iter().zip(1..) {
            all.insert(format!("{customer}/{n}"), session.iter().map(|(number, _)| *number).collect());
        }
    }
    all
}

fn seconds(seconds: i64) -> TimeSpan {
    TimeSpan::from_micros(seconds * SECOND)
}

fn sessions(rows: &[Row], options: &Sessions) -> BTreeMap<String, Vec<u32>> {
    found(&log(rows).sessions(options).unwrap().0)
}

/// Silences in the order in which they are cut: by score, length, customer, and time; each with its row after it.
fn silences(rows: &[Row], context: bool) -> Vec<(String, u32)> {
    let mut gaps = Vec::new();
    for (customer, journey) in customers(rows) {
        for (place, pair) in journey.windows(2).enumerate() {
            let touchpoints = (pair[0].1.touchpoint, pair[1].1.touchpoint);
            gaps.push((touchpoints, pair[1].1.time - pair[0].1.time, customer.clone(), place, pair[1].0));
        }
    }
    let mean = |touchpoints: (usize, usize)| {
        let same: Vec<i64> = gaps.iter().filter(|gap| gap.0 == touchpoints).map(|gap| gap.1).collect();
        // Times are small, so that equal fractions are equal floats.
        if context { same.iter().sum::<i64>() as f64 / same.len() as f64 } else { 0.0 }
    };
    let mut order: Vec<(f64, i64, String, usize, u32)> =
        gaps.iter().map(|gap| (-mean(gap.0), -gap.1, gap.2.clone(), gap.3, gap.4)).collect();
    order.sort_by(|a, b| a.partial_cmp(b).unwrap());
    order.into_iter().map(|(.., customer, _, number)| (customer, number)).collect()
}

proptest! {
    #[test]
    fn gaps_lengths_and_numbers_cut_as_the_naive_model(rows in rows(60), gap in 0..20i64, longest in 0..40i64, most in 1..6u64) {
        let by_gap = naive(&rows, |_| false, |session, row| row.time - session.last().unwrap().time > gap);
        prop_assert_eq!(sessions(&rows, &Sessions::gap(seconds(gap))), by_gap);
        let all = naive(&rows, |_| false, |session, row| {
            row.time - session.last().unwrap().time > gap
                || row.time - session[0].time > longest
                || session.len() as u64 >= most
        });
        let options = Sessions::gap(seconds(gap)).longest(seconds(longest)).most_events(most);
        prop_assert_eq!(sessions(&rows, &options), all);
    }

    #[test]
    fn touchpoints_and_changes_cut_as_the_naive_model(rows in rows(60)) {
        let has = |name: &str| rows.iter().any(|row| row.name() == name);
        prop_assume!(has("A") && has("B") && has("x"));
        let expected = naive(&rows, |row| row.name() == "x", |session, row| {
            let known = session.iter().rev().find_map(|row| row.channel);
            row.name() == "A"
                || session.last().unwrap().name() == "B"
                || known.is_some() && row.channel.is_some() && known != row.channel
        });
        let options = Sessions::new().starts(["A"]).ends(["B"]).separators(["x"]).change(["channel"]);
        prop_assert_eq!(sessions(&rows, &options), expected);
    }

    #[test]
    fn the_longest_silences_are_those_of_the_naive_model(rows in rows(60), cuts in 0..30usize, context in any::<bool>()) {
        let chosen: Vec<(String, u32)> = silences(&rows, context).into_iter().take(cuts).collect();
        let mut expected = BTreeMap::new();
        for (customer, journey) in customers(&rows) {
            let mut n = 0;
            for (place, (number, _)) in journey.iter().enumerate() {
                n += u32::from(place == 0 || chosen.contains(&(customer.clone(), *number)));
                expected.entry(format!("{customer}/{n}")).or_insert_with(Vec::new).push(*number);
            }
        }
        let options = if context { Sessions::context_gaps(cuts as u64) } else { Sessions::largest_gaps(cuts as u64) };
        for shards in [1, 7] {
            let log = build(&rows, &Build { shards, ..Build::default() });
            prop_assert_eq!(found(&log.sessions(&options).unwrap().0), expected.clone());
        }
    }

    /// Cutting loses nothing, and joining the sessions of a customer gives back the log.
    #[test]
    fn sessions_by_customer_are_the_log_again(rows in rows(60), gap in 0..20i64) {
        let log = log(&rows);
        let (cut, report) = log.sessions(&Sessions::gap(seconds(gap))).unwrap();
        prop_assert_eq!(cut.events(), log.events());
        prop_assert_eq!((report.sessions, report.journeys), (cut.customers(), log.customers()));
        let cuts: u64 = report.cuts.iter().map(|cut| cut.cuts).sum();
        prop_assert_eq!(report.sessions, report.journeys + cuts);
        let (back, told) = cut.by(By::new("customer").keep_as("session")).unwrap();
        prop_assert_eq!(found(&back), found(&log));
        prop_assert_eq!(told.journeys_after, log.customers());
        // A column with the ids is the same as journeys of these ids.
        let (columned, _) = log.sessions(&Sessions::gap(seconds(gap)).into_column("session")).unwrap();
        prop_assert_eq!(found(&columned), found(&log));
        prop_assert_eq!(found(&columned.by("session").unwrap().0), found(&cut));
    }

    #[test]
    fn a_longer_gap_never_cuts_more(rows in rows(60), gap in 0..20i64, more in 0..20i64) {
        let (short, long) = (Sessions::gap(seconds(gap)), Sessions::gap(seconds(gap + more)));
        prop_assert!(sessions(&rows, &short).len() >= sessions(&rows, &long).len());
    }

    #[test]
    fn journeys_by_a_column_are_those_of_the_naive_model(rows in rows(60), keep in any::<bool>()) {
        let mut expected: BTreeMap<String, Vec<(i64, u32)>> = BTreeMap::new();
        for (row, number) in rows.iter().zip(1..) {
            let name = match row.channel {
                Some(channel) => CHANNELS[channel].to_string(),
                None if keep => format!("c{}/0", row.customer),
                None => continue,
            };
            expected.entry(name).or_default().push((row.time, number));
        }
        let expected: BTreeMap<String, Vec<u32>> = expected
            .into_iter()
            .map(|(name, mut events)| {
                events.sort_unstable();
                (name, events.into_iter().map(|(_, number)| number).collect())
            })
            .collect();
        let without = if keep { Without::Keep } else { Without::LeaveOut };
        for shards in [1, 7] {
            let log = build(&rows, &Build { shards, ..Build::default() });
            let (by, report) = log.by(By::new("channel").without(without)).unwrap();
            prop_assert_eq!(found(&by), expected.clone());
            let missing = rows.iter().filter(|row| row.channel.is_none()).count() as u64;
            prop_assert_eq!((report.without_value, report.left_out), (missing, if keep { 0 } else { missing }));
        }
    }
}
