//! Rows of transitions, and the graph that they are.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use serde::{Deserialize, Serialize};

use crate::analysis::variants::join;
use crate::analysis::{DurationStats, Estimate, Table, Tabular};

/// How often one touchpoint follows another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TransitionRow {
    /// Touchpoints before `source`, if more than one comes before the target; else none.
    pub history: Vec<String>,
    /// Touchpoint that comes first.
    pub source: String,
    /// Touchpoint that comes after it.
    pub target: String,
    /// Traversals; of `eventually`, pairs of a source and a later target.
    pub count: u64,
    /// Distinct customers who made it.
    pub customers: u64,
    /// Share of the moves out of `source` (and its history); of `eventually`, share of the customers with the source.
    pub probability: Estimate,
    /// Share of the moves into `target`; of `eventually`, share of the customers with the target.
    pub in_probability: Estimate,
    /// Share of all customers who made it.
    pub customer_share: Estimate,
    /// Share of all traversals.
    pub share: Estimate,
    /// Traversals by journey, those without it included.
    pub per_journey: f64,
    /// Time from `source` to `target`; of `eventually`, from the first source to the first target after it.
    pub gap: DurationStats,
    /// Standard deviation of these times, if `deviation` asks for it; `None` for fewer than two or rounded ones.
    pub deviation_seconds: Option<f64>,
}

/// How often journeys begin and end at a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TransitionNode {
    /// Touchpoint.
    pub touchpoint: String,
    /// Events.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Journeys that begin here.
    pub starts: u64,
    /// Journeys that end here.
    pub ends: u64,
}

/// Answer of [`Transitions`](super::Transitions).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TransitionReport {
    /// Transitions by falling count, then by history, source and target in the order of the log's touchpoints.
    pub rows: Vec<TransitionRow>,
    /// Touchpoints in the order of the log.
    pub nodes: Vec<TransitionNode>,
    /// Journeys.
    pub customers: u64,
    /// Traversals in all, also of rows that are hidden.
    pub count: u64,
    /// Rows that are not listed because of `min_count`, `min_share` or `top`.
    pub hidden: u64,
    /// Traversals of these rows.
    pub hidden_count: u64,
}

/// The transitions as a graph: nodes are touchpoints, edges transitions. With histories, there are several edges from one
/// touchpoint to another.
pub type TransitionGraph = DiGraph<TransitionNode, TransitionRow>;

impl TransitionReport {
    /// The report as a petgraph graph, for any of petgraph's algorithms.
    ///
    /// ```
    /// # use journey_core::{EventLog, analysis::Transitions, log::Columns, petgraph};
    /// # let csv = "c,t,e\na,2024-01-01T10:00:00Z,look\na,2024-01-01T10:05:00Z,buy\n";
    /// # let log = EventLog::read_csv_text(csv, &Columns::new("c", "t", "e"))?;
    /// let graph = log.run(&Transitions::new())?.graph();
    /// assert!(!petgraph::algo::is_cyclic_directed(&graph));
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn graph(&self) -> TransitionGraph {
        let mut graph = DiGraph::with_capacity(self.nodes.len(), self.rows.len());
        let positions: BTreeMap<&str, NodeIndex> =
            self.nodes.iter().map(|node| (node.touchpoint.as_str(), graph.add_node(node.clone()))).collect();
        for row in &self.rows {
            let ends = (positions.get(row.source.as_str()), positions.get(row.target.as_str()));
            if let (Some(&source), Some(&target)) = ends {
                graph.add_edge(source, target, row.clone());
            }
        }
        graph
    }
}

impl Tabular for TransitionReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let table = match self.rows.iter().any(|row| !row.history.is_empty()) {
            true => Table::default().text("history", rows.clone().map(|row| join(&row.history))),
            false => Table::default(),
        };
        let spread = rows.clone().map(|row| row.deviation_seconds);
        let table = table
            .text("source", rows.clone().map(|row| row.source.as_str()))
            .text("target", rows.clone().map(|row| row.target.as_str()))
            .count("count", rows.clone().map(|row| row.count))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("probability", rows.clone().map(|row| &row.probability))
            .estimate("in_probability", rows.clone().map(|row| &row.in_probability))
            .estimate("customer_share", rows.clone().map(|row| &row.customer_share))
            .estimate("share", rows.clone().map(|row| &row.share))
            .number("per_journey", rows.clone().map(|row| Some(row.per_journey)))
            .durations("", rows.map(|row| &row.gap));
        match spread.clone().any(|spread| spread.is_some()) {
            true => table.number("deviation_seconds", spread),
            false => table,
        }
    }
}
