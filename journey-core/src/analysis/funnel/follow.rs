//! Follows the units of a shard, each in the way that its funnel needs.

use super::FunnelCount;
use super::chains::Chains;
use super::entries::Entries;
use super::hits::{Hits, Part};
use super::matcher::Matcher;
use super::outcome::{Passage, SKIPPED};
use super::plan::{Engine, FunnelPlan};
use super::sets::Sets;
use crate::log::Journey;

/// Follows one journey after the other.
pub(super) struct Follower<'p> {
    plan: &'p FunnelPlan,
    way: Way<'p>,
    hits: Hits,
    passage: Passage,
    other: Passage,
}

enum Way<'p> {
    Window(Matcher<'p>),
    Chains(Box<Chains<'p>>),
    Sets(Sets<'p>),
    Entries(Entries<'p>),
}

impl<'p> Follower<'p> {
    pub fn new(plan: &'p FunnelPlan) -> Self {
        let way = match plan.engine {
            Engine::Window => Way::Window(Matcher::new(plan)),
            Engine::Chains => Way::Chains(Box::new(Chains::new(plan))),
            Engine::Sets => Way::Sets(Sets::new(plan)),
            Engine::Entries => Way::Entries(Entries::new(plan)),
        };
        Self { plan, way, hits: Hits::default(), passage: Passage::default(), other: Passage::default() }
    }

    /// Tells how far each unit of a journey got that passed the first step. Returns the number of all units.
    pub fn follow(&mut self, journey: &Journey<'_>, mut tell: impl FnMut(&Passage)) -> u64 {
        if let Way::Window(matcher) = &mut self.way {
            if matcher.run(journey, &mut self.passage) {
                if self.plan.needs_events {
                    locate(self.plan, journey, &mut self.passage);
                }
                tell(&self.passage);
            }
            return 1;
        }
        let units = self.hits.look(self.plan, journey);
        let totals = self.plan.count == FunnelCount::Totals;
        let (mut open, mut session) = (false, 0);
        for part in self.hits.parts() {
            if totals {
                attempts(&mut self.way, part, &mut self.passage, &mut tell);
                continue;
            }
            // Parts of a session follow each other.
            let new = !open || self.plan.count == FunnelCount::Sessions && part.session != session;
            if new && open {
                tell_started(&self.passage, &mut tell);
            }
            (open, session) = (true, part.session);
            match new {
                true => drop(run(&mut self.way, part, 0, false, &mut self.passage)),
                false => {
                    run(&mut self.way, part, 0, false, &mut self.other);
                    self.passage.join(&mut self.other);
                }
            }
        }
        if open {
            tell_started(&self.passage, &mut tell);
        }
        units
    }
}

/// Finds the events of steps by their times: at each time the first one that fits and was not used.
fn locate(plan: &FunnelPlan, journey: &Journey<'_>, passage: &mut Passage) {
    let (times, codes) = (journey.times(), journey.touchpoints());
    let mut room = Vec::new();
    for (step, time) in passage.times.iter().enumerate() {
        let from = times.partition_point(|other| other < time);
        let equal =
            times.iter().zip(codes).enumerate().skip(from).take_while(|(_, (other, _))| *other == time);
        let mut fits = equal.filter_map(|(event, (_, &code))| {
            let passed = plan.steps.passed(journey, event, code, &mut room);
            (passed.contains(&(step as u16)) && !passage.events.contains(&(event as u32)))
                .then_some(event as u32)
        });
        let event = fits.next().unwrap_or(SKIPPED);
        passage.events.push(event);
    }
}

/// Tells of one attempt after the other.
fn attempts(way: &mut Way<'_>, part: Part<'_>, passage: &mut Passage, tell: &mut impl FnMut(&Passage)) {
    let mut from = 0;
    while from < part.hits.len() {
        from = run(way, part, from, true, passage);
        tell_started(passage, tell);
    }
}

fn tell_started(passage: &Passage, tell: &mut impl FnMut(&Passage)) {
    if !passage.times.is_empty() {
        tell(passage);
    }
}

fn run(way: &mut Way<'_>, part: Part<'_>, from: usize, again: bool, passage: &mut Passage) -> usize {
    match way {
        Way::Chains(chains) => chains.run(part, from, again, passage),
        Way::Sets(sets) => sets.run(part, from, again, passage),
        Way::Entries(entries) => {
            entries.run(part, passage);
            part.hits.len()
        }
        Way::Window(_) => part.hits.len(),
    }
}
