//! Before and after: was the change a success?

use std::collections::BTreeMap;

use journey_core::measure::{BeforeAfter, BeforeAfterReport};
use journey_core::model::{CustomerRule, TimeSpan};
use journey_core::surface::python::{Instant, List, from_object};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::log::EventLog;
use crate::map::JourneyMap;
use crate::measured::MeasuredMap;
use crate::work::polite;

#[pymethods]
impl JourneyMap {
    /// Was the change a success? Every KPI and every finding of the map, before and after.
    ///
    /// Either `at`, an instant: two periods of equal length (`window`; if left out, as many whole weeks as the log has on both
    /// sides) with the customers who began in them, after a `gap` that belongs to neither. Or `version`, a column that tells the
    /// version of a journey, with the values `before` and `after`.
    ///
    /// `goal` is the id of the KPI that the change was for (`completion` for the share of completed journeys), `guards` are
    /// those that must not become worse. A change of less than the share `margin` of the value before does not matter;
    /// `margins` are those of single KPIs, by id, in their units. `control` says which customers the change did not touch.
    /// `same_mix` names a column whose mix is made the same on both sides, `mix` those whose mix is told. Samples under
    /// `min_sample` give no verdict; `open_within`, `hours` and `value` are those of `measure`.
    #[pyo3(signature = (
        log, *, at=None, window=None, gap=None, version=None, before=None, after=None, goal=None, guards=None, margin=0.05,
        margins=None, control=None, same_mix=None, mix=None, min_sample=30, open_within=None,
        hours: "dict[str, object] | None" = None, value=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn before_after(
        &self,
        py: Python<'_>,
        log: &EventLog,
        at: Option<Instant>,
        window: Option<TimeSpan>,
        gap: Option<TimeSpan>,
        version: Option<String>,
        before: Option<String>,
        after: Option<String>,
        goal: Option<String>,
        guards: Option<List<String>>,
        margin: f64,
        margins: Option<BTreeMap<String, f64>>,
        control: Option<CustomerRule>,
        same_mix: Option<String>,
        mix: Option<List<String>>,
        min_sample: u64,
        open_within: Option<TimeSpan>,
        hours: Option<&Bound<'_, PyDict>>,
        value: Option<String>,
    ) -> PyResult<BeforeAfterReport> {
        let options = BeforeAfter {
            at: at.map(|instant| instant.0),
            window,
            gap: gap.unwrap_or(BeforeAfter::new().gap),
            version,
            before,
            after,
            goal,
            guards: guards.unwrap_or_default().0,
            margin,
            margins: margins.unwrap_or_default(),
            control,
            same_mix,
            mix: mix.map(|columns| columns.0),
            min_sample,
            open_within,
            hours: hours.map(|hours| from_object("hours", hours)).transpose()?,
            value,
        };
        polite(py, || self.0.before_after(&log.0, &options))
    }
}

#[pymethods]
impl MeasuredMap {
    /// Was the change a success? This measured map beside an earlier one of the same map: every KPI, and every finding as far as
    /// the two tell of it.
    ///
    /// Use it where only measured maps were kept: `JourneyMap.before_after` looks into the log, and can tell more. Options are
    /// those of that method.
    #[pyo3(signature = (before, *, goal=None, guards=None, margin=0.05, margins=None, min_sample=30))]
    #[allow(clippy::too_many_arguments)]
    fn compared_with(
        &self,
        py: Python<'_>,
        before: &Self,
        goal: Option<String>,
        guards: Option<List<String>>,
        margin: f64,
        margins: Option<BTreeMap<String, f64>>,
        min_sample: u64,
    ) -> PyResult<BeforeAfterReport> {
        let guards = guards.unwrap_or_default().0;
        let margins = margins.unwrap_or_default();
        let options = BeforeAfter { goal, guards, margin, margins, min_sample, ..BeforeAfter::new() };
        polite(py, || self.0.compared_with(&before.0, &options))
    }
}
