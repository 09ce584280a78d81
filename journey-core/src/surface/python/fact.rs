//! Facts of a journey as a class: one static constructor a kind. The name of a column says the usual one.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::data;
use super::wrapper::wrapper;
use crate::analysis::JourneyFact;
use crate::model::Pattern;

wrapper! {
    /// One number that a journey has, or has not: an answer to a question, or what happened at a touchpoint.
    ///
    /// Yes is 1 and no is 0. Several answers of one journey are joined as the analysis says.
    JourneyFactClass as "JourneyFact" holds JourneyFact, or a text read by usual
}

data!(JourneyFactClass);

/// The usual fact about a column.
fn usual(column: String) -> PyResult<JourneyFact> {
    Ok(JourneyFact::answer(column))
}

#[pymethods]
impl JourneyFactClass {
    /// An answer on a scale of whole steps. What is off the scale, and codes for "no answer" on it, is no answer.
    #[staticmethod]
    #[pyo3(signature = (column, *, touchpoint=None, min=1.0, max=5.0, missing=Vec::new()))]
    fn answer(column: String, touchpoint: Option<String>, min: f64, max: f64, missing: Vec<f64>) -> Self {
        Self(JourneyFact::Answer { column, touchpoint, min, max, missing })
    }

    /// Any number, such as a price.
    #[staticmethod]
    #[pyo3(signature = (column, *, touchpoint=None))]
    fn number(column: String, touchpoint: Option<String>) -> Self {
        Self(JourneyFact::Number { column, touchpoint })
    }

    /// The last value of a column of yes and no.
    #[staticmethod]
    fn flag(column: String) -> Self {
        Self(JourneyFact::Flag { column })
    }

    /// Whether the customer was at a touchpoint.
    #[staticmethod]
    fn visited(touchpoint: String) -> Self {
        Self(JourneyFact::Visited { touchpoint })
    }

    /// How many visits to a touchpoint there were: unbroken runs of events.
    #[staticmethod]
    fn visits(touchpoint: String) -> Self {
        Self(JourneyFact::Visits { touchpoint })
    }

    /// Whether the customer came back to a touchpoint: two visits or more.
    #[staticmethod]
    fn repeated(touchpoint: String) -> Self {
        Self(JourneyFact::Repeated { touchpoint })
    }

    /// Mean seconds waited before the visits to a touchpoint; none if nobody waited for one.
    #[staticmethod]
    fn waiting_time(touchpoint: String) -> Self {
        Self(JourneyFact::WaitingTime { touchpoint })
    }

    /// Whether the journey has a match of a pattern.
    #[staticmethod]
    fn matches(pattern: Pattern) -> Self {
        Self(JourneyFact::Matches { pattern })
    }
}
