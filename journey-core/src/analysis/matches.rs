//! Matches: where is a pattern found, how often, how long does it take?

use serde::{Deserialize, Serialize};

use super::{Analysis, DurationStats, Estimate, Room, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{EventLog, Shard};
use crate::model::Pattern;
use crate::numeric::Durations;

/// In how many journeys is a pattern found, how often, and how long does it take?
///
/// See [`Pattern`] for the language and for what a match is: matches of a journey do not overlap. The share is that of the
/// journeys with at least one match in all journeys. The time of a match is from its first event to its last one, 0 for a
/// single event; a match up to `end` goes up to the end of the data.
///
/// # Errors
/// Those of [`EventLog::matching`], and for an empty pattern.
///
/// # Complexity
/// O(events · elements of the pattern) time; some six bytes a match while running, for exact quantiles.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Matches;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,cart\nann,2024-01-01T10:05:00Z,purchase\n\
///            ann,2024-01-07T10:00:00Z,cart\nann,2024-01-07T10:15:00Z,purchase\n\
///            bob,2024-01-02T10:00:00Z,cart\nbob,2024-01-02T10:05:00Z,support\n\
///            bob,2024-01-02T10:09:00Z,purchase\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Matches::of("cart -> [^support]{<30m} -> purchase".parse()?))?;
/// assert_eq!((report.customers, report.matched, report.count), (2, 1, 2)); // ann, twice
/// assert_eq!(report.time.median_seconds, Some(600.0));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Matches {
    /// What is looked for.
    pub pattern: Option<Pattern>,
}

impl Matches {
    /// Matches of this pattern.
    pub fn of(pattern: Pattern) -> Self {
        Self { pattern: Some(pattern) }
    }
}

/// Answer of [`Matches`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct MatchReport {
    /// What was looked for.
    pub pattern: String,
    /// Journeys.
    pub customers: u64,
    /// Journeys with a match.
    pub matched: u64,
    /// Share of the journeys with a match.
    pub share: Estimate,
    /// Matches.
    pub count: u64,
    /// Matches of a journey at most.
    pub most: u64,
    /// Events in all matches, those that lie in gaps too.
    pub events: u64,
    /// Time from the first event of a match to its last one.
    pub time: DurationStats,
}

impl Tabular for MatchReport {
    fn table(&self) -> Table {
        let row = std::iter::once(self);
        Table::default()
            .text("pattern", row.clone().map(|row| row.pattern.as_str()))
            .count("customers", row.clone().map(|row| row.customers))
            .count("matched", row.clone().map(|row| row.matched))
            .estimate("share", row.clone().map(|row| &row.share))
            .count("count", row.clone().map(|row| row.count))
            .count("most", row.clone().map(|row| row.most))
            .count("events", row.clone().map(|row| row.events))
            .durations("", row.map(|row| &row.time))
    }
}

/// A pattern resolved against a log.
#[derive(Debug)]
pub struct MatchPlan {
    pattern: String,
    automaton: Automaton,
}

/// What a part of the log tells about matches.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MatchSummary {
    customers: u64,
    matched: u64,
    most: u64,
    events: u64,
    /// In microseconds.
    times: Durations,
}

impl Analysis for Matches {
    type Plan = MatchPlan;
    type Summary = MatchSummary;
    type Report = MatchReport;

    fn plan(&self, log: &EventLog) -> Result<MatchPlan> {
        let pattern =
            self.pattern.as_ref().ok_or_else(|| Error::option("pattern", "nothing", "a pattern"))?;
        Ok(MatchPlan { pattern: pattern.to_string(), automaton: Automaton::new(pattern, log)? })
    }

    fn observe(&self, plan: &MatchPlan, shard: &Shard, summary: &mut MatchSummary) {
        let mut matcher = Matcher::new(&plan.automaton);
        for journey in shard.journeys() {
            let mut count = 0;
            matcher.each(&journey, |found| {
                count += 1;
                summary.events += found.events.len() as u64;
                summary.times.add(found.time);
            });
            summary.customers += 1;
            summary.matched += u64::from(count > 0);
            summary.most = summary.most.max(count);
        }
    }

    fn merge(&self, into: &mut MatchSummary, other: MatchSummary) {
        into.customers += other.customers;
        into.matched += other.matched;
        into.most = into.most.max(other.most);
        into.events += other.events;
        into.times.merge(other.times);
    }

    fn compact(&self, _: &MatchPlan, summary: &mut MatchSummary, room: &Room) -> Result<()> {
        room.bound([&mut summary.times]);
        Ok(())
    }

    fn finish(&self, plan: &MatchPlan, summary: &mut MatchSummary) -> Result<MatchReport> {
        Ok(MatchReport {
            pattern: plan.pattern.clone(),
            customers: summary.customers,
            matched: summary.matched,
            share: Estimate::share(summary.matched, summary.customers, "customers"),
            count: summary.times.len() as u64,
            most: summary.most,
            events: summary.events,
            time: summary.times.stats(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    fn report(pattern: &str, events: &[(&str, i64, &str)]) -> MatchReport {
        log(events).run(&Matches::of(pattern.parse().unwrap())).unwrap()
    }

    #[test]
    fn matches_are_counted_and_timed() {
        let events = [
            ("a", 0, "x"),
            ("a", 4, "y"),
            ("a", 5, "x"),
            ("a", 11, "y"),
            ("b", 0, "x"),
            ("b", 0, "x"),
            ("c", 3, "x"),
            ("c", 5, "y"),
        ];
        let found = report("x -> y", &events);
        assert_eq!((found.customers, found.matched, found.count, found.most, found.events), (3, 2, 3, 2, 6));
        assert_eq!(found.share.value, Some(2.0 / 3.0));
        assert_eq!((found.time.min_seconds, found.time.max_seconds), (Some(2.0), Some(6.0)));
        let found = report("x+", &events);
        assert_eq!((found.matched, found.count, found.events), (3, 4, 5));
        assert_eq!(found.time.max_seconds, Some(0.0));
        let found = report("x -> [^y] -> end", &events);
        assert_eq!((found.matched, found.count), (1, 1));
        assert_eq!(found.time.max_seconds, Some(11.0)); // the end of the data
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        let found = report("any", &[]);
        assert_eq!((found.customers, found.count, found.share.value, found.time.n), (0, 0, None, 0));
        let error = log(&[]).run(&Matches::default()).unwrap_err();
        assert_eq!(error.code(), "invalid_option");
    }
}
