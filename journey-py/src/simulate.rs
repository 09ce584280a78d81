//! Simulated logs.

use journey_core::model::TimeSpan;
use journey_core::simulate::{DataFault, Fault, Simulate};
use journey_core::surface::python::{Instant, List};
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::map::JourneyMap;
use crate::work::polite;

#[pymethods]
impl JourneyMap {
    /// What would a log of this map look like? A believable one, drawn with a seed.
    ///
    /// The defaults are 5,000 customers who arrive within 180 days from 2024-01-01 on, and nothing wrong. A share
    /// `returning` of those who completed a journey come back for another, after 14 days or the stated median time.
    #[pyo3(signature = (seed=1, *, customers=5000, from_=None, period=None, faults=None, data_faults=None, returning=0.0, return_after=None, shards=None))]
    #[allow(clippy::too_many_arguments)]
    fn simulate(
        &self,
        py: Python<'_>,
        seed: u64,
        customers: u64,
        from_: Option<Instant>,
        period: Option<TimeSpan>,
        faults: Option<List<Fault>>,
        data_faults: Option<List<DataFault>>,
        returning: f64,
        return_after: Option<TimeSpan>,
        shards: Option<usize>,
    ) -> PyResult<EventLog> {
        let usual = Simulate::new(seed);
        let options = Simulate {
            seed,
            customers,
            from: from_.map_or(usual.from, |instant| instant.0),
            period: period.unwrap_or(usual.period),
            faults: faults.unwrap_or_default().0,
            data_faults: data_faults.unwrap_or_default().0,
            returning,
            return_after: return_after.unwrap_or(usual.return_after),
            shards,
        };
        Ok(EventLog::new(polite(py, || self.0.simulate(&options))?))
    }
}
