//! From a pattern to an automaton over the touchpoints and columns of a log.
//!
//! The automaton has one position for each single event of the pattern (Glushkov's construction: no steps without an
//! event). Gaps lie on the ways between positions.

use jiff::tz::TimeZone;

use super::gap::Limits;
use crate::error::{Error, Place, Result};
use crate::log::rule::{Columns, Rule, Test};
use crate::log::{EventLog, Journey};
use crate::model::Pattern;
use crate::model::pattern::{Class, Gap, Link, Node, Passes};

/// Positions of an automaton.
const MOST_POSITIONS: usize = 1024;
/// Different tests of events.
const MOST_TESTS: usize = 64;

/// A pattern that knows the log.
#[derive(Debug)]
pub(crate) struct Automaton {
    pub(super) positions: Vec<Position>,
    pub(super) gaps: Vec<CompiledGap>,
    /// By the code of a touchpoint.
    places: Vec<Touchpoint>,
    /// What the start and the end of a journey move.
    pub(super) start: Moves,
    pub(super) finish: Moves,
    /// Tests that look at columns; `None` for those that the touchpoint decides.
    rules: Vec<Option<Rule>>,
    /// Longest time from the first event to the last one, in microseconds.
    pub(super) within: i64,
    /// Time of the end of the data.
    pub(super) end: i64,
    /// Whether a match can go on with the event directly after its end.
    pub(super) extends: bool,
}

/// What events of a touchpoint do.
#[derive(Debug, Default)]
struct Touchpoint {
    /// Tests that they pass.
    sure: u64,
    /// Tests that need a look at their columns.
    open: u64,
    /// What they move if nothing is open.
    moves: Moves,
}

/// What an event moves.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Moves {
    /// Positions that it may reach.
    pub positions: Vec<u32>,
    /// Gaps that it ends.
    pub ended: Vec<u32>,
}

impl Moves {
    /// Whether nothing changes but what waits for the very next event.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.positions.is_empty() && self.ended.is_empty()
    }
}

/// A single event of the pattern.
#[derive(Debug, Default)]
pub(super) struct Position {
    pub kind: PositionKind,
    /// Whether the pattern may begin here.
    pub initial: bool,
    /// Whether the pattern may end here.
    pub last: bool,
    /// Positions this one may directly follow.
    pub after: Vec<u32>,
    /// Gaps this one may follow.
    pub gaps: Vec<u32>,
    /// Whether a position may directly follow this one.
    pub goes_on: bool,
    /// Gaps that may follow this one.
    pub leads: Vec<u32>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) enum PositionKind {
    #[default]
    Start,
    End,
    /// An event that passes a test.
    Event(u32),
}

/// A gap between positions.
#[derive(Debug)]
pub(super) struct CompiledGap {
    /// Tests that end it if an event passes one, and tests that end it if an event does not pass them.
    ended_by: u64,
    needs: u64,
    pub limits: Limits,
}

impl CompiledGap {
    fn passes(&self, signature: u64) -> bool {
        signature & self.ended_by == 0 && signature & self.needs == self.needs
    }
}

/// First and last positions of a part.
#[derive(Debug, Default)]
struct Part {
    /// Whether it may be left out.
    empty: bool,
    first: Vec<u32>,
    last: Vec<u32>,
}

/// What a pattern of a single event asks of it.
///
/// # Errors
/// For patterns of more than one event, and those of [`EventLog::matching`].
pub(crate) fn single(pattern: &Pattern, log: &EventLog) -> Result<Rule> {
    let mut classes = Vec::new();
    if pattern.within.is_some() || !alternatives(&pattern.path.0, &mut classes) || classes.is_empty() {
        let expected = "a single event, such as `cart`, `cart | basket` or `cart(price > 10)`";
        return Err(Error::option("pattern", format!("`{pattern}`"), expected));
    }
    let builder =
        Builder { log, positions: Vec::new(), gaps: Vec::new(), tests: Vec::new(), rules: Vec::new() };
    builder.any_of(&classes)
}

/// Collects the ways to match a single event; `false` if there is more to it.
fn alternatives(node: &Node, classes: &mut Vec<Class>) -> bool {
    match node {
        Node::Event(class) => {
            classes.push(class.clone());
            true
        }
        Node::Either(ways) => ways.iter().all(|way| alternatives(way, classes)),
        Node::Sequence(first, rest) => rest.is_empty() && alternatives(first, classes),
        Node::Start | Node::End | Node::Repeat { .. } => false,
    }
}

struct Builder<'a> {
    log: &'a EventLog,
    positions: Vec<Position>,
    gaps: Vec<CompiledGap>,
    /// Events that any of these classes describes.
    tests: Vec<&'a [Class]>,
    rules: Vec<Rule>,
}

impl Automaton {
    /// Resolves a pattern against a log.
    ///
    /// # Errors
    /// See [`EventLog::matching`].
    pub(crate) fn new(pattern: &Pattern, log: &EventLog) -> Result<Self> {
        let refuse = |expected: &str| Error::option("pattern", format!("`{pattern}`"), expected);
        let mut builder =
            Builder { log, positions: Vec::new(), gaps: Vec::new(), tests: Vec::new(), rules: Vec::new() };
        let whole = builder.part(&pattern.path.0)?;
        if whole.empty {
            return Err(refuse("at least one event that may not be left out"));
        }
        let Builder { mut positions, gaps, rules, .. } = builder;
        for &first in &whole.first {
            set(&mut positions, first, |position| position.initial = true);
        }
        for &last in &whole.last {
            set(&mut positions, last, |position| position.last = true);
        }
        check_ends(&positions).map_err(refuse)?;
        let direct: Vec<u32> = positions.iter().flat_map(|position| position.after.iter().copied()).collect();
        for before in direct {
            set(&mut positions, before, |position| position.goes_on = true);
        }
        let mut automaton = Self {
            extends: positions.iter().any(|position| position.last && position.goes_on),
            within: pattern.within.map_or(i64::MAX, |span| span.as_micros()),
            end: log.schema.period.map_or(0, |(_, last)| last),
            places: Vec::new(),
            start: Moves { positions: of_kind(&positions, PositionKind::Start), ended: Vec::new() },
            finish: Moves { positions: of_kind(&positions, PositionKind::End), ended: Vec::new() },
            rules: Vec::new(),
            positions,
            gaps,
        };
        let codes = 0..log.touchpoints().len();
        automaton.places = codes.map(|code| automaton.touchpoint(&rules, code)).collect();
        let open = automaton.places.iter().fold(0, |open, place| open | place.open);
        let rules = rules.into_iter().enumerate();
        automaton.rules = rules.map(|(test, rule)| (open >> test & 1 == 1).then_some(rule)).collect();
        Ok(automaton)
    }

    fn touchpoint(&self, rules: &[Rule], code: usize) -> Touchpoint {
        let mut place = Touchpoint::default();
        for (test, rule) in rules.iter().enumerate() {
            match rule.for_name(code) {
                Some(true) => place.sure |= 1 << test,
                Some(false) => {}
                None => place.open |= 1 << test,
            }
        }
        self.moves(place.sure, &mut place.moves);
        place
    }

    /// What an event moves that passes these tests.
    pub(super) fn moves(&self, passed: u64, moves: &mut Moves) {
        let Moves { positions, ended } = moves;
        positions.clear();
        ended.clear();
        let reached = |position: &Position| match position.kind {
            PositionKind::Event(test) => passed >> test & 1 == 1,
            _ => false,
        };
        positions
            .extend((0..).zip(&self.positions).filter(|(_, position)| reached(position)).map(|(at, _)| at));
        ended.extend((0..).zip(&self.gaps).filter(|(_, gap)| !gap.passes(passed)).map(|(at, _)| at));
    }

    /// What an event moves; `scratch` is used where that depends on its columns.
    #[inline]
    pub(super) fn event<'m>(
        &'m self,
        journey: &Journey<'_>,
        event: usize,
        touchpoint: u32,
        scratch: &'m mut Moves,
    ) -> &'m Moves {
        match self.places.get(touchpoint as usize) {
            Some(place) if place.open == 0 => &place.moves,
            Some(place) => {
                self.moves(self.look(place, journey, event), scratch);
                scratch
            }
            None => scratch,
        }
    }

    /// Touchpoints of the log.
    pub(super) fn touchpoints(&self) -> u32 {
        self.places.len() as u32
    }

    /// What every event of a touchpoint moves; `None` if its columns decide.
    pub(super) fn always(&self, touchpoint: u32) -> Option<&Moves> {
        let place = self.places.get(touchpoint as usize).filter(|place| place.open == 0);
        place.map(|place| &place.moves)
    }

    /// Tests that an event passes.
    pub(super) fn tests(&self, journey: &Journey<'_>, event: usize, touchpoint: u32) -> u64 {
        self.places.get(touchpoint as usize).map_or(0, |place| self.look(place, journey, event))
    }

    /// Tests that an event passes, by its touchpoint and columns.
    fn look(&self, place: &Touchpoint, journey: &Journey<'_>, event: usize) -> u64 {
        let mut all = place.sure;
        for (test, rule) in self.rules.iter().enumerate() {
            let holds = |rule: &Rule| rule.holds(journey, event);
            if place.open >> test & 1 == 1 && rule.as_ref().is_some_and(holds) {
                all |= 1 << test;
            }
        }
        all
    }
}

fn of_kind(positions: &[Position], kind: PositionKind) -> Vec<u32> {
    (0..).zip(positions).filter(|(_, position)| position.kind == kind).map(|(at, _)| at).collect()
}

/// Whether start and end stand where they can; what is expected if not.
fn check_ends(positions: &[Position]) -> Result<(), &'static str> {
    let kind = |at: &u32| positions.get(*at as usize).map(|position| position.kind);
    for position in positions {
        let alone = match position.kind {
            PositionKind::Start => position.last,
            PositionKind::End => position.initial,
            PositionKind::Event(_) => false,
        };
        if alone {
            return Err("an event beside `start` or `end`");
        }
        if position.kind == PositionKind::Start && !(position.after.is_empty() && position.gaps.is_empty()) {
            return Err("`start` where nothing comes before it");
        }
        let ended = position.after.iter().any(|before| kind(before) == Some(PositionKind::End));
        if ended || position.kind == PositionKind::End && !position.leads.is_empty() {
            return Err("`end` where nothing comes after it");
        }
    }
    Ok(())
}

fn set(positions: &mut [Position], at: u32, change: impl FnOnce(&mut Position)) {
    if let Some(position) = positions.get_mut(at as usize) {
        change(position);
    }
}

fn limit(what: &str, limit: usize) -> Error {
    Error::Limit { place: Place::field("pattern"), what: what.into(), limit: limit as u64 }
}

impl<'a> Builder<'a> {
    fn part(&mut self, node: &'a Node) -> Result<Part> {
        match node {
            Node::Start => self.position(PositionKind::Start),
            Node::End => self.position(PositionKind::End),
            Node::Event(class) => self.event(std::slice::from_ref(class)),
            Node::Sequence(first, rest) => {
                let mut whole = self.part(first)?;
                for (link, next) in rest {
                    let next = self.part(next)?;
                    whole = self.join(whole, link, next)?;
                }
                Ok(whole)
            }
            Node::Either(ways) => {
                let mut whole = Part::default();
                for way in ways {
                    let way = self.part(way)?;
                    whole.empty |= way.empty;
                    whole.first.extend(way.first);
                    whole.last.extend(way.last);
                }
                if whole.first.is_empty() {
                    return Err(Error::option("pattern", "a choice between nothing", "at least one way"));
                }
                Ok(whole)
            }
            Node::Repeat { node, link, least, most } => self.repeat(node, link, *least, *most),
        }
    }

    /// Copies are made from the last one to the first: what may be left out hangs on the copy before it.
    fn repeat(&mut self, node: &'a Node, link: &'a Link, least: u32, most: Option<u32>) -> Result<Part> {
        let copies = most.unwrap_or(least.max(1));
        if copies == 0 || copies < least {
            return Err(Error::option("pattern", format!("{least} to {copies} times"), "at least once"));
        }
        let mut whole: Option<Part> = None;
        for copy in (0..copies).rev() {
            let mut part = self.part(node)?;
            part = match whole {
                None => {
                    if most.is_none() {
                        self.link(&part.last, link, &part.first)?;
                    }
                    part
                }
                Some(rest) => self.join(part, link, rest)?,
            };
            part.empty |= copy >= least;
            whole = Some(part);
        }
        Ok(whole.unwrap_or_default())
    }

    /// One part after another. What may be left out takes its link with it.
    fn join(&mut self, before: Part, link: &'a Link, next: Part) -> Result<Part> {
        self.link(&before.last, link, &next.first)?;
        let mut whole = Part { empty: before.empty && next.empty, first: before.first, last: next.last };
        if before.empty {
            whole.first.extend(next.first);
        }
        if next.empty {
            whole.last.extend(before.last);
        }
        Ok(whole)
    }

    fn link(&mut self, before: &[u32], link: &'a Link, next: &[u32]) -> Result<()> {
        match link {
            Link::Next => {
                for &at in next {
                    set(&mut self.positions, at, |position| position.after.extend(before));
                }
            }
            Link::Later(gap) => {
                let number = self.gaps.len() as u32;
                let gap = self.gap(gap)?;
                self.gaps.push(gap);
                for &at in before {
                    set(&mut self.positions, at, |position| position.leads.push(number));
                }
                for &at in next {
                    set(&mut self.positions, at, |position| position.gaps.push(number));
                }
            }
        }
        Ok(())
    }

    fn gap(&mut self, gap: &'a Gap) -> Result<CompiledGap> {
        let (ended_by, needs) = match &gap.passes {
            Passes::Anything => (0, 0),
            Passes::Without(classes) => (1 << self.test(classes)?, 0),
            Passes::Only(classes) => (0, 1 << self.test(classes)?),
        };
        let limits = Limits {
            events: (i64::from(gap.events.0), gap.events.1.map_or(i64::MAX, i64::from)),
            time: (
                gap.time.0.map_or(0, |bound| bound.first()),
                gap.time.1.map_or(i64::MAX, |bound| bound.last()),
            ),
        };
        Ok(CompiledGap { ended_by, needs, limits })
    }

    fn event(&mut self, classes: &'a [Class]) -> Result<Part> {
        let test = self.test(classes)?;
        self.position(PositionKind::Event(test))
    }

    fn position(&mut self, kind: PositionKind) -> Result<Part> {
        if self.positions.len() == MOST_POSITIONS {
            return Err(limit("the number of events, repetitions written out,", MOST_POSITIONS));
        }
        let at = self.positions.len() as u32;
        self.positions.push(Position { kind, ..Position::default() });
        Ok(Part { empty: false, first: vec![at], last: vec![at] })
    }

    /// Number of the test whether any of these classes describes an event.
    fn test(&mut self, classes: &'a [Class]) -> Result<u32> {
        if let Some(known) = self.tests.iter().position(|known| *known == classes) {
            return Ok(known as u32);
        }
        if self.tests.len() == MOST_TESTS {
            return Err(limit("the number of different events", MOST_TESTS));
        }
        let rule = self.any_of(classes)?;
        self.tests.push(classes);
        self.rules.push(rule);
        Ok(self.tests.len() as u32 - 1)
    }

    fn any_of(&self, classes: &[Class]) -> Result<Rule> {
        Ok(Rule::Any(classes.iter().map(|class| self.rule(class)).collect::<Result<_>>()?))
    }

    fn rule(&self, class: &Class) -> Result<Rule> {
        let names = self.log.touchpoints();
        Ok(match class {
            Class::Any => Rule::All(Vec::new()),
            Class::Touchpoint(name) => {
                let wanted = self.log.touchpoint_code(name)? as usize;
                Rule::Is(Test::Touchpoint((0..names.len()).map(|code| code == wanted).collect()))
            }
            Class::Glob(glob) => {
                let holds = names.iter().map(|name| crate::glob::glob(glob, name));
                Rule::Is(Test::Touchpoint(holds.collect()))
            }
            Class::Not(classes) => Rule::Not(Box::new(self.any_of(classes)?)),
            Class::Where(class, rule) => {
                let columns = Columns::new(self.log, TimeZone::UTC);
                Rule::All(vec![self.rule(class)?, Rule::of(rule, &columns, "pattern")?])
            }
        })
    }
}
