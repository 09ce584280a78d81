//! Which events are which steps.

use super::step::StepEvent;
use crate::error::Result;
use crate::log::rule::Rule;
use crate::log::{EventLog, Journey};

/// Which events pass which of several tests.
#[derive(Debug, Default)]
pub(super) struct Tests {
    /// By touchpoint: tests that its events pass whatever their columns, highest first.
    sure: Vec<Vec<u16>>,
    /// By touchpoint: tests that depend on columns; empty if there are none at all.
    open: Vec<Vec<u16>>,
    rules: Vec<Rule>,
    /// The only touchpoint of the first test, if it has but one, and without a condition.
    first: Option<u32>,
}

impl Tests {
    pub fn new<'a>(events: impl Iterator<Item = &'a StepEvent>, log: &EventLog) -> Result<Self> {
        let rules = events.map(|event| event.rule(log)).collect::<Result<Vec<_>>>()?;
        let touchpoints = log.touchpoints().len();
        let (mut sure, mut open) = (vec![Vec::new(); touchpoints], vec![Vec::new(); touchpoints]);
        for (number, rule) in rules.iter().enumerate().rev() {
            for (code, (sure, open)) in sure.iter_mut().zip(&mut open).enumerate() {
                match rule.for_name(code) {
                    Some(true) => sure.push(number as u16),
                    Some(false) => {}
                    None => open.push(number as u16),
                }
            }
        }
        if open.iter().all(Vec::is_empty) {
            open.clear();
        }
        let is_first = |tests: &[u16]| tests.last() == Some(&0);
        let mut firsts = sure.iter().enumerate().filter(|(_, tests)| is_first(tests));
        let first = match (firsts.next(), firsts.next()) {
            (Some((code, _)), None) if !open.iter().any(|tests| is_first(tests)) => Some(code as u32),
            _ => None,
        };
        Ok(Self { sure, open, rules, first })
    }

    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether the touchpoint of an event alone decides.
    pub fn is_plain(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether touchpoints pass either the same tests or none in common.
    pub fn is_disjoint(&self) -> bool {
        let mut owners: Vec<Option<&[u16]>> = vec![None; self.len()];
        self.is_plain()
            && self.sure.iter().all(|tests| {
                tests.iter().all(|&test| match owners.get_mut(usize::from(test)) {
                    Some(Some(owner)) => *owner == tests.as_slice(),
                    Some(owner) => {
                        *owner = Some(tests);
                        true
                    }
                    None => false,
                })
            })
    }

    /// Touchpoints of each test; `None` if columns decide.
    pub fn codes(&self) -> Option<Vec<Vec<u32>>> {
        let mut codes = vec![Vec::new(); self.len()];
        for (code, tests) in (0..).zip(&self.sure) {
            for &test in tests {
                codes.get_mut(usize::from(test))?.push(code);
            }
        }
        self.is_plain().then_some(codes)
    }

    /// First test that events of a touchpoint pass whatever their columns.
    pub fn first_of(&self, code: u32) -> Option<u16> {
        self.sure.get(code as usize)?.last().copied()
    }

    /// For each test, the first test that its touchpoints pass; the same for all of them where tests are disjoint.
    pub fn firsts(&self) -> Vec<Option<u16>> {
        let mut firsts = vec![None; self.len()];
        for tests in &self.sure {
            for &test in tests {
                firsts
                    .get_mut(usize::from(test))
                    .into_iter()
                    .for_each(|first| *first = tests.last().copied());
            }
        }
        firsts
    }

    /// Whether no event of a touchpoint passes any test.
    #[inline]
    pub fn is_nothing(&self, code: u32) -> bool {
        self.sure.get(code as usize).is_none_or(Vec::is_empty)
            && self.open.get(code as usize).is_none_or(Vec::is_empty)
    }

    /// Tests that an event passes, highest first.
    #[inline]
    pub fn passed<'t>(
        &'t self,
        journey: &Journey<'_>,
        event: usize,
        code: u32,
        room: &'t mut Vec<u16>,
    ) -> &'t [u16] {
        let sure = self.sure.get(code as usize).map_or(&[][..], Vec::as_slice);
        match self.open.get(code as usize) {
            Some(open) if !open.is_empty() => {
                let holds = |test: &&u16| {
                    self.rules.get(usize::from(**test)).is_some_and(|rule| rule.holds(journey, event))
                };
                room.clear();
                room.extend(open.iter().filter(holds));
                room.extend_from_slice(sure);
                room.sort_unstable_by(|a, b| b.cmp(a));
                room
            }
            _ => sure,
        }
    }

    /// Position of the first event of a journey that passes the first test.
    pub fn find_first(&self, journey: &Journey<'_>, room: &mut Vec<u16>) -> Option<usize> {
        let codes = journey.touchpoints();
        match self.first {
            Some(wanted) => codes.iter().position(|&code| code == wanted),
            None => (0..codes.len()).zip(codes).find_map(|(event, &code)| {
                let first =
                    !self.is_nothing(code) && self.passed(journey, event, code, room).last() == Some(&0);
                first.then_some(event)
            }),
        }
    }
}
