//! A log bound to a map: a handle on the core's.

use journey_core::analysis::FunnelReport;
use journey_core::measure::{BoundLog as Bound, Coverage};
use journey_core::model::TimeSpan;
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::map::JourneyMap;
use crate::work::polite;

/// A log whose touchpoints are those of a map.
///
/// All analyses run on `log`; events that belong to no touchpoint are not in it. To cut by, it also has the columns `stage`,
/// `owner` and `channel`, which are those of the touchpoint, and `persona`, the first one in the order of the map that the
/// customer belongs to: each where the map knows it and the log has no column of that name.
#[pyclass(frozen, module = "journey")]
pub struct BoundLog(Bound);

#[pymethods]
impl BoundLog {
    /// The bound events.
    #[getter]
    fn log(&self) -> EventLog {
        EventLog::new(self.0.log.clone())
    }

    /// What was left out, and which rules compete.
    #[getter]
    fn coverage(&self) -> Coverage {
        self.0.coverage.clone()
    }

    /// The bound log of one persona's customers. Nothing is copied.
    fn persona(&self, id: &str) -> PyResult<EventLog> {
        Ok(EventLog::new(self.0.persona(id)?))
    }

    fn __repr__(&self) -> String {
        let coverage = &self.0.coverage;
        format!("<BoundLog: {} events bound, {} not>", coverage.bound_events, coverage.unbound_events)
    }
}

#[pymethods]
impl JourneyMap {
    /// Which events belong to which touchpoint? Applies the rules of the map to a log.
    fn bind(&self, py: Python<'_>, log: &EventLog) -> PyResult<BoundLog> {
        Ok(BoundLog(polite(py, || self.0.bind(&log.0))?))
    }

    /// How many customers get from stage to stage, all within a time of the first one? A step is a stage with touchpoints,
    /// any of which will do.
    #[pyo3(signature = (log, *, within=None))]
    fn funnel(&self, py: Python<'_>, log: &EventLog, within: Option<TimeSpan>) -> PyResult<FunnelReport> {
        polite(py, || self.0.funnel(&log.0, within))
    }
}
