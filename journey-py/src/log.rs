//! The event log: a handle on the core's.

use std::sync::Arc;

use journey_core::analysis::Asking;
use journey_core::log::{CleaningReport, CleaningRow, ColumnInfo, Recipe, Step, ValueOf};
use journey_core::model::{CustomerRule, Pattern};
use journey_core::surface::python::List;
use pyo3::prelude::*;

use crate::live::{Following, following};
use crate::privacy::PseudonymKey;
use crate::work::polite;

/// All events of a data set, indexed by customer and time. Immutable, cheap to clone, safe to
/// share between threads.
///
/// Events of a customer are ordered by time; equal times keep the order of the input. Every
/// analysis uses that one order.
#[pyclass(frozen, module = "journey")]
pub struct EventLog(pub journey_core::EventLog, Option<Following>);

impl EventLog {
    pub fn new(log: journey_core::EventLog) -> Self {
        Self(log, None)
    }

    /// The log of a `Live`, which keeps reports up to date.
    pub fn followed(log: journey_core::EventLog, live: Following) -> Self {
        Self(log, Some(live))
    }

    /// Runs an analysis while other Python threads go on.
    pub fn run<A: Asking<Report: Clone>>(&self, py: Python<'_>, analysis: &A) -> PyResult<A::Report> {
        polite(py, || match &self.1 {
            Some(live) => following(live).run_on(&self.0, analysis).map(Arc::unwrap_or_clone),
            None => self.0.run(analysis),
        })
    }
}

#[pymethods]
impl EventLog {
    /// Number of journeys.
    #[getter]
    fn customers(&self) -> u64 {
        self.0.customers()
    }

    /// Number of events.
    #[getter]
    fn events(&self) -> u64 {
        self.0.events()
    }

    /// Names of the touchpoints.
    #[getter]
    fn touchpoints(&self) -> Vec<String> {
        self.0.touchpoints().iter().map(str::to_string).collect()
    }

    /// Further columns.
    #[getter]
    fn columns(&self) -> Vec<ColumnInfo> {
        self.0.columns()
    }

    /// Time of the first and of the last event.
    #[getter]
    fn period(&self) -> Option<(jiff::Timestamp, jiff::Timestamp)> {
        self.0.period()
    }

    /// Digest of the whole log, for provenance: equal logs have equal fingerprints, however they
    /// were sharded. 16 hexadecimal digits.
    #[getter]
    fn fingerprint(&self) -> String {
        self.0.fingerprint()
    }

    /// The journeys in which a pattern such as `cart -> [^support]{<30m} -> purchase` is found, as a log that shares its
    /// events with this one.
    fn matching(&self, py: Python<'_>, pattern: Pattern) -> PyResult<Self> {
        Ok(Self::new(polite(py, || self.0.matching(&pattern))?))
    }

    /// The journeys whose customers a rule means, with raw names of touchpoints, as a log that shares its events with this
    /// one. Times in the rule without a zone are UTC.
    fn select(&self, py: Python<'_>, rule: CustomerRule) -> PyResult<Self> {
        Ok(Self::new(polite(py, || self.0.select(&rule))?))
    }

    /// The log in parts that share its events, by the values of a column, in their order; a journey belongs to that of
    /// its first or last value. At the end, with `None`, those without a value, if there are any.
    #[pyo3(signature = (column, *, of=ValueOf::First))]
    fn split(&self, py: Python<'_>, column: &str, of: ValueOf) -> PyResult<Vec<(Option<String>, Self)>> {
        let parts = polite(py, || self.0.split(column, of))?;
        Ok(parts.into_iter().map(|(value, log)| (value, Self::new(log))).collect())
    }

    /// Journeys that are in this log or in another view of the same one, or in both: `a | b`.
    fn union(&self, other: &Self) -> PyResult<Self> {
        Ok(Self::new(self.0.union(&other.0)?))
    }

    /// Journeys that are in this log and in another view of the same one: `a & b`.
    fn intersection(&self, other: &Self) -> PyResult<Self> {
        Ok(Self::new(self.0.intersection(&other.0)?))
    }

    /// Journeys that are in this log and not in another view of the same one: `a - b`.
    fn difference(&self, other: &Self) -> PyResult<Self> {
        Ok(Self::new(self.0.difference(&other.0)?))
    }

    fn __or__(&self, other: &Self) -> PyResult<Self> {
        self.union(other)
    }

    fn __and__(&self, other: &Self) -> PyResult<Self> {
        self.intersection(other)
    }

    fn __sub__(&self, other: &Self) -> PyResult<Self> {
        self.difference(other)
    }

    /// The log as it is after some steps of cleaning, and what each of them did. The log itself does not change.
    ///
    /// `log.quality().mends()` and the `step`s of another log's `history` are such steps.
    /// Steps that make pseudonyms need their `key`, which is never kept.
    #[pyo3(signature = (steps, *, key=None))]
    fn clean(
        &self,
        py: Python<'_>,
        steps: List<Step>,
        key: Option<&PseudonymKey>,
    ) -> PyResult<(Self, CleaningReport)> {
        let recipe = Recipe::new(steps.0);
        let (log, report) = polite(py, || match key {
            Some(key) => recipe.apply_with_key(&self.0, &key.0),
            None => recipe.apply(&self.0),
        })?;
        Ok((Self::new(log), report))
    }

    /// What was done to the log after it was read, step by step.
    #[getter]
    fn history(&self) -> Vec<CleaningRow> {
        self.0.history().to_vec()
    }

    /// Number of events.
    fn __len__(&self) -> usize {
        self.0.events() as usize
    }

    fn __repr__(&self) -> String {
        let (events, customers) = (self.0.events(), self.0.customers());
        match self.0.period() {
            Some((from, to)) => format!(
                "<EventLog: {events} events of {customers} customers at {} touchpoints, {from} to {to}>",
                self.0.touchpoints().len()
            ),
            None => "<EventLog: no events>".into(),
        }
    }
}
