//! What a part of a log tells about transitions.

use serde::{Deserialize, Serialize};

use super::edges::Edges;
use super::histories::{Histories, Seen};

/// What a part of the log tells about transitions.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TransitionSummary {
    /// By source and target; the source is the number of a history if there are any.
    pub(super) edges: Edges,
    pub(super) histories: Histories,
    /// By touchpoint code.
    pub(super) nodes: Vec<Node>,
    pub(super) customers: u64,
}

/// Events at a touchpoint are not counted: each of them is the source of a transition or ends a journey.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Node {
    pub customers: u64,
    pub starts: u64,
    pub ends: u64,
    /// Events after which another one comes, where transitions do not tell how many there are.
    pub moves: u64,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        let counts = |node: &Self| (node.customers, node.starts, node.ends, node.moves);
        counts(self) == counts(other)
    }
}

impl TransitionSummary {
    /// Makes room for so many touchpoints.
    pub(super) fn fit(&mut self, touchpoints: usize, direct: bool) {
        if self.nodes.len() < touchpoints {
            self.nodes.resize(touchpoints, Node::default());
        }
        if direct {
            self.edges.fit(self.nodes.len());
        }
    }

    /// Counts a journey: its start, its end, and who was where.
    fn visit(&mut self, codes: &[u32]) {
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
    }

    /// Adds the moves of a journey.
    pub(super) fn see(&mut self, codes: &[u32], times: &[i64]) {
        self.visit(codes);
        let customer = self.customers;
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

    /// Adds the moves of a journey after so many touchpoints.
    pub(super) fn see_after(&mut self, order: usize, codes: &[u32], times: &[i64]) {
        self.visit(codes);
        self.count_moves(codes);
        let gaps = times.iter().zip(times.iter().skip(1)).map(|(from, to)| to.saturating_sub(*from));
        let moves = codes.windows(order + 1).zip(gaps.skip(order - 1));
        for (path, gap) in moves {
            let Some((target, history)) = path.split_last() else { continue };
            let source = self.histories.number(history);
            if let Some(edge) = self.edges.get(source, *target) {
                edge.see(gap, self.customers);
            }
        }
    }

    /// Adds every pair of an event and a later one; `seen` is room for what was seen before.
    pub(super) fn see_eventually(&mut self, codes: &[u32], times: &[i64], seen: &mut Seen) {
        self.visit(codes);
        self.count_moves(codes);
        for (&target, &time) in codes.iter().zip(times) {
            for before in &seen.list {
                if let Some(edge) = self.edges.get(before.code, target) {
                    edge.see_pairs(time.saturating_sub(before.first), before.count, self.customers);
                }
            }
            seen.add(target, time);
        }
        seen.clear();
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        self.customers += other.customers;
        let own = self.histories.add(&other.histories);
        self.edges.merge_as(&mut other.edges, |source| own.get(source as usize).copied().unwrap_or(source));
        for (node, more) in self.nodes.iter_mut().zip(other.nodes) {
            node.customers += more.customers;
            node.starts += more.starts;
            node.ends += more.ends;
            node.moves += more.moves;
        }
    }

    pub(super) fn retract(&mut self, mut part: Self) {
        self.customers -= part.customers;
        let own = self.histories.add(&part.histories);
        self.edges.retract_as(&mut part.edges, |source| own.get(source as usize).copied().unwrap_or(source));
        for (node, less) in self.nodes.iter_mut().zip(part.nodes) {
            node.customers -= less.customers;
            node.starts -= less.starts;
            node.ends -= less.ends;
            node.moves -= less.moves;
        }
    }

    fn count_moves(&mut self, codes: &[u32]) {
        for &code in codes.iter().take(codes.len().saturating_sub(1)) {
            self.nodes.get_mut(code as usize).into_iter().for_each(|node| node.moves += 1);
        }
    }
}
