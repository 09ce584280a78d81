//! Handoffs.

use journey_core::analysis::{HandoffReport, Handoffs};
use journey_core::model::TimeSpan;
use pyo3::prelude::*;

questions! { comparable
    /// Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?
    ///
    /// `by` is a column that says who served the customer, such as a team, a system or a channel. A repeat is an event at the
    /// same touchpoint with somebody else, within seven days unless `repeat_within` says otherwise.
    #[pyo3(signature = (by, *, repeat_within=None))]
    fn handoffs(&self, py: Python<'_>, by: String, repeat_within: Option<TimeSpan>) -> PyResult<HandoffReport> {
        let handoffs = Handoffs::by(by);
        self.run(py, &match repeat_within {
            Some(window) => handoffs.repeat_within(window),
            None => handoffs,
        })
    }
}
