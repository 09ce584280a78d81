//! Transitions.

use journey_core::analysis::{TransitionReport, Transitions};
use pyo3::prelude::*;

questions! { comparable
    /// Which touchpoint follows which? The directly-follows graph of all journeys.
    ///
    /// `order` tells moves apart by that many touchpoints before them; with `eventually`, anything may lie in between.
    /// `deviation` asks for the standard deviation of times, too. Rows under `min_count` or `min_share` and beyond `top` are
    /// hidden and counted.
    #[pyo3(signature = (*, order=1, eventually=false, deviation=false, min_count=0, min_share=None, top=None))]
    #[allow(clippy::too_many_arguments)]
    fn transitions(
        &self,
        py: Python<'_>,
        order: usize,
        eventually: bool,
        deviation: bool,
        min_count: u64,
        min_share: Option<f64>,
        top: Option<usize>,
    ) -> PyResult<TransitionReport> {
        self.run(py, &Transitions { order, eventually, deviation, min_count, min_share, top })
    }
}
