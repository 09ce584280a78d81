//! Customer effort score.

use journey_core::analysis::{Ces, CesReport};
use journey_core::model::CesForm;
use pyo3::prelude::*;

questions! { comparable
    /// How hard was it for customers? The customer effort score, the mean answer.
    #[pyo3(signature = (column, *, form=None, weight=None, by=None, missing=Vec::new()))]
    #[allow(clippy::too_many_arguments)]
    fn ces(
        &self,
        py: Python<'_>,
        column: String,
        form: Option<CesForm>,
        weight: Option<String>,
        by: Option<String>,
        missing: Vec<f64>,
    ) -> PyResult<CesReport> {
        let form = form.unwrap_or(Ces::default().form);
        self.run(py, &Ces { column, form, weight, by, missing })
    }
}
