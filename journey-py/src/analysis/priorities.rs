//! Priorities.

use journey_core::analysis::{Priorities, PriorityReport, PriorityScore};
use journey_core::surface::python::from_object;
use pyo3::prelude::*;

use crate::work::polite;

/// What to do first.
#[pyclass(frozen, module = "journey")]
pub struct Priority;

#[pymethods]
impl Priority {
    /// Which of some initiatives should come first, and how sure is that?
    ///
    /// An initiative is a dict with a `name` and the numbers that the score needs: `reach`, `impact`, `confidence` and `effort` for
    /// `rice`, `business_value`, `time_criticality`, `risk_reduction` and `effort` for `wsjf`, `impact`, `confidence` and `ease`
    /// for `ice`, `importance` and `satisfaction` for `opportunity`. Each is a number, or a list of the least, the most likely
    /// and the most. With `impact_from` and `effort_from`, from which on these are high, quadrants are told.
    #[staticmethod]
    #[pyo3(signature = (initiatives: "list[dict[str, object]]", *, score=PriorityScore::Rice, draws=10_000, seed=1, impact_from=None, effort_from=None))]
    fn rank(
        py: Python<'_>,
        initiatives: &Bound<'_, PyAny>,
        score: PriorityScore,
        draws: u32,
        seed: u64,
        impact_from: Option<f64>,
        effort_from: Option<f64>,
    ) -> PyResult<PriorityReport> {
        let initiatives = from_object("initiatives", initiatives)?;
        let priorities = Priorities { initiatives, score, draws, seed, impact_from, effort_from };
        polite(py, || priorities.rank())
    }
}
