//! Variants.

use journey_core::analysis::{VariantReport, Variants};
use pyo3::prelude::*;

questions! {
    /// Which paths do customers take, and how many paths cover most of them?
    #[pyo3(signature = (*, top=None))]
    fn variants(&self, py: Python<'_>, top: Option<usize>) -> PyResult<VariantReport> {
        self.run(py, &Variants { top })
    }
}
