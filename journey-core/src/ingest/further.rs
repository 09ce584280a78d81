//! Cells of further columns: missing values and stated kinds.

use super::clock::{Clock, TimeForm};
use super::sink::{Cell, Spot};
use crate::error::Result;
use crate::log::pending::expected;
use crate::log::{ColumnKind, Columns, Value, detect};

/// A further column of the input.
#[derive(Debug)]
pub(crate) struct Further {
    /// Position in the input.
    pub position: usize,
    /// Its name.
    pub name: String,
    /// Its kind, if it was stated.
    pub kind: Option<ColumnKind>,
    form: TimeForm,
}

impl Further {
    pub(crate) fn new(position: usize, name: &str, columns: &Columns) -> Self {
        let stated = columns.kinds.iter().rev().find(|(column, _)| column == name);
        let form = TimeForm::new(columns.epoch);
        Self { position, name: name.into(), kind: stated.map(|(_, kind)| *kind), form }
    }

    /// The value in a cell.
    pub(crate) fn value<'a>(
        &mut self,
        cell: Cell<'a>,
        missing: &[String],
        clock: &mut Clock,
        spot: Spot,
    ) -> Result<Value<'a>> {
        let cell = match cell {
            Cell::Text(text) if is_missing(text, missing) => Cell::Missing,
            Cell::Number(number) if number.is_nan() => Cell::Missing,
            cell => cell,
        };
        let bad = |name: &str, expected: &str| spot.bad(name, &cell, expected);
        match (self.kind, cell) {
            (_, Cell::Missing) => Ok(Value::Missing),
            (_, Cell::Text(text)) if text.contains('\0') => {
                Err(bad(&self.name, "a text without NUL characters"))
            }
            (_, Cell::Number(number)) if number.is_infinite() => Err(bad(&self.name, "a finite number")),
            (Some(ColumnKind::Time), _) => match clock.read(&cell, &mut self.form) {
                Ok(micros) => Ok(Value::Time(micros)),
                Err(expected) => Err(bad(&self.name, &expected)),
            },
            (None, Cell::LocalTime(_) | Cell::Nanos { .. }) => match clock.read(&cell, &mut self.form) {
                Ok(micros) => Ok(Value::Time(micros)),
                Err(expected) => Err(bad(&self.name, &expected)),
            },
            (Some(kind), Cell::Text(text)) => {
                stated(kind, text).ok_or_else(|| bad(&self.name, expected(kind)))
            }
            (Some(ColumnKind::Boolean), Cell::Integer(number @ 0..=1)) => Ok(Value::Boolean(number == 1)),
            (Some(ColumnKind::Boolean), Cell::Number(number)) if number == 0.0 || number == 1.0 => {
                Ok(Value::Boolean(number == 1.0))
            }
            (Some(kind @ (ColumnKind::Number | ColumnKind::Boolean)), cell) => {
                let value = plain(cell);
                let fits = matches!(
                    (kind, value),
                    (ColumnKind::Number, Value::Number(_) | Value::Integer(_))
                        | (ColumnKind::Boolean, Value::Boolean(_))
                );
                if fits { Ok(value) } else { Err(bad(&self.name, expected(kind))) }
            }
            (Some(ColumnKind::Text), cell) => match cell {
                Cell::Text(text) => Ok(Value::Text(text)),
                _ => Err(bad(&self.name, "a text")),
            },
            (_, cell) => Ok(plain(cell)),
        }
    }
}

/// Whether a text stands for "no value".
pub(crate) fn is_missing(text: &str, missing: &[String]) -> bool {
    text.is_empty() || missing.iter().any(|name| name == text)
}

fn stated(kind: ColumnKind, text: &str) -> Option<Value<'_>> {
    match kind {
        ColumnKind::Number => detect::number(text.trim()).map(Value::Number),
        ColumnKind::Boolean => match text.trim() {
            "0" => Some(Value::Boolean(false)),
            "1" => Some(Value::Boolean(true)),
            text => detect::boolean(text).map(Value::Boolean),
        },
        _ => Some(Value::Text(text)),
    }
}

fn plain(cell: Cell<'_>) -> Value<'_> {
    match cell {
        Cell::Missing => Value::Missing,
        Cell::Text(text) => Value::Text(text),
        Cell::Number(number) => Value::Number(number),
        Cell::Integer(number) => Value::Integer(number),
        Cell::Boolean(value) => Value::Boolean(value),
        Cell::Time(micros) | Cell::LocalTime(micros) => Value::Time(micros),
        Cell::Nanos { nanos, .. } => Value::Time(nanos.div_euclid(1000)),
    }
}
