//! The event log.

use journey_core::ingest::CustomerTable;
use journey_core::log::{Recipe, Step, ValueOf};
use journey_core::model::CustomerRule;
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::live::Following;
use crate::{frame, read};

/// All events of a data set, indexed by customer and time. Immutable.
///
/// Call `free()` (or use `using`) when a large log is no longer needed.
#[wasm_bindgen]
pub struct EventLog(pub(crate) journey_core::EventLog, pub(crate) Option<Following>);

impl EventLog {
    pub(crate) fn new(log: journey_core::EventLog) -> Self {
        Self(log, None)
    }
}

#[wasm_bindgen]
impl EventLog {
    /// Reads events from a CSV text or the bytes of a CSV file, plain or gzip.
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::columns(&options)?;
        wrap(journey_core::EventLog::read_csv_bytes(&read::bytes(&input)?, &columns))
    }

    /// Reads events from JSON Lines: a text or the bytes of a file, plain or gzip, one object a line.
    #[wasm_bindgen(js_name = fromJsonLines)]
    pub fn from_json_lines(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::columns(&options)?;
        wrap(journey_core::EventLog::read_json_lines_bytes(&read::bytes(&input)?, &columns))
    }

    /// Makes a log from a list of objects, one an event. For many events `fromColumns` is faster.
    #[wasm_bindgen(js_name = fromRows)]
    pub fn from_rows(
        #[wasm_bindgen(unchecked_param_type = "readonly object[]")] rows: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::columns(&options)?;
        wrap(journey_core::EventLog::read_json(&read::rows(&rows)?, &columns))
    }

    /// Makes a log from columns: typed arrays, lists, or `{ codes, names }`. Nothing is made per row, so
    /// this is the fastest way in.
    #[wasm_bindgen(js_name = fromColumns)]
    pub fn from_columns(
        #[wasm_bindgen(unchecked_param_type = "InputColumns")] columns: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let layout = read::columns(&options)?;
        wrap(journey_core::EventLog::from_columns(&frame::frame(&columns)?, &layout))
    }

    /// Reads a wide survey table from CSV: one row a respondent, one column a rated touchpoint.
    #[wasm_bindgen(js_name = fromSurvey)]
    pub fn from_survey(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "SurveyOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::survey_columns(&options)?;
        wrap(journey_core::EventLog::read_survey_bytes(&read::bytes(&input)?, &columns))
    }

    /// Several logs as one, such as several files of one company. The logs stay usable.
    pub fn concat(
        #[wasm_bindgen(unchecked_param_type = "readonly EventLog[]")] logs: Vec<JsValue>,
    ) -> Result<EventLog> {
        let logs: Vec<journey_core::EventLog> = logs.into_iter().map(shared).collect::<Result<_>>()?;
        wrap(journey_core::EventLog::concat(&logs))
    }

    /// Another handle on the same log. Nothing is copied; each handle is freed on its own.
    #[wasm_bindgen(js_name = clone)]
    pub fn share(&self) -> EventLog {
        EventLog(self.0.clone(), self.1.clone())
    }

    /// Adds the attributes of customers as columns to all their events.
    #[wasm_bindgen(js_name = joinCustomers)]
    pub fn join_customers(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer | InputColumns")]
        table: JsValue,
        #[wasm_bindgen(unchecked_param_type = "CustomerOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::customer_columns(&options)?;
        let table = match read::bytes(&table) {
            Ok(bytes) => CustomerTable::read_csv_bytes(&bytes, &columns),
            Err(_) => CustomerTable::from_columns(&frame::frame(&table)?, &columns),
        };
        wrap(table.and_then(|table| self.0.join_customers(&table)))
    }

    /// Number of journeys.
    #[wasm_bindgen(getter)]
    pub fn customers(&self) -> f64 {
        self.0.customers() as f64
    }

    /// Number of events.
    #[wasm_bindgen(getter)]
    pub fn events(&self) -> f64 {
        self.0.events() as f64
    }

    /// Digest of the whole log: equal logs have equal fingerprints.
    #[wasm_bindgen(getter)]
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint()
    }

    /// Names of the touchpoints.
    #[wasm_bindgen(getter)]
    pub fn touchpoints(&self) -> Vec<String> {
        self.0.touchpoints().iter().map(str::to_string).collect()
    }

    /// Further columns, with their kinds.
    #[wasm_bindgen(getter, unchecked_return_type = "ColumnInfo[]")]
    pub fn columns(&self) -> Result<js_sys::Array> {
        crate::list(&self.0.columns())
    }

    /// Time of the first and of the last event, in ISO 8601; `null` for an empty log.
    #[wasm_bindgen(getter, unchecked_return_type = "[first: string, last: string] | null")]
    pub fn period(&self) -> JsValue {
        self.0.period().map_or(JsValue::NULL, |(first, last)| {
            js_sys::Array::of2(&first.to_string().into(), &last.to_string().into()).into()
        })
    }

    /// The journeys in which a pattern such as `cart -> [^support]{<30m} -> purchase` is found, as a log that shares its
    /// events with this one.
    pub fn matching(&self, pattern: &str) -> Result<Self> {
        let pattern = pattern.parse().map_err(throw)?;
        self.0.matching(&pattern).map(Self::new).map_err(throw)
    }

    /// The journeys whose customers a rule means, with raw names of touchpoints, as a log that shares its events with this
    /// one. Times in the rule without a zone are UTC.
    pub fn select(
        &self,
        #[wasm_bindgen(unchecked_param_type = "CustomerRule")] rule: JsValue,
    ) -> Result<Self> {
        let rule: CustomerRule = crate::options::value("rule", &rule)?;
        self.0.select(&rule).map(Self::new).map_err(throw)
    }

    /// The log in parts that share its events, by the values of a column, in their order; a journey belongs to that of
    /// its first value, or of its last one. At the end, with `null`, those without a value, if there are any.
    #[wasm_bindgen(unchecked_return_type = "{ value: string | null; log: EventLog }[]")]
    pub fn split(
        &self,
        column: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "{ of?: \"first\" | \"last\" }")] options: JsValue,
    ) -> Result<js_sys::Array> {
        let SplitOptions { of } = crate::options::read(&options)?;
        let parts = self.0.split(column, of).map_err(throw)?;
        parts.into_iter().map(|(value, log)| part(value, log)).collect()
    }

    /// Journeys that are in this log or in another view of the same one, or in both.
    pub fn union(&self, other: &EventLog) -> Result<Self> {
        self.0.union(&other.0).map(Self::new).map_err(throw)
    }

    /// Journeys that are in this log and in another view of the same one.
    pub fn intersection(&self, other: &EventLog) -> Result<Self> {
        self.0.intersection(&other.0).map(Self::new).map_err(throw)
    }

    /// Journeys that are in this log and not in another view of the same one.
    pub fn difference(&self, other: &EventLog) -> Result<Self> {
        self.0.difference(&other.0).map(Self::new).map_err(throw)
    }

    /// The log as it is after some steps of cleaning, and what each of them did. The log itself does not change.
    ///
    /// The `mend` of the findings of `quality()` and the `step`s of another log's `history` are such steps. Steps that make
    /// pseudonyms need their `key`, which is never kept.
    #[wasm_bindgen(unchecked_return_type = "{ log: EventLog; report: CleaningReport }")]
    pub fn clean(
        &self,
        #[wasm_bindgen(unchecked_param_type = "readonly Step[]")] steps: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ key?: PseudonymKey }")] options: JsValue,
    ) -> Result<JsValue> {
        let (others, key) = crate::privacy::with_key(&options)?;
        if let Some((name, _)) = others.iter().next() {
            return Err(option(name, "an unknown option", "one of the options key"));
        }
        let given = crate::options::steps(crate::options::to_json("steps", &steps)?);
        let steps: Vec<Step> = serde_json::from_value(given.clone())
            .map_err(|error| option("steps", &given, error.to_string()))?;
        let recipe = Recipe::new(steps);
        crate::with_report(match key {
            Some(key) => recipe.apply_with_key(&self.0, &key),
            None => recipe.apply(&self.0),
        })
    }

    /// What was done to the log after it was read, step by step.
    #[wasm_bindgen(getter, unchecked_return_type = "CleaningRow[]")]
    pub fn history(&self) -> Result<js_sys::Array> {
        crate::list(self.0.history())
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SplitOptions {
    of: ValueOf,
}

/// A part of a log with its value.
fn part(value: Option<String>, log: journey_core::EventLog) -> Result<JsValue> {
    let object = js_sys::Object::new();
    js_sys::Reflect::set(
        &object,
        &"value".into(),
        &value.map_or(JsValue::NULL, |value| value.as_str().into()),
    )?;
    js_sys::Reflect::set(&object, &"log".into(), &EventLog::new(log).into())?;
    Ok(object.into())
}

pub(crate) fn wrap(log: journey_core::Result<journey_core::EventLog>) -> Result<EventLog> {
    log.map(EventLog::new).map_err(throw)
}

#[wasm_bindgen]
extern "C" {
    /// A handle in a list of JavaScript.
    type Handle;

    #[wasm_bindgen(method, catch, structural, js_name = clone)]
    fn share(this: &Handle) -> Result<JsValue>;
}

/// The log of a handle that stays in JavaScript.
pub(crate) fn shared(handle: JsValue) -> Result<journey_core::EventLog> {
    let refuse = || option("logs", read::kind(&handle), "a list of EventLog");
    let copy = handle.unchecked_ref::<Handle>().share().map_err(|_| refuse())?;
    EventLog::try_from_js_value(copy).map(|log| log.0).map_err(|_| refuse())
}
