//! Variants.

use journey_core::analysis::{VariantReport, Variants};
use pyo3::prelude::*;

questions! { comparable
    /// Which paths do customers take, and how many paths cover most of them?
    ///
    /// `representative` looks for the path with the least mean distance to all others.
    #[pyo3(signature = (*, top=None, representative=false))]
    fn variants(&self, py: Python<'_>, top: Option<usize>, representative: bool) -> PyResult<VariantReport> {
        self.run(py, &Variants { top, representative })
    }
}
