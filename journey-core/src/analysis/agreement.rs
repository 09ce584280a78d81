//! Agreement: how well do the journeys agree with what is known?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Analysis, Table, Tabular};
use crate::error::Result;
use crate::log::pending::shown;
use crate::log::{Column, EventLog, Shard, Value};

/// How well do the journeys agree with a column that says what belongs together, such as known persons or cases?
///
/// All pairs of events are compared. *Precision* is the share of the pairs in one journey that have one value, *recall*
/// the share of the pairs of one value that are in one journey, *F1* their harmonic mean. The *adjusted Rand index* is 1
/// for full agreement and 0 for what chance would give. Events without a value are left out, and counted.
///
/// # Complexity
/// O(events · log values) time; memory for one count a value.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Agreement;
/// use journey_core::log::Columns;
/// let csv = "cookie,at,event,person\nc1,2024-01-01,look,ann\nc1,2024-01-02,look,ann\nc1,2024-01-03,buy,bob\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("cookie", "at", "event"))?;
/// let report = log.run(&Agreement::new("person"))?;
/// // One of three pairs in the journey is one person's, and this is the only pair of one person.
/// assert_eq!((report.precision, report.recall), (Some(1.0 / 3.0), Some(1.0)));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Hubert and Arabie, *Comparing partitions*, Journal of Classification 2 (1985).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Agreement {
    /// Column of any kind that says what belongs together.
    pub column: String,
}

impl Agreement {
    /// With this column.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into() }
    }
}

/// Answer of [`Agreement`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct AgreementReport {
    /// The column.
    pub column: String,
    /// Events with a value.
    pub events: u64,
    /// Events without one, which are left out.
    pub without_value: u64,
    /// Journeys with an event that has a value.
    pub journeys: u64,
    /// Distinct values.
    pub values: u64,
    /// Share of the pairs of events in one journey that have one value; `None` without any such pair.
    pub precision: Option<f64>,
    /// Share of the pairs of events with one value that are in one journey; `None` without any such pair.
    pub recall: Option<f64>,
    /// Harmonic mean of both.
    pub f1: Option<f64>,
    /// Adjusted Rand index; `None` where chance alone gives full agreement.
    pub adjusted_rand: Option<f64>,
}

impl Tabular for AgreementReport {
    fn table(&self) -> Table {
        Table::default()
            .text("column", [self.column.clone()])
            .count("events", [self.events])
            .count("without_value", [self.without_value])
            .count("journeys", [self.journeys])
            .count("values", [self.values])
            .number("precision", [self.precision])
            .number("recall", [self.recall])
            .number("f1", [self.f1])
            .number("adjusted_rand", [self.adjusted_rand])
    }
}

/// What a part of the log tells about agreement: pairs in journeys, and events by value.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgreementSummary {
    without_value: u64,
    journeys: u64,
    /// Pairs of events in one journey, and those of them that have one value.
    together: u64,
    agreeing: u64,
    #[serde(with = "super::pairs")]
    values: BTreeMap<String, u64>,
}

/// Pairs among so many.
fn pairs(count: u64) -> u64 {
    // One of two neighbours is even; counts of events are below 2^32.
    count * count.saturating_sub(1) / 2
}

/// Events by what they have in common.
fn add(counts: &mut BTreeMap<String, u64>, value: &str, events: u64) {
    match counts.get_mut(value) {
        Some(count) => *count += events,
        None => drop(counts.insert(value.into(), events)),
    }
}

impl Analysis for Agreement {
    type Plan = (usize, Column);
    type Summary = AgreementSummary;
    type Report = AgreementReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        let (position, column) = log.column(&self.column)?;
        Ok((position, column.clone()))
    }

    fn observe(&self, (position, column): &Self::Plan, shard: &Shard, into: &mut AgreementSummary) {
        let mut here: BTreeMap<String, u64> = BTreeMap::new();
        for journey in shard.journeys() {
            here.clear();
            for event in 0..journey.len() {
                match column.value(&journey, event, *position) {
                    Value::Missing => into.without_value += 1,
                    Value::Text(text) => add(&mut here, text, 1),
                    value => add(&mut here, &shown(&value), 1),
                }
            }
            into.journeys += u64::from(!here.is_empty());
            into.together += pairs(here.values().sum());
            into.agreeing += here.values().map(|&count| pairs(count)).sum::<u64>();
            here.iter().for_each(|(value, &count)| add(&mut into.values, value, count));
        }
    }

    fn merge(&self, into: &mut AgreementSummary, other: AgreementSummary) {
        into.without_value += other.without_value;
        into.journeys += other.journeys;
        into.together += other.together;
        into.agreeing += other.agreeing;
        other.values.iter().for_each(|(value, &count)| add(&mut into.values, value, count));
    }

    fn finish(&self, _: &Self::Plan, summary: &mut AgreementSummary) -> Result<AgreementReport> {
        let events = summary.values.values().sum();
        let known: u64 = summary.values.values().map(|&count| pairs(count)).sum();
        let (all, together, agreeing) = (pairs(events), summary.together, summary.agreeing);
        let share = |part: u64, whole: u64| (whole > 0).then(|| part as f64 / whole as f64);
        // The usual formula times the number of pairs, so that all but the last step is exact.
        let [n, a, b, both] = [all, together, known, agreeing].map(i128::from);
        let (found, best) = (2 * (both * n - a * b), (a + b) * n - 2 * a * b);
        Ok(AgreementReport {
            column: self.column.clone(),
            events,
            without_value: summary.without_value,
            journeys: summary.journeys,
            values: summary.values.len() as u64,
            precision: share(agreeing, together),
            recall: share(agreeing, known),
            f1: share(agreeing.saturating_mul(2), together.saturating_add(known)),
            adjusted_rand: (best != 0).then(|| found as f64 / best as f64),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::Columns;

    fn report(csv: &str) -> AgreementReport {
        let log = EventLog::read_csv_text(csv, &Columns::new("id", "at", "event")).unwrap();
        log.run(&Agreement::new("case")).unwrap()
    }

    /// scikit-learn 1.5: adjusted_rand_score([0, 0, 1, 1], [0, 0, 1, 2]) is 0.5714285714285714.
    #[test]
    fn agreement_is_that_of_other_tools() {
        let csv = "id,at,event,case\na,2024-01-01,x,p\na,2024-01-02,x,p\nb,2024-01-01,x,q\nc,2024-01-01,x,q\n\
                   c,2024-01-02,x,\n";
        let report = report(csv);
        assert_eq!(report.adjusted_rand, Some(4.0 / 7.0));
        assert_eq!((report.precision, report.recall, report.f1), (Some(1.0), Some(0.5), Some(2.0 / 3.0)));
        assert_eq!((report.events, report.without_value, report.journeys, report.values), (4, 1, 3, 2));
    }

    #[test]
    fn without_pairs_there_is_nothing_to_agree_on() {
        let report = report("id,at,event,case\na,2024-01-01,x,1\n");
        let shares = [report.precision, report.recall, report.f1, report.adjusted_rand];
        assert_eq!((shares, report.values), ([None; 4], 1));
    }
}
