//! Waiting time.

use journey_core::analysis::{WaitingTime, WaitingTimeReport};
use pyo3::prelude::*;

questions! { comparable
    /// How long do customers wait before a touchpoint?
    fn waiting_time(&self, py: Python<'_>) -> PyResult<WaitingTimeReport> {
        self.run(py, &WaitingTime::new())
    }
}
