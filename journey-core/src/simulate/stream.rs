//! Simulated journeys one after the other, where a whole log would not fit into memory.

use std::ops::Range;

use super::Simulate;
use super::cells::Cell;
use super::draw::Draw;
use super::plan::Plan;
use super::walk::Walk;
use crate::error::Result;
use crate::log::pending::Pending;
use crate::log::{Chunk, Chunks, ColumnKind, Event, EventLog, LogOptions, Quality, Value};
use crate::model::JourneyMap;
use crate::work::Work;

/// Customers that are drawn and put into a log together.
const CUSTOMERS: u64 = 16_384;
/// What progress is told of.
const STEP: &str = "simulating";

/// A map made ready to be simulated customer by customer.
///
/// Each customer has random numbers of its own, so that journeys may be drawn in any order and on any
/// thread: the events of a customer are always the same.
///
/// ```
/// use journey_core::model::JourneyMap;
/// use journey_core::simulate::Simulate;
/// let map = JourneyMap::template("online_shop")?;
/// let options = Simulate::new(1).customers(1000);
/// let simulation = map.simulation(&options)?;
/// let events: usize = simulation.journeys(0..1000).map(|journey| journey.events().len()).sum();
/// assert_eq!(events as u64, map.simulate(&options)?.events());
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Simulation {
    plan: Plan,
    random: Draw,
    frame: Frame,
}

/// When customers come, and come back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub from: i64,
    pub until: i64,
    /// Chance to come back after a complete journey.
    pub returning: f64,
    /// Median time until then, in seconds.
    pub return_after: f64,
}

/// A simulated event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimulatedEvent {
    /// Position of its raw name among [`Simulation::names`].
    pub name: u32,
    /// Time in UTC microseconds.
    pub time: i64,
    /// Time at which it was over, in UTC microseconds.
    pub end: Option<i64>,
    /// Position of its touchpoint in the map; `None` for an event that belongs to no touchpoint.
    pub touchpoint: Option<u32>,
    /// Which of the appearances of the touchpoint it has.
    pub(super) look: u32,
}

/// The events of a simulated customer, in order of time.
#[derive(Debug, Clone, PartialEq)]
pub struct SimulatedJourney {
    pub(super) customer: u64,
    pub(super) kind: usize,
    pub(super) events: Vec<SimulatedEvent>,
    /// Values beyond those that customer and touchpoint always have: event, column, value; sorted.
    pub(super) cells: Vec<(u32, u32, Cell)>,
}

impl SimulatedJourney {
    /// Number of the customer, from 0.
    pub fn customer(&self) -> u64 {
        self.customer
    }

    /// Id of the customer in a simulated log, such as `c000001`.
    pub fn id(&self) -> String {
        format!("c{:06}", self.customer + 1)
    }

    /// The events in order of time.
    pub fn events(&self) -> &[SimulatedEvent] {
        &self.events
    }
}

impl JourneyMap {
    /// How do I draw more events than fit into memory? Prepares [`Self::simulate`], customer by customer.
    ///
    /// # Errors
    /// As [`Self::simulate`].
    pub fn simulation(&self, options: &Simulate) -> Result<Simulation> {
        options.check()?;
        let from = options.from.as_microsecond();
        let frame = Frame {
            from,
            until: from.saturating_add(options.period.as_micros()),
            returning: options.returning,
            return_after: options.return_after.as_seconds(),
        };
        Ok(Simulation { plan: Plan::of(self, options)?, random: Draw::new(options.seed), frame })
    }
}

impl Simulation {
    /// Raw names of events; an event holds the position of its own.
    pub fn names(&self) -> &[String] {
        &self.plan.looks.names
    }

    /// Raw name of an event.
    pub fn name(&self, event: &SimulatedEvent) -> &str {
        self.names().get(event.name as usize).map_or("", String::as_str)
    }

    /// Further columns of the events, sorted by name.
    pub fn columns(&self) -> &[(String, ColumnKind)] {
        &self.plan.columns
    }

    /// Draws the journeys of these customers. The numbers may go beyond [`Simulate::customers`].
    ///
    /// # Complexity
    /// O(touchpoints of the map) and O(events) a customer.
    pub fn journeys(&self, customers: Range<u64>) -> impl Iterator<Item = SimulatedJourney> + '_ {
        let mut walk = Walk::new(&self.plan, self.frame, self.random.clone());
        customers.map(move |customer| walk.journey(customer))
    }

    /// Puts the values of an event into `values`, in the order of [`Self::columns`]; nothing but missing
    /// values for an event that the journey does not have.
    pub fn values<'a>(&'a self, journey: &'a SimulatedJourney, event: usize, values: &mut Vec<Value<'a>>) {
        values.clear();
        values.resize(self.plan.columns.len(), Value::Missing);
        let Some(found) = journey.events.get(event) else { return };
        let looks = &self.plan.looks;
        let own = looks.kinds.get(journey.kind).into_iter().flat_map(|look| &look.cells);
        let spot = found.touchpoint.and_then(|touchpoint| looks.spots.get(touchpoint as usize));
        let look =
            spot.and_then(|spot| spot.get(found.look as usize)).into_iter().flat_map(|look| &look.cells);
        let event = event as u32;
        let first = journey.cells.partition_point(|(other, ..)| *other < event);
        let more = journey.cells.iter().skip(first).take_while(|(other, ..)| *other == event);
        let usual = own.chain(look).map(|(column, cell)| (*column, cell));
        for (column, cell) in usual.chain(more.map(|(_, column, cell)| (*column, cell))) {
            if let Some(value) = values.get_mut(column as usize) {
                *value = cell.value();
            }
        }
    }

    /// The log of the first customers.
    pub(super) fn log(&self, customers: u64, options: LogOptions) -> Result<EventLog> {
        let work = Work::current();
        let together = CUSTOMERS * 2 * work.thread_count() as u64;
        let mut row = 0;
        let mut chunks: Option<Chunks> = None;
        for first in (0..customers).step_by(together as usize) {
            let last = customers.min(first + together);
            let drawn = self.draw(&work, first..last)?;
            let new = || Chunks::new(options.clone(), Some(expected(&drawn, last, customers)));
            let chunks = chunks.get_or_insert_with(new);
            let mut runs = Vec::new();
            for journeys in drawn {
                runs.push((row, journeys));
                row += runs.last().map_or(0, |(_, journeys)| events(journeys)) as u64;
            }
            let fill = |run: usize| runs.get(run).map(|run| self.chunk(chunks.partitions(), run)).transpose();
            let filled = work.silent().map(STEP, runs.len(), fill)?;
            filled.into_iter().flatten().try_for_each(|chunk| chunks.add(chunk))?;
            work.tell(STEP, last, customers);
        }
        chunks.unwrap_or_else(|| Chunks::new(options, None)).finish(Quality::default())
    }

    /// Draws journeys on all threads, in runs of consecutive customers.
    fn draw(&self, work: &Work, customers: Range<u64>) -> Result<Vec<Vec<SimulatedJourney>>> {
        let runs = (customers.end - customers.start).div_ceil(CUSTOMERS);
        work.silent().map(STEP, runs as usize, |run| {
            let first = customers.start + run as u64 * CUSTOMERS;
            Ok(self.journeys(first..customers.end.min(first + CUSTOMERS)).collect())
        })
    }

    /// A run of journeys on its way into a log, with the number of its first row.
    fn chunk(&self, partitions: usize, (first, journeys): &(u64, Vec<SimulatedJourney>)) -> Result<Chunk> {
        let columns = self.columns().iter().map(|(name, kind)| Pending::new(name.clone(), Some(*kind)));
        let mut chunk = Chunk::new(partitions, columns.collect());
        let (mut row, mut values) = (*first, Vec::new());
        for journey in journeys {
            let customer = journey.id();
            for (position, event) in journey.events().iter().enumerate() {
                row += 1;
                self.values(journey, position, &mut values);
                let (time, end, touchpoint) = (event.time, event.end, self.name(event));
                chunk.push(Event { customer: &customer, time, touchpoint, end, row, values: &values })?;
            }
        }
        Ok(chunk)
    }
}

fn events(journeys: &[SimulatedJourney]) -> usize {
    journeys.iter().map(|journey| journey.events.len()).sum()
}

/// How many events a whole log will have, after those of its first customers.
fn expected(drawn: &[Vec<SimulatedJourney>], drawn_customers: u64, customers: u64) -> usize {
    let events: usize = drawn.iter().map(|journeys| events(journeys)).sum();
    (events as u64 * customers / drawn_customers.max(1)) as usize
}
