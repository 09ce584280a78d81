//! Every preset reads the sample of its vendor's export as the events that were derived from it by hand.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use journey_core::EventLog;
use journey_core::ingest::Source;
use serde::Deserialize;

#[derive(Deserialize)]
struct Counts {
    source: String,
    /// Changes of the preset, for samples in another form.
    #[serde(default)]
    with: Option<String>,
    rows: u64,
    events: u64,
    left_out: u64,
    skipped: u64,
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/sources"))
}

fn samples() -> BTreeMap<String, Counts> {
    let text = std::fs::read_to_string(folder().join("counts.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn source(counts: &Counts) -> Source {
    let source = Source::preset(&counts.source).unwrap();
    match &counts.with {
        Some(changes) => source.with(changes).unwrap(),
        None => source,
    }
}

#[test]
fn samples_become_the_events_that_were_derived_by_hand() {
    let mut wrong = Vec::new();
    for (file, counts) in samples() {
        let log = match EventLog::read_source(folder().join(&file), &source(&counts)) {
            Ok(log) => log,
            Err(error) => {
                wrong.push(error.to_string());
                continue;
            }
        };
        let mut csv = Vec::new();
        log.to_csv(&mut csv).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let stem = file.split('.').next().unwrap();
        let expected = std::fs::read_to_string(folder().join(format!("{stem}.expected.csv"))).unwrap();
        let quality = log.quality();
        let found = [quality.rows, quality.events, quality.left_out, quality.skipped];
        let wanted = [counts.rows, counts.events, counts.left_out, counts.skipped];
        if csv != expected || found != wanted {
            wrong.push(format!("{file}: {found:?} instead of {wanted:?}\n{csv}instead of\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_preset_has_a_sample() {
    let samples = samples();
    for preset in Source::presets() {
        assert!(samples.values().any(|counts| counts.source == preset.name), "{}", preset.name);
    }
}
