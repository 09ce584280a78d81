//! What findings are tested with: one observation a customer and touchpoint, so that they are independent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::calendar;
use super::facts::{Facts, State};
use super::moments::Moments;
use super::plan::Plan;
use super::summary::{pairs_of, to_emotion};
use crate::analysis::pairs;

/// Evidence about one touchpoint.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Evidence {
    pub customers: u64,
    /// Customers who were here before the end of the scope, so long before the end of the data that it
    /// is known whether they left.
    pub at_risk: u64,
    /// Those of them whose journey ended here.
    pub dropped: u64,
    /// The same two counts by the local day of the last visit.
    #[serde(with = "pairs")]
    pub days: BTreeMap<i64, (u64, u64)>,
    /// How long each customer waited before arriving for the first time, in microseconds.
    pub first_waits: Vec<i64>,
    /// Mean emotion of each customer minus what the map expects; where it expects nothing, the emotion.
    pub mood: Moments,
}

impl Evidence {
    /// Counts a journey.
    pub(super) fn see(evidence: &mut [Self], plan: &Plan, facts: &Facts<'_>, members: &[bool]) {
        for touched in &facts.touchpoints.touched {
            if let Some(here) = evidence.get_mut(touched.place as usize) {
                here.customers += 1;
            }
        }
        see_risk(evidence, plan, facts);
        see_waits(evidence, facts);
        see_moods(evidence, plan, facts, members);
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        self.customers += other.customers;
        self.at_risk += other.at_risk;
        self.dropped += other.dropped;
        for (day, (n, dropped)) in other.days {
            let total = self.days.entry(day).or_default();
            total.0 += n;
            total.1 += dropped;
        }
        self.first_waits.append(&mut other.first_waits);
        self.mood.merge(other.mood);
    }

    /// Evidence about the customers who are not in `part`.
    pub(super) fn without(&self, part: &Self) -> Self {
        Self {
            customers: self.customers - part.customers.min(self.customers),
            at_risk: self.at_risk - part.at_risk.min(self.at_risk),
            dropped: self.dropped - part.dropped.min(self.dropped),
            days: BTreeMap::new(),
            first_waits: difference(&self.first_waits, &part.first_waits),
            mood: self.mood.without(&part.mood),
        }
    }
}

/// `whole` without one copy of each number of `part`, ascending.
fn difference(whole: &[i64], part: &[i64]) -> Vec<i64> {
    let (mut whole, mut part) = (whole.to_vec(), part.to_vec());
    whole.sort_unstable();
    part.sort_unstable();
    let mut less = part.into_iter().peekable();
    whole.retain(|wait| less.next_if_eq(wait).is_none());
    whole
}

/// Position of the journey's last visit to each touchpoint before the end of the scope.
fn last_visits(facts: &Facts<'_>) -> BTreeMap<u32, usize> {
    let before = facts.completed_at.unwrap_or(facts.journey.len());
    let visits = facts.touchpoints.visits.iter().enumerate();
    visits.filter(|(_, visit)| visit.first < before).map(|(i, visit)| (visit.place, i)).collect()
}

/// A customer is at risk once a touchpoint, at the last visit. Visits near the end of the data do not count:
/// there, those who go on are known sooner than those who leave.
fn see_risk(evidence: &mut [Evidence], plan: &Plan, facts: &Facts<'_>) {
    let visits = &facts.touchpoints.visits;
    for (place, last) in last_visits(facts) {
        let (Some(here), Some(visit)) = (evidence.get_mut(place as usize), visits.get(last)) else {
            continue;
        };
        let ended = last + 1 == visits.len();
        if visit.start > plan.open_after || (ended && facts.state == State::Open) {
            continue;
        }
        let dropped = ended && facts.state == State::Lost;
        here.at_risk += 1;
        here.dropped += u64::from(dropped);
        let day = here.days.entry(calendar::day(visit.start, &plan.zone)).or_default();
        day.0 += 1;
        day.1 += u64::from(dropped);
    }
}

fn see_waits(evidence: &mut [Evidence], facts: &Facts<'_>) {
    let visits = &facts.touchpoints.visits;
    let mut seen: Vec<u32> = visits.first().map(|visit| visit.place).into_iter().collect();
    for (before, visit) in pairs_of(visits) {
        if seen.contains(&visit.place) {
            continue;
        }
        seen.push(visit.place);
        if let Some(here) = evidence.get_mut(visit.place as usize) {
            here.first_waits.push(visit.waiting_time(before).0);
        }
    }
}

fn see_moods(evidence: &mut [Evidence], plan: &Plan, facts: &Facts<'_>, members: &[bool]) {
    for (touchpoint, mood) in moods(plan, facts, members) {
        if let Some(here) = evidence.get_mut(touchpoint as usize) {
            here.mood.add(mood);
        }
    }
}

/// Mood of the customer at each touchpoint that has ratings.
pub(super) fn moods(plan: &Plan, facts: &Facts<'_>, members: &[bool]) -> Vec<(u32, f64)> {
    let mut sums: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
    for (event, &code) in facts.touchpoints.places.iter().enumerate() {
        let rated = plan.rating(facts, event, code as usize);
        if let Some(emotion) = rated.and_then(|(rating, scale)| to_emotion(rating, &scale)) {
            let sum = sums.entry(code).or_default();
            sum.0 += emotion;
            sum.1 += 1;
        }
    }
    let expected = |code: u32| plan.expected.get(code as usize).and_then(|stated| stated.assumed(members));
    sums.into_iter()
        .map(|(code, (sum, n))| (code, sum / f64::from(n) - expected(code).unwrap_or(0.0)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_of_lists_keeps_what_is_left() {
        assert_eq!(difference(&[5, 1, 5, 3], &[5, 3]), [1, 5]);
        assert_eq!(difference(&[2], &[]), [2]);
    }
}
