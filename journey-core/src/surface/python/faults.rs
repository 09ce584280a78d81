//! Faults of a simulation: one static constructor a kind.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::data;
use super::rules::wrapper;
use super::values::Instant;
use crate::simulate::Fault;

wrapper! {
    /// Something that is wrong at a touchpoint, planted to be found.
    FaultClass as "Fault" holds Fault
}

data!(FaultClass);

#[pymethods]
impl FaultClass {
    /// More customers leave.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, share))]
    fn loses_customers(touchpoint: String, share: f64) -> Self {
        Self(Fault::LosesCustomers { touchpoint, share })
    }

    /// Customers wait longer for it.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, factor))]
    fn slow(touchpoint: String, factor: f64) -> Self {
        Self(Fault::Slow { touchpoint, factor })
    }

    /// One kind of customer likes it less.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, persona, by))]
    fn annoys(touchpoint: String, persona: String, by: f64) -> Self {
        Self(Fault::Annoys { touchpoint, persona, by })
    }

    /// It is broken between two times.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, from_, to, share))]
    fn breaks(touchpoint: String, from_: Instant, to: Instant, share: f64) -> Self {
        Self(Fault::Breaks { touchpoint, from: from_.0, to: to.0, share })
    }
}
