use proptest::prelude::*;

use super::crossings::crossings;
use super::*;

const GAPS: Gaps = Gaps { node: 14.0, band: 6.0, port: 2.0 };

fn edge(from: usize, to: usize, thickness: f64) -> Edge {
    Edge { from, to, thickness }
}

fn plain(count: usize) -> Vec<Node> {
    let node = Node { height: 40.0, ..Node::default() };
    (0..count).map(|number| Node { first: if number == 0 { 20.0 } else { 0.0 }, ..node }).collect()
}

fn graphs() -> impl Strategy<Value = (Vec<Node>, Vec<Edge>)> {
    let node = (20.0..80.0, 0.0..30.0, 0.0..30.0, any::<bool>());
    let node = node.prop_map(|(height, first, last, some)| Node {
        height,
        first: if some { first } else { 0.0 },
        last,
        low: false,
    });
    prop::collection::vec(node, 1..12).prop_flat_map(|nodes| {
        let count = nodes.len();
        let edges = prop::collection::btree_map((0..count, 0..count), 0.5..40.0, 0..30);
        let edges = edges.prop_map(|edges| {
            let apart = edges.into_iter().filter(|((from, to), _)| from != to);
            apart.map(|((from, to), thickness)| edge(from, to, thickness)).collect::<Vec<_>>()
        });
        (Just(nodes), edges)
    })
}

/// Places of all items in their columns.
fn places(layout: &Layout) -> Vec<usize> {
    let mut places = vec![0; layout.items.len()];
    for column in &layout.columns {
        column.iter().enumerate().for_each(|(place, item)| places[*item] = place);
    }
    places
}

/// Crossings told by the heights that are drawn, pair by pair.
fn drawn_crossings(layout: &Layout) -> usize {
    let mut count = 0;
    for (position, a) in layout.segments.iter().enumerate() {
        for b in &layout.segments[position + 1..] {
            let same = layout.items[a.left].column == layout.items[b.left].column;
            let (a, b) = (layout.ends(a), layout.ends(b));
            count += usize::from(same && (a.0 - b.0) * (a.1 - b.1) < 0.0);
        }
    }
    count
}

proptest! {
    #[test]
    fn columns_follow_edges_that_do_not_go_back((nodes, edges) in graphs()) {
        let layout = arrange(&nodes, &edges, GAPS);
        for (edge, back) in edges.iter().zip(&layout.back) {
            let (from, to) = (layout.items[edge.from].column, layout.items[edge.to].column);
            prop_assert_ne!(from, to);
            prop_assert_eq!(*back, from > to);
        }
        let used: std::collections::BTreeSet<usize> = nodes.iter().enumerate().map(|(at, _)| layout.items[at].column).collect();
        prop_assert_eq!(used.len(), layout.columns.len());
    }

    #[test]
    fn nothing_overlaps((nodes, edges) in graphs()) {
        let layout = arrange(&nodes, &edges, GAPS);
        for column in &layout.columns {
            for pair in column.windows(2) {
                let (above, below) = (layout.items[pair[0]], layout.items[pair[1]]);
                let gap = if above.node || below.node { GAPS.node } else { GAPS.band };
                prop_assert!(above.y + above.below + gap <= below.y - below.above + 1e-6);
            }
        }
        for item in &layout.items {
            prop_assert!(item.y - item.above >= -1e-6 && item.y + item.below <= layout.height + 1e-6);
            prop_assert!(item.y.is_finite());
        }
    }

    #[test]
    fn bands_keep_apart_at_the_sides_of_nodes((nodes, edges) in graphs()) {
        let layout = arrange(&nodes, &edges, GAPS);
        for (number, node) in nodes.iter().enumerate() {
            let mut left = vec![(layout.firsts[number], node.first)];
            let mut right = vec![(layout.lasts[number], node.last)];
            for segment in &layout.segments {
                let thickness = edges[segment.edge].thickness;
                if segment.right == number { left.push((segment.reaches, thickness)); }
                if segment.left == number { right.push((segment.leaves, thickness)); }
            }
            for mut side in [left, right] {
                side.retain(|port| port.1 > 0.0);
                side.sort_by(|a, b| a.0.total_cmp(&b.0));
                for pair in side.windows(2) {
                    prop_assert!(pair[0].0 + pair[0].1 / 2.0 + GAPS.port <= pair[1].0 - pair[1].1 / 2.0 + 1e-6);
                }
                for (middle, thickness) in side {
                    prop_assert!(middle - thickness / 2.0 >= -layout.items[number].above - 1e-6);
                    prop_assert!(middle + thickness / 2.0 <= layout.items[number].below + 1e-6);
                }
            }
        }
    }

    #[test]
    fn routes_lead_from_end_to_end((nodes, edges) in graphs()) {
        let layout = arrange(&nodes, &edges, GAPS);
        prop_assert_eq!(layout.routes.len(), edges.len());
        for ((edge, back), route) in edges.iter().zip(&layout.back).zip(&layout.routes) {
            let route = &layout.segments[route.clone()];
            let ends = if *back { (edge.to, edge.from) } else { (edge.from, edge.to) };
            prop_assert_eq!((route[0].left, route[route.len() - 1].right), ends);
            for pair in route.windows(2) {
                prop_assert_eq!(pair[0].right, pair[1].left);
                prop_assert!(!layout.items[pair[0].right].node);
            }
            for segment in route {
                prop_assert_eq!(layout.items[segment.left].column + 1, layout.items[segment.right].column);
            }
        }
    }

    #[test]
    fn the_main_path_is_a_straight_line((nodes, edges) in graphs()) {
        let layout = arrange(&nodes, &edges, GAPS);
        let heights = layout.segments.iter().filter(|segment| layout.main[segment.edge]);
        let heights: Vec<f64> = heights.flat_map(|segment| <[f64; 2]>::from(layout.ends(segment))).collect();
        prop_assert!(heights.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-6), "{:?}", heights);
    }

    #[test]
    fn sweeps_never_add_crossings((nodes, edges) in graphs()) {
        let layout = arrange(&nodes, &edges, GAPS);
        let mut first = layout.clone();
        first.columns.iter_mut().for_each(|column| column.sort_unstable());
        let (before, after) = (crossings(&first, &places(&first)), crossings(&layout, &places(&layout)));
        prop_assert!(after.count <= before.count && after.weight <= before.weight);
        prop_assert_eq!(drawn_crossings(&layout), after.count);
    }

    #[test]
    fn the_same_graph_is_drawn_the_same((nodes, edges) in graphs()) {
        prop_assert_eq!(arrange(&nodes, &edges, GAPS), arrange(&nodes, &edges, GAPS));
    }

    #[test]
    fn no_single_move_of_a_node_makes_less_go_back((nodes, edges) in graphs()) {
        let nodes = vec![Node::default(); nodes.len()];
        let ranks = order::ranks(&nodes, &edges);
        let cost = |ranks: &[usize]| -> f64 {
            edges.iter().filter(|edge| ranks[edge.to] < ranks[edge.from]).map(|edge| edge.thickness).sum()
        };
        let mut order: Vec<usize> = (0..nodes.len()).collect();
        order.sort_by_key(|node| ranks[*node]);
        for from in 0..order.len() {
            for to in 0..order.len() {
                let mut other = order.clone();
                let node = other.remove(from);
                other.insert(to, node);
                let mut moved = vec![0; nodes.len()];
                other.iter().enumerate().for_each(|(rank, node)| moved[*node] = rank);
                prop_assert!(cost(&ranks) <= cost(&moved) + 1e-6);
            }
        }
    }
}

#[test]
fn the_least_edge_of_a_cycle_goes_back() {
    let edges = [edge(0, 1, 9.0), edge(1, 2, 8.0), edge(2, 0, 2.0), edge(2, 3, 5.0)];
    let layout = arrange(&plain(4), &edges, GAPS);
    assert_eq!(layout.back, [false, false, true, false]);
    let columns: Vec<usize> = layout.items[..4].iter().map(|item| item.column).collect();
    assert_eq!(columns, [0, 1, 2, 3]);
}

#[test]
fn beginnings_are_left_where_moves_leave_it_open() {
    let mut nodes = plain(3);
    nodes[0].first = 0.0;
    nodes[2] = Node { first: 9.0, ..nodes[2] };
    let edges = [edge(0, 1, 5.0), edge(1, 0, 5.0), edge(1, 2, 5.0), edge(2, 1, 5.0)];
    let layout = arrange(&nodes, &edges, GAPS);
    assert_eq!([0, 1, 2].map(|at| layout.items[at].column), [2, 1, 0]);
}

#[test]
fn nodes_move_to_where_edges_are_short() {
    // By the longest way alone, node 4 would stand in column 0, three columns from its only neighbour.
    let edges = [edge(0, 1, 9.0), edge(1, 2, 9.0), edge(2, 3, 9.0), edge(4, 3, 1.0)];
    let layout = arrange(&plain(5), &edges, GAPS);
    assert_eq!(layout.items[4].column, 2);
}

#[test]
fn a_crossing_that_can_be_avoided_is() {
    // 0 leads to 1 and 2, these to 4 and 3: the order as given crosses.
    let edges = [edge(0, 1, 3.0), edge(0, 2, 3.0), edge(1, 4, 3.0), edge(2, 3, 3.0)];
    assert_eq!(drawn_crossings(&arrange(&plain(5), &edges, GAPS)), 0);
}

#[test]
fn a_long_edge_is_straight_where_it_passes() {
    let mut edges: Vec<Edge> = (0..5).map(|at| edge(at, at + 1, 9.0)).collect();
    edges.push(edge(0, 5, 2.0));
    let layout = arrange(&plain(6), &edges, GAPS);
    let route = &layout.segments[layout.routes[5].clone()];
    let heights: Vec<f64> = route[1..].iter().map(|segment| layout.items[segment.left].y).collect();
    assert_eq!(heights.len(), 4);
    assert!(heights.windows(2).all(|pair| pair[0] == pair[1]), "{heights:?}");
}

#[test]
fn what_is_kept_low_stays_low() {
    let nodes: Vec<Node> = (0..5).map(|at| Node { height: 10.0, low: at == 1, ..Node::default() }).collect();
    let edges = [edge(0, 2, 1.0), edge(0, 1, 5.0), edge(0, 3, 1.0), edge(0, 4, 1.0)];
    let layout = in_columns(&nodes, &edges, GAPS, &[0, 1, 1, 1, 1]);
    assert_eq!(layout.columns[1].last(), Some(&1));
}

#[test]
fn nothing_and_one_node_have_a_place() {
    assert_eq!(arrange(&[], &[], GAPS), Layout::default());
    let layout = arrange(&plain(1), &[], GAPS);
    assert_eq!((layout.height, layout.items[0].y, layout.columns.len()), (40.0, 20.0, 1));
}
