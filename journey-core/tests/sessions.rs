//! Cutting histories into cases whose truth is known: the semi-artificial log of Bernard et al., *Cut to the Trace!*,
//! CAiSE 2021, found through `JOURNEY_DATA`. The expected scores come from pandas (`testdata/oracle/pandas`).
//!
//! The table that is printed is that of `docs/guide/sessions.md`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::io::Read;

use common::{close, data, oracle};
use journey_core::EventLog;
use journey_core::analysis::Agreement;
use journey_core::log::{Event, LogBuilder, LogOptions, NoValley, Sessions, Value};
use journey_core::model::TimeSpan;

/// The log: customer, time in microseconds, activity, and the true case.
fn history(shards: usize) -> Option<EventLog> {
    let path = data("cut_to_trace_synthetic/synthetic_delay0.5.csv.gz")?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let at = |name: &str| names.iter().position(|column| column == name).unwrap();
    let (case, event, customer, time) = (at("case"), at("event"), at("journey_id"), at("timestamp"));
    let options = LogOptions { shards: Some(shards), ..LogOptions::default() };
    let mut builder = LogBuilder::new(options, vec![("case".into(), None)]);
    for (row, record) in reader.records().enumerate() {
        let record = record.unwrap();
        let seconds: f64 = record[time].parse().unwrap();
        builder
            .push(Event {
                customer: &record[customer],
                time: (seconds * 1e6).round_ties_even() as i64,
                touchpoint: &record[event],
                end: None,
                row: row as u64 + 1,
                values: &[Value::Text(&record[case])],
            })
            .unwrap();
    }
    Some(builder.finish().unwrap())
}

#[test]
fn context_finds_cases_better_than_silence() {
    let Some(log) = history(1) else { return };
    let expected = oracle("pandas", "sessions");
    let sizes = ["events", "customers", "cases"].map(|name| expected[name].as_u64().unwrap());
    let cases = log.run(&Agreement::new("case")).unwrap().values;
    assert_eq!([log.events(), log.customers(), cases], sizes);
    println!("| rule | sessions | precision | recall | F1 | adjusted Rand |\n|---|---|---|---|---|---|");
    let mut scores = Vec::new();
    for rule in expected["rules"].as_array().unwrap() {
        let (name, value) = (rule["rule"].as_str().unwrap(), &rule["value"]);
        let options = match name {
            "gap" => Sessions::gap(TimeSpan::from_micros((value.as_f64().unwrap() * 1e6) as i64)),
            "largest_gaps" => Sessions::largest_gaps(value.as_u64().unwrap()),
            "context_gaps" => Sessions::context_gaps(value.as_u64().unwrap()),
            other => panic!("no rule {other}"),
        };
        let (cut, report) = log.sessions(&options).unwrap();
        let agreement = cut.run(&Agreement::new("case")).unwrap();
        assert_eq!(report.sessions, rule["sessions"].as_u64().unwrap(), "{name} {value}");
        let shares = [agreement.precision, agreement.recall, agreement.f1, agreement.adjusted_rand];
        for (share, field) in shares.into_iter().zip(["precision", "recall", "f1", "adjusted_rand"]) {
            close(share, &rule[field], field);
        }
        let [precision, recall, f1, rand] = shares.map(|share| share.unwrap());
        println!(
            "| {name} {value} | {} | {precision:.3} | {recall:.3} | {f1:.3} | {rand:.3} |",
            report.sessions
        );
        scores.push((name.to_string(), f1, rand));
    }
    let best = |name: &str| {
        let of = scores.iter().filter(|(rule, ..)| rule == name);
        of.fold((0.0f64, 0.0f64), |best, (_, f1, rand)| (best.0.max(*f1), best.1.max(*rand)))
    };
    let (gap, largest, context) = (best("gap"), best("largest_gaps"), best("context_gaps"));
    assert!(context.0 > gap.0 + 0.1 && context.1 > gap.1 + 0.1, "{context:?} against {gap:?}");
    assert!(context.0 > largest.0 && context.1 > largest.1, "{context:?} against {largest:?}");
}

#[test]
fn a_log_of_one_kind_of_silence_has_no_valley() {
    let Some(log) = history(7) else { return };
    let report = log.session_gap().unwrap();
    assert_eq!((report.valley, report.no_valley), (None, Some(NoValley::OneHill)));
    assert_eq!(report.gaps + report.zero_gaps, log.events() - log.customers());
}
