//! Rework.

use journey_core::analysis::{Rework, ReworkReport};
use pyo3::prelude::*;

questions! { comparable
    /// Which touchpoints do customers come to again, at once or after something else?
    ///
    /// `by` is a column that says who served the customer or by which channel: repeats are told apart by whether it was the
    /// same as before. Ways of returning under `min_count` and beyond `top` are hidden and counted.
    #[pyo3(signature = (*, by=None, min_count=0, top=None))]
    fn rework(&self, py: Python<'_>, by: Option<String>, min_count: u64, top: Option<usize>) -> PyResult<ReworkReport> {
        self.run(py, &Rework { by, min_count, top })
    }
}
