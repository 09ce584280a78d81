//! The answer of a comparison.

use serde::{Deserialize, Serialize};

use super::super::{Estimate, Table, Tabular};
use crate::log::EventLog;

/// How big a group is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct GroupSize {
    /// Journeys.
    pub customers: u64,
    /// Events.
    pub events: u64,
}

impl GroupSize {
    pub(super) fn of(log: &EventLog) -> Self {
        Self { customers: log.customers(), events: log.events() }
    }
}

/// A number of a row of the report in both groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ComparisonRow {
    /// Which row of the report it is, as `keys` of the comparison says; `None` for everybody or everything.
    pub key: Vec<Option<String>>,
    /// Name of the number: that of its column in the table of the report.
    pub measure: String,
    /// The number in the first group.
    pub a: Estimate,
    /// The number in the second group.
    pub b: Estimate,
    /// The first number less the second one.
    pub difference: Estimate,
    /// Probability of a difference at least as large if journeys belonged to the groups by chance; `None` without
    /// permutations.
    pub p: Option<f64>,
    /// The same, adjusted for all rows and measures.
    pub p_adjusted: Option<f64>,
    /// Difference if both groups had the same mix of the column `same_mix`; `None` without one.
    pub same_mix: Option<f64>,
}

/// What a distance is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum DistanceKind {
    /// Half the sum of the differences between the shares of all rows: the share that would have to change.
    #[default]
    TotalVariation,
    /// The largest difference of a measure.
    LargestDifference,
}

/// How far two groups lie apart as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ComparisonDistance {
    /// What it is.
    pub kind: DistanceKind,
    /// The number that it is about.
    pub measure: String,
    /// The distance.
    pub value: f64,
    /// Probability of a distance at least as large if journeys belonged to the groups by chance.
    pub p: Option<f64>,
}

/// Share of a value of an attribute in both groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct MixRow {
    /// Column.
    pub column: String,
    /// The first value of a journey; `None` for journeys without one.
    pub value: Option<String>,
    /// Share of the first group.
    pub a: Estimate,
    /// Share of the second group.
    pub b: Estimate,
    /// The first share less the second one.
    pub difference: Estimate,
    /// p-value for "both shares are equal" (z-test with the pooled share).
    pub p: Option<f64>,
    /// The same, adjusted for all values of all columns (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Answer of [`TwoGroups`](super::TwoGroups).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Comparison {
    /// What `key` of a row consists of.
    pub keys: Vec<String>,
    /// Numbers in the order of the report for both groups together.
    pub rows: Vec<ComparisonRow>,
    /// Further rows of the report that only limits keep out of `rows`.
    pub hidden: u64,
    /// How far the groups lie apart as a whole; `None` if there is nothing to compare.
    pub distance: Option<ComparisonDistance>,
    /// Attributes of the journeys of both groups.
    pub mix: Vec<MixRow>,
    /// The first group.
    pub a: GroupSize,
    /// The second group.
    pub b: GroupSize,
    /// How often journeys were dealt anew.
    pub permutations: u64,
    /// Whether these are all deals that there are, so that p-values are exact.
    pub exact: bool,
}

impl Tabular for Comparison {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let key = |at: usize| rows.clone().map(move |row| row.key.get(at).cloned().flatten());
        let keys = self.keys.iter().enumerate();
        let table = keys.fold(Table::default(), |table, (at, name)| table.optional_text(name, key(at)));
        let table = table
            .text("measure", rows.clone().map(|row| row.measure.as_str()))
            .estimate("a", rows.clone().map(|row| &row.a))
            .estimate("b", rows.clone().map(|row| &row.b))
            .estimate("difference", rows.clone().map(|row| &row.difference))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.clone().map(|row| row.p_adjusted));
        match rows.clone().any(|row| row.same_mix.is_some()) {
            true => table.number("same_mix", rows.map(|row| row.same_mix)),
            false => table,
        }
    }
}
