//! Lifecycle.

use journey_core::analysis::{Lifecycle, LifecycleReport, Weekday};
use journey_core::model::{Pattern, Period};
use journey_core::surface::python::Instant;
use pyo3::prelude::*;

questions! { comparable
    /// Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and usage
    /// intervals.
    ///
    /// The defaults are calendar weeks from Monday in UTC, and churn after four weeks without an event.
    #[pyo3(signature = (
        *, period=None, time_zone=None, week_start=None, activity=None, churn_after=4, share=0.8, by=None, until=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn lifecycle(
        &self,
        py: Python<'_>,
        period: Option<Period>,
        time_zone: Option<String>,
        week_start: Option<Weekday>,
        activity: Option<Pattern>,
        churn_after: u32,
        share: f64,
        by: Option<String>,
        until: Option<Instant>,
    ) -> PyResult<LifecycleReport> {
        let options = Lifecycle {
            period: period.unwrap_or(Lifecycle::default().period),
            time_zone,
            week_start: week_start.unwrap_or_default(),
            activity,
            churn_after,
            share,
            by,
            until: until.map(|instant| instant.0),
        };
        self.run(py, &options)
    }
}
