//! Simulation: from a map a believable log, with faults planted in it that measuring must find.

mod answers;
mod cells;
mod comments;
mod data_fault;
mod draw;
mod fault;
mod faulty;
mod people;
mod plan;
mod plant;
mod planted;
mod solve;
mod stream;
#[cfg(test)]
pub(crate) mod tests;
mod walk;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::log::{EventLog, LogOptions};
use crate::model::{JourneyMap, TimeSpan};
pub use data_fault::DataFault;
pub use fault::Fault;
pub use stream::{SimulatedEvent, SimulatedJourney, Simulation};

/// How to simulate a log.
///
/// ```
/// use journey_core::simulate::{Fault, Simulate};
/// let options = Simulate::new(7).customers(2000).fault(Fault::LosesCustomers { touchpoint: "cart".into(), share: 0.3 });
/// assert_eq!((options.seed, options.customers), (7, 2000));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Simulate {
    /// Seed of the random numbers: the same map, options and seed give the same log everywhere.
    pub seed: u64,
    /// Customers, 1 to 10 million.
    pub customers: u64,
    /// Earliest arrival.
    #[cfg_attr(feature = "typescript", tsify(type = "string"))]
    pub from: Timestamp,
    /// Time during which customers arrive; observation ends with it, so that late journeys stay open.
    pub period: TimeSpan,
    /// What is wrong at the touchpoints.
    pub faults: Vec<Fault>,
    /// What is wrong with the data, in the order in which it is planted. Not for [`Simulation`], which draws journeys one
    /// by one.
    pub data_faults: Vec<DataFault>,
    /// Share of the complete journeys after which the customer comes back for another, 0 to 0.95. Customers who
    /// complete every journey then have `1 / (1 - returning)` of them on average; 0 means that nobody comes back.
    pub returning: f64,
    /// Median time after which customers come back; the times are log-normal.
    pub return_after: TimeSpan,
    /// How the log is laid out.
    pub shards: Option<usize>,
}

/// 2024-01-01, a Monday.
const START: Timestamp = Timestamp::constant(1_704_067_200, 0);
const DAY: i64 = 86_400_000_000;

impl Default for Simulate {
    fn default() -> Self {
        Self {
            seed: 1,
            customers: 5000,
            from: START,
            period: TimeSpan::from_micros(180 * DAY),
            faults: Vec::new(),
            data_faults: Vec::new(),
            returning: 0.0,
            return_after: TimeSpan::from_micros(14 * DAY),
            shards: None,
        }
    }
}

impl Simulate {
    /// 5,000 customers who arrive within 180 days from 2024-01-01 on, and nothing wrong.
    pub fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// Sets the number of customers.
    #[must_use]
    pub fn customers(mut self, customers: u64) -> Self {
        self.customers = customers;
        self
    }

    /// Sets the earliest arrival.
    #[must_use]
    pub fn from(mut self, from: Timestamp) -> Self {
        self.from = from;
        self
    }

    /// Sets the time during which customers arrive.
    #[must_use]
    pub fn period(mut self, period: TimeSpan) -> Self {
        self.period = period;
        self
    }

    /// Plants a fault.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Plants a fault of the data.
    #[must_use]
    pub fn data_fault(mut self, fault: DataFault) -> Self {
        self.data_faults.push(fault);
        self
    }

    /// Lets a share of those who completed a journey come back for another, after about `after`.
    #[must_use]
    pub fn returning(mut self, share: f64, after: TimeSpan) -> Self {
        (self.returning, self.return_after) = (share, after);
        self
    }

    fn check(&self) -> Result<()> {
        if !(1..=10_000_000).contains(&self.customers) {
            return Err(Error::option("customers", self.customers, "1 to 10,000,000"));
        }
        let longest = 100 * 366 * DAY;
        if !(1..=longest).contains(&self.period.as_micros()) {
            return Err(Error::option("period", self.period, "more than 0 and at most 100 years"));
        }
        if !(0.0..=0.95).contains(&self.returning) {
            return Err(Error::option("returning", self.returning, "0 to 0.95"));
        }
        if !(1..=longest).contains(&self.return_after.as_micros()) {
            return Err(Error::option(
                "return_after",
                self.return_after,
                "more than 0 and at most 100 years",
            ));
        }
        for (i, fault) in self.faults.iter().enumerate() {
            fault.check(&format!("faults[{i}]"))?;
        }
        for (i, fault) in self.data_faults.iter().enumerate() {
            fault.check(&format!("data_faults[{i}]"))?;
        }
        Ok(())
    }
}

impl JourneyMap {
    /// What would a log of this map look like? A believable one, drawn with a seed.
    ///
    /// Customers arrive over the period, more on weekdays and by day. They belong to the personas,
    /// follow the planned paths (or all touchpoints in order) with skips, repetitions, steps back and
    /// a share who leave, and wait log-normal times. Raw names and columns satisfy the rules of the
    /// map; ratings scatter around the expected emotions; KPIs find answers, amounts and orders in
    /// their columns. Some events belong to no touchpoint, and journeys at the end of the period are
    /// open. Faults are added on top, and to the finished log those of the data.
    ///
    /// A customer has one journey from the first touchpoint on, unless [`Simulate::returning`] lets those who
    /// completed it come back: then retention and lifetime value have something to show.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for options out of range and for rules that simulated events cannot
    /// satisfy (contradictions, or conditions on `time` or `customer`); [`Error::UnknownName`] for a
    /// touchpoint or persona that the map does not have.
    ///
    /// # Complexity
    /// O(events) and O(touchpoints of the map) a customer, on all threads.
    ///
    /// # Example
    /// ```
    /// use journey_core::model::{JourneyMap, Stage, Touchpoint};
    /// use journey_core::simulate::Simulate;
    /// let spot = |id: &str| Touchpoint { id: id.into(), name: id.into(), ..Touchpoint::default() };
    /// let stage = |id: &str, spots: Vec<Touchpoint>| Stage { id: id.into(), name: id.into(), touchpoints: spots, ..Stage::default() };
    /// let stages = vec![stage("look", vec![spot("search")]), stage("buy", vec![spot("cart"), spot("pay")])];
    /// let map = JourneyMap { format: 1, name: "Shop".into(), stages, ..JourneyMap::default() };
    /// let log = map.simulate(&Simulate::new(1).customers(100))?;
    /// assert_eq!(log.customers(), 100);
    /// assert_eq!(log.fingerprint(), map.simulate(&Simulate::new(1).customers(100))?.fingerprint());
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn simulate(&self, options: &Simulate) -> Result<EventLog> {
        let log_options = LogOptions { shards: options.shards, ..LogOptions::default() };
        let log = self.simulation(options)?.log(options.customers, log_options.clone())?;
        match options.data_faults.is_empty() {
            true => Ok(log),
            false => plant::plant(&log, &options.data_faults, options.seed, log_options),
        }
    }
}
