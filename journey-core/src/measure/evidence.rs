//! What findings are tested with: one observation a customer and touchpoint, so that they are independent.

use super::group::{Group, Hand, Place, Spot, Trials};
use super::moments::Moments;
use super::signs::KINDS;
use crate::numeric::interpolate;

/// Evidence about one touchpoint and some customers.
#[derive(Debug, Clone)]
pub(super) struct Evidence<'a> {
    pub customers: u64,
    /// Customers who were here before the end of the scope, so long before the end of the data that it
    /// is known whether they left.
    pub at_risk: u64,
    /// Those of them whose journey ended here.
    pub left: u64,
    /// How long each customer waited before arriving for the first time, in microseconds.
    pub first_waits: Waits<'a>,
    /// The same for those who were handed over from another owner, and for those who were not.
    pub given: Waits<'a>,
    pub kept: Waits<'a>,
    /// For each of [`signs::KINDS`](super::signs::KINDS), the customers considered and those who suffered.
    trials: [Trials; KINDS.len()],
    /// Mean emotion of each customer minus what the map expects; where it expects nothing, the emotion.
    pub mood: Moments,
}

impl<'a> Evidence<'a> {
    /// The evidence of some groups, whose first waits are sorted.
    pub(super) fn of(groups: &[&'a Group], touchpoint: usize) -> Self {
        let sum = |count: fn(&Place) -> u64| {
            groups.iter().filter_map(|group| group.touchpoints.get(touchpoint)).map(count).sum()
        };
        let spots: Vec<&'a Spot> = groups.iter().filter_map(|group| group.spots.get(touchpoint)).collect();
        let (mut trials, mut mood) = ([Trials::default(); KINDS.len()], Moments::default());
        for spot in &spots {
            spot.moods.numbers().for_each(|(value, count)| mood.add_times(value, count));
            for (sum, part) in trials.iter_mut().zip(spot.trials) {
                sum.n += part.n;
                sum.suffered += part.suffered;
            }
        }
        let by_hand = |hand: Hand| Waits(spots.iter().flat_map(|spot| spot.waits.by_hand(hand)).collect());
        Self {
            customers: sum(|place| place.customers),
            at_risk: sum(|place| place.at_risk),
            left: sum(|place| place.dropped),
            first_waits: Waits(spots.iter().flat_map(|spot| spot.waits.first()).collect()),
            given: by_hand(Hand::Given),
            kept: by_hand(Hand::Kept),
            trials,
            mood,
        }
    }

    /// Customers considered for one of [`signs::KINDS`](super::signs::KINDS), and those of them who suffered.
    pub(super) fn trials(&self, position: usize) -> (u64, u64) {
        self.trials.get(position).map_or((0, 0), |trials| (trials.n, trials.suffered))
    }
}

/// Waits in several lists, each in ascending order.
#[derive(Debug, Clone, Default)]
pub(super) struct Waits<'a>(pub Vec<&'a [i64]>);

impl Waits<'_> {
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|list| list.len()).sum()
    }

    /// Number of waits that are longer.
    pub(super) fn beyond(&self, limit: i64) -> u64 {
        (self.len() - self.up_to(limit)) as u64
    }

    /// Quantile by linear interpolation; `None` for no waits.
    pub(super) fn quantile(&self, q: f64) -> Option<f64> {
        interpolate(self.len(), q, |rank| self.at(rank))
    }

    fn up_to(&self, limit: i64) -> usize {
        self.0.iter().map(|list| list.partition_point(|&wait| wait <= limit)).sum()
    }

    /// The wait at a position in ascending order: the least value that has so many others up to it.
    ///
    /// # Complexity
    /// O(lists · log waits · bits of the longest wait).
    fn at(&self, rank: usize) -> Option<i64> {
        let mut low = self.0.iter().filter_map(|list| list.first()).min().copied()?;
        let mut high = self.0.iter().filter_map(|list| list.last()).max().copied()?;
        while low < high {
            let middle = ((i128::from(low) + i128::from(high)) >> 1) as i64;
            if self.up_to(middle) > rank {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_in_several_lists_are_ranked_as_one() {
        let lists: [&[i64]; 4] = [&[1, 4, 4, 9], &[], &[-3, 4], &[0]];
        let waits = Waits(lists.to_vec());
        let found: Vec<i64> = (0..7).filter_map(|rank| waits.at(rank)).collect();
        assert_eq!(found, [-3, 0, 1, 4, 4, 4, 9]);
        assert_eq!((waits.beyond(4), waits.beyond(-4), waits.beyond(9)), (1, 7, 0));
        // numpy.quantile([-3, 0, 1, 4, 4, 4, 9], .9)
        assert!((waits.quantile(0.9).unwrap() - 6.0).abs() < 1e-9);
        assert_eq!(Waits(vec![&[i64::MIN, i64::MAX]]).at(1), Some(i64::MAX));
        assert_eq!(Waits::default().quantile(0.5), None);
    }
}
