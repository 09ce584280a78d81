//! Journeys of other units: sessions, and the values of a column.

use journey_core::analysis::Weekday;
use journey_core::log::{By, ByReport, GapReport, SessionReport, Sessions, UrlTree, UrlTreeReport, Without};
use journey_core::model::{Period, TimeSpan};
use journey_core::surface::python::List;
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::work::polite;

#[pymethods]
impl EventLog {
    /// The same events as journeys by the values of a column, and what that did: journeys of orders, tickets, accounts or
    /// sessions instead of customers.
    ///
    /// Events without a value are left out, or kept in a journey of their own. The ids of the former journeys are in the
    /// column `customer`, or that which `keep_as` names.
    #[pyo3(signature = (column, *, without=None, keep_as=None))]
    fn by(
        &self,
        py: Python<'_>,
        column: String,
        without: Option<Without>,
        keep_as: Option<String>,
    ) -> PyResult<(Self, ByReport)> {
        let by = By { column, without: without.unwrap_or_default(), keep_as };
        let (log, report) = polite(py, || self.0.by(by))?;
        Ok((Self::new(log), report))
    }

    /// Journeys cut into sessions, and what that did. Session `n` of `ann`, from 1, is the journey `ann/n`; the column
    /// `customer` keeps the id that it had before.
    ///
    /// A journey is cut wherever any of the rules says so. With `column`, the journeys stay as they are and get the ids
    /// of their sessions in a column of that name.
    #[pyo3(signature = (*, gap=None, find_gap=false, largest_gaps=None, context_gaps=None, starts=None, ends=None,
        separators=None, longest=None, most_events=None, calendar=None, time_zone=None, week_start=None, change=None,
        column=None, keep_as=None))]
    #[allow(clippy::too_many_arguments)]
    fn sessions(
        &self,
        py: Python<'_>,
        gap: Option<TimeSpan>,
        find_gap: bool,
        largest_gaps: Option<u64>,
        context_gaps: Option<u64>,
        starts: Option<List<String>>,
        ends: Option<List<String>>,
        separators: Option<List<String>>,
        longest: Option<TimeSpan>,
        most_events: Option<u64>,
        calendar: Option<Period>,
        time_zone: Option<String>,
        week_start: Option<Weekday>,
        change: Option<List<String>>,
        column: Option<String>,
        keep_as: Option<String>,
    ) -> PyResult<(Self, SessionReport)> {
        let options = Sessions {
            gap,
            find_gap,
            largest_gaps,
            context_gaps,
            starts: starts.unwrap_or_default().0,
            ends: ends.unwrap_or_default().0,
            separators: separators.unwrap_or_default().0,
            longest,
            most_events,
            calendar,
            time_zone,
            week_start: week_start.unwrap_or_default(),
            change: change.unwrap_or_default().0,
            column,
            keep_as,
        };
        let (log, report) = polite(py, || self.0.sessions(&options))?;
        Ok((Self::new(log), report))
    }

    /// After how long a silence does a new visit begin? The histogram of the logarithms of all silences between
    /// neighbouring events, and its valley between the hill of short and the hill of long ones, if there is one.
    fn session_gap(&self, py: Python<'_>) -> PyResult<GapReport> {
        polite(py, || self.0.session_gap())
    }

    /// Which pages does a site have, and how many events and customers are at each? What `Step.url_touchpoints` with the
    /// same options makes of addresses.
    #[pyo3(signature = (column=None, *, depth=2, host=true, ids=true, least_share=None))]
    fn url_tree(
        &self,
        py: Python<'_>,
        column: Option<String>,
        depth: u32,
        host: bool,
        ids: bool,
        least_share: Option<f64>,
    ) -> PyResult<UrlTreeReport> {
        let options = UrlTree { column, depth, host, ids, least_share };
        polite(py, || self.0.url_tree(&options))
    }
}
