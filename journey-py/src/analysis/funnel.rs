//! Funnel.

use journey_core::analysis::{
    Funnel, FunnelAttribution, FunnelCount, FunnelExclusion, FunnelMember, FunnelMode, FunnelOrder,
    FunnelReentry, FunnelReport, FunnelStep, Weekday, WindowFrom,
};
use journey_core::model::{Period, TimeSpan};
use journey_core::surface::python::{List, from_object};
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::work::polite;

questions! { comparable
    /// How many customers reach each step, in order and in time?
    ///
    /// A step is a touchpoint, a single event in the language of patterns, or a dict with `touchpoint` or `pattern` and
    /// `name`, `optional`, `anchored`, `after`, `within`. Every step counts at most `within` after the first one. The guide
    /// to funnels has all options.
    #[pyo3(signature = (
        steps, *, within=None, mode=None, order=None, window_from=None, within_events=None, within_sessions=None,
        session=None, exclude=None, reentry=None, open=false, count=None, hold=None, by=None, attribution=None,
        attribution_step=None, trend=None, time_zone=None, week_start=None, value=None, bins=None, next=None,
        correlate=None, correlate_least=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn funnel(
        &self,
        py: Python<'_>,
        steps: List<FunnelStep>,
        within: Option<TimeSpan>,
        mode: Option<FunnelMode>,
        order: Option<FunnelOrder>,
        window_from: Option<WindowFrom>,
        within_events: Option<u32>,
        within_sessions: Option<u32>,
        session: Option<String>,
        exclude: Option<List<FunnelExclusion>>,
        reentry: Option<FunnelReentry>,
        open: bool,
        count: Option<FunnelCount>,
        hold: Option<List<String>>,
        by: Option<String>,
        attribution: Option<FunnelAttribution>,
        attribution_step: Option<u32>,
        trend: Option<Period>,
        time_zone: Option<String>,
        week_start: Option<Weekday>,
        value: Option<String>,
        bins: Option<u32>,
        next: Option<u32>,
        correlate: Option<List<String>>,
        correlate_least: Option<u32>,
    ) -> PyResult<FunnelReport> {
        let options = Funnel {
            steps: steps.0,
            within,
            mode: mode.unwrap_or_default(),
            order: order.unwrap_or_default(),
            window_from: window_from.unwrap_or_default(),
            within_events,
            within_sessions,
            session,
            exclude: exclude.unwrap_or_default().0,
            reentry: reentry.unwrap_or_default(),
            open,
            count: count.unwrap_or_default(),
            hold: hold.unwrap_or_default().0,
            by,
            attribution: attribution.unwrap_or_default(),
            attribution_step,
            trend,
            time_zone,
            week_start: week_start.unwrap_or_default(),
            value,
            bins,
            next,
            correlate: correlate.unwrap_or_default().0,
            correlate_least,
        };
        self.run(py, &options)
    }
}

#[pymethods]
impl EventLog {
    /// The customers who are counted at a step of a funnel, by its number from 1, as a log that shares its events with this
    /// one: those who reached it, dropped there, or are still open there. The options of the funnel are those of
    /// `EventLog.funnel` as in JSON.
    #[pyo3(signature = (options: "dict[str, object]", step, *, member=None))]
    fn funnel_members(
        &self,
        py: Python<'_>,
        options: &Bound<'_, PyAny>,
        step: u32,
        member: Option<FunnelMember>,
    ) -> PyResult<Self> {
        let funnel: Funnel = from_object("options", options)?;
        Ok(Self::new(polite(py, || self.0.funnel_members(&funnel, step, member.unwrap_or_default()))?))
    }
}
