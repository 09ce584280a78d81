//! Drawing and ordering the events.

use journey_benches::Random;
use journey_core::simulate::{Simulate, Simulation};
use rayon::prelude::*;

use crate::Failure;
use crate::arguments::{Arguments, Ids, Order};

/// An event: 16 bytes, so that a hundred million fit into memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// UTC microseconds.
    pub time: i64,
    pub customer: u32,
    /// Position of the name.
    pub name: u32,
}

/// All events in the order of the file.
#[derive(Debug)]
pub struct Log {
    pub events: Vec<Event>,
    pub names: Vec<String>,
    pub customers: u32,
    ids: Ids,
    seed: u64,
    /// Digits of short ids.
    digits: usize,
}

/// Customers that are drawn at once.
const CHUNK: u64 = 2048;
/// Chunks that are drawn side by side before their events are put together.
const WAVE: u64 = 8;
/// Share of the complete journeys after which the customer comes back, so that retention has something to show.
const RETURNING: f64 = 0.25;
const MOST_CUSTOMERS: u64 = 10_000_000;

/// Draws the events.
///
/// # Errors
/// If 10 million customers do not have so many events.
pub fn draw(arguments: &Arguments) -> Result<Log, Failure> {
    let map = crate::map::draw(arguments.touchpoints, arguments.seed);
    let options = Simulate::new(arguments.seed).period("365d".parse()?).returning(RETURNING, "21d".parse()?);
    let simulation = map.simulation(&options)?;
    let events = events(&simulation, arguments.events)?;
    let customers = events.last().map_or(0, |event| event.customer + 1);
    let mut log = Log {
        events,
        names: simulation.names().to_vec(),
        customers,
        ids: arguments.ids,
        seed: arguments.seed,
        digits: customers.to_string().len().max(6),
    };
    match arguments.order {
        Order::Time => log.events.par_sort_by_key(|event| event.time),
        Order::Random => shuffle(&mut log.events, arguments.seed),
        Order::Customer if arguments.ids == Ids::Uuid => {
            let uuids: Vec<u128> =
                (0..customers).into_par_iter().map(|customer| log.uuid(customer)).collect();
            log.events.par_sort_by_key(|event| uuids[event.customer as usize]);
        }
        Order::Customer => {}
    }
    Ok(log)
}

/// The first `wanted` events, customer by customer.
fn events(simulation: &Simulation, wanted: usize) -> Result<Vec<Event>, String> {
    let mut events: Vec<Event> = Vec::with_capacity(wanted);
    let mut first = 0;
    while events.len() < wanted {
        if first >= MOST_CUSTOMERS {
            return Err(format!("{MOST_CUSTOMERS} customers have only {} events", events.len()));
        }
        let chunks: Vec<Vec<Event>> = (0..WAVE)
            .into_par_iter()
            .map(|chunk| {
                let from = first + chunk * CHUNK;
                simulation.journeys(from..from + CHUNK).flat_map(|journey| of(&journey)).collect()
            })
            .collect();
        for chunk in chunks {
            events.extend(chunk.into_iter().take(wanted - events.len()));
        }
        first += WAVE * CHUNK;
    }
    Ok(events)
}

fn of(journey: &journey_core::simulate::SimulatedJourney) -> Vec<Event> {
    let customer = journey.customer() as u32;
    journey.events().iter().map(|event| Event { time: event.time, customer, name: event.name }).collect()
}

/// A random order (Fisher and Yates, Durstenfeld 1964).
fn shuffle(events: &mut [Event], seed: u64) {
    let mut random = Random::new(seed ^ 0x7368_7566);
    for last in (1..events.len()).rev() {
        events.swap(last, random.below(last as u64 + 1) as usize);
    }
}

impl Log {
    /// Number of names that occur.
    pub fn touchpoints(&self) -> usize {
        let mut occurs = vec![false; self.names.len()];
        self.events.iter().for_each(|event| occurs[event.name as usize] = true);
        occurs.into_iter().filter(|occurs| *occurs).count()
    }

    /// Appends the id of a customer to a text.
    pub fn push_id(&self, customer: u32, text: &mut Vec<u8>) {
        match self.ids {
            Ids::Short => {
                text.push(b'c');
                digits(u64::from(customer) + 1, self.digits, text);
            }
            Ids::Uuid => {
                let uuid = self.uuid(customer);
                for place in 0..32 {
                    if matches!(place, 8 | 12 | 16 | 20) {
                        text.push(b'-');
                    }
                    text.push(b"0123456789abcdef"[(uuid >> (124 - 4 * place)) as usize & 15]);
                }
            }
        }
    }

    /// A random UUID (RFC 9562, version 4) for a customer.
    fn uuid(&self, customer: u32) -> u128 {
        let mut random = Random::new(self.seed.rotate_left(32) ^ u64::from(customer));
        let bits = u128::from(random.bits()) << 64 | u128::from(random.bits());
        bits & !(0xf << 76) & !(3 << 62) | 4 << 76 | 2 << 62
    }
}

/// Appends a number with leading zeros to a text.
pub fn digits(number: u64, width: usize, text: &mut Vec<u8>) {
    let start = text.len();
    text.resize(start + width, b'0');
    let mut rest = number;
    for digit in text[start..].iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
}
