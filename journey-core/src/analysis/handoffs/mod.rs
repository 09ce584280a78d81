//! Handoffs: who hands customers over to whom, and where do they have to ask again?

mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Analysis, DurationStats, Estimate, Room, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Shard};
use crate::model::TimeSpan;
use crate::numeric::Durations;
pub use summary::HandoffSummary;
use summary::Times;

/// Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?
///
/// A column says who served the customer at an event: an owner team, a system, a channel. Where the next event of a journey is
/// somebody else's, the customer was *handed over*. Waiting is from the end of the last event at the source (its `end` if
/// the log knows it, else its time) to the first one at the target; it is never below 0. A handoff is *back* if it returns the customer to
/// whoever had them right before the source. Events without a value in the column are nobody's: they are counted in `unassigned`, and
/// left out otherwise.
///
/// An event is a *repeat* if the event before it at the same touchpoint was somebody else's, within `repeat_within`: the customer
/// came with the same thing again, to another desk. Seven days are the usual window of first contact resolution.
///
/// # Errors
/// For a column that the log does not have or that is no dictionary column, and a negative time span.
///
/// # Complexity
/// O(events · log(pairs)) time; some six bytes a handoff and repeat while running, for exact quantiles.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Handoffs;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event,team\n\
///            ann,2024-01-01T10:00:00Z,order,shop\n\
///            ann,2024-01-02T10:00:00Z,where is it,chat\n\
///            ann,2024-01-02T16:00:00Z,where is it,phone\n\
///            ann,2024-01-03T16:00:00Z,delivered,shop\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Handoffs::by("team"))?;
/// assert_eq!((report.count, report.repeats.len()), (3, 1));
/// let again = &report.repeats[0];
/// assert_eq!((again.source.as_str(), again.target.as_str()), ("chat", "phone"));
/// assert_eq!(again.gap.median_seconds, Some(6.0 * 3600.0));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Handover of work: van der Aalst, Reijers and Song, "Discovering Social Networks from Event Logs", CSCW 14 (2005).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Handoffs {
    /// Dictionary column that says who served the customer.
    pub by: String,
    /// Longest time between two events at one touchpoint of which the second is a repeat.
    pub repeat_within: TimeSpan,
}

impl Default for Handoffs {
    fn default() -> Self {
        Self { by: String::new(), repeat_within: TimeSpan::from_micros(7 * 86_400_000_000) }
    }
}

impl Handoffs {
    /// Handoffs between the values of this column.
    pub fn by(column: impl Into<String>) -> Self {
        Self { by: column.into(), ..Self::default() }
    }

    /// Sets the longest time between two events at one touchpoint of which the second is a repeat.
    #[must_use]
    pub fn repeat_within(mut self, window: TimeSpan) -> Self {
        self.repeat_within = window;
        self
    }
}

/// Customers who went from one to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct HandoffRow {
    /// Who handed over.
    pub source: String,
    /// Who took over.
    pub target: String,
    /// Handoffs.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Share of the handoffs by `source`.
    pub share: Estimate,
    /// Handoffs back to whoever had the customer right before the source.
    pub back: u64,
    /// Handoffs before the last event at the source was over; their waiting time is 0.
    pub overlaps: u64,
    /// Waiting time.
    pub wait: DurationStats,
}

/// One who serves customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct HandoffParty {
    /// Value of the column.
    pub name: String,
    /// Events.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Handoffs to others.
    pub given: u64,
    /// Handoffs from others.
    pub taken: u64,
    /// Journeys that end here: customers who were not handed over any more.
    pub ends: u64,
}

/// Customers who came with the same thing to somebody else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RepeatRow {
    /// Touchpoint.
    pub touchpoint: String,
    /// Who had served the customer there.
    pub source: String,
    /// Who did it again.
    pub target: String,
    /// Repeats.
    pub count: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Time between the two events.
    pub gap: DurationStats,
}

/// Answer of [`Handoffs`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct HandoffReport {
    /// Column that says who served the customer.
    pub by: String,
    /// Handoffs by falling count, then by source and target in byte order.
    pub rows: Vec<HandoffRow>,
    /// All who served customers, in byte order.
    pub parties: Vec<HandoffParty>,
    /// Repeats by falling count, then by touchpoint in the order of the log, source and target.
    pub repeats: Vec<RepeatRow>,
    /// Customers with an event of somebody.
    pub customers: u64,
    /// Share of these who were handed over at least once.
    pub handed_over: Estimate,
    /// Share of these who had to ask somebody else again at least once.
    pub repeated: Estimate,
    /// Handoffs in all.
    pub count: u64,
    /// Waiting time of all handoffs.
    pub wait: DurationStats,
    /// Events of nobody.
    pub unassigned: u64,
}

impl Tabular for HandoffReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("source", rows.clone().map(|row| row.source.as_str()))
            .text("target", rows.clone().map(|row| row.target.as_str()))
            .count("count", rows.clone().map(|row| row.count))
            .count("customers", rows.clone().map(|row| row.customers))
            .estimate("share", rows.clone().map(|row| &row.share))
            .count("back", rows.clone().map(|row| row.back))
            .count("overlaps", rows.clone().map(|row| row.overlaps))
            .durations("", rows.map(|row| &row.wait))
    }
}

/// Names resolved against a log.
#[derive(Debug, Clone, PartialEq)]
pub struct HandoffPlan {
    column: usize,
    parties: Vec<String>,
    touchpoints: Vec<String>,
    window: i64,
}

impl Analysis for Handoffs {
    type Plan = HandoffPlan;
    type Summary = HandoffSummary;
    type Report = HandoffReport;

    fn plan(&self, log: &EventLog) -> Result<HandoffPlan> {
        if self.by.is_empty() {
            return Err(Error::option(
                "by",
                "\"\"",
                "the name of the column that says who served the customer",
            ));
        }
        if self.repeat_within.as_micros() < 0 {
            return Err(Error::option("repeat_within", self.repeat_within, "a time span of 0 or more"));
        }
        let (column, found) = log.column(&self.by)?;
        match found.info.kind {
            ColumnKind::Dictionary => Ok(HandoffPlan {
                column,
                parties: found.names.iter().map(str::to_string).collect(),
                touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
                window: self.repeat_within.as_micros(),
            }),
            kind => {
                let given = format!("{:?}, a {kind:?} column,", self.by);
                Err(Error::option("by", given, "a dictionary column"))
            }
        }
    }

    fn observe(&self, plan: &HandoffPlan, shard: &Shard, into: &mut HandoffSummary) {
        into.fit(plan.parties.len());
        let mut before = vec![None; plan.touchpoints.len()];
        for journey in shard.journeys() {
            into.see(plan, &journey, &mut before);
        }
    }

    fn merge(&self, into: &mut HandoffSummary, other: HandoffSummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &HandoffPlan, after: &HandoffPlan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut HandoffSummary, part: HandoffSummary) {
        into.retract(&part);
    }

    fn settle(&self, summary: &mut HandoffSummary) -> Result<()> {
        Durations::settle_all(summary.times_mut())
    }

    fn compact(&self, _: &HandoffPlan, summary: &mut HandoffSummary, room: &Room) -> Result<()> {
        room.bound(summary.times_mut());
        Ok(())
    }

    fn finish(&self, plan: &HandoffPlan, summary: &mut HandoffSummary) -> Result<HandoffReport> {
        let wait = Durations::stats_together(summary.handoffs.values().map(|times| &times.times));
        let rows = plan.rows(summary)?;
        let share = |count| Estimate::share(count, summary.customers, "customers with an event of somebody");
        Ok(HandoffReport {
            by: self.by.clone(),
            count: rows.iter().map(|row| row.count).sum(),
            rows,
            parties: plan.parties(summary),
            customers: summary.customers,
            handed_over: share(summary.handed_over),
            repeated: share(summary.repeated),
            wait,
            unassigned: summary.unassigned,
            repeats: plan.repeats(summary)?,
        })
    }
}

impl HandoffPlan {
    fn party(&self, code: u32) -> String {
        self.parties.get(code as usize).cloned().unwrap_or_default()
    }

    fn rows(&self, summary: &mut HandoffSummary) -> Result<Vec<HandoffRow>> {
        let given = summary.given();
        let stats = Durations::stats_of_all(summary.handoffs.values_mut().map(|times| &mut times.times))?;
        let made = summary.handoffs.iter().zip(stats).filter(|((_, times), _)| times.count() > 0);
        let row = |((&(source, target), times), wait): ((&(u32, u32), &Times), DurationStats)| {
            let all = given.get(source as usize).copied().unwrap_or_default();
            HandoffRow {
                source: self.party(source),
                target: self.party(target),
                count: times.count(),
                customers: times.customers,
                share: Estimate::share(times.count(), all, "handoffs by the source"),
                back: times.back,
                overlaps: times.overlaps,
                wait,
            }
        };
        let mut rows: Vec<HandoffRow> = made.map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        Ok(rows)
    }

    fn repeats(&self, summary: &mut HandoffSummary) -> Result<Vec<RepeatRow>> {
        let stats = Durations::stats_of_all(summary.repeats.values_mut().map(|times| &mut times.times))?;
        let made = summary.repeats.iter().zip(stats).filter(|((_, times), _)| times.count() > 0);
        let row =
            |((&(touchpoint, source, target), times), gap): ((&(u32, u32, u32), &Times), DurationStats)| {
                RepeatRow {
                    touchpoint: self.touchpoints.get(touchpoint as usize).cloned().unwrap_or_default(),
                    source: self.party(source),
                    target: self.party(target),
                    count: times.count(),
                    customers: times.customers,
                    gap,
                }
            };
        let mut rows: Vec<RepeatRow> = made.map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.count));
        Ok(rows)
    }

    fn parties(&self, summary: &HandoffSummary) -> Vec<HandoffParty> {
        let moves = summary.given().into_iter().zip(summary.taken());
        let parties = summary.parties.iter().zip(moves).zip(&self.parties);
        let parties = parties.map(|((party, (given, taken)), name)| HandoffParty {
            name: name.clone(),
            count: party.count,
            customers: party.customers,
            given,
            taken,
            ends: party.ends,
        });
        parties.filter(|party| party.count > 0).collect()
    }
}
