//! Customers by what they do: quantile bins, and scores of recency, frequency and monetary value.

use journey_core::log::{Behaviour, QuantileBin, Quantiles, Rfm, RfmReport};
use journey_core::model::Pattern;
use journey_core::surface::python::{Instant, List};
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::work::polite;

#[pymethods]
impl EventLog {
    /// The log in parts that share its events, by quantile bins of what customers do: their number of `events` or
    /// `active_days`, the `sum` or `mean` of a column, the seconds `since_last`, or the `matches` of the pattern `of`.
    ///
    /// Equal numbers are never in two bins; bins that are empty for that are left out. At the end, with `None`, those
    /// without a number, if there are any.
    #[pyo3(signature = (behaviour, *, bins=4, of=None, column=None, time_zone=None, as_of=None))]
    #[allow(clippy::too_many_arguments)]
    fn split_quantiles(
        &self,
        py: Python<'_>,
        behaviour: Behaviour,
        bins: u32,
        of: Option<Pattern>,
        column: Option<String>,
        time_zone: Option<String>,
        as_of: Option<Instant>,
    ) -> PyResult<Vec<(Option<QuantileBin>, Self)>> {
        let as_of = as_of.map(|time| time.0);
        let options = Quantiles { behaviour, bins, of, column, time_zone, as_of };
        let parts = polite(py, || self.0.split_quantiles(&options))?;
        Ok(parts.into_iter().map(|(bin, part)| (bin, Self::new(part))).collect())
    }

    /// Who came last, comes often, and brings much? Customers by their scores of recency, frequency and, with a column,
    /// monetary value, from 1 to `scores`, the best.
    #[pyo3(signature = (*, of=None, column=None, as_of=None, scores=5))]
    fn rfm(
        &self,
        py: Python<'_>,
        of: Option<Pattern>,
        column: Option<String>,
        as_of: Option<Instant>,
        scores: u32,
    ) -> PyResult<RfmReport> {
        let options = Rfm { of, column, as_of: as_of.map(|time| time.0), scores };
        polite(py, || self.0.rfm(&options))
    }

    /// The customers whose scores are among these, as a log that shares its events with this one; without a list, all
    /// scores.
    #[pyo3(signature = (*, recency=None, frequency=None, monetary=None, of=None, column=None, as_of=None, scores=5))]
    #[allow(clippy::too_many_arguments)]
    fn select_rfm(
        &self,
        py: Python<'_>,
        recency: Option<List<u32>>,
        frequency: Option<List<u32>>,
        monetary: Option<List<u32>>,
        of: Option<Pattern>,
        column: Option<String>,
        as_of: Option<Instant>,
        scores: u32,
    ) -> PyResult<Self> {
        let options = Rfm { of, column, as_of: as_of.map(|time| time.0), scores };
        let lists = [recency, frequency, monetary].map(|list| list.unwrap_or_default().0);
        let [recency, frequency, monetary] = &lists;
        Ok(Self::new(polite(py, || self.0.select_rfm(&options, recency, frequency, monetary))?))
    }
}
