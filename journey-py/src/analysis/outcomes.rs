//! Outcomes.

use journey_core::analysis::{OutcomeReport, Outcomes};
use journey_core::model::Pattern;
use pyo3::prelude::*;

questions! { comparable
    /// From which touchpoint do how many journeys still succeed, and where is the point of no return?
    ///
    /// A journey succeeds at the last event of its first match of the pattern `success`. With `no_return_below`, the first
    /// touchpoints with a probability of success below that share are told.
    #[pyo3(signature = (success, *, no_return_below=None))]
    fn outcomes(
        &self,
        py: Python<'_>,
        success: Pattern,
        no_return_below: Option<f64>,
    ) -> PyResult<OutcomeReport> {
        self.run(py, &Outcomes { no_return_below, ..Outcomes::of(success) })
    }
}
