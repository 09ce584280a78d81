//! Visits: unbroken runs of events of one customer at one place, and the time between them.

use crate::log::{Journey, NO_END};

/// An unbroken run of events of one customer at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// Code of the place.
    pub place: u32,
    /// Position of the first event in the journey.
    pub first: usize,
    /// Position after the last event in the journey.
    pub after: usize,
    /// Time of the first event in UTC microseconds.
    pub start: i64,
    /// End of the last event in UTC microseconds: its own end if known, else its time.
    pub end: i64,
    /// Whether the length is known: not for a single event without an end.
    pub measured: bool,
}

impl Visit {
    /// Microseconds from the first event to the end of the last one; `None` if not known.
    pub fn time_spent(&self) -> Option<i64> {
        self.measured.then(|| self.end.saturating_sub(self.start))
    }

    /// Microseconds from the end of the visit before to the beginning of this one. If the visit before was
    /// not over, nobody waited: 0, and `true` for "overlap".
    pub fn waiting_time(&self, before: &Self) -> (i64, bool) {
        let gap = self.start.saturating_sub(before.end);
        (gap.max(0), gap < 0)
    }
}

/// Visits of a journey, in order, where `places` says at which place each event is: touchpoint codes, or the
/// codes of whatever they are grouped to.
pub fn visits<'a>(journey: &Journey<'a>, places: &'a [u32]) -> impl Iterator<Item = Visit> + 'a {
    let (times, ends) = (journey.times(), journey.ends());
    let mut first = 0;
    places.chunk_by(|a, b| a == b).filter_map(move |run| {
        let after = first + run.len();
        let last = after.checked_sub(1)?;
        let end = ends.get(last).copied().filter(|&end| end != NO_END);
        let visit = Visit {
            place: *run.first()?,
            first,
            after,
            start: *times.get(first)?,
            end: end.or_else(|| times.get(last).copied())?,
            measured: run.len() > 1 || end.is_some(),
        };
        first = after;
        Some(visit)
    })
}
