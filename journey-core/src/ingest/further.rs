//! Cells of further columns: missing values and stated kinds.

use super::clock::{Clock, TimeForm};
use super::sink::{Cell, Spot};
use crate::error::Result;
use crate::log::pending::expected;
use crate::log::{ColumnKind, Columns, Value, detect};

/// A further column of the input.
#[derive(Debug, Clone)]
pub(crate) struct Further {
    /// Position in the input.
    pub position: usize,
    /// Its name.
    pub name: String,
    /// Its kind, if it was stated.
    pub kind: Option<ColumnKind>,
    /// How its times are written, if it has any.
    pub form: TimeForm,
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
        use ColumnKind::{Dictionary, Time};
        let value = match (self.kind, cell) {
            (_, Cell::Missing) => Ok(Value::Missing),
            (_, Cell::Text(text)) if is_missing(text, missing) => Ok(Value::Missing),
            (_, Cell::Number(number)) if number.is_nan() => Ok(Value::Missing),
            (_, Cell::Number(number)) if number.is_infinite() => Err("a finite number".into()),
            (_, Cell::Text(text)) if text.contains('\0') => Err("a text without NUL characters".into()),
            (Some(Time), _) | (None | Some(Dictionary), Cell::LocalTime(_) | Cell::Nanos { .. }) => {
                clock.read(&cell, &mut self.form).map(Value::Time)
            }
            (Some(kind), cell) => stated(kind, cell).ok_or_else(|| expected(kind).into()),
            (None, cell) => Ok(plain(cell)),
        };
        value.map_err(|expected: String| spot.bad(&self.name, &cell, expected))
    }
}

/// Whether a text stands for "no value".
pub(crate) fn is_missing(text: &str, missing: &[String]) -> bool {
    text.is_empty() || missing.iter().any(|name| name == text)
}

/// The value of a cell in a column of a stated kind, if it fits.
fn stated(kind: ColumnKind, cell: Cell<'_>) -> Option<Value<'_>> {
    use ColumnKind::{Boolean, Dictionary, Number, Text};
    match (kind, cell) {
        (Number, Cell::Text(text)) => detect::number(text.trim()).map(Value::Number),
        (Boolean, Cell::Text(text)) => match text.trim() {
            "0" => Some(Value::Boolean(false)),
            "1" => Some(Value::Boolean(true)),
            text => detect::boolean(text).map(Value::Boolean),
        },
        (Boolean, Cell::Integer(number @ 0..=1)) => Some(Value::Boolean(number == 1)),
        (Boolean, Cell::Number(number)) if number == 0.0 || number == 1.0 => {
            Some(Value::Boolean(number == 1.0))
        }
        (Number, Cell::Number(_) | Cell::Integer(_))
        | (Boolean, Cell::Boolean(_))
        | (Text, Cell::Text(_))
        | (Dictionary, _) => Some(plain(cell)),
        _ => None,
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
