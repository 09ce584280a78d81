//! Open funnels: customers may enter at any step.
//!
//! Every step is passed by whoever has an event of it. Whether they came from the step before is found from the latest event
//! of that one that is neither too young nor excluded.

use std::collections::VecDeque;

use super::hits::{Hit, Part};
use super::outcome::{Passage, SKIPPED_TIME};
use super::plan::{Edge, FunnelPlan};

/// What is known of a step. Hits by their number in the part.
#[derive(Debug, Default)]
struct Entry {
    first: Option<u32>,
    /// The hit of the step before, and that of this one.
    came: Option<(u32, u32)>,
    /// Hits from which the next step is too near.
    waiting: VecDeque<u32>,
    /// The latest hit from which it is not.
    ready: Option<u32>,
}

/// Follows one part of a journey after the other.
pub(super) struct Entries<'p> {
    plan: &'p FunnelPlan,
    steps: Vec<Entry>,
    order: Vec<(u16, u32)>,
}

impl<'p> Entries<'p> {
    pub fn new(plan: &'p FunnelPlan) -> Self {
        let steps = plan.names.iter().map(|_| Entry::default()).collect();
        Self { plan, steps, order: Vec::new() }
    }

    /// Follows all hits.
    pub fn run(&mut self, part: Part<'_>, passage: &mut Passage) {
        self.steps.iter_mut().for_each(|step| *step = Entry::default());
        let mut here = 0;
        while here < part.hits.len() {
            let after = part.run(here);
            self.take_together(part, here, after);
            here = after;
        }
        self.tell(part, passage);
    }

    /// Takes hits of one time in the order of their steps; excluded ones do not lie before them.
    fn take_together(&mut self, part: Part<'_>, from: usize, to: usize) {
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        order.extend((from..to).filter_map(|number| {
            let steps = part.steps(part.hits.get(number)?);
            Some((steps.last().copied().unwrap_or(u16::MAX), number as u32))
        }));
        order.sort_unstable();
        for &(_, number) in &order {
            self.take(part, number);
        }
        for &(_, number) in &order {
            if let Some(hit) = part.hits.get(number as usize) {
                self.exclude(part, hit);
            }
        }
        self.order = order;
    }

    fn take(&mut self, part: Part<'_>, number: u32) {
        let steps = part.hits.get(number as usize).map_or(&[][..], |hit| part.steps(hit));
        for &step in steps {
            let step = usize::from(step);
            if let Some(before) = step.checked_sub(1)
                && let Some(from) = self.before(part, before, number)
                && let Some(entry) = self.steps.get_mut(step)
            {
                entry.came.get_or_insert((from, number));
            }
        }
        for &step in steps {
            let step = usize::from(step);
            let least = self.plan.edges.get(step).map_or(0, |edge| edge.least);
            let Some(entry) = self.steps.get_mut(step) else { continue };
            entry.first.get_or_insert(number);
            match least > 0 {
                true => entry.waiting.push_back(number),
                false => entry.ready = Some(number),
            }
        }
    }

    /// The hit of a step from which another one comes to the next step.
    fn before(&mut self, part: Part<'_>, step: usize, number: u32) -> Option<u32> {
        let edge = self.plan.edges.get(step)?;
        let entry = self.steps.get_mut(step)?;
        let time = part.time(number);
        while let Some(&hit) = entry.waiting.front()
            && time.saturating_sub(part.time(hit)) >= edge.least
        {
            entry.waiting.pop_front();
            entry.ready = Some(hit);
        }
        let near =
            |hit: &u32| part.near(*hit, number, &edge.reach) && part.near(*hit, number, &self.plan.whole);
        entry.ready.filter(near)
    }

    /// Forgets the hits before an excluded one that do not have its time.
    fn exclude(&mut self, part: Part<'_>, hit: &Hit) {
        for &exclusion in part.exclusions(hit) {
            let Some(between) = self.plan.excluded.get(usize::from(exclusion)) else { continue };
            for entry in self.steps.get_mut(between.clone()).unwrap_or_default() {
                let now = |number: &u32| part.time(*number) == hit.time;
                entry.waiting.retain(now);
                entry.ready = entry.ready.filter(now);
            }
        }
    }

    fn tell(&self, part: Part<'_>, passage: &mut Passage) {
        passage.clear(part.session);
        let furthest = self.steps.iter().rposition(|entry| entry.first.is_some());
        let Some(furthest) = furthest else { return };
        passage.fit(furthest + 1);
        passage.came.resize(furthest + 1, None);
        passage.ends.resize(furthest + 1, None);
        for (step, entry) in self.steps.iter().enumerate().take(furthest + 1) {
            let at = entry.came.map(|(_, at)| at).or(entry.first);
            if let Some(hit) = at.and_then(|at| part.hits.get(at as usize)) {
                passage.pass(step, hit);
            }
            if let (Some(slot), Some((from, at))) = (passage.came.get_mut(step), entry.came) {
                *slot = Some(part.time(at).saturating_sub(part.time(from)));
            }
            let goes_on = self.steps.get(step + 1).is_some_and(|next| next.came.is_none());
            if let (Some(slot), Some(edge), true) =
                (passage.ends.get_mut(step), self.plan.edges.get(step), goes_on)
            {
                *slot = entry.deadline(part, edge, self.plan.whole.time);
            }
        }
        if furthest + 1 < self.steps.len() {
            passage.deadline = passage.ends.iter().flatten().copied().max();
        }
    }
}

impl Entry {
    /// Until when the next step may still come.
    fn deadline(&self, part: Part<'_>, edge: &Edge, whole: i64) -> Option<i64> {
        let latest = self.waiting.back().copied().or(self.ready)?;
        let end = part.time(latest).saturating_add(whole.min(edge.reach.time));
        (end < i64::MAX).then_some(end)
    }
}

impl Passage {
    /// Whether a step was passed, and the next one was not reached from it.
    pub fn ends_at(&self, step: usize) -> bool {
        let passed = self.times.get(step).is_some_and(|&time| time != SKIPPED_TIME);
        passed && self.came.get(step + 1).copied().flatten().is_none()
    }
}
