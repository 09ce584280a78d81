//! Order statistics of numbers that lie in several lists, found by counting instead of sorting.

/// A power of two has `1 << fine` buckets: few for few values, of which each bucket then holds as many.
const FINE: [u32; 2] = [5, 6];
/// So many values have few buckets.
const SOME: usize = 1 << 14;
/// Fewer values are selected from at once.
const FEW: usize = 512;
/// Values of at most so many bits, none of them negative, are counted faster: 2,283 years in microseconds.
const USUAL_BITS: u32 = 56;

/// Values that are shown list by list, as often as one likes.
pub(crate) trait Lists {
    /// Number of values.
    fn len(&self) -> usize;
    /// All bits of all values.
    fn bits(&self) -> u64;
    /// Shows every list of values.
    fn each(&self, see: impl FnMut(&[i64]));
}

impl Lists for [&[i64]] {
    fn len(&self) -> usize {
        self.iter().map(|list| list.len()).sum()
    }

    fn bits(&self) -> u64 {
        self.iter().copied().flatten().fold(0, |bits, &value| bits | value as u64)
    }

    fn each(&self, see: impl FnMut(&[i64])) {
        self.iter().copied().for_each(see);
    }
}

/// What [`at_ranks`] finds.
#[derive(Debug, PartialEq)]
pub(crate) struct Found {
    /// Values at the wanted positions.
    pub values: Vec<i64>,
    /// Sum of all values.
    pub sum: i128,
}

/// The values at these positions in the ascending order of all values of `lists`, and the sum of all. Positions must
/// ascend; those beyond the end are left out.
///
/// # Complexity
/// O(n): one pass counts values by magnitude, a second one picks out those that share a bucket with a wanted one.
pub(crate) fn at_ranks(lists: &(impl Lists + ?Sized), ranks: &[usize]) -> Found {
    let n = lists.len();
    let ranks = ranks.get(..ranks.partition_point(|&rank| rank < n)).unwrap_or_default();
    if n <= FEW {
        return among_few(lists, ranks);
    }
    let fine = if n <= SOME { FINE[0] } else { FINE[1] };
    let bits = lists.bits();
    if bits >> USUAL_BITS == 0 {
        by_bucket(lists, ranks, usual_bucket(bits as i64, fine) + 1, |value| usual_bucket(value, fine))
    } else {
        by_bucket(lists, ranks, 2 * zero(fine) + 1, |value| bucket(value, fine))
    }
}

fn among_few(lists: &(impl Lists + ?Sized), ranks: &[usize]) -> Found {
    let mut all = Vec::with_capacity(lists.len());
    lists.each(|list| all.extend_from_slice(list));
    select(&mut all, 0, ranks);
    Found { values: ranks.iter().filter_map(|&rank| all.get(rank).copied()).collect(), sum: sum(&all) }
}

/// The same with so many buckets, which `bucket` gives.
fn by_bucket(
    lists: &(impl Lists + ?Sized),
    ranks: &[usize],
    size: usize,
    bucket: impl Fn(i64) -> usize,
) -> Found {
    let mut buckets = vec![Bucket::default(); size];
    let mut total = 0;
    lists.each(|list| {
        total += sum(list);
        for &value in list {
            if let Some(bucket) = buckets.get_mut(bucket(value)) {
                bucket.next += 1;
            }
        }
    });
    let (wanted, size) = lay_out(&mut buckets, ranks);
    let mut picked = vec![0; size];
    lists.each(|list| {
        for &value in list {
            let Some(bucket) = buckets.get_mut(bucket(value)) else { continue };
            if let Some(slot) = picked.get_mut(bucket.next) {
                *slot = value;
            }
            bucket.next += bucket.step;
        }
    });
    let values = wanted.iter().flat_map(|want| {
        let values = picked.get_mut(want.place..want.place + want.len).unwrap_or_default();
        select(values, 0, &want.ranks);
        want.ranks.iter().filter_map(|&rank| values.get(rank).copied()).collect::<Vec<_>>()
    });
    Found { values: values.collect(), sum: total }
}

fn sum(values: &[i64]) -> i128 {
    values.iter().map(|&value| i128::from(value)).sum()
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
fn lay_out(buckets: &mut [Bucket], mut ranks: &[usize]) -> (Vec<Want>, usize) {
    // The first place takes all values that nobody wants.
    let (mut wanted, mut size, mut before) = (Vec::new(), 1, 0);
    for bucket in buckets {
        let len = std::mem::take(&mut bucket.next);
        if ranks.first().is_some_and(|&rank| rank < before + len) {
            let (inside, beyond) = ranks.split_at(ranks.partition_point(|&rank| rank < before + len));
            *bucket = Bucket { next: size, step: 1 };
            let places = inside.iter().map(|rank| rank - before).collect();
            wanted.push(Want { place: size, len, ranks: places });
            size += len;
            ranks = beyond;
        }
        before += len;
    }
    (wanted, size)
}

/// Bucket of zero: 63 powers of two lie on either side.
fn zero(fine: u32) -> usize {
    1 + (63 << fine)
}

/// Bucket of a value, by sign, power of two and the `fine` bits after its first; never smaller for a larger value.
fn bucket(value: i64, fine: u32) -> usize {
    let bits = (value as f64).abs().to_bits() >> (52 - fine);
    let magnitude = bits.saturating_sub((1023 << fine) - 1) as usize;
    if value < 0 { zero(fine) - magnitude } else { zero(fine) + magnitude }
}

/// The same for values from 0 to 2^56.
fn usual_bucket(value: i64, fine: u32) -> usize {
    let bits = ((value + 1) as f64).to_bits() >> (52 - fine);
    bits.wrapping_sub(1023 << fine) as usize
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
        for fine in FINE {
            let found: Vec<usize> = values.iter().map(|&value| bucket(value, fine)).collect();
            assert!(found.is_sorted() && found.iter().all(|&bucket| bucket < 2 * zero(fine) + 1));
            let bucket = |value| bucket(value, fine);
            assert!(bucket(-1) < bucket(0) && bucket(0) < bucket(1) && bucket(1) < bucket(2));
            let usual = values.iter().filter(|&&value| (0..1 << USUAL_BITS).contains(&value));
            assert!(usual.map(|&value| usual_bucket(value, fine)).is_sorted());
            assert_eq!(usual_bucket(0, fine), 0);
        }
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
            for n in [0, 1, 2, FEW, FEW + 1, 6000, 20_000] {
                let values = numbers(n, shape);
                let (a, b) = values.split_at(n / 3);
                let mut sorted = values.clone();
                sorted.sort_unstable();
                let ranks: Vec<usize> =
                    (0..=20).map(|i| i * n / 20).chain([n + 7]).filter(|&rank| rank != n).collect();
                let mut ranks = ranks;
                ranks.dedup();
                let expected: Vec<i64> = ranks.iter().filter_map(|&rank| sorted.get(rank).copied()).collect();
                let found = at_ranks(&[a, &[], b][..], &ranks);
                assert_eq!(found, Found { values: expected, sum: sum(&values) }, "{n} values");
            }
        }
    }
}
