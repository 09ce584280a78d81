//! Outcomes.

use journey_core::analysis::{OutcomeReport, Outcomes};
use journey_core::model::Pattern;
use pyo3::prelude::*;

questions! { comparable
    /// From which touchpoint do how many journeys still succeed, and where is the point of no return?
    ///
    /// A journey succeeds at the last event of its first match of the pattern `success`.
    #[pyo3(signature = (success))]
    fn outcomes(&self, py: Python<'_>, success: Pattern) -> PyResult<OutcomeReport> {
        self.run(py, &Outcomes::of(success))
    }
}
