//! Customer satisfaction.

use journey_core::analysis::{Csat, CsatReport};
use pyo3::prelude::*;

questions! { comparable
    /// How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
    #[pyo3(signature = (column, *, min=1.0, max=5.0, satisfied_from=4.0, weight=None, by=None, missing=Vec::new()))]
    #[allow(clippy::too_many_arguments)]
    fn csat(
        &self,
        py: Python<'_>,
        column: String,
        min: f64,
        max: f64,
        satisfied_from: f64,
        weight: Option<String>,
        by: Option<String>,
        missing: Vec<f64>,
    ) -> PyResult<CsatReport> {
        self.run(py, &Csat { column, min, max, satisfied_from, weight, by, missing })
    }
}
