//! Every malformed map in `testdata/malformed/maps` gives the error that `expected.json` says, quickly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use journey_core::{Error, JourneyMap};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    file: String,
    description: String,
    /// For files that are too large to keep.
    generate: Option<Generate>,
    error: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Generate {
    prefix: String,
    repeat: String,
    times: usize,
    suffix: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    line: Option<u64>,
    character: Option<u64>,
    issues: Option<Vec<ExpectedIssue>>,
    /// Number of issues, where they are too many to list.
    count: Option<usize>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedIssue {
    code: String,
    line: Option<u64>,
    character: Option<u64>,
    field: Option<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../testdata/malformed/maps")
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn read(case: &Case) -> Result<JourneyMap, Error> {
    match &case.generate {
        None => JourneyMap::load(folder().join(&case.file)),
        Some(Generate { prefix, repeat, times, suffix }) => {
            let text = format!("{prefix}{}{suffix}", repeat.repeat(*times));
            JourneyMap::from_bytes(text.as_bytes(), &case.file)
        }
    }
}

fn compare(case: &Case, error: &Error) -> Vec<String> {
    let mut wrong = Vec::new();
    let expected = &case.error;
    if error.code() != expected.code {
        return vec![format!("{}: {} instead of {}: {error}", case.file, error.code(), expected.code)];
    }
    let place = error.place().unwrap();
    if !place.file.as_deref().is_some_and(|file| file.ends_with(&case.file)) {
        wrong.push(format!("{}: the file is not named: {error}", case.file));
    }
    if expected.line.is_some() && (place.line, place.character) != (expected.line, expected.character) {
        wrong.push(format!("{}: not at {:?}, {:?}: {error}", case.file, expected.line, expected.character));
    }
    if expected.count.is_some_and(|count| count != error.issues().len()) {
        wrong.push(format!("{}: {} problems", case.file, error.issues().len()));
    }
    if let Some(issues) = &expected.issues {
        let found: Vec<ExpectedIssue> = error
            .issues()
            .iter()
            .map(|issue| ExpectedIssue {
                code: issue.code.clone(),
                line: issue.place.line,
                character: issue.place.character,
                field: issue.place.field.clone(),
            })
            .collect();
        if found != *issues {
            wrong.push(format!("{}:\n found {found:#?}\n expected {issues:#?}\n{error}", case.file));
        }
    }
    wrong
}

#[test]
fn every_malformed_map_gives_its_error_quickly() {
    let mut wrong = Vec::new();
    for case in cases() {
        let start = Instant::now();
        match read(&case) {
            Ok(_) => wrong.push(format!("{} was read: {}", case.file, case.description)),
            Err(error) => wrong.extend(compare(&case, &error)),
        }
        let taken = start.elapsed();
        if taken > Duration::from_secs(5) {
            wrong.push(format!("{} took {taken:?}", case.file));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_expected() {
    let cases = cases();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let about = matches!(name.as_str(), "expected.json" | "README.md");
        assert!(about || cases.iter().any(|case| case.file == name), "{name}");
    }
    assert!(cases.len() >= 35);
}

#[test]
fn every_code_of_an_issue_is_listed_and_tried() {
    let mut tried: Vec<String> = Vec::new();
    for case in cases() {
        tried.extend(case.error.issues.into_iter().flatten().map(|issue| issue.code));
    }
    for (code, _) in journey_core::model::ISSUE_CODES {
        assert!(tried.iter().any(|tried| tried == code), "no file for {code}");
    }
    for code in tried {
        assert!(journey_core::model::ISSUE_CODES.iter().any(|(known, _)| *known == code), "{code}");
    }
}
