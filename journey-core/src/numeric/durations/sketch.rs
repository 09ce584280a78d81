//! Values of which only the place is known: so many lie between two bounds close to each other.

use serde::{Deserialize, Serialize};

use crate::analysis::DurationStats;
use crate::numeric::quantile::{needed_ranks, stats_of};

/// What is taken for a value is off by at most this share of it.
pub(super) const RELATIVE_ERROR: f64 = 1.0 / 128.0;
/// The highest bit of a value and so many after it are its place.
const BITS: u32 = 6;
/// The place of the largest magnitude, 2^63.
const LAST: i16 = ((u64::BITS - BITS) << BITS) as i16;
/// So many values are sorted together.
const RUN: usize = 1 << 16;

/// How many values there are at each place. Their sum and bounds are exact.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Carried", into = "Carried")]
pub(super) struct Sketch {
    /// Ascending.
    places: Vec<i16>,
    counts: Vec<u64>,
    len: u64,
    sum: i128,
    bounds: Option<(i64, i64)>,
}

/// All values of one sign, magnitude and so many further bits have one place; small ones have their own.
///
/// These are the buckets of a sketch with relative error (Masson, Rim and Lee 2019), cut without a logarithm. A place
/// depends on nothing but the value, so neither does what is made of it depend on the order of merging.
fn place(value: i64) -> i16 {
    let magnitude = value.unsigned_abs();
    let shift = (u64::BITS - magnitude.leading_zeros()).saturating_sub(BITS + 1);
    let place = (u64::from(shift) << BITS) + (magnitude >> shift);
    if value < 0 { -(place as i16) } else { place as i16 }
}

/// The middle of all values at a place.
fn middle(place: i16) -> i64 {
    let magnitude = u64::from(place.unsigned_abs());
    let shift = (magnitude >> BITS).saturating_sub(1);
    let lowest = (magnitude - (shift << BITS)) << shift;
    let middle = i64::try_from(lowest + (1 << shift) / 2).unwrap_or(i64::MAX);
    if place < 0 { -middle } else { middle }
}

impl Sketch {
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Adds values.
    pub fn add(&mut self, values: &[i64]) {
        for run in values.chunks(RUN) {
            let mut places: Vec<i16> = run.iter().map(|&value| place(value)).collect();
            places.sort_unstable();
            let same = || places.chunk_by(|a, b| a == b);
            self.merge(&Self {
                places: same().filter_map(|equal| equal.first().copied()).collect(),
                counts: same().map(|equal| equal.len() as u64).collect(),
                len: run.len() as u64,
                sum: run.iter().map(|&value| i128::from(value)).sum(),
                bounds: run.iter().min().copied().zip(run.iter().max().copied()),
            });
        }
    }

    /// Adds the values of another one.
    pub fn merge(&mut self, other: &Self) {
        let mut all = Vec::with_capacity(self.places.len() + other.places.len());
        let mut more = other.counts().peekable();
        for (place, mut count) in self.counts() {
            while let Some(before) = more.next_if(|(other, _)| *other < place) {
                all.push(before);
            }
            count += more.next_if(|(other, _)| *other == place).map_or(0, |(_, count)| count);
            all.push((place, count));
        }
        all.extend(more);
        (self.places, self.counts) = all.into_iter().unzip();
        self.len += other.len;
        self.sum += other.sum;
        let bounds = [self.bounds, other.bounds].into_iter().flatten();
        self.bounds = bounds.reduce(|(least, most), (a, b)| (least.min(a), most.max(b)));
    }

    /// How many values there are at each place, in ascending order.
    fn counts(&self) -> impl Iterator<Item = (i16, u64)> {
        self.places.iter().copied().zip(self.counts.iter().copied())
    }

    /// What a value at a place is taken for.
    fn value(&self, place: i16) -> i64 {
        let (least, most) = self.bounds.unwrap_or((i64::MIN, i64::MAX));
        middle(place).clamp(least, most)
    }

    /// How many values are taken for larger ones than this.
    pub fn count_above(&self, micros: i64) -> usize {
        let above = self.counts().filter(|(place, _)| self.value(*place) > micros);
        above.map(|(_, count)| count as usize).sum()
    }

    pub fn stats(&self) -> DurationStats {
        let ranks = needed_ranks(self.len());
        let last = ranks.len().saturating_sub(1);
        let (mut counts, mut seen, mut latest) = (self.counts(), 0, 0);
        let at_rank = |(position, &rank): (usize, &usize)| {
            while seen <= rank as u64
                && let Some((place, count)) = counts.next()
            {
                latest = self.value(place);
                seen += count;
            }
            match (position, self.bounds) {
                (0, Some((least, _))) => least,
                (position, Some((_, most))) if position == last => most,
                _ => latest,
            }
        };
        let values: Vec<i64> = ranks.iter().enumerate().map(at_rank).collect();
        let relative_error = (self.len > 0).then_some(RELATIVE_ERROR);
        DurationStats { relative_error, ..stats_of(self.len(), self.sum, &ranks, &values) }
    }
}

/// A sketch on its way.
#[derive(Serialize, Deserialize)]
struct Carried {
    counts: Vec<(i16, u64)>,
    sum: i128,
    bounds: Option<(i64, i64)>,
}

impl From<Sketch> for Carried {
    fn from(sketch: Sketch) -> Self {
        Self { counts: sketch.counts().collect(), sum: sketch.sum, bounds: sketch.bounds }
    }
}

impl TryFrom<Carried> for Sketch {
    type Error = &'static str;

    fn try_from(Carried { counts, sum, bounds }: Carried) -> Result<Self, Self::Error> {
        let (places, counts): (Vec<i16>, Vec<u64>) = counts.into_iter().unzip();
        let ascending = places.iter().zip(places.iter().skip(1)).all(|(a, b)| a < b);
        let known = places.iter().all(|place| (-LAST..=LAST).contains(place));
        // So that no later addition of honest counts overflows either.
        let len = counts.iter().try_fold(0u64, |sum, &count| sum.checked_add(count));
        let len = len.filter(|&len| len <= u64::MAX >> 8 && !counts.contains(&0));
        let fits = |len: u64| sum.unsigned_abs() <= u128::from(len) << 63;
        let bounded = |len: u64| bounds.map_or(len == 0, |(least, most)| len > 0 && least <= most);
        match len.filter(|&len| ascending && known && fits(len) && bounded(len)) {
            Some(len) => Ok(Self { places, counts, len, sum, bounds }),
            None => Err("no counts of durations"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numeric::quantile::duration_stats;

    fn sketch(values: &[i64]) -> Sketch {
        let mut sketch = Sketch::default();
        sketch.add(values);
        sketch
    }

    #[test]
    fn places_ascend_and_their_middles_are_near_all_their_values() {
        let magnitudes = (0..63).flat_map(|bits| {
            [0, 1, 3, 7, 63, 64, 65, 127].map(|more| ((1u128 << bits) * (128 + more) / 128) as u64)
        });
        let mut values: Vec<i64> =
            magnitudes.chain(0..1000).map(|magnitude| i64::try_from(magnitude).unwrap()).collect();
        values.extend(values.clone().iter().map(|value| -value));
        values.extend([i64::MIN, i64::MAX]);
        values.sort_unstable();
        assert!(values.iter().map(|&value| place(value)).is_sorted());
        assert_eq!((place(i64::MIN), place(i64::MAX)), (-LAST, LAST - 1));
        for value in values {
            let off = (i128::from(middle(place(value))) - i128::from(value)).unsigned_abs();
            assert!(off * 128 <= u128::from(value.unsigned_abs()), "{value}: {}", middle(place(value)));
            assert!(value.unsigned_abs() >= 128 || off == 0, "{value}");
        }
    }

    /// Fields that are order statistics or lie between two.
    fn quantiles(stats: &DurationStats) -> [Option<f64>; 10] {
        [
            stats.median_seconds,
            stats.low_seconds,
            stats.high_seconds,
            stats.q05_seconds,
            stats.q25_seconds,
            stats.q75_seconds,
            stats.q90_seconds,
            stats.q95_seconds,
            stats.min_seconds,
            stats.max_seconds,
        ]
    }

    proptest! {
        #[test]
        fn quantiles_are_off_by_no_more_than_is_said(
            values in prop::collection::vec(prop_oneof![0..200i64, 0..4_000_000_000i64, 0..i64::MAX], 0..400),
        ) {
            let (exact, found) = (duration_stats(&values), sketch(&values).stats());
            prop_assert_eq!(found.relative_error, (!values.is_empty()).then_some(RELATIVE_ERROR));
            prop_assert_eq!((found.n, found.small_sample), (exact.n, exact.small_sample));
            prop_assert_eq!(
                (found.mean_seconds, found.min_seconds, found.max_seconds),
                (exact.mean_seconds, exact.min_seconds, exact.max_seconds)
            );
            for (found, exact) in quantiles(&found).into_iter().zip(quantiles(&exact)) {
                let (found, exact) = (found.unwrap_or_default(), exact.unwrap_or_default());
                // The last bit is that of rounding seconds.
                prop_assert!((found - exact).abs() <= exact * (RELATIVE_ERROR + 1e-12), "{} {}", found, exact);
            }
        }

        #[test]
        fn the_order_of_merging_does_not_matter(
            values in prop::collection::vec(any::<i64>(), 0..300),
            cut in 0..300usize,
        ) {
            let cut = cut.min(values.len());
            let (mut left, mut right) = (sketch(&values[..cut]), sketch(&values[cut..]));
            let (first, second) = (left.clone(), right.clone());
            left.merge(&second);
            right.merge(&first);
            prop_assert_eq!(&left, &sketch(&values));
            prop_assert_eq!(&right, &left);
            let carried: Sketch = serde_json::from_str(&serde_json::to_string(&left).unwrap()).unwrap();
            prop_assert_eq!(carried, left);
        }
    }

    #[test]
    fn what_is_no_sketch_is_refused() {
        let read = serde_json::from_str::<Sketch>;
        assert!(read(r#"{"counts":[[1,2]],"sum":2,"bounds":[1,1]}"#).is_ok());
        for wrong in [
            r#"{"counts":[[1,2],[1,2]],"sum":2,"bounds":[1,1]}"#,
            r#"{"counts":[[1,0]],"sum":0,"bounds":[1,1]}"#,
            r#"{"counts":[[1,18446744073709551615]],"sum":2,"bounds":[1,1]}"#,
            r#"{"counts":[[9999,1]],"sum":2,"bounds":[1,1]}"#,
            r#"{"counts":[[1,1]],"sum":170141183460469231731687303715884105727,"bounds":[1,1]}"#,
            r#"{"counts":[[1,1]],"sum":2,"bounds":null}"#,
            r#"{"counts":[],"sum":0,"bounds":[1,1]}"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_sketch_stays_small() {
        let values: Vec<i64> = (0..400_000).map(|i| i * i * 977 % 31_536_000_000_000).collect();
        assert!(sketch(&values).places.len() < 2000);
    }
}
