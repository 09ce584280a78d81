//! An order within columns in which little crosses.

use super::Layout;

/// How often everything goes from left to right and back.
const SWEEPS: usize = 24;

/// Neighbours of an item in the next column at one side, with thickness.
type Links = Vec<Vec<(usize, f64)>>;

/// Crossings of bands: how many, and the sum of the products of their thickness, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Crossings {
    pub(super) count: usize,
    pub(super) weight: f64,
}

/// Orders columns by the mean place of neighbours, left and right by turns, then by exchanging neighbours (Gansner et al.
/// 1993). Keeps the order with the least weight of crossings among those with no more crossings than the first.
pub(super) fn reduce(layout: &mut Layout) {
    let (mut lefts, mut rights) =
        (vec![Vec::new(); layout.items.len()], vec![Vec::new(); layout.items.len()]);
    for segment in &layout.segments {
        rights[segment.left].push((segment.right, segment.thickness));
        lefts[segment.right].push((segment.left, segment.thickness));
    }
    let mut places = vec![0; layout.items.len()];
    for column in &mut layout.columns {
        column.sort_by_key(|item| layout.items[*item].low);
        number(column, &mut places);
    }
    let first = crossings(layout, &places);
    let (mut least, mut best) = (first, layout.columns.clone());
    for sweep in 0..SWEEPS {
        if least.count == 0 {
            break;
        }
        let columns = layout.columns.len();
        for step in 0..columns {
            let (column, links) = match sweep % 2 {
                0 => (step, &lefts),
                _ => (columns - 1 - step, &rights),
            };
            by_mean(layout, column, links, &mut places);
        }
        while exchange(layout, [&lefts, &rights], &mut places) {}
        let found = crossings(layout, &places);
        if found.weight < least.weight && found.count <= first.count {
            (least, best) = (found, layout.columns.clone());
        }
    }
    layout.columns = best;
}

fn number(column: &[usize], places: &mut [usize]) {
    column.iter().enumerate().for_each(|(place, item)| places[*item] = place);
}

/// Orders a column by the mean place of neighbours at one side; what has none keeps its place.
fn by_mean(layout: &mut Layout, column: usize, links: &Links, places: &mut [usize]) {
    let mean = |item: usize| {
        let total: f64 = links[item].iter().map(|link| link.1).sum();
        let sum: f64 = links[item].iter().map(|link| places[link.0] as f64 * link.1).sum();
        if total > 0.0 { sum / total } else { places[item] as f64 }
    };
    let mut keys: Vec<(bool, f64, usize)> =
        layout.columns[column].iter().map(|item| (layout.items[*item].low, mean(*item), *item)).collect();
    keys.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    layout.columns[column] = keys.into_iter().map(|key| key.2).collect();
    number(&layout.columns[column], places);
}

/// Exchanges neighbours where that makes crossings lighter; whether it did.
fn exchange(layout: &mut Layout, sides: [&Links; 2], places: &mut [usize]) -> bool {
    let mut better = false;
    for column in &mut layout.columns {
        for place in 1..column.len() {
            let (a, b) = (column[place - 1], column[place]);
            if layout.items[a].low != layout.items[b].low {
                continue;
            }
            let [mut now, mut then] = [0.0; 2];
            for links in sides {
                now += between(&links[a], &links[b], places);
                then += between(&links[b], &links[a], places);
            }
            if then < now - 1e-9 {
                column.swap(place - 1, place);
                places.swap(a, b);
                better = true;
            }
        }
    }
    better
}

/// Weight of the crossings of links of one item with those of another below it.
fn between(above: &[(usize, f64)], below: &[(usize, f64)], places: &[usize]) -> f64 {
    let mut sum = 0.0;
    for (upper, a) in above {
        for (lower, b) in below.iter().filter(|(lower, _)| places[*lower] < places[*upper]) {
            debug_assert_ne!(upper, lower);
            sum += weight(*a, *b);
        }
    }
    sum
}

/// Weight of a crossing: a thick band in the way of a thick band is worst, but a thin one counts too.
fn weight(a: f64, b: f64) -> f64 {
    (a + 1.0) * (b + 1.0)
}

/// All crossings.
pub(super) fn crossings(layout: &Layout, places: &[usize]) -> Crossings {
    let mut found = Crossings { count: 0, weight: 0.0 };
    for (position, a) in layout.segments.iter().enumerate() {
        for b in &layout.segments[position + 1..] {
            let same = layout.items[a.left].column == layout.items[b.left].column;
            let left = places[a.left].cmp(&places[b.left]);
            if same && left.is_ne() && left == places[b.right].cmp(&places[a.right]) {
                found.count += 1;
                found.weight += weight(a.thickness, b.thickness);
            }
        }
    }
    found
}
