//! Files of logs.

use std::path::PathBuf;

use journey_core::EventLog as Log;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::log::EventLog;
use crate::work::{Show, polite, polite_showing};

#[pymethods]
impl EventLog {
    /// Saves the log to a file that `EventLog.open` has ready in milliseconds.
    ///
    /// The file is an Arrow IPC file, which polars, pandas, pyarrow and others read as a table of events. A
    /// selection is saved as what it keeps. The file appears whole or not at all, and replaces an older one even
    /// while that is open.
    #[pyo3(signature = (path, *, progress=None))]
    fn save(&self, py: Python<'_>, path: PathBuf, progress: Option<Show>) -> PyResult<()> {
        polite_showing(py, progress, || self.0.save(path))
    }

    /// Opens a file that `save` wrote. It is mapped into memory, verified and used in place.
    ///
    /// The file must not be changed by others while the log is in use; to replace it, save to its name.
    #[staticmethod]
    #[pyo3(signature = (path, *, progress=None))]
    fn open(py: Python<'_>, path: PathBuf, progress: Option<Show>) -> PyResult<Self> {
        Ok(Self::new(polite_showing(py, progress, || Log::open(path))?))
    }

    /// The bytes of the file that `save` writes.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &polite(py, || self.0.to_bytes())?))
    }

    /// Opens the bytes of a file that `save` wrote.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: Vec<u8>) -> PyResult<Self> {
        Ok(Self::new(polite(py, || Log::from_bytes(data))?))
    }
}
