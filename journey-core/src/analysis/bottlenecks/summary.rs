//! What a part of a log tells about waiting: from when to when, move by move.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::log::{Journey, NO_END};

/// Moves of one kind.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Moves {
    /// Beginning and end of each waiting in UTC microseconds.
    pub waits: Vec<(i64, i64)>,
    pub customers: u64,
    pub overlaps: u64,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    latest: u64,
}

impl PartialEq for Moves {
    fn eq(&self, other: &Self) -> bool {
        let counts = |moves: &Self| (moves.customers, moves.overlaps);
        counts(self) == counts(other) && self.waits == other.waits
    }
}

/// What a part of the log tells about waiting.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BottleneckSummary {
    /// By source and target.
    #[serde(with = "crate::analysis::pairs")]
    pub(super) moves: HashMap<(u32, u32), Moves>,
    pub(super) customers: u64,
    count: u64,
}

impl BottleneckSummary {
    pub(super) fn see(&mut self, journey: &Journey<'_>) {
        self.begin();
        let (codes, times, ends) = (journey.touchpoints(), journey.times(), journey.ends());
        let pairs = codes.windows(2).zip(times.windows(2)).enumerate();
        for (event, (codes, times)) in pairs {
            let (&[source, target], &[time, next]) = (codes, times) else { continue };
            let end = ends.get(event).copied().filter(|&end| end != NO_END).unwrap_or(time);
            self.add((source, target), (end, next));
        }
    }

    /// Begins with the next customer.
    pub(crate) fn begin(&mut self) {
        self.customers += 1;
    }

    /// Adds a move of the customer: source and target, the end of the first and the time of the second.
    pub(crate) fn add(&mut self, edge: (u32, u32), (end, next): (i64, i64)) {
        let moves = self.moves.entry(edge).or_default();
        moves.waits.push((end.min(next), next));
        moves.overlaps += u64::from(end > next);
        moves.customers += u64::from(moves.latest != self.customers);
        moves.latest = self.customers;
        self.count += 1;
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for (key, mut more) in other.moves {
            let moves = self.moves.entry(key).or_default();
            moves.waits.append(&mut more.waits);
            moves.customers += more.customers;
            moves.overlaps += more.overlaps;
        }
        self.customers += other.customers;
        self.count += other.count;
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        size_of::<(i64, i64)>() * self.count as usize + 128 * self.moves.len()
    }
}
