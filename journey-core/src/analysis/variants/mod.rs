//! Variants: which paths do customers take, and how many are needed to cover most of them?

mod medoid;
mod paths;

use serde::{Deserialize, Serialize};

use super::{Analysis, Estimate, Room, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
pub use paths::VariantSummary;

/// Which paths do customers take, and how many paths cover most of them?
///
/// A *variant* is the whole sequence of touchpoints of a journey, repeats included. Shares are of all
/// journeys, and the cumulative share says how many of them the variants down to this row cover. With `top`,
/// rows below are left out of the list; their customers are counted in `other_customers`, so that shares and
/// the remainder sum to 1.
///
/// The representative path, if it is asked for, is the one with the least mean distance to the paths of all customers (the
/// medoid). A distance is the number of touchpoints to be inserted, left out or replaced, by the length of the longer path.
/// The 200 most frequent paths are compared, of which the first 500 touchpoints; it says how many customers these are. (The
/// happy path is another one: the most frequent path of those who succeed, `top(1)` of the [matching](EventLog::matching)
/// journeys.)
///
/// # Errors
/// For `top` 0.
///
/// # Complexity
/// O(events) time; memory for every distinct sequence. Where most customers have a path of their own, the names of
/// all rows take more memory and time than everything else: ask for the `top` ones.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Variants;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,look\nann,2024-01-01T10:05:00Z,buy\n\
///            bob,2024-01-02T10:00:00Z,look\nbob,2024-01-02T10:09:00Z,buy\n\
///            cem,2024-01-03T10:00:00Z,look\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Variants::new())?;
/// assert_eq!(report.rows[0].path, ["look", "buy"]);
/// assert_eq!((report.rows[0].customers, report.variants, report.unique_variants), (2, 2, 1));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// van der Aalst, *Process Mining* (2nd ed. 2016), section 5.2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Variants {
    /// How many rows to list, most frequent first; all if `None`.
    pub top: Option<usize>,
    /// Whether to look for the path that stands for all.
    pub representative: bool,
}

impl Variants {
    /// All variants.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lists only the most frequent ones.
    #[must_use]
    pub fn top(mut self, rows: usize) -> Self {
        self.top = Some(rows);
        self
    }

    /// Looks for the path that stands for all.
    #[must_use]
    pub fn representative(mut self) -> Self {
        self.representative = true;
        self
    }
}

/// A path and who took it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct VariantRow {
    /// Touchpoints in order.
    pub path: Vec<String>,
    /// Distinct customers.
    pub customers: u64,
    /// Share of all customers.
    pub share: Estimate,
    /// Share of all customers whose path is this one or one of those above.
    pub cumulative_share: f64,
}

/// The path with the least mean distance to the paths of all customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RepresentativePath {
    /// Touchpoints in order.
    pub path: Vec<String>,
    /// Customers with just this path.
    pub customers: u64,
    /// Mean distance from 0 (the same) to 1 (nothing in common) to the compared customers.
    pub distance: f64,
    /// Share of all customers whose paths were compared.
    pub compared: Estimate,
}

/// Answer of [`Variants`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct VariantReport {
    /// Variants by falling number of customers, then by their touchpoints in the order of the log.
    pub rows: Vec<VariantRow>,
    /// Customers.
    pub customers: u64,
    /// Distinct paths, also those that are not listed.
    pub variants: u64,
    /// Paths that only one customer took.
    pub unique_variants: u64,
    /// Customers whose path is not listed because of `top`.
    pub other_customers: u64,
    /// The path that stands for all; `None` unless asked for, or without customers.
    pub representative: Option<RepresentativePath>,
}

impl Tabular for VariantReport {
    /// In `path`, names are joined by ` → `; such arrows and backslashes within a name have a backslash before them.
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("path", rows.clone().map(|row| join(&row.path)))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("share", rows.clone().map(|row| &row.share))
            .number("cumulative_share", rows.map(|row| Some(row.cumulative_share)))
    }
}

pub(super) fn join(path: &[String]) -> String {
    let names: Vec<String> = path.iter().map(|name| name.replace('\\', "\\\\").replace('→', "\\→")).collect();
    names.join(" → ")
}

impl Analysis for Variants {
    type Plan = Vec<String>;
    type Summary = VariantSummary;
    type Report = VariantReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        if self.top == Some(0) {
            return Err(Error::option("top", 0, "at least 1, or nothing for all variants"));
        }
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, _: &Self::Plan, shard: &Shard, into: &mut VariantSummary) {
        for journey in shard.journeys() {
            into.see(journey.touchpoints());
        }
    }

    fn merge(&self, into: &mut VariantSummary, other: VariantSummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut VariantSummary, part: VariantSummary) {
        into.retract(&part);
    }

    fn settle(&self, summary: &mut VariantSummary) -> Result<()> {
        summary.settle();
        Ok(())
    }

    fn compact(&self, _: &Self::Plan, summary: &mut VariantSummary, room: &Room) -> Result<()> {
        room.check("all different paths", summary.memory())
    }

    fn finish(&self, names: &Self::Plan, summary: &mut VariantSummary) -> Result<VariantReport> {
        let counts = summary.counts(self.top.unwrap_or(usize::MAX));
        let paths = summary.most_frequent(&counts);
        let mut listed = 0;
        let row = |(path, count): (usize, u64)| {
            listed += count;
            VariantRow {
                path: summary.codes(path).filter_map(|code| names.get(code as usize).cloned()).collect(),
                customers: count,
                share: Estimate::share(count, counts.customers, "customers"),
                cumulative_share: listed as f64 / counts.customers as f64,
            }
        };
        let rows = paths.into_iter().map(row).collect();
        let representative = if self.representative { representative(names, summary) } else { None };
        Ok(VariantReport {
            representative,
            rows,
            customers: counts.customers,
            variants: counts.variants,
            unique_variants: counts.unique,
            other_customers: counts.customers - listed,
        })
    }
}

/// The medoid of the most frequent paths.
fn representative(names: &[String], summary: &mut VariantSummary) -> Option<RepresentativePath> {
    let counts = summary.counts(medoid::COMPARED);
    let paths = summary.most_frequent(&counts);
    let codes = |path: usize| summary.codes(path).take(medoid::LONGEST).collect();
    let compared: Vec<(Vec<u32>, u64)> = paths.iter().map(|(path, count)| (codes(*path), *count)).collect();
    let (position, distance) = medoid::medoid(&compared)?;
    let (path, customers) = *paths.get(position)?;
    let known = compared.iter().map(|(_, customers)| customers).sum();
    Some(RepresentativePath {
        path: summary.codes(path).filter_map(|code| names.get(code as usize).cloned()).collect(),
        customers,
        distance,
        compared: Estimate::share(known, counts.customers, "customers"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    #[test]
    fn paths_are_ordered_by_customers_then_by_touchpoints() {
        let events = [
            ("ann", 0, "b"),
            ("ann", 1, "a"),
            ("bob", 0, "a"),
            ("cem", 5, "a"),
            ("dan", 0, "a"),
            ("dan", 0, "b"),
        ];
        let report = log(&events).run(&Variants::new()).unwrap();
        let rows: Vec<_> = report.rows.iter().map(|row| (row.path.join(" "), row.customers)).collect();
        assert_eq!(rows, [("a".into(), 2), ("a b".into(), 1), ("b a".into(), 1)]);
        let covered: Vec<f64> = report.rows.iter().map(|row| row.cumulative_share).collect();
        assert_eq!(covered, [0.5, 0.75, 1.0]);
        assert_eq!((report.variants, report.unique_variants, report.other_customers), (3, 2, 0));
    }

    #[test]
    fn what_top_leaves_out_is_counted() {
        let events = [("ann", 0, "a"), ("bob", 0, "a"), ("cem", 0, "b"), ("dan", 0, "c")];
        let report = log(&events).run(&Variants::new().top(1)).unwrap();
        assert_eq!((report.rows.len(), report.variants, report.other_customers), (1, 3, 2));
        assert_eq!(report.rows[0].share.value, Some(0.5));
        assert_eq!(log(&events).run(&Variants::new().top(0)).unwrap_err().code(), "invalid_option");
    }

    #[test]
    fn an_empty_log_has_no_variants() {
        let report = log(&[]).run(&Variants::new()).unwrap();
        assert_eq!((report.rows.len(), report.customers, report.variants), (0, 0, 0));
    }

    #[test]
    fn names_with_arrows_stay_apart_in_the_table() {
        let events = [("ann", 0, "a → b"), ("bob", 0, "a"), ("bob", 1, "b")];
        let table = log(&events).run(&Variants::new()).unwrap().table();
        let super::super::Cells::Text(paths) = &table.columns[0].cells else { panic!() };
        assert_eq!(paths[..], [Some("a → b".into()), Some("a \\→ b".into())]);
    }
}
