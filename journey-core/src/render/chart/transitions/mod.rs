//! Transitions: touchpoints as boxes from left to right, moves as bands between them.

mod boxes;
mod labels;
mod select;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use super::frame::{Chart, some};
use super::{Drawing, Drawn};
use crate::analysis::TransitionReport;
use crate::measure::Unit;
use crate::render::canvas::{Area, Canvas, Path};
use crate::render::escape::isolate;
use crate::render::layered::{Edge, Gaps, Layout, Node, Segment, arrange};
use crate::render::number;
use select::{Move, Shown};

const SOURCE: &str = "Transitions of the event log";
/// Thickness of a band that everybody takes, at most.
const BREADTH: f64 = 44.0;
/// Height of what is attached to one side of a box, at most.
const SIDE: f64 = 150.0;
/// Width of a box, and of what sticks out of it where journeys begin or end.
const BOX: f64 = 132.0;
const STUB: f64 = 10.0;
const GAPS: Gaps = Gaps { node: 16.0, band: 7.0, port: 2.0 };

impl Drawn for TransitionReport {
    const KINDS: &'static [&'static str] = &["graph"];

    fn draw(&self, _: &str) -> Drawing {
        let shown = Shown::new(self);
        if shown.nodes.is_empty() {
            let needs = "It needs journeys with at least one event.";
            return Chart::missing("There are no transitions to draw", needs, SOURCE).finish();
        }
        let picture = Picture::new(&shown);
        let (canvas, width) = picture.draw();
        let mut chart = Chart {
            title: title(self),
            facts: facts(self),
            canvas,
            width,
            height: picture.layout.height,
            notes: vec![legend(&shown)],
            source: SOURCE,
            ..Chart::default()
        };
        chart.notes.extend(hidden(self, &shown));
        chart.finish()
    }
}

/// What matters most: where journeys begin and end.
fn title(report: &TransitionReport) -> String {
    let share = |count: u64| number::percent(count as f64 / report.customers.max(1) as f64);
    let first = report.nodes.iter().rev().max_by_key(|node| node.starts).filter(|node| node.starts > 0);
    let last = report.nodes.iter().rev().max_by_key(|node| node.ends).filter(|node| node.ends > 0);
    match (first, last) {
        (Some(first), Some(last)) => format!(
            "{} of journeys begin with {}, {} end with {}",
            share(first.starts),
            isolate(&first.touchpoint),
            share(last.ends),
            isolate(&last.touchpoint)
        ),
        _ => "What follows what".into(),
    }
}

fn facts(report: &TransitionReport) -> String {
    let kinds = report.rows.len() as u64 + report.hidden;
    format!(
        "{}, {}, {} of {}",
        some(report.customers, "customers"),
        some(report.nodes.iter().filter(|node| node.count > 0).count() as u64, "touchpoints"),
        some(report.count, "moves"),
        some(kinds, "kinds")
    )
}

fn legend(shown: &Shown<'_>) -> String {
    let unit = if shown.traversals { "moves, whatever came before" } else { "customers who make the move" };
    format!(
        "From left to right; a band is as thick as the {unit}, orange ones lead back to the left. Stronger: from where most \
         begin, always the most frequent move on. Stubs at the left of a box: journeys begin there; at the right, grey: \
         they end there."
    )
}

/// What is not drawn, in words.
fn hidden(report: &TransitionReport, shown: &Shown<'_>) -> Option<String> {
    let mut parts = Vec::new();
    if shown.hidden_nodes > 0 {
        let few = match shown.full {
            true => "with the fewest customers".into(),
            false => format!("with fewer than {} of customers", number::percent(shown.least_node)),
        };
        parts.push(format!("{} {few}", some(shown.hidden_nodes as u64, "touchpoints")));
    }
    if shown.hidden_moves > 0 {
        let all = report.count.max(1) as f64;
        let share = number::percent(shown.hidden_count as f64 / all);
        let least = number::percent(shown.least_move);
        parts.push(format!(
            "{} between others or of fewer than {least} of {} ({share} of all moves)",
            kinds(shown.hidden_moves as u64),
            if shown.traversals { "moves" } else { "customers" },
        ));
    }
    if report.hidden > 0 {
        let share = number::percent(report.hidden_count as f64 / report.count.max(1) as f64);
        parts.push(format!("{} that this report leaves out ({share} of all moves)", kinds(report.hidden)));
    }
    (!parts.is_empty())
        .then(|| format!("Not drawn: {}. All that the report has is in its table.", parts.join("; ")))
}

fn kinds(n: u64) -> String {
    let kinds = if n == 1 { "kind" } else { "kinds" };
    format!("{}\u{a0}{kinds} of moves", number::count(n))
}

/// A graph with places for everything.
struct Picture<'a> {
    shown: &'a Shown<'a>,
    layout: Layout,
    /// Left edges of columns, and the right edge of the last one.
    columns: Vec<f64>,
    /// Thickness of one customer.
    scale: f64,
}

impl<'a> Picture<'a> {
    fn new(shown: &'a Shown<'a>) -> Self {
        let scale = scale(shown);
        let nodes: Vec<Node> = (0..shown.nodes.len())
            .map(|at| Node {
                height: boxes::height(shown, at),
                first: shown.nodes[at].starts as f64 * scale,
                last: shown.nodes[at].ends as f64 * scale,
                low: false,
            })
            .collect();
        let edge =
            |found: &Move<'_>| Edge { from: found.from, to: found.to, thickness: found.size as f64 * scale };
        let edges: Vec<Edge> = shown.moves.iter().map(edge).collect();
        let layout = arrange(&nodes, &edges, GAPS);
        let columns = columns(&layout);
        Self { shown, layout, columns, scale }
    }

    fn draw(&self) -> (Canvas, f64) {
        let mut canvas = Canvas::default();
        // Thick bands first, so that thin ones stay visible; the main path last.
        let mut order: Vec<usize> = (0..self.shown.moves.len()).collect();
        order.sort_by_key(|edge| self.layout.main[*edge]);
        for edge in order {
            self.band(&mut canvas, edge);
        }
        for at in 0..self.shown.nodes.len() {
            self.stubs(&mut canvas, at);
            boxes::draw(&mut canvas, self, at);
        }
        labels::draw(&mut canvas, self);
        (canvas, self.columns.last().copied().unwrap_or_default() + STUB)
    }

    /// Where a segment begins and ends.
    fn ends(&self, segment: &Segment) -> ((f64, f64), (f64, f64)) {
        let (leaves, reaches) = self.layout.ends(segment);
        let column = self.layout.items[segment.left].column;
        ((self.columns[column] + BOX, leaves), (self.columns[column + 1], reaches))
    }

    fn band(&self, canvas: &mut Canvas, edge: usize) {
        let found = &self.shown.moves[edge];
        let route = &self.layout.segments[self.layout.routes[edge].clone()];
        let Some(begin) = route.first().map(|segment| self.ends(segment).0) else { return };
        let mut path = Path::from(begin.0, begin.1);
        for segment in route {
            let (from, to) = self.ends(segment);
            let middle = (from.0 + to.0) / 2.0;
            path = path.to(from.0, from.1).bend((middle, from.1), (middle, to.1), to);
        }
        let thickness = found.size as f64 * self.scale;
        let class = match (self.layout.main[edge], self.layout.back[edge]) {
            (true, _) => "way",
            (_, true) => "back",
            _ if thickness < 1.5 => "fine",
            _ => "move",
        };
        canvas.told(class, &path, thickness, &explain(found));
        if self.layout.back[edge] {
            let reach = (thickness / 2.0).max(3.0);
            let head = Path::from(begin.0, begin.1).to(begin.0 + reach + 4.0, begin.1 - reach - 1.0);
            canvas.path("loss", &head.to(begin.0 + reach + 4.0, begin.1 + reach + 1.0).close());
        }
    }

    fn stubs(&self, canvas: &mut Canvas, at: usize) {
        let (node, item) = (&self.shown.nodes[at], &self.layout.items[at]);
        let x = self.columns[item.column];
        for (size, class, x, place) in [
            (node.starts, "fgood", x - STUB, self.layout.firsts[at]),
            (node.ends, "open", x + BOX, self.layout.lasts[at]),
        ] {
            let thickness = size as f64 * self.scale;
            canvas.rect(class, Area::new(x, item.y + place - thickness / 2.0, STUB, thickness));
        }
    }
}

/// Thickness of one customer: as large as the limits allow.
fn scale(shown: &Shown<'_>) -> f64 {
    let mut sides = vec![[0_u64; 2]; shown.nodes.len()];
    let mut most = 1;
    for found in &shown.moves {
        sides[found.from][1] += found.size;
        sides[found.to][0] += found.size;
        most = most.max(found.size);
    }
    for (side, node) in sides.iter_mut().zip(&shown.nodes) {
        side[0] += node.starts;
        side[1] += node.ends;
        most = most.max(node.starts).max(node.ends);
    }
    let side = sides.iter().flatten().max().copied().unwrap_or(1).max(1);
    (BREADTH / most as f64).min(SIDE / side as f64)
}

/// Left edges of columns: there is more room where bands rise or fall far.
fn columns(layout: &Layout) -> Vec<f64> {
    let mut x = STUB;
    let mut columns = Vec::with_capacity(layout.columns.len() + 1);
    for column in 0..layout.columns.len() {
        columns.push(x);
        let segments = layout.segments.iter().filter(|segment| layout.items[segment.left].column == column);
        let rise =
            segments.map(|segment| layout.ends(segment)).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        x += BOX + (40.0 + rise * 0.3).clamp(64.0, 130.0);
    }
    let last = columns.last().map_or(0.0, |left| left + BOX);
    columns.push(last);
    columns
}

/// All that is known about a move, in words.
fn explain(found: &Move<'_>) -> String {
    let mut out = String::new();
    let Some(first) = found.rows.first() else { return out };
    let _ = write!(out, "{} → {}", isolate(&first.source), isolate(&first.target));
    if found.rows.len() > 1 {
        let _ = write!(out, "\n{} in all, by what came before:", some(found.size, "moves"));
    }
    for row in found.rows.iter().take(6) {
        if !row.history.is_empty() {
            let before: Vec<String> = row.history.iter().map(|name| isolate(name)).collect();
            let _ = write!(out, "\nafter {}", before.join(", "));
        }
        let _ = write!(out, "\n{} by {}", some(row.count, "moves"), some(row.customers, "customers"));
        let _ = write!(out, "\n{}", number::in_full(&row.probability, Unit::Share));
        if let Some(seconds) = row.gap.median_seconds {
            let _ = write!(out, "\nmedian time between: {}", number::duration(seconds));
        }
    }
    out
}
