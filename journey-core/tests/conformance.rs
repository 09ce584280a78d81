//! Runs the language-neutral cases of `testdata/conformance`; its README says what a case is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use std::path::{Path, PathBuf};

use common::{difference, digest, field};
use journey_core::analysis::{
    Agreement, Analysis, Bottlenecks, Cells, Ces, CommentSentiment, Comparable, Conversion, Cox, Csat,
    Drivers, Emotions, Engagement, FrequentPatterns, Funnel, Handoffs, IdentitySensitivity, Interactions,
    Lifecycle, Matches, Nps, Outcomes, Posts, Priorities, QualityCheck, ResponseRate, Retention, Rework,
    Score, StepMatrix, Survival, Table, Tabular, Themes, TimeSpent, Transitions, Trend, TwoGroups, Variants,
    WaitingTime, WhatIf,
};
use journey_core::error::{Error, Issue};
use journey_core::log::{
    Anonymize, By, ColumnKind, Columns, Combine, EpochUnit, OnError, Part, PseudonymKey, QuantileBin,
    Quantiles, Recipe, Rfm, Sessions, Stitching, UrlTree,
};
use journey_core::privacy::PrivateCounts;
use journey_core::simulate::Simulate;
use journey_core::work::Work;
use journey_core::{EventLog, JourneyMap, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What running a case gave.
type Outcome = Result<Value>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/conformance")
}

/// All cases in the order of their paths, as (name, case).
fn cases() -> Vec<(String, Value)> {
    let mut paths = Vec::new();
    for operation in std::fs::read_dir(folder()).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        paths.extend(std::fs::read_dir(operation.path()).unwrap().flatten().map(|entry| entry.path()));
    }
    paths.sort();
    let name = |path: &Path| path.strip_prefix(folder()).unwrap().with_extension("").display().to_string();
    let case = |path: &Path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    paths.iter().map(|path| (name(path), case(path))).collect()
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    let list = value.get(name).and_then(Value::as_array);
    list.into_iter().flatten().map(|item| item.as_str().unwrap().to_string()).collect()
}

/// The reader's options of a case.
fn columns(spec: &Value) -> Columns {
    let (customer, time) = (text(spec, "customer").unwrap(), text(spec, "time").unwrap());
    let mut columns = match text(spec, "event_name") {
        Some(name) => Columns::always(customer, time, name),
        None => Columns::new(customer, time, text(spec, "touchpoint").unwrap()),
    };
    columns.end = text(spec, "end").map(Into::into);
    columns.time_zone = text(spec, "time_zone").map(Into::into);
    columns.keep = spec.get("keep").map(|_| texts(spec, "keep"));
    columns.missing = texts(spec, "missing");
    columns.priority = texts(spec, "priority");
    columns.shards = spec.get("shards").and_then(Value::as_u64).map(|shards| shards as usize);
    if let Some(kinds) = spec.get("kinds").and_then(Value::as_object) {
        for (name, kind) in kinds {
            columns = columns.kind(name, serde_json::from_value::<ColumnKind>(kind.clone()).unwrap());
        }
    }
    if let Some(delimiter) = text(spec, "delimiter") {
        columns.delimiter = delimiter.as_bytes()[0];
    }
    columns.epoch = text(spec, "epoch").map(|unit| unit.parse::<EpochUnit>().unwrap());
    columns.on_error = text(spec, "on_error").map_or(OnError::Fail, |on_error| on_error.parse().unwrap());
    columns
}

/// Runs an analysis whose options are JSON.
fn analyse<A>(log: &EventLog, options: &Value) -> Outcome
where
    A: Analysis + DeserializeOwned,
    A::Report: Serialize,
{
    let analysis: A = serde_json::from_value(options.clone()).expect("the case's options");
    Ok(serde_json::to_value(log.run(&analysis)?).unwrap())
}

/// The map of a case.
fn map(case: &Value) -> Result<JourneyMap> {
    JourneyMap::from_bytes(text(case, "map").expect("a map").as_bytes(), "map")
}

/// Operations that need no log.
fn without_log(case: &Value) -> Outcome {
    let map = match text(case, "operation").unwrap() {
        "simulate" => return simulate(case),
        "priorities" => {
            let priorities: Priorities =
                serde_json::from_value(case["options"].clone()).expect("the options");
            return Ok(serde_json::to_value(priorities.rank()?).unwrap());
        }
        "read_map" => map(case)?,
        "write_map" => JourneyMap::from_yaml(&map(case)?.to_yaml()?)?,
        other => panic!("no operation {other} without a log"),
    };
    Ok(serde_json::from_str(&map.to_json()?).unwrap())
}

/// A simulated log by its fingerprint.
fn simulate(case: &Value) -> Outcome {
    let log = map(case)?.simulate(&serde_json::from_value::<Simulate>(case["options"].clone()).unwrap())?;
    Ok(serde_json::json!({
        "fingerprint": log.fingerprint(),
        "customers": log.customers(),
        "events": log.events(),
    }))
}

fn on_log(case: &Value, log: &EventLog, options: &Value) -> Outcome {
    match text(case, "operation").unwrap() {
        "measure" => Ok(serde_json::to_value(map(case)?.measure(log)?).unwrap()),
        "before_after" => {
            Ok(serde_json::to_value(map(case)?.before_after(log, &self::options(options))?).unwrap())
        }
        "bind" => Ok(serde_json::to_value(map(case)?.bind(log)?.coverage).unwrap()),
        "agreement" => analyse::<Agreement>(log, options),
        "bottlenecks" => analyse::<Bottlenecks>(log, options),
        "ces" => analyse::<Ces>(log, options),
        "posts" => Ok(serde_json::to_value(log.posts(&self::options::<Posts>(options))?).unwrap()),
        "themes" => Ok(serde_json::to_value(log.themes(&self::options::<Themes>(options))?).unwrap()),
        "sentiment" => analyse::<CommentSentiment>(log, options),
        "csat" => analyse::<Csat>(log, options),
        "drivers" => analyse::<Drivers>(log, options),
        "emotions" => analyse::<Emotions>(log, options),
        "lifecycle" => analyse::<Lifecycle>(log, options),
        "survival" => analyse::<Survival>(log, options),
        "cox" => analyse::<Cox>(log, options),
        "conversion" => analyse::<Conversion>(log, options),
        "frequent_patterns" => analyse::<FrequentPatterns>(log, options),
        "rework" => analyse::<Rework>(log, options),
        "step_matrix" => analyse::<StepMatrix>(log, options),
        "outcomes" => analyse::<Outcomes>(log, options),
        "handoffs" => analyse::<Handoffs>(log, options),
        "matches" => analyse::<Matches>(log, options),
        "interactions" => analyse::<Interactions>(log, options),
        "retention" => analyse::<Retention>(log, options),
        "response_rate" => analyse::<ResponseRate>(log, options),
        "engagement" => analyse::<Engagement>(log, options),
        "funnel" => analyse::<Funnel>(log, options),
        "quality" => analyse::<QualityCheck>(log, options),
        "nps" => analyse::<Nps>(log, options),
        "score" => analyse::<Score>(log, options),
        "trend" => analyse::<Trend>(log, options),
        "time_spent" => analyse::<TimeSpent>(log, options),
        "waiting_time" => analyse::<WaitingTime>(log, options),
        "what_if" => analyse::<WhatIf>(log, options),
        "variants" => analyse::<Variants>(log, options),
        "transitions" => analyse::<Transitions>(log, options),
        operation => on_log_otherwise(operation, log, options),
    }
}

/// Operations that are not analyses run as they are.
fn on_log_otherwise(operation: &str, log: &EventLog, options: &Value) -> Outcome {
    match operation {
        "by" => made(log.by(self::options::<By>(options))),
        "sessions" => made(log.sessions(&self::options::<Sessions>(options))),
        "anonymize" => {
            let mut options = options.clone();
            let key = options.as_object_mut().and_then(|options| options.remove("key"));
            let key = key.map(|key| PseudonymKey::from_hex(key.as_str().unwrap())).transpose()?;
            made(log.anonymize(&self::options::<Anonymize>(&options), key.as_ref()))
        }
        "k_anonymous" => {
            let k = options["k"].as_u64().unwrap();
            let variants = log.run(&self::options::<Variants>(&Value::Object(Default::default())))?;
            let published = variants.table().k_anonymous(k)?;
            Ok(serde_json::json!({
                "path": column(&published.table, "path"),
                "customers": column(&published.table, "customers"),
                "suppressed_rows": published.suppressed_rows,
                "suppressed": published.suppressed,
                "column": published.column,
            }))
        }
        "private_counts" => {
            let mut options = options.clone();
            let entropy = options.as_object_mut().and_then(|options| options.remove("entropy")).unwrap();
            let entropy = bytes(entropy.as_str().unwrap());
            Ok(serde_json::to_value(self::options::<PrivateCounts>(&options).run(log, entropy)?).unwrap())
        }
        "stitch" => made(log.stitch(&self::options::<Stitching>(options))),
        "clean" => {
            let (log, report) = self::options::<Recipe>(&options["steps"]).apply(log)?;
            let variants = analyse::<Variants>(&log, &serde_json::json!({ "top": 1000 }))?;
            let transitions = analyse::<Transitions>(&log, &serde_json::json!({}))?;
            Ok(serde_json::json!({ "report": report, "variants": variants, "transitions": transitions }))
        }
        "rfm" => Ok(serde_json::to_value(log.rfm(&self::options::<Rfm>(options))?).unwrap()),
        "split_quantiles" => {
            let part = |(bin, log): &(Option<QuantileBin>, EventLog)| serde_json::json!({ "bin": bin, "customers": log.customers(), "events": log.events() });
            Ok(log.split_quantiles(&self::options::<Quantiles>(options))?.iter().map(part).collect())
        }
        "url_tree" => Ok(serde_json::to_value(log.url_tree(&self::options::<UrlTree>(options))?).unwrap()),
        "session_gap" => Ok(serde_json::to_value(log.session_gap()?).unwrap()),
        "identity_sensitivity" => {
            let question = self::options::<IdentitySensitivity>(options);
            Ok(serde_json::to_value(log.identity_sensitivity(&question)?).unwrap())
        }
        "compare" => compare(log, options),
        "combine" => combine(log, options),
        other => panic!("no operation {other}"),
    }
}

fn options<T: DeserializeOwned>(options: &Value) -> T {
    serde_json::from_value(options.clone()).expect("the case's options")
}

/// A log that was made, by its fingerprint, and the report of what made it.
fn made<R: Serialize>(made: Result<(EventLog, R)>) -> Outcome {
    let (log, report) = made?;
    Ok(serde_json::json!({ "report": report, "fingerprint": log.fingerprint() }))
}

/// The log as several sources.
/// 32 bytes from hexadecimal digits.
fn bytes(digits: &str) -> [u8; 32] {
    std::array::from_fn(|byte| u8::from_str_radix(&digits[2 * byte..2 * byte + 2], 16).unwrap())
}

/// The texts or counts of a column.
fn column(table: &Table, name: &str) -> Value {
    match &table.columns.iter().find(|column| column.name == name).unwrap().cells {
        Cells::Text(texts) => serde_json::json!(texts),
        Cells::Integer(counts) => serde_json::json!(counts),
        _ => panic!("{name} has neither texts nor counts"),
    }
}

/// The journeys in which two patterns are found.
fn compare(log: &EventLog, options: &Value) -> Outcome {
    fn ask<Q: Comparable + DeserializeOwned>(groups: &TwoGroups, question: &Value) -> Outcome {
        Ok(serde_json::to_value(groups.run(&self::options::<Q>(question))?).unwrap())
    }
    let group = |name: &str| log.matching(&text(options, name).unwrap().parse()?);
    let mut groups = group("a")?.compare(&group("b")?)?;
    groups = groups.mix(texts(options, "mix"));
    if let Some(permutations) = options.get("permutations") {
        groups = groups.permutations(permutations.as_u64().unwrap() as u32);
    }
    if let Some(top) = options.get("top") {
        groups = groups.top(top.as_u64().unwrap() as usize);
    }
    if let Some(column) = text(options, "same_mix") {
        groups = groups.same_mix(column);
    }
    match text(options, "operation").unwrap() {
        "funnel" => ask::<Funnel>(&groups, &options["question"]),
        "nps" => ask::<Nps>(&groups, &options["question"]),
        "transitions" => ask::<Transitions>(&groups, &options["question"]),
        "variants" => ask::<Variants>(&groups, &options["question"]),
        other => panic!("{other} is not compared in a case"),
    }
}

fn combine(log: &EventLog, options: &Value) -> Outcome {
    let part = |part: &Value| Part {
        customer_is: text(part, "customer_is").map(Into::into),
        ..Part::new(text(part, "source").unwrap(), log.clone())
    };
    let parts: Vec<Part> = options["parts"].as_array().unwrap().iter().map(part).collect();
    let mut rest = options.clone();
    rest.as_object_mut().unwrap().remove("parts");
    let log = EventLog::combine_with(parts, &self::options::<Combine>(&rest))?;
    let columns: Vec<String> = log.columns().into_iter().map(|column| column.name).collect();
    Ok(serde_json::json!({
        "fingerprint": log.fingerprint(),
        "customers": log.customers(),
        "events": log.events(),
        "columns": columns,
    }))
}

fn run(case: &Value, shards: Option<usize>, threads: usize) -> Outcome {
    let options = case.get("options").cloned().unwrap_or_else(|| Value::Object(Default::default()));
    let spec = &case["log"];
    if spec.is_null() {
        return without_log(case);
    }
    let mut columns = columns(&spec["columns"]);
    columns.shards = columns.shards.or(shards);
    let read = || EventLog::read_csv_text(spec["csv"].as_str().unwrap(), &columns);
    Work::new().threads(threads).run(|| on_log(case, &read()?, &options))
}

/// What is wrong with an outcome, if anything.
fn judge(case: &Value, outcome: &Outcome) -> Option<String> {
    match (outcome, case.get("error")) {
        (Err(error), Some(wanted)) => wrong_error(error, wanted),
        (Err(error), None) => Some(format!("failed: {error}")),
        (Ok(_), Some(wanted)) => Some(format!("did not fail as it should: {wanted}")),
        (Ok(report), None) => wrong_report(case, report),
    }
}

fn wrong_report(case: &Value, report: &Value) -> Option<String> {
    let near = texts(case, "near");
    let problem = match (case.get("expected"), case.get("expected_paths").and_then(Value::as_object)) {
        (Some(expected), _) => difference(expected, report, "", &near),
        (None, Some(paths)) => paths.iter().find_map(|(path, expected)| match field(report, path) {
            Some(found) => difference(expected, &found, path, &near),
            None => Some(format!("no field {path}")),
        }),
        (None, None) => panic!("neither expected, expected_paths nor error"),
    };
    let wanted = case.get("digest").map(|wanted| wanted.as_str().unwrap());
    let digest_problem = || {
        let (found, wanted) = (digest(report), wanted.unwrap_or("none"));
        let needed = case.get("expected").is_none() || !near.is_empty();
        (needed && found != wanted).then(|| format!("digest {found}, expected {wanted}"))
    };
    problem.or_else(digest_problem)
}

fn wrong_error(error: &Error, wanted: &Value) -> Option<String> {
    let mut found = serde_json::json!({ "code": error.code() });
    if let Some(place) = error.place() {
        for (name, value) in serde_json::to_value(place).unwrap().as_object().unwrap() {
            found[name] = value.clone();
        }
    }
    match error {
        Error::InvalidOption { field, .. } => found["field"] = field.clone().into(),
        Error::UnknownName { name, .. } => found["name"] = name.clone().into(),
        _ => {}
    }
    found["issues"] = error.issues().iter().map(issue).collect();
    let wrong = !contains(&found, wanted);
    wrong.then(|| format!("error {found} ({error}), expected {wanted}"))
}

/// A problem of a map as one object.
fn issue(issue: &Issue) -> Value {
    let mut found = serde_json::to_value(&issue.place).unwrap();
    found["code"] = issue.code.clone().into();
    found
}

/// Whether everything that is wanted is there: fields of objects, and all items of lists.
fn contains(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            wanted.iter().all(|(name, wanted)| found.get(name).is_some_and(|found| contains(found, wanted)))
        }
        (Value::Array(found), Value::Array(wanted)) => {
            found.len() == wanted.len()
                && found.iter().zip(wanted).all(|(found, wanted)| contains(found, wanted))
        }
        _ => found == wanted,
    }
}

#[test]
fn every_case_gives_the_stated_report_or_error() {
    let mut wrong = Vec::new();
    for (name, case) in cases() {
        if let Some(problem) = judge(&case, &run(&case, None, 1)) {
            wrong.push(format!("{name}: {problem}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn reports_do_not_depend_on_shards_and_threads() {
    for (name, case) in cases().iter().filter(|(_, case)| !case["log"].is_null()) {
        let Ok(expected) = run(case, None, 1) else {
            continue;
        };
        for shards in [1, 7, 64] {
            for threads in [1, 2] {
                let found = run(case, Some(shards), threads).unwrap();
                assert_eq!(found, expected, "{name} with {shards} shards and {threads} threads");
            }
        }
    }
}

#[test]
fn every_operation_has_at_least_three_cases() {
    let mut counts = std::collections::BTreeMap::new();
    for (name, case) in cases() {
        let operation = text(&case, "operation").unwrap().to_string();
        assert!(name.starts_with(&format!("{operation}/")), "{name} lies in the wrong folder");
        *counts.entry(operation).or_insert(0) += 1;
    }
    for (operation, count) in counts {
        assert!(count >= 3, "{operation} has {count} cases");
    }
}
