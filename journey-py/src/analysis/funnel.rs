//! Funnel.

use journey_core::analysis::{Funnel, FunnelMode, FunnelReport};
use journey_core::model::TimeSpan;
use journey_core::surface::python::List;
use pyo3::prelude::*;

questions! {
    /// How many customers reach each step, in order and in time?
    ///
    /// Every step counts at most `within` after the first one. `mode` says what may lie between two steps.
    #[pyo3(signature = (steps, *, within=None, mode=None))]
    fn funnel(
        &self,
        py: Python<'_>,
        steps: List<String>,
        within: Option<TimeSpan>,
        mode: Option<FunnelMode>,
    ) -> PyResult<FunnelReport> {
        self.run(py, &Funnel { steps: steps.0, within, mode: mode.unwrap_or_default() })
    }
}
