use super::*;
use crate::log::{Columns, Recipe, Shard, UrlTree};

const CSV: &str = "user,at,event,amount,note\n\
    ann,2024-03-01T10:00,ad,,\n\
    ann,2024-03-01T10:01,view,1,a\n\
    ann,2024-03-01T10:02,view,2,\n\
    ann,2024-03-01T10:20,view,3,c\n\
    ann,2024-03-01T10:21,cart,4,\n\
    ann,2024-03-01T10:22,pay,5,\n\
    ann,2024-03-02T10:00,cart,6,\n\
    ann,2024-03-02T10:05,pay,7,\n\
    bob,2024-03-03T10:00,ad,,\n\
    cem,2024-03-04T10:00,cart,8,\n\
    cem,2024-03-04T10:01,view,9,\n";

fn log() -> EventLog {
    EventLog::read_csv_text(CSV, &Columns::new("user", "at", "event").shards(3)).unwrap()
}

/// `ann: ad view` and so on, by customer.
fn shown(log: &EventLog) -> Vec<String> {
    let journey = |journey: Journey<'_>| {
        let names: Vec<_> = journey.touchpoints().iter().map(|&code| log.touchpoints().get(code)).collect();
        format!("{}: {}", journey.customer(), names.join(" "))
    };
    let mut all: Vec<String> = log.shards().iter().flat_map(Shard::journeys).map(journey).collect();
    all.sort();
    all
}

fn done(step: &str) -> (EventLog, CleaningRow) {
    let recipe = Recipe::from_json(&format!("[{step}]")).unwrap();
    let (log, mut report) = recipe.apply(&log()).unwrap();
    assert_eq!(Recipe::of(&log), recipe);
    assert_eq!(Recipe::from_json(&recipe.to_json()).unwrap(), recipe);
    (log, report.rows.remove(0))
}

fn check(step: &str, expected: &[&str], counts: (u64, u64, u64)) {
    let (log, row) = done(step);
    assert_eq!(shown(&log), expected, "{step}");
    assert_eq!((row.events_changed, row.events_dropped, row.customers_dropped), counts, "{step}");
    assert_eq!(log.schema.period, self::log().schema.period);
    assert_eq!(log.quality().events, log.events());
}

#[test]
fn touchpoints_are_grouped_hidden_and_kept() {
    check(
        r#"{"group_touchpoints": {"touchpoints": "view | cart(amount < 8)", "name": "shop"}}"#,
        &["ann: ad shop shop shop shop pay shop pay", "bob: ad", "cem: cart shop"],
        (6, 0, 0),
    );
    let hidden = &["ann: view view view cart pay cart pay", "cem: cart view"];
    check(r#"{"hide_touchpoints": {"touchpoints": "~\"a*\""}}"#, hidden, (0, 2, 1));
    check(r#"{"keep_touchpoints": {"touchpoints": "!ad"}}"#, hidden, (0, 2, 1));
    let (log, _) = done(r#"{"hide_touchpoints": {"touchpoints": "ad"}}"#);
    assert_eq!(log.touchpoints().iter().collect::<Vec<_>>(), ["cart", "pay", "view"]);
}

#[test]
fn runs_become_one_event() {
    check(
        r#"{"collapse_runs": {}}"#,
        &["ann: ad view cart pay cart pay", "bob: ad", "cem: cart view"],
        (1, 2, 0),
    );
    let (log, row) =
        done(r#"{"collapse_runs": {"within": "5m", "columns": {"amount": "sum", "note": "last"}}}"#);
    assert_eq!(row.events_dropped, 1);
    let ann = log.journey("ann").unwrap();
    assert_eq!(ann.len(), 7);
    assert_eq!(ann.numbers(0).get(1..4), Some(&[3.0, 3.0, 4.0][..]));
    assert!(ann.numbers(0)[0].is_nan());
    let note = |event| match log.value(&ann, event, 1) {
        crate::log::Value::Text(text) => text.to_string(),
        _ => String::new(),
    };
    assert_eq!([note(1), note(2)], ["a", "c"]);
    check(
        r#"{"collapse_runs": {"touchpoints": "view(amount < 3)"}}"#,
        &["ann: ad view view cart pay cart pay", "bob: ad", "cem: cart view"],
        (1, 1, 0),
    );
}

#[test]
fn parts_are_cut_out() {
    let cut = |options: &str| format!(r#"{{"cut_between": {options}}}"#);
    check(&cut(r#"{"from": "cart", "to": "pay"}"#), &["ann: cart pay"], (0, 9, 2));
    check(
        &cut(r#"{"from": "cart", "to": "pay", "each": true}"#),
        &["ann/1: cart pay", "ann/2: cart pay"],
        (4, 7, 2),
    );
    check(
        &cut(r#"{"from": "cart", "to": "pay", "each": true, "keep_open": true, "keep_as": "who"}"#),
        &["ann/1: cart pay", "ann/2: cart pay", "cem/1: cart view"],
        (6, 5, 1),
    );
    check(&cut(r#"{"from": "view => cart"}"#), &["ann: view cart pay cart pay"], (0, 6, 2));
    check(
        &cut(r#"{"from": "cart", "each": true}"#),
        &["ann/1: cart pay", "ann/2: cart pay", "cem/1: cart view"],
        (6, 5, 1),
    );
    check(
        &cut(r#"{"to": "pay", "each": true}"#),
        &["ann/1: ad view view view cart pay", "ann/2: cart pay"],
        (8, 3, 2),
    );
    check(&cut(r#"{"from": "view", "to": "view"}"#), &["ann: view view"], (0, 9, 2));
    check(
        &cut(r#"{"from": "start => ad"}"#),
        &["ann: ad view view view cart pay cart pay", "bob: ad"],
        (0, 2, 1),
    );
}

#[test]
fn ends_are_marked_without_values() {
    let (log, row) = done(r#"{"mark_ends": {"start": "<", "end": ">"}}"#);
    assert_eq!(shown(&log)[1..], ["bob: < ad >", "cem: < cart view >"]);
    assert_eq!((row.events_changed, row.events_dropped), (6, 0));
    let cem = log.journey("cem").unwrap();
    assert!(cem.numbers(0)[0].is_nan() && cem.numbers(0)[3].is_nan());
    assert_eq!(cem.times()[0], cem.times()[1]);
    assert_eq!(cem.rows(), [10, 10, 11, 11]);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let error = |step: &str| {
        let error =
            Recipe::from_json(&format!("[{step}]")).and_then(|recipe| recipe.apply(&log())).unwrap_err();
        (error.code(), error.to_string())
    };
    for (step, code, part) in [
        (r#"{"hide_touchpoints": {"touchpoints": "kart"}}"#, "unknown_name", "cart"),
        (
            r#"{"hide_touchpoints": {"touchpoints": "cart -> pay"}}"#,
            "invalid_option",
            "steps[0].hide_touchpoints",
        ),
        (r#"{"hide_touchpoints": {"touchpoints": "cart ->"}}"#, "syntax", "character"),
        (r#"{"group_touchpoints": {"touchpoints": "cart", "name": ""}}"#, "invalid_option", "name"),
        (r#"{"collapse_runs": {"within": "-1s"}}"#, "invalid_option", "collapse_runs.within"),
        (r#"{"collapse_runs": {"columns": {"note": "sum"}}}"#, "invalid_option", "collapse_runs.columns"),
        (r#"{"collapse_runs": {"columns": {"nota": "last"}}}"#, "unknown_name", "note"),
        (r#"{"cut_between": {}}"#, "invalid_option", "cut_between.from"),
        (r#"{"cut_between": {"to": "pay?"}}"#, "invalid_option", "cut_between.to"),
        (r#"{"cut_between": {"to": "pay", "keep_as": "x"}}"#, "invalid_option", "keep_as"),
        (r#"{"mark_ends": {}}"#, "invalid_option", "mark_ends.start"),
        (r#"{"mark_ends": {"end": "pay"}}"#, "invalid_option", "mark_ends.end"),
        (r#"{"url_touchpoints": {"depth": 33}}"#, "invalid_option", "url_touchpoints.depth"),
        (r#"{"url_touchpoints": {"column": "amount"}}"#, "invalid_option", "url_touchpoints.column"),
        (r#"{"url_touchpoints": {"least_share": 2}}"#, "invalid_option", "url_touchpoints.least_share"),
    ] {
        let (found, text) = error(step);
        assert!(found == code && text.contains(part), "{step}: {found}: {text}");
    }
}

#[test]
fn addresses_become_places_of_a_tree() {
    let pages = [
        "https://ann:pw@Shop.example/product/17?ref=mail",
        "HTTPS://shop.example//product/18/#top",
        "https://shop.example/product/about",
        "https://shop.example/article/2024-03-01.html",
        "https://shop.example/u/9f1c2b3a-0000-4000-8000-00000000abcd/orders",
        "//shop.example",
        "/help/faq",
        "/",
        "purchase",
    ];
    let rows: String =
        pages.iter().enumerate().map(|(i, page)| format!("u{i},2024-03-01,{page}\n")).collect();
    let log = EventLog::read_csv_text(&format!("u,t,e\n{rows}"), &Columns::new("u", "t", "e")).unwrap();
    let names = |options: UrlTree| {
        let (clean, _) = log.clean(&[Step::UrlTouchpoints(options)]).unwrap();
        shown(&clean).into_iter().map(|line| line.split_once(": ").unwrap().1.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        names(UrlTree::default()),
        [
            "shop.example/product/*",
            "shop.example/product/*",
            "shop.example/product/about",
            "shop.example/article/*",
            "shop.example/u/*",
            "shop.example",
            "/help/faq",
            "/",
            "purchase"
        ]
    );
    assert_eq!(
        names(UrlTree { host: false, ids: false, depth: 1, least_share: Some(0.3), ..UrlTree::default() }),
        ["/product", "/product", "/product", "/*", "/*", "/", "/*", "/", "purchase"]
    );
    let tree = log.url_tree(&UrlTree { least_share: Some(0.3), ..UrlTree::default() }).unwrap();
    let rows: Vec<_> =
        tree.rows.iter().map(|row| (row.touchpoint.as_str(), row.events, row.own_events)).collect();
    assert_eq!((tree.events, tree.other_events, tree.addresses), (8, 1, 8));
    assert_eq!(
        rows,
        [
            ("shop.example", 6, 1),
            ("shop.example/product", 3, 0),
            ("shop.example/product/*", 2, 2),
            ("shop.example/product/about", 1, 1),
            ("shop.example/*", 2, 0),
            ("shop.example/*/*", 2, 2),
            ("*", 2, 1),
            ("*/help", 1, 0),
            ("*/help/faq", 1, 1),
        ]
    );
}

#[test]
fn an_empty_log_stays_empty() {
    let empty = EventLog::read_csv_text("u,t,e\n", &Columns::new("u", "t", "e")).unwrap();
    assert_eq!(empty.url_tree(&UrlTree::default()).unwrap().rows, []);
    let steps = r#"[{"collapse_runs": {}}, {"url_touchpoints": {}}, {"keep_touchpoints": {"touchpoints": "any"}},
        {"cut_between": {"from": "any", "each": true}}]"#;
    assert!(Recipe::from_json(steps).unwrap().apply(&empty).unwrap().0.is_empty());
}

mod laws {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::Variants;

    fn csv(rows: &[(u8, u8, u8)], keep: impl Fn(u8) -> bool) -> EventLog {
        let line = |(i, &(customer, minute, event)): (usize, &(u8, u8, u8))| {
            format!("c{customer},2024-01-01T00:{minute:02}:00Z,e{event},{i}\n")
        };
        let lines: String = rows.iter().enumerate().filter(|(_, row)| keep(row.2)).map(line).collect();
        let columns = Columns::new("u", "t", "e").kind("n", crate::log::ColumnKind::Number);
        EventLog::read_csv_text(&format!("u,t,e,n\n{lines}"), &columns).unwrap()
    }

    fn clean(log: &EventLog, step: &str) -> EventLog {
        Recipe::from_json(&format!("[{step}]")).unwrap().apply(log).unwrap().0
    }

    proptest! {
        #[test]
        fn of_preparing(rows in proptest::collection::vec((0u8..4, 0u8..12, 0u8..4), 1..40)) {
            let log = csv(&rows, |_| true);
            // Hiding is reading without them.
            let hidden = clean(&log, r#"{"hide_touchpoints": {"touchpoints": "~\"e0\""}}"#);
            let read = csv(&rows, |event| event != 0);
            prop_assert_eq!(shown(&hidden), shown(&read));
            prop_assert_eq!(hidden.run(&Variants::default()).unwrap(), read.run(&Variants::default()).unwrap());
            // Grouping adds counts up.
            let grouped = clean(&log, r#"{"group_touchpoints": {"touchpoints": "~\"e1\" | ~\"e2\"", "name": "g"}}"#);
            let count = |log: &EventLog, of: &[&str]| shown(log).iter().flat_map(|line| line.split(' ').skip(1).map(str::to_string).collect::<Vec<_>>()).filter(|name| of.contains(&name.as_str())).count();
            prop_assert_eq!(count(&grouped, &["g"]), count(&log, &["e1", "e2"]));
            prop_assert_eq!(grouped.events(), log.events());
            // Collapsing twice is collapsing once, and no touchpoint follows itself.
            for step in [r#"{"collapse_runs": {}}"#, r#"{"collapse_runs": {"within": "2m", "columns": {"n": "sum"}}}"#] {
                let once = clean(&log, step);
                prop_assert_eq!(clean(&once, step).fingerprint(), once.fingerprint());
                let total = |log: &EventLog| -> f64 { log.shards().iter().flat_map(Shard::journeys).flat_map(|j| j.numbers(0).to_vec()).sum() };
                if step.contains("sum") {
                    prop_assert_eq!(total(&once), total(&log));
                } else {
                    let twice = |line: &String| line.split(' ').skip(1).zip(line.split(' ').skip(2)).any(|(a, b)| a == b);
                    prop_assert!(!shown(&once).iter().any(twice));
                }
            }
            // Parts are contiguous, begin and end where they are to, and do not overlap.
            let parts = clean(&log, r#"{"cut_between": {"from": "~\"e1\"", "to": "~\"e2\"", "each": true}}"#);
            let mut seen = std::collections::BTreeSet::new();
            for part in parts.shards().iter().flat_map(Shard::journeys) {
                let whole = log.journey(part.customer().split_once('/').unwrap().0).unwrap();
                let names: Vec<&str> = part.touchpoints().iter().map(|&code| parts.touchpoints().get(code)).collect();
                prop_assert!(names.first() == Some(&"e1") && names.last() == Some(&"e2"));
                prop_assert!(whole.rows().windows(part.len()).any(|window| window == part.rows()));
                prop_assert!(part.rows().iter().all(|row| seen.insert(*row)));
            }
            // Renaming there and back changes nothing.
            let there = clean(&log, r#"{"rename_touchpoints": {"names": {"e0": "x"}}}"#);
            let back = clean(&there, r#"{"rename_touchpoints": {"names": {"x": "e0"}}}"#);
            prop_assert_eq!(back.fingerprint(), log.fingerprint());
            // Hiding marks takes them away.
            let marked = clean(&log, r#"{"mark_ends": {"start": "<", "end": ">"}}"#);
            let without = clean(&marked, r#"{"keep_touchpoints": {"touchpoints": "!(\"<\" | \">\")"}}"#);
            prop_assert_eq!(without.fingerprint(), log.fingerprint());
        }
    }
}
