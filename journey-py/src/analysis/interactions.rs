//! Interactions.

use journey_core::analysis::{InteractionReport, Interactions};
use pyo3::prelude::*;

questions! { comparable
    /// How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
    fn interactions(&self, py: Python<'_>) -> PyResult<InteractionReport> {
        self.run(py, &Interactions::new())
    }
}
