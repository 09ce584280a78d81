use std::collections::BTreeSet;

use super::*;
use crate::log::{Columns, Shard};

/// `cookie,day,user,email` lines, with a touchpoint.
fn log(rows: &[(&str, u32, &str, &str)]) -> EventLog {
    let mut csv = String::from("cookie,at,event,user,email\n");
    for (cookie, day, user, email) in rows {
        csv.push_str(&format!("{cookie},2024-03-{day:02},x,{user},{email}\n"));
    }
    EventLog::read_csv_text(&csv, &Columns::new("cookie", "at", "event")).unwrap()
}

/// Customers with the rows of their events.
fn customers(log: &EventLog) -> Vec<(String, Vec<u32>)> {
    let journeys = log.shards().iter().flat_map(Shard::journeys);
    let mut all: Vec<_> =
        journeys.map(|journey| (journey.customer().into(), journey.rows().to_vec())).collect();
    all.sort();
    all
}

fn stitch(log: &EventLog, options: &Stitching) -> (Vec<(String, Vec<u32>)>, StitchReport) {
    let (stitched, report) = log.stitch(options).unwrap();
    (customers(&stitched), report)
}

fn people(list: &[(&str, &[u32])]) -> Vec<(String, Vec<u32>)> {
    list.iter().map(|(name, rows)| (name.to_string(), rows.to_vec())).collect()
}

#[test]
fn ids_that_share_events_are_one_customer_by_way_of_others() {
    // c1 - ann - c2, and c3 - a@x - ann: four ids by two ways.
    let log = log(&[
        ("c1", 1, "", ""),
        ("c1", 2, "ann", ""),
        ("c2", 3, "ann", ""),
        ("c2", 4, "", ""),
        ("c3", 5, "", "a@x"),
        ("c2", 6, "", "a@x"),
        ("c4", 7, "", ""),
    ]);
    let (found, report) = stitch(&log, &Stitching::new(["user", "email"]));
    assert_eq!(found, people(&[("ann", &[1, 2, 3, 4, 5, 6]), ("c4", &[7])]));
    assert_eq!((report.customers_before, report.customers_after, report.customers_split), (4, 2, 0));
    let merges: Vec<(String, u64, u64)> =
        report.rows.iter().map(|row| (row.column.clone(), row.merges, row.unlinked)).collect();
    assert_eq!(merges, [("user".into(), 0, 0), ("email".into(), 0, 0), ("customer".into(), 4, 1)]);
    let sizes: Vec<(u64, u64)> = report.sizes.iter().map(|size| (size.former, size.customers)).collect();
    assert_eq!(sizes, [(1, 1), (3, 1)]);
}

#[test]
fn equal_values_of_different_columns_are_different_ids() {
    let log = log(&[("17", 1, "", ""), ("c1", 2, "17", ""), ("c2", 3, "", "17"), ("c3", 4, "c1", "")]);
    let (found, _) = stitch(&log, &Stitching::new(["user", "email"]));
    let expected = [("17", &[2][..]), ("c1", &[4]), ("customer:17", &[1]), ("email:17", &[3])];
    assert_eq!(found, people(&expected));
    let (stitched, _) = log.stitch(&Stitching::new(["user", "email"])).unwrap();
    assert_eq!(stitch(&stitched, &Stitching::new(["user", "email"])).0, found, "twice");
}

#[test]
fn own_ids_may_link_nothing_or_come_first() {
    let log = log(&[("c1", 1, "ann", ""), ("c1", 2, "", ""), ("c2", 3, "ann", "")]);
    let (found, report) = stitch(&log, &Stitching::new(["user"]).without_own_ids());
    assert_eq!(found, people(&[("ann", &[1, 3]), ("c1", &[2])]));
    assert_eq!((report.events_without_id, report.customers_split), (1, 1));
    let (found, _) = stitch(&log, &Stitching::new(["customer", "user"]).on_conflict(OnConflict::Merge));
    assert_eq!(found, people(&[("c1", &[1, 2, 3])]));
}

#[test]
fn case_blanks_and_encoding_count_unless_said_otherwise() {
    let log = log(&[
        ("c1", 1, "", "Ann@x"),
        ("c2", 2, "", " ann@X"),
        ("c3", 3, "", "ann@x"),
        ("c4", 4, "", "e\u{301}"),
        ("c5", 5, "", "\u{e9}"),
    ]);
    let plain = Stitching::new(["email"]).on_conflict(OnConflict::Merge);
    let (found, report) = stitch(&log, &plain);
    assert_eq!((found.len(), report.rows[0].look_alikes), (5, 2));
    assert_eq!(report.look_alikes[0].values, [" ann@X", "Ann@x", "ann@x"]);
    let (found, report) = stitch(&log, &plain.clone().normalise("email", Normal::ALL));
    assert_eq!(found, people(&[("ann@x", &[1, 2, 3]), ("\u{e9}", &[4, 5])]));
    assert!(report.look_alikes.is_empty());
    let (found, _) = stitch(&log, &plain.normalise("email", [Normal::Case]));
    assert_eq!(found.len(), 4);
}

#[test]
fn values_that_are_no_ids_link_nothing() {
    let log = log(&[
        ("c1", 1, "", "unknown"),
        ("c2", 2, "", "Unknown "),
        ("c3", 3, "", "unknown"),
        ("0", 4, "", ""),
    ]);
    let linked = Stitching::new(["email"]).on_conflict(OnConflict::Merge);
    let (found, report) = stitch(&log, &linked);
    assert_eq!(found.len(), 3);
    let suspicious: Vec<(&str, u64)> =
        report.suspicious.iter().map(|id| (id.value.as_str(), id.events)).collect();
    assert_eq!(suspicious, [("unknown", 2), ("Unknown ", 1), ("0", 1)]);
    let (found, report) = stitch(&log, &linked.never(["UNKNOWN"]));
    assert_eq!(found, people(&[("0", &[4]), ("c1", &[1]), ("c2", &[2]), ("c3", &[3])]));
    assert_eq!((report.rows[0].never, report.rows[0].merges), (2, 0));
}

#[test]
fn a_shared_device_keeps_its_users_apart_and_hands_events_over() {
    let log = log(&[
        ("tv", 1, "", ""),
        ("tv", 2, "ann", ""),
        ("tv", 3, "", ""),
        ("tv", 4, "bob", ""),
        ("tv", 5, "", ""),
        ("c1", 6, "ann", ""),
    ]);
    let (found, report) = stitch(&log, &Stitching::new(["user"]));
    assert_eq!(found, people(&[("ann", &[1, 2, 3, 6]), ("bob", &[4, 5])]));
    assert_eq!((report.conflicts, report.customers_split, report.rows[1].shared), (1, 1, 1));
    let conflict = &report.conflict_examples[0];
    assert_eq!((conflict.value.as_str(), conflict.count, conflict.events), ("tv", 2, 5));
    assert_eq!(conflict.ids.iter().map(|id| id.value.as_str()).collect::<Vec<_>>(), ["ann", "bob"]);
    let (found, report) = stitch(&log, &Stitching::new(["user"]).on_conflict(OnConflict::Merge));
    assert_eq!(found, people(&[("ann", &[1, 2, 3, 4, 5, 6])]));
    assert_eq!((report.conflicts, report.rows[1].merges), (1, 3));
}

#[test]
fn a_chain_of_ids_does_not_join_two_users() {
    // e@x is of ann by two events and of a cookie that bob used once.
    let log = log(&[
        ("c1", 1, "ann", "e@x"),
        ("c1", 2, "ann", "e@x"),
        ("c2", 3, "", "e@x"),
        ("c2", 4, "bob", ""),
        ("c2", 5, "", ""),
    ]);
    let (found, report) = stitch(&log, &Stitching::new(["user", "email"]));
    // The cookie is shared: rows 3 and 4 are known by better ids, and row 5 is bob's as he used it last.
    assert_eq!(found, people(&[("ann", &[1, 2, 3]), ("bob", &[4, 5])]));
    assert_eq!(report.rows[2].shared, 1);
}

#[test]
fn devices_link_for_a_time_only() {
    let rows =
        [("c1", 1, "ann", ""), ("c1", 5, "", ""), ("c1", 9, "", ""), ("c1", 14, "", ""), ("c1", 15, "", "")];
    let log = log(&rows);
    let options = Stitching::new(["user"]).valid_for("customer", "4d".parse().unwrap());
    // From its last use, 4 days later is still valid and 5 days are not.
    let (found, report) = stitch(&log, &options);
    assert_eq!(found, people(&[("ann", &[1, 2, 3]), ("c1", &[4, 5])]));
    assert_eq!((report.rows[1].expired, report.customers_split), (1, 1));
    // From the last login, day 5 is valid and day 9 is not; then it lasts from day 9.
    let (found, _) = stitch(&log, &options.clone().expiry(Expiry::LastLogin));
    assert_eq!(found, people(&[("ann", &[1, 2]), ("c1", &[3]), ("customer:c1", &[4, 5])]));
    let again = log.stitch(&options).unwrap().0;
    assert_eq!(stitch(&again, &options).0, found_of(&log, &options), "twice");
}

#[test]
fn a_device_that_expires_often_gets_a_name_each_time() {
    let log = log(&[
        ("c1", 1, "", ""),
        ("c1", 4, "", ""),
        ("c1", 7, "", ""),
        ("c1", 10, "", ""),
        ("c1:2", 1, "", ""),
    ]);
    let options = Stitching::new(["user"]).valid_for("customer", "1d".parse().unwrap());
    let found: Vec<String> = found_of(&log, &options).into_iter().map(|(name, _)| name).collect();
    assert_eq!(found, ["c1", "c1:2", "customer:c1", "customer:c1:2", "customer:c1:3"]);
}

fn found_of(log: &EventLog, options: &Stitching) -> Vec<(String, Vec<u32>)> {
    stitch(log, options).0
}

#[test]
fn stated_pairs_stay_apart() {
    let log = log(&[("c1", 1, "", "a@x"), ("c2", 2, "", "a@x"), ("c3", 3, "", "a@x")]);
    let options = Stitching::new(["email"]).apart(("customer", "c1"), ("customer", "c3"));
    let (found, report) = stitch(&log, &options.clone().distinct(Vec::<String>::new()));
    // Events stay with their email; nothing but the own ids is kept from it.
    assert_eq!(report.rows[1].kept_apart, 1);
    assert_eq!(found, people(&[("a@x", &[1, 2, 3])]));
    let log = super::tests::log(&[
        ("c1", 1, "", "a@x"),
        ("c2", 2, "", "a@x"),
        ("c2", 3, "", ""),
        ("c1", 4, "", ""),
    ]);
    let options = Stitching::new(["email"]).apart(("customer", "c1"), ("customer", "c2"));
    let (found, _) = stitch(&log, &options);
    assert_eq!(found, people(&[("a@x", &[1, 2, 4]), ("c2", &[3])]));
}

#[test]
fn hubs_link_nothing_and_customers_do_not_grow_beyond_belief() {
    let mut rows: Vec<(String, u32, &str, &str)> = Vec::new();
    for number in 0..50 {
        rows.push((format!("c{number}"), 1, "", "shop@x"));
    }
    rows.push(("c0".into(), 2, "", "a@x"));
    rows.push(("d".into(), 3, "", "a@x"));
    let rows: Vec<(&str, u32, &str, &str)> =
        rows.iter().map(|(c, d, u, e)| (c.as_str(), *d, *u, *e)).collect();
    let log = log(&rows);
    let (found, report) = stitch(&log, &Stitching::new(["email"]).max_cluster(20));
    assert_eq!((found.len(), report.hubs, report.rows[0].hubs), (50, 1, 1));
    let hub = &report.hub_examples[0];
    assert_eq!((hub.value.as_str(), hub.ids, hub.events), ("shop@x", 50, 50));
    let (found, _) = stitch(&log, &Stitching::new(["email"]).distinct(Vec::<String>::new()));
    assert_eq!(found.len(), 1);
    // A chain in which no id is a hub.
    let chain: Vec<(String, String)> = (0..9)
        .flat_map(|n| [(format!("c{n}"), format!("e{n}")), (format!("c{n}"), format!("e{}", n + 1))])
        .collect();
    let rows: Vec<(&str, u32, &str, &str)> =
        chain.iter().map(|(c, e)| (c.as_str(), 1, "", e.as_str())).collect();
    let options = Stitching::new(["email"]).on_conflict(OnConflict::Merge);
    assert_eq!(stitch(&super::tests::log(&rows), &options).0.len(), 1);
    let (found, report) = stitch(&super::tests::log(&rows), &options.max_cluster(5));
    assert!(found.len() > 1 && report.rows[1].too_large > 0);
}

#[test]
fn former_ids_and_other_kinds_of_ids_are_kept() {
    let csv = "cookie,at,event,account\nc1,2024-03-01,a,17\nc2,2024-03-02,a,17\nc3,2024-03-03,a,\n";
    let log = EventLog::read_csv_text(csv, &Columns::new("cookie", "at", "event")).unwrap();
    let (stitched, _) = log.stitch(&Stitching::new(["account"]).keep_as("cookie")).unwrap();
    assert_eq!(stitched.columns()[1].name, "cookie");
    let found = customers(&stitched);
    assert_eq!(found, people(&[("17", &[1, 2]), ("c3", &[3])]));
    assert!(log.stitch(&Stitching::new(["account"]).keep_as("account")).is_err());
}

#[test]
fn options_that_contradict_the_log_or_each_other_are_refused() {
    let log = log(&[("c1", 1, "ann", "")]);
    let day: TimeSpan = "1d".parse().unwrap();
    let bad = [
        (Stitching::new(["usr"]), "unknown_name"),
        (Stitching::new(["user", "user"]), "invalid_option"),
        (Stitching::new(["user"]).normalise("email", [Normal::Case]), "invalid_option"),
        (Stitching::new(["user"]).valid_for("email", day), "invalid_option"),
        (Stitching::new(["user"]).distinct(["email"]), "invalid_option"),
        (Stitching::new(["user"]).apart(("email", "a"), ("user", "b")), "invalid_option"),
        (Stitching::new(["user"]).max_cluster(1), "invalid_option"),
        (Stitching::new(["user"]).valid_for("user", TimeSpan::from_micros(-1)), "invalid_option"),
    ];
    for (options, code) in bad {
        assert_eq!(log.stitch(&options).unwrap_err().code(), code, "{options:?}");
    }
    let derived = log.by("user").unwrap().0;
    assert!(derived.stitch(&Stitching::new(["customer"])).is_err());
    let text = serde_json::to_string(&Stitching::new(["user"]).valid_for("user", day)).unwrap();
    assert_eq!(
        serde_json::from_str::<Stitching>(&text).unwrap(),
        Stitching::new(["user"]).valid_for("user", day)
    );
}

#[test]
fn the_order_of_rows_and_shards_do_not_matter() {
    let rows: Vec<(String, u32, String, String)> = (0..300u32)
        .map(|n| {
            let pick = |from: &str, of: u32| if of == 0 { String::new() } else { format!("{from}{of}") };
            (format!("c{}", n * n % 61), 1 + n % 28, pick("u", n * 7 % 23), pick("e", n * 5 % 41 % 11))
        })
        .collect();
    let build = |order: &[usize], shards: usize| {
        let mut csv = String::from("cookie,at,event,user,email\n");
        for &n in order {
            let (cookie, day, user, email) = &rows[n];
            csv.push_str(&format!("{cookie},2024-03-{day:02},x{n},{user},{email}\n"));
        }
        EventLog::read_csv_text(&csv, &Columns::new("cookie", "at", "event").shards(shards)).unwrap()
    };
    // By the name of the touchpoint, which is the number of the row.
    let partition = |log: &EventLog| -> BTreeSet<(String, BTreeSet<String>)> {
        let journeys = log.shards().iter().flat_map(Shard::journeys);
        let one = |journey: crate::log::Journey<'_>| {
            let names = journey.touchpoints().iter().map(|&code| log.touchpoints().get(code).to_string());
            (journey.customer().to_string(), names.collect())
        };
        journeys.map(one).collect()
    };
    let forward: Vec<usize> = (0..300).collect();
    let backward: Vec<usize> = (0..300).rev().collect();
    for options in [
        Stitching::new(["user", "email"]),
        Stitching::new(["user", "email"]).on_conflict(OnConflict::Merge).max_cluster(30),
        Stitching::new(["email", "customer", "user"]).valid_for("customer", "3d".parse().unwrap()),
    ] {
        let (first, report) = build(&forward, 1).stitch(&options).unwrap();
        for (order, shards) in [(&backward, 1), (&forward, 7), (&backward, 64)] {
            let (other, told) = build(order, shards).stitch(&options).unwrap();
            assert_eq!(partition(&first), partition(&other), "{options:?}");
            assert_eq!(report, told, "{options:?}");
        }
    }
}
