//! What is compared of a report: its rows with the numbers that matter.

use std::collections::HashMap;

use super::super::{Analysis, DurationStats, Estimate, Method};

/// What tells a row from others; `None` where a row is about everything.
pub(super) type Key = Vec<Option<String>>;

/// A question whose answers for two groups can be compared.
pub trait Comparable: Analysis {
    /// What tells rows apart.
    const KEYS: &'static [&'static str];

    /// The same question without limits of what to list, so that what is missing is not there at all; and without what
    /// is not compared.
    #[must_use]
    fn without_limits(&self) -> Self;

    /// The numbers of an answer.
    fn numbers(&self, report: &Self::Report) -> Vec<NumberRow>;

    /// Which numbers are shares of the whole group, and what they are for a row that does not come up: 0 of so many.
    fn nothing(&self, report: &Self::Report) -> Vec<Number> {
        let _ = report;
        Vec::new()
    }
}

/// A row of a report with the numbers that are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberRow {
    /// What the row is about.
    pub key: Vec<Option<String>>,
    /// What it counts, if the counts of all rows add up to a whole.
    pub count: Option<u64>,
    /// Its numbers.
    pub numbers: Vec<Number>,
}

/// A number of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Its name, as that of the column of the table.
    pub measure: &'static str,
    /// Value, interval, sample.
    pub estimate: Estimate,
}

impl NumberRow {
    /// A row without numbers.
    pub fn new<T: Into<Option<String>>>(key: impl IntoIterator<Item = T>) -> Self {
        Self { key: key.into_iter().map(Into::into).collect(), count: None, numbers: Vec::new() }
    }

    /// What the row counts.
    #[must_use]
    pub fn count(self, count: u64) -> Self {
        Self { count: Some(count), ..self }
    }

    /// Adds a number.
    #[must_use]
    pub fn with(self, measure: &'static str, estimate: &Estimate) -> Self {
        self.push(measure, estimate.clone())
    }

    /// Adds a number without an interval.
    #[must_use]
    pub fn exact(self, measure: &'static str, value: Option<f64>, n: u64, denominator: &str) -> Self {
        self.push(measure, Estimate::exact(value, n, denominator))
    }

    /// Adds the median of times.
    #[must_use]
    pub fn median(self, measure: &'static str, time: &DurationStats) -> Self {
        let interval = time.low_seconds.zip(time.high_seconds);
        let median =
            Estimate::with_interval(time.median_seconds, interval, time.n, "times", Method::OrderStatistic);
        self.push(measure, median)
    }

    fn push(mut self, measure: &'static str, estimate: Estimate) -> Self {
        self.numbers.push(Number { measure, estimate });
        self
    }
}

/// What a group answers.
pub(super) struct Answer {
    pub rows: Vec<NumberRow>,
    pub nothing: Vec<Number>,
}

/// The numbers of a group, to be looked up.
pub(super) struct Found {
    rows: Vec<NumberRow>,
    nothing: Vec<Number>,
    places: HashMap<Key, usize>,
}

impl Found {
    pub fn new(Answer { rows, nothing }: Answer) -> Self {
        let places = rows.iter().enumerate().map(|(at, row)| (row.key.clone(), at)).collect();
        Self { rows, nothing, places }
    }

    pub fn has(&self, key: &Key) -> bool {
        self.places.contains_key(key)
    }

    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.rows.iter().map(|row| &row.key)
    }

    fn row(&self, key: &Key) -> Option<&NumberRow> {
        self.rows.get(*self.places.get(key)?)
    }

    /// The number that the report has, or what it is for a row that does not come up.
    fn estimate(&self, key: &Key, measure: &str) -> Option<&Estimate> {
        let numbers = self.row(key).map_or(&self.nothing, |row| &row.numbers);
        Some(&numbers.iter().find(|number| number.measure == measure)?.estimate)
    }

    /// A number; undefined where there is nothing of the kind.
    pub fn number(&self, key: &Key, measure: &str) -> Estimate {
        let undefined = || Estimate::exact(None, 0, "nothing of the kind in the group");
        self.estimate(key, measure).cloned().unwrap_or_else(undefined)
    }

    /// Value of a number.
    pub fn value(&self, key: &Key, measure: &str) -> Option<f64> {
        self.estimate(key, measure)?.value
    }

    /// Half the sum of the differences of the shares of rows in all that is counted; `None` if one group counts nothing.
    pub fn total_variation(&self, other: &Self) -> Option<f64> {
        let (mine, theirs) = (self.total(), other.total());
        if mine == 0 || theirs == 0 {
            return None;
        }
        let count = |of: &Self, key: &Key| of.row(key).and_then(|row| row.count).unwrap_or_default();
        // In whole numbers, so that it does not depend on the order of rows.
        let apart = |key: &Key| {
            let (here, there) = (u128::from(count(self, key)), u128::from(count(other, key)));
            (here * u128::from(theirs)).abs_diff(there * u128::from(mine))
        };
        let keys = self.keys().chain(other.keys().filter(|key| !self.has(key)));
        let sum: u128 = keys.map(apart).sum();
        Some(sum as f64 / (2.0 * mine as f64 * theirs as f64))
    }

    fn total(&self) -> u64 {
        self.rows.iter().filter_map(|row| row.count).sum()
    }
}
