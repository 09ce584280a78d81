//! Exact quantiles of integer microseconds.

use super::Z95;
use super::order::{Lists, at_ranks};
use crate::analysis::DurationStats;

/// Quantile `q` of ascending values by linear interpolation between neighbours (type 7 of Hyndman
/// and Fan 1996, the default of NumPy and R); `None` for no values.
///
/// ```
/// assert_eq!(journey_core::numeric::quantile(&[1, 2, 3, 4], 0.5), Some(2.5));
/// ```
pub fn quantile(sorted: &[i64], q: f64) -> Option<f64> {
    interpolate(sorted.len(), q, |rank| sorted.get(rank).copied())
}

/// Quantile `q` of `n` values of which `at` gives the one at a position in ascending order.
pub(crate) fn interpolate(n: usize, q: f64, at: impl Fn(usize) -> Option<i64>) -> Option<f64> {
    let (below, above) = neighbours(n, q)?;
    let position = q.clamp(0.0, 1.0) * (n - 1) as f64;
    let (low, high) = (at(below)? as f64, at(above)? as f64);
    Some(low + (position - below as f64) * (high - low))
}

/// Positions of the values between which quantile `q` of `n` values lies.
pub(crate) fn neighbours(n: usize, q: f64) -> Option<(usize, usize)> {
    let last = n.checked_sub(1)?;
    let below = (q.clamp(0.0, 1.0) * last as f64).floor() as usize;
    Some((below.min(last), (below + 1).min(last)))
}

/// Quantiles of [`DurationStats`], the smallest and the largest value among them.
const QUANTILES: [f64; 8] = [0.0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0];

/// Distribution of microseconds.
///
/// # Complexity
/// O(n): values are counted and selected, not sorted.
pub fn duration_stats(micros: &[i64]) -> DurationStats {
    distribution(&[micros][..])
}

/// Distribution of the microseconds in several lists.
pub(crate) fn distribution(lists: &(impl Lists + ?Sized)) -> DurationStats {
    let n = lists.len();
    let ranks = needed_ranks(n);
    let found = at_ranks(lists, &ranks);
    stats_of(n, found.sum, &ranks, &found.values)
}

/// Ascending positions, in ascending order of `n` values, of those that a distribution is made of.
pub(super) fn needed_ranks(n: usize) -> Vec<usize> {
    let quantiles = QUANTILES.iter().filter_map(|&q| neighbours(n, q));
    let mut ranks: Vec<usize> =
        quantiles.chain(median_ranks(n)).flat_map(|(low, high)| [low, high]).collect();
    ranks.sort_unstable();
    ranks.dedup();
    ranks
}

/// Distribution of `n` values with this sum, and these values at [`needed_ranks`].
pub(super) fn stats_of(n: usize, sum: i128, ranks: &[usize], values: &[i64]) -> DurationStats {
    let median = median_ranks(n);
    let value = |rank: usize| values.get(ranks.binary_search(&rank).ok()?).copied();
    let at = |q: f64| interpolate(n, q, value).map(|micros| micros / 1e6);
    let bound = |rank: Option<usize>| rank.and_then(value).map(|micros| micros as f64 / 1e6);
    DurationStats {
        n: n as u64,
        mean_seconds: (n > 0).then(|| sum as f64 / n as f64 / 1e6),
        median_seconds: at(0.5),
        low_seconds: bound(median.map(|(low, _)| low)),
        high_seconds: bound(median.map(|(_, high)| high)),
        q05_seconds: at(0.05),
        q25_seconds: at(0.25),
        q75_seconds: at(0.75),
        q90_seconds: at(0.9),
        q95_seconds: at(0.95),
        min_seconds: at(0.0),
        max_seconds: at(1.0),
        small_sample: n < 30,
        relative_error: None,
    }
}

/// Positions, from 0, of the two order statistics that enclose the median with 95 % confidence; `None`
/// under six values, where not even the smallest and the largest do.
///
/// The interval from the `j`-th smallest to the `j`-th largest value misses the median with probability
/// 2 · P(B < j), B binomial with `n` and 1/2 (David and Nagaraja 2003, section 7.1). The largest `j` that
/// keeps this under 5 % comes from the normal approximation with continuity correction.
fn median_ranks(n: usize) -> Option<(usize, usize)> {
    let count = n as f64;
    let j = ((count + 1.0) / 2.0 - Z95 * count.sqrt() / 2.0).floor();
    (j >= 1.0).then(|| (j as usize - 1, n - j as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate_like_numpy() {
        // numpy.quantile([10, 20, 40, 80], [.05, .25, .9])
        let values = [10, 20, 40, 80];
        assert_eq!(quantile(&values, 0.05), Some(11.5));
        assert_eq!(quantile(&values, 0.25), Some(17.5));
        assert_eq!(quantile(&values, 0.9), Some(68.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[7], 0.3), Some(7.0));
    }

    #[test]
    fn selecting_gives_what_sorting_gives() {
        for n in [1usize, 2, 3, 5, 6, 7, 30, 101, 1000] {
            let values: Vec<i64> = (0..n as i64).map(|i| i * 7919 % 613 - 300).collect();
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let stats = duration_stats(&values);
            let found = [stats.min_seconds, stats.q05_seconds, stats.q25_seconds, stats.median_seconds];
            let expected = [0.0, 0.05, 0.25, 0.5].map(|q| quantile(&sorted, q).map(|micros| micros / 1e6));
            assert_eq!(found, expected, "of {n}");
            let found = [stats.q75_seconds, stats.q90_seconds, stats.q95_seconds, stats.max_seconds];
            let expected = [0.75, 0.9, 0.95, 1.0].map(|q| quantile(&sorted, q).map(|micros| micros / 1e6));
            assert_eq!(found, expected, "of {n}");
            let interval =
                median_ranks(n).map(|(low, high)| (sorted[low] as f64 / 1e6, sorted[high] as f64 / 1e6));
            assert_eq!(stats.low_seconds.zip(stats.high_seconds), interval);
        }
    }

    #[test]
    fn stats_of_nothing_are_undefined() {
        let stats = duration_stats(&[]);
        assert_eq!((stats.n, stats.mean_seconds, stats.median_seconds), (0, None, None));
    }

    #[test]
    fn median_interval_is_symmetric_and_that_of_the_binomial_distribution() {
        // scipy 1.17.1, binom.ppf: largest j with 2 * binom.cdf(j - 1, n, 0.5) <= 0.05
        for (n, j) in [(6, 1), (9, 2), (10, 2), (20, 6), (25, 8), (40, 14), (100, 40), (1000, 469)] {
            assert_eq!(median_ranks(n), Some((j - 1, n - j)), "n = {n}");
        }
        for n in 0..6 {
            assert_eq!(median_ranks(n), None, "n = {n}");
        }
    }
}
