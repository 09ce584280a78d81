//! Retention.

use journey_core::analysis::{
    Clock, Eligibility, Entry, Reference, Retention, RetentionReport, ReturnRule, Weekday,
};
use journey_core::model::{Pattern, Period};
use journey_core::surface::python::Instant;
use pyo3::prelude::*;

questions! { comparable
    /// How many customers come back? Retention by cohort and period.
    ///
    /// The defaults are 12 calendar weeks from Monday in UTC.
    #[pyo3(signature = (
        *, period=None, periods=12, time_zone=None, week_start=None, clock=None, unbounded=false,
        eligibility=None, until=None, rule=None, start=None, entry=None, returns=None, minimum=1, brackets=Vec::new(),
        value=None, reference=None, by=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn retention(
        &self,
        py: Python<'_>,
        period: Option<Period>,
        periods: u32,
        time_zone: Option<String>,
        week_start: Option<Weekday>,
        clock: Option<Clock>,
        unbounded: bool,
        eligibility: Option<Eligibility>,
        until: Option<Instant>,
        rule: Option<ReturnRule>,
        start: Option<Pattern>,
        entry: Option<Entry>,
        returns: Option<Pattern>,
        minimum: u32,
        brackets: Vec<u32>,
        value: Option<String>,
        reference: Option<Reference>,
        by: Option<String>,
    ) -> PyResult<RetentionReport> {
        let options = Retention {
            period: period.unwrap_or_default(),
            periods,
            time_zone,
            week_start: week_start.unwrap_or_default(),
            clock: clock.unwrap_or_default(),
            unbounded,
            eligibility: eligibility.unwrap_or_default(),
            until: until.map(|instant| instant.0),
            rule: rule.unwrap_or_default(),
            start,
            entry: entry.unwrap_or_default(),
            returns,
            minimum,
            brackets,
            value,
            reference: reference.unwrap_or_default(),
            by,
        };
        self.run(py, &options)
    }
}
