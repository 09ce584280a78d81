//! Transitions as a small layered graph: most frequent moves from left to right, moves back below.

use std::collections::BTreeMap;

use super::canvas::{Anchor, Area, Canvas, NOTE, Path, SMALL};
use super::{mermaid, number, palette, svg};
use crate::analysis::{TransitionNode, TransitionReport, TransitionRow};
use crate::measure::Unit;

/// Moves drawn.
const MOVES: usize = 14;
const BOX: (f64, f64) = (128.0, 50.0);
const STEP: (f64, f64) = (216.0, 84.0);
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

/// Which moves are drawn, and where their touchpoints stand.
struct Drawing<'a> {
    moves: Vec<&'a TransitionRow>,
    nodes: Vec<(&'a TransitionNode, Area)>,
    depth: f64,
}

impl<'a> Drawing<'a> {
    fn new(report: &'a TransitionReport) -> Self {
        let moves: Vec<&TransitionRow> =
            report.rows.iter().filter(|row| row.source != row.target).take(MOVES).collect();
        let used = |node: &&TransitionNode| {
            moves.is_empty()
                || moves.iter().any(|row| row.source == node.touchpoint || row.target == node.touchpoint)
        };
        let mut nodes: Vec<&TransitionNode> = report.nodes.iter().filter(used).take(MOVES + 1).collect();
        nodes.sort_by_key(|node| std::cmp::Reverse(node.starts));
        let layers = layers(&nodes, &moves);
        let mut filled: BTreeMap<usize, usize> = BTreeMap::new();
        let mut placed = Vec::new();
        for node in nodes {
            let layer = layers.get(node.touchpoint.as_str()).copied().unwrap_or(0);
            let row = filled.entry(layer).or_default();
            let (x, y) =
                (EDGE + layer as f64 * STEP.0, EDGE + *row as f64 * STEP.1 + (layer % 2) as f64 * 20.0);
            placed.push((node, Area::new(x, y, BOX.0, BOX.1)));
            *row += 1;
        }
        let depth = placed.iter().map(|(_, area)| area.y + area.height).fold(0.0, f64::max);
        Self { moves, nodes: placed, depth }
    }

    fn area(&self, name: &str) -> Option<Area> {
        self.nodes.iter().find(|(node, _)| node.touchpoint == name).map(|(_, area)| *area)
    }

    fn draw(&self, report: &TransitionReport) -> (Canvas, Area) {
        let mut canvas = Canvas::default();
        let most = self.moves.first().map_or(1, |row| row.count).max(1) as f64;
        let mut taken: Vec<Area> = self.nodes.iter().map(|(_, area)| *area).collect();
        let mut labels = Vec::new();
        let mut bottom = self.depth;
        for row in &self.moves {
            let (Some(source), Some(target)) = (self.area(&row.source), self.area(&row.target)) else {
                continue;
            };
            let curve = Curve::between(source, target);
            bottom = bottom.max(curve.at(0.5).1);
            let thickness = (10.0 * row.count as f64 / most).max(1.0);
            canvas.stroke("move", &curve.path(), thickness);
            if let Some(spot) = curve.free_label(&taken, row.count) {
                taken.push(spot);
                labels.push((spot, row));
            }
        }
        for (spot, row) in labels {
            let at = (spot.x + spot.width / 2.0, spot.y + 11.5);
            canvas.label_over(SMALL, Anchor::Middle, at, &number::about(row.count));
            canvas.spot(spot, explain(row));
        }
        for (node, area) in &self.nodes {
            touchpoint(&mut canvas, node, *area);
        }
        let right = self.nodes.iter().map(|(_, area)| area.x + area.width).fold(200.0, f64::max);
        let text = match self.nodes.is_empty() {
            true => "No touchpoint was seen.".into(),
            false => format!(
                "The {} most frequent of {} kinds of moves; {} customers.",
                self.moves.len(),
                report.rows.len(),
                number::count(report.customers)
            ),
        };
        let width = right.max(420.0) - EDGE;
        let used = canvas.block(NOTE, (EDGE, bottom + 18.0), width, 2, &text);
        (canvas, Area::new(0.0, 0.0, width + 2.0 * EDGE, bottom + 18.0 + used + EDGE))
    }
}

/// Fewest moves from where most journeys begin.
fn layers<'a>(nodes: &[&'a TransitionNode], moves: &[&'a TransitionRow]) -> BTreeMap<&'a str, usize> {
    let mut layers: BTreeMap<&str, usize> = BTreeMap::new();
    for node in nodes {
        if layers.contains_key(node.touchpoint.as_str()) {
            continue;
        }
        layers.insert(&node.touchpoint, 0);
        let mut wave = vec![node.touchpoint.as_str()];
        while let Some(source) = (!wave.is_empty()).then(|| wave.remove(0)) {
            let next = layers.get(source).copied().unwrap_or(0) + 1;
            for row in moves.iter().filter(|row| row.source == source) {
                if !layers.contains_key(row.target.as_str()) {
                    layers.insert(&row.target, next);
                    wave.push(&row.target);
                }
            }
        }
    }
    layers
}

fn touchpoint(canvas: &mut Canvas, node: &TransitionNode, area: Area) {
    canvas.rect("tint", area);
    let inner = area.width - 16.0;
    let used = canvas.block(SMALL.bold(), (area.x + 8.0, area.y + 2.0), inner, 2, &node.touchpoint);
    let text = format!("{} customers", number::about(node.customers));
    canvas.block(NOTE, (area.x + 8.0, area.y + 3.0 + used), inner, 1, &text);
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

/// The line of a move.
struct Curve([(f64, f64); 4]);

impl Curve {
    /// To the right between the sides of the boxes, or back below them.
    fn between(source: Area, target: Area) -> Self {
        if target.x > source.x {
            let from = (source.x + source.width, source.y + source.height / 2.0);
            let to = (target.x, target.y + target.height / 2.0);
            let half = (to.0 - from.0) / 2.0;
            return Self([from, (from.0 + half, from.1), (to.0 - half, to.1), to]);
        }
        let from = (source.x + source.width * 0.35, source.y + source.height);
        let to = (target.x + target.width * 0.65, target.y + target.height);
        let dip = 30.0 + (source.x - target.x) * 0.1;
        Self([from, (from.0, from.1 + dip), (to.0, to.1 + dip), to])
    }

    fn path(&self) -> Path {
        let [from, a, b, to] = self.0;
        Path::from(from.0, from.1).bend(a, b, to)
    }

    /// The point at a share of the way.
    fn at(&self, t: f64) -> (f64, f64) {
        let s = 1.0 - t;
        let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
        let sum = |value: fn(&(f64, f64)) -> f64| {
            self.0.iter().zip(weights).map(|(point, weight)| value(point) * weight).sum::<f64>()
        };
        (sum(|point| point.0), sum(|point| point.1))
    }

    /// A place on the line for its label that is still free.
    fn free_label(&self, taken: &[Area], count: u64) -> Option<Area> {
        let width = SMALL.width(&number::about(count)) + 8.0;
        [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88].into_iter().find_map(|t| {
            let (x, y) = self.at(t);
            let area = Area::new(x - width / 2.0, y - 8.0, width, 16.0);
            taken.iter().all(|other| apart(&area, other)).then_some(area)
        })
    }
}

fn apart(a: &Area, b: &Area) -> bool {
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}
