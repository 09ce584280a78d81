//! From one JavaScript options object to an options struct of the core.
//!
//! The names of options are camelCase in JavaScript and snake_case in the core; the values are the
//! same. Unknown names are refused, with the allowed ones.

use std::cell::RefCell;

use js_sys::JsString;
use serde::de::DeserializeOwned;
use serde::de::value::MapDeserializer;
use serde_json::{Map, Value};
use wasm_bindgen::{JsError, JsValue};

use crate::error::{Result, option};

/// `within_days` as `withinDays`.
pub fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut upper = false;
    for letter in name.chars() {
        match letter {
            '_' => upper = true,
            letter if upper => {
                camel.extend(letter.to_uppercase());
                upper = false;
            }
            letter => camel.push(letter),
        }
    }
    camel
}

/// `withinDays` as `within_days`.
fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// Reads an options struct from a JavaScript object, `undefined` or `null`.
pub fn read<T: DeserializeOwned>(options: &JsValue) -> Result<T> {
    from_fields(fields(options)?)
}

/// The fields of a JavaScript options object under their core names.
pub fn fields(options: &JsValue) -> Result<Map<String, Value>> {
    if options.is_undefined() || options.is_null() {
        return Ok(Map::new());
    }
    match to_json("options", options)? {
        Value::Object(given) => {
            given.into_iter().map(|(name, value)| Ok((core_name(&name), value))).collect()
        }
        other => Err(option("options", other, "an object")),
    }
}

/// The same where a field holds options of its own.
pub fn with_options_in(field: &str, options: &JsValue) -> Result<Map<String, Value>> {
    let mut fields = fields(options)?;
    if let Some(Value::Object(inner)) = fields.get_mut(field) {
        *inner = std::mem::take(inner).into_iter().map(|(name, value)| (core_name(&name), value)).collect();
    }
    Ok(fields)
}

/// An options struct from its fields; what does not fit is an error that names the field.
pub fn from_fields<T: DeserializeOwned>(fields: Map<String, Value>) -> Result<T> {
    let current = RefCell::new((String::new(), Value::Null));
    let entries = fields.into_iter().inspect(|(name, value)| {
        current.replace((name.clone(), value.clone()));
    });
    T::deserialize(MapDeserializer::new(entries)).map_err(|error: serde_json::Error| {
        let (name, value) = current.take();
        explain(&error.to_string(), &name, &value)
    })
}

/// A value whose fields have the names that they have in reports and documents.
pub fn value<T: DeserializeOwned>(field: &str, given: &JsValue) -> Result<T> {
    let given = to_json(field, given)?;
    T::deserialize(&given)
        .map_err(|error: serde_json::Error| option(field, &given, expectation(&error.to_string())))
}

/// Any plain JavaScript value as JSON. JSON itself would silently turn NaN and infinity into "not
/// given", so they are refused.
pub fn to_json(field: &str, value: &JsValue) -> Result<Value> {
    let mut refuse = |_: JsString, value: JsValue| match value.as_f64() {
        Some(number) if !number.is_finite() => Err(JsError::new("not finite")),
        _ => Ok(Some(value)),
    };
    let text = js_sys::JSON::stringify_with_replacer_func(value, &mut refuse, None)
        .ok()
        .and_then(|text| JsValue::from(text).as_string())
        .and_then(|text| serde_json::from_str(&text).ok());
    text.ok_or_else(|| option(field, "this value", "plain data with finite numbers"))
}

/// Steps as in JSON. Their options may have the names that they have where they are options of a call, such as `maxCluster`, or
/// those of a recipe that was saved, such as `max_cluster`.
pub fn steps(steps: Value) -> Value {
    fn each(value: Value, change: impl Fn(Map<String, Value>) -> Map<String, Value>) -> Value {
        match value {
            Value::Object(fields) => Value::Object(change(fields)),
            other => other,
        }
    }
    let named = |options: Map<String, Value>| {
        options.into_iter().map(|(name, value)| (snake(&name), value)).collect()
    };
    let step = |step: Map<String, Value>| {
        step.into_iter().map(|(name, options)| (name, each(options, named))).collect()
    };
    match steps {
        Value::Array(steps) => steps.into_iter().map(|value| each(value, step)).collect(),
        other => other,
    }
}

/// Names that are snake_case already are not options here; the mark keeps them from being known.
fn core_name(name: &str) -> String {
    if name.contains('_') { format!("{UNKNOWN}{name}") } else { snake(name) }
}

const UNKNOWN: char = '\0';

/// A complaint of serde as an error that names the option and what is allowed.
fn explain(message: &str, name: &str, value: &Value) -> JsValue {
    if let Some(missing) = between(message, "missing field `", "`") {
        return option(&camel(missing), "nothing", "a value: this option is required");
    }
    if message.starts_with("unknown field") {
        let name = name.trim_start_matches(UNKNOWN);
        let names: Vec<String> = message.split('`').skip(3).step_by(2).map(camel).collect();
        let expected = match names.len() {
            0 => "no options".to_string(),
            _ => format!("one of the options {}", names.join(", ")),
        };
        let unknown =
            between(message, "unknown field `", "`").unwrap_or_default().trim_start_matches(UNKNOWN);
        return match camel(unknown) {
            unknown if unknown == name => option(name, "an unknown option", expected),
            unknown => option(name, format!("the unknown option `{unknown}`"), expected),
        };
    }
    option(&camel(name), value, expectation(message))
}

/// The part of a complaint of serde that says what would be right.
fn expectation(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    match message.split_once("expected ") {
        Some((_, expected)) => expected.to_string(),
        None => message.to_string(),
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}
