//! How the explained variance is shared out among items that hang together.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What is left of a variance of 1 and is nothing but rounding.
const NOTHING: f64 = 1e-9;

/// Shares of R² by averaging the gain of each item over all orders (Lindeman, Merenda and Gold 1980; the Shapley value), from
/// the correlations of so many items and, last, the outcome. They add up to R².
///
/// # Complexity
/// O(2^items): subsets are a tree in which each is one step of elimination away from its parent.
pub(crate) fn lmg(correlations: &[f64], items: usize) -> Vec<f64> {
    let mut walk = Walk::new(items);
    let mut rooms: Vec<f64> = (0..=items).flat_map(|left| vec![0.0; (left + 1) * (left + 1)]).collect();
    let (below, top) = rooms.split_at_mut(rooms_below(items));
    top.iter_mut().zip(correlations).for_each(|(to, from)| *to = *from);
    let all = walk.visit(top, below, items, Node { size: 0, explained: 0.0 });
    walk.totals.into_iter().map(|total| total - all.1).collect()
}

/// A walk through all subsets.
///
/// The share of an item is the sum over subsets with it of R² · (w(size - 1) + w(size)), less the sum over all subsets of
/// R² · w(size): so each subset is looked at once, and not once an item.
struct Walk {
    items: usize,
    /// `w(size)`: the share of orders in which a given item comes after exactly these.
    before: Vec<f64>,
    totals: Vec<f64>,
}

#[derive(Clone, Copy)]
struct Node {
    size: usize,
    explained: f64,
}

impl Walk {
    fn new(items: usize) -> Self {
        let mut before = vec![0.0; items + 1];
        let mut weight = 1.0 / items.max(1) as f64;
        for (size, slot) in before.iter_mut().take(items).enumerate() {
            *slot = weight;
            // s! (p - 1 - s)! / p!
            weight *= (size + 1) as f64 / (items - 1 - size).max(1) as f64;
        }
        Self { items, before, totals: vec![0.0; items] }
    }

    fn weight(&self, size: usize) -> f64 {
        self.before.get(size).copied().unwrap_or_default()
    }

    /// Visits a subset and all that have further items, after the last one of it. `matrix` has what these and the outcome
    /// have left of their correlations. Returns both sums over these subsets.
    fn visit(&mut self, matrix: &[f64], rooms: &mut [f64], left: usize, node: Node) -> (f64, f64) {
        let here = self.weight(node.size);
        let with = here + node.size.checked_sub(1).map_or(0.0, |before| self.weight(before));
        let mut sums = (node.explained * with, node.explained * here);
        for item in 0..left {
            let next = left - item - 1;
            let room = (next + 1) * (next + 1);
            let (below, rest) = rooms.split_at_mut(rooms_below(next).min(rooms.len()));
            let Some(to) = rest.get_mut(..room) else { continue };
            let gain = eliminate(matrix, left + 1, item, to);
            let child = Node { size: node.size + 1, explained: node.explained + gain };
            let found = self.visit(to, below, next, child);
            let place = self.items - left + item;
            self.totals.get_mut(place).into_iter().for_each(|total| *total += found.0);
            sums = (sums.0 + found.0, sums.1 + found.1);
        }
        sums
    }
}

/// Numbers that the matrices of all smaller steps take.
fn rooms_below(left: usize) -> usize {
    (0..left).map(|left| (left + 1) * (left + 1)).sum()
}

/// Takes an item out of what follows it in a matrix of so many columns, the outcome last; returns what it explains.
fn eliminate(matrix: &[f64], columns: usize, item: usize, to: &mut [f64]) -> f64 {
    let at = |i: usize, j: usize| matrix.get(i * columns + j).copied().unwrap_or_default();
    let pivot = at(item, item);
    let known = pivot > NOTHING;
    let size = columns - item - 1;
    for (i, row) in to.chunks_exact_mut(size.max(1)).enumerate() {
        let factor = if known { at(item + 1 + i, item) / pivot } else { 0.0 };
        for (j, cell) in row.iter_mut().enumerate() {
            *cell = at(item + 1 + i, item + 1 + j) - factor * at(item, item + 1 + j);
        }
    }
    let last = at(item, columns - 1);
    if known { last * last / pivot } else { 0.0 }
}

/// Shares with the standard errors of drawing orders.
#[derive(Debug, Clone)]
pub(crate) struct Sampled {
    pub shares: Vec<f64>,
    pub standard_errors: Vec<f64>,
}

/// The same by drawn orders, each taken forwards and backwards. `gains` says for an order what each item adds, item by item.
pub(crate) fn sampled(
    items: usize,
    pairs: u32,
    seed: u64,
    mut gains: impl FnMut(&[usize]) -> Vec<f64>,
) -> Sampled {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let (mut sums, mut squares) = (vec![0.0; items], vec![0.0; items]);
    let mut order: Vec<usize> = (0..items).collect();
    for _ in 0..pairs {
        for last in (1..items).rev() {
            order.swap(last, below(&mut random, last + 1));
        }
        let there = gains(&order);
        order.reverse();
        let back = gains(&order);
        for ((sum, square), (a, b)) in sums.iter_mut().zip(&mut squares).zip(there.iter().zip(&back)) {
            let mean = (a + b) / 2.0;
            *sum += mean;
            *square += mean * mean;
        }
    }
    let n = f64::from(pairs.max(1));
    let error = |(sum, square): (&f64, &f64)| {
        let variance = (square - sum * sum / n) / (n - 1.0).max(1.0);
        (variance.max(0.0) / n).sqrt()
    };
    Sampled {
        standard_errors: sums.iter().zip(&squares).map(error).collect(),
        shares: sums.into_iter().map(|sum| sum / n).collect(),
    }
}

/// What each item adds to R² in an order, from correlations with the outcome last.
pub(crate) fn gains(correlations: &[f64], items: usize, order: &[usize]) -> Vec<f64> {
    let from = |i: usize, j: usize| {
        let place = |at: usize| order.get(at).copied().unwrap_or(items);
        correlations.get(place(i) * (items + 1) + place(j)).copied().unwrap_or_default()
    };
    let mut matrix: Vec<f64> =
        (0..=items).flat_map(|i| (0..=items).map(move |j| (i, j))).map(|(i, j)| from(i, j)).collect();
    let mut gains = vec![0.0; items];
    for (step, &item) in order.iter().enumerate() {
        let left = items - step;
        let mut next = vec![0.0; left * left];
        let gain = eliminate(&matrix, left + 1, 0, &mut next);
        gains.get_mut(item).into_iter().for_each(|slot| *slot = gain);
        matrix = next;
    }
    gains
}

/// Shares of any value of subsets, given by the bits of their number.
pub(crate) fn shapley(values: &[f64], items: usize) -> Vec<f64> {
    let walk = Walk::new(items);
    let mut shares = vec![0.0; items];
    for (subset, value) in values.iter().enumerate() {
        let size = subset.count_ones() as usize;
        let after = size.checked_sub(1).map_or(0.0, |before| walk.weight(before));
        for (item, share) in shares.iter_mut().enumerate() {
            *share += if subset >> item & 1 == 1 { value * after } else { -value * walk.weight(size) };
        }
    }
    shares
}

/// Draws of so many rows with replacement: how often each row came.
pub(crate) fn resample(rows: usize, times: u32, seed: u64) -> impl Iterator<Item = Vec<u32>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (0..times).map(move |_| {
        let mut counts = vec![0; rows];
        for _ in 0..rows {
            counts.get_mut(below(&mut random, rows)).into_iter().for_each(|count| *count += 1);
        }
        counts
    })
}

/// Puts rows into groups by chance: the group of each row.
pub(crate) fn scatter(rows: usize, groups: usize, seed: u64) -> Vec<usize> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (0..rows).map(|_| below(&mut random, groups)).collect()
}

/// Uniform among `0..n`.
fn below(random: &mut ChaCha8Rng, n: usize) -> usize {
    ((u128::from(random.next_u64()) * n as u128) >> 64) as usize
}

/// Johnson's relative weights (2000): shares of R² by items made independent of each other and yet as like themselves as can
/// be. They add up to R².
///
/// # Complexity
/// O(items³).
pub(crate) fn relative_weights(among: &[f64], with_outcome: &[f64]) -> Vec<f64> {
    let size = with_outcome.len();
    let (values, vectors) = eigen(among, size);
    let vector = |i: usize, k: usize| vectors.get(i * size + k).copied().unwrap_or_default();
    let roots: Vec<f64> =
        values.iter().map(|&value| if value > NOTHING { value.sqrt() } else { 0.0 }).collect();
    let inverse: Vec<f64> = roots.iter().map(|&root| if root > 0.0 { 1.0 / root } else { 0.0 }).collect();
    let entry = |i: usize, j: usize, middle: &[f64]| -> f64 {
        middle.iter().enumerate().map(|(k, root)| vector(i, k) * root * vector(j, k)).sum()
    };
    let beta =
        |j: usize| -> f64 { with_outcome.iter().enumerate().map(|(i, r)| entry(j, i, &inverse) * r).sum() };
    let betas: Vec<f64> = (0..size).map(beta).collect();
    let part = |i: usize, (j, beta): (usize, &f64)| {
        let part = entry(i, j, &roots) * beta;
        part * part
    };
    (0..size).map(|i| betas.iter().enumerate().map(|beta| part(i, beta)).sum()).collect()
}

/// Eigenvalues and, column by column, eigenvectors of a symmetric matrix (Jacobi 1846).
fn eigen(matrix: &[f64], size: usize) -> (Vec<f64>, Vec<f64>) {
    let mut a = matrix.to_vec();
    let mut v: Vec<f64> = (0..size * size).map(|at| if at % (size + 1) == 0 { 1.0 } else { 0.0 }).collect();
    let get = |m: &[f64], i: usize, j: usize| m.get(i * size + j).copied().unwrap_or_default();
    for _ in 0..60 {
        let off: f64 = (0..size * size)
            .filter(|at| at % (size + 1) != 0)
            .map(|at| a.get(at).map_or(0.0, |x| x * x))
            .sum();
        if off < 1e-30 {
            break;
        }
        for p in 0..size {
            for q in p + 1..size {
                let apq = get(&a, p, q);
                if apq == 0.0 {
                    continue;
                }
                let theta = (get(&a, q, q) - get(&a, p, p)) / (2.0 * apq);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                rotate(&mut a, &mut v, size, (p, q), (c, t * c));
            }
        }
    }
    ((0..size).map(|i| get(&a, i, i)).collect(), v)
}

/// Turns a matrix from both sides, and its vectors from the right.
fn rotate(a: &mut [f64], v: &mut [f64], size: usize, (p, q): (usize, usize), (c, s): (f64, f64)) {
    let turn = |m: &mut [f64], i: usize, j: usize| {
        let (x, y) = (m.get(i).copied().unwrap_or_default(), m.get(j).copied().unwrap_or_default());
        m.get_mut(i).into_iter().for_each(|cell| *cell = c * x - s * y);
        m.get_mut(j).into_iter().for_each(|cell| *cell = s * x + c * y);
    };
    for k in 0..size {
        turn(a, k * size + p, k * size + q);
        turn(v, k * size + p, k * size + q);
    }
    for k in 0..size {
        turn(a, p * size + k, q * size + k);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Correlations of three items with each other and, last, with the outcome.
    const R: [f64; 16] = [1.0, 0.5, 0.3, 0.6, 0.5, 1.0, 0.2, 0.4, 0.3, 0.2, 1.0, 0.5, 0.6, 0.4, 0.5, 1.0];

    fn near(a: &[f64], b: &[f64]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12)
    }

    #[test]
    fn two_items_by_hand() {
        // R² of both: (.36 + .16 - 2 · .6 · .4 · .5) / .75 = .28 / .75; alone .36 and .16.
        let r = [1.0, 0.5, 0.6, 0.5, 1.0, 0.4, 0.6, 0.4, 1.0];
        let both = 0.28 / 0.75;
        let first = (0.36 + both - 0.16) / 2.0;
        assert!(near(&lmg(&r, 2), &[first, both - first]), "{:?}", lmg(&r, 2));
        assert!(near(&lmg(&[1.0, 0.5, 0.5, 1.0], 1), &[0.25]));
        assert!(lmg(&[1.0], 0).is_empty());
    }

    #[test]
    fn the_tree_equals_the_average_over_all_orders() {
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let mut mean = [0.0; 3];
        for order in orders {
            for (mean, gain) in mean.iter_mut().zip(gains(&R, 3, &order)) {
                *mean += gain / 6.0;
            }
        }
        assert!(near(&lmg(&R, 3), &mean), "{:?} {mean:?}", lmg(&R, 3));
        let r_squared = |subset: usize| -> f64 {
            let order: Vec<usize> = (0..3).filter(|item| subset >> item & 1 == 1).collect();
            let rest = (0..3).filter(|item| subset >> item & 1 == 0);
            let all: Vec<usize> = order.iter().copied().chain(rest).collect();
            gains(&R, 3, &all)
                .iter()
                .enumerate()
                .filter(|(item, _)| order.contains(item))
                .map(|(_, gain)| gain)
                .sum()
        };
        let values: Vec<f64> = (0..8).map(r_squared).collect();
        assert!(near(&shapley(&values, 3), &mean));
    }

    #[test]
    fn drawn_orders_come_near_with_an_error_that_says_how_near() {
        let exact = lmg(&R, 3);
        let found = sampled(3, 2000, 1, |order| gains(&R, 3, order));
        for ((found, error), exact) in found.shares.iter().zip(&found.standard_errors).zip(&exact) {
            assert!((found - exact).abs() < 4.0 * error && *error < 0.01, "{found} {error} {exact}");
        }
    }

    #[test]
    fn copies_share_equally_and_relative_weights_add_up() {
        let r = [1.0, 1.0, 0.6, 1.0, 1.0, 0.6, 0.6, 0.6, 1.0];
        assert!(near(&lmg(&r, 2), &[0.18, 0.18]));
        let among = [1.0, 0.5, 0.3, 0.5, 1.0, 0.2, 0.3, 0.2, 1.0];
        let weights = relative_weights(&among, &[0.6, 0.4, 0.5]);
        let total: f64 = gains(&R, 3, &[0, 1, 2]).iter().sum();
        assert!((weights.iter().sum::<f64>() - total).abs() < 1e-12);
        assert!(near(&relative_weights(&[1.0, 0.0, 0.0, 1.0], &[0.6, 0.4]), &[0.36, 0.16]));
    }
}
