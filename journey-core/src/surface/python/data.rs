//! What every plain data class can do: `to_dict`, `to_json`, `from_json`, `from_dict`, `repr`, pickling.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Place, Result};

/// JSON text of a value.
pub fn to_json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| syntax(&error))
}

/// A value from its JSON text.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| syntax(&error))
}

/// Plain Python objects: what `json.loads` makes of the JSON text, in the order of the fields.
pub fn to_dict<'py, T: Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (to_json(value)?,))
}

/// An option from plain Python objects.
pub fn from_object<T: DeserializeOwned>(field: &str, object: &Bound<'_, PyAny>) -> PyResult<T> {
    let text: String = object.py().import("json")?.call_method1("dumps", (object,))?.extract()?;
    serde_json::from_str(&text).map_err(|error| {
        let message = error.to_string();
        let expected = message.split(" at line ").next().unwrap_or(&message);
        Error::option(field, text, expected.trim_start_matches("expected ")).into()
    })
}

/// A value from what [`to_dict`] gives: a dict, or a text where a name says all.
pub(super) fn from_dict<T: DeserializeOwned>(data: &Bound<'_, PyAny>) -> PyResult<T> {
    if !data.is_instance_of::<PyString>() {
        data.cast::<PyDict>()?;
    }
    let text: String = data.py().import("json")?.call_method1("dumps", (data,))?.extract()?;
    Ok(from_json(&text)?)
}

/// `Name(field=value, …)` with the fields that the JSON text has; long lists are shortened.
pub fn repr<T: Serialize>(object: &Bound<'_, PyAny>, value: &T) -> PyResult<String> {
    let fields = to_dict(object.py(), value)?;
    let name = object.get_type().name()?;
    let mut parts = Vec::new();
    for key in fields.cast::<PyDict>()?.keys() {
        let key: String = key.extract()?;
        let attribute = if key == "from" { "from_" } else { key.as_str() };
        parts.push(format!("{attribute}={}", short(&object.getattr(attribute)?)?));
    }
    Ok(format!("{name}({})", parts.join(", ")))
}

/// `Name.kind(…)`: the call of the static constructor that makes a rule, KPI measure, scope or fault.
pub(super) fn constructor(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(kind) = value.cast::<PyString>() {
        return Ok(format!("{name}.{kind}()"));
    }
    let mut calls = Vec::new();
    for (kind, content) in value.cast::<PyDict>()?.iter() {
        let kind: String = kind.extract()?;
        let arguments = match kind.as_str() {
            "any" | "all" => {
                let rules = content.try_iter()?.map(|rule| constructor(name, &rule?));
                rules.collect::<PyResult<Vec<_>>>()?.join(", ")
            }
            "not" => constructor(name, &content)?,
            "first" | "last" | "ever" => constructor("Predicate", &content)?,
            _ => arguments(&content)?,
        };
        let kind = if kind == "not" { "not_" } else { &kind };
        calls.push(format!("{name}.{kind}({arguments})"));
    }
    Ok(calls.concat())
}

fn arguments(content: &Bound<'_, PyAny>) -> PyResult<String> {
    let Ok(fields) = content.cast::<PyDict>() else {
        return Ok(content.repr()?.to_string());
    };
    let mut arguments = Vec::new();
    for (field, value) in fields.iter() {
        let field: String = field.extract()?;
        let field = if field == "from" { "from_" } else { &field };
        arguments.push(format!("{field}={}", value.repr()?));
    }
    Ok(arguments.join(", "))
}

const SHOWN: usize = 4;

fn short<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyString>> {
    match value.cast::<PyList>() {
        Ok(list) if list.len() > SHOWN => {
            let shown: Vec<String> =
                list.iter().take(SHOWN).map(|item| Ok(item.repr()?.to_string())).collect::<PyResult<_>>()?;
            Ok(PyString::new(value.py(), &format!("[{}, … {} in all]", shown.join(", "), list.len())))
        }
        _ => value.repr(),
    }
}

fn syntax(error: &serde_json::Error) -> Error {
    let place =
        Place { line: Some(error.line() as u64), character: Some(error.column() as u64), ..Place::default() };
    Error::Syntax { place, message: error.to_string() }
}

/// Gives classes their JSON text and, through it, pickling.
macro_rules! json {
    ($($class:ident),+ $(,)?) => {$(
        #[pyo3::pymethods]
        #[allow(clippy::wrong_self_convention)]
        impl $class {
            /// The same as JSON text, equal in all languages.
            fn to_json(&self) -> pyo3::PyResult<String> {
                Ok($crate::surface::python::to_json(self)?)
            }

            /// Reads what `to_json` wrote.
            #[staticmethod]
            fn from_json(text: &str) -> pyo3::PyResult<Self> {
                Ok($crate::surface::python::from_json(text)?)
            }

            #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
            fn __reduce__<'py>(
                slf: &pyo3::Bound<'py, Self>,
            ) -> pyo3::PyResult<(pyo3::Bound<'py, pyo3::PyAny>, (String,))> {
                use pyo3::types::PyAnyMethods;
                Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json()?,)))
            }
        }
    )+};
}

/// Gives classes the methods that all plain data have.
macro_rules! data {
    ($($class:ident),+ $(,)?) => {
        $crate::surface::python::data::json!($($class),+);
        $(
            #[pyo3::pymethods]
            #[allow(clippy::wrong_self_convention)]
            impl $class {
                /// The same as plain Python objects, as in the JSON text.
                #[pyo3(signature = () -> "dict[str, object]")]
                fn to_dict<'py>(
                    &self,
                    py: pyo3::Python<'py>,
                ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::PyAny>> {
                    $crate::surface::python::to_dict(py, self)
                }

                /// Reads what `to_dict` gave.
                #[staticmethod]
                #[pyo3(signature = (data: "dict[str, object]"))]
                fn from_dict(data: &pyo3::Bound<'_, pyo3::PyAny>) -> pyo3::PyResult<Self> {
                    $crate::surface::python::data::from_dict(data)
                }
            }
        )+
    };
}

/// Gives classes a `repr` with their fields.
macro_rules! show_fields {
    ($($class:ident),+ $(,)?) => {$(
        #[pyo3::pymethods]
        impl $class {
            fn __repr__(slf: &pyo3::Bound<'_, Self>) -> pyo3::PyResult<String> {
                $crate::surface::python::repr(slf.as_any(), slf.get())
            }
        }
    )+};
}

pub(crate) use {data, json, show_fields};
