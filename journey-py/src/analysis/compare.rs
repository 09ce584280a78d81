//! Two groups of journeys side by side.

use journey_core::analysis::{Comparable, Comparison, TwoGroups as Groups};
use pyo3::prelude::*;

use crate::log::EventLog;
use crate::work::polite;

/// How do the numbers of a report differ between two groups of journeys, and is that more than chance?
///
/// The same questions can be asked as to a log: each answer says how the numbers differ.
#[pyclass(frozen, module = "journey")]
pub struct TwoGroups(Groups);

impl TwoGroups {
    /// Compares the answers while other Python threads go on.
    pub fn run<Q: Comparable + Sync>(&self, py: Python<'_>, question: &Q) -> PyResult<Comparison> {
        polite(py, || self.0.run(question))
    }
}

#[pymethods]
impl TwoGroups {
    /// The first group.
    #[getter]
    fn a(&self) -> EventLog {
        EventLog::new(self.0.first().clone())
    }

    /// The second group.
    #[getter]
    fn b(&self) -> EventLog {
        EventLog::new(self.0.second().clone())
    }

    fn __repr__(&self) -> String {
        format!("TwoGroups(a={}, b={} journeys)", self.0.first().customers(), self.0.second().customers())
    }
}

#[pymethods]
impl EventLog {
    /// How do the numbers of a report differ between two groups of journeys, and is that more than chance?
    ///
    /// This group of journeys beside another one: `a.compare(b).funnel(["cart", "purchase"])`.
    ///
    /// Each row has the number in both groups, the difference (first less second) with an interval, and a p-value: journeys
    /// are dealt anew to the groups `permutations` times (none with 0). At most `top` rows of a report are compared. The mix
    /// of the columns in `mix` is told (if left out, of all of at most 20 names); `same_mix` names a column whose mix is made
    /// the same in both groups, for a further difference of each row.
    #[pyo3(signature = (other, *, permutations=199, top=100, mix=None, same_mix=None, seed=1))]
    fn compare(
        &self,
        other: &Self,
        permutations: u32,
        top: usize,
        mix: Option<Vec<String>>,
        same_mix: Option<String>,
        seed: u64,
    ) -> PyResult<TwoGroups> {
        let groups = self.0.compare(&other.0)?.permutations(permutations).top(top).seed(seed);
        let groups = mix.into_iter().fold(groups, Groups::mix);
        Ok(TwoGroups(same_mix.into_iter().fold(groups, Groups::same_mix)))
    }
}
