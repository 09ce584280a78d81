//! What a part of a log tells about patterns: the journeys themselves, as far as they are looked at.

use serde::{Deserialize, Serialize};

/// What a part of the log tells about frequent patterns: touchpoint codes of the journeys, and what limits look at.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrequentSummary {
    /// Touchpoint codes, journey after journey.
    pub(super) codes: Vec<u32>,
    /// Where each journey ends.
    pub(super) ends: Vec<usize>,
    /// Group of each journey; empty if there is only one.
    pub(super) groups: Vec<u8>,
    /// Time of each event in microseconds, if a limit looks at it.
    pub(super) times: Vec<i64>,
    /// What each event adds to the sum that must not exceed its limit, if there is one; infinite where it cannot be part.
    pub(super) costs: Vec<Cost>,
    /// Journeys of no group.
    pub(super) left_out: u64,
}

/// A number that may be infinite, which JSON does not know.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Cost(pub Option<f64>);

impl FrequentSummary {
    pub(super) fn merge(&mut self, mut other: Self) {
        let before = self.codes.len();
        self.codes.append(&mut other.codes);
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.groups.append(&mut other.groups);
        self.times.append(&mut other.times);
        self.costs.append(&mut other.costs);
        self.left_out += other.left_out;
    }

    /// Memory in bytes.
    pub(super) fn memory(&self) -> usize {
        let events = size_of::<u32>() * self.codes.len() + size_of::<i64>() * self.times.len();
        events + size_of::<Cost>() * self.costs.len() + (size_of::<usize>() + 1) * self.ends.len()
    }

    /// Journeys: their group, and where their events are.
    pub(super) fn journeys(&self) -> impl Iterator<Item = (usize, std::ops::Range<usize>)> + '_ {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).enumerate().map(|(journey, (&start, &end))| {
            (self.groups.get(journey).copied().unwrap_or_default() as usize, start..end)
        })
    }

    /// Journeys in each group.
    pub(super) fn sizes(&self) -> [u64; 2] {
        let second = self.groups.iter().filter(|group| **group == 1).count() as u64;
        [self.ends.len() as u64 - second, second]
    }
}
