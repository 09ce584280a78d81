//! Patterns in a journey: one pass over its events.

use std::ops::Range;

use super::compile::{Automaton, PositionKind};
use super::gap::{NONE, Waiting};
use crate::log::Journey;

/// Events that a match may go on with before it is completed once more.
const FARTHEST: usize = 64;

/// Finds a pattern in one journey after another; what it needs for that is kept.
///
/// For every position that the last event may have reached, and for every gap, only the latest event at which
/// such a match began is kept: a later beginning is never worse, for matches as short as possible are wanted,
/// and a limit of the whole time prefers it, too.
#[derive(Debug)]
pub(crate) struct Matcher<'a> {
    automaton: &'a Automaton,
    /// Where the match of each position began; [`NONE`] if the last event has not reached it.
    reached: Vec<i32>,
    /// The same for the event under way.
    next: Vec<i32>,
    gaps: Vec<Waiting>,
    /// Whether a position was reached that another one may directly follow.
    pressing: bool,
}

/// Where a pattern was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    /// Positions of its events in the journey.
    pub events: Range<usize>,
    /// Microseconds from its first event to its last one.
    pub time: i64,
}

/// What stands at a place of a journey.
#[derive(Clone, Copy)]
enum Here {
    Start,
    End,
    Event(u64),
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(automaton: &'a Automaton) -> Self {
        let none = vec![NONE; automaton.positions.len()];
        let gaps = automaton.gaps.iter().map(|_| Waiting::default()).collect();
        Self { automaton, reached: none.clone(), next: none, gaps, pressing: false }
    }

    /// Whether the pattern is found in a journey.
    pub(crate) fn is_in(&mut self, journey: &Journey<'_>) -> bool {
        self.reset();
        self.first(journey, -1).is_some()
    }

    /// Hands over every match in order; they do not overlap.
    pub(crate) fn each(&mut self, journey: &Journey<'_>, mut found: impl FnMut(Match)) {
        let times = journey.times();
        let mut from = -1;
        loop {
            self.reset();
            let Some((began, ended)) = self.first(journey, from) else { return };
            let ended = self.extend(journey, began, ended);
            let events = began.max(0) as usize..((ended + 1) as usize).min(times.len());
            let last = times.get(ended as usize).copied().unwrap_or(self.automaton.end);
            found(Match { events, time: last.saturating_sub(began_at(times, began)) });
            from = ended + 1;
        }
    }

    fn reset(&mut self) {
        self.reached.fill(NONE);
        self.gaps.iter_mut().for_each(Waiting::clear);
        self.pressing = false;
    }

    /// The first match from a place on: where it began, and where it ended. Places are those of events; -1 is the start
    /// of the journey, and its length is the end.
    fn first(&mut self, journey: &Journey<'_>, from: i32) -> Option<(i32, i32)> {
        let touchpoints = journey.touchpoints();
        let times = journey.times();
        let length = touchpoints.len() as i32;
        if from < 0 {
            let time = times.first().copied().unwrap_or_default();
            self.step(times, -1, time, Here::Start);
        }
        let begin = from.max(0) as usize;
        let events = touchpoints.iter().zip(times).enumerate().skip(begin);
        for (event, (&touchpoint, &time)) in events {
            match self.automaton.signature(journey, event, touchpoint) {
                Some(signature) => {
                    let began = self.step(times, event as i32, time, Here::Event(signature));
                    if began != NONE {
                        return Some((began, event as i32));
                    }
                }
                None if self.pressing => {
                    self.reached.fill(NONE);
                    self.pressing = false;
                }
                None => {}
            }
        }
        if from > length {
            return None;
        }
        let began = self.step(times, length, self.automaton.end, Here::End);
        (began != NONE).then_some((began, length))
    }

    /// Goes on with what stands at a place. Where the latest match that ends there began; [`NONE`] if none does.
    fn step(&mut self, times: &[i64], place: i32, time: i64, here: Here) -> i32 {
        let automaton = self.automaton;
        let mut complete = NONE;
        self.pressing = false;
        for (position, next) in automaton.positions.iter().zip(&mut self.next) {
            *next = NONE;
            if !matches(position.kind, here) {
                continue;
            }
            let mut best = NONE;
            if position.initial {
                best = place;
            } else {
                for &before in &position.after {
                    best = best.max(self.reached.get(before as usize).copied().unwrap_or(NONE));
                }
                for &gap in &position.gaps {
                    let waiting = self.gaps.get_mut(gap as usize).zip(automaton.gaps.get(gap as usize));
                    if let Some((waiting, gap)) = waiting {
                        best = best.max(waiting.best(&gap.limits, place, time));
                    }
                }
                if best != NONE && time.saturating_sub(began_at(times, best)) > automaton.within {
                    best = NONE;
                }
            }
            *next = best;
            if best != NONE {
                self.pressing |= position.goes_on;
                if position.last {
                    complete = complete.max(best);
                }
            }
        }
        for (gap, waiting) in automaton.gaps.iter().zip(&mut self.gaps) {
            if let Here::Event(signature) = here
                && !gap.passes(signature)
            {
                waiting.clear();
            }
            for &before in &gap.after {
                let began = self.next.get(before as usize).copied().unwrap_or(NONE);
                if began != NONE {
                    waiting.enter(&gap.limits, place, time, began);
                }
            }
        }
        std::mem::swap(&mut self.reached, &mut self.next);
        complete
    }

    /// Goes on with a match as long as the events directly after it complete it again; where it ends then.
    fn extend(&mut self, journey: &Journey<'_>, began: i32, ended: i32) -> i32 {
        let automaton = self.automaton;
        if !automaton.extends {
            return ended;
        }
        for (position, reached) in automaton.positions.iter().zip(&mut self.reached) {
            if !position.last || *reached != began {
                *reached = NONE;
            }
        }
        let (touchpoints, times) = (journey.touchpoints(), journey.times());
        let mut end = ended;
        let mut place = ended + 1;
        while place <= touchpoints.len() as i32
            && (place - end) as usize <= automaton.positions.len().max(FARTHEST)
        {
            let event = place as usize;
            let (here, time) = match touchpoints.get(event).zip(times.get(event)) {
                Some((&touchpoint, &time)) => {
                    let signature = automaton.signature(journey, event, touchpoint);
                    (Here::Event(signature.unwrap_or_default()), time)
                }
                None => (Here::End, automaton.end),
            };
            if time.saturating_sub(began_at(times, began)) > automaton.within {
                break;
            }
            let (mut alive, mut complete) = (false, false);
            for (position, next) in automaton.positions.iter().zip(&mut self.next) {
                let before =
                    |&before: &u32| self.reached.get(before as usize).is_some_and(|&began| began != NONE);
                let goes_on = matches(position.kind, here) && position.after.iter().any(before);
                *next = if goes_on { began } else { NONE };
                alive |= goes_on;
                complete |= goes_on && position.last;
            }
            std::mem::swap(&mut self.reached, &mut self.next);
            if complete {
                end = place;
            }
            if !alive {
                break;
            }
            place += 1;
        }
        end
    }
}

#[inline]
fn matches(kind: PositionKind, here: Here) -> bool {
    match (kind, here) {
        (PositionKind::Event(test), Here::Event(signature)) => signature >> test & 1 == 1,
        (PositionKind::Start, Here::Start) | (PositionKind::End, Here::End) => true,
        _ => false,
    }
}

/// Time at which a match began.
fn began_at(times: &[i64], began: i32) -> i64 {
    times.get(began.max(0) as usize).copied().unwrap_or_default()
}
