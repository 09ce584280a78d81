//! The one place where an [`Error`] becomes a Python exception.
//!
//! The classes are written in Python (`journey.errors`), so that they have documentation, attributes and
//! types like any other. This match lives here and not in the binding crate because only here the compiler
//! checks that it names every kind of error.

use pyo3::prelude::*;
use serde_json::{Value, json};

use crate::error::{Error, Issue, Place};

mod classes {
    use pyo3::import_exception;

    import_exception!(journey.errors, BadValueError);
    import_exception!(journey.errors, CancelledError);
    import_exception!(journey.errors, DuplicateColumnError);
    import_exception!(journey.errors, EncodingError);
    import_exception!(journey.errors, FileError);
    import_exception!(journey.errors, InputSyntaxError);
    import_exception!(journey.errors, InvalidMapError);
    import_exception!(journey.errors, InvalidOptionError);
    import_exception!(journey.errors, InvalidSourceError);
    import_exception!(journey.errors, LimitError);
    import_exception!(journey.errors, MissingColumnError);
    import_exception!(journey.errors, UnknownNameError);
    import_exception!(journey.errors, UnsupportedError);
}

/// What every exception is made of: text, code, place, problems, and the parts under their core names.
type Arguments = (String, &'static str, Option<Place>, Vec<Issue>, Details);

/// A JSON object that becomes a `dict`.
struct Details(Value);

impl<'py> IntoPyObject<'py> for Details {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        super::to_dict(py, &self.0)
    }
}

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        let arguments = arguments(&error);
        match error {
            Error::InvalidMap { .. } => classes::InvalidMapError::new_err(arguments),
            Error::InvalidSource { .. } => classes::InvalidSourceError::new_err(arguments),
            Error::BadValue { .. } => classes::BadValueError::new_err(arguments),
            Error::Syntax { .. } => classes::InputSyntaxError::new_err(arguments),
            Error::Encoding { .. } => classes::EncodingError::new_err(arguments),
            Error::MissingColumn { .. } => classes::MissingColumnError::new_err(arguments),
            Error::DuplicateColumn { .. } => classes::DuplicateColumnError::new_err(arguments),
            Error::InvalidOption { .. } => classes::InvalidOptionError::new_err(arguments),
            Error::UnknownName { .. } => classes::UnknownNameError::new_err(arguments),
            Error::Limit { .. } => classes::LimitError::new_err(arguments),
            Error::Io { .. } => classes::FileError::new_err(arguments),
            Error::Unsupported { .. } => classes::UnsupportedError::new_err(arguments),
            Error::Cancelled => classes::CancelledError::new_err(arguments),
        }
    }
}

fn arguments(error: &Error) -> Arguments {
    let place = error.place().filter(|place| **place != Place::default()).cloned();
    let details = match error {
        Error::InvalidMap { .. } | Error::InvalidSource { .. } | Error::Encoding { .. } => json!({}),
        Error::BadValue { value, expected, .. } => json!({ "value": value, "expected": expected }),
        Error::Syntax { message, .. } => json!({ "message": message }),
        Error::MissingColumn { column, available, .. } => json!({ "column": column, "available": available }),
        Error::DuplicateColumn { column, .. } => json!({ "column": column }),
        Error::InvalidOption { field, value, expected } => {
            json!({ "field": field, "value": value, "expected": expected })
        }
        Error::UnknownName { kind, name, similar } => {
            json!({ "kind": kind, "name": name, "similar": similar })
        }
        Error::Limit { what, limit, .. } => json!({ "what": what, "limit": limit }),
        Error::Io { path, message } => json!({ "path": path, "message": message }),
        Error::Unsupported { what, feature } => json!({ "what": what, "feature": feature }),
        Error::Cancelled => json!({}),
    };
    (error.to_string(), error.code(), place, error.issues().to_vec(), Details(details))
}
