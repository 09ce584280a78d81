//! Examples: the first ones by input row, whatever the order in which they are seen.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::QualityExample;
use crate::log::Journey;

/// How many are shown.
const SHOWN: usize = 5;

/// A count with its first examples.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Sample {
    pub count: u64,
    first: Vec<Seen>,
}

/// An example: place in the order, row, customer, time, value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Seen(i64, u32, String, i64, String);

impl Sample {
    /// Counts an event of a journey; `value` is only asked for if it is shown.
    pub fn add(&mut self, journey: &Journey<'_>, event: usize, value: impl FnOnce() -> String) {
        let row = journey.rows().get(event).copied().unwrap_or_default();
        self.add_at(i64::from(row), journey, event, value);
    }

    /// The same, with those shown first that have the lowest places.
    pub fn add_at(
        &mut self,
        place: i64,
        journey: &Journey<'_>,
        event: usize,
        value: impl FnOnce() -> String,
    ) {
        self.count += 1;
        if self.first.len() >= SHOWN && self.first.last().is_some_and(|last| last.0 < place) {
            return;
        }
        let row = journey.rows().get(event).copied().unwrap_or_default();
        let time = journey.times().get(event).copied().unwrap_or_default();
        let seen = Seen(place, row, journey.customer().into(), time, value());
        let place = self.first.partition_point(|other| *other < seen);
        self.first.insert(place, seen);
        self.first.truncate(SHOWN);
    }

    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.first.extend(other.first);
        self.first.sort_unstable();
        self.first.truncate(SHOWN);
    }

    pub fn examples(&self) -> Vec<QualityExample> {
        let example = |Seen(_, row, customer, time, value): &Seen| QualityExample {
            row: Some(u64::from(*row)),
            customer: Some(customer.clone()),
            time: Timestamp::from_microsecond(*time).ok(),
            value: Some(value.clone()).filter(|value| !value.is_empty()),
        };
        self.first.iter().map(example).collect()
    }
}
