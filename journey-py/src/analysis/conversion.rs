//! Conversion.

use journey_core::analysis::{Conversion, ConversionReport};
use journey_core::model::TimeSpan;
use pyo3::prelude::*;

questions! { comparable
    /// How many customers get from one touchpoint to another, and how long does it take?
    #[pyo3(signature = (source, target, *, within=None, open_after=None))]
    fn conversion(
        &self,
        py: Python<'_>,
        source: String,
        target: String,
        within: Option<TimeSpan>,
        open_after: Option<TimeSpan>,
    ) -> PyResult<ConversionReport> {
        self.run(py, &Conversion { source, target, within, open_after })
    }
}
