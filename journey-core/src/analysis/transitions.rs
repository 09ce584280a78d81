//! Transitions: which touchpoint follows which, how often, and after what time.

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use serde::{Deserialize, Serialize};

use super::{Analysis, DurationStats, Estimate, Table, Tabular};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::numeric::duration_stats;

/// Which touchpoint follows which? The directly-follows graph of all journeys.
///
/// # Complexity
/// O(events) time; 8 bytes an event while running, for exact quantiles.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Transitions;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\na,2024-01-01T10:00:00Z,look\na,2024-01-01T10:05:00Z,buy\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Transitions::new())?;
/// let row = &report.rows[0];
/// assert_eq!((row.source.as_str(), row.target.as_str(), row.count), ("look", "buy", 1));
/// assert_eq!(row.gap.median_seconds, Some(300.0));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// van der Aalst, *Process Mining* (2nd ed. 2016), section 5.2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Transitions {}

impl Transitions {
    /// All transitions.
    pub fn new() -> Self {
        Self::default()
    }
}

/// How often one touchpoint directly follows another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TransitionRow {
    /// Touchpoint that comes first.
    pub source: String,
    /// Touchpoint that comes right after.
    pub target: String,
    /// Traversals.
    pub count: u64,
    /// Distinct customers who made it.
    pub customers: u64,
    /// Share of the moves out of `source`.
    pub probability: Estimate,
    /// Time from `source` to `target`.
    pub gap: DurationStats,
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

/// Answer of [`Transitions`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TransitionReport {
    /// Transitions by falling count, then by source and target in the order of the log's touchpoints.
    pub rows: Vec<TransitionRow>,
    /// Touchpoints in the order of the log.
    pub nodes: Vec<TransitionNode>,
    /// Journeys.
    pub customers: u64,
    /// Transitions in all.
    pub count: u64,
}

/// The transitions as a graph: nodes are touchpoints, edges transitions.
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
        Table::default()
            .text("source", rows.clone().map(|row| row.source.as_str()))
            .text("target", rows.clone().map(|row| row.target.as_str()))
            .count("count", rows.clone().map(|row| row.count))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("probability", rows.clone().map(|row| &row.probability))
            .number("mean_seconds", rows.clone().map(|row| row.gap.mean_seconds))
            .number("median_seconds", rows.clone().map(|row| row.gap.median_seconds))
            .number("q05_seconds", rows.clone().map(|row| row.gap.q05_seconds))
            .number("q95_seconds", rows.map(|row| row.gap.q95_seconds))
    }
}

/// What a part of the log tells about transitions.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct TransitionSummary {
    edges: BTreeMap<(u32, u32), Edge>,
    nodes: BTreeMap<u32, Node>,
    customers: u64,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Edge {
    customers: u64,
    gaps: Vec<i64>,
}

#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
struct Node {
    count: u64,
    customers: u64,
    starts: u64,
    ends: u64,
}

impl Analysis for Transitions {
    type Plan = Vec<String>;
    type Summary = TransitionSummary;
    type Report = TransitionReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, _: &Self::Plan, shard: &Shard) -> TransitionSummary {
        let mut summary = TransitionSummary::default();
        let mut seen = Vec::new();
        for journey in shard.journeys() {
            let (codes, times) = (journey.touchpoints(), journey.times());
            summary.customers += 1;
            seen.clear();
            for (pair, gap) in codes.windows(2).zip(times.windows(2)) {
                if let (&[source, target], &[from, to]) = (pair, gap) {
                    summary.edges.entry((source, target)).or_default().gaps.push(to - from);
                    seen.push((source, target));
                }
            }
            for_distinct(&mut seen, |edge| summary.edges.entry(edge).or_default().customers += 1);
            summary.see_nodes(codes);
        }
        summary
    }

    fn merge(&self, into: &mut TransitionSummary, other: TransitionSummary) {
        into.customers += other.customers;
        for (key, mut edge) in other.edges {
            let total = into.edges.entry(key).or_default();
            total.customers += edge.customers;
            total.gaps.append(&mut edge.gaps);
        }
        for (key, node) in other.nodes {
            let total = into.nodes.entry(key).or_default();
            total.count += node.count;
            total.customers += node.customers;
            total.starts += node.starts;
            total.ends += node.ends;
        }
    }

    fn finish(&self, names: &Self::Plan, summary: TransitionSummary) -> Result<TransitionReport> {
        let name = |code: u32| names.get(code as usize).cloned().unwrap_or_default();
        let mut out_of: BTreeMap<u32, u64> = BTreeMap::new();
        for ((source, _), edge) in &summary.edges {
            *out_of.entry(*source).or_default() += edge.gaps.len() as u64;
        }
        let mut rows: Vec<TransitionRow> = summary
            .edges
            .into_iter()
            .map(|((source, target), mut edge)| TransitionRow {
                source: name(source),
                target: name(target),
                count: edge.gaps.len() as u64,
                customers: edge.customers,
                probability: Estimate::share(
                    edge.gaps.len() as u64,
                    out_of.get(&source).copied().unwrap_or_default(),
                    "moves out of the source",
                ),
                gap: duration_stats(&mut edge.gaps),
            })
            .collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        let nodes = summary
            .nodes
            .into_iter()
            .map(|(code, node)| TransitionNode {
                touchpoint: name(code),
                count: node.count,
                customers: node.customers,
                starts: node.starts,
                ends: node.ends,
            })
            .collect();
        let count = rows.iter().map(|row| row.count).sum();
        Ok(TransitionReport { rows, nodes, customers: summary.customers, count })
    }
}

impl TransitionSummary {
    fn see_nodes(&mut self, codes: &[u32]) {
        if let (Some(&first), Some(&last)) = (codes.first(), codes.last()) {
            self.nodes.entry(first).or_default().starts += 1;
            self.nodes.entry(last).or_default().ends += 1;
        }
        for &code in codes {
            self.nodes.entry(code).or_default().count += 1;
        }
        for_distinct(&mut codes.to_vec(), |code| self.nodes.entry(code).or_default().customers += 1);
    }
}

/// Sorts `items` and calls `each` once for every distinct one.
fn for_distinct<T: Ord + Copy>(items: &mut Vec<T>, mut each: impl FnMut(T)) {
    items.sort_unstable();
    items.dedup();
    items.iter().for_each(|&item| each(item));
}
