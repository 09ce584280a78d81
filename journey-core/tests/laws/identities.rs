//! Laws of stitching, with a naive model.

use std::collections::{BTreeMap, BTreeSet};

use journey_core::EventLog;
use journey_core::log::{Event, LogBuilder, LogOptions, OnConflict, Shard, Stitching, Value};
use proptest::prelude::*;

/// An event: cookie, day, user and email, where 0 is none.
type Seen = (u8, i64, u8, u8);

fn events() -> impl Strategy<Value = Vec<Seen>> {
    let few = |most: u8| prop_oneof![2 => Just(0), 1 => 1..most];
    proptest::collection::vec((0..9u8, 0..20i64, few(5), few(7)), 1..30)
}

fn log(events: &[(usize, Seen)], shards: usize) -> EventLog {
    let columns = ["user", "email"].map(|name| (name.to_string(), None)).to_vec();
    let mut builder = LogBuilder::new(LogOptions { shards: Some(shards), ..LogOptions::default() }, columns);
    for (number, (cookie, day, user, email)) in events {
        let (cookie, touchpoint) = (format!("c{cookie}"), format!("e{number}"));
        let ids = [format!("u{user}"), format!("m{email}")];
        let value = |id: u8, text| if id == 0 { Value::Missing } else { Value::Text(text) };
        let values = [value(*user, ids[0].as_str()), value(*email, ids[1].as_str())];
        builder
            .push(Event {
                customer: &cookie,
                time: *day,
                touchpoint: &touchpoint,
                end: None,
                row: *number as u64 + 1,
                values: &values,
            })
            .unwrap();
    }
    builder.finish().unwrap()
}

fn numbered(events: &[Seen]) -> Vec<(usize, Seen)> {
    events.iter().copied().enumerate().collect()
}

/// Customers by name, as the numbers of their events.
fn customers(log: &EventLog) -> BTreeMap<String, BTreeSet<usize>> {
    let journeys = log.shards().iter().flat_map(Shard::journeys);
    journeys
        .map(|journey| {
            let number = |&code: &u32| log.touchpoints().get(code)[1..].parse().unwrap();
            (journey.customer().to_string(), journey.touchpoints().iter().map(number).collect())
        })
        .collect()
}

/// Who belongs together, without names.
fn groups(log: &EventLog) -> BTreeSet<BTreeSet<usize>> {
    customers(log).into_values().collect()
}

/// The connected events, by looking for neighbours until nothing changes.
fn naive(events: &[Seen]) -> BTreeSet<BTreeSet<usize>> {
    let mut group: Vec<usize> = (0..events.len()).collect();
    loop {
        let before = group.clone();
        for (i, a) in events.iter().enumerate() {
            for (j, b) in events.iter().enumerate() {
                if a.0 == b.0 || a.2 != 0 && a.2 == b.2 || a.3 != 0 && a.3 == b.3 {
                    group[i] = group[i].min(group[j]);
                }
            }
        }
        if group == before {
            break;
        }
    }
    let all: BTreeSet<usize> = group.iter().copied().collect();
    all.iter().map(|wanted| (0..events.len()).filter(|i| group[*i] == *wanted).collect()).collect()
}

fn merging() -> Stitching {
    Stitching::new(["user", "email"]).on_conflict(OnConflict::Merge)
}

fn apart() -> Stitching {
    Stitching::new(["user", "email"])
}

proptest! {
    #[test]
    fn merging_finds_the_connected_parts(events in events()) {
        let (stitched, report) = log(&numbered(&events), 1).stitch(&merging()).unwrap();
        prop_assert_eq!(groups(&stitched), naive(&events));
        prop_assert_eq!(report.customers_after, stitched.customers());
        let merges: u64 = report.rows.iter().map(|row| row.merges).sum();
        let ids: u64 = report.rows.iter().map(|row| row.ids).sum();
        prop_assert_eq!(ids - merges, stitched.customers());
    }

    #[test]
    fn the_result_does_not_depend_on_order_and_shards(events in events(), seed in any::<u64>(), merge in any::<bool>()) {
        let options = if merge { merging() } else { apart() };
        let mut other = numbered(&events);
        other.sort_by_key(|(number, _)| (*number as u64 + 1).wrapping_mul(seed | 1));
        let (first, report) = log(&numbered(&events), 1).stitch(&options).unwrap();
        for shards in [1, 7] {
            let (second, told) = log(&other, shards).stitch(&options).unwrap();
            prop_assert_eq!(customers(&first), customers(&second));
            prop_assert_eq!(&report, &told);
        }
    }

    #[test]
    fn a_further_event_never_parts_what_belongs_together(events in events()) {
        let few = &events[..events.len() - 1];
        let before = groups(&log(&numbered(few), 1).stitch(&merging()).unwrap().0);
        let after = groups(&log(&numbered(&events), 1).stitch(&merging()).unwrap().0);
        for group in before {
            prop_assert!(after.iter().any(|larger| group.is_subset(larger)));
        }
    }

    #[test]
    fn stitching_twice_changes_nothing(events in events(), merge in any::<bool>()) {
        let options = if merge { merging() } else { apart() };
        let once = log(&numbered(&events), 1).stitch(&options).unwrap().0;
        let (twice, _) = once.stitch(&options).unwrap();
        prop_assert_eq!(customers(&once), customers(&twice));
        prop_assert_eq!(once.fingerprint(), twice.fingerprint());
    }

    #[test]
    fn no_customer_has_two_users_where_they_are_kept_apart(events in events()) {
        let (stitched, _) = log(&numbered(&events), 1).stitch(&apart()).unwrap();
        for (name, group) in customers(&stitched) {
            let users: BTreeSet<u8> = group.iter().map(|&i| events[i].2).filter(|&user| user != 0).collect();
            prop_assert!(users.len() <= 1, "{} has {:?}", name, users);
        }
        // Nor does keeping apart join what merging does not.
        let merged = groups(&log(&numbered(&events), 1).stitch(&merging()).unwrap().0);
        for group in groups(&stitched) {
            prop_assert!(merged.iter().any(|larger| group.is_subset(larger)));
        }
    }

    #[test]
    fn nothing_is_lost(events in events()) {
        let (stitched, report) = log(&numbered(&events), 1).stitch(&apart()).unwrap();
        prop_assert_eq!(stitched.events(), events.len() as u64);
        let formers: u64 = report.sizes.iter().map(|size| size.former * size.customers).sum();
        prop_assert!(formers >= report.customers_before);
        let customers: u64 = report.sizes.iter().map(|size| size.customers).sum();
        prop_assert_eq!(customers, report.customers_after);
    }
}
