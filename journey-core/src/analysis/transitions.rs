//! Transitions: which touchpoint follows which, how often, and after what time.

use std::collections::BTreeMap;

use hashbrown::HashMap;
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
            .durations("", rows.map(|row| &row.gap))
    }
}

/// What a part of the log tells about transitions.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TransitionSummary {
    #[serde(with = "super::pairs")]
    edges: BTreeMap<(u32, u32), Edge>,
    #[serde(with = "super::pairs")]
    nodes: BTreeMap<u32, Node>,
    customers: u64,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
struct Edge {
    customers: u64,
    gaps: Vec<i64>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize, Deserialize)]
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

    fn observe(&self, names: &Self::Plan, shard: &Shard, into: &mut TransitionSummary) {
        let mut counter = Counter::new(names.len());
        for journey in shard.journeys() {
            counter.see(journey.touchpoints(), journey.times());
        }
        self.merge(into, counter.finish());
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
            .map(|((source, target), edge)| TransitionRow {
                source: name(source),
                target: name(target),
                count: edge.gaps.len() as u64,
                customers: edge.customers,
                probability: Estimate::share(
                    edge.gaps.len() as u64,
                    out_of.get(&source).copied().unwrap_or_default(),
                    "moves out of the source",
                ),
                gap: duration_stats(&edge.gaps),
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

/// Counts the transitions of one shard without searching: every edge has a slot, found by a table while
/// touchpoints are few and by hashing otherwise.
struct Counter {
    touchpoints: usize,
    /// Slot of each edge by source and target, [`NO_SLOT`] if it has none; empty if touchpoints are many.
    table: Vec<u32>,
    slots: HashMap<(u32, u32), u32>,
    edges: Vec<Counted<(u32, u32), Edge>>,
    nodes: Vec<Counted<u32, Node>>,
    customers: u64,
}

/// A count with its key, and the number of the customer who was counted last.
struct Counted<K, V> {
    key: K,
    last: u64,
    value: V,
}

const NO_SLOT: u32 = u32::MAX;
/// Up to so many touchpoints, a table of all edges takes at most 64 KiB.
const FEW: usize = 128;

impl Counter {
    fn new(touchpoints: usize) -> Self {
        let node = |code| Counted { key: code as u32, last: 0, value: Node::default() };
        Self {
            touchpoints,
            table: if touchpoints <= FEW { vec![NO_SLOT; touchpoints * touchpoints] } else { Vec::new() },
            slots: HashMap::new(),
            edges: Vec::new(),
            nodes: (0..touchpoints).map(node).collect(),
            customers: 0,
        }
    }

    fn see(&mut self, codes: &[u32], times: &[i64]) {
        self.customers += 1;
        let customer = self.customers;
        if let (Some(&first), Some(&last)) = (codes.first(), codes.last()) {
            self.nodes.get_mut(first as usize).into_iter().for_each(|node| node.value.starts += 1);
            self.nodes.get_mut(last as usize).into_iter().for_each(|node| node.value.ends += 1);
        }
        for node in codes {
            let Some(node) = self.nodes.get_mut(*node as usize) else {
                continue;
            };
            node.value.count += 1;
            node.value.customers += u64::from(node.last != customer);
            node.last = customer;
        }
        for (pair, gap) in codes.windows(2).zip(times.windows(2)) {
            if let (&[source, target], &[from, to]) = (pair, gap)
                && let Some(edge) = self.edge(source, target)
            {
                edge.value.gaps.push(to.saturating_sub(from));
                edge.value.customers += u64::from(edge.last != customer);
                edge.last = customer;
            }
        }
    }

    fn edge(&mut self, source: u32, target: u32) -> Option<&mut Counted<(u32, u32), Edge>> {
        let key = (source, target);
        let slot = match self.table.get_mut(source as usize * self.touchpoints + target as usize) {
            Some(slot) => slot,
            None => self.slots.entry(key).or_insert(NO_SLOT),
        };
        if *slot == NO_SLOT {
            *slot = self.edges.len() as u32;
            self.edges.push(Counted { key, last: 0, value: Edge::default() });
        }
        self.edges.get_mut(*slot as usize)
    }

    fn finish(self) -> TransitionSummary {
        TransitionSummary {
            edges: self.edges.into_iter().map(|edge| (edge.key, edge.value)).collect(),
            nodes: self
                .nodes
                .into_iter()
                .filter(|node| node.value.count > 0)
                .map(|node| (node.key, node.value))
                .collect(),
            customers: self.customers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    #[test]
    fn counts_gaps_starts_and_ends_by_hand() {
        let events = [
            ("ann", 0, "a"),
            ("ann", 5, "b"),
            ("ann", 6, "a"),
            ("ann", 9, "b"),
            ("bob", 0, "b"),
            ("bob", 0, "b"),
        ];
        let report = log(&events).run(&Transitions::new()).unwrap();
        let rows: Vec<_> = report
            .rows
            .iter()
            .map(|row| {
                (row.source.as_str(), row.target.as_str(), row.count, row.customers, row.gap.mean_seconds)
            })
            .collect();
        let expected =
            [("a", "b", 2, 1, Some(4.0)), ("b", "a", 1, 1, Some(1.0)), ("b", "b", 1, 1, Some(0.0))];
        assert_eq!(rows, expected);
        assert_eq!((report.rows[1].probability.value, report.rows[1].probability.n), (Some(0.5), 2));
        let nodes: Vec<_> =
            report.nodes.iter().map(|node| (node.count, node.customers, node.starts, node.ends)).collect();
        assert_eq!(nodes, [(2, 1, 1, 0), (4, 2, 1, 2)]);
    }

    #[test]
    fn many_touchpoints_are_counted_like_few() {
        let names: Vec<String> = (0..FEW + 50).map(|i| format!("t{i:04}")).collect();
        let mut events: Vec<_> =
            names.iter().enumerate().map(|(i, name)| ("ann", i as i64, name.as_str())).collect();
        events.extend([("bob", 0, names[0].as_str()), ("bob", 3, names[1].as_str())]);
        let report = log(&events).run(&Transitions::new()).unwrap();
        assert_eq!(report.rows.len(), names.len() - 1);
        assert_eq!((report.rows[0].count, report.rows[0].customers), (2, 2));
        assert_eq!(
            (report.rows[0].gap.mean_seconds, report.graph().edge_count()),
            (Some(2.0), names.len() - 1)
        );
    }

    #[test]
    fn a_single_event_has_no_transition() {
        let report = log(&[("ann", 0, "a")]).run(&Transitions::new()).unwrap();
        assert_eq!((report.rows.len(), report.nodes[0].starts, report.nodes[0].ends), (0, 1, 1));
        assert_eq!(log(&[]).run(&Transitions::new()).unwrap().customers, 0);
    }
}
