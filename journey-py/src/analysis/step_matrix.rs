//! Step matrix.

use journey_core::analysis::{StepMatrix, StepMatrixReport};
use journey_core::model::Pattern;
use pyo3::prelude::*;

questions! { comparable
    /// Where are customers one, two, three events after an anchor, and where do they go from there?
    ///
    /// The anchor is the first event of each journey, or the first event of a match of the pattern `anchor`: the first match
    /// unless `occurrence` says otherwise (-1 is the last). `top` lists only the touchpoints with most events, of each step
    /// with `per_step`; all others are together.
    #[pyo3(signature = (*, anchor=None, occurrence=1, before=0, after=9, top=None, per_step=false))]
    #[allow(clippy::too_many_arguments)]
    fn step_matrix(
        &self,
        py: Python<'_>,
        anchor: Option<Pattern>,
        occurrence: i64,
        before: usize,
        after: usize,
        top: Option<usize>,
        per_step: bool,
    ) -> PyResult<StepMatrixReport> {
        self.run(py, &StepMatrix { anchor, occurrence, before, after, top, per_step })
    }
}
