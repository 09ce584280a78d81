//! Changes along the way: one static constructor a kind.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::data;
use super::wrapper::wrapper;
use crate::analysis::FlowChange;
use crate::model::TimeSpan;

wrapper! {
    /// One thing that is changed along the way. Each is by a factor, or to a value.
    FlowChangeClass as "FlowChange" holds FlowChange
}

data!(FlowChangeClass);

#[pymethods]
impl FlowChangeClass {
    /// The share of customers at one touchpoint who go on to another: `factor` times as many, or this `share` of them.
    #[staticmethod]
    #[pyo3(signature = (source, target, *, factor=None, share=None))]
    fn move_(source: String, target: String, factor: Option<f64>, share: Option<f64>) -> Self {
        Self(FlowChange::Move { source, target, factor, share })
    }

    /// The share of visits to a touchpoint after which a journey ends without success: `factor` times as many, or this
    /// `share` of them.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, factor=None, share=None))]
    fn drop_off(touchpoint: String, factor: Option<f64>, share: Option<f64>) -> Self {
        Self(FlowChange::DropOff { touchpoint, factor, share })
    }

    /// The time from the event before to one at a touchpoint: `factor` times as long, or so long (`span`) on average.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, factor=None, span=None))]
    fn waiting(touchpoint: String, factor: Option<f64>, span: Option<TimeSpan>) -> Self {
        Self(FlowChange::Waiting { touchpoint, factor, span })
    }
}
