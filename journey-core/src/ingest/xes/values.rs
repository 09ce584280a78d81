//! Typed values of XES attributes.

use super::super::clock::Clock;
use crate::log::{ColumnKind, Value, detect};

/// The type of an attribute, which is the name of its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Date,
    Int,
    Float,
    Boolean,
    Id,
    List,
    Container,
}

impl Kind {
    /// The type of this name.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::String,
            "date" => Self::Date,
            "int" => Self::Int,
            "float" => Self::Float,
            "boolean" => Self::Boolean,
            "id" => Self::Id,
            "list" => Self::List,
            "container" => Self::Container,
            _ => return None,
        })
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Date => "date",
            Self::Int => "int",
            Self::Float => "float",
            Self::Boolean => "boolean",
            Self::Id => "id",
            Self::List => "list",
            Self::Container => "container",
        }
    }

    /// Whether attributes of this type hold other attributes instead of a value.
    pub fn is_group(self) -> bool {
        matches!(self, Self::List | Self::Container)
    }

    /// The value that is written; what would be right there if it is none. An empty text and "not a number" are none.
    pub fn read<'t>(self, text: &'t str, clock: &mut Clock) -> Result<Value<'t>, &'static str> {
        let trimmed = text.trim_ascii();
        Ok(match self {
            Self::String | Self::Id if text.is_empty() => Value::Missing,
            Self::String | Self::Id => Value::Text(text),
            Self::Date => Value::Time(clock.text(trimmed)?),
            Self::Int => Value::Integer(trimmed.parse().map_err(|_| "a whole number of at most 64 bits")?),
            Self::Float => match trimmed.parse::<f64>() {
                Ok(number) if number.is_nan() => Value::Missing,
                Ok(number) if number.is_finite() => Value::Number(number),
                _ => return Err("a finite number such as 12.5"),
            },
            Self::Boolean => match trimmed {
                "0" => Value::Boolean(false),
                "1" => Value::Boolean(true),
                _ => Value::Boolean(detect::boolean(trimmed).ok_or("true or false")?),
            },
            Self::List | Self::Container => Value::Missing,
        })
    }

    /// What the standard has against the way in which a value is written that can be read.
    pub fn objection(self, text: &str) -> Option<&'static str> {
        let right = match self {
            Self::Id => is_uuid(text),
            Self::Date => text.as_bytes().iter().any(|byte| matches!(byte, b'T' | b't')),
            Self::Float => !text.trim_ascii().eq_ignore_ascii_case("nan") || text.trim_ascii() == "NaN",
            Self::Boolean => matches!(text.trim_ascii(), "true" | "false" | "0" | "1"),
            _ => true,
        };
        let wrong = match self {
            Self::Id => "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
            Self::Date => "a time such as 2024-03-01T12:00:00Z",
            Self::Float => "a number, or NaN",
            _ => "true or false",
        };
        (!right).then_some(wrong)
    }
}

fn is_uuid(text: &str) -> bool {
    let dash = |place: usize| matches!(place, 8 | 13 | 18 | 23);
    let fits = |(place, byte): (usize, u8)| if dash(place) { byte == b'-' } else { byte.is_ascii_hexdigit() };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

/// Whether a column of a stated kind takes a value.
pub(super) fn fits(kind: ColumnKind, value: &Value<'_>) -> bool {
    use ColumnKind::{Boolean, Dictionary, Number, Text, Time};
    matches!(
        (kind, value),
        (_, Value::Missing)
            | (Dictionary, _)
            | (Text, Value::Text(_))
            | (Number, Value::Number(_) | Value::Integer(_))
            | (Boolean, Value::Boolean(_))
            | (Time, Value::Time(_))
    )
}

/// A value whose text lies elsewhere.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    Missing,
    /// From here to there.
    Text(usize, usize),
    Number(f64),
    Integer(i64),
    Boolean(bool),
    Time(i64),
}

impl Cell {
    /// Puts the text of a value to the others.
    pub fn of(value: &Value<'_>, texts: &mut String) -> Self {
        match *value {
            Value::Missing => Self::Missing,
            Value::Text(text) => {
                let start = texts.len();
                texts.push_str(text);
                Self::Text(start, texts.len())
            }
            Value::Number(number) => Self::Number(number),
            Value::Integer(number) => Self::Integer(number),
            Value::Boolean(value) => Self::Boolean(value),
            Value::Time(time) => Self::Time(time),
        }
    }

    /// The value again.
    pub fn value(self, texts: &str) -> Value<'_> {
        match self {
            Self::Missing => Value::Missing,
            Self::Text(start, end) => Value::Text(texts.get(start..end).unwrap_or_default()),
            Self::Number(number) => Value::Number(number),
            Self::Integer(number) => Value::Integer(number),
            Self::Boolean(value) => Value::Boolean(value),
            Self::Time(time) => Value::Time(time),
        }
    }
}
