//! Bottlenecks.

use std::collections::BTreeMap;

use journey_core::analysis::{BottleneckReport, Bottlenecks};
use journey_core::model::TimeSpan;
use journey_core::surface::python::from_object;
use pyo3::prelude::*;
use pyo3::types::PyDict;

questions! {
    /// Where do customers lose time, and is it because of crowds, batches or a queue that is no queue?
    ///
    /// `targets` are longest waiting times before touchpoints; without one, time is lost beyond the lower quartile of the moves of the
    /// same kind. `hours` are opening hours, such as `{"time_zone": "Europe/Berlin", "week": [{"weekdays": ["monday"], "from":
    /// "09:00", "to": "17:00"}], "holidays": ["2024-12-25"]}`. A batch is `batch_least` moves or more, each of which ends within
    /// `batch_within` (five seconds if left out) after the one before.
    #[pyo3(signature = (*, targets=None, hours: "dict[str, object] | None" = None, batch_within=None, batch_least=3))]
    fn bottlenecks(
        &self,
        py: Python<'_>,
        targets: Option<BTreeMap<String, TimeSpan>>,
        hours: Option<&Bound<'_, PyDict>>,
        batch_within: Option<TimeSpan>,
        batch_least: u32,
    ) -> PyResult<BottleneckReport> {
        let usual = Bottlenecks::new();
        self.run(py, &Bottlenecks {
            targets: targets.unwrap_or_default(),
            hours: hours.map(|hours| from_object("hours", hours)).transpose()?,
            batch_within: batch_within.unwrap_or(usual.batch_within),
            batch_least,
        })
    }
}
