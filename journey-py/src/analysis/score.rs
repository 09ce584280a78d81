//! Scores.

use journey_core::analysis::{Score, ScoreReport, SurveyMeasure};
use pyo3::prelude::*;

questions! {
    /// What is the score of a survey question, of everybody and by group?
    ///
    /// `measure` is `"nps"`, `"csat"`, `"ces"` or a `SurveyMeasure`.
    #[pyo3(signature = (column, measure, *, missing=Vec::new(), weight=None, by=None))]
    fn score(
        &self,
        py: Python<'_>,
        column: String,
        measure: SurveyMeasure,
        missing: Vec<f64>,
        weight: Option<String>,
        by: Option<String>,
    ) -> PyResult<ScoreReport> {
        self.run(py, &Score { column, measure, missing, weight, by })
    }
}
