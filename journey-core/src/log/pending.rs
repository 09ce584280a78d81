//! A further column while events still come in.

use std::sync::Arc;

use super::builder::{Value, recode};
use super::columns::MISSING;
use super::{Column, ColumnInfo, ColumnKind, Names, Values, detect};
use crate::error::{Error, Place, Result};

/// Values of a further column so far. One of unknown kind is typed as long as its values are, and
/// becomes a dictionary at the first text or mixture.
#[derive(Debug)]
pub(super) struct Pending {
    pub name: String,
    pub kind: Option<ColumnKind>,
    pub names: Names,
    values: Values,
}

/// Whole numbers below this size are exact as floats.
const EXACT: u64 = 1 << 53;

impl Pending {
    pub fn new(name: String, kind: Option<ColumnKind>) -> Self {
        let values = match kind {
            None | Some(ColumnKind::Dictionary) => Values::Dictionary(Vec::new()),
            Some(ColumnKind::Number) => Values::Number(Vec::new()),
            Some(ColumnKind::Boolean) => Values::Boolean(Vec::new()),
            Some(ColumnKind::Time) => Values::Time(Vec::new()),
            Some(ColumnKind::Text) => Values::Text(Vec::new()),
        };
        Self { name, kind, names: Names::default(), values }
    }

    /// So many missing values.
    pub fn fill(&mut self, count: usize) {
        for _ in 0..count {
            self.push(&Value::Missing);
        }
    }

    /// Refuses a value that does not fit the stated kind, and infinity.
    pub fn check(&self, value: &Value<'_>, row: u64) -> Result<()> {
        let fits = match (self.kind, value) {
            (_, Value::Number(number)) if number.is_infinite() => false,
            (None | Some(ColumnKind::Dictionary), _) | (_, Value::Missing) => true,
            (Some(ColumnKind::Text), Value::Text(_)) => true,
            (Some(ColumnKind::Number), Value::Number(_) | Value::Integer(_)) => true,
            (Some(ColumnKind::Boolean), Value::Boolean(_)) => true,
            (Some(ColumnKind::Time), Value::Time(_)) => true,
            _ => false,
        };
        match fits {
            true => Ok(()),
            false => Err(Error::BadValue {
                place: Place::cell(row, self.name.clone()),
                value: shown(value),
                expected: self.kind.map_or("a finite number", expected).into(),
            }),
        }
    }

    pub fn push(&mut self, value: &Value<'_>) {
        if self.kind.is_none() {
            self.settle(value);
        }
        match &mut self.values {
            Values::Dictionary(codes) => codes.push(match value {
                Value::Missing => MISSING,
                Value::Number(number) if number.is_nan() => MISSING,
                Value::Text(text) => self.names.intern(text),
                other => self.names.intern(&shown(other)),
            }),
            Values::Number(numbers) => numbers.push(match value {
                // Adding 0 turns -0 into 0.
                Value::Number(number) => *number + 0.0,
                Value::Integer(number) => *number as f64,
                _ => f64::NAN,
            }),
            Values::Boolean(values) => {
                values.push(if let Value::Boolean(value) = value { Some(*value) } else { None });
            }
            Values::Time(values) => {
                values.push(if let Value::Time(micros) = value { Some(*micros) } else { None });
            }
            Values::Text(values) => {
                values.push(if let Value::Text(text) = value { Some((*text).into()) } else { None });
            }
        }
    }

    /// Makes a column of unknown kind fit for the next value.
    fn settle(&mut self, value: &Value<'_>) {
        let exact = |number: i64| number.unsigned_abs() < EXACT;
        match (&self.values, value) {
            (_, Value::Missing) | (Values::Number(_), Value::Number(_)) => {}
            (Values::Number(_), Value::Integer(number)) if exact(*number) => {}
            (Values::Boolean(_), Value::Boolean(_)) | (Values::Time(_), Value::Time(_)) => {}
            (Values::Dictionary(codes), value) if self.names.is_empty() => {
                let count = codes.len();
                match value {
                    Value::Number(_) => self.values = Values::Number(vec![f64::NAN; count]),
                    Value::Integer(number) if exact(*number) => {
                        self.values = Values::Number(vec![f64::NAN; count]);
                    }
                    Value::Boolean(_) => self.values = Values::Boolean(vec![None; count]),
                    Value::Time(_) => self.values = Values::Time(vec![None; count]),
                    _ => {}
                }
            }
            (Values::Dictionary(_), _) => {}
            _ => self.become_dictionary(),
        }
    }

    fn become_dictionary(&mut self) {
        let values = std::mem::replace(&mut self.values, Values::Dictionary(Vec::new()));
        let names = &mut self.names;
        let mut code = |value: Option<Value<'_>>| value.map_or(MISSING, |value| names.intern(&shown(&value)));
        let codes = match values {
            Values::Number(numbers) => numbers
                .into_iter()
                .map(|number| code((!number.is_nan()).then_some(Value::Number(number))))
                .collect(),
            Values::Boolean(values) => {
                values.into_iter().map(|value| code(value.map(Value::Boolean))).collect()
            }
            Values::Time(values) => values.into_iter().map(|value| code(value.map(Value::Time))).collect(),
            Values::Text(values) => {
                values.iter().map(|value| code(value.as_deref().map(Value::Text))).collect()
            }
            Values::Dictionary(codes) => codes,
        };
        self.values = Values::Dictionary(codes);
    }

    /// Settles the kind and puts dictionaries into byte order.
    pub fn finish(self, events: usize, typed: bool) -> (Column, Values) {
        let column =
            |kind, names| Column { info: ColumnInfo { name: self.name, kind }, names: Arc::new(names) };
        let kind = match &self.values {
            Values::Dictionary(_) => self.kind.unwrap_or_else(|| detect::kind(&self.names, events, typed)),
            Values::Number(_) => ColumnKind::Number,
            Values::Boolean(_) => ColumnKind::Boolean,
            Values::Time(_) => ColumnKind::Time,
            Values::Text(_) => ColumnKind::Text,
        };
        match (kind, self.values) {
            (ColumnKind::Dictionary, Values::Dictionary(codes)) => {
                let (names, new_codes) = self.names.sorted();
                (column(kind, names), Values::Dictionary(recode(&codes, &new_codes)))
            }
            (kind, Values::Dictionary(codes)) => {
                (column(kind, Names::default()), detect::convert(kind, &self.names, &codes))
            }
            (kind, values) => (column(kind, Names::default()), values),
        }
    }
}

/// A value as text.
pub(crate) fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => (*text).into(),
        Value::Number(number) => (*number + 0.0).to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Time(micros) => detect::write_time(*micros),
    }
}

/// What a column of a kind expects.
pub(crate) fn expected(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Dictionary | ColumnKind::Text => "a text",
        ColumnKind::Number => "a number such as 12.5",
        ColumnKind::Boolean => "true or false",
        ColumnKind::Time => "a time such as 2024-03-01T12:00:00Z",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[Value<'_>]) -> (ColumnKind, Vec<String>, Values) {
        let mut pending = Pending::new("x".into(), None);
        values.iter().for_each(|value| pending.push(value));
        let (column, values) = pending.finish(values.len(), false);
        (column.info.kind, column.names.iter().map(str::to_string).collect(), values)
    }

    #[test]
    fn typed_values_keep_their_kind() {
        let (kind, _, values) = column(&[Value::Missing, Value::Integer(2), Value::Number(-0.0)]);
        assert_eq!(kind, ColumnKind::Number);
        let Values::Number(numbers) = values else { panic!() };
        assert!(numbers[0].is_nan());
        assert_eq!((numbers[1], numbers[2].to_bits()), (2.0, 0));
        assert_eq!(column(&[Value::Boolean(true), Value::Missing]).0, ColumnKind::Boolean);
        assert_eq!(column(&[Value::Time(0)]).0, ColumnKind::Time);
    }

    #[test]
    fn mixtures_become_a_dictionary() {
        let (kind, names, _) = column(&[Value::Number(1.5), Value::Boolean(true), Value::Text("x")]);
        assert_eq!((kind, names), (ColumnKind::Dictionary, vec!["1.5".into(), "true".into(), "x".into()]));
        let (kind, ..) = column(&[Value::Number(1.0), Value::Text("2")]);
        assert_eq!(kind, ColumnKind::Number);
    }

    #[test]
    fn ids_beyond_floats_stay_exact() {
        let (kind, names, _) = column(&[Value::Integer(1), Value::Integer(9_007_199_254_740_993)]);
        assert_eq!((kind, names), (ColumnKind::Dictionary, vec!["1".into(), "9007199254740993".into()]));
        let (kind, ..) = column(&[Value::Text("9007199254740993")]);
        assert_eq!(kind, ColumnKind::Dictionary);
    }
}
