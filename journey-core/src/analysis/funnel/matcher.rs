//! How far one customer gets: the state machine of ClickHouse's `windowFunnel`.
//!
//! For every step the matcher keeps the latest start of a chain that passed it. Starts never fall with time, and
//! a later start leaves more time for what follows, so that no other chain needs to be kept.

use std::ops::Range;

use super::FunnelMode;
use super::outcome::Passage;
use super::plan::FunnelPlan;
use crate::log::Journey;

/// Follows one journey after the other.
pub(super) struct Matcher<'a> {
    plan: &'a FunnelPlan,
    /// Chains by the last step that they passed.
    chains: Vec<Option<Chain>>,
    /// Times of the steps of each chain: row `s` has the times of steps 0 to `s` of chain `s`.
    times: Vec<i64>,
    /// Times of the steps of the chain that was the first to pass so many steps.
    longest: Vec<i64>,
    /// Events of a group of equal times: 1 + first position of the event (0 if not a step), its code, and its place.
    group: Vec<(u16, u32, usize)>,
    /// Events of the group that are still free, by first position of their touchpoint.
    free: Vec<u32>,
    taken: Vec<u16>,
    /// First positions of the touchpoints of each position.
    firsts: Vec<Option<u16>>,
    room: Vec<u16>,
}

#[derive(Debug, Clone, Copy)]
struct Chain {
    start: i64,
    /// Latest time of an event that matched the last step.
    last: i64,
}

/// Whether to go on with a journey.
#[derive(PartialEq)]
enum Flow {
    On,
    Stopped,
}

impl<'a> Matcher<'a> {
    pub fn new(plan: &'a FunnelPlan) -> Self {
        let steps = plan.steps.len();
        Self {
            firsts: plan.steps.firsts(),
            room: Vec::new(),
            plan,
            chains: vec![None; steps],
            times: vec![0; steps * steps],
            longest: Vec::with_capacity(steps),
            group: Vec::new(),
            free: vec![0; steps],
            taken: Vec::new(),
        }
    }

    /// How far this customer gets; `false` without the first step.
    pub fn run(&mut self, journey: &Journey<'_>, passage: &mut Passage) -> bool {
        self.follow(journey, passage).is_some()
    }

    fn follow(&mut self, journey: &Journey<'_>, passage: &mut Passage) -> Option<()> {
        let (codes, times) = (journey.touchpoints(), journey.times());
        let start = self.start(journey)?;
        self.chains.fill(None);
        self.longest.clear();
        let mut flow = Flow::On;
        let mut rest = codes.get(start..)?.iter().zip(times.get(start..)?).enumerate();
        while flow == Flow::On
            && !self.finished()
            && let Some((offset, (&code, &time))) = rest.next()
        {
            if self.passes(code) {
                continue;
            }
            let first = start + offset;
            let after =
                first + 1 + times.get(first + 1..)?.iter().take_while(|&&other| other == time).count();
            if let Some(more) = (after - first).checked_sub(2) {
                rest.nth(more);
            }
            flow = self.step(journey, first..after, time);
        }
        let latest = self.chain(0)?;
        let goes_on = flow == Flow::On && !self.finished();
        passage.clear(0);
        passage.times.extend_from_slice(&self.longest);
        if goes_on && self.plan.whole.time < i64::MAX {
            passage.deadline = Some(latest.start.saturating_add(self.plan.whole.time));
        }
        Some(())
    }

    /// Position of the first event that counts: what lies before the first step, and earlier than it, never does.
    fn start(&mut self, journey: &Journey<'_>) -> Option<usize> {
        let times = journey.times();
        let position = self.plan.steps.find_first(journey, &mut self.room)?;
        let time = times.get(position)?;
        let equal = times.get(..position)?.iter().rev().take_while(|&other| other == time).count();
        Some(position - equal)
    }

    /// Whether an event can be left out: it is no step, and other events may lie in between.
    fn passes(&self, code: u32) -> bool {
        self.plan.mode != FunnelMode::StrictOrder && self.plan.steps.is_nothing(code)
    }

    fn finished(&self) -> bool {
        self.longest.len() == self.chains.len()
    }

    fn chain(&self, position: usize) -> Option<Chain> {
        self.chains.get(position).copied().flatten()
    }

    /// Takes the events of one time.
    fn step(&mut self, journey: &Journey<'_>, events: Range<usize>, time: i64) -> Flow {
        let codes = journey.touchpoints().get(events.clone()).unwrap_or_default();
        if let &[code] = codes {
            return self.take(journey, (events.start, code), time);
        }
        if self.plan.mode == FunnelMode::Default {
            self.take_together(codes, time);
            return Flow::On;
        }
        let (mut group, mut room) = (std::mem::take(&mut self.group), std::mem::take(&mut self.room));
        group.clear();
        group.extend(events.zip(codes).map(|(event, &code)| {
            let positions = self.plan.steps.passed(journey, event, code, &mut room);
            (positions.last().map_or(0, |position| position + 1), code, event)
        }));
        self.room = room;
        group.sort_unstable();
        let stopped =
            group.iter().any(|&(_, code, event)| self.take(journey, (event, code), time) == Flow::Stopped);
        self.group = group;
        if stopped { Flow::Stopped } else { Flow::On }
    }

    /// Takes one event. It may carry on several chains, but each by one step only: the highest first.
    fn take(&mut self, journey: &Journey<'_>, (event, code): (usize, u32), time: i64) -> Flow {
        let started = self.chain(0).is_some();
        let (mut fits, mut repeated) = (false, false);
        let mut room = std::mem::take(&mut self.room);
        for &position in self.plan.steps.passed(journey, event, code, &mut room) {
            let position = usize::from(position);
            let again = position > 0 && self.chain(position).is_some();
            if again && self.plan.mode == FunnelMode::StrictDeduplication {
                repeated = true;
                continue;
            }
            fits |= position == 0 || self.chain(position - 1).is_some();
            self.extend(position, position, time);
        }
        self.room = room;
        let stopped = match self.plan.mode {
            FunnelMode::StrictDeduplication => repeated && !fits,
            FunnelMode::StrictOrder => started && !fits,
            FunnelMode::Default | FunnelMode::StrictIncrease => false,
        };
        if stopped { Flow::Stopped } else { Flow::On }
    }

    /// Takes a group of events with equal times: they match in any order, each of them once.
    ///
    /// A chain enters the group at the step after its last one. Later entries go first: they read only what
    /// earlier ones have not changed yet.
    fn take_together(&mut self, codes: &[u32], time: i64) {
        for &code in codes {
            let first = self.plan.steps.first_of(code);
            if let Some(free) = first.and_then(|first| self.free.get_mut(usize::from(first))) {
                *free += 1;
            }
        }
        for entry in (0..self.chains.len()).rev() {
            let mut position = entry;
            while self.use_event(position) && self.extend(entry, position, time) {
                position += 1;
            }
            for position in std::mem::take(&mut self.taken) {
                if let Some(free) = self.free.get_mut(usize::from(position)) {
                    *free += 1;
                }
            }
        }
        self.free.fill(0);
    }

    /// Uses up one event of the group for this step; `false` if none is left.
    fn use_event(&mut self, position: usize) -> bool {
        let first = self.firsts.get(position).copied().flatten();
        match first.and_then(|first| Some((first, self.free.get_mut(usize::from(first))?))) {
            Some((first, free)) if *free > 0 => {
                *free -= 1;
                self.taken.push(first);
                true
            }
            _ => false,
        }
    }

    /// Carries the chain before `entry` on to `position`, all steps from `entry` on at this time. `false` if
    /// there is no such chain, or if time does not allow it.
    fn extend(&mut self, entry: usize, position: usize, time: i64) -> bool {
        let start = match entry.checked_sub(1) {
            None => time,
            Some(before) => match self.chain(before) {
                Some(chain) if self.may_follow(&chain, time) => chain.start,
                _ => return false,
            },
        };
        if self.chain(position).is_none_or(|old| start > old.start) {
            self.write_times(entry, position, time);
        }
        if let Some(slot) = self.chains.get_mut(position)
            && slot.is_none_or(|old| start >= old.start)
        {
            *slot = Some(Chain { start, last: time });
        }
        true
    }

    fn may_follow(&self, chain: &Chain, time: i64) -> bool {
        let in_time = time.saturating_sub(chain.start) <= self.plan.whole.time;
        in_time && (self.plan.mode != FunnelMode::StrictIncrease || chain.last < time)
    }

    /// Writes the times of a newer chain at `position`.
    fn write_times(&mut self, entry: usize, position: usize, time: i64) {
        let steps = self.chains.len();
        let row = position * steps;
        if let Some(before) = entry.checked_sub(1) {
            self.times.copy_within(before * steps..before * steps + entry, row);
        }
        if let Some(slots) = self.times.get_mut(row + entry..=row + position) {
            slots.fill(time);
        }
        if position >= self.longest.len() {
            self.longest.clear();
            self.longest.extend_from_slice(self.times.get(row..=row + position).unwrap_or_default());
        }
    }
}
