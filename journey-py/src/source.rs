//! Sources: documents that say how an export becomes events.

use std::path::PathBuf;
use std::sync::Arc;

use journey_core::EventLog as Log;
use journey_core::error::Result;
use journey_core::ingest::Source as Document;
use journey_core::ingest::source::SourceInfo;
use journey_core::surface::python::to_dict;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::log::EventLog;
use crate::work::{Show, polite_showing};

/// A document that says how the export of one vendor becomes events: a few lines of YAML or JSON instead of code.
///
/// A source is always valid: whatever makes one checks it and raises `InvalidSourceError` with all problems.
#[pyclass(frozen, eq, module = "journey")]
#[derive(PartialEq)]
pub struct Source(Arc<Document>);

impl Source {
    fn read(py: Python<'_>, read: impl FnOnce() -> Result<Document> + Send) -> PyResult<Self> {
        Ok(Self(Arc::new(py.detach(read)?)))
    }
}

#[pymethods]
impl Source {
    /// A source that comes with the library; `presets` lists them.
    #[staticmethod]
    fn preset(py: Python<'_>, name: &str) -> PyResult<Self> {
        Self::read(py, || Document::preset(name))
    }

    /// The YAML text of a preset with its comments, as a start for an own source.
    #[staticmethod]
    fn preset_text(name: &str) -> PyResult<&'static str> {
        Ok(Document::preset_text(name)?)
    }

    /// All presets.
    #[staticmethod]
    fn presets() -> Vec<SourceInfo> {
        Document::presets()
    }

    /// Reads a source from YAML 1.2 text. All problems of the document are reported at once.
    #[staticmethod]
    fn from_yaml(py: Python<'_>, text: &str) -> PyResult<Self> {
        Self::read(py, || Document::from_yaml(text))
    }

    /// Reads a source from JSON text.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> PyResult<Self> {
        Self::read(py, || Document::from_json(text))
    }

    /// Reads a source from a YAML or JSON file.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Self::read(py, || Document::load(path))
    }

    /// The same source with some fields changed.
    ///
    /// Fields of maps within them are changed one by one, `None` takes a field away (JSON Merge Patch, RFC 7386):
    /// `source.with_(time_zone="Europe/Berlin", columns={"plan": "properties.plan"})`.
    #[pyo3(signature = (**changes))]
    fn with_(&self, py: Python<'_>, changes: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let Some(changes) = changes else { return Ok(Self(self.0.clone())) };
        let text: String = py.import("json")?.call_method1("dumps", (changes,))?.extract()?;
        Self::read(py, || self.0.with(&text))
    }

    /// Short name.
    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// Name for people.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    /// Address of the vendor's description of the export.
    #[getter]
    fn documentation(&self) -> Option<&str> {
        self.0.documentation.as_deref()
    }

    /// What whoever uses it should know.
    #[getter]
    fn notes(&self) -> Option<&str> {
        self.0.notes.as_deref()
    }

    /// The same as plain Python objects, as in the JSON text.
    #[pyo3(signature = () -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_dict(py, &*self.0)
    }

    /// The source as YAML. Reading it again gives an equal source; comments of a file are not kept.
    fn to_yaml(&self) -> PyResult<String> {
        Ok(self.0.to_yaml()?)
    }

    /// The source as indented JSON. Reading it again gives an equal source.
    fn to_json(&self) -> PyResult<String> {
        Ok(self.0.to_json()?)
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().0.to_json()?,)))
    }

    fn __repr__(&self) -> String {
        format!("<Source {}: {}>", self.0.name, self.0.title.as_deref().unwrap_or("own"))
    }
}

#[pymethods]
impl EventLog {
    /// Reads the export of a vendor from a file, plain or gzip, as a `Source` describes it.
    #[staticmethod]
    #[pyo3(signature = (path, source, *, progress=None))]
    fn read_source(py: Python<'_>, path: PathBuf, source: &Source, progress: Option<Show>) -> PyResult<Self> {
        Ok(Self::new(polite_showing(py, progress, || Log::read_source(path, &source.0))?))
    }

    /// Reads the export of a vendor from bytes, plain or gzip. See `read_source`.
    #[staticmethod]
    #[pyo3(signature = (data, source, *, progress=None))]
    fn read_source_bytes(
        py: Python<'_>,
        data: &[u8],
        source: &Source,
        progress: Option<Show>,
    ) -> PyResult<Self> {
        Ok(Self::new(polite_showing(py, progress, || Log::read_source_bytes(data, &source.0))?))
    }
}
