//! Laws of the numbers that all analyses share.

use journey_core::numeric::{ExactSum, benjamini_hochberg, duration_stats, quantile, wilson};
use proptest::prelude::*;

proptest! {
    #[test]
    fn order_does_not_change_a_sum_and_taking_a_part_away_leaves_the_rest(
        numbers in proptest::collection::vec(-1e300..1e300f64, 0..50), split in 0..50usize,
    ) {
        let (a, b) = numbers.split_at(split.min(numbers.len()));
        let sum = |numbers: &[f64]| numbers.iter().copied().collect::<ExactSum>();
        let mut backwards = sum(b);
        backwards.merge(sum(a));
        prop_assert_eq!(&backwards, &sum(&numbers));
        backwards.subtract(sum(a));
        prop_assert_eq!(backwards, sum(b));
    }

    #[test]
    fn statistics_of_times_are_those_of_sorted_times(mut micros in proptest::collection::vec(-1_000_000..1_000_000_000i64, 1..300)) {
        let mut sorted = micros.clone();
        sorted.sort_unstable();
        let stats = duration_stats(&micros);
        let at = |q| quantile(&sorted, q).map(|micros| micros / 1e6);
        prop_assert_eq!(stats.median_seconds, at(0.5));
        prop_assert_eq!(stats.q05_seconds, at(0.05));
        prop_assert_eq!(stats.q25_seconds, at(0.25));
        prop_assert_eq!(stats.q75_seconds, at(0.75));
        prop_assert_eq!(stats.q90_seconds, at(0.9));
        prop_assert_eq!(stats.q95_seconds, at(0.95));
        prop_assert_eq!((stats.min_seconds, stats.max_seconds), (at(0.0), at(1.0)));
        micros.sort_unstable();
        prop_assert_eq!(micros, sorted);
    }

    #[test]
    fn wilsons_interval_contains_the_share_and_narrows_with_the_sample(count in 0..200u64, more in 0..200u64) {
        let n = count + more;
        prop_assume!(n > 0);
        let (low, high) = wilson(count, n).unwrap();
        let share = count as f64 / n as f64;
        prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
        let (narrow_low, narrow_high) = wilson(10 * count, 10 * n).unwrap();
        prop_assert!(narrow_high - narrow_low < high - low);
    }

    #[test]
    fn adjusted_p_values_keep_their_order_and_never_fall(p in proptest::collection::vec(proptest::option::of(0.0..1.0f64), 0..30)) {
        let adjusted = benjamini_hochberg(&p);
        let pairs: Vec<(f64, f64)> = p.iter().zip(&adjusted).filter_map(|(p, q)| p.zip(*q)).collect();
        prop_assert_eq!(pairs.len(), p.iter().flatten().count());
        for &(p, q) in &pairs {
            prop_assert!(p <= q && q <= 1.0);
            prop_assert!(pairs.iter().all(|&(other, adjusted)| other > p || adjusted <= q));
        }
    }
}
