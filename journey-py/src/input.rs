//! Ways into an event log. They differ in their input and share their options.

use std::collections::BTreeMap;
use std::path::PathBuf;

use journey_core::EventLog as Log;
use journey_core::error::{Error, Result};
use journey_core::log::{ColumnKind, Columns, EpochUnit, OnError, Source};
use journey_core::surface::python::List;
use pyo3::prelude::*;

use crate::log::EventLog;

/// `fn name(input: Type) => core function`: a static method with the options of all readers; CSV also has
/// a delimiter.
macro_rules! readers {
    ($($(#[$doc:meta])* fn $name:ident($input:ident: $type:ty $(, $delimiter:ident)?) => $read:expr;)+) => {
        #[pymethods]
        impl EventLog {$(
            $(#[$doc])*
            #[staticmethod]
            #[pyo3(signature = (
                $input, *, customer, time, touchpoint=None, event_name=None, end=None, time_zone=None,
                keep=None, kinds=None, missing=None, on_error=None, $($delimiter=None,)? epoch=None,
                priority=None, shards=None, max_bytes=None,
            ))]
            #[allow(clippy::too_many_arguments)]
            fn $name(
                py: Python<'_>,
                $input: $type,
                customer: String,
                time: String,
                touchpoint: Option<String>,
                event_name: Option<String>,
                end: Option<String>,
                time_zone: Option<String>,
                keep: Option<List<String>>,
                kinds: Option<BTreeMap<String, ColumnKind>>,
                missing: Option<List<String>>,
                on_error: Option<OnError>,
                $($delimiter: Option<&str>,)?
                epoch: Option<EpochUnit>,
                priority: Option<List<String>>,
                shards: Option<usize>,
                max_bytes: Option<u64>,
            ) -> PyResult<Self> {
                #[allow(unused_mut)]
                let mut columns = Columns {
                    touchpoint: source(touchpoint, event_name)?,
                    end,
                    time_zone,
                    keep: keep.map(|list| list.0),
                    kinds: kinds.unwrap_or_default().into_iter().collect(),
                    missing: missing.unwrap_or_default().0,
                    on_error: on_error.unwrap_or_default(),
                    epoch,
                    priority: priority.unwrap_or_default().0,
                    shards,
                    max_bytes,
                    ..Columns::new(customer, time, "")
                };
                $(columns.delimiter = byte($delimiter)?;)?
                Ok(Self(py.detach(|| $read($input, &columns))?))
            }
        )+}
    };
}

readers! {
    /// Reads events from a CSV file, plain or gzip: one row an event, the first line names the columns.
    fn read_csv(path: PathBuf, delimiter) => Log::read_csv;

    /// Reads events from the text of a CSV file. See `read_csv`.
    fn read_csv_text(text: &str, delimiter) => Log::read_csv_text;

    /// Reads events from the bytes of a CSV file, plain or gzip. See `read_csv`.
    fn read_csv_bytes(data: &[u8], delimiter) => Log::read_csv_bytes;
}

/// Where the name of an event comes from.
fn source(touchpoint: Option<String>, event_name: Option<String>) -> Result<Source> {
    match (touchpoint, event_name) {
        (Some(column), None) => Ok(Source::Column(column)),
        (None, Some(name)) => Ok(Source::Constant(name)),
        (None, None) => Err(Error::option("touchpoint", "nothing", "`touchpoint` or `event_name`")),
        (Some(_), Some(_)) => Err(Error::option("event_name", "it beside `touchpoint`", "one of the two")),
    }
}

/// The byte between two cells.
fn byte(delimiter: Option<&str>) -> Result<u8> {
    match delimiter.map(str::as_bytes) {
        None => Ok(b','),
        Some([byte]) if byte.is_ascii() => Ok(*byte),
        Some(_) => Err(Error::option(
            "delimiter",
            format!("{:?}", delimiter.unwrap_or_default()),
            "one ASCII character",
        )),
    }
}
