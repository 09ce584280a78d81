//! Ways into an event log. They differ in their input and share their options.

use std::collections::BTreeMap;
use std::path::PathBuf;

use journey_core::EventLog as Log;
use journey_core::error::{Error, Result};
use journey_core::log::{ColumnKind, Columns, EpochUnit, LogOptions, OnError, Source};
use journey_core::surface::python::{Instant, List};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
#[cfg(feature = "stubs")]
use pyo3::{inspect::PyStaticExpr, type_hint_identifier, type_hint_subscript};

use crate::arrow::ArrowStream;
use crate::frame::ColumnsInMemory;
use crate::log::EventLog;
use crate::work::{Show, polite, polite_showing};

/// `fn name(input: Type) => core function`: a static method with the options of all readers; CSV also has
/// a delimiter, and what is held in memory a number of shards.
macro_rules! readers {
    ($class:ident: $($(#[$doc:meta])* fn $name:ident(
        $input:ident: $type:ty $(, $delimiter:ident)? $(; $shards:ident)?
    ) => $read:expr;)+) => {
        #[pymethods]
        impl $class {$(
            $(#[$doc])*
            #[staticmethod]
            #[pyo3(signature = (
                $input, *, customer, time, touchpoint=None, event_name=None, end=None, time_zone=None,
                keep=None, only=None, since=None, until=None, kinds=None, missing=None, on_error=None, $($delimiter=None,)? epoch=None,
                priority=None, $($shards=None,)? max_bytes=None, progress=None,
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
                only: Option<List<String>>,
                since: Option<Instant>,
                until: Option<Instant>,
                kinds: Option<BTreeMap<String, ColumnKind>>,
                missing: Option<List<String>>,
                on_error: Option<OnError>,
                $($delimiter: Option<&str>,)?
                epoch: Option<EpochUnit>,
                priority: Option<List<String>>,
                $($shards: Option<usize>,)?
                max_bytes: Option<u64>,
                progress: Option<Show>,
            ) -> PyResult<Self> {
                #[allow(unused_mut)]
                let mut columns = Columns {
                    touchpoint: source(touchpoint, event_name)?,
                    end,
                    time_zone,
                    keep: keep.map(|list| list.0),
                    only: only.map(|list| list.0),
                    since: since.map(|time| time.0),
                    until: until.map(|time| time.0),
                    kinds: kinds.unwrap_or_default().into_iter().collect(),
                    missing: missing.unwrap_or_default().0,
                    on_error: on_error.unwrap_or_default(),
                    epoch,
                    priority: priority.unwrap_or_default().0,
                    max_bytes,
                    ..Columns::new(customer, time, "")
                };
                $(columns.delimiter = byte($delimiter)?;)?
                $(columns.shards = $shards;)?
                Ok(Self::new(polite_showing(py, progress, || $read($input, &columns))?))
            }
        )+}
    };
}

readers! { EventLog:
    /// Reads events from a CSV file, plain or gzip: one row an event, the first line names the columns.
    fn read_csv(path: PathBuf, delimiter; shards) => Log::read_csv;

    /// Reads events from the text of a CSV file. See `read_csv`.
    fn read_csv_text(text: &str, delimiter; shards) => Log::read_csv_text;

    /// Reads events from the bytes of a CSV file, plain or gzip. See `read_csv`.
    fn read_csv_bytes(data: &[u8], delimiter; shards) => Log::read_csv_bytes;

    /// Reads events from a JSON Lines file, plain or gzip: one object a line.
    ///
    /// Every key of the objects becomes a column. Values within nested objects are named by their path, such as
    /// `user.id`.
    fn read_json_lines(path: PathBuf; shards) => Log::read_json_lines;

    /// Reads events from JSON Lines text. See `read_json_lines`.
    fn read_json_lines_text(text: &str; shards) => Log::read_json_lines_text;

    /// Reads events from the bytes of a JSON Lines file, plain or gzip. See `read_json_lines`.
    fn read_json_lines_bytes(data: &[u8]; shards) => Log::read_json_lines_bytes;

    /// Reads events from the text of one JSON list of objects. See `read_json_lines`.
    fn read_json(text: &str; shards) => Log::read_json;

    /// Reads events from a Parquet file. See `from_arrow` for the kinds of columns.
    fn read_parquet(path: PathBuf; shards) => Log::read_parquet;

    /// Reads events from the bytes of a Parquet file. See `read_parquet`.
    fn read_parquet_bytes(data: Vec<u8>; shards) => Log::read_parquet_bytes;

    /// Makes a log from Arrow record batches.
    ///
    /// Takes any object with `__arrow_c_stream__`: a polars, pandas or pyarrow table, a duckdb relation. Columns
    /// may be texts, dictionaries, integers, floats, decimals, booleans, dates and timestamps of any unit;
    /// timestamps without zone and dates are local times of `time_zone`.
    fn from_arrow(data: ArrowStream; shards) => of_arrow;

    /// Makes a log from columns in memory.
    ///
    /// Sequences hold `str`, `int`, `float`, `bool`, `date`, `datetime` or `None`. For data frames use
    /// `from_arrow`.
    fn from_columns(data: ColumnsInMemory; shards) => of_columns;

    /// Reads events from JSON objects in memory. See `read_json_lines`.
    ///
    /// Dates and times are taken as texts.
    fn from_rows(rows: Rows; shards) => of_rows;
}

pub(crate) use readers;

fn of_arrow(data: ArrowStream, columns: &Columns) -> Result<Log> {
    let (batches, schema) = data.open();
    Log::from_arrow(batches, &schema, columns)
}

fn of_columns(data: ColumnsInMemory, columns: &Columns) -> Result<Log> {
    Log::from_columns(&data.0, columns)
}

fn of_rows(rows: Rows, columns: &Columns) -> Result<Log> {
    Log::read_json(&rows.0, columns)
}

/// Dictionaries, as JSON text.
struct Rows(String);

impl<'py> FromPyObject<'_, 'py> for Rows {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Iterable"),
        type_hint_subscript!(
            type_hint_identifier!("builtins", "dict"),
            type_hint_identifier!("builtins", "str"),
            type_hint_identifier!("typing", "Any")
        )
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        let options = PyDict::new(py);
        options.set_item("default", py.get_type::<PyString>())?;
        options.set_item("allow_nan", false)?;
        let rows = PyList::new(py, object.try_iter()?.collect::<PyResult<Vec<_>>>()?)?;
        let text = py.import("json")?.call_method("dumps", (rows,), Some(&options));
        let text = text.map_err(|error| {
            let expected = "rows that JSON can hold; use None for a missing number";
            PyErr::from(Error::option("rows", error, expected))
        })?;
        Ok(Self(text.extract()?))
    }
}

#[pymethods]
impl EventLog {
    /// Several logs as one, such as several files of one company.
    ///
    /// Columns of the same name become one; where their kinds differ it is a dictionary of the written
    /// values. At equal times, events of an earlier log come first.
    #[staticmethod]
    #[pyo3(signature = (logs, *, priority=None, shards=None))]
    fn concat(
        py: Python<'_>,
        logs: List<PyRef<'_, EventLog>>,
        priority: Option<List<String>>,
        shards: Option<usize>,
    ) -> PyResult<Self> {
        let logs: Vec<Log> = logs.0.iter().map(|log| log.0.clone()).collect();
        let options = LogOptions { shards, priority: priority.unwrap_or_default().0 };
        Ok(Self::new(polite(py, || Log::concat_with(&logs, options))?))
    }

    /// Writes all events as CSV: customer by customer in byte order, times as RFC 3339 in UTC.
    fn to_csv(&self, py: Python<'_>) -> PyResult<String> {
        polite(py, || {
            let mut text = Vec::new();
            self.0.to_csv(&mut text)?;
            Ok(String::from_utf8_lossy(&text).into_owned())
        })
    }
}

/// Where the name of an event comes from.
pub fn source(touchpoint: Option<String>, event_name: Option<String>) -> Result<Source> {
    match (touchpoint, event_name) {
        (Some(column), None) => Ok(Source::Column(column)),
        (None, Some(name)) => Ok(Source::Constant(name)),
        (None, None) => Err(Error::option("touchpoint", "nothing", "`touchpoint` or `event_name`")),
        (Some(_), Some(_)) => Err(Error::option("event_name", "it beside `touchpoint`", "one of the two")),
    }
}

/// The byte between two cells.
pub fn byte(delimiter: Option<&str>) -> Result<u8> {
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
