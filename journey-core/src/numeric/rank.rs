//! Rank correlation.

/// Spearman's rank correlation of pairs, ties with their mean rank; `None` for fewer than two pairs or if one side is always the
/// same.
///
/// ```
/// use journey_core::numeric::spearman;
/// // scipy 1.17.1: spearmanr([1, 2, 2, 4], [10, 30, 20, 40]).statistic
/// assert!((spearman(&[1, 2, 2, 4], &[10, 30, 20, 40]).unwrap() - 0.9486832980505139).abs() < 1e-15);
/// ```
///
/// # Complexity
/// O(n log n).
pub fn spearman(x: &[i64], y: &[i64]) -> Option<f64> {
    let n = x.len().min(y.len());
    let (x, y) = (double_ranks(x.get(..n)?), double_ranks(y.get(..n)?));
    // Integers, so that nothing is rounded before the end.
    let sum = |values: &[i128]| values.iter().sum::<i128>();
    let products = |a: &[i128], b: &[i128]| a.iter().zip(b).map(|(a, b)| a * b).sum::<i128>();
    let spread = |a: &[i128], b: &[i128]| (n as i128 * products(a, b) - sum(a) * sum(b)) as f64;
    let scale = spread(&x, &x).sqrt() * spread(&y, &y).sqrt();
    (scale > 0.0).then(|| (spread(&x, &y) / scale).clamp(-1.0, 1.0))
}

/// Twice the rank of each value.
fn double_ranks(values: &[i64]) -> Vec<i128> {
    let mut order: Vec<(i64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable();
    let mut ranks = vec![0; values.len()];
    let mut first = 0;
    for ties in order.chunk_by(|a, b| a.0 == b.0) {
        for (_, place) in ties {
            // The first and the last rank among the ties together.
            ranks.get_mut(*place).into_iter().for_each(|rank| *rank = (2 * first + ties.len() + 1) as i128);
        }
        first += ties.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_of_ranks_by_hand() {
        assert_eq!(spearman(&[1, 2, 3], &[5, 8, 900]), Some(1.0));
        assert_eq!(spearman(&[1, 2, 3], &[5, -8, -900]), Some(-1.0));
        assert_eq!(spearman(&[1, 1, 1], &[1, 2, 3]), None);
        assert_eq!(spearman(&[1], &[1]), None);
        // scipy 1.17.1: spearmanr([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]).statistic
        let found = spearman(&[3, 1, 4, 1, 5, 9, 2, 6], &[2, 7, 1, 8, 2, 8, 1, 8]).unwrap();
        assert!((found - 0.198_853_681_209_924_67).abs() < 1e-12, "{found}");
    }
}
