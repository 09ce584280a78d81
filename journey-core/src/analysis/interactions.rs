//! Interactions: how often do customers use a touchpoint?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Analysis, Estimate, Method, Table, Tabular};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::numeric::wald;

/// How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
///
/// The denominator of a touchpoint is the customers with at least one event there, not all customers. The
/// interval of the mean is a normal approximation: with few customers and a few heavy users lean on the
/// distribution instead, which is exact.
///
/// # Complexity
/// O(events · log touchpoints) time; memory for one count a touchpoint and number of events.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Interactions;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01T10:00:00Z,call\nann,2024-01-02T10:00:00Z,call\n\
///            ann,2024-01-03T10:00:00Z,call\nbob,2024-01-01T10:00:00Z,call\n\
///            bob,2024-01-02T10:00:00Z,chat\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Interactions::new())?;
/// assert_eq!(report.overall.mean.value, Some(2.5));
/// assert_eq!(report.rows[0].touchpoint.as_deref(), Some("call"));
/// assert_eq!((report.rows[0].mean.value, report.rows[0].customers), (Some(2.0), 2));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Interactions {}

impl Interactions {
    /// Events per customer.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Events per customer, overall or at a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct InteractionRow {
    /// Touchpoint; `None` for all together.
    pub touchpoint: Option<String>,
    /// Customers with at least one event here.
    pub customers: u64,
    /// Events.
    pub count: u64,
    /// Events per customer, with an interval by the normal approximation.
    pub mean: Estimate,
    /// Customers by number of events, from the smallest number.
    pub distribution: Vec<InteractionCount>,
}

/// Customers with so many events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct InteractionCount {
    /// Number of events.
    pub events: u64,
    /// Customers with exactly this number.
    pub customers: u64,
}

/// Answer of [`Interactions`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct InteractionReport {
    /// Touchpoints with events, in the order of the log.
    pub rows: Vec<InteractionRow>,
    /// All touchpoints together.
    pub overall: InteractionRow,
}

impl Tabular for InteractionReport {
    /// All touchpoints together first, without a name.
    fn table(&self) -> Table {
        let rows = std::iter::once(&self.overall).chain(&self.rows);
        Table::default()
            .optional_text("touchpoint", rows.clone().map(|row| row.touchpoint.clone()))
            .count("customers", rows.clone().map(|row| row.customers))
            .count("count", rows.clone().map(|row| row.count))
            .estimate("mean", rows.map(|row| &row.mean))
    }
}

/// What a part of the log tells about interactions: customers by number of events.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InteractionSummary {
    #[serde(with = "super::pairs")]
    overall: BTreeMap<u64, u64>,
    /// By touchpoint code.
    #[serde(with = "super::pairs")]
    places: BTreeMap<u32, Vec<(u64, u64)>>,
}

impl Analysis for Interactions {
    type Plan = Vec<String>;
    type Summary = InteractionSummary;
    type Report = InteractionReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, _: &Self::Plan, shard: &Shard, into: &mut InteractionSummary) {
        let mut overall: BTreeMap<u64, u64> = BTreeMap::new();
        let mut places: BTreeMap<u32, BTreeMap<u64, u64>> = BTreeMap::new();
        let mut codes = Vec::new();
        for journey in shard.journeys().filter(|journey| !journey.is_empty()) {
            *overall.entry(journey.len() as u64).or_default() += 1;
            codes.clear();
            codes.extend_from_slice(journey.touchpoints());
            codes.sort_unstable();
            for run in codes.chunk_by(|a, b| a == b) {
                let place = run.first().copied().unwrap_or_default();
                *places.entry(place).or_default().entry(run.len() as u64).or_default() += 1;
            }
        }
        let places = places.into_iter().map(|(place, counts)| (place, counts.into_iter().collect()));
        self.merge(into, InteractionSummary { overall, places: places.collect() });
    }

    fn merge(&self, into: &mut InteractionSummary, other: InteractionSummary) {
        for (events, customers) in other.overall {
            *into.overall.entry(events).or_default() += customers;
        }
        for (place, counts) in other.places {
            let total = into.places.entry(place).or_default();
            let mut merged: BTreeMap<u64, u64> = total.drain(..).collect();
            for (events, customers) in counts {
                *merged.entry(events).or_default() += customers;
            }
            *total = merged.into_iter().collect();
        }
    }

    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut InteractionSummary, part: InteractionSummary) {
        for (events, customers) in part.overall {
            into.overall.entry(events).and_modify(|count| *count -= customers);
        }
        into.overall.retain(|_, customers| *customers > 0);
        for (place, counts) in part.places {
            let total = into.places.entry(place).or_default();
            let mut rest: BTreeMap<u64, u64> = total.drain(..).collect();
            for (events, customers) in counts {
                rest.entry(events).and_modify(|count| *count -= customers);
            }
            *total = rest.into_iter().filter(|(_, customers)| *customers > 0).collect();
        }
        into.places.retain(|_, counts| !counts.is_empty());
    }

    fn finish(&self, names: &Self::Plan, summary: &mut InteractionSummary) -> Result<InteractionReport> {
        let rows = summary.places.iter().map(|(place, counts)| {
            let name = names.get(*place as usize).cloned().unwrap_or_default();
            row(Some(name), counts.iter().copied())
        });
        let overall = summary.overall.iter().map(|(events, customers)| (*events, *customers));
        Ok(InteractionReport { rows: rows.collect(), overall: row(None, overall) })
    }
}

fn row(touchpoint: Option<String>, counts: impl Iterator<Item = (u64, u64)>) -> InteractionRow {
    let distribution: Vec<InteractionCount> =
        counts.map(|(events, customers)| InteractionCount { events, customers }).collect();
    let customers = distribution.iter().map(|row| row.customers).sum();
    let count = distribution.iter().map(|row| row.events * row.customers).sum();
    let mean = mean(&distribution, customers, count);
    InteractionRow { touchpoint, customers, count, mean, distribution }
}

fn mean(distribution: &[InteractionCount], customers: u64, count: u64) -> Estimate {
    let value = (customers > 0).then(|| count as f64 / customers as f64);
    let interval = value.filter(|_| customers > 1).map(|mean| {
        // n · Σx² - (Σx)² is exact in whole numbers.
        let squares: i128 =
            distribution.iter().map(|row| i128::from(row.events).pow(2) * i128::from(row.customers)).sum();
        let (n, sum) = (i128::from(customers), i128::from(count));
        let spread = (n * squares - sum * sum) as f64;
        let n = customers as f64;
        wald(mean, (spread / n / (n - 1.0) / n).sqrt())
    });
    Estimate::with_interval(value, interval, customers, "customers with an event here", Method::Wald)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::log;

    #[test]
    fn customers_without_the_touchpoint_are_not_in_its_denominator() {
        let events = [("ann", 0, "a"), ("ann", 1, "a"), ("ann", 2, "a"), ("bob", 0, "a"), ("cem", 0, "b")];
        let report = log(&events).run(&Interactions::new()).unwrap();
        let [a, b] = &report.rows[..] else { panic!("{report:?}") };
        assert_eq!((a.customers, a.count, a.mean.value), (2, 4, Some(2.0)));
        assert_eq!((b.customers, b.count, b.mean.value), (1, 1, Some(1.0)));
        let pairs: Vec<_> = a.distribution.iter().map(|row| (row.events, row.customers)).collect();
        assert_eq!(pairs, [(1, 1), (3, 1)]);
        assert_eq!((report.overall.customers, report.overall.count), (3, 5));
    }

    #[test]
    fn the_interval_of_the_mean_by_hand() {
        // 1 and 3 events: sample variance 2, standard error sqrt(2 / 2) = 1.
        let events = [("ann", 0, "a"), ("ann", 1, "a"), ("ann", 2, "a"), ("bob", 0, "a")];
        let mean = log(&events).run(&Interactions::new()).unwrap().overall.mean;
        assert_eq!((mean.low, mean.high), (Some(2.0 - crate::numeric::Z95), Some(2.0 + crate::numeric::Z95)));
        assert!(mean.small_sample);
    }

    #[test]
    fn one_customer_has_no_interval_and_nobody_no_mean() {
        let one = log(&[("ann", 0, "a")]).run(&Interactions::new()).unwrap().overall.mean;
        assert_eq!((one.value, one.low), (Some(1.0), None));
        let none = log(&[]).run(&Interactions::new()).unwrap();
        assert_eq!((none.overall.mean.value, none.overall.customers, none.rows.len()), (None, 0, 0));
    }
}
