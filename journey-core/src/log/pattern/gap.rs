//! What waits in a gap for the event after it.

use std::collections::VecDeque;

/// No beginning: nothing is under way.
pub(super) const NONE: i32 = i32::MIN;

/// How many events and how much time may lie in a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limits {
    /// Least and most number of events in between.
    pub events: (i64, i64),
    /// Least and most microseconds from the event before to the event after.
    pub time: (i64, i64),
}

impl Limits {
    /// Any number, any time.
    pub(super) const NO: Self = Self { events: (0, i64::MAX), time: (0, i64::MAX) };
}

/// A part of a match that reached a gap: at which event, when, and where the match began.
#[derive(Debug, Clone, Copy)]
struct Entry {
    event: i32,
    time: i64,
    began: i32,
}

/// All that waits in one gap. Of those that can go on, only the latest beginning counts. Events come in the order of
/// time, so those that can go on are a window that moves forward.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// The latest beginning, in a gap without limits.
    latest: Option<i32>,
    /// The only one that counts so far in a gap without least bounds: the latest event, whose match began latest.
    single: Option<Entry>,
    /// Too early to go on.
    early: VecDeque<Entry>,
    /// Can go on until it is too late; beginnings fall from the front to the back.
    ready: VecDeque<Entry>,
}

impl Waiting {
    pub(super) fn clear(&mut self) {
        self.latest = None;
        self.single = None;
        self.early.clear();
        self.ready.clear();
    }

    pub(super) fn enter(&mut self, limits: &Limits, event: i32, time: i64, began: i32) {
        if *limits == Limits::NO {
            self.latest = self.latest.max(Some(began));
            return;
        }
        let entry = Entry { event, time, began };
        let alone =
            limits.events.0 == 0 && limits.time.0 == 0 && self.early.is_empty() && self.ready.is_empty();
        match self.single {
            // Of two, the later event can go on for longer.
            None if alone => self.single = Some(entry),
            Some(before) if before.began <= began => self.single = Some(entry),
            _ => {
                self.early.extend(self.single.take());
                self.early.push_back(entry);
            }
        }
    }

    /// Latest beginning of those that can go on with an event; [`NONE`] if there are none.
    pub(super) fn best(&mut self, limits: &Limits, event: i32, time: i64) -> i32 {
        if *limits == Limits::NO {
            return self.latest.unwrap_or(NONE);
        }
        let between = |entry: &Entry| i64::from(event) - i64::from(entry.event) - 1;
        if let Some(entry) = &self.single {
            let late = between(entry) > limits.events.1 || time.saturating_sub(entry.time) > limits.time.1;
            return if late { NONE } else { entry.began };
        }
        while let Some(entry) = self.early.front().copied() {
            if between(&entry) < limits.events.0 || time.saturating_sub(entry.time) < limits.time.0 {
                break;
            }
            self.early.pop_front();
            while self.ready.back().is_some_and(|back| back.began <= entry.began) {
                self.ready.pop_back();
            }
            self.ready.push_back(entry);
        }
        while let Some(entry) = self.ready.front() {
            if between(entry) <= limits.events.1 && time.saturating_sub(entry.time) <= limits.time.1 {
                return entry.began;
            }
            self.ready.pop_front();
        }
        NONE
    }
}
