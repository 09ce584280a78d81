//! Matches.

use journey_core::analysis::{MatchReport, Matches};
use journey_core::model::Pattern;
use pyo3::prelude::*;

questions! { comparable
    /// In how many journeys is a pattern found, how often, and how long does it take?
    ///
    /// `cart -> [^support]{<30m} -> purchase` is a cart, and within less than half an hour a purchase, without support in
    /// between. The language is described in the guide to patterns.
    #[pyo3(signature = (pattern))]
    fn matches(&self, py: Python<'_>, pattern: Pattern) -> PyResult<MatchReport> {
        self.run(py, &Matches::of(pattern))
    }
}
