//! What a part of a log tells about handoffs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::HandoffPlan;
use crate::log::{Journey, MISSING, NO_END};
use crate::numeric::Durations;

/// What a part of the log tells about handoffs.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HandoffSummary {
    /// By source and target.
    #[serde(with = "crate::analysis::pairs")]
    pub(super) handoffs: BTreeMap<(u32, u32), Times>,
    /// By touchpoint, source and target.
    #[serde(with = "crate::analysis::pairs")]
    pub(super) repeats: BTreeMap<(u32, u32, u32), Times>,
    /// By code.
    pub(super) parties: Vec<Party>,
    pub(super) customers: u64,
    pub(super) handed_over: u64,
    pub(super) repeated: u64,
    pub(super) unassigned: u64,
}

/// Times between two events, one for each handoff or repeat.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Times {
    /// Microseconds.
    pub times: Durations,
    pub customers: u64,
    pub back: u64,
    pub overlaps: u64,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Party {
    pub count: u64,
    pub customers: u64,
    pub ends: u64,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

impl PartialEq for Times {
    fn eq(&self, other: &Self) -> bool {
        let counts = |times: &Self| (times.customers, times.back, times.overlaps);
        counts(self) == counts(other) && self.times == other.times
    }
}

impl PartialEq for Party {
    fn eq(&self, other: &Self) -> bool {
        (self.count, self.customers, self.ends) == (other.count, other.customers, other.ends)
    }
}

impl Times {
    fn add(&mut self, micros: i64, customer: u64) {
        self.times.add(micros);
        self.customers += u64::from(self.latest != customer);
        self.latest = customer;
    }

    pub fn count(&self) -> u64 {
        self.times.len() as u64
    }

    fn merge(&mut self, other: Self) {
        self.times.merge(other.times);
        self.customers += other.customers;
        self.back += other.back;
        self.overlaps += other.overlaps;
    }

    fn retract(&mut self, part: &Self) {
        self.times.retract(&part.times);
        self.customers = self.customers.saturating_sub(part.customers);
        self.back = self.back.saturating_sub(part.back);
        self.overlaps = self.overlaps.saturating_sub(part.overlaps);
    }
}

/// Adds the times of another table.
fn merge<K: Ord>(into: &mut BTreeMap<K, Times>, other: BTreeMap<K, Times>) {
    for (key, more) in other {
        into.entry(key).or_default().merge(more);
    }
}

/// Takes out the times of a table that were added.
fn retract<K: Ord>(from: &mut BTreeMap<K, Times>, part: &BTreeMap<K, Times>) {
    for (key, less) in part {
        if let Some(times) = from.get_mut(key) {
            times.retract(less);
        }
    }
}

/// Who served a customer at a touchpoint, and when.
type Served = Option<(u32, i64)>;

/// An unbroken run of events of one party.
#[derive(Clone, Copy)]
struct Stay {
    party: u32,
    end: i64,
}

impl HandoffSummary {
    pub(super) fn fit(&mut self, parties: usize) {
        if self.parties.len() < parties {
            self.parties.resize(parties, Party::default());
        }
    }

    /// Adds a journey. `served` says, by touchpoint, who was there last; it is empty before and after.
    pub(super) fn see(&mut self, plan: &HandoffPlan, journey: &Journey<'_>, served: &mut [Served]) {
        let (mut before, mut now): (Option<u32>, Option<Stay>) = (None, None);
        let (mut handed_over, mut repeated) = (false, false);
        let customer = self.customers + 1;
        let events = journey.codes(plan.column).iter().zip(journey.times()).zip(journey.touchpoints());
        for (event, ((&party, &time), &touchpoint)) in events.enumerate() {
            if party == MISSING {
                self.unassigned += 1;
                continue;
            }
            if let Some(known) = self.parties.get_mut(party as usize) {
                known.count += 1;
                known.customers += u64::from(known.latest != customer);
                known.latest = customer;
            }
            if let Some(stay) = now.filter(|stay| stay.party != party) {
                let wait = time.saturating_sub(stay.end);
                let times = self.handoffs.entry((stay.party, party)).or_default();
                times.add(wait.max(0), customer);
                times.back += u64::from(before == Some(party));
                times.overlaps += u64::from(wait < 0);
                (before, handed_over) = (Some(stay.party), true);
            }
            let end = journey.ends().get(event).copied().filter(|&end| end != NO_END);
            now = Some(Stay { party, end: end.unwrap_or(time) });
            let Some(last) = served.get_mut(touchpoint as usize) else { continue };
            if let Some((other, at)) = last.replace((party, time))
                && other != party
                && time.saturating_sub(at) <= plan.window
            {
                let times = self.repeats.entry((touchpoint, other, party)).or_default();
                times.add(time.saturating_sub(at), customer);
                repeated = true;
            }
        }
        for &touchpoint in journey.touchpoints() {
            served.get_mut(touchpoint as usize).into_iter().for_each(|last| *last = None);
        }
        let Some(stay) = now else { return };
        self.parties.get_mut(stay.party as usize).into_iter().for_each(|party| party.ends += 1);
        self.customers = customer;
        self.handed_over += u64::from(handed_over);
        self.repeated += u64::from(repeated);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.fit(other.parties.len());
        merge(&mut self.handoffs, other.handoffs);
        merge(&mut self.repeats, other.repeats);
        for (party, more) in self.parties.iter_mut().zip(other.parties) {
            party.count += more.count;
            party.customers += more.customers;
            party.ends += more.ends;
        }
        self.customers += other.customers;
        self.handed_over += other.handed_over;
        self.repeated += other.repeated;
        self.unassigned += other.unassigned;
    }

    pub(super) fn retract(&mut self, part: &Self) {
        retract(&mut self.handoffs, &part.handoffs);
        retract(&mut self.repeats, &part.repeats);
        for (party, less) in self.parties.iter_mut().zip(&part.parties) {
            party.count = party.count.saturating_sub(less.count);
            party.customers = party.customers.saturating_sub(less.customers);
            party.ends = party.ends.saturating_sub(less.ends);
        }
        self.customers = self.customers.saturating_sub(part.customers);
        self.handed_over = self.handed_over.saturating_sub(part.handed_over);
        self.repeated = self.repeated.saturating_sub(part.repeated);
        self.unassigned = self.unassigned.saturating_sub(part.unassigned);
    }

    /// All times.
    pub(super) fn times_mut(&mut self) -> impl Iterator<Item = &mut Durations> {
        let all = self.handoffs.values_mut().chain(self.repeats.values_mut());
        all.map(|times| &mut times.times)
    }

    /// Handoffs by each party.
    pub(super) fn given(&self) -> Vec<u64> {
        self.sums(|(source, _)| source)
    }

    /// Handoffs to each party.
    pub(super) fn taken(&self) -> Vec<u64> {
        self.sums(|(_, target)| target)
    }

    fn sums(&self, of: impl Fn((u32, u32)) -> u32) -> Vec<u64> {
        let mut sums = vec![0; self.parties.len()];
        for (&pair, times) in &self.handoffs {
            sums.get_mut(of(pair) as usize).into_iter().for_each(|sum| *sum += times.count());
        }
        sums
    }
}
