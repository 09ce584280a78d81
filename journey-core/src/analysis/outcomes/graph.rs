//! Dominators and loops of the graph of moves.

use petgraph::algo::{dominators, tarjan_scc};
use petgraph::graph::{DiGraph, NodeIndex};

use super::chain::Chain;

/// Touchpoints that no way from the start to success leaves out, in the order in which they come.
pub(super) fn required(chain: &Chain) -> Vec<usize> {
    let start = chain.codes.len();
    let mut graph = DiGraph::<(), ()>::with_capacity(start + 2, 0);
    let nodes: Vec<NodeIndex> = (0..start + 2).map(|_| graph.add_node(())).collect();
    for (source, moves) in nodes.iter().zip(&chain.moves) {
        for (target, _) in moves {
            nodes.get(*target).into_iter().for_each(|target| {
                graph.add_edge(*source, *target, ());
            });
        }
    }
    let (Some(&first), Some(&success)) = (nodes.get(start), nodes.get(start + 1)) else { return Vec::new() };
    for (source, _) in nodes.iter().zip(&chain.successes).filter(|(_, count)| **count > 0) {
        graph.add_edge(*source, success, ());
    }
    let tree = dominators::simple_fast(&graph, first);
    let above = tree.strict_dominators(success).into_iter().flatten();
    let mut all: Vec<usize> = above.map(|node| node.index()).filter(|node| *node < start).collect();
    all.reverse();
    all
}

/// Sets of touchpoints from each of which there is a way to each other one, and touchpoints that follow themselves. Both in
/// ascending order.
pub(super) fn loops(chain: &Chain) -> Vec<Vec<usize>> {
    let touchpoints = chain.codes.len();
    let mut graph = DiGraph::<(), ()>::with_capacity(touchpoints, 0);
    let nodes: Vec<NodeIndex> = (0..touchpoints).map(|_| graph.add_node(())).collect();
    for (source, moves) in nodes.iter().zip(&chain.moves) {
        for target in moves.iter().filter_map(|(target, _)| nodes.get(*target)) {
            graph.add_edge(*source, *target, ());
        }
    }
    let sets = tarjan_scc(&graph).into_iter().filter(|set| match set.as_slice() {
        [one] => graph.contains_edge(*one, *one),
        _ => true,
    });
    let mut sets: Vec<Vec<usize>> = sets.map(|set| set.into_iter().map(NodeIndex::index).collect()).collect();
    sets.iter_mut().for_each(|set| set.sort_unstable());
    sets.sort_unstable();
    sets
}
