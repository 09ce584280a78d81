//! Core errors as the JavaScript class `JourneyError` with `code` and `details`.

use journey_core::Error;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./error.js")]
extern "C" {
    /// The class of every error of this package; defined in `npm/error.js`.
    type JourneyError;

    #[wasm_bindgen(constructor)]
    fn new(code: &str, message: &str, details: &str) -> JourneyError;
}

/// Result of everything that JavaScript can call.
pub type Result<T> = std::result::Result<T, JsValue>;

/// What is thrown for a core error.
pub fn throw(error: Error) -> JsValue {
    thrown(&in_javascript_words(error))
}

/// An option that is not allowed, under its JavaScript name.
pub fn option(field: &str, value: impl std::fmt::Display, expected: impl Into<String>) -> JsValue {
    thrown(&Error::option(field, value, expected))
}

fn thrown(error: &Error) -> JsValue {
    JourneyError::new(error.code(), &error.to_string(), &details(error).to_string()).into()
}

/// Options have camelCase names here.
fn in_javascript_words(error: Error) -> Error {
    match error {
        Error::InvalidOption { field, value, expected } => {
            Error::InvalidOption { field: crate::options::camel(&field), value, expected }
        }
        other => other,
    }
}

/// The parts of an error, under the names they have in the core.
fn details(error: &Error) -> Value {
    match error {
        Error::InvalidMap { issues } | Error::InvalidSource { issues } => json!({ "issues": issues }),
        Error::BadValue { place, value, expected } => {
            json!({ "place": place, "value": value, "expected": expected })
        }
        Error::Syntax { place, message } => json!({ "place": place, "message": message }),
        Error::Encoding { place, found } => json!({ "place": place, "found": found }),
        Error::MissingColumn { place, column, available } => {
            json!({ "place": place, "column": column, "available": available })
        }
        Error::DuplicateColumn { place, column } => json!({ "place": place, "column": column }),
        Error::InvalidOption { field, value, expected } => {
            json!({ "field": field, "value": value, "expected": expected })
        }
        Error::UnknownName { kind, name, similar } => {
            json!({ "kind": kind, "name": name, "similar": similar })
        }
        Error::Limit { place, what, limit } => json!({ "place": place, "what": what, "limit": limit }),
        Error::Io { path, message } => json!({ "path": path, "message": message }),
        Error::Unsupported { what, feature } => json!({ "what": what, "feature": feature }),
        _ => json!({}),
    }
}
