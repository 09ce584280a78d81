//! Steps in any order, some of them anchored.
//!
//! The steps are blocks: an anchored step alone, and the steps between two anchored ones, which may come in any order. Of
//! every step the latest event is kept, and the chain of the blocks before that it came after. As starts never fall, the
//! `n`-th latest of these in a block is the latest chain with `n` steps of it.

use super::hits::{Hit, Part};
use super::outcome::Passage;
use super::plan::FunnelPlan;

/// The latest event of a step.
#[derive(Debug, Clone)]
struct Seen {
    step: usize,
    hit: u32,
    /// First hit of the chain.
    start: u32,
    /// The steps of the blocks before, by the hits that passed them.
    before: std::rc::Rc<[u32]>,
}

/// Follows one part of a journey after the other.
pub(super) struct Sets<'p> {
    plan: &'p FunnelPlan,
    /// By block: steps seen, the latest first.
    seen: Vec<Vec<Seen>>,
    /// By block: the latest chain that has all its steps, as its start and the hits that passed it.
    full: Vec<Option<(u32, std::rc::Rc<[u32]>)>>,
    start: Option<u32>,
    /// Hits of the chain that was the first to have so many steps.
    best: Vec<u32>,
    order: Vec<(u16, u32)>,
}

impl<'p> Sets<'p> {
    pub fn new(plan: &'p FunnelPlan) -> Self {
        let blocks = plan.blocks.len();
        Self {
            plan,
            seen: vec![Vec::new(); blocks],
            full: vec![None; blocks],
            start: None,
            best: Vec::new(),
            order: Vec::new(),
        }
    }

    /// Follows the hits from a place on; where the next attempt begins if `again` and this one is over.
    pub fn run(&mut self, part: Part<'_>, from: usize, again: bool, passage: &mut Passage) -> usize {
        self.forget();
        self.start = None;
        self.best.clear();
        let mut here = from;
        while here < part.hits.len() {
            let over = self.start.is_some_and(|start| !part.near(start, here as u32, &self.plan.whole));
            if again && over && self.begins(part, here) {
                break;
            }
            let after = part.run(here);
            self.take_together(part, here, after);
            here = after;
            if self.best.len() == self.plan.steps.len() {
                break;
            }
        }
        self.tell(part, passage);
        here
    }

    fn forget(&mut self) {
        self.seen.iter_mut().for_each(Vec::clear);
        self.full.fill(None);
    }

    fn begins(&self, part: Part<'_>, hit: usize) -> bool {
        let first = self.plan.blocks.first().cloned().unwrap_or_default();
        part.hits
            .get(hit)
            .is_some_and(|hit| part.steps(hit).iter().any(|&step| first.contains(&usize::from(step))))
    }

    fn tell(&self, part: Part<'_>, passage: &mut Passage) {
        passage.clear(part.session);
        passage.fit(self.best.len());
        for (step, &hit) in self.best.iter().enumerate() {
            if let Some(hit) = part.hits.get(hit as usize) {
                passage.pass(step, hit);
            }
        }
        let latest = match self.plan.first_start {
            true => self.start,
            false => self.seen.first().and_then(|seen| seen.first()).map(|seen| seen.hit),
        };
        if self.best.len() < self.plan.steps.len() && self.seen.iter().any(|seen| !seen.is_empty()) {
            let end = latest.map(|latest| part.time(latest).saturating_add(self.plan.whole.time));
            passage.deadline = end.filter(|&end| end < i64::MAX);
        }
    }

    /// Takes hits of one time in the order of their steps.
    fn take_together(&mut self, part: Part<'_>, from: usize, to: usize) {
        let mut order = std::mem::take(&mut self.order);
        order.clear();
        order.extend((from..to).filter_map(|number| {
            let steps = part.steps(part.hits.get(number)?);
            Some((steps.last().copied().unwrap_or(u16::MAX), number as u32))
        }));
        order.sort_unstable();
        for &(_, number) in &order {
            if let Some(hit) = part.hits.get(number as usize) {
                self.take(part, number, hit);
                if !part.exclusions(hit).is_empty() && self.best.len() < self.plan.steps.len() {
                    self.forget();
                    self.take(part, number, hit);
                }
            }
        }
        self.order = order;
    }

    fn take(&mut self, part: Part<'_>, number: u32, hit: &Hit) {
        for block in (0..self.plan.blocks.len()).rev() {
            if let Some(step) = self.step_of(block, part.steps(hit)) {
                self.see(part, block, step, number);
            }
        }
    }

    /// The step of a block that a hit passes; of several, the one that was not seen for longest.
    fn step_of(&self, block: usize, steps: &[u16]) -> Option<usize> {
        let range = self.plan.blocks.get(block)?;
        let seen = self.seen.get(block)?;
        let place = |step: usize| seen.iter().position(|seen| seen.step == step).unwrap_or(usize::MAX);
        let steps = steps.iter().rev().map(|&step| usize::from(step)).filter(|step| range.contains(step));
        steps.min_by_key(|&step| std::cmp::Reverse(place(step)))
    }

    fn see(&mut self, part: Part<'_>, block: usize, step: usize, hit: u32) {
        let (start, before) = match block.checked_sub(1) {
            Some(before) => match self.full.get(before) {
                Some(Some(chain)) => chain.clone(),
                _ => return,
            },
            None if self.plan.first_start => (*self.start.get_or_insert(hit), [].into()),
            None => (hit, [].into()),
        };
        let Some(seen) = self.seen.get_mut(block) else { return };
        match seen.iter().position(|seen| seen.step == step) {
            Some(place) if seen.get(place).is_some_and(|seen| seen.start == start) => return,
            Some(place) => drop(seen.remove(place)),
            None => {}
        }
        seen.insert(0, Seen { step, hit, start, before });
        self.reach(part, block, hit);
    }

    /// Looks how many steps of a block the latest chains have.
    fn reach(&mut self, part: Part<'_>, block: usize, hit: u32) {
        let (Some(range), Some(seen)) = (self.plan.blocks.get(block), self.seen.get(block)) else { return };
        let near = seen.iter().take_while(|seen| part.near(seen.start, hit, &self.plan.whole)).count();
        let Some(oldest) = near.checked_sub(1).and_then(|place| seen.get(place)) else { return };
        let is_full = near == range.len();
        let longer = range.start + near > self.best.len();
        if !longer && !is_full {
            return;
        }
        let hits = oldest.before.iter().copied();
        let path: Vec<u32> = hits.chain(seen.iter().take(near).rev().map(|seen| seen.hit)).collect();
        let later = |full: &Option<(u32, _)>| full.as_ref().is_none_or(|(start, _)| oldest.start > *start);
        if is_full
            && let Some(full) = self.full.get_mut(block)
            && later(full)
        {
            *full = Some((oldest.start, path.as_slice().into()));
        }
        if longer {
            self.best = path;
        }
    }
}
