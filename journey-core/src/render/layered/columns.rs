//! Columns in which edges are short.

use super::{Edge, Node};

/// Column of each node: first by the longest way to it; then nodes move within the room that their neighbours leave while
/// that makes the sum of thickness times length smaller (the aim of Gansner et al. 1993, one node at a time).
pub(super) fn shortest(nodes: &[Node], edges: &[Edge], back: &[bool], ranks: &[usize]) -> Vec<usize> {
    let mut moves: Vec<(usize, usize, f64)> = Vec::with_capacity(edges.len());
    for (edge, back) in edges.iter().zip(back) {
        let (left, right) = if *back { (edge.to, edge.from) } else { (edge.from, edge.to) };
        moves.push((left, right, edge.thickness));
    }
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|node| ranks[*node]);
    let mut columns = vec![0; nodes.len()];
    for &node in &order {
        let before = moves.iter().filter(|(_, right, _)| *right == node);
        columns[node] = before.map(|(left, ..)| columns[*left] + 1).max().unwrap_or(0);
    }
    for _ in 0..nodes.len() {
        let mut moved = false;
        for &node in order.iter().rev() {
            let better = best(&columns, &moves, node, nodes[node].first);
            moved |= better != columns[node];
            columns[node] = better;
        }
        if !moved {
            break;
        }
    }
    dense(columns)
}

/// The column of a node between its neighbours with the least length of edges; what begins at a node pulls it to the left.
fn best(columns: &[usize], moves: &[(usize, usize, f64)], node: usize, first: f64) -> usize {
    let (mut low, mut high) = (0, usize::MAX);
    let mut pull = first;
    for &(left, right, thickness) in moves {
        if right == node {
            low = low.max(columns[left] + 1);
            pull += thickness;
        } else if left == node {
            high = high.min(columns[right] - 1);
            pull -= thickness;
        }
    }
    match pull {
        _ if high == usize::MAX || pull > 1e-9 => low,
        _ if pull < -1e-9 => high,
        _ => columns[node],
    }
}

/// The same without empty columns.
fn dense(mut columns: Vec<usize>) -> Vec<usize> {
    let mut used = columns.clone();
    used.sort_unstable();
    used.dedup();
    for column in &mut columns {
        *column = used.partition_point(|other| other < column);
    }
    columns
}
