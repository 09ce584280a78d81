//! Whether a pattern can be in a journey at all, one look at a table an event.

use std::collections::HashMap;

use super::compile::{Automaton, Moves};
use super::gap::Limits;
use crate::log::Journey;

/// States kept at once; they are found anew if there are more.
const MOST_STATES: usize = 1024;

const UNKNOWN: u32 = u32::MAX;
const FOUND: u32 = u32::MAX - 1;
/// The columns of the event decide.
const OPEN: u32 = u32::MAX;

/// Goes through journeys with the automaton made deterministic (Rabin and Scott 1959), as far as they need it. Limits of gaps and of
/// the whole time are not looked at: a journey that does not pass has no match, one that passes may have one.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    automaton: &'a Automaton,
    /// Whether there are no limits, so that journeys that pass have a match.
    pub exact: bool,
    /// Kind of the events of a touchpoint: those of a kind do the same.
    kinds: Vec<u32>,
    /// What the events of a kind move.
    moves: Vec<Moves>,
    /// Kinds by the tests that their events pass, where columns decide.
    by_tests: HashMap<u64, u32>,
    states: Vec<State>,
    numbers: HashMap<State, u32>,
    /// The state after a state and a kind, [`UNKNOWN`] or [`FOUND`].
    table: Vec<u32>,
    /// Kinds that the table has room for.
    width: usize,
    /// Whether the end of the journey completes a match, by state.
    ends: Vec<Option<bool>>,
}

/// What is under way: positions that the last event reached and others may directly follow, and gaps in which something waits.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
struct State {
    reached: Vec<u32>,
    waiting: Vec<u32>,
}

impl<'a> Scan<'a> {
    pub fn new(automaton: &'a Automaton) -> Self {
        let no_limit = automaton.within == i64::MAX;
        let mut scan = Self {
            exact: no_limit && automaton.gaps.iter().all(|gap| gap.limits == Limits::NO),
            kinds: Vec::new(),
            moves: Vec::new(),
            by_tests: HashMap::new(),
            states: Vec::new(),
            numbers: HashMap::new(),
            table: Vec::new(),
            width: 0,
            ends: Vec::new(),
            automaton,
        };
        for touchpoint in 0..automaton.touchpoints() {
            let kind = match automaton.always(touchpoint) {
                Some(moves) => scan.kind(moves),
                None => OPEN,
            };
            scan.kinds.push(kind);
        }
        scan.forget();
        scan
    }

    /// Whether the pattern may be in a journey.
    pub fn passes(&mut self, journey: &Journey<'_>) -> bool {
        let mut state = 0;
        for (event, &touchpoint) in journey.touchpoints().iter().enumerate() {
            let kind = match self.kinds.get(touchpoint as usize) {
                Some(&OPEN) => self.open(journey, event, touchpoint),
                Some(&kind) => kind,
                None => continue,
            };
            let known = self.table.get(state as usize * self.width + kind as usize).copied();
            state = match known {
                Some(UNKNOWN) | None => self.go(state, kind),
                Some(next) => next,
            };
            if state == FOUND {
                return true;
            }
        }
        self.ends_well(state)
    }

    /// The kind of events with these moves.
    fn kind(&mut self, moves: &Moves) -> u32 {
        let known = self.moves.iter().position(|known| known == moves);
        known.unwrap_or_else(|| {
            self.moves.push(moves.clone());
            self.widen();
            self.moves.len() - 1
        }) as u32
    }

    /// The kind of an event whose columns decide.
    fn open(&mut self, journey: &Journey<'_>, event: usize, touchpoint: u32) -> u32 {
        let tests = self.automaton.tests(journey, event, touchpoint);
        if let Some(&kind) = self.by_tests.get(&tests) {
            return kind;
        }
        let mut moves = Moves::default();
        self.automaton.moves(tests, &mut moves);
        let kind = self.kind(&moves);
        self.by_tests.insert(tests, kind);
        kind
    }

    /// Forgets all states but that in which a journey begins, which is the first.
    fn forget(&mut self) {
        self.states.clear();
        self.numbers.clear();
        self.table.clear();
        self.ends.clear();
        let start = State::default();
        let (begun, _) = self.after(&start, &self.automaton.start);
        self.number(begun);
    }

    fn number(&mut self, state: State) -> u32 {
        if let Some(&known) = self.numbers.get(&state) {
            return known;
        }
        let number = self.states.len() as u32;
        self.numbers.insert(state.clone(), number);
        self.states.push(state);
        self.ends.push(None);
        self.table.resize(self.states.len() * self.width, UNKNOWN);
        number
    }

    /// The state after an event of a kind, which is noted.
    fn go(&mut self, state: u32, kind: u32) -> u32 {
        let Some((before, moves)) = self.states.get(state as usize).zip(self.moves.get(kind as usize)) else {
            return state;
        };
        let (next, found) = self.after(before, moves);
        if !found && self.states.len() >= MOST_STATES {
            self.forget();
            return self.number(next);
        }
        let next = if found { FOUND } else { self.number(next) };
        if let Some(place) = self.table.get_mut(state as usize * self.width + kind as usize) {
            *place = next;
        }
        next
    }

    /// Makes room for all kinds.
    fn widen(&mut self) {
        let width = self.moves.len().next_power_of_two();
        if width == self.width {
            return;
        }
        let mut table = vec![UNKNOWN; self.states.len() * width];
        for (new, old) in table.chunks_exact_mut(width).zip(self.table.chunks_exact(self.width.max(1))) {
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
        (self.table, self.width) = (table, width);
    }

    /// What is under way after these moves, and whether they complete a match.
    fn after(&self, state: &State, moves: &Moves) -> (State, bool) {
        let automaton = self.automaton;
        let mut next = State::default();
        let mut found = false;
        next.waiting.extend(state.waiting.iter().filter(|gap| !moves.ended.contains(gap)));
        for &at in &moves.positions {
            let Some(position) = automaton.positions.get(at as usize) else { continue };
            let follows = position.initial
                || position.after.iter().any(|before| state.reached.contains(before))
                || position.gaps.iter().any(|gap| state.waiting.contains(gap));
            if follows {
                found |= position.last;
                next.waiting.extend(&position.leads);
                next.reached.extend(position.goes_on.then_some(at));
            }
        }
        next.waiting.sort_unstable();
        next.waiting.dedup();
        (next, found)
    }

    fn ends_well(&mut self, state: u32) -> bool {
        let finish = &self.automaton.finish;
        if finish.is_empty() {
            return false;
        }
        if let Some(&Some(known)) = self.ends.get(state as usize) {
            return known;
        }
        let well = self.states.get(state as usize).is_some_and(|state| self.after(state, finish).1);
        if let Some(place) = self.ends.get_mut(state as usize) {
            *place = Some(well);
        }
        well
    }
}
