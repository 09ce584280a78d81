//! Simulated logs.

use journey_core::model::TimeSpan;
use journey_core::simulate::{Fault, Simulate};
use journey_core::surface::python::{Instant, List};
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::map::JourneyMap;

#[pymethods]
impl JourneyMap {
    /// What would a log of this map look like? A believable one, drawn with a seed.
    ///
    /// The defaults are 5,000 customers who arrive within 180 days from 2024-01-01 on, and nothing wrong.
    #[pyo3(signature = (seed=1, *, customers=5000, from_=None, period=None, faults=None, shards=None))]
    #[allow(clippy::too_many_arguments)]
    fn simulate(
        &self,
        py: Python<'_>,
        seed: u64,
        customers: u64,
        from_: Option<Instant>,
        period: Option<TimeSpan>,
        faults: Option<List<Fault>>,
        shards: Option<usize>,
    ) -> PyResult<EventLog> {
        let usual = Simulate::new(seed);
        let options = Simulate {
            seed,
            customers,
            from: from_.map_or(usual.from, |instant| instant.0),
            period: period.unwrap_or(usual.period),
            faults: faults.unwrap_or_default().0,
            shards,
        };
        Ok(EventLog(py.detach(|| self.0.simulate(&options))?))
    }
}
