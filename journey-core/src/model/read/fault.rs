//! What stopped a reading pass, in the form that serde wants.

use std::fmt;

use serde::de::{Expected, Unexpected};

use super::de::did_you_mean;
use crate::model::path::{Path, shorten};

/// The first problem of a pass that could not be stepped over.
#[derive(Debug)]
pub(super) struct Fault(pub(super) Box<Parts>);

#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Where it is, once known.
    pub(super) path: Option<Path>,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) expected: Option<String>,
    /// The field that is not there.
    pub(super) missing: Option<&'static str>,
}

impl Fault {
    fn new(code: &'static str, message: String, expected: Option<String>) -> Self {
        Self(Box::new(Parts { code, message, expected, ..Parts::default() }))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Fault {}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new("bad_value", message.to_string(), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new("wrong_type", format!("this is {}", describe(found)), Some(expected.to_string()))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(
            "bad_value",
            format!("{} is not possible here", describe(found)),
            Some(expected.to_string()),
        )
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        let message = format!("there is no field `{}` here{}", shorten(field), did_you_mean(field, known));
        let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        Self::new("unknown_field", message, Some(format!("one of {}", known.join(", "))))
    }

    fn missing_field(field: &'static str) -> Self {
        let expected = match field {
            "format" => "`format: 1` at the top".to_string(),
            _ => format!("a field `{field}`"),
        };
        let mut fault = Self::new("missing_field", format!("the field `{field}` is missing"), Some(expected));
        fault.0.missing = Some(field);
        fault
    }
}

fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("the text {:?}", shorten(text)),
        Unexpected::Bool(value) => format!("the boolean {value}"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Unit | Unexpected::Option => "nothing".into(),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map => "a map of fields".into(),
        other => other.to_string(),
    }
}
