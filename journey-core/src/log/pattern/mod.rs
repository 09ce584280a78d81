//! Patterns in journeys: compiled once for a log, matched in one pass over each journey.

mod compile;
mod gap;
mod matcher;
mod scan;
mod single;
#[cfg(test)]
mod tests;

pub(crate) use compile::{Automaton, single};
pub(crate) use matcher::Matcher;
pub(crate) use single::{Single, meant};

use super::{EventLog, Shard};
use crate::error::Result;
use crate::model::Pattern;

impl EventLog {
    /// A view with the journeys in which a pattern is found. Nothing is copied.
    ///
    /// # Errors
    /// [`Error::UnknownName`](crate::Error::UnknownName) for a touchpoint or column that the log does not have, with
    /// the names that look alike; [`Error::InvalidOption`](crate::Error::InvalidOption) for a pattern that cannot
    /// match and for conditions that do not fit their columns; [`Error::Limit`](crate::Error::Limit) beyond 1,024
    /// events of a pattern and 64 different tests.
    ///
    /// # Complexity
    /// O(events · elements of the pattern).
    ///
    /// # Example
    /// ```
    /// use journey_core::EventLog;
    /// use journey_core::log::Columns;
    /// let csv = "customer,time,event\n\
    ///            ann,2024-01-01T10:00:00Z,cart\nann,2024-01-01T10:05:00Z,purchase\n\
    ///            bob,2024-01-02T10:00:00Z,cart\nbob,2024-01-02T10:05:00Z,support\n\
    ///            bob,2024-01-02T10:09:00Z,purchase\n";
    /// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
    /// let smooth = log.matching(&"cart -> [^support]{<30m} -> purchase".parse()?)?;
    /// assert_eq!(smooth.customers(), 1); // ann
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn matching(&self, pattern: &Pattern) -> Result<Self> {
        let automaton = Automaton::new(pattern, self)?;
        let shards: Vec<Shard> = self.map_shards(|shard| {
            let mut matcher = Matcher::new(&automaton);
            let found = shard.journeys().filter(|journey| matcher.is_in(journey));
            shard.select(found.map(|journey| journey.position()).collect::<Vec<_>>())
        });
        Ok(Self { shards: shards.into(), ..self.clone() })
    }
}
