//! An order of nodes in which little goes back, with beginnings on the left.

use super::{Edge, Node};

/// Rank of each node: greedily, always the node next that is reached most from those before it compared with those after
/// it; then nodes move to better places until no single move makes less go back. What begins at a node counts as if it went
/// on to all others by equal parts.
pub(super) fn ranks(nodes: &[Node], edges: &[Edge]) -> Vec<usize> {
    let count = nodes.len();
    let mut weights: Vec<f64> = Vec::with_capacity(count * count);
    for from in nodes {
        weights.extend(nodes.iter().map(|_| from.first / count as f64));
    }
    for edge in edges {
        weights[edge.from * count + edge.to] += edge.thickness;
    }
    let weight = |from: usize, to: usize| weights[from * count + to];
    let mut order = greedy(count, &weight);
    for _ in 0..count {
        let mut better = false;
        for node in 0..count {
            better |= improve(&mut order, node, &weight);
        }
        if !better {
            break;
        }
    }
    let mut ranks = vec![0; count];
    order.iter().enumerate().for_each(|(rank, node)| ranks[*node] = rank);
    ranks
}

fn greedy(count: usize, weight: &impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let mut rest: Vec<usize> = (0..count).collect();
    let mut order: Vec<usize> = Vec::with_capacity(count);
    while !rest.is_empty() {
        let mut best = (f64::NEG_INFINITY, 0);
        for (position, &node) in rest.iter().enumerate() {
            let before: f64 = order.iter().map(|other| weight(*other, node)).sum();
            let after: f64 = rest.iter().map(|other| weight(*other, node)).sum();
            let gain = before - after;
            if gain > best.0 {
                best = (gain, position);
            }
        }
        order.push(rest.remove(best.1));
    }
    order
}

/// Moves a node to its best place, if that makes less go back.
fn improve(order: &mut Vec<usize>, node: usize, weight: &impl Fn(usize, usize) -> f64) -> bool {
    let Some(at) = order.iter().position(|other| *other == node) else { return false };
    let mut best = (-1e-9, at);
    let mut change = 0.0;
    for place in (0..at).rev() {
        change += weight(order[place], node) - weight(node, order[place]);
        if change < best.0 {
            best = (change, place);
        }
    }
    change = 0.0;
    for (place, &other) in order.iter().enumerate().skip(at + 1) {
        change += weight(node, other) - weight(other, node);
        if change < best.0 {
            best = (change, place);
        }
    }
    order.remove(at);
    order.insert(best.1, node);
    best.1 != at
}

/// Which edges make up the main path: from where most begins, always the thickest edge that goes on, until none does or nearly
/// everything ends.
pub(super) fn main_path(nodes: &[Node], edges: &[Edge], back: &[bool]) -> Vec<bool> {
    const NEARLY: f64 = 0.1;
    let mut main = vec![false; edges.len()];
    let mut at = 0;
    for (position, node) in nodes.iter().enumerate() {
        if node.first > nodes[at].first {
            at = position;
        }
    }
    loop {
        let mut best: Option<usize> = None;
        for (number, edge) in
            edges.iter().enumerate().filter(|(number, edge)| edge.from == at && !back[*number])
        {
            if best.is_none_or(|best| edge.thickness > edges[best].thickness) {
                best = Some(number);
            }
        }
        match best.filter(|best| edges[*best].thickness >= nodes[at].last * NEARLY) {
            Some(best) => {
                main[best] = true;
                at = edges[best].to;
            }
            None => return main,
        }
    }
}
