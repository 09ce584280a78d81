//! The measured map: a handle on the core's.

use std::path::PathBuf;
use std::sync::Arc;

use journey_core::log::Quality;
use journey_core::measure::{Coverage, Finding, Measure, MeasuredMap as Measured, Provenance, Trace, View};
use journey_core::model::TimeSpan;
use journey_core::surface::python::to_dict;
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::map::JourneyMap;
use crate::work::{Show, polite, polite_showing};

/// A journey map with every number filled in from an event log.
#[pyclass(frozen, eq, module = "journey")]
#[derive(PartialEq)]
pub struct MeasuredMap(pub Measured);

#[pymethods]
impl JourneyMap {
    /// What do the data say about this map? Fills in every number: for everybody and for each persona,
    /// per stage and touchpoint, every KPI, and a ranked list of what hurts.
    ///
    /// An incomplete journey is open, not lost, if its last event lies within `open_within` of the end of the data
    /// (if left out, 30 days or twice the longest target waiting time). Samples under `min_sample` are flagged. At most `findings` pain points are listed.
    #[pyo3(signature = (log, *, open_within=None, min_sample=30, findings=20, progress=None))]
    fn measure(
        &self,
        py: Python<'_>,
        log: &EventLog,
        open_within: Option<TimeSpan>,
        min_sample: u64,
        findings: usize,
        progress: Option<Show>,
    ) -> PyResult<MeasuredMap> {
        let options = Measure { open_within, min_sample, findings };
        Ok(MeasuredMap(polite_showing(py, progress, || self.0.measure_with(&log.0, &options))?))
    }
}

#[pymethods]
impl MeasuredMap {
    /// The map that was measured.
    #[getter]
    fn map(&self) -> JourneyMap {
        JourneyMap(Arc::new(self.0.map.clone()))
    }

    /// Where every number comes from.
    #[getter]
    fn provenance(&self) -> Provenance {
        self.0.provenance.clone()
    }

    /// First everybody, then each persona in the order of the map.
    #[getter]
    fn views(&self) -> Vec<View> {
        self.0.views.clone()
    }

    /// The view of everybody.
    #[getter]
    fn everybody(&self) -> Option<View> {
        self.0.everybody().cloned()
    }

    /// The view of one persona, by id.
    fn view(&self, persona: &str) -> Option<View> {
        self.0.view(persona).cloned()
    }

    /// Where does this number come from? Paths begin with `touchpoints.<id>.`, `stages.<id>.` or `kpis.<id>`,
    /// or name a number of the view such as `completion`; those of a persona have `personas.<id>.` before.
    /// `None` for a path that leads to no number.
    fn trace(&self, path: &str) -> Option<Trace> {
        self.0.trace(path)
    }

    /// What hurts most, worst first, over all views.
    #[getter]
    fn pain_points(&self) -> Vec<Finding> {
        self.0.pain_points.clone()
    }

    /// What the data say and the map does not.
    #[getter]
    fn coverage(&self) -> Coverage {
        self.0.coverage.clone()
    }

    /// What was doubtful in the input of the log.
    #[getter]
    fn quality(&self) -> Quality {
        self.0.quality.clone()
    }

    /// The map with all its numbers as one HTML file that opens anywhere: no network, no script, light and
    /// dark, one A3 page a persona when printed.
    fn to_html(&self, py: Python<'_>) -> PyResult<String> {
        polite(py, || Ok(self.0.to_html()))
    }

    /// The picture of everybody, or of one persona by id, as one SVG that stands alone and fits a page.
    #[pyo3(signature = (persona=None))]
    fn to_svg(&self, py: Python<'_>, persona: Option<&str>) -> PyResult<String> {
        match persona {
            None => polite(py, || Ok(self.0.to_svg())),
            Some(persona) => polite(py, || self.0.svg_for(persona)),
        }
    }

    /// What matters in words and every number in tables, as Markdown.
    fn to_markdown(&self, py: Python<'_>) -> PyResult<String> {
        polite(py, || Ok(self.0.to_markdown()))
    }

    /// A Mermaid `journey` diagram of everybody. Scores from 1 to 5 are emotions from -2 to +2: measured where
    /// there are ratings, else expected.
    fn to_mermaid(&self, py: Python<'_>) -> PyResult<String> {
        polite(py, || Ok(self.0.to_mermaid()))
    }

    /// Everything as JSON, with the field names of the Rust types.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        polite(py, || self.0.to_json())
    }

    /// Reads what `to_json` wrote.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Ok(Self(Measured::from_json(text)?))
    }

    /// The same as plain Python objects, as in the JSON text.
    #[pyo3(signature = () -> "dict[str, object]")]
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_dict(py, &self.0)
    }

    /// Writes the map to a file in the format of its extension: `.html`, `.svg`, `.md`, `.json` or `.mmd`.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        polite(py, || self.0.save(path))
    }

    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        polite(py, || Ok(self.0.to_notebook_html()))
    }

    fn __repr__(&self) -> String {
        let measured = &self.0;
        let (events, customers) = (measured.provenance.events, measured.provenance.customers);
        let (name, findings) = (&measured.map.name, measured.pain_points.len());
        format!("<MeasuredMap {name:?}: {events} events of {customers} customers, {findings} pain points>")
    }

    #[pyo3(signature = () -> "tuple[object, tuple[str]]")]
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().0.to_json()?,)))
    }
}
