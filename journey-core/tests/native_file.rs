//! Files of logs: what is opened is what was saved, and damage is an error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![cfg(feature = "file")]

use std::path::PathBuf;

use journey_core::analysis::{Interactions, Nps, Retention, TimeSpent, Transitions, Variants, WaitingTime};
use journey_core::log::{ColumnKind, Columns, Event, LogBuilder, LogOptions, OnError, Value};
use journey_core::model::Period;
use journey_core::work::{CancelToken, Work};
use journey_core::{Error, EventLog};
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Row {
    customer: String,
    time: i64,
    touchpoint: usize,
    lasts: Option<i64>,
    channel: Option<&'static str>,
    price: f64,
    late: Option<bool>,
    due: Option<i64>,
    note: String,
}

fn row() -> impl Strategy<Value = Row> {
    let when = ("[a-fé]{1,2}", -50..50_i64, 0..4_usize, prop::option::weighted(0.1, 0..9_i64));
    let price = prop_oneof![(-9..9i32).prop_map(f64::from), Just(f64::NAN), Just(-0.0)];
    let channel = prop::option::of(prop_oneof![Just("web"), Just("store"), Just("ä")]);
    let values =
        (channel, price, prop::option::of(any::<bool>()), prop::option::of(-9..9_i64), "[a-zé]{0,3}");
    (when, values).prop_map(|((customer, time, touchpoint, lasts), (channel, price, late, due, note))| Row {
        customer,
        time,
        touchpoint,
        lasts,
        channel,
        price,
        late,
        due,
        note,
    })
}

const SECOND: i64 = 1_000_000;

fn build(rows: &[Row], shards: Option<usize>) -> EventLog {
    let kinds = [
        // Names that the table has already.
        ("row", ColumnKind::Dictionary),
        ("score", ColumnKind::Number),
        ("time", ColumnKind::Boolean),
        ("due", ColumnKind::Time),
        ("note", ColumnKind::Text),
    ];
    let columns = kinds.map(|(name, kind)| (name.to_string(), Some(kind))).to_vec();
    let mut builder = LogBuilder::new(LogOptions { shards, ..LogOptions::default() }, columns);
    for (row, number) in rows.iter().zip(1..) {
        let event = Event {
            customer: &row.customer,
            time: row.time * SECOND,
            touchpoint: ["look", "cart", "buy", "ask"][row.touchpoint],
            end: row.lasts.map(|lasts| (row.time + lasts) * SECOND),
            row: number,
            values: &[
                row.channel.map_or(Value::Missing, Value::Text),
                Value::Number(row.price),
                row.late.map_or(Value::Missing, Value::Boolean),
                row.due.map_or(Value::Missing, |due| Value::Time(due * SECOND)),
                Value::Text(&row.note),
            ],
        };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

/// Reports, as JSON.
fn reports(log: &EventLog) -> Vec<String> {
    fn one<A: journey_core::analysis::Analysis<Report: serde::Serialize>>(log: &EventLog, ask: &A) -> String {
        log.run(ask).map_or_else(|error| error.to_string(), |report| serde_json::to_string(&report).unwrap())
    }
    vec![
        one(log, &Transitions::new()),
        one(log, &Variants::new()),
        one(log, &TimeSpent::new()),
        one(log, &WaitingTime::new()),
        one(log, &Interactions::new()),
        one(log, &Nps::new("score")),
        one(log, &Retention::new(Period::Day, 3)),
    ]
}

fn assert_same(found: &EventLog, expected: &EventLog) {
    assert_eq!(found.quality(), expected.quality());
    assert_eq!(found.period(), expected.period());
    assert_eq!(found.columns(), expected.columns());
    assert!(found.touchpoints().iter().eq(expected.touchpoints().iter()));
    assert_eq!(found.shards().len(), expected.shards().len());
    assert_eq!(reports(found), reports(expected));
    let told = |log: &EventLog| {
        let mut csv = Vec::new();
        log.to_csv(&mut csv).unwrap();
        csv
    };
    assert_eq!(told(found), told(expected));
    let rows = |log: &EventLog| -> Vec<(String, Vec<u32>)> {
        let journeys = log.shards().iter().flat_map(|shard| shard.journeys());
        journeys.map(|journey| (journey.customer().into(), journey.rows().to_vec())).collect()
    };
    assert_eq!(rows(found), rows(expected));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_opened_is_what_was_saved(rows in prop::collection::vec(row(), 0..60), known in any::<bool>()) {
        for shards in [None, Some(1), Some(7), Some(64)] {
            let log = build(&rows, shards);
            if known {
                log.fingerprint();
            }
            let bytes = log.to_bytes().unwrap();
            let opened = EventLog::from_bytes(bytes.as_slice()).unwrap();
            prop_assert_eq!(opened.to_bytes().unwrap(), bytes);
            assert_same(&opened, &log);
            prop_assert_eq!(opened.fingerprint(), log.fingerprint());
        }
    }

    #[test]
    fn a_selection_is_saved_as_what_it_keeps(rows in prop::collection::vec(row(), 0..60), length in 0..5_usize) {
        for shards in [1, 7] {
            let log = build(&rows, Some(shards));
            log.fingerprint();
            let kept = log.filter(|journey| journey.len() > length);
            let bytes = kept.to_bytes().unwrap();
            let opened = EventLog::from_bytes(bytes).unwrap();
            assert_same(&opened, &kept);
            // As that of a log that never had the others.
            let sorted = EventLog::concat_with(&[kept], LogOptions { shards: Some(shards), ..LogOptions::default() });
            prop_assert_eq!(opened.fingerprint(), sorted.unwrap().fingerprint());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn appending_goes_on_after_opening(
        rows in prop::collection::vec(row(), 20..40),
        more in prop::collection::vec(row(), 1..6),
        last in prop::collection::vec(row(), 1..6),
    ) {
        let log = build(&rows, Some(7)).append(&build(&more, Some(1))).unwrap();
        let opened = EventLog::from_bytes(log.to_bytes().unwrap()).unwrap();
        assert_same(&opened, &log);
        let last = build(&last, Some(1));
        let (expected, found) = (log.append(&last).unwrap(), opened.append(&last).unwrap());
        assert_same(&found, &expected);
        prop_assert_eq!(found.fingerprint(), expected.fingerprint());
    }
}

fn small() -> EventLog {
    let csv = "user,at,event,done,price,paid,late\nann,2024-03-01,visit,2024-03-02,1.5,card,true\n\
        ann,2024-03-02,buy,,2,cash,\nben,2024-03-01,visit,,x,,false\n";
    let columns = Columns::new("user", "at", "event").end("done").kind("price", ColumnKind::Number);
    let columns = columns.shards(2).priority(["buy"]);
    EventLog::read_csv_text(csv, &columns.on_error(OnError::Skip)).unwrap()
}

#[test]
fn damage_is_an_error_and_never_another_log() {
    let whole = small().to_bytes().unwrap();
    for end in 0..whole.len() {
        let error = EventLog::from_bytes(&whole[..end]).unwrap_err();
        assert_eq!(error.code(), "syntax", "{end} bytes");
    }
    let mut opened = 0;
    for position in 0..whole.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut damaged = whole.clone();
            damaged[position] ^= flip;
            match EventLog::from_bytes(damaged) {
                Ok(log) => {
                    assert_eq!(log.to_bytes().unwrap(), whole, "byte {position}");
                    opened += 1;
                }
                Err(error) => assert_eq!(error.code(), "syntax", "byte {position}"),
            }
        }
    }
    // Only the mark between the last part and the footer does not matter.
    assert_eq!(opened, 8 * 3);
    let mut longer = whole;
    longer.push(0);
    assert_eq!(EventLog::from_bytes(longer).unwrap_err().code(), "syntax");
}

/// A folder of its own that is removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("journey-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_file_appears_whole_or_not_at_all_and_may_replace_an_open_one() {
    let folder = Folder::new("atomic");
    let path = folder.0.join("log.arrow");
    let stop = CancelToken::new();
    stop.cancel();
    let log = small();
    let cancelled = Work::new().cancel(&stop).run(|| log.save(&path)).unwrap_err();
    assert_eq!((cancelled, folder.files().len()), (Error::Cancelled, 0));
    log.save(&path).unwrap();
    let opened = EventLog::open(&path).unwrap();
    opened.filter(|journey| journey.customer() == "ben").save(&path).unwrap();
    assert_same(&opened, &log);
    assert_eq!(EventLog::open(&path).unwrap().customers(), 0);
    assert_eq!(folder.files(), ["log.arrow"]);
    let stopped = Work::new().cancel(&stop).run(|| EventLog::open(&path)).unwrap_err();
    assert_eq!(stopped, Error::Cancelled);
}

#[test]
fn errors_name_the_file() {
    let folder = Folder::new("errors");
    let path = folder.0.join("log.arrow");
    let message = |result: Result<EventLog, Error>| result.unwrap_err().to_string();
    assert!(message(EventLog::open(&path)).starts_with(path.to_str().unwrap()));
    let nowhere = folder.0.join("no").join("log.arrow");
    let error = small().save(&nowhere).unwrap_err();
    assert_eq!(error.code(), "io");
    assert!(error.to_string().starts_with(nowhere.to_str().unwrap()), "{error}");
    assert_eq!(small().save("").unwrap_err().code(), "io");
    for content in [&b""[..], b"ARROW1", b"user,at,event\n", b"PAR1PAR1PAR1"] {
        std::fs::write(&path, content).unwrap();
        let error = EventLog::open(&path).unwrap_err();
        assert_eq!((error.code(), error.place().unwrap().file.as_deref()), ("syntax", path.to_str()));
    }
    assert_eq!(EventLog::open(&folder.0).unwrap_err().code(), "io");
}
