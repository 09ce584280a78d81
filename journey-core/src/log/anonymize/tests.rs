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
    #[cfg(feature = "file")]
    {
        let bytes = less.to_bytes().unwrap();
        assert!(!bytes.windows(3).any(|window| window == b"bob"));
        assert!(log().to_bytes().unwrap().windows(3).any(|window| window == b"bob"));
    }
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
