//! What customers do, as a number of each, and bins of it of about the same size.

use serde::{Deserialize, Serialize};

use jiff::Timestamp;

use super::pattern::{Automaton, Matcher, single};
use super::rule::Rule;
use super::{EventLog, Journey, Shard};
use crate::analysis::{Periods, Weekday, time_zone};
use crate::error::{Error, Result};
use crate::model::{Pattern, Period};
use crate::numeric::ExactSum;
use crate::work::Work;

/// What customers are put in order by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Behaviour {
    /// Number of events.
    #[default]
    Events,
    /// Number of days with an event.
    ActiveDays,
    /// Sum of a column; nothing for customers without a value.
    Sum,
    /// Mean of a column; nothing for customers without a value.
    Mean,
    /// Seconds from the last event to the end; nothing for customers without one.
    SinceLast,
    /// Number of matches of a pattern.
    Matches,
}

/// Quantile bins of what customers do.
///
/// The bounds of `bins` bins are the quantiles of the customers' numbers at 1/`bins`, 2/`bins` and so on, interpolated
/// between neighbours (type 7 of Hyndman and Fan 1996). A bin holds the numbers above its lower bound up to and with its
/// upper one, so that equal numbers are never apart: where many are equal, bins are larger, and others are empty and left
/// out. That is `pandas.qcut` with `duplicates="drop"`, but that customers with the smallest number have a bin of their
/// own where they fill it.
///
/// ```
/// use journey_core::{EventLog, log::{Behaviour, Columns, Quantiles}};
/// let csv = "user,at,event\na,2024-03-01,x\nb,2024-03-01,x\nb,2024-03-02,x\nc,2024-03-01,x\nc,2024-03-01,x\nc,2024-03-01,x\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
/// let halves = log.split_quantiles(&Quantiles::of(Behaviour::Events, 2))?;
/// assert_eq!(halves.iter().map(|(_, part)| part.customers()).collect::<Vec<_>>(), [2, 1]); // a and b; c
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Quantiles {
    /// What customers are put in order by.
    pub behaviour: Behaviour,
    /// Number of bins, from 2 to 1,000.
    pub bins: u32,
    /// Events that count, as a pattern of a single event, all if `None`; with `matches` the pattern, of any kind.
    pub of: Option<Pattern>,
    /// Number column of `sum` and `mean`.
    pub column: Option<String>,
    /// IANA time zone of `active_days`; UTC if `None`.
    pub time_zone: Option<String>,
    /// The end for `since_last`, if it is not that of the data. Later events are left out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub as_of: Option<Timestamp>,
}

impl Default for Quantiles {
    fn default() -> Self {
        Self { behaviour: Behaviour::Events, bins: 4, of: None, column: None, time_zone: None, as_of: None }
    }
}

impl Quantiles {
    /// So many bins of a behaviour.
    pub fn of(behaviour: Behaviour, bins: u32) -> Self {
        Self { behaviour, bins, ..Self::default() }
    }
}

/// A bin of [`EventLog::split_quantiles`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct QuantileBin {
    /// Number of the bin, from 1; those that are empty are left out.
    pub bin: u32,
    /// Quantile that all numbers of the bin are above, but for the first bin: the smallest number.
    pub above: f64,
    /// Quantile that all numbers of the bin are at most; of the last bin the largest number.
    pub at_most: f64,
    /// Smallest number in it.
    pub low: f64,
    /// Largest number in it.
    pub high: f64,
    /// Customers.
    pub customers: u64,
}

impl EventLog {
    /// Views by quantile bins of what customers do, in order of the bins; at the end, with `None`, those without a number,
    /// if there are any. Nothing is copied, and every journey is in exactly one part.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for options out of range or that do not belong together,
    /// [`Error::UnknownName`] for touchpoints and columns that are not there; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events + customers · log customers).
    pub fn split_quantiles(&self, options: &Quantiles) -> Result<Vec<(Option<QuantileBin>, Self)>> {
        if !(2..=1000).contains(&options.bins) {
            return Err(Error::option("bins", options.bins, "2 to 1,000"));
        }
        let values = self.values_of(&Reading::new(self, options)?)?;
        let bins = Bins::new(values.iter().flatten().filter_map(|(_, value)| *value), options.bins);
        let part = |number: Option<usize>| {
            let of = |value: &Option<f64>| value.map(|value| bins.number(value));
            let shards = self.shards.iter().zip(&values).map(|(shard, values)| {
                let own = values.iter().filter(|(_, value)| of(value) == number);
                shard.select(own.map(|(position, _)| *position))
            });
            Self { shards: shards.collect(), ..self.clone() }
        };
        let mut parts = Vec::new();
        for number in 0..options.bins as usize {
            parts.extend(bins.bin(number).map(|bin| (Some(bin), part(Some(number)))));
        }
        if values.iter().flatten().any(|(_, value)| value.is_none()) {
            parts.push((None, part(None)));
        }
        Ok(parts)
    }

    /// Position and number of each journey, by shard.
    pub(super) fn values_of(&self, reading: &Reading) -> Result<Vec<Vec<Valued>>> {
        Work::current().map("indexing", self.shards.len(), |index| {
            let journeys = self.shards.get(index).into_iter().flat_map(Shard::journeys);
            let mut matcher = reading.automaton.as_ref().map(Matcher::new);
            Ok(journeys.map(|one| (one.position(), reading.value(&one, matcher.as_mut()))).collect())
        })
    }
}

/// Position of a journey, and its number.
pub(super) type Valued = (u32, Option<f64>);

/// A behaviour resolved against a log.
pub(super) struct Reading {
    behaviour: Behaviour,
    events: Option<Rule>,
    automaton: Option<Automaton>,
    column: usize,
    days: Option<Periods>,
    end: i64,
}

impl Reading {
    pub fn new(log: &EventLog, options: &Quantiles) -> Result<Self> {
        let behaviour = options.behaviour;
        let needs_column = matches!(behaviour, Behaviour::Sum | Behaviour::Mean);
        let column = match (&options.column, needs_column) {
            (Some(column), true) => log.number_column("column", column)?,
            (None, false) => 0,
            (Some(column), false) => {
                return Err(Error::option(
                    "column",
                    format!("{column:?}"),
                    "nothing: only `sum` and `mean` have one",
                ));
            }
            (None, true) => return Err(Error::option("column", "nothing", "a number column")),
        };
        let zone = time_zone(options.time_zone.as_deref())?;
        let (first, last) = log.schema.period.unwrap_or((0, -1));
        let days = || Periods::new(Period::Day, &zone, Weekday::Monday, first, last);
        let whole = options.of.as_ref().filter(|_| behaviour == Behaviour::Matches);
        if behaviour == Behaviour::Matches && whole.is_none() {
            return Err(Error::option("of", "nothing", "a pattern"));
        }
        let events = options.of.as_ref().filter(|_| behaviour != Behaviour::Matches);
        Ok(Self {
            behaviour,
            events: events.map(|pattern| single(pattern, log)).transpose()?,
            automaton: whole.map(|pattern| Automaton::new(pattern, log)).transpose()?,
            column,
            days: (behaviour == Behaviour::ActiveDays).then(days).transpose()?,
            end: options.as_of.map_or(last, Timestamp::as_microsecond),
        })
    }

    /// The events that count.
    fn events(&self, journey: &Journey<'_>) -> impl Iterator<Item = (usize, i64)> {
        let times = journey.times().iter().copied().enumerate();
        let seen = times.take_while(|(_, time)| *time <= self.end);
        seen.filter(|(event, _)| self.events.as_ref().is_none_or(|rule| rule.holds(journey, *event)))
    }

    fn value(&self, journey: &Journey<'_>, matcher: Option<&mut Matcher<'_>>) -> Option<f64> {
        match self.behaviour {
            Behaviour::Events => Some(self.events(journey).count() as f64),
            Behaviour::ActiveDays => {
                let periods = self.days.as_ref()?;
                let (mut days, mut over) = (0u64, i64::MIN);
                for (_, time) in self.events(journey) {
                    if time >= over {
                        days += 1;
                        over = periods.next(periods.find(time));
                    }
                }
                Some(days as f64)
            }
            Behaviour::Sum => self.sum(journey).map(|(sum, _)| sum),
            Behaviour::Mean => self.sum(journey).map(|(sum, n)| sum / n as f64),
            Behaviour::SinceLast => {
                let last = self.events(journey).last()?.1;
                Some(self.end.saturating_sub(last) as f64 / 1e6)
            }
            Behaviour::Matches => {
                let mut count = 0u64;
                matcher?.each(journey, |_| count += 1);
                Some(count as f64)
            }
        }
    }

    /// Sum and number of the values of a journey.
    fn sum(&self, journey: &Journey<'_>) -> Option<(f64, u64)> {
        let numbers = journey.numbers(self.column);
        let (mut sum, mut n) = (ExactSum::default(), 0);
        let known = self.events(journey).filter_map(|(event, _)| numbers.get(event).copied());
        for number in known.filter(|number| !number.is_nan()) {
            sum.add(number);
            n += 1;
        }
        (n > 0).then(|| (sum.value().clamp(f64::MIN, f64::MAX), n))
    }
}

/// Bins of numbers.
#[derive(Debug)]
pub(super) struct Bins {
    /// All numbers in ascending order.
    sorted: Vec<f64>,
    /// Bounds: the smallest number, the quantiles, the largest number.
    pub bounds: Vec<f64>,
}

impl Bins {
    pub fn new(values: impl Iterator<Item = f64>, bins: u32) -> Self {
        let mut sorted: Vec<f64> = values.collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let bounds = (0..=bins).filter_map(|k| quantile(&sorted, f64::from(k) / f64::from(bins))).collect();
        Self { sorted, bounds }
    }

    /// The bin of a number, from 0: so many of the inner bounds are smaller.
    pub fn number(&self, value: f64) -> usize {
        let inner = self.bounds.get(1..self.bounds.len().saturating_sub(1)).unwrap_or_default();
        inner.partition_point(|&bound| bound < value)
    }

    fn bin(&self, number: usize) -> Option<QuantileBin> {
        let first = self.sorted.partition_point(|&value| self.number(value) < number);
        let after = self.sorted.partition_point(|&value| self.number(value) <= number);
        let values = self.sorted.get(first..after)?;
        Some(QuantileBin {
            bin: number as u32 + 1,
            above: *self.bounds.get(number)?,
            at_most: *self.bounds.get(number + 1)?,
            low: *values.first()?,
            high: *values.last()?,
            customers: values.len() as u64,
        })
    }
}

/// Quantile of ascending numbers, type 7.
fn quantile(sorted: &[f64], q: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = q * last as f64;
    let below = (position.floor() as usize).min(last);
    let (low, high) = (*sorted.get(below)?, *sorted.get((below + 1).min(last))?);
    Some(low + (position - below as f64) * (high - low)).map(|value| value.clamp(low, high))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::log::Columns;

    fn log(counts: &[u8]) -> EventLog {
        let rows: String = counts
            .iter()
            .enumerate()
            .flat_map(|(c, &n)| {
                (0..=n).map(move |i| format!("c{c},2024-01-{:02}T{c:02}:00:00Z,e,{n}\n", i % 28 + 1))
            })
            .collect();
        let csv = format!("u,t,e,n\n{rows}");
        let columns = Columns::new("u", "t", "e").kind("n", crate::log::ColumnKind::Number);
        EventLog::read_csv_text(&csv, &columns).unwrap()
    }

    #[test]
    fn bins_are_those_of_pandas() {
        // pandas 3.1.1: qcut([1, 2, 2, 2, 3, 4, 10], 4, duplicates="drop") has the bounds 1, 2, 3.5, 10
        // and the bins 0 0 0 0 1 2 2.
        let shown = |counts: &[u8]| {
            let parts = log(counts).split_quantiles(&Quantiles::default()).unwrap();
            let bin = |bin: QuantileBin| (bin.at_most, bin.low, bin.high, bin.customers);
            parts.into_iter().filter_map(|(found, _)| found.map(bin)).collect::<Vec<_>>()
        };
        assert_eq!(
            shown(&[0, 1, 1, 1, 2, 3, 9]),
            [(2.0, 1.0, 2.0, 4), (3.5, 3.0, 3.0, 1), (10.0, 4.0, 10.0, 2)]
        );
        // The smallest number fills the first bin; pandas puts the next one into it, too.
        let lowest = shown(&[0, 0, 0, 1, 2, 3, 9]);
        assert_eq!(lowest.iter().map(|bin| bin.3).collect::<Vec<_>>(), [3, 1, 1, 2]);
    }

    #[test]
    fn bad_options_are_refused() {
        let log = log(&[1, 2]);
        let code = |options: Quantiles| log.split_quantiles(&options).unwrap_err().code();
        assert_eq!(code(Quantiles::of(Behaviour::Events, 1)), "invalid_option");
        assert_eq!(code(Quantiles::of(Behaviour::Sum, 2)), "invalid_option");
        assert_eq!(code(Quantiles::of(Behaviour::Matches, 2)), "invalid_option");
        assert_eq!(code(Quantiles { column: Some("n".into()), ..Quantiles::default() }), "invalid_option");
        assert_eq!(
            code(Quantiles { column: Some("m".into()), ..Quantiles::of(Behaviour::Mean, 2) }),
            "unknown_name"
        );
        assert!(self::log(&[]).split_quantiles(&Quantiles::default()).unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn equal_numbers_stay_together_and_all_are_in_one_bin(counts in proptest::collection::vec(0u8..12, 1..20), bins in 2u32..7) {
            let log = log(&counts);
            let options = |behaviour, column: bool| Quantiles { column: column.then(|| "n".into()), ..Quantiles::of(behaviour, bins) };
            for options in [options(Behaviour::Events, false), options(Behaviour::Sum, true), options(Behaviour::SinceLast, false)] {
                let parts = log.split_quantiles(&options).unwrap();
                prop_assert_eq!(parts.iter().map(|(_, part)| part.customers()).sum::<u64>(), counts.len() as u64);
                for (bin, part) in &parts {
                    prop_assert_eq!(bin.as_ref().unwrap().customers, part.customers());
                }
                let ends: Vec<f64> = parts.iter().flat_map(|(bin, _)| bin.iter().flat_map(|bin| [bin.low, bin.high])).collect();
                prop_assert!(ends.is_sorted());
                let separate: BTreeSet<u64> = parts.iter().skip(1).map(|(bin, _)| bin.as_ref().unwrap().low.to_bits()).collect();
                prop_assert!(parts.iter().all(|(bin, _)| !separate.contains(&bin.as_ref().unwrap().high.to_bits()) || bin.as_ref().unwrap().low == bin.as_ref().unwrap().high));
            }
        }
    }
}
