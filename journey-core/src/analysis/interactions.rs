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
/// O(events) time; memory for one count a touchpoint and number of events.
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
    overall: Tally,
    /// By touchpoint code.
    places: Vec<Tally>,
}

/// Numbers of events up to this one are counted without searching.
const FEW: usize = 1024;

/// Customers by number of events.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
struct Tally {
    /// By numbers up to [`FEW`], as far as there are any.
    few: Vec<u64>,
    #[serde(with = "super::pairs")]
    many: BTreeMap<u64, u64>,
}

impl Tally {
    fn add(&mut self, events: u64, customers: u64) {
        let place = usize::try_from(events).unwrap_or(usize::MAX);
        if place > FEW {
            *self.many.entry(events).or_default() += customers;
            return;
        }
        if self.few.len() <= place {
            self.few.resize(place + 1, 0);
        }
        self.few.get_mut(place).into_iter().for_each(|count| *count += customers);
    }

    fn retract(&mut self, part: &Self) {
        for (count, less) in self.few.iter_mut().zip(&part.few) {
            *count = count.saturating_sub(*less);
        }
        for (events, less) in &part.many {
            self.many.entry(*events).and_modify(|count| *count = count.saturating_sub(*less));
        }
    }

    fn merge(&mut self, other: &Self) {
        other.counts().for_each(|(events, customers)| self.add(events, customers));
    }

    /// Numbers of events that somebody has, in ascending order, and how many customers.
    fn counts(&self) -> impl Iterator<Item = (u64, u64)> {
        let few = (0..).zip(self.few.iter().copied());
        few.chain(self.many.iter().map(|(events, customers)| (*events, *customers)))
            .filter(|(_, customers)| *customers > 0)
    }
}

impl InteractionSummary {
    fn fit(&mut self, places: usize) {
        if self.places.len() < places {
            self.places.resize(places, Tally::default());
        }
    }
}

impl Analysis for Interactions {
    type Plan = Vec<String>;
    type Summary = InteractionSummary;
    type Report = InteractionReport;

    fn plan(&self, log: &EventLog) -> Result<Self::Plan> {
        Ok(log.touchpoints().iter().map(str::to_string).collect())
    }

    fn observe(&self, names: &Self::Plan, shard: &Shard, into: &mut InteractionSummary) {
        into.fit(names.len());
        let mut events = vec![0; names.len()];
        let mut visited = Vec::new();
        for journey in shard.journeys().filter(|journey| !journey.is_empty()) {
            into.overall.add(journey.len() as u64, 1);
            for &code in journey.touchpoints() {
                if let Some(events) = events.get_mut(code as usize) {
                    if *events == 0 {
                        visited.push(code);
                    }
                    *events += 1;
                }
            }
            for code in visited.drain(..) {
                let slots = into.places.get_mut(code as usize).zip(events.get_mut(code as usize));
                if let Some((place, events)) = slots {
                    place.add(std::mem::take(events), 1);
                }
            }
        }
    }

    fn merge(&self, into: &mut InteractionSummary, other: InteractionSummary) {
        into.fit(other.places.len());
        into.overall.merge(&other.overall);
        into.places.iter_mut().zip(&other.places).for_each(|(place, more)| place.merge(more));
    }

    fn keeps(&self, before: &Self::Plan, after: &Self::Plan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut InteractionSummary, part: InteractionSummary) {
        into.overall.retract(&part.overall);
        into.places.iter_mut().zip(&part.places).for_each(|(place, less)| place.retract(less));
    }

    fn finish(&self, names: &Self::Plan, summary: &mut InteractionSummary) -> Result<InteractionReport> {
        let place = |(name, tally): (&String, &Tally)| row(Some(name.clone()), tally.counts());
        let rows = names.iter().zip(&summary.places).map(place).filter(|row| row.customers > 0);
        Ok(InteractionReport { rows: rows.collect(), overall: row(None, summary.overall.counts()) })
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
