use super::*;
use crate::log::Columns;

const CSV: &str = "customer,time,event,postcode,age,joined,note,friend\n\
    ann,2024-01-01T10:17:30Z,look,10115,34,2023-05-06T07:08:09Z,see bob or bobby,bob\n\
    ann,2024-01-02T11:00:00Z,buy,10115,34,2023-05-06T07:08:09Z,mail ann@example.org,\n\
    bob,2024-01-02T12:00:00Z,secret of bob,20095,61,2023-05-06T07:08:09Z,x,ann\n\
    cem,2024-01-03T12:00:00Z,look,10117,47,2023-06-07T08:09:10Z,,ann\n";

fn log() -> EventLog {
    EventLog::read_csv_text(CSV, &Columns::new("customer", "time", "event")).unwrap()
}

fn text(log: &EventLog) -> String {
    let mut out = Vec::new();
    log.to_csv(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn nothing_changes_without_options() {
    let (same, report) = log().anonymize(&Anonymize::new(), None).unwrap();
    assert_eq!(same.fingerprint(), log().fingerprint());
    assert_eq!((report.customers_before, report.customers_after, report.events_after), (3, 3, 4));
    assert_eq!(
        (report.mentions, report.pseudonyms, report.values_generalized, report.times_generalized),
        (0, 0, 0, 0)
    );
}

#[test]
fn a_forgotten_customer_is_nowhere() {
    let (less, report) = log().anonymize(&Anonymize::new().forget(["bob", "eve"]), None).unwrap();
    assert_eq!((report.customers_forgotten, report.customers_unknown, report.mentions), (1, 1, 2));
    assert_eq!((less.customers(), less.events()), (2, 3));
    let csv = text(&less);
    assert!(!csv.contains("bob") && !csv.contains("secret") && !csv.contains("20095"), "{csv}");
    assert!(csv.contains("see [forgotten] or [forgotten]by"), "{csv}");
}

/// A log of which much is known about bob: his events, a touchpoint of others with his name in it, an order of touchpoints at equal
/// times, a bad row, and steps of cleaning that name him in every way.
fn talkative() -> EventLog {
    let csv =
        format!("{CSV}dan,2024-01-04T09:00:00Z,call bob,10115,30,,,\ndan,bob's time,look,10115,30,,,\n");
    let columns = Columns::new("customer", "time", "event").on_error(crate::log::OnError::Skip);
    let log = EventLog::read_csv_text(&csv, &columns).unwrap();
    assert_eq!(log.quality().skipped_rows[0].value, "bob's time");
    let steps = r#"[
        {"order_ties": {"touchpoints": ["call bob", "look"]}},
        {"drop_customers": {"customers": ["bobby"]}},
        {"shift_times": {"when": {"equals": {"column": "customer", "value": "bob"}}, "by": "1h"}},
        {"recode": {"column": "note", "values": ["about bob"], "to": "bob"}},
        {"rename_touchpoints": {"names": {"visit of bob": "visit"}}},
        {"stitch": {"columns": ["customer"], "never": ["bobby"], "apart": [[{"column": "customer", "value": "bob"}, {"column": "customer", "value": "cem"}]]}}
    ]"#;
    crate::log::Recipe::from_json(steps).unwrap().apply(&log).unwrap().0
}

/// Everything to which a log can be written.
fn files(log: &EventLog) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("csv", text(log).into_bytes()),
        ("xes", log.to_xes_bytes().unwrap()),
        #[cfg(feature = "file")]
        ("journey", log.to_bytes().unwrap()),
    ]
}

#[test]
fn a_forgotten_customer_is_in_no_file() {
    let has = |bytes: &[u8]| bytes.windows(3).any(|window| window.eq_ignore_ascii_case(b"bob"));
    let before = talkative();
    for (format, bytes) in files(&before) {
        assert!(has(&bytes), "{format} tells nothing");
    }
    let recipe =
        crate::log::Recipe::new([crate::log::Step::Anonymize(Box::new(Anonymize::new().forget(["bob"])))]);
    for log in [
        before.anonymize(&Anonymize::new().forget(["bob"]), None).unwrap().0,
        recipe.apply(&before).unwrap().0,
    ] {
        assert_eq!(log.customers(), 3);
        for (format, bytes) in files(&log) {
            assert!(!has(&bytes), "{format}: {}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn sessions_of_a_forgotten_customer_go_too() {
    let (cut, _) = log().sessions(&crate::log::Sessions::gap("30m".parse().unwrap())).unwrap();
    assert!(cut.journey("bob/1").is_some());
    let (less, report) = cut.anonymize(&Anonymize::new().forget(["bob"]), None).unwrap();
    assert_eq!((report.customers_forgotten, report.customers_unknown), (1, 0));
    assert_eq!((less.customers(), less.events()), (3, 3));
    let (orders, _) = log().by("postcode").unwrap();
    let (less, report) = orders.anonymize(&Anonymize::new().forget(["bob"]), None).unwrap();
    assert_eq!((report.customers_forgotten, less.customers(), less.events()), (1, 2, 3));
    assert!(!text(&less).replace("bobby", "").contains("bob"));
    // Who a session belongs to is an id as well.
    let key = PseudonymKey::from_secret("x");
    let (named, _) =
        cut.anonymize(&Anonymize::new().pseudonyms(true).keep(["customer"]), Some(&key)).unwrap();
    assert_eq!(text(&named).matches(&key.pseudonym("ann")).count(), 2);
    assert!(!text(&named).contains("cem"));
}

#[test]
fn a_recipe_asks_for_the_key_and_does_not_keep_it() {
    use crate::log::Recipe;
    let recipe = Recipe::from_json(
        r#"["fold_ids", {"anonymize": {"pseudonyms": true, "forget": ["bob"], "times": "1d"}}, "drop_duplicates"]"#,
    );
    let recipe = recipe.unwrap();
    let error = recipe.apply(&log()).unwrap_err();
    assert_eq!(error.code(), "invalid_option");
    assert!(error.to_string().contains("steps[1].anonymize.pseudonyms"), "{error}");
    let key = PseudonymKey::from_secret("one");
    let (named, report) = recipe.apply_with_key(&log(), &key).unwrap();
    let row = &report.rows[1];
    assert_eq!((row.events_changed, row.events_dropped, row.customers_dropped), (3, 1, 1));
    // What was done before is gone, and so is who was forgotten; what comes after is kept.
    let kept = r#"[{"anonymize": {"pseudonyms": true, "times": "1d"}}, "drop_duplicates"]"#;
    assert_eq!(Recipe::of(&named), Recipe::from_json(kept).unwrap());
    assert_eq!(recipe.apply_with_key(&log(), &key).unwrap().0.fingerprint(), named.fingerprint());
}

#[test]
fn values_become_coarser() {
    let options = Anonymize::new()
        .generalize("postcode", Generalize::Prefix { characters: 2 })
        .generalize("age", Generalize::Width { width: 10.0 })
        .generalize("joined", Generalize::Span { length: "1d".parse().unwrap() })
        .generalize("friend", Generalize::Rare { k: 2, other: "other".into() })
        .times("1h".parse().unwrap())
        .redact("note");
    let postcode =
        Columns::new("customer", "time", "event").kind("postcode", crate::log::ColumnKind::Dictionary);
    let log = EventLog::read_csv_text(CSV, &postcode).unwrap();
    let (coarse, report) = log.anonymize(&options, None).unwrap();
    let csv = text(&coarse);
    for row in [
        "ann,2024-01-01T10:00:00Z,look,10,30,2023-05-06T00:00:00Z,see bob or bobby,other",
        "ann,2024-01-02T11:00:00Z,buy,10,30,2023-05-06T00:00:00Z,mail [e-mail],",
        "bob,2024-01-02T12:00:00Z,secret of bob,20,60,2023-05-06T00:00:00Z,x,ann",
        "cem,2024-01-03T12:00:00Z,look,10,40,2023-06-07T00:00:00Z,,ann",
    ] {
        assert!(csv.contains(row), "{row} is not in {csv}");
    }
    assert_eq!(
        (report.times_generalized, report.values_generalized, report.redacted.emails),
        (1, 4 + 4 + 4 + 1, 1)
    );
}

#[test]
fn pseudonyms_depend_on_the_key_and_join_columns() {
    let options = Anonymize::new().pseudonyms(true).pseudonym_column("friend").keep(["friend"]);
    let key = PseudonymKey::from_secret("one");
    let (named, report) = log().anonymize(&options, Some(&key)).unwrap();
    let csv = text(&named);
    // Names of touchpoints are no ids.
    assert!(
        !csv.contains("ann") && !csv.replace("secret of bob", "").contains("bob") && !csv.contains("cem"),
        "{csv}"
    );
    assert_eq!(csv.matches(&key.pseudonym("ann")).count(), 2 + 2);
    assert_eq!((report.pseudonyms, report.columns_dropped.len()), (3 + 3, 4));
    let again = log().anonymize(&options, Some(&key)).unwrap().0;
    let other = log().anonymize(&options, Some(&PseudonymKey::from_secret("two"))).unwrap().0;
    assert_eq!(again.fingerprint(), named.fingerprint());
    assert_ne!(other.fingerprint(), named.fingerprint());
    // BLAKE3's own test vector: keyed hash of no bytes.
    let vector = PseudonymKey::new(b"whats the Elvish word for friend");
    assert_eq!(vector.pseudonym(""), "92b2b75604ed3c761f9d6f62392c8a92");
    assert_eq!(format!("{key:?}"), "PseudonymKey(…)");
}

#[test]
fn steps_that_do_not_fit_are_refused() {
    let code = |options: Anonymize| log().anonymize(&options, None).map(drop).map_err(|error| error.code());
    assert_eq!(code(Anonymize::new().drop("color")), Err("unknown_name"));
    assert_eq!(code(Anonymize::new().drop("age").keep(["note"])), Err("invalid_option"));
    assert_eq!(code(Anonymize::new().pseudonyms(true)), Err("invalid_option"));
    assert_eq!(code(Anonymize::new().redact("age")), Err("invalid_option"));
    assert_eq!(code(Anonymize::new().times("0s".parse().unwrap())), Err("invalid_option"));
    for to in [
        Generalize::Prefix { characters: 2 },
        Generalize::Width { width: 0.0 },
        Generalize::Width { width: f64::NAN },
        Generalize::Span { length: "1d".parse().unwrap() },
        Generalize::Rare { k: 5, other: "x".into() },
    ] {
        assert_eq!(code(Anonymize::new().generalize("age", to)), Err("invalid_option"));
    }
}
