//! Time spent.

use journey_core::analysis::{TimeSpent, TimeSpentReport};
use pyo3::prelude::*;

questions! { comparable
    /// How long do customers stay at a touchpoint?
    fn time_spent(&self, py: Python<'_>) -> PyResult<TimeSpentReport> {
        self.run(py, &TimeSpent::new())
    }
}
