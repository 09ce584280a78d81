//! Events that come later in the input than their times say.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, finding};
use super::words::said;
use super::{QualityExample, QualityFinding, QualityKind};
use crate::log::Journey;

/// Rows and times of all events.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Late {
    events: Vec<(u32, i64)>,
    given_up: bool,
}

/// Fewer events are in order by chance.
const FEWEST: usize = 100;

impl Late {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        if !self.given_up {
            let rows = journey.rows();
            let events = plan.events(journey);
            self.events.extend(events.filter_map(|(event, time, _)| Some((*rows.get(event)?, time))));
        }
    }

    pub fn merge(&mut self, other: Self) {
        match self.given_up || other.given_up {
            true => self.give_up(),
            false => self.events.extend(other.events),
        }
    }

    /// Forgets all: a stream is sorted by customer, not by time.
    pub fn give_up(&mut self) {
        *self = Self { events: Vec::new(), given_up: true };
    }

    pub fn findings(&mut self, plan: &QualityPlan) -> Option<QualityFinding> {
        let n = self.events.len();
        let most = (plan.limits.late * n as f64) as usize;
        if n < FEWEST || self.given_up {
            return None;
        }
        self.events.sort_unstable();
        let pairs = self.events.iter().zip(self.events.iter().skip(1));
        // Each event out of place makes at most two steps back.
        if pairs.filter(|(a, b)| a.1 > b.1).count() > most.saturating_mul(2) {
            return None;
        }
        let late = out_of_order(&self.events);
        if late.is_empty() || late.len() > most {
            return None;
        }
        let said = said(
            late.len() as u64,
            "event comes at another place of the input than its time says",
            "events come at another place of the input than their times say",
        );
        let counts = (late.len() as u64, "events");
        let row = finding(QualityKind::LateEvents, counts, (n as u64, "events"), said);
        let example = |&place: &usize| {
            let (row, time) = self.events.get(place).copied()?;
            let time = Timestamp::from_microsecond(time).ok();
            Some(QualityExample { row: Some(row.into()), time, ..QualityExample::default() })
        };
        Some(QualityFinding { examples: late.iter().take(5).filter_map(example).collect(), ..row })
    }
}

/// The fewest events without which all others are in order: those beside a longest non-decreasing subsequence
/// (patience sorting; Fredman 1975).
///
/// # Complexity
/// O(n log n).
fn out_of_order(events: &[(u32, i64)]) -> Vec<usize> {
    const NONE: u32 = u32::MAX;
    // The last event of the best sequence of each length, and before each event the one that precedes it.
    let (mut ends, mut times): (Vec<u32>, Vec<i64>) = (Vec::new(), Vec::new());
    let mut before = vec![NONE; events.len()];
    for ((place, &(_, time)), slot) in events.iter().enumerate().zip(&mut before) {
        let length = times.partition_point(|&end| end <= time);
        *slot = length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied().unwrap_or(NONE);
        match (ends.get_mut(length), times.get_mut(length)) {
            (Some(end), Some(best)) => (*end, *best) = (place as u32, time),
            _ => {
                ends.push(place as u32);
                times.push(time);
            }
        }
    }
    let mut kept = vec![false; events.len()];
    let mut next = ends.last().copied().unwrap_or(NONE);
    while let Some(slot) = kept.get_mut(next as usize) {
        *slot = true;
        next = before.get(next as usize).copied().unwrap_or(NONE);
    }
    (0..events.len()).filter(|&place| kept.get(place) == Some(&false)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_events_are_out_of_order() {
        let late = |times: &[i64]| out_of_order(&times.iter().map(|&time| (0, time)).collect::<Vec<_>>());
        assert!(late(&[]).is_empty());
        assert!(late(&[1, 1, 2, 3]).is_empty());
        assert_eq!(late(&[1, 2, 3, 4, 0, 5]), [4]);
        // One event of the future is one, not all that follow it.
        assert_eq!(late(&[1, 99, 2, 3, 4]), [1]);
    }

    proptest::proptest! {
        /// By trying all subsets.
        #[test]
        fn no_smaller_set_suffices(times in proptest::collection::vec(0i64..6, 0..10)) {
            let events: Vec<(u32, i64)> = times.iter().map(|&time| (0, time)).collect();
            let late = out_of_order(&events);
            let rest = |gone: &dyn Fn(usize) -> bool| -> bool {
                let rest: Vec<i64> = (0..times.len()).filter(|i| !gone(*i)).map(|i| times[i]).collect();
                rest.is_sorted()
            };
            proptest::prop_assert!(rest(&|i| late.contains(&i)));
            let best = (0..1u32 << times.len()).filter(|set| rest(&|i| set >> i & 1 == 1));
            proptest::prop_assert_eq!(best.map(u32::count_ones).min(), Some(late.len() as u32));
        }
    }
}
