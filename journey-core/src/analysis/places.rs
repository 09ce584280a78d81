//! Times at places: what time spent and waiting time share.

use serde::{Deserialize, Serialize};

use super::visits::{Visit, visits};
use super::{DurationStats, Room};
use crate::error::Result;
use crate::log::Shard;
use crate::numeric::Durations;

/// What a part of the log tells about times at touchpoints.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceSummary {
    /// By touchpoint code.
    places: Vec<Place>,
}

/// Times at one place.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Place {
    /// Visits.
    pub visits: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Times in microseconds, of the visits that have one.
    pub times: Durations,
    /// Visits whose time is 0 because the visit before was not over.
    pub overlaps: u64,
    /// Number, in its shard, of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        let counts = |place: &Self| (place.visits, place.customers, place.overlaps);
        counts(self) == counts(other) && self.times == other.times
    }
}

/// What [`PlaceSummary::finish`] tells: of each visited place its code, its counts and the distribution of its times,
/// and the distribution of all times.
pub(super) type Finished<'a> = (Vec<(usize, &'a Place, DurationStats)>, DurationStats);

impl PlaceSummary {
    fn fit(&mut self, places: usize) {
        if self.places.len() < places {
            self.places.resize_with(places, Place::default);
        }
    }

    /// Adds the visits of a shard, at so many places. `time` gives the time of a visit, whose predecessor is `None` for
    /// the first one of a journey, and says whether it is 0 because of an overlap.
    pub(super) fn observe(
        &mut self,
        places: usize,
        shard: &Shard,
        time: impl Fn(Option<&Visit>, &Visit) -> Option<(i64, bool)>,
    ) {
        self.fit(places);
        self.places.iter_mut().for_each(|place| place.latest = 0);
        for (customer, journey) in (1..).zip(shard.journeys()) {
            let mut before: Option<Visit> = None;
            for visit in visits(&journey, journey.touchpoints()) {
                if let Some(place) = self.places.get_mut(visit.place as usize) {
                    place.visits += 1;
                    place.customers += u64::from(place.latest != customer);
                    place.latest = customer;
                    if let Some((micros, overlap)) = time(before.as_ref(), &visit) {
                        place.times.add(micros);
                        place.overlaps += u64::from(overlap);
                    }
                }
                before = Some(visit);
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.fit(other.places.len());
        for (place, more) in self.places.iter_mut().zip(other.places) {
            place.visits += more.visits;
            place.customers += more.customers;
            place.times.merge(more.times);
            place.overlaps += more.overlaps;
        }
    }

    pub(super) fn retract(&mut self, part: &Self) {
        for (place, less) in self.places.iter_mut().zip(&part.places) {
            place.visits = place.visits.saturating_sub(less.visits);
            place.customers = place.customers.saturating_sub(less.customers);
            place.times.retract(&less.times);
            place.overlaps = place.overlaps.saturating_sub(less.overlaps);
        }
    }

    pub(super) fn settle(&mut self) -> Result<()> {
        Durations::settle_all(self.places.iter_mut().map(|place| &mut place.times))
    }

    pub(super) fn compact(&mut self, room: &Room) {
        room.bound(self.places.iter_mut().map(|place| &mut place.times));
    }

    pub(super) fn finish(&mut self) -> Result<Finished<'_>> {
        let each = Durations::stats_of_all(self.places.iter_mut().map(|place| &mut place.times))?;
        let all = Durations::stats_together(self.places.iter().map(|place| &place.times));
        let places =
            self.places.iter().enumerate().zip(each).map(|((code, place), time)| (code, place, time));
        Ok((places.filter(|(_, place, _)| place.visits > 0).collect(), all))
    }
}
