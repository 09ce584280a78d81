//! The measured map: a handle on the core's.

use std::path::PathBuf;
use std::sync::Arc;

use journey_core::analysis::{EmotionReport, GainUnit};
use journey_core::log::Quality;
use journey_core::measure::{
    Cases as Behind, Coverage, Finding, Measure, MeasuredMap as Measured, Provenance, Remedy,
    StatedPainPoint, Trace, View,
};
use journey_core::model::TimeSpan;
use journey_core::surface::python::{from_object, to_dict};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::log::EventLog;
use crate::map::JourneyMap;
use crate::work::{Show, polite, polite_showing};

/// A journey map with every number filled in from an event log.
#[pyclass(frozen, eq, module = "journey")]
#[derive(PartialEq)]
pub struct MeasuredMap(pub Measured);

/// The customers behind a piece of evidence.
#[pyclass(frozen, module = "journey")]
pub struct Cases(Behind);

#[pymethods]
impl Cases {
    /// Journeys of all customers who are considered: the sample of the evidence.
    #[getter]
    fn considered(&self) -> EventLog {
        EventLog::new(self.0.considered.clone())
    }

    /// Journeys of those of them who suffered; for a delight, who were delighted. Ratings count from a point of emotion away
    /// from the baseline.
    #[getter]
    fn suffered(&self) -> EventLog {
        EventLog::new(self.0.suffered.clone())
    }

    fn __repr__(&self) -> String {
        format!("<Cases: {} of {} customers>", self.0.suffered.customers(), self.0.considered.customers())
    }
}

#[pymethods]
impl JourneyMap {
    /// What do the data say about this map? Fills in every number: for everybody and for each persona,
    /// per stage and touchpoint, every KPI, and a ranked list of what hurts.
    ///
    /// An incomplete journey is open, not lost, if its last event lies within `open_within` of the end of the data
    /// (if left out, 30 days or twice the longest target waiting time). Samples under `min_sample` are flagged. At most
    /// `findings` pain points are listed, and as many delights. `value` is the number column with the amounts that customers
    /// bring, for the value at stake; if left out, that of the map's first KPI about revenue. Customers who come for help
    /// within `support_within` (7 days) come because of the touchpoint before. With opening `hours`, as in
    /// `EventLog.bottlenecks`, only what of a wait falls into them counts.
    #[pyo3(signature = (
        log, *, open_within=None, min_sample=30, findings=20, value=None, support_within=None,
        hours: "dict[str, object] | None" = None, progress=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn measure(
        &self,
        py: Python<'_>,
        log: &EventLog,
        open_within: Option<TimeSpan>,
        min_sample: u64,
        findings: usize,
        value: Option<String>,
        support_within: Option<TimeSpan>,
        hours: Option<&Bound<'_, PyDict>>,
        progress: Option<Show>,
    ) -> PyResult<MeasuredMap> {
        let hours = hours.map(|hours| from_object("hours", hours)).transpose()?;
        let options = Measure { open_within, min_sample, findings, value, hours, ..Measure::new() };
        let options = support_within.map_or(options.clone(), |span| options.support_within(span));
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

    /// What delights most, best first, over all views.
    #[getter]
    fn delights(&self) -> Vec<Finding> {
        self.0.delights.clone()
    }

    /// The pain points that the map states, in its order, and what the data say about each.
    #[getter]
    fn stated_pain_points(&self) -> Vec<StatedPainPoint> {
        self.0.stated_pain_points.clone()
    }

    /// How customers feel on their way, from the ratings and comments that the map names: everybody, then each persona (its id
    /// is the group), held against what the map expects. Ratings and comments of one event have equal weights.
    #[getter]
    fn emotions(&self) -> EmotionReport {
        self.0.emotions.clone()
    }

    /// Who is behind this number? The customers that a piece of evidence counts, with all of their events: to look at, to
    /// compare with each other, or to count again.
    ///
    /// `finding` is one of this measured map, and `evidence` the position in `finding.evidence`; the log must be the one
    /// that was measured. Nothing is copied.
    #[pyo3(signature = (log, finding, evidence=0))]
    fn cases(&self, py: Python<'_>, log: &EventLog, finding: &Finding, evidence: usize) -> PyResult<Cases> {
        Ok(Cases(polite(py, || self.0.cases(&log.0, finding, evidence))?))
    }

    /// What would it gain to do something about the pain points? Initiatives for `Priority.rank`, in the order of the
    /// remedies: reach and impact are what was measured, confidence and effort what was stated.
    ///
    /// A remedy is a dict with a `name`, the rank of the pain point that it is about as `finding`, the share of what is beyond the
    /// baseline that it takes away as `takes_away`, `confidence` and `effort`; each of these three is a number, or a list of the
    /// least, the most likely and the most. Counted by `customers`, the reach is `customers_affected` with its interval, and the impact
    /// the severity of the pain point times the share that is taken away: the unit is a customer who is not lost. Counted by
    /// `value`, reach times impact is the `value_at_stake` times that share. All of it is for the period of the log.
    #[pyo3(signature = (remedies: "list[dict[str, object]]", *, by=GainUnit::Customers) -> "list[dict[str, object]]")]
    fn initiatives<'py>(
        &self,
        py: Python<'py>,
        remedies: &Bound<'py, PyAny>,
        by: GainUnit,
    ) -> PyResult<Bound<'py, PyAny>> {
        let remedies: Vec<Remedy> = from_object("remedies", remedies)?;
        to_dict(py, &self.0.initiatives(&remedies, by)?)
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
