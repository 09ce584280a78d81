//! Which scale ratings are on, and what lies outside of it.

use std::collections::BTreeMap;

/// Ratings by value.
pub(super) type Histogram = BTreeMap<i32, u64>;

/// Common scales, widest first.
const SCALES: [(i32, i32); 6] = [(0, 10), (1, 10), (1, 7), (-3, 3), (1, 5), (-2, 2)];
/// Highest values of common scales.
const TOPS: [i32; 3] = [5, 7, 10];
/// No common scale goes on from here.
const LONGEST: i32 = 10;
/// Least share of ratings on the scale; codes for "no answer" may be many.
const COVERED: f64 = 0.75;
/// Least share of ratings at the top of a scale: people use the best answer.
const AT_TOP: f64 = 0.02;
/// A drop beyond the top by so much is the end of a scale.
const DROP: u64 = 5;
/// Where so many further values would be expected, a tail does not end by chance (Poisson, probability of none under
/// 0.001).
const DEAD: f64 = 7.0;

/// A scale, and whether its lowest value is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    pub low: i32,
    pub high: i32,
    pub known_low: bool,
}

fn at(ratings: &Histogram, value: i32) -> u64 {
    ratings.get(&value).copied().unwrap_or_default()
}

fn total(ratings: &Histogram) -> u64 {
    ratings.values().sum()
}

/// The scale that ratings are on: the widest common one all of whose values occur. If the lowest answers do not occur,
/// the run of values that ends at the top of a common one.
pub(super) fn scale_of(ratings: &Histogram) -> Option<Scale> {
    let all = |(low, high): &(i32, i32)| (*low..=*high).all(|value| at(ratings, value) > 0);
    let known = SCALES.into_iter().filter(all).find(|(low, high)| fits(ratings, (*low, *high)));
    if let Some((low, high)) = known {
        return Some(Scale { low, high, known_low: true });
    }
    let run = |high: i32| {
        let low = (0..=high).rev().take_while(|&value| at(ratings, value) > 0).last()?;
        let scale = Scale { low, high, known_low: false };
        (high - low >= 3 && fits(ratings, (low, high))).then_some(scale)
    };
    TOPS.into_iter().rev().find_map(run)
}

fn fits(ratings: &Histogram, (low, high): (i32, i32)) -> bool {
    let n = total(ratings) as f64;
    let covered: u64 = ratings.range(low..=high).map(|(_, count)| count).sum();
    let top = at(ratings, high);
    let next = at(ratings, high + 1);
    let stops = next.saturating_mul(DROP) <= top || is_dead_end(ratings, (high, high + 1, high + 2));
    covered as f64 >= COVERED * n && top as f64 >= AT_TOP * n && stops
}

/// Whether so many ratings at `value`, beside `inner`, would have some at `beyond` if they were a tail, but there is none.
fn is_dead_end(ratings: &Histogram, (inner, value, beyond): (i32, i32, i32)) -> bool {
    let (inner, here) = (at(ratings, inner) as f64, at(ratings, value) as f64);
    at(ratings, beyond) == 0 && inner > 0.0 && here * here / inner >= DEAD
}

/// What lies outside of a scale.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outside {
    /// Values that stand alone.
    pub codes: Vec<i32>,
    /// A run of values that goes on from the top: ratings on a longer scale, with its highest value.
    pub longer: Option<(Vec<i32>, i32)>,
}

impl Scale {
    pub fn outside(&self, ratings: &Histogram) -> Outside {
        let mut found = Outside::default();
        let values: Vec<i32> = ratings
            .iter()
            .filter(|(value, count)| **count > 0 && !(self.low..=self.high).contains(*value))
            .map(|(value, _)| *value)
            .collect();
        for run in values.chunk_by(|a, b| a + 1 == *b) {
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            if first == self.high + 1 && run.len() > 1 {
                // Only the top of another scale can be meant.
                let top = TOPS.into_iter().find(|top| *top >= last);
                found.longer = found.longer.or(top.map(|top| (run.to_vec(), top)));
            } else if self.is_code(ratings, first, last) {
                found.codes.extend(run);
            }
        }
        found
    }

    /// Whether values beside a scale can be no answers. Of a scale whose lowest value is not known, low ones may be.
    fn is_code(&self, ratings: &Histogram, first: i32, last: i32) -> bool {
        if last < self.low && !self.known_low && first >= 0 {
            return false;
        }
        match (first, last) {
            (value, _) if value == self.high + 1 => is_dead_end(ratings, (self.high, value, value + 1)),
            (_, value) if value == self.low - 1 => {
                first == last && is_dead_end(ratings, (self.low, value, value - 1))
            }
            _ => true,
        }
    }

    /// Whether the top answer is given often enough to know that the scale ends there, whoever else goes on.
    pub fn is_sure(&self, ratings: &Histogram) -> bool {
        self.high >= LONGEST || at(ratings, self.high) as f64 >= 0.05 * total(ratings) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratings(counts: &[(i32, u64)]) -> Histogram {
        counts.iter().copied().collect()
    }

    fn judged(counts: &[(i32, u64)]) -> Option<(i32, i32, Vec<i32>, Option<i32>)> {
        let ratings = ratings(counts);
        let scale = scale_of(&ratings)?;
        let outside = scale.outside(&ratings);
        Some((scale.low, scale.high, outside.codes, outside.longer.map(|(_, top)| top)))
    }

    #[test]
    fn scales_of_published_surveys() {
        // Counts of the files: likelihood to recommend and restaurants (San Francisco airport 2017), lounges and seats
        // (Skytrax).
        let netpro = [17, 6, 8, 19, 18, 144, 130, 291, 677, 564, 872, 84];
        let netpro: Vec<(i32, u64)> = (0..).zip(netpro).collect();
        assert_eq!(judged(&netpro), Some((0, 10, vec![11], None)));
        let food: Vec<(i32, u64)> = (0..).zip([69, 38, 217, 817, 915, 434, 341]).collect();
        assert_eq!(judged(&food), Some((1, 5, vec![0, 6], None)));
        let lounge: Vec<(i32, u64)> = (1..).zip([172, 519, 537, 595, 369, 8, 11, 14, 20, 14]).collect();
        assert_eq!(judged(&lounge), Some((1, 5, vec![], Some(10))));
        let seat: Vec<(i32, u64)> = (1..).zip([361, 145, 115, 92, 83, 69, 97, 144, 106, 45]).collect();
        assert_eq!(judged(&seat), Some((1, 10, vec![], None)));
    }

    #[test]
    fn bad_ratings_are_not_a_shorter_scale() {
        // Binomial with n = 10 and p = 0.3, of 1000 answers.
        let bad: Vec<(i32, u64)> = (0..).zip([28, 121, 233, 267, 200, 103, 37, 9, 1]).collect();
        assert_eq!(scale_of(&ratings(&bad)), None);
        // Good ones: nobody answers under 4, and a rare 2 is no code.
        let good = [(2, 1), (4, 3), (5, 20), (6, 90), (7, 200), (8, 300), (9, 290), (10, 160), (99, 12)];
        assert_eq!(judged(&good), Some((4, 10, vec![99], None)));
    }
}
