//! What a part of a log tells about repeats.

use serde::{Deserialize, Serialize};

use crate::analysis::transitions::edges::{Edge, Edges};
use crate::log::MISSING;
use crate::numeric::Durations;

/// What a part of the log tells about repeats.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReworkSummary {
    /// By touchpoint code.
    pub(super) places: Vec<Place>,
    /// By touchpoint, and by what came directly after it before it came again.
    pub(super) returns: Edges,
    pub(super) customers: u64,
    /// Customers with any repeat.
    pub(super) reworked: u64,
}

/// Repeats at a touchpoint.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Place {
    pub customers: u64,
    /// Customers with a repeat here.
    pub reworked: u64,
    pub self_loops: Repeats,
    pub returns: Repeats,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

/// Repeats of one kind.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Repeats {
    /// Times since the event that is repeated, and customers.
    pub all: Edge,
    /// By the same as before, and by another one.
    pub same: u64,
    pub other: u64,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        (self.customers, self.reworked) == (other.customers, other.reworked)
            && self.self_loops == other.self_loops
            && self.returns == other.returns
    }
}

impl Repeats {
    fn see(&mut self, gap: i64, customer: u64, who: Option<(u32, u32)>) {
        self.all.see(gap, customer);
        if let Some((before, now)) = who.filter(|who| who.0 != MISSING && who.1 != MISSING) {
            self.same += u64::from(before == now);
            self.other += u64::from(before != now);
        }
    }

    fn merge(&mut self, other: Self) {
        self.all.merge(other.all);
        self.same += other.same;
        self.other += other.other;
    }

    fn retract(&mut self, part: &Self) {
        self.all.retract(&part.all);
        self.same = self.same.saturating_sub(part.same);
        self.other = self.other.saturating_sub(part.other);
    }
}

impl Place {
    /// Events here: the first one of each customer and all repeats.
    pub fn count(&self) -> u64 {
        self.customers + self.self_loops.all.count() + self.returns.all.count()
    }
}

impl ReworkSummary {
    pub(super) fn fit(&mut self, touchpoints: usize) {
        if self.places.len() < touchpoints {
            self.places.resize_with(touchpoints, Place::default);
        }
        self.returns.fit(self.places.len());
    }

    /// Adds a journey; `last` says, by touchpoint, which event (from 1) was there last, and is 0 before and after.
    pub(super) fn see(&mut self, codes: &[u32], times: &[i64], by: &[u32], last: &mut [u32]) {
        self.customers += 1;
        let (customer, mut reworked) = (self.customers, false);
        for (event, (&code, &time)) in codes.iter().zip(times).enumerate() {
            let (Some(place), Some(last)) = (self.places.get_mut(code as usize), last.get_mut(code as usize))
            else {
                continue;
            };
            let before = std::mem::replace(last, event as u32 + 1) as usize;
            let Some(before) = before.checked_sub(1) else {
                place.customers += 1;
                continue;
            };
            place.reworked += u64::from(place.latest != customer);
            (place.latest, reworked) = (customer, true);
            let gap = time.saturating_sub(times.get(before).copied().unwrap_or(time));
            let who = by.get(before).copied().zip(by.get(event).copied());
            if before + 1 == event {
                place.self_loops.see(gap, customer, who);
                continue;
            }
            place.returns.see(gap, customer, who);
            let via = codes.get(before + 1).and_then(|via| self.returns.get(code, *via));
            via.into_iter().for_each(|edge| edge.see(gap, customer));
        }
        self.reworked += u64::from(reworked);
        for &code in codes {
            last.get_mut(code as usize).into_iter().for_each(|last| *last = 0);
        }
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        self.fit(other.places.len());
        self.customers += other.customers;
        self.reworked += other.reworked;
        self.returns.merge_as(&mut other.returns, |touchpoint| touchpoint);
        for (place, more) in self.places.iter_mut().zip(other.places) {
            place.customers += more.customers;
            place.reworked += more.reworked;
            place.self_loops.merge(more.self_loops);
            place.returns.merge(more.returns);
        }
    }

    pub(super) fn retract(&mut self, mut part: Self) {
        self.customers = self.customers.saturating_sub(part.customers);
        self.reworked = self.reworked.saturating_sub(part.reworked);
        self.returns.retract_as(&mut part.returns, |touchpoint| touchpoint);
        for (place, less) in self.places.iter_mut().zip(&part.places) {
            place.customers = place.customers.saturating_sub(less.customers);
            place.reworked = place.reworked.saturating_sub(less.reworked);
            place.self_loops.retract(&less.self_loops);
            place.returns.retract(&less.returns);
        }
    }

    /// All times.
    pub(super) fn times_mut(&mut self) -> impl Iterator<Item = &mut Durations> {
        let returns = self.returns.all_mut().map(|edge| &mut edge.gaps);
        times_of(&mut self.places).chain(returns)
    }

    /// Times at touchpoints: those of self-loops and of returns, place by place.
    pub(super) fn times_of_places(&mut self) -> impl Iterator<Item = &mut Durations> {
        times_of(&mut self.places)
    }
}

fn times_of(places: &mut [Place]) -> impl Iterator<Item = &mut Durations> {
    places.iter_mut().flat_map(|place| [&mut place.self_loops.all.gaps, &mut place.returns.all.gaps])
}
