//! Transitions.

use journey_core::analysis::{TransitionReport, Transitions};
use pyo3::prelude::*;

questions! {
    /// Which touchpoint follows which? The directly-follows graph of all journeys.
    fn transitions(&self, py: Python<'_>) -> PyResult<TransitionReport> {
        self.run(py, &Transitions::new())
    }
}
