//! Events that are larger than the memory.

use std::collections::BTreeMap;
use std::path::PathBuf;

use journey_core::analysis::Analysis;
use journey_core::error::{Error, Place, Result};
use journey_core::ingest::LogStream as Stream;
use journey_core::log::{ColumnInfo, ColumnKind, Columns, EpochUnit, OnError};
use journey_core::surface::python::{Instant, List};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
#[cfg(feature = "stubs")]
use pyo3::{inspect::PyStaticExpr, type_hint_identifier, type_hint_subscript};

use crate::arrow::ArrowStream;
use crate::input::{byte, readers, source};
use crate::work::{Show, polite, polite_showing};

/// Events that are read anew for every question, some thousand journeys at a time, so that they may be larger than
/// the memory. The rows of the input are sorted by customer, or at least those of each customer come together.
///
/// Reports are those of the same input as an `EventLog`. Only where there are too many times to hold each of them,
/// their quantiles become estimates, and `relative_error` says how good these are.
#[pyclass(frozen, module = "journey")]
pub struct LogStream(Stream);

impl LogStream {
    fn new(stream: Stream) -> Self {
        Self(stream)
    }

    /// Runs an analysis while other Python threads go on.
    pub fn run<A: Analysis<Plan: Send, Report: Send>>(
        &self,
        py: Python<'_>,
        analysis: &A,
    ) -> PyResult<A::Report> {
        polite(py, || self.0.run(analysis))
    }
}

readers! { LogStream:
    /// A CSV file, plain or gzip, sorted by customer. See `EventLog.read_csv`.
    fn csv(path: PathBuf, delimiter) => Stream::csv;

    /// A JSON Lines file, plain or gzip, sorted by customer. See `EventLog.read_json_lines`.
    fn json_lines(path: PathBuf) => Stream::json_lines;

    /// A Parquet file sorted by customer. See `EventLog.read_parquet`.
    fn parquet(path: PathBuf) => Stream::parquet;

    /// Arrow record batches sorted by customer. See `EventLog.from_arrow`.
    ///
    /// `batches` is a function that returns an object with `__arrow_c_stream__`, such as
    /// `lambda: duckdb.sql("select * from events order by customer, time")`. It is called for every look at the events.
    fn arrow(batches: Batches) => of_batches;
}

fn of_batches(batches: Batches, columns: &Columns) -> Result<Stream> {
    let start = move || -> Result<Box<dyn arrow_array::RecordBatchReader + Send>> {
        let stream = Python::attach(|py| batches.0.call0(py)?.extract::<ArrowStream>(py));
        let failed = |error: PyErr| Error::Syntax {
            place: Place::default(),
            message: format!("`batches` failed with {error}"),
        };
        Ok(Box::new(stream.map_err(failed)?.open().0))
    };
    Stream::arrow(start, columns)
}

/// A function without arguments that gives batches.
struct Batches(Py<PyAny>);

impl<'py> FromPyObject<'_, 'py> for Batches {
    type Error = PyErr;

    #[cfg(feature = "stubs")]
    const INPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List { elts: &[] },
        type_hint_identifier!("builtins", "object")
    );

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.is_callable() {
            true => Ok(Self(object.to_owned().unbind())),
            false => Err(PyTypeError::new_err(
                "expected a function that returns an object with `__arrow_c_stream__`: a stream is read more than once",
            )),
        }
    }
}

#[pymethods]
impl LogStream {
    /// A file that `EventLog.save` wrote. Unlike with `EventLog.open`, each part is verified when it is looked at, and
    /// none is held.
    #[staticmethod]
    #[pyo3(signature = (path, *, progress=None))]
    fn saved(py: Python<'_>, path: PathBuf, progress: Option<Show>) -> PyResult<Self> {
        Ok(Self::new(polite_showing(py, progress, || Stream::saved(path))?))
    }

    /// Number of journeys.
    #[getter]
    fn customers(&self) -> u64 {
        self.0.customers()
    }

    /// Number of events.
    #[getter]
    fn events(&self) -> u64 {
        self.0.events()
    }

    /// Names of the touchpoints.
    #[getter]
    fn touchpoints(&self) -> Vec<String> {
        self.0.touchpoints().iter().map(str::to_string).collect()
    }

    /// Further columns.
    #[getter]
    fn columns(&self) -> Vec<ColumnInfo> {
        self.0.columns()
    }

    /// Time of the first and of the last event.
    #[getter]
    fn period(&self) -> Option<(jiff::Timestamp, jiff::Timestamp)> {
        self.0.period()
    }

    /// Number of events.
    fn __len__(&self) -> usize {
        self.0.events() as usize
    }

    fn __repr__(&self) -> String {
        let (events, customers) = (self.0.events(), self.0.customers());
        format!(
            "<LogStream: {events} events of {customers} customers at {} touchpoints>",
            self.0.touchpoints().len()
        )
    }
}
