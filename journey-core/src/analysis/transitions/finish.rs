//! From the summary of the whole log to the report.

use std::cmp::Reverse;

use super::summary::TransitionSummary;
use super::{TransitionNode, TransitionReport, TransitionRow, Transitions};
use crate::analysis::{DurationStats, Estimate};
use crate::error::Result;
use crate::numeric::{Durations, ExactSum};

/// An edge.
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

/// What edges are compared with.
struct Totals<'a> {
    names: &'a [String],
    summary: &'a TransitionSummary,
    eventually: bool,
    count: u64,
    /// Traversals from each source or history, and to each target.
    out_of: Vec<u64>,
    into: Vec<u64>,
}

/// The answer for the whole log.
pub(super) fn report(
    options: &Transitions,
    names: &[String],
    summary: &mut TransitionSummary,
) -> Result<TransitionReport> {
    let edges = edges(options, summary)?;
    let summary = &*summary;
    let counts = || edges.iter().map(|(edge, _)| edge);
    let size = names.len().max(counts().map(|edge| edge.number as usize + 1).max().unwrap_or_default());
    let totals = Totals {
        names,
        summary,
        eventually: options.eventually,
        count: counts().map(|edge| edge.count).sum(),
        out_of: sums(size, counts().map(|edge| (edge.number, edge.count))),
        into: sums(size, counts().map(|edge| (edge.target, edge.count))),
    };
    let moves: Vec<u64> = summary.nodes.iter().map(|node| node.moves).collect();
    let nodes = nodes(names, summary, if options.direct() { &totals.out_of } else { &moves });
    let share = |edge: &Counted| edge.count as f64 / totals.count as f64;
    let shown = edges.iter().filter(|(edge, _)| {
        edge.count >= options.min_count && options.min_share.is_none_or(|least| share(edge) >= least)
    });
    let shown = shown.take(options.top.unwrap_or(usize::MAX));
    let rows: Vec<TransitionRow> = shown.map(|(edge, gap)| totals.row(edge, gap)).collect();
    let listed = rows.iter().map(|row| row.count).sum::<u64>();
    Ok(TransitionReport {
        nodes,
        customers: summary.customers,
        count: totals.count,
        hidden: (edges.len() - rows.len()) as u64,
        hidden_count: totals.count - listed,
        rows,
    })
}

/// All edges in the order of rows.
fn edges(options: &Transitions, summary: &mut TransitionSummary) -> Result<Vec<(Counted, DurationStats)>> {
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
    Ok(counted)
}

impl Totals<'_> {
    fn row(&self, edge: &Counted, gap: &DurationStats) -> TransitionRow {
        let name = |code: u32| self.names.get(code as usize).cloned().unwrap_or_default();
        let (source, history) =
            edge.path.split_last().map_or((0, &[][..]), |(source, before)| (*source, before));
        let [probability, in_probability] = self.probabilities(edge, source);
        TransitionRow {
            history: history.iter().map(|code| name(*code)).collect(),
            source: name(source),
            target: name(edge.target),
            count: edge.count,
            customers: edge.customers,
            probability,
            in_probability,
            customer_share: Estimate::share(edge.customers, self.summary.customers, "customers"),
            share: Estimate::share(edge.count, self.count, "all traversals"),
            per_journey: edge.count as f64 / self.summary.customers as f64,
            gap: gap.clone(),
            deviation_seconds: edge.deviation,
        }
    }

    /// The share of what comes from the source, and of what comes to the target.
    fn probabilities(&self, edge: &Counted, source: u32) -> [Estimate; 2] {
        let at = |list: &[u64], code: u32| list.get(code as usize).copied().unwrap_or_default();
        let people = |code: u32| self.summary.nodes.get(code as usize).map_or(0, |node| node.customers);
        match self.eventually {
            true => [
                Estimate::share(edge.customers, people(source), "customers with the source"),
                Estimate::share(edge.customers, people(edge.target), "customers with the target"),
            ],
            false => [
                Estimate::share(edge.count, at(&self.out_of, edge.number), "moves out of the source"),
                Estimate::share(edge.count, at(&self.into, edge.target), "moves into the target"),
            ],
        }
    }
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
