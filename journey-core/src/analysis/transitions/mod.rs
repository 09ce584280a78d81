//! Transitions: which touchpoint follows which, how often, and after what time.

mod edges;

use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, NodeIndex};
use serde::{Deserialize, Serialize};

use super::{Analysis, DurationStats, Estimate, Room, Table, Tabular};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::numeric::Durations;
use edges::{Edge, Edges};

/// Which touchpoint follows which? The directly-follows graph of all journeys.
///
/// # Complexity
/// O(events) time; four to six bytes an event while running, for exact quantiles.
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
    edges: Edges,
    /// By touchpoint code.
    nodes: Vec<Node>,
    customers: u64,
}

/// Events at a touchpoint are not counted: each of them is the source of a transition or ends a journey.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
struct Node {
    customers: u64,
    starts: u64,
    ends: u64,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        (self.customers, self.starts, self.ends) == (other.customers, other.starts, other.ends)
    }
}

impl Analysis for Transitions {
    type Plan = Vec<String>;
    type Summary = TransitionSummary;
    type Report = TransitionReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, names: &Self::Plan, shard: &Shard, into: &mut TransitionSummary) {
        into.fit(names.len());
        for journey in shard.journeys() {
            into.see(journey.touchpoints(), journey.times());
        }
    }

    fn merge(&self, into: &mut TransitionSummary, other: TransitionSummary) {
        into.fit(other.nodes.len());
        into.customers += other.customers;
        into.edges.merge(other.edges);
        for (node, more) in into.nodes.iter_mut().zip(other.nodes) {
            node.customers += more.customers;
            node.starts += more.starts;
            node.ends += more.ends;
        }
    }

    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut TransitionSummary, part: TransitionSummary) {
        into.customers -= part.customers;
        into.edges.retract(part.edges);
        for (node, less) in into.nodes.iter_mut().zip(part.nodes) {
            node.customers -= less.customers;
            node.starts -= less.starts;
            node.ends -= less.ends;
        }
    }

    fn settle(&self, summary: &mut TransitionSummary) -> Result<()> {
        Durations::settle_all(summary.edges.list_mut().into_iter().map(|(_, edge)| &mut edge.gaps))
    }

    fn compact(&self, _: &Self::Plan, summary: &mut TransitionSummary, room: &Room) -> Result<()> {
        room.bound(summary.edges.all_mut().map(|edge| &mut edge.gaps));
        Ok(())
    }

    fn finish(&self, names: &Self::Plan, summary: &mut TransitionSummary) -> Result<TransitionReport> {
        let name = |code: usize| names.get(code).cloned().unwrap_or_default();
        let mut out_of = vec![0; names.len()];
        let mut edges = summary.edges.list_mut();
        for ((source, _), edge) in &edges {
            out_of.get_mut(*source as usize).into_iter().for_each(|count| *count += edge.count());
        }
        let gaps = Durations::stats_of_all(edges.iter_mut().map(|(_, edge)| &mut edge.gaps))?;
        let row = |(((source, target), edge), gap): (&((u32, u32), &mut Edge), DurationStats)| {
            let all = out_of.get(*source as usize).copied().unwrap_or_default();
            TransitionRow {
                source: name(*source as usize),
                target: name(*target as usize),
                count: edge.count(),
                customers: edge.customers,
                probability: Estimate::share(edge.count(), all, "moves out of the source"),
                gap,
            }
        };
        let mut rows: Vec<TransitionRow> = edges.iter().zip(gaps).map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        let nodes =
            summary.nodes.iter().zip(&out_of).enumerate().map(|(code, (node, moves))| TransitionNode {
                touchpoint: name(code),
                count: moves + node.ends,
                customers: node.customers,
                starts: node.starts,
                ends: node.ends,
            });
        Ok(TransitionReport {
            nodes: nodes.filter(|node| node.count > 0).collect(),
            customers: summary.customers,
            count: rows.iter().map(|row| row.count).sum(),
            rows,
        })
    }
}

impl TransitionSummary {
    /// Makes room for so many touchpoints.
    fn fit(&mut self, touchpoints: usize) {
        if self.nodes.len() < touchpoints {
            self.nodes.resize(touchpoints, Node::default());
        }
        self.edges.fit(self.nodes.len());
    }

    fn see(&mut self, codes: &[u32], times: &[i64]) {
        self.customers += 1;
        let customer = self.customers;
        if let (Some(&first), Some(&last)) = (codes.first(), codes.last()) {
            self.nodes.get_mut(first as usize).into_iter().for_each(|node| node.starts += 1);
            self.nodes.get_mut(last as usize).into_iter().for_each(|node| node.ends += 1);
        }
        for &code in codes {
            if let Some(node) = self.nodes.get_mut(code as usize) {
                node.customers += u64::from(node.latest != customer);
                node.latest = customer;
            }
        }
        let ends = codes.iter().zip(codes.iter().skip(1));
        let gaps = times.iter().zip(times.iter().skip(1)).map(|(from, to)| to.saturating_sub(*from));
        let moves = ends.zip(gaps);
        if let Some((width, list)) = self.edges.dense_mut() {
            for ((&source, &target), gap) in moves {
                if let Some(edge) = list.get_mut(source as usize * width + target as usize) {
                    edge.see(gap, customer);
                }
            }
            return;
        }
        for ((&source, &target), gap) in moves {
            if let Some(edge) = self.edges.get(source, target) {
                edge.see(gap, customer);
            }
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
        let names: Vec<String> = (0..edges::FEW + 50).map(|i| format!("t{i:04}")).collect();
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
