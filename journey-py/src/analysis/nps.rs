//! Net promoter score.

use journey_core::analysis::{Nps, NpsInterval, NpsReport};
use pyo3::prelude::*;

questions! { comparable
    /// Would customers recommend us? The net promoter score of answers from 0 to 10.
    #[pyo3(signature = (column, *, weight=None, by=None, interval=None, missing=Vec::new()))]
    #[allow(clippy::too_many_arguments)]
    fn nps(
        &self,
        py: Python<'_>,
        column: String,
        weight: Option<String>,
        by: Option<String>,
        interval: Option<NpsInterval>,
        missing: Vec<f64>,
    ) -> PyResult<NpsReport> {
        self.run(py, &Nps { column, weight, by, interval: interval.unwrap_or_default(), missing })
    }
}
