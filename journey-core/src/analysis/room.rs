//! How large summaries may grow.

use crate::error::{Error, Place, Result};
use crate::numeric::Durations;
use crate::work::Work;

/// Memory for the times of a question, in bytes, if there is no limit.
const TIMES: usize = 256 << 20;

/// How much memory a summary may take while a [`LogStream`](crate::ingest::LogStream) is looked at.
///
/// Without a memory limit, the times of a question take at most 256 MiB, counted as eight bytes each: beyond 33,554,432
/// of them all are [rounded](Durations::round). Nothing else is limited. With a memory limit of [`Work`], a quarter of it
/// is for summaries, times and everything else; questions that are asked together share this equally.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    times: usize,
    limit: Option<u64>,
}

impl Room {
    /// What the current [`Work`] allows.
    pub(crate) fn current() -> Self {
        let limit = Work::current().memory().map(|limit| limit / 4);
        limit.map_or(Self { times: TIMES, limit: None }, Self::of)
    }

    fn of(limit: u64) -> Self {
        Self { times: usize::try_from(limit).unwrap_or(usize::MAX), limit: Some(limit) }
    }

    /// The room of one of so many questions.
    pub(super) fn shared_by(&self, questions: usize) -> Self {
        match self.limit.map(|limit| limit / questions.max(1) as u64) {
            Some(limit) => Self::of(limit),
            None => *self,
        }
    }

    /// Rounds all of these times if there is no room for each of them.
    pub fn bound<'a>(&self, times: impl IntoIterator<Item = &'a mut Durations>) {
        Durations::bound_all(times, self.times);
    }

    /// Looks whether there is room for so many bytes of something that cannot be made smaller.
    ///
    /// # Errors
    /// [`Error::Limit`].
    pub fn check(&self, what: &str, bytes: usize) -> Result<()> {
        match self.limit {
            Some(limit) if bytes as u64 > limit => {
                let what = format!("the memory for {what}, in bytes,");
                Err(Error::Limit { place: Place::default(), what, limit })
            }
            _ => Ok(()),
        }
    }

    /// After so many events, summaries are to be looked at again.
    pub(crate) fn patience(&self) -> u64 {
        (self.times as u64 / 32).clamp(1, 1 << 20)
    }
}
