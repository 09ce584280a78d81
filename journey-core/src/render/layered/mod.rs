//! Layered drawings of directed graphs, from left to right: nodes in columns, edges as bands that never cross a node.
//! Pure geometry; deterministic, since every order here has a last resort in the order given.
//!
//! The five steps of Sugiyama, Tagawa and Toda (1981): an order in which little goes back, columns, stand-ins where an edge
//! passes a column, an order within columns in which little crosses, and heights that make edges straight.

mod columns;
mod crossings;
mod heights;
mod order;
#[cfg(test)]
mod tests;

use std::ops::Range;

/// A node to place.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Node {
    /// Height that its contents need.
    pub height: f64,
    /// Thickness of what begins here: a port at its left side.
    pub first: f64,
    /// Thickness of what ends here: a port at its right side.
    pub last: f64,
    /// Kept below all others of its column.
    pub low: bool,
}

/// An edge to draw. No edge leads from a node to itself.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Edge {
    /// Position of the node that it leaves.
    pub from: usize,
    /// Position of the node that it reaches.
    pub to: usize,
    /// How thick it is drawn; the thicker it is, the shorter and straighter.
    pub thickness: f64,
}

/// Distances between things above each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gaps {
    /// Between nodes, or a node and a band.
    pub node: f64,
    /// Between bands.
    pub band: f64,
    /// Between bands at the side of a node.
    pub port: f64,
}

/// What stands in a column: a node, or the place where an edge passes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Item {
    /// Column.
    pub column: usize,
    /// Whether this is a node; it has the same position as in the graph then.
    pub node: bool,
    /// Whether it lies on the main path.
    pub main: bool,
    low: bool,
    /// How far it reaches above its line.
    pub above: f64,
    /// How far it reaches below its line.
    pub below: f64,
    /// Height of its line.
    pub y: f64,
}

/// The part of an edge between neighbouring columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Segment {
    /// The edge.
    pub edge: usize,
    /// The item at its left end.
    pub left: usize,
    /// The item at its right end.
    pub right: usize,
    thickness: f64,
    main: bool,
    /// Where it leaves the left item, from that one's line.
    pub leaves: f64,
    /// Where it reaches the right item, from that one's line.
    pub reaches: f64,
}

/// A graph with a place for everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Layout {
    /// Nodes, then places where edges pass columns.
    pub items: Vec<Item>,
    /// Items of each column from top to bottom.
    pub columns: Vec<Vec<usize>>,
    /// Parts of all edges, edge by edge, from left to right.
    pub segments: Vec<Segment>,
    /// The segments of each edge.
    pub routes: Vec<Range<usize>>,
    /// Whether an edge goes back: its route begins at the node that it reaches.
    pub back: Vec<bool>,
    /// Whether an edge belongs to the main path: from where most begins, always the thickest edge that goes on.
    pub main: Vec<bool>,
    /// Where something begins at each node, from its line.
    pub firsts: Vec<f64>,
    /// Where something ends at each node, from its line.
    pub lasts: Vec<f64>,
    /// Height of everything.
    pub height: f64,
}

/// Places a graph: columns are chosen so that edges are short and few go back.
///
/// # Complexity
/// O(nodes³) for the order, then O(segments²) for each column and each of some dozen sweeps; meant for pictures of some dozen
/// nodes.
pub(crate) fn arrange(nodes: &[Node], edges: &[Edge], gaps: Gaps) -> Layout {
    let ranks = order::ranks(nodes, edges);
    let back: Vec<bool> = edges.iter().map(|edge| ranks[edge.to] < ranks[edge.from]).collect();
    let columns = columns::shortest(nodes, edges, &back, &ranks);
    let main = order::main_path(nodes, edges, &back);
    place(nodes, edges, gaps, &columns, Layout { back, main, ..Layout::default() })
}

/// Places a graph with given columns, in which every edge leads to a later column.
pub(crate) fn in_columns(nodes: &[Node], edges: &[Edge], gaps: Gaps, columns: &[usize]) -> Layout {
    let none = vec![false; edges.len()];
    place(nodes, edges, gaps, columns, Layout { back: none.clone(), main: none, ..Layout::default() })
}

fn place(nodes: &[Node], edges: &[Edge], gaps: Gaps, columns: &[usize], mut layout: Layout) -> Layout {
    layout.items = nodes.iter().zip(columns).map(|(node, column)| item(node, *column)).collect();
    for (edge, number) in edges.iter().zip(0..) {
        layout.route(edge, number);
    }
    let count = columns.iter().max().map_or(0, |last| last + 1);
    layout.columns = vec![Vec::new(); count];
    for (position, item) in layout.items.iter().enumerate() {
        layout.columns[item.column].push(position);
    }
    crossings::reduce(&mut layout);
    heights::ports(&mut layout, nodes, gaps);
    heights::settle(&mut layout, gaps);
    layout
}

fn item(node: &Node, column: usize) -> Item {
    let half = node.height / 2.0;
    Item { column, node: true, main: false, low: node.low, above: half, below: half, y: 0.0 }
}

impl Layout {
    /// Adds the segments of an edge, and an item for each column between its ends.
    fn route(&mut self, edge: &Edge, number: usize) {
        let back = self.back[number];
        let (first, last) = if back { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let main = self.main[number];
        for end in [first, last] {
            self.items[end].main |= main;
        }
        let half = edge.thickness / 2.0;
        let begin = self.segments.len();
        let mut left = first;
        for column in self.items[first].column + 1..=self.items[last].column {
            let right = if column == self.items[last].column { last } else { self.items.len() };
            if right != last {
                let pass = Item { column, node: false, main, low: false, above: half, below: half, y: 0.0 };
                self.items.push(pass);
            }
            let thickness = edge.thickness;
            let segment = Segment { edge: number, left, right, thickness, main, leaves: 0.0, reaches: 0.0 };
            self.segments.push(segment);
            left = right;
        }
        self.routes.push(begin..self.segments.len());
    }

    /// Heights of both ends of a segment.
    pub(crate) fn ends(&self, segment: &Segment) -> (f64, f64) {
        (self.items[segment.left].y + segment.leaves, self.items[segment.right].y + segment.reaches)
    }
}
