//! What a part of a log tells about outcomes.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// What a part of the log tells about outcomes.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OutcomeSummary {
    /// By touchpoint code.
    pub(super) places: Vec<Place>,
    /// Moves by their ends: codes of touchpoints, or [`START`], [`SUCCESS`] and [`END`].
    #[serde(with = "crate::analysis::pairs")]
    pub(super) moves: HashMap<(u32, u32), u64>,
    pub(super) customers: u64,
    pub(super) succeeded: u64,
}

/// Before the first event.
pub(super) const START: u32 = u32::MAX;
/// Success.
pub(super) const SUCCESS: u32 = u32::MAX - 1;
/// The end without it.
pub(super) const END: u32 = u32::MAX - 2;

/// Who was at a touchpoint before success.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Place {
    pub count: u64,
    pub customers: u64,
    pub succeeded: u64,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        (self.count, self.customers, self.succeeded) == (other.count, other.customers, other.succeeded)
    }
}

impl OutcomeSummary {
    pub(super) fn fit(&mut self, touchpoints: usize) {
        if self.places.len() < touchpoints {
            self.places.resize(touchpoints, Place::default());
        }
    }

    /// Adds a journey with the position of the event with which it succeeded.
    pub(super) fn see(&mut self, codes: &[u32], success: Option<usize>) {
        self.customers += 1;
        self.succeeded += u64::from(success.is_some());
        let before = codes.get(..success.unwrap_or(codes.len())).unwrap_or_default();
        let mut source = START;
        for &code in before {
            *self.moves.entry((source, code)).or_default() += 1;
            source = code;
            let Some(place) = self.places.get_mut(code as usize) else { continue };
            place.count += 1;
            if std::mem::replace(&mut place.latest, self.customers) != self.customers {
                place.customers += 1;
                place.succeeded += u64::from(success.is_some());
            }
        }
        let outcome = if success.is_some() { SUCCESS } else { END };
        *self.moves.entry((source, outcome)).or_default() += 1;
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.fit(other.places.len());
        for (place, more) in self.places.iter_mut().zip(other.places) {
            place.count += more.count;
            place.customers += more.customers;
            place.succeeded += more.succeeded;
        }
        for (ends, more) in other.moves {
            *self.moves.entry(ends).or_default() += more;
        }
        self.customers += other.customers;
        self.succeeded += other.succeeded;
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        size_of::<Place>() * self.places.len() + 2 * size_of::<((u32, u32), u64)>() * self.moves.len()
    }
}
