//! Exact quantiles of integer microseconds.

use super::Z95;
use crate::analysis::DurationStats;

/// Quantile `q` of ascending values by linear interpolation between neighbours (type 7 of Hyndman
/// and Fan 1996, the default of NumPy and R); `None` for no values.
///
/// ```
/// assert_eq!(journey_core::numeric::quantile(&[1, 2, 3, 4], 0.5), Some(2.5));
/// ```
pub fn quantile(sorted: &[i64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = q.clamp(0.0, 1.0) * last as f64;
    let below = position.floor();
    let low = *sorted.get(below as usize)?;
    let high = *sorted.get((below as usize + 1).min(last))?;
    Some(low as f64 + (position - below) * (high as f64 - low as f64))
}

/// Quantiles of [`DurationStats`], the smallest and the largest value among them.
const QUANTILES: [f64; 8] = [0.0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0];

/// Distribution of microseconds, which are reordered on the way.
///
/// # Complexity
/// O(n): values are selected, not sorted.
pub fn duration_stats(micros: &mut [i64]) -> DurationStats {
    settle(micros);
    let n = micros.len() as u64;
    let seconds = |value: Option<f64>| value.map(|micros| micros / 1e6);
    let at = |q: f64| seconds(quantile(micros, q));
    let sum: i128 = micros.iter().map(|&value| i128::from(value)).sum();
    let ranks = median_ranks(micros.len());
    let rank =
        |rank: Option<usize>| seconds(rank.and_then(|rank| micros.get(rank)).map(|&value| value as f64));
    DurationStats {
        n,
        mean_seconds: (n > 0).then(|| sum as f64 / n as f64 / 1e6),
        median_seconds: at(0.5),
        low_seconds: rank(ranks.map(|(low, _)| low)),
        high_seconds: rank(ranks.map(|(_, high)| high)),
        q05_seconds: at(0.05),
        q25_seconds: at(0.25),
        q75_seconds: at(0.75),
        q90_seconds: at(0.9),
        q95_seconds: at(0.95),
        min_seconds: at(0.0),
        max_seconds: at(1.0),
        small_sample: n < 30,
    }
}

/// Brings the values that the statistics need to their positions in ascending order.
fn settle(micros: &mut [i64]) {
    let Some(last) = micros.len().checked_sub(1) else {
        return;
    };
    let mut ranks: Vec<usize> = QUANTILES
        .iter()
        .map(|q| (q * last as f64).floor() as usize)
        .flat_map(|below| [below, (below + 1).min(last)])
        .chain(median_ranks(micros.len()).into_iter().flat_map(|(low, high)| [low, high]))
        .collect();
    ranks.sort_unstable();
    ranks.dedup();
    select(micros, 0, &ranks);
}

/// Brings the values of these ascending positions, counted from `first`, to their places: the middle one
/// first, which leaves smaller values on its left and larger ones on its right.
fn select(values: &mut [i64], first: usize, ranks: &[usize]) {
    let middle = ranks.len() / 2;
    let Some(&rank) = ranks.get(middle) else {
        return;
    };
    if rank.checked_sub(first).is_none_or(|place| place >= values.len()) {
        return;
    }
    let (left, _, right) = values.select_nth_unstable(rank - first);
    select(left, first, ranks.get(..middle).unwrap_or_default());
    select(right, rank + 1, ranks.get(middle + 1..).unwrap_or_default());
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
            let mut values: Vec<i64> = (0..n as i64).map(|i| i * 7919 % 613 - 300).collect();
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let stats = duration_stats(&mut values);
            for q in QUANTILES {
                assert_eq!(quantile(&values, q), quantile(&sorted, q), "quantile {q} of {n}");
            }
            let interval =
                median_ranks(n).map(|(low, high)| (sorted[low] as f64 / 1e6, sorted[high] as f64 / 1e6));
            assert_eq!(stats.low_seconds.zip(stats.high_seconds), interval);
        }
    }

    #[test]
    fn stats_of_nothing_are_undefined() {
        let stats = duration_stats(&mut []);
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
