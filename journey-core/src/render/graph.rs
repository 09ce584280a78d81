//! Transitions as a small graph: touchpoints below each other, moves on as arcs at the right, moves back at the
//! left. Arcs never cross a box and their numbers never meet.

use super::canvas::{Anchor, Area, Canvas, NOTE, Path, SMALL};
use super::{mermaid, number, palette, svg};
use crate::analysis::{TransitionNode, TransitionReport, TransitionRow};
use crate::measure::Unit;

/// Moves drawn.
const MOVES: usize = 14;
/// Touchpoints drawn.
const NODES: usize = 12;
/// Size of a box.
const BOX: (f64, f64) = (200.0, 38.0);
/// Distance of boxes below each other.
const STEP: f64 = 50.0;
/// How much further out an arc reaches for each box it passes; wider than its number.
const REACH: f64 = 46.0;
const EDGE: f64 = 24.0;

impl TransitionReport {
    /// The most frequent moves as a drawing: boxes are touchpoints, lines as thick as their traversals.
    ///
    /// # Complexity
    /// O(rows + nodes).
    pub fn to_svg(&self) -> String {
        let drawing = Drawing::new(self);
        let (canvas, area) = drawing.draw(self);
        let name = format!("The {} most frequent of {} kinds of moves", drawing.moves.len(), self.rows.len());
        let mut out = svg::open("jn", &area, &name);
        out.push_str(&format!("<style>{}</style>", palette::standalone()));
        out.push_str(&svg::sheet(&canvas, &area));
        out.push_str("</svg>\n");
        out
    }

    /// The most frequent moves as a Mermaid flow chart.
    pub fn to_mermaid(&self) -> String {
        mermaid::transitions(self, MOVES)
    }
}

/// Which moves are drawn, between which touchpoints from top to bottom.
struct Drawing<'a> {
    moves: Vec<&'a TransitionRow>,
    nodes: Vec<&'a TransitionNode>,
}

impl<'a> Drawing<'a> {
    fn new(report: &'a TransitionReport) -> Self {
        let mut used: Vec<&str> = Vec::new();
        let mut moves: Vec<&TransitionRow> = Vec::new();
        for row in report.rows.iter().filter(|row| row.source != row.target) {
            let ends = [row.source.as_str(), row.target.as_str()];
            let new = ends.iter().filter(|end| !used.contains(end)).count();
            if moves.len() < MOVES && used.len() + new <= NODES {
                used.extend(ends.iter().filter(|end| !used.contains(end)).copied().collect::<Vec<_>>());
                moves.push(row);
            }
        }
        let shown = |node: &&TransitionNode| moves.is_empty() || used.contains(&node.touchpoint.as_str());
        let nodes = order(report.nodes.iter().filter(shown).take(NODES).collect(), &moves);
        Self { moves, nodes }
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.touchpoint == name)
    }

    fn draw(&self, report: &TransitionReport) -> (Canvas, Area) {
        let arcs: Vec<Arc<'_>> = self.moves.iter().filter_map(|row| Arc::new(self, row)).collect();
        let span =
            |back: bool| arcs.iter().filter(|arc| arc.back() == back).map(Arc::span).max().unwrap_or(0);
        let left = EDGE + span(true) as f64 * REACH + if span(true) > 0 { 24.0 } else { 0.0 };
        let right = left + BOX.0 + span(false) as f64 * REACH + 24.0;
        let most = self.moves.first().map_or(1, |row| row.count).max(1) as f64;
        let mut canvas = Canvas::default();
        for arc in &arcs {
            arc.draw(&mut canvas, left, most);
        }
        for arc in &arcs {
            arc.label(&mut canvas, left);
        }
        for (position, node) in self.nodes.iter().enumerate() {
            touchpoint(&mut canvas, node, Area::new(left, top(position), BOX.0, BOX.1));
        }
        let text = match self.nodes.is_empty() {
            true => "No touchpoint was seen.".into(),
            false => format!(
                "The {} most frequent of {} kinds of moves, {} customers. Right: down the list; left: back up.",
                self.moves.len(),
                report.rows.len(),
                number::count(report.customers)
            ),
        };
        let width = right.max(420.0) - EDGE;
        let bottom = top(self.nodes.len());
        let used = canvas.block(NOTE, (EDGE, bottom), width, 3, &text);
        (canvas, Area::new(0.0, 0.0, width + 2.0 * EDGE, bottom + used + EDGE))
    }
}

/// Upper edge of a box.
fn top(position: usize) -> f64 {
    EDGE + position as f64 * STEP
}

/// Touchpoints so that most moves go down: first where most journeys begin, then always the one that is
/// reached most from those above compared with those still to come.
fn order<'a>(mut rest: Vec<&'a TransitionNode>, moves: &[&TransitionRow]) -> Vec<&'a TransitionNode> {
    let mut placed: Vec<&TransitionNode> = Vec::new();
    while !rest.is_empty() {
        let gain = |node: &TransitionNode| {
            let into = moves.iter().filter(|row| row.target == node.touchpoint);
            let signed = |row: &&&TransitionRow| {
                let above = placed.iter().any(|other| other.touchpoint == row.source);
                if above { i128::from(row.count) } else { -i128::from(row.count) }
            };
            let first = if placed.is_empty() { i128::from(node.starts) * 1_000_000 } else { 0 };
            into.map(|row| signed(&row)).sum::<i128>() + first
        };
        let best = (0..rest.len()).rev().max_by_key(|position| rest.get(*position).map(|node| gain(node)));
        placed.push(rest.remove(best.unwrap_or(0)));
    }
    placed
}

fn touchpoint(canvas: &mut Canvas, node: &TransitionNode, area: Area) {
    canvas.rect("tint", area);
    let inner = area.width - 16.0;
    canvas.block(SMALL.bold(), (area.x + 8.0, area.y + 4.0), inner, 1, &node.touchpoint);
    let text = format!("{} customers", number::about(node.customers));
    canvas.block(NOTE, (area.x + 8.0, area.y + 20.0), inner, 1, &text);
    let tip = format!(
        "{}\n{} customers, {} events\n{} journeys begin here, {} end here",
        node.touchpoint,
        number::count(node.customers),
        number::count(node.count),
        number::count(node.starts),
        number::count(node.ends)
    );
    canvas.spot(area, tip);
}

/// A move as an arc beside the boxes.
struct Arc<'a> {
    row: &'a TransitionRow,
    from: usize,
    to: usize,
}

impl<'a> Arc<'a> {
    fn new(drawing: &Drawing<'_>, row: &'a TransitionRow) -> Option<Self> {
        Some(Self { row, from: drawing.position(&row.source)?, to: drawing.position(&row.target)? })
    }

    fn back(&self) -> bool {
        self.to < self.from
    }

    fn span(&self) -> usize {
        self.to.abs_diff(self.from)
    }

    /// Beginning, end and furthest point; arcs leave a box below its middle and reach it above.
    fn points(&self, left: f64) -> [(f64, f64); 3] {
        let (x, out) = if self.back() { (left, -1.0) } else { (left + BOX.0, 1.0) };
        let away = if self.back() { -6.0 } else { 6.0 };
        let middle = |position: usize| top(position) + BOX.1 / 2.0;
        let (from, to) = (middle(self.from) + away, middle(self.to) - away);
        [(x, from), (x + out * 5.0, to), (x + out * (self.span() as f64 * REACH - 6.0), (from + to) / 2.0)]
    }

    fn draw(&self, canvas: &mut Canvas, left: f64, most: f64) {
        let [from, to, far] = self.points(left);
        let bend = from.0 + (far.0 - from.0) * 4.0 / 3.0;
        let path = Path::from(from.0, from.1).bend((bend, from.1), (bend, to.1), to);
        canvas.stroke("move", &path, (10.0 * self.row.count as f64 / most).max(1.2));
        let out = if self.back() { -1.0 } else { 1.0 };
        let head = Path::from(to.0 - out * 5.0, to.1).to(to.0 + out * 2.0, to.1 - 4.0);
        canvas.path("fmute", &head.to(to.0 + out * 2.0, to.1 + 4.0).close());
    }

    fn label(&self, canvas: &mut Canvas, left: f64) {
        let [_, _, far] = self.points(left);
        canvas.label_over(SMALL, Anchor::Middle, (far.0, far.1 + 4.0), &number::about(self.row.count));
        canvas.spot(Area::new(far.0 - 20.0, far.1 - 9.0, 40.0, 18.0), explain(self.row));
    }
}

fn explain(row: &TransitionRow) -> String {
    let gap =
        row.gap.median_seconds.map(|seconds| format!("\nmedian time between: {}", number::duration(seconds)));
    format!(
        "{} → {}\n{} traversals by {} customers\n{}{}",
        row.source,
        row.target,
        number::count(row.count),
        number::count(row.customers),
        number::in_full(&row.probability, Unit::Share),
        gap.unwrap_or_default()
    )
}
