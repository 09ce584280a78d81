//! From what JavaScript holds to a log: texts, bytes, rows, columns.

use std::collections::BTreeMap;

use jiff::Timestamp;
use journey_core::ingest::SurveyColumns;
use journey_core::log::{ColumnKind, Columns, EpochUnit, OnError, Source};
use journey_core::model::Scalar;
use js_sys::{ArrayBuffer, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;

use crate::error::{Result, option};
use crate::options;

/// Which column is what, and how values are read. Further columns are kept under their own names.
#[derive(Debug, Default, Serialize, Deserialize, tsify::Tsify)]
#[serde(deny_unknown_fields)]
pub struct ReadOptions {
    /// Column whose value names the customer, or whatever unit a journey is about.
    customer: String,
    /// Column with the time of the event: ISO 8601 text, or a number since 1970.
    time: String,
    /// Column with the name of the event.
    #[serde(default)]
    touchpoint: Option<String>,
    /// Instead of `touchpoint`: every row is an event of this name.
    #[serde(default)]
    event_name: Option<String>,
    /// Column with the time at which the event was over.
    #[serde(default)]
    end: Option<String>,
    /// IANA time zone of times without one; UTC if left out.
    #[serde(default)]
    time_zone: Option<String>,
    /// Further columns to keep; all if left out.
    #[serde(default)]
    keep: Option<Vec<String>>,
    /// Touchpoints to read; all if left out. Rows of others are counted, but nothing else of them is looked at.
    #[serde(default)]
    only: Option<Vec<String>>,
    /// Events before this time, such as `2024-03-01T00:00:00Z`, are counted as rows but not read.
    #[serde(default)]
    #[tsify(type = "string | null")]
    since: Option<Timestamp>,
    /// Events at this time or later are counted as rows but not read.
    #[serde(default)]
    #[tsify(type = "string | null")]
    until: Option<Timestamp>,
    /// Kinds that further columns must have; the others are detected.
    #[serde(default)]
    #[tsify(type = "Record<string, ColumnKind>")]
    kinds: BTreeMap<String, ColumnKind>,
    /// Texts that mean "no value" besides the empty one.
    #[serde(default)]
    missing: Vec<String>,
    /// What happens to rows with a bad cell: `fail` (if left out) or `skip`.
    #[serde(default)]
    on_error: OnError,
    /// One ASCII character between two cells of a CSV text; a comma if left out. It is never guessed.
    #[serde(default)]
    delimiter: Option<String>,
    /// Unit of times that are numbers; detected and reported if left out.
    #[serde(default)]
    epoch: Option<EpochUnit>,
    /// Order of touchpoints at equal times, first to last.
    #[serde(default)]
    priority: Vec<String>,
    /// Number of shards; chosen from the number of events if left out. Reports do not depend on it.
    #[serde(default)]
    shards: Option<usize>,
    /// Inputs with more (unpacked) bytes are refused.
    #[serde(default)]
    max_bytes: Option<u64>,
}

/// Reads the options of all readers.
pub fn columns(given: &JsValue) -> Result<Columns> {
    let options: ReadOptions = options::read(given)?;
    let touchpoint = match (options.touchpoint, options.event_name) {
        (Some(column), None) => Source::Column(column),
        (None, Some(name)) => Source::Constant(name),
        (Some(_), Some(_)) => {
            return Err(option("eventName", "together with touchpoint", "only one of the two"));
        }
        (None, None) => return Err(option("touchpoint", "nothing", "a column (or set eventName)")),
    };
    Ok(Columns {
        touchpoint,
        end: options.end,
        time_zone: options.time_zone,
        keep: options.keep,
        only: options.only,
        since: options.since,
        until: options.until,
        kinds: options.kinds.into_iter().collect(),
        missing: options.missing,
        on_error: options.on_error,
        delimiter: delimiter(options.delimiter.as_deref())?,
        epoch: options.epoch,
        priority: options.priority,
        shards: options.shards,
        max_bytes: options.max_bytes,
        ..Columns::new(options.customer, options.time, "")
    })
}

/// Which column of a table of customers is what. Further columns become attributes of the customers.
#[derive(Debug, Default, Serialize, Deserialize, tsify::Tsify)]
#[serde(deny_unknown_fields)]
pub struct CustomerOptions {
    /// Column whose value names the customer.
    customer: String,
    /// Further columns to keep; all if left out.
    #[serde(default)]
    keep: Option<Vec<String>>,
    /// Kinds that further columns must have; the others are detected.
    #[serde(default)]
    #[tsify(type = "Record<string, ColumnKind>")]
    kinds: BTreeMap<String, ColumnKind>,
    /// Texts that mean "no value" besides the empty one.
    #[serde(default)]
    missing: Vec<String>,
    /// IANA time zone of times without one; UTC if left out.
    #[serde(default)]
    time_zone: Option<String>,
    /// One ASCII character between two cells of a CSV text; a comma if left out.
    #[serde(default)]
    delimiter: Option<String>,
}

/// Reads the options of a table of customers.
pub fn customer_columns(given: &JsValue) -> Result<Columns> {
    let options: CustomerOptions = options::read(given)?;
    Ok(Columns {
        keep: options.keep,
        kinds: options.kinds.into_iter().collect(),
        missing: options.missing,
        time_zone: options.time_zone,
        delimiter: delimiter(options.delimiter.as_deref())?,
        ..Columns::customers(options.customer)
    })
}

/// A column with ratings of a touchpoint.
#[derive(Debug, Serialize, Deserialize, tsify::Tsify)]
#[serde(deny_unknown_fields)]
pub struct SurveyRating {
    /// The column.
    column: String,
    /// The touchpoint that it rates.
    touchpoint: String,
    /// Codes that mean "no answer" here, besides those of the whole survey.
    #[serde(default)]
    no_answer: Vec<f64>,
}

/// Which column of a wide survey table (one row a respondent) is what.
#[derive(Debug, Default, Serialize, Deserialize, tsify::Tsify)]
#[serde(deny_unknown_fields)]
pub struct SurveyOptions {
    /// Column that names the respondent.
    respondent: String,
    /// Column with the time of the answers.
    #[serde(default)]
    time: Option<String>,
    /// Instead of `time`: the time of all answers.
    #[serde(default)]
    at: Option<String>,
    /// The rated touchpoints, in the order of their events.
    #[serde(default)]
    ratings: Vec<SurveyRating>,
    /// Codes that mean "no answer" in every rated column.
    #[serde(default)]
    no_answer: Vec<f64>,
    /// Codes that mean "no answer" in single columns, rated or kept, besides those of the whole survey.
    #[serde(default)]
    #[tsify(type = "Record<string, number[]>")]
    no_answer_of: BTreeMap<String, Vec<f64>>,
    /// Column with survey weights.
    #[serde(default)]
    weight: Option<String>,
    /// Further columns to keep, on the event of the whole survey; all if left out.
    #[serde(default)]
    keep: Option<Vec<String>>,
    /// Names in the log of kept columns and of the weight, by their names in the table; the others stay.
    #[serde(default)]
    #[tsify(type = "Record<string, string>")]
    names: BTreeMap<String, String>,
    /// By column: values that come in the place of those that are written. What is not listed stays.
    #[serde(default)]
    #[tsify(type = "Record<string, Record<string, string | number>>")]
    recode: BTreeMap<String, BTreeMap<String, Scalar>>,
    /// Name of the event of the whole survey; `survey` if left out.
    #[serde(default)]
    event_name: Option<String>,
    /// Texts that mean "no value" besides the empty one.
    #[serde(default)]
    missing: Vec<String>,
    /// IANA time zone of times without one; UTC if left out.
    #[serde(default)]
    time_zone: Option<String>,
    /// What happens to rows with a bad cell: `fail` (if left out) or `skip`.
    #[serde(default)]
    on_error: OnError,
    /// One ASCII character between two cells; a comma if left out.
    #[serde(default)]
    delimiter: Option<String>,
}

/// Reads the options of a wide survey table.
pub fn survey_columns(given: &JsValue) -> Result<SurveyColumns> {
    let options: SurveyOptions = options::read(given)?;
    let mut survey = match (options.time, options.at) {
        (Some(column), None) => SurveyColumns::new(options.respondent, column),
        (None, Some(time)) => SurveyColumns::at(options.respondent, time),
        (Some(_), Some(_)) => return Err(option("at", "together with time", "only one of the two")),
        (None, None) => return Err(option("time", "nothing", "a column (or set at)")),
    };
    for rating in options.ratings {
        survey = survey.rating_without(rating.column, rating.touchpoint, rating.no_answer);
    }
    survey = survey.no_answer(options.no_answer);
    survey.weight = options.weight;
    survey.no_answer_of = options.no_answer_of;
    survey.names = options.names;
    for (column, values) in options.recode {
        survey = survey.recode(column, values);
    }
    if let Some(name) = options.event_name {
        survey = survey.whole(name);
    }
    survey.columns = Columns {
        keep: options.keep,
        missing: options.missing,
        time_zone: options.time_zone,
        on_error: options.on_error,
        delimiter: delimiter(options.delimiter.as_deref())?,
        ..survey.columns
    };
    Ok(survey)
}

fn delimiter(text: Option<&str>) -> Result<u8> {
    match text.map(str::as_bytes) {
        None => Ok(b','),
        Some(&[byte]) if byte.is_ascii() => Ok(byte),
        Some(_) => Err(option("delimiter", format!("{text:?}"), "one ASCII character")),
    }
}

/// The bytes of a text, `Uint8Array` or `ArrayBuffer`.
pub fn bytes(input: &JsValue) -> Result<Vec<u8>> {
    if let Some(text) = input.as_string() {
        return Ok(text.into_bytes());
    }
    if let Some(bytes) = input.dyn_ref::<Uint8Array>() {
        return Ok(bytes.to_vec());
    }
    match input.dyn_ref::<ArrayBuffer>() {
        Some(buffer) => Ok(Uint8Array::new(buffer).to_vec()),
        None => Err(option("input", kind(input), "a text, a Uint8Array or an ArrayBuffer")),
    }
}

/// A list of objects as JSON text. Dates become ISO 8601, `undefined` and NaN are left out.
pub fn rows(rows: &JsValue) -> Result<String> {
    let refuse = || option("rows", kind(rows), "a list of plain objects");
    if !js_sys::Array::is_array(rows) {
        return Err(refuse());
    }
    let text = js_sys::JSON::stringify(rows).map_err(|_| refuse())?;
    Ok(String::from(text))
}

/// What a value is, for messages.
pub fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}
