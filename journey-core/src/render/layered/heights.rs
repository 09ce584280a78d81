//! Heights of items and ports.

use super::{Gaps, Item, Layout, Node};

/// How often heights are passed on from column to column.
const SWEEPS: usize = 16;

/// What is attached at the side of a node.
#[derive(Clone, Copy)]
enum Port {
    /// A segment.
    Segment(usize),
    /// What begins or ends here.
    Stub,
}

/// Stacks bands at both sides of nodes in the order of what they lead to, so that they do not cross there; what begins is
/// above all others, what ends below. A band of the main path is on the line of the node, other stacks have it in the middle.
pub(super) fn ports(layout: &mut Layout, nodes: &[Node], gaps: Gaps) {
    let mut places = vec![0; layout.items.len()];
    for column in &layout.columns {
        column.iter().enumerate().for_each(|(place, item)| places[*item] = place);
    }
    layout.firsts = vec![0.0; nodes.len()];
    layout.lasts = vec![0.0; nodes.len()];
    for (number, node) in nodes.iter().enumerate() {
        for right in [false, true] {
            let mut stack: Vec<usize> = (0..layout.segments.len())
                .filter(|at| match right {
                    true => layout.segments[*at].left == number,
                    false => layout.segments[*at].right == number,
                })
                .collect();
            let other = |at: &usize| {
                let segment = layout.segments[*at];
                (places[if right { segment.right } else { segment.left }], segment.edge)
            };
            stack.sort_by_key(other);
            let mut stack: Vec<Port> = stack.into_iter().map(Port::Segment).collect();
            match right {
                true if node.last > 0.0 => stack.push(Port::Stub),
                false if node.first > 0.0 => stack.insert(0, Port::Stub),
                _ => {}
            }
            pile(layout, (number, right), &stack, if right { node.last } else { node.first }, gaps.port);
        }
    }
}

/// Piles up what is attached at one side of a node, of which `stub` begins or ends there.
fn pile(layout: &mut Layout, (node, right): (usize, bool), stack: &[Port], stub: f64, gap: f64) {
    let thickness = |port: &Port| match port {
        Port::Segment(at) => layout.segments[*at].thickness,
        Port::Stub => stub,
    };
    let mut middles = Vec::with_capacity(stack.len());
    let (mut bottom, mut line) = (0.0, None);
    for port in stack {
        let middle = bottom + thickness(port) / 2.0;
        if matches!(port, Port::Segment(at) if layout.segments[*at].main) {
            line = Some(middle);
        }
        middles.push(middle);
        bottom += thickness(port) + gap;
    }
    let bottom = (bottom - gap).max(0.0);
    let line = line.unwrap_or(bottom / 2.0);
    for (port, middle) in stack.iter().zip(middles) {
        let place = match port {
            Port::Segment(at) if right => &mut layout.segments[*at].leaves,
            Port::Segment(at) => &mut layout.segments[*at].reaches,
            Port::Stub if right => &mut layout.lasts[node],
            Port::Stub => &mut layout.firsts[node],
        };
        *place = middle - line;
    }
    let item = &mut layout.items[node];
    item.above = item.above.max(line);
    item.below = item.below.max(bottom - line);
}

/// Finds heights: the main path on one line, everything else as near to its neighbours as the room allows.
pub(super) fn settle(layout: &mut Layout, gaps: Gaps) {
    for column in 0..layout.columns.len() {
        pack(layout, column, gaps, |_, _| None);
    }
    let mut links: Vec<Vec<(usize, f64, f64)>> = vec![Vec::new(); layout.items.len()];
    for segment in &layout.segments {
        let [left, right] = [segment.left, segment.right].map(|item| layout.items[item].node);
        let force = segment.thickness.max(0.1)
            * if left && right {
                1.0
            } else if left || right {
                2.0
            } else {
                8.0
            };
        let rise = segment.reaches - segment.leaves;
        links[segment.left].push((segment.right, rise, force));
        links[segment.right].push((segment.left, -rise, force));
    }
    let columns = layout.columns.len();
    for sweep in 0..SWEEPS {
        for step in 0..columns {
            let column = if sweep % 2 == 0 { step } else { columns - 1 - step };
            let last = sweep + 4 >= SWEEPS;
            let wish = |layout: &Layout, item: usize| {
                let toward = |other: usize| {
                    let (here, there) = (column, layout.items[other].column);
                    last || if sweep % 2 == 0 { there < here } else { there > here }
                };
                let near = links[item].iter().filter(|link| toward(link.0));
                median(near.map(|(other, rise, force)| (layout.items[*other].y + rise, *force)).collect())
            };
            pack(layout, column, gaps, wish);
        }
    }
    (0..3).for_each(|_| straighten(layout, gaps));
    let top = layout.items.iter().map(|item| item.y - item.above).fold(f64::INFINITY, f64::min);
    layout.items.iter_mut().for_each(|item| item.y -= top);
    layout.height = layout.items.iter().map(|item| item.y + item.below).fold(0.0, f64::max);
}

/// The weighted median, with the sum of weights.
fn median(mut values: Vec<(f64, f64)>) -> Option<(f64, f64)> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|value| value.1).sum();
    let mut sum = 0.0;
    for (value, weight) in values {
        sum += weight;
        if sum >= total / 2.0 {
            return Some((value, total));
        }
    }
    None
}

/// Distance of the lines of two items above each other.
fn apart(above: &Item, below: &Item, gaps: Gaps) -> f64 {
    above.below + below.above + if above.node || below.node { gaps.node } else { gaps.band }
}

/// Places the items of a column as near to their wishes as their distances allow: the least weighted squares, exactly, by
/// pooling neighbours that are in each other's way (Barlow et al. 1972).
fn pack(layout: &mut Layout, column: usize, gaps: Gaps, wish: impl Fn(&Layout, usize) -> Option<(f64, f64)>) {
    const FIXED: f64 = 1e9;
    let items = std::mem::take(&mut layout.columns[column]);
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(items.len());
    let mut offsets = Vec::with_capacity(items.len());
    let mut offset = 0.0;
    for (place, &item) in items.iter().enumerate() {
        if let Some(before) = place.checked_sub(1) {
            offset += apart(&layout.items[items[before]], &layout.items[item], gaps);
        }
        offsets.push(offset);
        let (wanted, weight) = match layout.items[item].main {
            true => (0.0, FIXED),
            false => wish(layout, item).unwrap_or((layout.items[item].y, 0.01)),
        };
        let mut pool = (wanted - offset, weight, 1);
        while let Some(above) = pools.pop_if(|above| above.0 > pool.0) {
            let weight = above.1 + pool.1;
            pool = ((above.0 * above.1 + pool.0 * pool.1) / weight, weight, above.2 + pool.2);
        }
        pools.push(pool);
    }
    let mut place = 0;
    for (value, _, count) in pools {
        for _ in 0..count {
            layout.items[items[place]].y = value + offsets[place];
            place += 1;
        }
    }
    layout.columns[column] = items;
    if let Some(main) = layout.columns[column].iter().find(|item| layout.items[**item].main) {
        let off = layout.items[*main].y;
        for at in 0..layout.columns[column].len() {
            let item = layout.columns[column][at];
            layout.items[item].y -= off;
        }
    }
}

/// Makes edges that pass columns straight there, as far as their neighbours leave room; thick ones first.
fn straighten(layout: &mut Layout, gaps: Gaps) {
    let mut places = vec![0; layout.items.len()];
    for column in &layout.columns {
        column.iter().enumerate().for_each(|(place, item)| places[*item] = place);
    }
    let mut long: Vec<usize> =
        (0..layout.routes.len()).filter(|edge| layout.routes[*edge].len() > 1).collect();
    let thickness = |edge: &usize| layout.segments[layout.routes[*edge].start].thickness;
    long.sort_by(|a, b| thickness(b).total_cmp(&thickness(a)));
    for edge in long {
        let segments = &layout.segments[layout.routes[edge].clone()];
        let passes: Vec<usize> = segments.iter().skip(1).map(|segment| segment.left).collect();
        if layout.items[passes[0]].main {
            continue;
        }
        let begin = layout.ends(&segments[0]).0;
        let mut run: Vec<usize> = Vec::new();
        let mut room = (f64::NEG_INFINITY, f64::INFINITY);
        let mut wanted = begin;
        for &item in &passes {
            let free = free(layout, item, places[item], gaps);
            let both = (room.0.max(free.0), room.1.min(free.1));
            if both.0 > both.1 {
                wanted = level(layout, &run, room, wanted);
                run.clear();
                room = free;
            } else {
                room = both;
            }
            run.push(item);
        }
        level(layout, &run, room, wanted);
    }
}

/// Puts some items on one height within their room.
fn level(layout: &mut Layout, run: &[usize], room: (f64, f64), wanted: f64) -> f64 {
    let y = wanted.min(room.1).max(room.0);
    run.iter().for_each(|item| layout.items[*item].y = y);
    y
}

/// Between which heights an item can be while all others stay.
fn free(layout: &Layout, item: usize, place: usize, gaps: Gaps) -> (f64, f64) {
    let this = &layout.items[item];
    let column = &layout.columns[this.column];
    let neighbour =
        |place: Option<usize>| place.and_then(|place| column.get(place)).map(|at| &layout.items[*at]);
    let low =
        neighbour(place.checked_sub(1)).map_or(f64::NEG_INFINITY, |above| above.y + apart(above, this, gaps));
    let high =
        neighbour(place.checked_add(1)).map_or(f64::INFINITY, |below| below.y - apart(this, below, gaps));
    // What is placed exactly may be off by a rounding.
    if low > high { (this.y, this.y) } else { (low, high) }
}
