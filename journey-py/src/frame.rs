//! A mapping of column names to sequences becomes a table of the core.

use journey_core::error::{Error, Place};
use journey_core::ingest::{Frame, FrameColumn};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyFloat, PyInt, PyMapping, PyString};

#[cfg(feature = "stubs")]
use pyo3::{inspect::PyStaticExpr, type_hint_identifier, type_hint_subscript};

/// Columns in memory: `{"name": sequence, …}`.
pub struct ColumnsInMemory(pub Frame);

impl<'py> FromPyObject<'_, 'py> for ColumnsInMemory {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Mapping"),
        type_hint_identifier!("builtins", "str"),
        type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Sequence"),
            type_hint_identifier!("builtins", "object")
        )
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let mut frame = Frame::new();
        for item in object.cast::<PyMapping>()?.items()? {
            let (name, values): (String, Vec<Bound<'py, PyAny>>) = item.extract()?;
            let column = column(&name, &values)?;
            frame = frame.column(name, column);
        }
        Ok(Self(frame))
    }
}

/// What the values of a column are. Ordered: a column is of the last kind that a value needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Missing,
    Boolean,
    Integer,
    Number,
    Text,
}

fn column(name: &str, values: &[Bound<'_, PyAny>]) -> PyResult<FrameColumn> {
    let mut kind = Kind::Missing;
    for (row, value) in values.iter().enumerate() {
        match kind_of(value) {
            Some(next) if fits(kind, next) => kind = kind.max(next.unwrap_or(Kind::Missing)),
            _ => return Err(bad(name, row, value, kind)),
        }
    }
    match kind {
        Kind::Boolean => each(values, |value| value.extract()).map(FrameColumn::Boolean),
        Kind::Integer => each(values, |value| value.extract()).map(FrameColumn::Integer),
        Kind::Number => each(values, |value| value.extract::<f64>()).map(|values| {
            FrameColumn::Number(values.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect())
        }),
        Kind::Missing | Kind::Text => each(values, text).map(FrameColumn::Text),
    }
}

/// The kind of a value; `None` inside for a missing one, outside for one that no column can hold.
fn kind_of(value: &Bound<'_, PyAny>) -> Option<Option<Kind>> {
    if value.is_none() {
        Some(None)
    } else if value.is_instance_of::<PyBool>() {
        Some(Some(Kind::Boolean))
    } else if value.is_instance_of::<PyInt>() {
        Some(Some(Kind::Integer))
    } else if value.is_instance_of::<PyFloat>() {
        Some(Some(Kind::Number))
    } else if value.is_instance_of::<PyString>() || value.is_instance_of::<PyDate>() {
        Some(Some(Kind::Text))
    } else {
        None
    }
}

/// Whether a column so far of a kind can take a value: whole numbers may become numbers, nothing else mixes.
fn fits(column: Kind, value: Option<Kind>) -> bool {
    match (column, value) {
        (_, None) | (Kind::Missing, _) => true,
        (Kind::Integer, Some(Kind::Number)) | (Kind::Number, Some(Kind::Integer)) => true,
        (column, Some(value)) => column == value,
    }
}

fn each<'py, T>(
    values: &[Bound<'py, PyAny>],
    read: impl Fn(&Bound<'py, PyAny>) -> PyResult<T>,
) -> PyResult<Vec<Option<T>>> {
    values.iter().map(|value| if value.is_none() { Ok(None) } else { read(value).map(Some) }).collect()
}

/// A text, or a date or time in ISO 8601, which the reader understands in the stated zone.
fn text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    match value.cast::<PyString>() {
        Ok(text) => Ok(text.to_string()),
        Err(_) => value.call_method0("isoformat")?.extract(),
    }
}

fn bad(name: &str, row: usize, value: &Bound<'_, PyAny>, kind: Kind) -> PyErr {
    let expected = match kind {
        Kind::Missing => "a str, int, float, bool, date, datetime or None",
        Kind::Boolean => "a bool or None, as in the rows before",
        Kind::Integer | Kind::Number => "a number or None, as in the rows before",
        Kind::Text => "a str, date, datetime or None, as in the rows before",
    };
    let value = value.repr().map(|repr| repr.to_string()).unwrap_or_default();
    let place = Place::cell(row as u64 + 1, name);
    Error::BadValue { place, value: value.chars().take(60).collect(), expected: expected.into() }.into()
}
