//! Faults of a simulation: one static constructor a kind.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::data;
use super::values::Instant;
use super::wrapper::wrapper;
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

    /// Everybody likes it less from some time on.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, from_, by))]
    fn worsens(touchpoint: String, from_: Instant, by: f64) -> Self {
        Self(Fault::Worsens { touchpoint, from: from_.0, by })
    }

    /// More comments are negative. The map must say where comments are.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, share))]
    fn draws_complaints(touchpoint: String, share: f64) -> Self {
        Self(Fault::DrawsComplaints { touchpoint, share })
    }

    /// More customers have a failed attempt first. The map must say which events are failed attempts.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, share))]
    fn fails(touchpoint: String, share: f64) -> Self {
        Self(Fault::Fails { touchpoint, share })
    }

    /// More customers do it again at once. The map must say that it is to be done only once.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, share))]
    fn repeats(touchpoint: String, share: f64) -> Self {
        Self(Fault::Repeats { touchpoint, share })
    }

    /// More customers are sent back to where they came from, and come again.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, share))]
    fn sends_back(touchpoint: String, share: f64) -> Self {
        Self(Fault::SendsBack { touchpoint, share })
    }

    /// More customers need help straight afterwards. The map must have touchpoints of support.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, share))]
    fn needs_help(touchpoint: String, share: f64) -> Self {
        Self(Fault::NeedsHelp { touchpoint, share })
    }

    /// More customers who asked for help here ask again at another touchpoint of support. The map must have two of them.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, share))]
    fn does_not_help(touchpoint: String, share: f64) -> Self {
        Self(Fault::DoesNotHelp { touchpoint, share })
    }

    /// Customers who are handed over to it from another owner wait longer. The map must have owners.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, factor))]
    fn hands_over_slowly(touchpoint: String, factor: f64) -> Self {
        Self(Fault::HandsOverSlowly { touchpoint, factor })
    }
}
