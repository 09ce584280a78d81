//! Trend of a score.

use journey_core::analysis::{SurveyMeasure, Trend, TrendReport, Weekday};
use journey_core::model::Period;
use pyo3::prelude::*;

questions! {
    /// How does the score of a survey question go from period to period, and did it really change?
    ///
    /// `measure` is `"nps"`, `"csat"`, `"ces"` or a `SurveyMeasure`; `period` is a month unless told.
    #[pyo3(signature = (
        column, measure, *, missing=Vec::new(), weight=None, period=None, time_zone=None, week_start=None, least=30, margin=None,
        draws=999, seed=1,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn trend(
        &self,
        py: Python<'_>,
        column: String,
        measure: SurveyMeasure,
        missing: Vec<f64>,
        weight: Option<String>,
        period: Option<Period>,
        time_zone: Option<String>,
        week_start: Option<Weekday>,
        least: u64,
        margin: Option<f64>,
        draws: u32,
        seed: u64,
    ) -> PyResult<TrendReport> {
        let (period, week_start) = (period.unwrap_or(Period::Month), week_start.unwrap_or_default());
        let options =
            Trend { column, measure, missing, weight, period, time_zone, week_start, least, margin, draws, seed };
        self.run(py, &options)
    }
}
