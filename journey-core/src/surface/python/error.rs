//! The one place where an [`Error`] becomes a Python exception.
//!
//! The classes are written in Python (`journey.errors`), so that they have documentation, attributes and
//! types like any other. This match lives here and not in the binding crate because only here the compiler
//! checks that it names every kind of error.

use pyo3::prelude::*;

use crate::error::{Error, Issue, Place};

mod classes {
    use pyo3::import_exception;

    import_exception!(journey.errors, BadValueError);
    import_exception!(journey.errors, DuplicateColumnError);
    import_exception!(journey.errors, EncodingError);
    import_exception!(journey.errors, FileError);
    import_exception!(journey.errors, InputSyntaxError);
    import_exception!(journey.errors, InvalidMapError);
    import_exception!(journey.errors, InvalidOptionError);
    import_exception!(journey.errors, LimitError);
    import_exception!(journey.errors, MissingColumnError);
    import_exception!(journey.errors, UnknownNameError);
    import_exception!(journey.errors, UnsupportedError);
}

/// What every exception is made of: text, code, place, problems.
type Arguments = (String, &'static str, Option<Place>, Vec<Issue>);

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        let place = error.place().filter(|place| **place != Place::default()).cloned();
        let arguments: Arguments = (error.to_string(), error.code(), place, error.issues().to_vec());
        match error {
            Error::InvalidMap { .. } => classes::InvalidMapError::new_err(arguments),
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
        }
    }
}
