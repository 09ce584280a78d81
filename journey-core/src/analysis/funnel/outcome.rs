//! How far a unit got.

use super::hits::Hit;

/// Time and event of a step that was left out.
pub(super) const SKIPPED_TIME: i64 = i64::MIN;
pub(super) const SKIPPED: u32 = u32::MAX;

/// How far a unit got.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Passage {
    /// Times of the steps up to the furthest one, when that was passed first; empty if there is none.
    pub times: Vec<i64>,
    /// Their events; empty if nobody asked.
    pub events: Vec<u32>,
    /// Until when the unit may go on, if it has neither finished nor stopped and there is an end.
    pub deadline: Option<i64>,
    /// In an open funnel, for each step: the time since the step before, if the unit came from there.
    pub came: Vec<Option<i64>>,
    /// Until when the unit may come from each step to the next one.
    pub ends: Vec<Option<i64>>,
    /// Number of the session, if sessions are counted.
    pub session: u32,
}

impl Passage {
    pub fn clear(&mut self, session: u32) {
        self.times.clear();
        self.events.clear();
        self.came.clear();
        self.ends.clear();
        self.deadline = None;
        self.session = session;
    }

    /// Makes room for so many steps, none of them passed.
    pub fn fit(&mut self, steps: usize) {
        self.times.resize(steps, SKIPPED_TIME);
        self.events.resize(steps, SKIPPED);
    }

    pub fn pass(&mut self, step: usize, hit: &Hit) {
        if let (Some(time), Some(event)) = (self.times.get_mut(step), self.events.get_mut(step)) {
            (*time, *event) = (hit.time, hit.event);
        }
    }

    /// Whether a step was passed.
    pub fn has(&self, step: usize) -> bool {
        self.times.get(step).is_some_and(|&time| time != SKIPPED_TIME)
    }

    /// Takes the better one of two parts of a unit: further, then earlier at its end, then a later start. A unit may go
    /// on as long as any part may.
    pub fn join(&mut self, other: &mut Self) {
        let deadline = self.deadline.max(other.deadline);
        let rank = |passage: &Self| {
            let ends = passage.times.last().copied().zip(passage.times.first().copied());
            (passage.times.len(), ends.map(|(last, first)| (std::cmp::Reverse(last), first)))
        };
        if rank(other) > rank(self) {
            std::mem::swap(self, other);
        }
        self.deadline = deadline;
    }
}
