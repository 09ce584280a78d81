//! Agreement.

use journey_core::analysis::{Agreement, AgreementReport};
use pyo3::prelude::*;

questions! {
    /// How well do the journeys agree with a column that says what belongs together, such as known persons or cases?
    fn agreement(&self, py: Python<'_>, column: String) -> PyResult<AgreementReport> {
        self.run(py, &Agreement { column })
    }
}
