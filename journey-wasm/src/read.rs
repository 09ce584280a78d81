//! From what JavaScript holds to a log: texts, bytes, rows, columns.

use std::collections::BTreeMap;

use journey_core::log::{ColumnKind, Columns, EpochUnit, OnError, Source};
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

/// What a value is, for messages.
pub fn kind(value: &JsValue) -> String {
    value.js_typeof().as_string().unwrap_or_default()
}
