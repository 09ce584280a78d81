//! Recency, frequency and monetary value: who came last, comes often, and brings much?

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::behaviour::{Bins, Reading};
use super::{Behaviour, EventLog, Quantiles, Shard};
use crate::analysis::{Estimate, Table, Tabular};
use crate::error::{Error, Result};
use crate::model::Pattern;
use crate::numeric::ExactSum;

/// Scores of recency, frequency and monetary value.
///
/// Customers with an event that counts get a score from 1 to `scores` for each: for the time since the last such event (the
/// shortest is the best), the number of these events, and with `column` the sum of its values at them, 0 without any.
/// Scores are quantile bins as in [`Quantiles`]: one more than the number of quantiles, at 1/`scores` and so on, that are
/// smaller, so that equal customers have equal scores.
///
/// ```
/// use journey_core::{EventLog, log::{Columns, Rfm}};
/// let csv = "user,at,event,price\nann,2024-03-01,buy,10\nann,2024-03-09,buy,30\nbob,2024-03-02,buy,5\ncem,2024-03-10,look,\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("user", "at", "event"))?;
/// let rfm = Rfm { of: Some("buy".parse()?), column: Some("price".into()), scores: 2, ..Rfm::default() };
/// let report = log.rfm(&rfm)?;
/// assert_eq!((report.customers, report.without), (2, 1));
/// assert_eq!((report.rows[0].recency, report.rows[0].frequency, report.rows[0].monetary), (2, 2, Some(2))); // ann
/// assert_eq!(log.select_rfm(&rfm, &[2], &[], &[])?.customers(), 1);
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Rfm {
    /// Events that count, such as purchases, as a pattern of a single event; all if `None`.
    pub of: Option<Pattern>,
    /// Number column of the monetary value; no monetary score if `None`.
    pub column: Option<String>,
    /// The date from which recency is counted back; the end of the data if `None`. Later events are left out.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub as_of: Option<Timestamp>,
    /// Number of scores, from 2 to 10.
    pub scores: u32,
}

impl Default for Rfm {
    fn default() -> Self {
        Self { of: None, column: None, as_of: None, scores: 5 }
    }
}

/// Answer of [`EventLog::rfm`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RfmReport {
    /// Cells with customers: the highest scores of recency first, then of frequency, then of monetary value.
    pub rows: Vec<RfmRow>,
    /// Customers with scores.
    pub customers: u64,
    /// Customers without an event that counts.
    pub without: u64,
    /// Bounds of the scores of recency, in seconds since the last event, from the worst to the best.
    pub recency_seconds: Vec<f64>,
    /// Bounds of the scores of frequency.
    pub frequency: Vec<f64>,
    /// Bounds of the scores of monetary value; empty without a column.
    pub monetary: Vec<f64>,
}

/// Customers with the same scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct RfmRow {
    /// Score of recency; the highest came last.
    pub recency: u32,
    /// Score of frequency.
    pub frequency: u32,
    /// Score of monetary value; none without a column.
    pub monetary: Option<u32>,
    /// Customers.
    pub customers: u64,
    /// Share of the customers with scores.
    pub share: Estimate,
    /// Events that count.
    pub events: u64,
    /// Sum of the column; none without one.
    pub value: Option<f64>,
}

impl Tabular for RfmReport {
    fn table(&self) -> Table {
        let rows = || self.rows.iter();
        Table::default()
            .ordinal("recency", rows().map(|row| row.recency.into()))
            .ordinal("frequency", rows().map(|row| row.frequency.into()))
            .ordinal("monetary", rows().map(|row| row.monetary.unwrap_or_default().into()))
            .count("customers", rows().map(|row| row.customers))
            .estimate("share", rows().map(|row| &row.share))
            .count("events", rows().map(|row| row.events))
            .number("value", rows().map(|row| row.value))
    }
}

impl EventLog {
    /// Who came last, comes often, and brings much? Customers by their scores.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for options out of range and a column that holds no numbers, [`Error::UnknownName`] for
    /// touchpoints and columns that are not there; [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(events + customers · log customers).
    ///
    /// # Reference
    /// Hughes, *Strategic Database Marketing*, 1994.
    pub fn rfm(&self, options: &Rfm) -> Result<RfmReport> {
        let scored = Scored::of(self, options)?;
        let mut cells: BTreeMap<[u32; 3], (u64, u64, ExactSum)> = BTreeMap::new();
        for (_, one) in scored.customers.iter().flatten() {
            let Some(one) = one else { continue };
            let cell = cells.entry(scored.scores(one).map(|score| u32::MAX - score)).or_default();
            cell.0 += 1;
            cell.1 += one.events as u64;
            cell.2.add(one.value);
        }
        let all = scored.customers.iter().map(|shard| shard.len() as u64).sum::<u64>();
        let customers = cells.values().map(|(customers, ..)| customers).sum();
        let money = options.column.is_some();
        let row = |(scores, (own, events, value)): (&[u32; 3], &(u64, u64, ExactSum))| {
            let [recency, frequency, monetary] = scores.map(|score| u32::MAX - score);
            RfmRow {
                recency,
                frequency,
                monetary: money.then_some(monetary),
                customers: *own,
                share: Estimate::share(*own, customers, "customers with scores"),
                events: *events,
                value: money.then(|| value.value().clamp(f64::MIN, f64::MAX)),
            }
        };
        Ok(RfmReport {
            rows: cells.iter().map(row).collect(),
            customers,
            without: all.saturating_sub(customers),
            recency_seconds: scored.recency.bounds.iter().map(|bound| 0.0 - bound).collect(),
            frequency: scored.frequency.bounds.clone(),
            monetary: if money { scored.monetary.bounds.clone() } else { Vec::new() },
        })
    }

    /// A view with the customers whose scores are among these; an empty list stands for all scores. Nothing is copied.
    ///
    /// # Errors
    /// Those of [`rfm`](Self::rfm), and for scores that there are not.
    pub fn select_rfm(
        &self,
        options: &Rfm,
        recency: &[u32],
        frequency: &[u32],
        monetary: &[u32],
    ) -> Result<Self> {
        let wanted = [("recency", recency), ("frequency", frequency), ("monetary", monetary)];
        for (field, scores) in wanted {
            if let Some(score) = scores.iter().find(|&&score| score == 0 || score > options.scores) {
                return Err(Error::option(field, score, format!("scores from 1 to {}", options.scores)));
            }
        }
        if options.column.is_none() && !monetary.is_empty() {
            return Err(Error::option("monetary", "scores", "nothing without a column"));
        }
        let scored = Scored::of(self, options)?;
        let meant = |one: &Option<One>| {
            one.as_ref().is_some_and(|one| {
                let scores = scored.scores(one);
                wanted
                    .iter()
                    .zip(scores)
                    .all(|((_, wanted), score)| wanted.is_empty() || wanted.contains(&score))
            })
        };
        let shards = self.shards.iter().zip(&scored.customers).map(|(shard, customers)| {
            shard.select(customers.iter().filter(|(_, one)| meant(one)).map(|(position, _)| *position))
        });
        let shards: Vec<Shard> = shards.collect();
        Ok(Self { shards: shards.into(), ..self.clone() })
    }
}

/// What a customer is scored by.
struct One {
    /// Seconds since the last event, negative.
    recency: f64,
    events: f64,
    value: f64,
}

/// Customers and the bounds of their scores.
struct Scored {
    /// Position of each journey, by shard.
    customers: Vec<Vec<(u32, Option<One>)>>,
    recency: Bins,
    frequency: Bins,
    monetary: Bins,
}

impl Scored {
    fn of(log: &EventLog, options: &Rfm) -> Result<Self> {
        if !(2..=10).contains(&options.scores) {
            return Err(Error::option("scores", options.scores, "2 to 10"));
        }
        let values = |behaviour, column: Option<&String>| {
            let (of, as_of, column) = (options.of.clone(), options.as_of, column.cloned());
            let asked = Quantiles { of, as_of, column, ..Quantiles::of(behaviour, options.scores) };
            log.values_of(&Reading::new(log, &asked)?)
        };
        let since = values(Behaviour::SinceLast, None)?;
        let events = values(Behaviour::Events, None)?;
        let money = options.column.as_ref().map(|column| values(Behaviour::Sum, Some(column))).transpose()?;
        let mut customers = Vec::with_capacity(since.len());
        for (shard, (since, events)) in since.into_iter().zip(events).enumerate() {
            let money = money.as_ref().and_then(|money| money.get(shard));
            let mut own = Vec::with_capacity(since.len());
            for (place, ((position, since), (_, events))) in since.into_iter().zip(events).enumerate() {
                let value = money.and_then(|money| money.get(place)?.1).unwrap_or(0.0);
                let scored = since.zip(events);
                own.push((
                    position,
                    scored.map(|(since, events)| One { recency: 0.0 - since, events, value }),
                ));
            }
            customers.push(own);
        }
        let bins = |of: fn(&One) -> f64| {
            let known = customers.iter().flatten().filter_map(|(_, one)| one.as_ref());
            Bins::new(known.map(of), options.scores)
        };
        let (recency, frequency) = (bins(|one| one.recency), bins(|one| one.events));
        let monetary = bins(|one| one.value);
        Ok(Self { recency, frequency, monetary, customers })
    }

    fn scores(&self, one: &One) -> [u32; 3] {
        let score = |bins: &Bins, value| bins.number(value) as u32 + 1;
        [
            score(&self.recency, one.recency),
            score(&self.frequency, one.events),
            score(&self.monetary, one.value),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Columns;

    fn log() -> EventLog {
        let csv = "u,t,e,n\na,2024-01-01,buy,5\na,2024-01-09,buy,5\nb,2024-01-05,buy,\nc,2024-01-10,look,7\n\
                   d,2024-01-02,buy,100\nd,2024-01-03,buy,1\nd,2024-01-04,buy,1\n";
        EventLog::read_csv_text(csv, &Columns::new("u", "t", "e").shards(3)).unwrap()
    }

    fn rfm(scores: u32) -> Rfm {
        Rfm { of: Some("buy".parse().unwrap()), column: Some("n".into()), scores, ..Rfm::default() }
    }

    #[test]
    fn customers_have_scores_by_hand() {
        // Recency a 1, b 5, d 6 days; frequency 2, 1, 3; money 10, 0, 102. With three scores, all differ.
        let report = log().rfm(&rfm(3)).unwrap();
        let rows: Vec<_> = report
            .rows
            .iter()
            .map(|r| (r.recency, r.frequency, r.monetary.unwrap(), r.events, r.value))
            .collect();
        assert_eq!(rows, [(3, 2, 2, 2, Some(10.0)), (2, 1, 1, 1, Some(0.0)), (1, 3, 3, 3, Some(102.0))]);
        assert_eq!((report.customers, report.without), (3, 1));
        assert_eq!(report.recency_seconds.first(), Some(&(6.0 * 86_400.0)));
        let early = Rfm { as_of: Some("2024-01-03T00:00:00Z".parse().unwrap()), column: None, ..rfm(2) };
        let report = log().rfm(&early).unwrap();
        assert_eq!(
            (report.customers, report.without, report.rows[0].monetary, report.monetary.len()),
            (2, 2, None, 0)
        );
    }

    #[test]
    fn scores_select_customers() {
        let log = log();
        let count = |r: &[u32], f: &[u32], m: &[u32]| log.select_rfm(&rfm(3), r, f, m).unwrap().customers();
        assert_eq!((count(&[], &[], &[]), count(&[2, 3], &[], &[]), count(&[3], &[], &[1])), (3, 2, 0));
        let report = log.rfm(&rfm(3)).unwrap();
        for row in &report.rows {
            assert_eq!(count(&[row.recency], &[row.frequency], &[row.monetary.unwrap()]), row.customers);
        }
        let code = |rfm: &Rfm, m: &[u32]| log.select_rfm(rfm, &[], &[], m).unwrap_err().code();
        assert_eq!(code(&rfm(3), &[4]), "invalid_option");
        assert_eq!(code(&rfm(11), &[]), "invalid_option");
        assert_eq!(code(&Rfm { column: None, ..rfm(3) }, &[1]), "invalid_option");
    }
}
