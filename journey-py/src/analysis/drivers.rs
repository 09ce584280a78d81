//! Drivers.

use journey_core::analysis::{DriverForm, DriverReport, Drivers, JourneyFact, SeveralAnswers};
use pyo3::prelude::*;

questions! {
    /// Which ratings, waits, loops and visits move an outcome, and by how much?
    ///
    /// `outcome` and `items` are facts of a journey (`JourneyFact`); the name of a column is an answer in it from 1 to 5.
    #[pyo3(signature = (
        outcome, items, *, stated=Vec::new(), form=None, several=None, weight=None, boxes=2, bootstrap=199, orders=1000,
        importance_from=None, performance_from=None, seed=1,
    ))]
    #[allow(clippy::too_many_arguments)]
    fn drivers(
        &self,
        py: Python<'_>,
        outcome: JourneyFact,
        items: Vec<JourneyFact>,
        stated: Vec<JourneyFact>,
        form: Option<DriverForm>,
        several: Option<SeveralAnswers>,
        weight: Option<String>,
        boxes: u32,
        bootstrap: u32,
        orders: u32,
        importance_from: Option<f64>,
        performance_from: Option<f64>,
        seed: u64,
    ) -> PyResult<DriverReport> {
        let (form, several, outcome) = (form.unwrap_or_default(), several.unwrap_or_default(), Some(outcome));
        let options = Drivers {
            outcome, items, stated, form, several, weight, boxes, bootstrap, orders, importance_from, performance_from, seed,
        };
        self.run(py, &options)
    }
}
