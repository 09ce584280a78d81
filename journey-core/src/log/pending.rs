//! A further column while events still come in.

use super::buffer::TextList;
use super::builder::Value;
use super::chunk::{FIRST_TIME, LAST_TIME};
use super::columns::{MISSING, NO_BOOLEAN, NO_TIME};
use super::decimal::{Decimal, Written};
use super::{ColumnKind, Names, Values, detect};
use crate::error::{Error, Place, Result};

/// Values of a further column so far. One of unknown kind is typed as long as its values are, and
/// becomes a dictionary at the first text or mixture.
#[derive(Debug)]
pub(crate) struct Pending {
    pub name: String,
    pub kind: Option<ColumnKind>,
    pub names: Names,
    /// How its numbers were written, if they were texts.
    pub written: Option<Written>,
    /// Whether texts that are numbers are kept as numbers as long as there are no others.
    reads_numbers: bool,
    values: Growing,
}

/// [`Values`] that still grow.
#[derive(Debug)]
enum Growing {
    Dictionary(Vec<u32>),
    Number(Vec<f64>),
    Boolean(Vec<u8>),
    Time(Vec<i64>),
    Text(TextList),
}

/// Whole numbers below this size are exact as floats.
const EXACT: u64 = 1 << 53;

impl Pending {
    pub fn new(name: String, kind: Option<ColumnKind>) -> Self {
        let values = Growing::new(kind);
        Self { name, kind, names: Names::default(), written: None, reads_numbers: false, values }
    }

    /// Says that texts may turn out to be numbers: they need no names then.
    pub fn reading_numbers(self) -> Self {
        Self { reads_numbers: self.kind.is_none(), ..self }
    }

    /// The same column for the next events.
    pub fn next(&self) -> Self {
        Self { reads_numbers: self.reads_numbers, ..Self::new(self.name.clone(), self.kind) }
    }

    /// So many missing values.
    pub fn fill(&mut self, count: usize) {
        for _ in 0..count {
            self.push(&Value::Missing);
        }
    }

    /// Whether one more text still fits.
    pub fn has_room(&self, text: &str) -> bool {
        match &self.values {
            Growing::Text(texts) => texts.has_room(text.len()),
            _ => self.names.has_room(text),
        }
    }

    /// Memory in bytes, about.
    pub fn memory(&self) -> usize {
        let values = match &self.values {
            Growing::Dictionary(codes) => codes.capacity() * 4,
            Growing::Number(numbers) => numbers.capacity() * 8,
            Growing::Boolean(values) => values.capacity(),
            Growing::Time(values) => values.capacity() * 8,
            Growing::Text(texts) => texts.memory(),
        };
        values + self.names.memory()
    }

    /// The values, which are taken away.
    pub fn take(&mut self) -> Values {
        match std::mem::replace(&mut self.values, Growing::new(self.kind)) {
            Growing::Dictionary(codes) => Values::Dictionary(codes.into()),
            Growing::Number(numbers) => Values::Number(numbers.into()),
            Growing::Boolean(values) => Values::Boolean(values.into()),
            Growing::Time(values) => Values::Time(values.into()),
            Growing::Text(texts) => Values::Text(texts.into()),
        }
    }

    /// Refuses a value that does not fit the stated kind, infinity, and times that no calendar has.
    pub fn check(&self, value: &Value<'_>, row: u64) -> Result<()> {
        if let Value::Time(micros) = value
            && !(FIRST_TIME..=LAST_TIME).contains(micros)
        {
            return Err(Error::BadValue {
                place: Place::cell(row, self.name.clone()),
                value: format!("{micros} microseconds"),
                expected: "a time between the years -9999 and 9999".into(),
            });
        }
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
        if self.reads_numbers
            && let Value::Text(text) = value
            && self.push_number(text)
        {
            return;
        }
        if self.kind.is_none() {
            self.settle(value);
        }
        match &mut self.values {
            Growing::Dictionary(codes) => codes.push(match value {
                Value::Missing | Value::Text("") => MISSING,
                Value::Number(number) if number.is_nan() => MISSING,
                Value::Text(text) => self.names.intern(text),
                other => self.names.intern(&shown(other)),
            }),
            Growing::Number(numbers) => numbers.push(match value {
                // Adding 0 turns -0 into 0.
                Value::Number(number) => *number + 0.0,
                Value::Integer(number) => *number as f64,
                _ => f64::NAN,
            }),
            Growing::Boolean(values) => {
                values.push(if let Value::Boolean(value) = value { u8::from(*value) } else { NO_BOOLEAN });
            }
            Growing::Time(values) => {
                values.push(if let Value::Time(micros) = value { *micros } else { NO_TIME });
            }
            Growing::Text(texts) => texts.push(if let Value::Text(text) = value { text } else { "" }),
        }
    }

    /// Adds a text as a number, if all others are texts of numbers as well and can be written again.
    fn push_number(&mut self, text: &str) -> bool {
        let Some(number) = Decimal::read(text) else { return false };
        if let Growing::Dictionary(codes) = &self.values
            && self.names.is_empty()
        {
            self.values = Growing::Number(vec![f64::NAN; codes.len()]);
            self.written = Some(number.written());
        }
        let Growing::Number(numbers) = &mut self.values else { return false };
        let written = self.written.and_then(|written| written.and(&number));
        if written.is_some() {
            self.written = written;
            numbers.push(number.number);
        }
        written.is_some()
    }

    /// Makes a column of unknown kind fit for the next value.
    fn settle(&mut self, value: &Value<'_>) {
        let exact = |number: i64| number.unsigned_abs() < EXACT;
        match (&self.values, value) {
            (_, Value::Missing | Value::Text("")) => {}
            (Growing::Number(_), Value::Number(_)) if self.written.is_none() => {}
            (Growing::Number(_), Value::Integer(number)) if exact(*number) && self.written.is_none() => {}
            (Growing::Boolean(_), Value::Boolean(_)) | (Growing::Time(_), Value::Time(_)) => {}
            (Growing::Dictionary(codes), value) if self.names.is_empty() => {
                let count = codes.len();
                match value {
                    Value::Number(number) if number.is_nan() => {}
                    Value::Number(_) => self.values = Growing::Number(vec![f64::NAN; count]),
                    Value::Integer(number) if exact(*number) => {
                        self.values = Growing::Number(vec![f64::NAN; count]);
                    }
                    Value::Boolean(_) => self.values = Growing::Boolean(vec![NO_BOOLEAN; count]),
                    Value::Time(_) => self.values = Growing::Time(vec![NO_TIME; count]),
                    _ => {}
                }
            }
            (Growing::Dictionary(_), _) => {}
            _ => {
                let values = dictionary(&self.take(), self.written.take(), &mut self.names);
                self.values = Growing::Dictionary(values);
            }
        }
    }
}

/// Codes of typed values by their written form.
pub(super) fn dictionary(values: &Values, written: Option<Written>, names: &mut Names) -> Vec<u32> {
    if let (Values::Number(numbers), Some(written)) = (values, written) {
        let code = |number: &f64| match number.is_nan() {
            true => MISSING,
            false => names.intern(&written.write(*number)),
        };
        return numbers.iter().map(code).collect();
    }
    let mut code = |value: Option<Value<'_>>| value.map_or(MISSING, |value| names.intern(&shown(&value)));
    match values {
        Values::Number(numbers) => {
            numbers.iter().map(|&number| code((!number.is_nan()).then_some(Value::Number(number)))).collect()
        }
        Values::Boolean(values) => values
            .iter()
            .map(|&value| code((value != NO_BOOLEAN).then_some(Value::Boolean(value == 1))))
            .collect(),
        Values::Time(values) => {
            values.iter().map(|&time| code((time != NO_TIME).then_some(Value::Time(time)))).collect()
        }
        Values::Text(texts) => {
            texts.iter().map(|text| code((!text.is_empty()).then_some(Value::Text(text)))).collect()
        }
        Values::Dictionary(codes) => codes.to_vec(),
    }
}

impl Growing {
    fn new(kind: Option<ColumnKind>) -> Self {
        match kind {
            None | Some(ColumnKind::Dictionary) => Self::Dictionary(Vec::new()),
            Some(ColumnKind::Number) => Self::Number(Vec::new()),
            Some(ColumnKind::Boolean) => Self::Boolean(Vec::new()),
            Some(ColumnKind::Time) => Self::Time(Vec::new()),
            Some(ColumnKind::Text) => Self::Text(TextList::default()),
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
