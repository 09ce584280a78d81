//! From the summary of the whole log to the report.

use std::cmp::Reverse;

use super::summary::TransitionSummary;
use super::{TransitionNode, TransitionReport, TransitionRow, Transitions};
use crate::analysis::Estimate;
use crate::error::Result;
use crate::numeric::{Durations, ExactSum};

/// An edge and what it is compared with.
struct Counted {
    /// Codes of what comes before, the source last.
    path: Vec<u32>,
    target: u32,
    /// Number of the source, or of the history.
    number: u32,
    count: u64,
    customers: u64,
    deviation: Option<f64>,
}

/// The answer for the whole log.
pub(super) fn report(
    options: &Transitions,
    names: &[String],
    summary: &mut TransitionSummary,
) -> Result<TransitionReport> {
    let mut edges = summary.edges.list_mut();
    let gaps = Durations::stats_of_all(edges.iter_mut().map(|(_, edge)| &mut edge.gaps))?;
    let counted = edges.iter().map(|((number, target), edge)| Counted {
        path: summary.histories.path(*number).map_or_else(|| vec![*number], <[u32]>::to_vec),
        target: *target,
        number: *number,
        count: edge.count(),
        customers: edge.customers,
        deviation: options.deviation.then(|| deviation(&edge.gaps)).flatten(),
    });
    let mut counted: Vec<_> = counted.zip(gaps).collect();
    counted.sort_by(|(a, _), (b, _)| {
        (Reverse(a.count), &a.path, a.target).cmp(&(Reverse(b.count), &b.path, b.target))
    });
    let edges = || counted.iter().map(|(edge, _)| edge);
    let count = edges().map(|edge| edge.count).sum::<u64>();
    let size = names.len().max(edges().map(|edge| edge.number as usize + 1).max().unwrap_or_default());
    let out_of = sums(size, edges().map(|edge| (edge.number, edge.count)));
    let into = sums(size, edges().map(|edge| (edge.target, edge.count)));
    let moves =
        if options.direct() { out_of.clone() } else { summary.nodes.iter().map(|node| node.moves).collect() };
    let nodes = nodes(names, summary, &moves);
    let share = |edge: &Counted| edge.count as f64 / count as f64;
    let shown = |edge: &Counted| {
        edge.count >= options.min_count && options.min_share.is_none_or(|least| share(edge) >= least)
    };
    let at = |list: &[u64], code: u32| list.get(code as usize).copied().unwrap_or_default();
    let people = |code: u32| summary.nodes.get(code as usize).map_or(0, |node| node.customers);
    let name = |code: u32| names.get(code as usize).cloned().unwrap_or_default();
    let customers = summary.customers;
    let (edges, all) = (counted.len(), options.top.unwrap_or(usize::MAX));
    let (mut rows, mut listed) = (Vec::new(), 0);
    for (edge, gap) in counted.iter().filter(|(edge, _)| shown(edge)).take(all) {
        let (source, history) =
            edge.path.split_last().map_or((0, &[][..]), |(source, before)| (*source, before));
        let [probability, in_probability] = match options.eventually {
            true => [(source, "customers with the source"), (edge.target, "customers with the target")]
                .map(|(code, of)| Estimate::share(edge.customers, people(code), of)),
            false => [
                Estimate::share(edge.count, at(&out_of, edge.number), "moves out of the source"),
                Estimate::share(edge.count, at(&into, edge.target), "moves into the target"),
            ],
        };
        listed += edge.count;
        rows.push(TransitionRow {
            history: history.iter().map(|code| name(*code)).collect(),
            source: name(source),
            target: name(edge.target),
            count: edge.count,
            customers: edge.customers,
            probability,
            in_probability,
            customer_share: Estimate::share(edge.customers, customers, "customers"),
            share: Estimate::share(edge.count, count, "all traversals"),
            per_journey: edge.count as f64 / customers as f64,
            gap: gap.clone(),
            deviation_seconds: edge.deviation,
        });
    }
    let hidden = (edges - rows.len()) as u64;
    Ok(TransitionReport { rows, nodes, customers, count, hidden, hidden_count: count - listed })
}

fn sums(size: usize, counts: impl Iterator<Item = (u32, u64)>) -> Vec<u64> {
    let mut sums = vec![0; size];
    for (code, count) in counts {
        sums.get_mut(code as usize).into_iter().for_each(|sum| *sum += count);
    }
    sums
}

fn nodes(names: &[String], summary: &TransitionSummary, moves: &[u64]) -> Vec<TransitionNode> {
    let all = summary.nodes.iter().zip(moves).zip(names);
    let nodes = all.map(|((node, moves), name)| TransitionNode {
        touchpoint: name.clone(),
        count: moves + node.ends,
        customers: node.customers,
        starts: node.starts,
        ends: node.ends,
    });
    nodes.filter(|node| node.count > 0).collect()
}

/// The standard deviation of a sample in seconds.
fn deviation(gaps: &Durations) -> Option<f64> {
    let (mut n, mut sum) = (0_i128, 0_i128);
    gaps.each(|micros| (n, sum) = (n + 1, sum + i128::from(micros)));
    if n < 2 || n != gaps.len() as i128 {
        return None;
    }
    let (whole, rest) = (sum / n, sum % n);
    let mut squares = ExactSum::default();
    gaps.each(|micros| {
        let away = (i128::from(micros) - whole) as f64;
        squares.add(away * away);
    });
    let rest = rest as f64;
    let variance = (squares.value() - rest * rest / n as f64) / (n - 1) as f64;
    Some(variance.max(0.0).sqrt() / 1e6)
}
