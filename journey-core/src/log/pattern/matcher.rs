//! Patterns in a journey: one pass over its events.

use std::ops::Range;

use super::compile::{Automaton, Moves};
use super::gap::{NONE, Waiting};
use super::scan::Scan;
use crate::log::Journey;

/// Events that a match may go on with before it is completed once more.
const FARTHEST: i32 = 64;

/// Finds a pattern in one journey after another; what it needs for that is kept.
///
/// For every position that the last event may have reached, and for every gap, only the latest event at which
/// such a match began is kept: a later beginning is never worse, for matches as short as possible are wanted,
/// and a limit of the whole time prefers it, too.
#[derive(Debug)]
pub(crate) struct Matcher<'a> {
    automaton: &'a Automaton,
    /// Sorts out journeys that cannot have a match; made when it is first asked.
    scan: Option<Scan<'a>>,
    /// Positions that the last event reached, if others may directly follow, and where their matches began.
    reached: Vec<(u32, i32)>,
    /// The same for the event under way, for all positions.
    next: Vec<(u32, i32)>,
    gaps: Vec<Waiting>,
    /// Whether anything may wait in a gap.
    waiting: bool,
    scratch: Moves,
}

/// Where a pattern was found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Match {
    /// Positions of its events in the journey.
    pub events: Range<usize>,
    /// Microseconds from its first event to its last one.
    pub time: i64,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(automaton: &'a Automaton) -> Self {
        Self {
            automaton,
            scan: None,
            reached: Vec::new(),
            next: Vec::new(),
            gaps: automaton.gaps.iter().map(|_| Waiting::default()).collect(),
            waiting: false,
            scratch: Moves::default(),
        }
    }

    /// Whether the pattern is found in a journey.
    pub(crate) fn is_in(&mut self, journey: &Journey<'_>) -> bool {
        let scan = self.scan.get_or_insert_with(|| Scan::new(self.automaton));
        scan.passes(journey) && (scan.exact || self.has_match(journey))
    }

    fn has_match(&mut self, journey: &Journey<'_>) -> bool {
        self.reset();
        self.first(journey, -1).is_some()
    }

    /// Position of the last event of the first match; a match up to the end of the journey ends with its last event.
    pub(crate) fn first_end(&mut self, journey: &Journey<'_>) -> Option<usize> {
        self.reset();
        let (_, ended) = self.first(journey, -1)?;
        usize::try_from(ended).ok().map(|ended| ended.min(journey.len().saturating_sub(1)))
    }

    /// Hands over every match in order; they do not overlap.
    pub(crate) fn each(&mut self, journey: &Journey<'_>, mut found: impl FnMut(Match)) {
        if !self.scan.get_or_insert_with(|| Scan::new(self.automaton)).passes(journey) {
            return;
        }
        let mut from = -1;
        while let Some(next) = self.whole(journey, from, &mut found) {
            from = next;
        }
    }

    /// Whether a journey has so many matches. Made for a single journey: it does not prepare for more.
    pub(crate) fn has(&mut self, journey: &Journey<'_>, at_least: u32) -> bool {
        let (mut from, mut count) = (-1, 0);
        while count < at_least {
            match self.whole(journey, from, |_| count += 1) {
                Some(next) => from = next,
                None => return false,
            }
        }
        true
    }

    /// Hands over the first match from a place on, with what follows at once; the place after it.
    fn whole(&mut self, journey: &Journey<'_>, from: i32, mut found: impl FnMut(Match)) -> Option<i32> {
        let times = journey.times();
        self.reset();
        let (began, ended) = self.first(journey, from)?;
        let ended = if self.automaton.extends { self.extend(journey, began, ended) } else { ended };
        let events = began.max(0) as usize..((ended + 1) as usize).min(times.len());
        let last = times.get(ended as usize).copied().unwrap_or(self.automaton.end);
        found(Match { events, time: last.saturating_sub(began_at(times, began)) });
        Some(ended + 1)
    }

    /// The first match among the events from a place on; from the start of the journey if that is `None`.
    pub(crate) fn next(&mut self, journey: &Journey<'_>, from: Option<usize>) -> Option<Match> {
        self.reset();
        let times = journey.times();
        let (began, ended) = self.first(journey, from.map_or(-1, |from| from.min(times.len()) as i32))?;
        let events = began.max(0) as usize..((ended + 1).max(0) as usize).min(times.len());
        let last = times.get(ended as usize).copied().unwrap_or(self.automaton.end);
        Some(Match { events, time: last.saturating_sub(began_at(times, began)) })
    }

    fn reset(&mut self) {
        self.reached.clear();
        if self.waiting {
            self.gaps.iter_mut().for_each(Waiting::clear);
            self.waiting = false;
        }
    }

    /// The first match from a place on: where it began, and where it ended. Places are those of events; -1 is the start
    /// of the journey, and its length is the end.
    fn first(&mut self, journey: &Journey<'_>, from: i32) -> Option<(i32, i32)> {
        let automaton = self.automaton;
        let (touchpoints, times) = (journey.touchpoints(), journey.times());
        if from < 0 && !automaton.start.is_empty() {
            let time = times.first().copied().unwrap_or_default();
            self.step(times, -1, time, &automaton.start);
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut found = None;
        let events = touchpoints.iter().zip(times).enumerate().skip(from.max(0) as usize);
        for (event, (&touchpoint, &time)) in events {
            let moves = automaton.event(journey, event, touchpoint, &mut scratch);
            if moves.is_empty() {
                self.reached.clear();
                continue;
            }
            let began = self.step(times, event as i32, time, moves);
            if began != NONE {
                found = Some((began, event as i32));
                break;
            }
        }
        self.scratch = scratch;
        let length = touchpoints.len() as i32;
        if found.is_some() || from > length || automaton.finish.is_empty() {
            return found;
        }
        let began = self.step(times, length, automaton.end, &automaton.finish);
        (began != NONE).then_some((began, length))
    }

    /// Goes on with what stands at a place. Where the latest match that ends there began; [`NONE`] if none does.
    #[inline]
    fn step(&mut self, times: &[i64], place: i32, time: i64, moves: &Moves) -> i32 {
        let automaton = self.automaton;
        let mut complete = NONE;
        self.next.clear();
        for &at in &moves.positions {
            let Some(position) = automaton.positions.get(at as usize) else { continue };
            let mut best = NONE;
            if position.initial {
                best = place;
            } else {
                if !position.after.is_empty() {
                    for &(before, began) in &self.reached {
                        if began > best && position.after.contains(&before) {
                            best = began;
                        }
                    }
                }
                for &gap in &position.gaps {
                    let waiting = self.gaps.get_mut(gap as usize).zip(automaton.gaps.get(gap as usize));
                    if let Some((waiting, gap)) = waiting {
                        best = best.max(waiting.best(&gap.limits, place, time));
                    }
                }
                if best != NONE
                    && automaton.within != i64::MAX
                    && time.saturating_sub(began_at(times, best)) > automaton.within
                {
                    best = NONE;
                }
            }
            if best != NONE {
                self.next.push((at, best));
                if position.last {
                    complete = complete.max(best);
                }
            }
        }
        for &gap in &moves.ended {
            if let Some(waiting) = self.gaps.get_mut(gap as usize) {
                waiting.clear();
            }
        }
        self.reached.clear();
        for &(at, began) in &self.next {
            let Some(position) = automaton.positions.get(at as usize) else { continue };
            if position.goes_on {
                self.reached.push((at, began));
            }
            for &gap in &position.leads {
                let waiting = self.gaps.get_mut(gap as usize).zip(automaton.gaps.get(gap as usize));
                if let Some((waiting, gap)) = waiting {
                    waiting.enter(&gap.limits, place, time, began);
                    self.waiting = true;
                }
            }
        }
        complete
    }

    /// Goes on with a match as long as the events directly after it complete it again; where it ends then.
    fn extend(&mut self, journey: &Journey<'_>, began: i32, ended: i32) -> i32 {
        let automaton = self.automaton;
        let position = |at: u32| automaton.positions.get(at as usize);
        self.reached
            .retain(|&(at, from)| from == began && position(at).is_some_and(|position| position.last));
        let (touchpoints, times) = (journey.touchpoints(), journey.times());
        let mut scratch = std::mem::take(&mut self.scratch);
        let farthest = FARTHEST.max(automaton.positions.len() as i32);
        let mut end = ended;
        let mut place = ended + 1;
        while place <= touchpoints.len() as i32 && place - end <= farthest && !self.reached.is_empty() {
            let event = place as usize;
            let (moves, time) = match touchpoints.get(event).zip(times.get(event)) {
                Some((&touchpoint, &time)) => {
                    (automaton.event(journey, event, touchpoint, &mut scratch), time)
                }
                None => (&automaton.finish, automaton.end),
            };
            if time.saturating_sub(began_at(times, began)) > automaton.within {
                break;
            }
            self.next.clear();
            for &at in &moves.positions {
                let follows = |&(before, _): &(u32, i32)| {
                    position(at).is_some_and(|position| position.after.contains(&before))
                };
                if self.reached.iter().any(follows) {
                    self.next.push((at, began));
                    if position(at).is_some_and(|position| position.last) {
                        end = place;
                    }
                }
            }
            std::mem::swap(&mut self.reached, &mut self.next);
            place += 1;
        }
        self.scratch = scratch;
        end
    }
}

/// Time at which a match began.
fn began_at(times: &[i64], began: i32) -> i64 {
    times.get(began.max(0) as usize).copied().unwrap_or_default()
}
