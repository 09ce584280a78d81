//! The events of a journey that a funnel looks at, taken apart into the units that are counted.

use super::FunnelCount;
use super::plan::{FunnelPlan, Reach};
use crate::log::{Journey, MISSING};

/// An event that is a step, or excluded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub time: i64,
    /// Position in the journey.
    pub event: u32,
    /// Number of the session in the journey.
    session: u32,
    /// Number of the part of the journey that it belongs to.
    part: u32,
    /// Steps and exclusions, in the list of all.
    steps: (u32, u32),
    exclusions: (u32, u32),
}

/// Events of one journey. Reused from journey to journey.
#[derive(Debug, Default)]
pub(super) struct Hits {
    all: Vec<Hit>,
    tests: Vec<u16>,
    /// Sessions of the journey, by event.
    sessions: Vec<u32>,
    room: Vec<u16>,
    keys: Vec<u32>,
}

/// Hits of one part of a journey.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'h> {
    pub hits: &'h [Hit],
    tests: &'h [u16],
    /// Session that it is in.
    pub session: u32,
}

impl<'h> Part<'h> {
    pub fn steps(&self, hit: &Hit) -> &'h [u16] {
        self.tests.get(hit.steps.0 as usize..hit.steps.1 as usize).unwrap_or_default()
    }

    pub fn exclusions(&self, hit: &Hit) -> &'h [u16] {
        self.tests.get(hit.exclusions.0 as usize..hit.exclusions.1 as usize).unwrap_or_default()
    }

    /// Whether a later hit is not too far from an earlier one.
    #[inline]
    pub fn near(&self, from: u32, to: u32, reach: &Reach) -> bool {
        match (self.hits.get(from as usize), self.hits.get(to as usize)) {
            (Some(from), Some(to)) => {
                to.time.saturating_sub(from.time) <= reach.time
                    && to.event.saturating_sub(from.event) <= reach.events
                    && to.session.saturating_sub(from.session) <= reach.sessions
            }
            _ => false,
        }
    }

    pub fn time(&self, hit: u32) -> i64 {
        self.hits.get(hit as usize).map_or(0, |hit| hit.time)
    }

    /// End of the run of equal times that begins here.
    pub fn run(&self, start: usize) -> usize {
        let mut rest = self.hits.get(start..).unwrap_or_default().iter();
        let time = rest.next().map(|hit| hit.time);
        start + 1 + rest.take_while(|hit| Some(hit.time) == time).count()
    }
}

impl Hits {
    /// Looks at a journey. Returns how many units it is: sessions if these are counted, else one.
    pub fn look(&mut self, plan: &FunnelPlan, journey: &Journey<'_>) -> u64 {
        let units = self.number_sessions(plan, journey);
        self.all.clear();
        self.tests.clear();
        let codes = journey.touchpoints().iter().zip(journey.times());
        for (event, (&code, &time)) in (0..).zip(codes) {
            if plan.steps.is_nothing(code) && plan.exclusions.is_nothing(code) {
                continue;
            }
            let begin = self.tests.len() as u32;
            self.tests.extend_from_slice(plan.steps.passed(journey, event as usize, code, &mut self.room));
            let middle = self.tests.len() as u32;
            self.tests.extend_from_slice(plan.exclusions.passed(
                journey,
                event as usize,
                code,
                &mut self.room,
            ));
            let end = self.tests.len() as u32;
            if begin < end {
                let session = self.sessions.get(event as usize).copied().unwrap_or_default();
                let (steps, exclusions) = ((begin, middle), (middle, end));
                self.all.push(Hit { time, event, session, part: 0, steps, exclusions });
            }
        }
        self.take_apart(plan, journey);
        if plan.count == FunnelCount::Sessions { units } else { 1 }
    }

    /// The parts of the journey: by session if these are counted, and by the values that must be equal.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let same = |a: &Hit, b: &Hit| a.part == b.part;
        let parts = self.all.chunk_by(same);
        parts.map(|hits| Part {
            session: hits.first().map_or(0, |hit| hit.session),
            hits,
            tests: &self.tests,
        })
    }

    /// Numbers the sessions of a journey in their order; an event without an id is in the one before.
    fn number_sessions(&mut self, plan: &FunnelPlan, journey: &Journey<'_>) -> u64 {
        self.sessions.clear();
        let Some(column) = plan.session else { return 1 };
        let (mut number, mut last) = (0, MISSING);
        for &code in journey.codes(column) {
            if code != MISSING {
                number += u32::from(last != MISSING && code != last);
                last = code;
            }
            self.sessions.push(number);
        }
        u64::from(number) + 1
    }

    /// Brings hits of one part together, in their order. Those without a value that must be equal are left out.
    fn take_apart(&mut self, plan: &FunnelPlan, journey: &Journey<'_>) {
        if plan.count == FunnelCount::Sessions {
            self.all.iter_mut().for_each(|hit| hit.part = hit.session);
        }
        for &column in &plan.hold {
            self.split(column, journey);
        }
        if !plan.hold.is_empty() {
            self.all.sort_by_key(|hit| hit.part);
        }
    }

    /// Makes parts of parts, by the values of a column.
    fn split(&mut self, column: usize, journey: &Journey<'_>) {
        self.all.retain(|hit| Value::of(journey, column, hit.event as usize).is_some());
        let key = |hit: &Hit| (hit.part, Value::of(journey, column, hit.event as usize), hit.event);
        self.all.sort_by(|a, b| key(a).cmp(&key(b)));
        self.keys.clear();
        let (mut number, mut last) = (0, None);
        for hit in &self.all {
            let this = (hit.part, Value::of(journey, column, hit.event as usize));
            number += u32::from(last.is_some_and(|last| last != this));
            last = Some(this);
            self.keys.push(number);
        }
        self.all.iter_mut().zip(&self.keys).for_each(|(hit, &part)| hit.part = part);
    }
}

/// The value of a column at an event, to be compared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value<'a> {
    Bits(u64),
    Text(&'a str),
}

impl<'a> Value<'a> {
    fn of(journey: &Journey<'a>, column: usize, event: usize) -> Option<Self> {
        let code = journey.codes(column).get(event).filter(|&&code| code != MISSING);
        let number = journey.numbers(column).get(event).filter(|number| !number.is_nan());
        let bits = code
            .map(|&code| u64::from(code))
            .or_else(|| number.map(|&number| (number + 0.0).to_bits()))
            .or_else(|| journey.boolean(column, event).map(u64::from))
            .or_else(|| journey.instant(column, event).map(|time| time as u64));
        bits.map(Self::Bits).or_else(|| journey.text(column, event).map(Self::Text))
    }
}
