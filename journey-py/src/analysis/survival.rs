//! Survival and Cox's model.

use std::collections::BTreeMap;

use journey_core::analysis::{Cox, CoxReport, Survival, SurvivalReport};
use journey_core::model::{Pattern, TimeSpan};
use journey_core::surface::python::Instant;
use pyo3::prelude::*;

questions! { comparable
    /// How long until something happens to customers? The share it has not happened to, over time.
    ///
    /// Time starts at the first event of a journey, or at the first match of `start`, and ends at `end`, or with a silence
    /// longer than `inactivity`. Customers to whom it has not happened when the data end count as long as they were seen.
    #[pyo3(signature = (
        end=None, *, start=None, inactivity=None, competing=Vec::new(), by=None, quantiles=None, within=None, until=None,
        at=Vec::new(), points=100,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn survival(
        &self,
        py: Python<'_>,
        end: Option<Pattern>,
        start: Option<Pattern>,
        inactivity: Option<TimeSpan>,
        competing: Vec<Pattern>,
        by: Option<String>,
        quantiles: Option<Vec<f64>>,
        within: Option<TimeSpan>,
        until: Option<Instant>,
        at: Vec<TimeSpan>,
        points: u32,
    ) -> PyResult<SurvivalReport> {
        let quantiles = quantiles.unwrap_or_else(|| Survival::default().quantiles);
        let until = until.map(|instant| instant.0);
        let options =
            Survival { start, end, inactivity, competing, by, quantiles, within, until, at, points };
        self.run(py, &options)
    }
}

questions! {
    /// Which attributes of customers go with something happening sooner? Hazard ratios by Cox's proportional hazards.
    ///
    /// Attributes are those at the start of the time, which runs as in `survival`.
    #[pyo3(signature = (
        covariates, *, end=None, start=None, inactivity=None, competing=Vec::new(), references=BTreeMap::new(), within=None,
        until=None,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn cox(
        &self,
        py: Python<'_>,
        covariates: Vec<String>,
        end: Option<Pattern>,
        start: Option<Pattern>,
        inactivity: Option<TimeSpan>,
        competing: Vec<Pattern>,
        references: BTreeMap<String, String>,
        within: Option<TimeSpan>,
        until: Option<Instant>,
    ) -> PyResult<CoxReport> {
        let until = until.map(|instant| instant.0);
        let options = Cox { covariates, references, start, end, inactivity, competing, within, until };
        self.run(py, &options)
    }
}
