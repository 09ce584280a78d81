//! Quality.

use journey_core::analysis::{QualityCheck, QualityReport};
use journey_core::surface::python::{Instant, List, bots as bot_options, limits as limit_options};
use pyo3::prelude::*;
use pyo3::types::PyDict;

questions! {
    /// What is doubtful about a log?
    ///
    /// `now` is the present unless set. `source` and `user_agent` name columns, `ratings` those of ratings; these are
    /// found by their values unless set. `bots` and `limits` say from when on something is doubtful.
    #[pyo3(signature = (*, now=None, time_zone=None, source=None, user_agent=None, ratings=None, bots: "dict[str, object] | None" = None, limits: "dict[str, object] | None" = None))]
    #[allow(clippy::too_many_arguments)]
    fn quality(
        &self,
        py: Python<'_>,
        now: Option<Instant>,
        time_zone: Option<String>,
        source: Option<String>,
        user_agent: Option<String>,
        ratings: Option<List<String>>,
        bots: Option<Bound<'_, PyDict>>,
        limits: Option<Bound<'_, PyDict>>,
    ) -> PyResult<QualityReport> {
        let check = QualityCheck {
            now: Some(now.map_or_else(jiff::Timestamp::now, |now| now.0)),
            time_zone,
            source,
            user_agent,
            ratings: ratings.map(|columns| columns.0),
            bots: bot_options(bots.as_ref())?,
            limits: limit_options(limits.as_ref())?,
        };
        self.run(py, &check)
    }
}
