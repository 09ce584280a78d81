//! Engagement.

use journey_core::analysis::{EngagedAmong, Engagement, EngagementReport, Weekday};
use journey_core::model::Period;
use journey_core::surface::python::List;
use pyo3::prelude::*;

questions! {
    /// How many customers are engaged? The share of customers with at least so many interactions, overall and by period.
    #[pyo3(signature = (at_least, *, touchpoints=List(Vec::new()), among=None, period=None, time_zone=None, week_start=None))]
    #[allow(clippy::too_many_arguments)]
    fn engagement(
        &self,
        py: Python<'_>,
        at_least: u32,
        touchpoints: List<String>,
        among: Option<EngagedAmong>,
        period: Option<Period>,
        time_zone: Option<String>,
        week_start: Option<Weekday>,
    ) -> PyResult<EngagementReport> {
        let (touchpoints, among, week_start) = (touchpoints.0, among.unwrap_or_default(), week_start.unwrap_or_default());
        self.run(py, &Engagement { at_least, touchpoints, among, period, time_zone, week_start })
    }
}
