//! Conversion: how many customers get from one point to another?

use serde::{Deserialize, Serialize};

use super::{Analysis, DurationStats, Estimate, Room, Table, Tabular};
use crate::error::{Error, Result};
use crate::log::pattern::Single;
use crate::log::{EventLog, Shard};
use crate::model::TimeSpan;
use crate::numeric::Durations;

/// How many customers get from one touchpoint to another, and how long does it take?
///
/// Of the customers with `source`, those are *converted* who reach `target` after it in the order of their journey
/// (at equal times that of the input), `within` the given time if there is one. It counts from the first `source`
/// that succeeds: a customer who is late at first may begin again. With equal touchpoints the next event of the
/// kind is the target. Source and target are touchpoints, or patterns of a single event such as `cart | basket` or
/// `cart(amount > 100)`.
///
/// Who is not converted is *lost* or still *open*. With `within`, a customer is open whose time was still running
/// at the end of the data; otherwise, with `open_after`, one whose last event was less than so long before
/// the end; with neither, nobody. The rate is converted among converted and lost.
///
/// # Errors
/// For a touchpoint that the log does not have, a text that is no pattern of a single event, a negative time span, and `open_after` together with `within`.
///
/// # Complexity
/// O(events) time; some six bytes a customer with `source` while running, for exact quantiles.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Conversion;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,trial\nann,2024-01-05T10:00:00Z,contract\n\
///            bob,2024-01-02T10:00:00Z,trial\n\
///            cem,2024-01-30T10:00:00Z,trial\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Conversion::new("trial", "contract").within("14d".parse()?))?;
/// assert_eq!((report.converted, report.lost, report.open), (1, 1, 1));
/// assert_eq!(report.share.value, Some(0.5));
/// assert_eq!(report.time.median_seconds, Some(4.0 * 86_400.0));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Conversion {
    /// Where it begins: a touchpoint, or a pattern of a single event.
    pub source: String,
    /// What is to be reached: a touchpoint, or a pattern of a single event.
    pub target: String,
    /// Longest time it may take; any time if `None`.
    pub within: Option<TimeSpan>,
    /// Without `within`: silence after which a customer counts as lost rather than open.
    pub open_after: Option<TimeSpan>,
}

impl Conversion {
    /// Conversion from one touchpoint to another.
    pub fn new(source: impl Into<String>, target: impl Into<String>) -> Self {
        Self { source: source.into(), target: target.into(), ..Self::default() }
    }

    /// Sets the longest time it may take.
    #[must_use]
    pub fn within(mut self, window: TimeSpan) -> Self {
        self.within = Some(window);
        self
    }

    /// Sets the silence after which a customer counts as lost rather than open.
    #[must_use]
    pub fn open_after(mut self, silence: TimeSpan) -> Self {
        self.open_after = Some(silence);
        self
    }

    fn check(&self) -> Result<()> {
        for (field, span) in [("within", self.within), ("open_after", self.open_after)] {
            if let Some(span) = span.filter(|span| span.as_micros() < 0) {
                return Err(Error::option(field, span, "a time span of 0 or more"));
            }
        }
        match (self.within, self.open_after) {
            (Some(_), Some(silence)) => Err(Error::option(
                "open_after",
                silence,
                "nothing together with `within`, which says who is open",
            )),
            _ => Ok(()),
        }
    }
}

/// Answer of [`Conversion`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ConversionReport {
    /// Touchpoint where it begins.
    pub source: String,
    /// Touchpoint to reach.
    pub target: String,
    /// Customers with `source`.
    pub customers: u64,
    /// Of these, customers who reached `target` in time.
    pub converted: u64,
    /// Customers who did not, and whose time is over.
    pub lost: u64,
    /// Customers who did not yet, and still may.
    pub open: u64,
    /// Share of converted customers among converted and lost ones.
    pub share: Estimate,
    /// Time from `source` to `target`, of converted customers.
    pub time: DurationStats,
}

impl Tabular for ConversionReport {
    /// A single row.
    fn table(&self) -> Table {
        let rows = std::iter::once(self);
        Table::default()
            .text("source", [self.source.as_str()])
            .text("target", [self.target.as_str()])
            .count("customers", [self.customers])
            .count("converted", [self.converted])
            .count("lost", [self.lost])
            .count("open", [self.open])
            .estimate("share", rows.clone().map(|row| &row.share))
            .durations("", rows.map(|row| &row.time))
    }
}

/// Touchpoints and times resolved against a log.
#[derive(Debug)]
pub struct ConversionPlan {
    source: Single,
    target: Single,
    window: Option<i64>,
    silence: Option<i64>,
    /// Time of the last event of the data; only for the report.
    end: i64,
}

/// What a part of the log tells about a conversion.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ConversionSummary {
    customers: u64,
    /// Microseconds from source to target of each converted customer.
    times: Durations,
    /// Until when each of the others may still convert: they are open if the data end before.
    deadlines: Durations,
    /// Customers who are open, whenever that was.
    open: u64,
}

impl Analysis for Conversion {
    type Plan = ConversionPlan;
    type Summary = ConversionSummary;
    type Report = ConversionReport;

    fn plan(&self, log: &EventLog) -> Result<ConversionPlan> {
        self.check()?;
        Ok(ConversionPlan {
            source: Single::of(&[&self.source], log)?,
            target: Single::of(&[&self.target], log)?,
            window: self.within.map(TimeSpan::as_micros),
            silence: self.open_after.map(TimeSpan::as_micros),
            end: log.schema.period.map_or(i64::MIN, |(_, last)| last),
        })
    }

    fn observe(&self, plan: &ConversionPlan, shard: &Shard, summary: &mut ConversionSummary) {
        let mut roles = Vec::new();
        for journey in shard.journeys() {
            roles.clear();
            let events = journey.touchpoints().iter().enumerate();
            roles.extend(events.map(|(event, &code)| Role {
                source: plan.source.holds(&journey, event, code),
                target: plan.target.holds(&journey, event, code),
            }));
            plan.see(&roles, journey.times(), summary);
        }
    }

    fn merge(&self, into: &mut ConversionSummary, other: ConversionSummary) {
        into.customers += other.customers;
        into.times.merge(other.times);
        into.deadlines.merge(other.deadlines);
        into.open += other.open;
    }

    fn keeps(&self, before: &ConversionPlan, after: &ConversionPlan) -> bool {
        // What an event is depends on its own name, whatever else the log has.
        [before, after].iter().all(|plan| plan.source.is_by_name() && plan.target.is_by_name())
    }

    fn retract(&self, into: &mut ConversionSummary, part: ConversionSummary) {
        into.customers = into.customers.saturating_sub(part.customers);
        into.times.retract(&part.times);
        into.deadlines.retract(&part.deadlines);
        // Nothing else brings these in order.
        into.deadlines.settle();
    }

    fn settle(&self, summary: &mut ConversionSummary) -> Result<()> {
        Durations::settle_all([&mut summary.times, &mut summary.deadlines])
    }

    fn compact(&self, plan: &ConversionPlan, summary: &mut ConversionSummary, room: &Room) -> Result<()> {
        summary.open += std::mem::take(&mut summary.deadlines).count_above(plan.end);
        room.bound([&mut summary.times]);
        Ok(())
    }

    fn finish(&self, plan: &ConversionPlan, summary: &mut ConversionSummary) -> Result<ConversionReport> {
        let converted = summary.times.len() as u64;
        let open = summary.open + summary.deadlines.count_above(plan.end);
        let lost = summary.customers.saturating_sub(converted + open);
        Ok(ConversionReport {
            source: self.source.clone(),
            target: self.target.clone(),
            customers: summary.customers,
            converted,
            lost,
            open,
            share: Estimate::share(converted, converted + lost, "customers converted or lost"),
            time: summary.times.stats(),
        })
    }
}

/// What an event is to a conversion.
#[derive(Debug, Clone, Copy)]
struct Role {
    source: bool,
    target: bool,
}

impl ConversionPlan {
    fn see(&self, roles: &[Role], times: &[i64], summary: &mut ConversionSummary) {
        let Some(first) = roles.iter().position(|role| role.source) else {
            return;
        };
        let (roles, times) = (roles.get(first..).unwrap_or_default(), times.get(first..).unwrap_or_default());
        summary.customers += 1;
        match self.first_success(roles, times) {
            Some(time) => summary.times.add(time),
            None => summary.deadlines.extend(self.deadline(roles, times)),
        }
    }

    /// Time from the first source that succeeds to its target, in a journey that begins with a source.
    fn first_success(&self, roles: &[Role], times: &[i64]) -> Option<i64> {
        // Sources since the last target: of these, the next target is the first one after them.
        let mut waiting = 0;
        let mut events = roles.iter().zip(times).enumerate().skip(1);
        while let Some((here, (_, &target))) = events.find(|(_, (role, _))| role.target) {
            let sources = roles.get(waiting..here)?.iter().zip(times.get(waiting..here)?);
            let mut gaps =
                sources.filter(|(role, _)| role.source).map(|(_, &source)| target.saturating_sub(source));
            let gap = gaps.find(|&gap| self.window.is_none_or(|window| gap <= window));
            if gap.is_some() {
                return gap;
            }
            waiting = here;
        }
        None
    }

    /// Until when a customer who did not convert may still do so; `None` if never.
    fn deadline(&self, roles: &[Role], times: &[i64]) -> Option<i64> {
        match (self.window, self.silence) {
            (Some(window), _) => {
                let last = roles.iter().rposition(|role| role.source)?;
                Some(times.get(last)?.saturating_add(window))
            }
            (None, Some(silence)) => Some(times.last()?.saturating_add(silence)),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    fn span(seconds: i64) -> TimeSpan {
        TimeSpan::from_micros(seconds * 1_000_000)
    }

    fn run(events: &[(&str, i64, &str)], conversion: &Conversion) -> (u64, u64, u64, Option<f64>) {
        let report = log(events).run(conversion).unwrap();
        (report.converted, report.lost, report.open, report.time.mean_seconds)
    }

    #[test]
    fn the_first_source_that_succeeds_counts() {
        let conversion = Conversion::new("a", "b");
        let events = [("ann", 0, "a"), ("ann", 90, "a"), ("ann", 100, "b")];
        assert_eq!(run(&events, &conversion), (1, 0, 0, Some(100.0)));
        assert_eq!(run(&events, &conversion.within(span(50))), (1, 0, 0, Some(10.0)));
    }

    #[test]
    fn a_target_before_the_source_or_too_late_is_none() {
        let conversion = Conversion::new("a", "b").within(span(5));
        assert_eq!(run(&[("ann", 0, "b"), ("ann", 1, "a"), ("zoe", 99, "x")], &conversion), (0, 1, 0, None));
        let late = [("ann", 1, "a"), ("ann", 7, "b"), ("zoe", 99, "x")];
        assert_eq!(run(&late, &conversion), (0, 1, 0, None));
        assert_eq!(run(&[("ann", 1, "a"), ("ann", 6, "b")], &conversion), (1, 0, 0, Some(5.0)));
        assert_eq!(run(&[("ann", 1, "a"), ("ann", 1, "b")], &conversion), (1, 0, 0, Some(0.0)));
    }

    #[test]
    fn at_equal_times_the_order_of_the_input_decides() {
        let conversion = Conversion::new("a", "b");
        assert_eq!(run(&[("ann", 1, "b"), ("ann", 1, "a")], &conversion), (0, 1, 0, None));
        let again = [("ann", 1, "b"), ("ann", 1, "a"), ("ann", 1, "b")];
        assert_eq!(run(&again, &conversion), (1, 0, 0, Some(0.0)));
    }

    #[test]
    fn open_is_neither_converted_nor_lost() {
        let events =
            [("ann", 0, "a"), ("bob", 95, "a"), ("cem", 90, "a"), ("cem", 92, "b"), ("zoe", 100, "b")];
        let conversion = Conversion::new("a", "b");
        assert_eq!(run(&events, &conversion.clone().within(span(10))), (1, 1, 1, Some(2.0)));
        assert_eq!(run(&events, &conversion.clone().within(span(5))), (1, 2, 0, Some(2.0)));
        assert_eq!(run(&events, &conversion.clone().open_after(span(50))), (1, 1, 1, Some(2.0)));
        assert_eq!(run(&events, &conversion), (1, 2, 0, Some(2.0)));
    }

    #[test]
    fn returning_to_the_same_touchpoint_needs_a_second_event() {
        let conversion = Conversion::new("a", "a");
        assert_eq!(
            run(&[("ann", 0, "a"), ("bob", 0, "a"), ("bob", 9, "a")], &conversion),
            (1, 1, 0, Some(9.0))
        );
        let events = [("ann", 0, "a"), ("ann", 20, "a"), ("ann", 23, "a")];
        assert_eq!(run(&events, &conversion.within(span(5))), (1, 0, 0, Some(3.0)));
    }

    #[test]
    fn bad_options_are_refused() {
        let log = log(&[("ann", 0, "a")]);
        let code = |conversion: Conversion| log.run(&conversion).unwrap_err().code();
        assert_eq!(code(Conversion::new("a", "z")), "unknown_name");
        assert_eq!(code(Conversion::new("a", "a").within(span(-1))), "invalid_option");
        assert_eq!(code(Conversion::new("a", "a").within(span(1)).open_after(span(1))), "invalid_option");
        let none = log.filter(|_| false).run(&Conversion::new("a", "a")).unwrap();
        assert_eq!((none.customers, none.share.value), (0, None));
    }
}
