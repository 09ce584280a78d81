//! Counts with noise: differential privacy for customers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::noise::Noise;
use crate::analysis::{Table, Tabular};
use crate::error::{Error, Result};
use crate::log::EventLog;

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Counted {
    /// Customers at each touchpoint.
    #[default]
    Touchpoints,
    /// Customers who went right from one touchpoint to another, for every pair.
    Transitions,
}

/// How many customers were at each touchpoint, or went from one to another, without telling about any of them: with
/// ε-differential privacy.
///
/// Whoever sees the counts can tell hardly better than before whether a given customer is in the data: no answer is more than `e^ε` times
/// as likely with this customer as without. The unit is the customer with all events. For that,
///
/// * every customer counts at most once for a touchpoint or pair, and for at most `contributions` of these, the first ones of
///   the journey;
/// * every count, also those of 0, gets noise from the discrete Laplace distribution of scale `contributions / ε`;
/// * counts below 0 are shown as 0, which tells nothing new.
///
/// The names of the touchpoints themselves are taken as known to everybody. Every further question about the same people adds its ε to
/// what can be learned about them; keep the sum in mind.
///
/// `entropy` must be secret and used once: 32 bytes from the system's generator. Noise from a number that somebody knows protects nobody.
///
/// # Errors
/// [`Error::InvalidOption`] for an ε that is not from 0.000001 to 1,000,000, and for 0 contributions.
///
/// # Complexity
/// O(events + pairs · log(pairs)).
///
/// # Example
/// ```
/// use journey_core::{EventLog, log::Columns, privacy::{Counted, PrivateCounts}};
/// let csv = "customer,time,event\nann,2024-01-01,look\nann,2024-01-02,buy\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = PrivateCounts::new(0.5).contributions(3).run(&log, [7; 32])?; // never a fixed number outside of tests
/// assert_eq!(report.rows.len(), 2);
/// assert_eq!(report.scale, 6.0);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Dwork, McSherry, Nissim and Smith, "Calibrating Noise to Sensitivity in Private Data Analysis" (2006); for event logs: Mannhardt
/// et al., "Privacy-Preserving Process Mining: Differential Privacy for Event Logs" (2019).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PrivateCounts {
    /// What is counted.
    pub of: Counted,
    /// ε: the smaller, the more noise.
    pub epsilon: f64,
    /// For how many touchpoints or pairs a customer may count.
    pub contributions: u32,
}

impl Default for PrivateCounts {
    fn default() -> Self {
        Self { of: Counted::default(), epsilon: 1.0, contributions: 10 }
    }
}

/// A count with noise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PrivateCountRow {
    /// Touchpoint, or the first one of a pair.
    pub source: String,
    /// The second touchpoint of a pair.
    pub target: Option<String>,
    /// Customers, with noise.
    pub customers: u64,
}

/// Answer of [`PrivateCounts`]. All of it may be published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PrivateCountReport {
    /// All touchpoints, or all pairs of them, in the order of the log.
    pub rows: Vec<PrivateCountRow>,
    /// ε, rounded to a millionth.
    pub epsilon: f64,
    /// For how many rows a customer counts at most.
    pub contributions: u32,
    /// Scale of the noise: the mean of its size, about.
    pub scale: f64,
}

impl Tabular for PrivateCountReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("source", rows.clone().map(|row| row.source.as_str()))
            .optional_text("target", rows.clone().map(|row| row.target.clone()))
            .count("customers", rows.map(|row| row.customers))
    }
}

/// ε is a whole number of millionths, so that noise can be drawn without rounding.
const PARTS: f64 = 1e6;

impl PrivateCounts {
    /// Customers at each touchpoint with this ε.
    pub fn new(epsilon: f64) -> Self {
        Self { epsilon, ..Self::default() }
    }

    /// Sets what is counted.
    #[must_use]
    pub fn of(mut self, of: Counted) -> Self {
        self.of = of;
        self
    }

    /// Sets for how many touchpoints or pairs a customer may count.
    #[must_use]
    pub fn contributions(mut self, contributions: u32) -> Self {
        self.contributions = contributions;
        self
    }

    /// Counts, and adds noise from the entropy.
    ///
    /// # Errors
    /// See [`PrivateCounts`].
    pub fn run(&self, log: &EventLog, entropy: [u8; 32]) -> Result<PrivateCountReport> {
        let parts = (self.epsilon * PARTS).round();
        if !(1.0..=1e12).contains(&parts) {
            return Err(Error::option("epsilon", self.epsilon, "a number from 0.000001 to 1000000"));
        }
        if self.contributions == 0 {
            return Err(Error::option("contributions", 0, "at least 1"));
        }
        let counts = self.count(log);
        let mut noise = Noise::new(entropy, u64::from(self.contributions) * PARTS as u64, parts as u64);
        let codes = 0..log.touchpoints().len() as u32;
        let cells: Vec<Cell> = match self.of {
            Counted::Touchpoints => codes.map(|code| (code, None)).collect(),
            Counted::Transitions => codes
                .clone()
                .flat_map(|source| codes.clone().map(move |target| (source, Some(target))))
                .collect(),
        };
        let rows = cells.into_iter().map(|(source, target)| {
            let count = counts.get(&(source, target)).copied().unwrap_or_default();
            PrivateCountRow {
                source: log.touchpoints().get(source).into(),
                target: target.map(|target| log.touchpoints().get(target).into()),
                customers: count.saturating_add_signed(noise.draw()),
            }
        });
        let rows = rows.collect();
        let epsilon = parts / PARTS;
        Ok(PrivateCountReport {
            rows,
            epsilon,
            contributions: self.contributions,
            scale: f64::from(self.contributions) / epsilon,
        })
    }

    /// Customers of each cell, of whom each counts for the first cells of the journey only.
    fn count(&self, log: &EventLog) -> BTreeMap<Cell, u64> {
        let parts = log.map_shards(|shard| {
            let mut counts: BTreeMap<Cell, u64> = BTreeMap::new();
            for journey in shard.journeys() {
                let codes = journey.touchpoints();
                let followers = codes.iter().skip(1);
                let cells: &mut dyn Iterator<Item = Cell> = match self.of {
                    Counted::Touchpoints => &mut codes.iter().map(|&code| (code, None)),
                    Counted::Transitions => {
                        &mut codes.iter().zip(followers).map(|(&source, &target)| (source, Some(target)))
                    }
                };
                let mut seen: Vec<Cell> = Vec::new();
                for cell in cells {
                    if seen.len() == self.contributions as usize {
                        break;
                    }
                    if !seen.contains(&cell) {
                        seen.push(cell);
                    }
                }
                seen.into_iter().for_each(|cell| *counts.entry(cell).or_default() += 1);
            }
            counts
        });
        let mut all: BTreeMap<Cell, u64> = BTreeMap::new();
        for (cell, count) in parts.into_iter().flatten() {
            *all.entry(cell).or_default() += count;
        }
        all
    }
}

/// A touchpoint, or a pair of them.
type Cell = (u32, Option<u32>);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::log::Columns;

    fn log(journeys: &[Vec<u8>]) -> EventLog {
        let mut csv = "c,t,e\n".to_string();
        for (customer, journey) in journeys.iter().enumerate() {
            for (second, touchpoint) in journey.iter().enumerate() {
                csv += &format!("c{customer},{},t{touchpoint}\n", 1_700_000_000 + second);
            }
        }
        EventLog::read_csv_text(&csv, &Columns::new("c", "t", "e")).unwrap()
    }

    fn counted(of: Counted) -> impl Fn(&PrivateCounts, &EventLog) -> BTreeMap<Cell, u64> {
        move |counts, log| counts.clone().of(of).count(log)
    }

    #[test]
    fn customers_count_once_and_for_the_first_cells_only() {
        let log = log(&[vec![0, 1, 0, 1, 2], vec![1, 1], vec![2]]);
        let all = PrivateCounts::new(1.0);
        let touchpoints = counted(Counted::Touchpoints)(&all, &log);
        assert_eq!(touchpoints.into_values().collect::<Vec<u64>>(), [1, 2, 2]);
        let pairs = counted(Counted::Transitions)(&all.clone().contributions(2), &log);
        let expected = [((0, Some(1)), 1), ((1, Some(0)), 1), ((1, Some(1)), 1)];
        assert_eq!(pairs.into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn every_cell_gets_noise_of_the_stated_scale() {
        let log = log(&vec![vec![0, 1, 2, 3, 4]; 1000]);
        let report =
            PrivateCounts::new(0.1).of(Counted::Transitions).contributions(5).run(&log, [3; 32]).unwrap();
        assert_eq!((report.rows.len(), report.scale), (25, 50.0));
        let made = |row: &&PrivateCountRow| {
            let digit = |name: &str| name[1..].parse::<u8>().unwrap();
            digit(row.target.as_deref().unwrap()) == digit(&row.source) + 1
        };
        let (made, empty): (Vec<_>, Vec<_>) = report.rows.iter().partition(made);
        let away = made.iter().map(|row| row.customers.abs_diff(1000)).sum::<u64>() / made.len() as u64;
        assert!((5..200).contains(&away), "{away}");
        assert!(empty.iter().any(|row| row.customers > 0) && empty.iter().any(|row| row.customers == 0));
        let table = report.table();
        assert_eq!(table.rows(), 25);
    }

    #[test]
    fn bad_options_are_refused() {
        let log = log(&[vec![0]]);
        let code = |counts: PrivateCounts| {
            counts.run(&log, [0; 32]).map(|report| report.rows.len()).map_err(|error| error.code())
        };
        for epsilon in [0.0, -1.0, 1e-7, 1e7, f64::NAN, f64::INFINITY] {
            assert_eq!(code(PrivateCounts::new(epsilon)), Err("invalid_option"), "{epsilon}");
        }
        assert_eq!(code(PrivateCounts::new(1.0).contributions(0)), Err("invalid_option"));
        assert_eq!(code(PrivateCounts::new(1.0)), Ok(1));
    }

    proptest! {
        /// Sensitivity: without one customer, no more than `contributions` counts change, each by one.
        #[test]
        fn one_customer_changes_little(
            journeys in prop::collection::vec(prop::collection::vec(0..5_u8, 1..12), 1..8),
            contributions in 1..6_u32,
            transitions in any::<bool>(),
        ) {
            let of = if transitions { Counted::Transitions } else { Counted::Touchpoints };
            let counts = PrivateCounts::new(1.0).contributions(contributions);
            let whole = log(&journeys);
            let without = whole.filter(|journey| journey.customer() != "c0");
            let (all, less) = (counted(of)(&counts, &whole), counted(of)(&counts, &without));
            let changes: Vec<u64> =
                all.iter().map(|(cell, count)| count - less.get(cell).copied().unwrap_or_default()).collect();
            prop_assert!(changes.iter().all(|&change| change <= 1));
            prop_assert!(changes.iter().sum::<u64>() <= u64::from(contributions));
        }
    }
}
