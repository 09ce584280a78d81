//! Order statistics of numbers that lie in several lists, found by counting instead of sorting.

/// A power of two has `1 << FINE` buckets.
const FINE: u32 = 6;
/// Bucket of zero: 63 powers of two lie on either side.
const ZERO: usize = 1 + (63 << FINE);
/// Number of buckets.
const BUCKETS: usize = 2 * ZERO + 1;
/// Fewer values are sorted.
const FEW: usize = 2048;

/// The values at these positions in the ascending order of all values of `lists`. Positions must ascend; those
/// beyond the end are left out.
///
/// # Complexity
/// O(n): one pass counts values by magnitude, a second one picks out those that share a bucket with a wanted one.
pub(crate) fn at_ranks(lists: &[&[i64]], ranks: &[usize]) -> Vec<i64> {
    let n = lists.iter().map(|list| list.len()).sum();
    let ranks = ranks.get(..ranks.partition_point(|&rank| rank < n)).unwrap_or_default();
    if n <= FEW {
        let mut all = lists.concat();
        select(&mut all, 0, ranks);
        return ranks.iter().filter_map(|&rank| all.get(rank).copied()).collect();
    }
    let mut buckets = vec![Bucket::default(); BUCKETS];
    for &value in lists.iter().copied().flatten() {
        if let Some(bucket) = buckets.get_mut(bucket(value)) {
            bucket.next += 1;
        }
    }
    let (wanted, size) = lay_out(&mut buckets, ranks);
    let mut picked = scatter(lists, &mut buckets, size);
    wanted
        .iter()
        .flat_map(|want| {
            let values = picked.get_mut(want.place..want.place + want.len).unwrap_or_default();
            select(values, 0, &want.ranks);
            want.ranks.iter().filter_map(|&rank| values.get(rank).copied()).collect::<Vec<_>>()
        })
        .collect()
}

/// Number of values first, then where the next value of the bucket goes, and how far that moves on: not at all for
/// buckets that nobody wants, whose values all go to one place.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    next: usize,
    step: usize,
}

/// A bucket that holds values at wanted positions.
#[derive(Debug)]
struct Want {
    place: usize,
    len: usize,
    /// Wanted positions within the bucket.
    ranks: Vec<usize>,
}

/// Gives every wanted bucket a place among the picked values, and says how many there will be.
fn lay_out(buckets: &mut [Bucket], ranks: &[usize]) -> (Vec<Want>, usize) {
    let (mut wanted, mut size, mut before, mut ranks) = (Vec::new(), 0, 0, ranks);
    for bucket in buckets.iter_mut() {
        let len = std::mem::take(&mut bucket.next);
        let here = ranks.partition_point(|&rank| rank < before + len);
        let (inside, beyond) = ranks.split_at(here);
        if !inside.is_empty() {
            *bucket = Bucket { next: size, step: 1 };
            let ranks = inside.iter().map(|rank| rank - before).collect();
            wanted.push(Want { place: size, len, ranks });
            size += len;
        }
        (before, ranks) = (before + len, beyond);
    }
    buckets.iter_mut().filter(|bucket| bucket.step == 0).for_each(|bucket| bucket.next = size);
    (wanted, size)
}

/// The values of the wanted buckets, bucket by bucket, and one value more that means nothing.
fn scatter(lists: &[&[i64]], buckets: &mut [Bucket], size: usize) -> Vec<i64> {
    let mut picked = vec![0; size + 1];
    for &value in lists.iter().copied().flatten() {
        let Some(bucket) = buckets.get_mut(bucket(value)) else { continue };
        if let Some(slot) = picked.get_mut(bucket.next) {
            *slot = value;
        }
        bucket.next += bucket.step;
    }
    picked
}

/// Bucket of a value, by sign, power of two and the `FINE` bits after its first; never smaller for a larger value.
fn bucket(value: i64) -> usize {
    let bits = (value as f64).abs().to_bits() >> (52 - FINE);
    let magnitude = bits.saturating_sub((1023 << FINE) - 1) as usize;
    if value < 0 { ZERO - magnitude } else { ZERO + magnitude }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_ascend_with_their_values() {
        let mut values: Vec<i64> =
            (0..63).flat_map(|bit| [1 << bit, (1 << bit) - 1, (1 << bit) + 1]).collect();
        values.extend([i64::MAX, i64::MAX - 1, 3_600_000_000, 3_700_000_000]);
        values.extend(values.clone().iter().map(|value| -value));
        values.push(i64::MIN);
        values.sort_unstable();
        let found: Vec<usize> = values.iter().map(|&value| bucket(value)).collect();
        assert!(found.is_sorted() && found.iter().all(|&bucket| bucket < BUCKETS));
        assert!(bucket(-1) < bucket(0) && bucket(0) < bucket(1) && bucket(1) < bucket(2));
    }

    /// Numbers from a multiplicative generator (Lehmer 1951), brought into shape.
    fn numbers(n: usize, shape: impl Fn(u64) -> i64) -> Vec<i64> {
        let mut state = 42_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 11
        };
        (0..n).map(|_| shape(next())).collect()
    }

    #[test]
    fn ranks_are_those_of_the_sorted_values() {
        type Shape = fn(u64) -> i64;
        let shapes: [Shape; 5] = [
            |x| (x % 1_000_000_007) as i64,
            |x| (x % 5) as i64 - 2,
            |x| (x as i64) << 11,
            |x| 1_000_000_000_000 + (x % 1000) as i64,
            |x| ((x % 1_000_003) as f64).powi(3) as i64 - 1_000_000,
        ];
        for shape in shapes {
            for n in [0, 1, 2, FEW, FEW + 1, 20_000] {
                let values = numbers(n, shape);
                let (a, b) = values.split_at(n / 3);
                let mut sorted = values.clone();
                sorted.sort_unstable();
                let ranks: Vec<usize> =
                    (0..=20).map(|i| i * n / 20).chain([n + 7]).filter(|&rank| rank != n).collect();
                let mut ranks = ranks;
                ranks.dedup();
                let expected: Vec<i64> = ranks.iter().filter_map(|&rank| sorted.get(rank).copied()).collect();
                assert_eq!(at_ranks(&[a, &[], b], &ranks), expected, "{n} values");
            }
        }
    }
}
