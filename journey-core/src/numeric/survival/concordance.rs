//! How often a prediction puts two in the order in which the event came.

/// Share of pairs in the right order, among the pairs of which it is known who had the event first; equal predictions count
/// half. Times fall; at equal times events come before the others, who outlived them. `None` without such pairs.
///
/// O(n log n): whoever has the event is compared with all who outlived it, counted by the rank of their prediction.
pub(super) fn concordance(times: &[i64], events: &[bool], predictions: &[f64]) -> Option<f64> {
    let mut ranked = predictions.to_vec();
    ranked.sort_unstable_by(f64::total_cmp);
    ranked.dedup_by(|a, b| a.total_cmp(b).is_eq());
    let rank = |value: &f64| ranked.partition_point(|other| other.total_cmp(value).is_lt());
    let mut later = Counts(vec![0; ranked.len() + 1]);
    let (mut halves, mut pairs) = (0u128, 0u128);
    let all: Vec<((i64, bool), usize)> =
        times.iter().copied().zip(events.iter().copied()).zip(predictions.iter().map(rank)).collect();
    for same in all.chunk_by(|a, b| a.0.0 == b.0.0) {
        let (had, outlived) = same.split_at(same.partition_point(|((_, event), _)| *event));
        outlived.iter().for_each(|(_, rank)| later.add(*rank));
        for (_, rank) in had {
            // A higher prediction means the event comes sooner.
            let (lower, equal) = (later.below(*rank), later.below(rank + 1) - later.below(*rank));
            halves += 2 * u128::from(lower) + u128::from(equal);
            pairs += u128::from(later.below(ranked.len()));
        }
        had.iter().for_each(|(_, rank)| later.add(*rank));
    }
    (pairs > 0).then(|| halves as f64 / (2 * pairs) as f64)
}

/// Counts by rank, with sums of all below a rank (Fenwick 1994).
struct Counts(Vec<u64>);

impl Counts {
    fn add(&mut self, rank: usize) {
        let mut place = rank + 1;
        while let Some(count) = self.0.get_mut(place) {
            *count += 1;
            place += place & place.wrapping_neg();
        }
    }

    fn below(&self, rank: usize) -> u64 {
        let (mut place, mut sum) = (rank, 0);
        while place > 0 {
            sum += self.0.get(place).copied().unwrap_or_default();
            place -= place & place.wrapping_neg();
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_by_hand() {
        // Times 5 (seen only), 4, 4 (seen only), 2: known pairs are 4-5, 4-4', 2-5, 2-4, 2-4'.
        let (times, events) = ([5, 4, 4, 2], [false, true, false, true]);
        assert_eq!(concordance(&times, &events, &[0.0, 1.0, 0.5, 2.0]), Some(1.0));
        assert_eq!(concordance(&times, &events, &[2.0, 1.0, 1.5, 0.0]), Some(0.0));
        assert_eq!(concordance(&times, &events, &[1.0, 1.0, 0.0, 1.0]), Some(0.7)); // 4-4', 2-4' right, three equal
        assert_eq!(concordance(&[3, 3], &[true, true], &[1.0, 0.0]), None);
    }
}
