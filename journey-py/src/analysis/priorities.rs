//! Priorities.

use journey_core::analysis::{
    GainUnit, Guess, Initiative, Priorities, PriorityReport, PriorityScore, WhatIfReport,
};
use journey_core::surface::python::{from_object, to_dict};
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

    /// What a what-if would gain, as an initiative for RICE: its customers for the reach, and for the impact by how much the
    /// share of those who succeed would rise, or, by `value`, the mean value of a customer, with the interval. What would be lost
    /// is 0. `confidence` and `effort` are numbers, or lists of the least, the most likely and the most.
    #[staticmethod]
    #[pyo3(signature = (
        name, report, *, confidence: "float | list[float]", effort: "float | list[float]", by=GainUnit::Customers,
    ) -> "dict[str, object]")]
    fn what_if<'py>(
        py: Python<'py>,
        name: String,
        report: &WhatIfReport,
        confidence: &Bound<'py, PyAny>,
        effort: &Bound<'py, PyAny>,
        by: GainUnit,
    ) -> PyResult<Bound<'py, PyAny>> {
        let confidence: Guess = from_object("confidence", confidence)?;
        let effort: Guess = from_object("effort", effort)?;
        to_dict(py, &Initiative::of_what_if(name, report, by, confidence, effort)?)
    }
}
