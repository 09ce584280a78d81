//! Response rate.

use journey_core::analysis::{ResponseRate, ResponseReport};
use journey_core::model::TimeSpan;
use pyo3::prelude::*;

questions! {
    /// How many invitations are answered in time? The response rate of a survey, of everybody and by group.
    #[pyo3(signature = (invitation, answer, *, within=None, by=None))]
    fn response_rate(
        &self,
        py: Python<'_>,
        invitation: String,
        answer: String,
        within: Option<TimeSpan>,
        by: Option<String>,
    ) -> PyResult<ResponseReport> {
        self.run(py, &ResponseRate { invitation, answer, within, by })
    }
}
