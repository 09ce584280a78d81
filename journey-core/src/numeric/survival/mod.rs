//! Survival: how long until something happens, where it has not yet happened to everybody.
//!
//! Everything here starts from [`TimeCount`]s: how many had the event, and how many were last seen without it, at each time.
//! The unit of time is that of the caller.

mod concordance;
mod cox;
mod curve;
mod incidence;
mod log_rank;

pub use cox::{CoxFit, CoxState, CoxTerm, Subjects, cox};
pub use curve::{SurvivalCurve, SurvivalQuantile, SurvivalStep, kaplan_meier};
pub use incidence::{IncidenceStep, OutcomeCount, cumulative_incidence};
pub use log_rank::{LogRank, log_rank};

/// What happened at a time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimeCount {
    /// Time since the start.
    pub time: i64,
    /// How many had the event at this time.
    pub events: u64,
    /// How many were seen without the event up to this time, and no longer. They were still at risk when the events of this
    /// time happened.
    pub censored: u64,
}

impl TimeCount {
    /// Counts times of events and times of censorings, in whatever order, to one entry for each time.
    ///
    /// ```
    /// use journey_core::numeric::TimeCount;
    /// let counts = TimeCount::tally([5, 2, 5], [2]);
    /// assert_eq!(counts[0], TimeCount { time: 2, events: 1, censored: 1 });
    /// assert_eq!(counts[1], TimeCount { time: 5, events: 2, censored: 0 });
    /// ```
    ///
    /// # Complexity
    /// O(n log n).
    pub fn tally(
        events: impl IntoIterator<Item = i64>,
        censored: impl IntoIterator<Item = i64>,
    ) -> Vec<Self> {
        let one = |time, event: bool| Self { time, events: u64::from(event), censored: u64::from(!event) };
        let events = events.into_iter().map(|time| one(time, true));
        Self::sum(events.chain(censored.into_iter().map(|time| one(time, false))).collect())
    }

    /// Brings counts in the order of time, with one entry for each time.
    pub fn sum(mut counts: Vec<Self>) -> Vec<Self> {
        counts.sort_unstable_by_key(|count| count.time);
        counts.dedup_by(|next, kept| {
            let same = next.time == kept.time;
            if same {
                kept.events += next.events;
                kept.censored += next.censored;
            }
            same
        });
        counts
    }

    /// How many the counts are about.
    fn all(counts: &[Self]) -> u64 {
        counts.iter().map(|count| count.events + count.censored).sum()
    }
}

/// Interval of a share strictly between 0 and 1 on the scale of log(-log), given the variance of the logarithm of the share.
fn log_log(share: f64, variance: f64) -> Option<(f64, f64)> {
    let log = libm::log(share);
    let half = super::Z95 * variance.sqrt() / log;
    let end = |half: f64| libm::exp(log * libm::exp(half));
    (share > 0.0 && share < 1.0 && variance.is_finite()).then(|| (end(-half), end(half)))
}
