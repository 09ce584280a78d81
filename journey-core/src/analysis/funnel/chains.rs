//! Chains with limits between steps: gaps, optional steps, exclusions, windows of any kind.
//!
//! For every pair of steps that may follow each other, the candidates are the chains that passed the first one, ordered
//! by its event. Of these the one with the latest start is best as long as it is not too old for the next step, so that
//! only candidates with a later start than all younger ones are kept: a maximum over a sliding window.

use std::collections::VecDeque;

use super::hits::{Hit, Part};
use super::outcome::Passage;
use super::plan::{Edge, FunnelPlan};

/// A chain that passed a step. Hits by their number in the part.
#[derive(Debug, Clone, Copy)]
struct Chain {
    start: u32,
    last: u32,
    node: u32,
}

/// A step that was passed, and the one before.
#[derive(Debug, Clone, Copy)]
struct Node {
    hit: u32,
    before: u32,
    step: u16,
}

const NOTHING: u32 = u32::MAX;
/// So many nodes are swept.
const MANY_NODES: usize = 1 << 16;

#[derive(Debug, Default)]
struct Candidates {
    /// Chains for which the least time has passed, by their last event; starts fall.
    ready: VecDeque<Chain>,
    /// Chains for which it has not, by their last event.
    waiting: VecDeque<Chain>,
}

/// Follows one part of a journey after the other.
pub(super) struct Chains<'p> {
    plan: &'p FunnelPlan,
    candidates: Vec<Candidates>,
    /// Edges by the step that follows, and by the step before.
    into: Vec<std::ops::Range<usize>>,
    out: Vec<Vec<usize>>,
    nodes: Vec<Node>,
    /// So many nodes are too many.
    room: usize,
    /// Chains that the events of one time carried on: the step at which they came to these, the last step, the chain.
    added: Vec<(usize, usize, Chain)>,
    /// Furthest step, and the node of the chain that came there first.
    best: Option<(usize, u32)>,
    started: bool,
    /// Hits of one time, by the steps that they pass.
    buckets: Vec<Vec<u32>>,
    used: Vec<u32>,
}

impl<'p> Chains<'p> {
    pub fn new(plan: &'p FunnelPlan) -> Self {
        let steps = plan.steps.len();
        let mut into = vec![0..0; steps];
        let mut out = vec![Vec::new(); steps];
        for (number, edge) in plan.edges.iter().enumerate() {
            if let (Some(into), Some(out)) = (into.get_mut(edge.to), out.get_mut(edge.from)) {
                let first = if into.end == 0 { number } else { into.start };
                *into = first..number + 1;
                out.push(number);
            }
        }
        Self {
            plan,
            candidates: plan.edges.iter().map(|_| Candidates::default()).collect(),
            into,
            out,
            nodes: Vec::new(),
            room: MANY_NODES,
            added: Vec::new(),
            best: None,
            started: false,
            buckets: vec![Vec::new(); steps],
            used: Vec::new(),
        }
    }

    /// Follows the hits from a place on; where the next attempt begins if `again` and this one is over.
    pub fn run(&mut self, part: Part<'_>, from: usize, again: bool, passage: &mut Passage) -> usize {
        self.restart();
        let mut here = from;
        while let Some(hit) = part.hits.get(here) {
            let begins = part.steps(hit).last() == Some(&0);
            if again && begins && self.started && !self.is_alive(part, here as u32) {
                break;
            }
            let after = part.run(here);
            match after - here {
                1 => self.take(part, here as u32, hit),
                _ => self.take_together(part, here, after),
            }
            self.settle();
            here = after;
            if self.is_complete() {
                break;
            }
        }
        self.tell(part, passage);
        here
    }

    fn restart(&mut self) {
        for candidates in &mut self.candidates {
            candidates.ready.clear();
            candidates.waiting.clear();
        }
        self.nodes.clear();
        self.best = None;
        self.started = false;
        self.room = MANY_NODES;
    }

    fn is_complete(&self) -> bool {
        self.best.is_some_and(|(step, _)| step + 1 == self.plan.steps.len())
    }

    /// Writes down how far the best chain came, and until when any may go on.
    fn tell(&self, part: Part<'_>, passage: &mut Passage) {
        passage.clear(part.session);
        let Some((step, mut node)) = self.best else { return };
        passage.fit(step + 1);
        while let Some(&Node { hit, before, step }) = self.nodes.get(node as usize) {
            if let Some(hit) = part.hits.get(hit as usize) {
                passage.pass(usize::from(step), hit);
            }
            node = before;
        }
        if !self.is_complete() {
            passage.deadline = self.deadline(part);
        }
    }

    /// Until when any chain may go on; `None` if none may, or if there is no end.
    fn deadline(&self, part: Part<'_>) -> Option<i64> {
        let ends = self.plan.edges.iter().zip(&self.candidates).flat_map(|(edge, candidates)| {
            candidates.ready.iter().chain(&candidates.waiting).map(move |chain| {
                let whole = part.time(chain.start).saturating_add(self.plan.whole.time);
                whole.min(part.time(chain.last).saturating_add(edge.reach.time))
            })
        });
        ends.max().filter(|&end| end < i64::MAX)
    }

    /// Whether any chain may go on with a hit or a later one.
    fn is_alive(&self, part: Part<'_>, hit: u32) -> bool {
        self.plan.edges.iter().zip(&self.candidates).any(|(edge, candidates)| {
            candidates.ready.iter().chain(&candidates.waiting).any(|chain| {
                part.near(chain.start, hit, &self.plan.whole) && part.near(chain.last, hit, &edge.reach)
            })
        })
    }

    fn may_start(&self) -> bool {
        !(self.plan.first_start && self.started)
    }

    /// Takes one event. It may carry on several chains, but each by one step only: the highest first.
    fn take(&mut self, part: Part<'_>, number: u32, hit: &Hit) {
        for &step in part.steps(hit) {
            let step = usize::from(step);
            if let Some(chain) = self.enter(part, step, number) {
                self.added.push((step, step, chain));
                self.reach(step, chain.node);
            }
        }
        self.exclude(part, hit);
    }

    /// A chain that an event begins, or carries on to a step.
    fn enter(&mut self, part: Part<'_>, step: usize, number: u32) -> Option<Chain> {
        if step == 0 {
            if !self.may_start() {
                return None;
            }
            self.started = true;
            let node = self.node(number, NOTHING, 0);
            return Some(Chain { start: number, last: number, node });
        }
        let before = self.best_into(part, step, number)?;
        Some(self.carry(before, number, step))
    }

    fn carry(&mut self, before: Chain, number: u32, step: usize) -> Chain {
        let node = self.node(number, before.node, step);
        Chain { start: before.start, last: number, node }
    }

    fn node(&mut self, hit: u32, before: u32, step: usize) -> u32 {
        self.nodes.push(Node { hit, before, step: step as u16 });
        self.nodes.len() as u32 - 1
    }

    fn reach(&mut self, step: usize, node: u32) {
        if self.best.is_none_or(|(best, _)| step > best) {
            self.best = Some((step, node));
        }
    }

    /// The chain with the latest start that an event may carry on to a step; of equal ones that with more steps.
    fn best_into(&mut self, part: Part<'_>, step: usize, hit: u32) -> Option<Chain> {
        let range = self.into.get(step)?.clone();
        let mut best: Option<Chain> = None;
        let edges = self.plan.edges.get(range.clone())?.iter().zip(self.candidates.get_mut(range)?);
        for (edge, candidates) in edges {
            if let Some(chain) = candidates.best(part, edge, hit)
                && part.near(chain.start, hit, &self.plan.whole)
                && best.is_none_or(|best| chain.start > best.start)
            {
                best = Some(chain);
            }
        }
        best
    }

    /// Ends the chains that an excluded event lies in. Those that it carried to the end have passed.
    fn exclude(&mut self, part: Part<'_>, hit: &Hit) {
        for &exclusion in part.exclusions(hit) {
            let Some(between) = self.plan.excluded.get(usize::from(exclusion)) else { continue };
            for (edge, candidates) in self.plan.edges.iter().zip(&mut self.candidates) {
                if edge.from < between.end && edge.to > between.start {
                    candidates.ready.clear();
                    candidates.waiting.clear();
                }
            }
            self.added.retain(|(entry, step, _)| !(between.start < *entry && *step < between.end));
        }
    }

    /// Makes candidates of the chains that were carried on.
    fn settle(&mut self) {
        for (_, step, chain) in self.added.drain(..) {
            for &edge in self.out.get(step).map_or(&[][..], Vec::as_slice) {
                if let (Some(candidates), Some(edge)) =
                    (self.candidates.get_mut(edge), self.plan.edges.get(edge))
                {
                    candidates.add(edge, chain);
                }
            }
        }
        if self.nodes.len() > self.room {
            self.sweep();
        }
    }

    /// Forgets nodes that no chain has any more.
    fn sweep(&mut self) {
        let mut places = vec![NOTHING; self.nodes.len()];
        let chains = self.candidates.iter().flat_map(|both| both.ready.iter().chain(&both.waiting));
        let kept = chains.map(|chain| chain.node).chain(self.best.map(|(_, node)| node));
        kept.for_each(|node| places.get_mut(node as usize).into_iter().for_each(|place| *place = 0));
        // A node comes after the one before it.
        for (at, node) in self.nodes.iter().enumerate().rev() {
            if places.get(at) == Some(&0) {
                places.get_mut(node.before as usize).into_iter().for_each(|place| *place = 0);
            }
        }
        let mut nodes = Vec::new();
        for (place, node) in places.iter_mut().zip(&self.nodes).map(|(place, node)| (place, *node)) {
            if *place == 0 {
                *place = nodes.len() as u32;
                nodes.push(node);
            }
        }
        let place = |node: u32| places.get(node as usize).copied().unwrap_or(NOTHING);
        nodes.iter_mut().for_each(|node| node.before = place(node.before));
        for both in &mut self.candidates {
            both.ready.iter_mut().chain(&mut both.waiting).for_each(|chain| chain.node = place(chain.node));
        }
        if let Some((_, node)) = &mut self.best {
            *node = place(*node);
        }
        self.room = MANY_NODES.max(2 * nodes.len());
        self.nodes = nodes;
    }

    /// Takes hits of one time: they match in any order, each of them once. Chains that come to them at a later step
    /// read only what those that come at an earlier one have not changed yet.
    fn take_together(&mut self, part: Part<'_>, from: usize, to: usize) {
        let most = self.buckets.len() + 1;
        self.buckets.iter_mut().for_each(Vec::clear);
        for number in from..to {
            let steps = part.hits.get(number).map_or(&[][..], |hit| part.steps(hit));
            for &step in steps {
                let bucket = self.buckets.get_mut(usize::from(step));
                bucket
                    .into_iter()
                    .filter(|bucket| bucket.len() < most)
                    .for_each(|bucket| bucket.push(number as u32));
            }
        }
        for entry in (0..self.buckets.len()).rev() {
            self.walk(part, entry, false);
            if self.plan.optional.contains(&true) {
                self.walk(part, entry, true);
            }
        }
        for number in from..to {
            if let Some(hit) = part.hits.get(number) {
                self.exclude(part, hit);
            }
        }
    }

    /// Carries the best chain that comes to hits of one time at a step as far as they allow; past all steps that may be
    /// left out if `required`.
    fn walk(&mut self, part: Part<'_>, entry: usize, required: bool) {
        self.used.clear();
        let mut chain: Option<Chain> = None;
        for step in entry..self.buckets.len() {
            let optional = chain.is_some() && self.plan.optional.get(step) == Some(&true);
            if optional && required {
                continue;
            }
            let used = &self.used;
            let free =
                self.buckets.get(step).and_then(|bucket| bucket.iter().find(|hit| !used.contains(hit)));
            let Some(&hit) = free else {
                match optional {
                    true => continue,
                    false => return,
                }
            };
            let next = match chain {
                None => self.enter(part, step, hit),
                Some(before) => {
                    let edge =
                        self.into.get(step).and_then(|into| self.plan.edges.get(into.clone())?.first());
                    let fits =
                        edge.is_some_and(|edge| edge.least == 0 && part.near(before.last, hit, &edge.reach));
                    (fits && part.near(before.start, hit, &self.plan.whole))
                        .then(|| self.carry(before, hit, step))
                }
            };
            let Some(next) = next else {
                match optional {
                    true => continue,
                    false => return,
                }
            };
            self.used.push(hit);
            self.added.push((entry, step, next));
            self.reach(step, next.node);
            chain = Some(next);
        }
    }
}

impl Candidates {
    fn add(&mut self, edge: &Edge, chain: Chain) {
        match edge.least > 0 {
            true => self.waiting.push_back(chain),
            false => self.make_ready(edge, chain),
        }
    }

    fn make_ready(&mut self, edge: &Edge, chain: Chain) {
        while self.ready.back().is_some_and(|back| back.start < chain.start) {
            self.ready.pop_back();
        }
        // Without a limit to the step before, the older one is never too old.
        if self.ready.is_empty() || !edge.reach.is_any() {
            self.ready.push_back(chain);
        }
    }

    /// The chain with the latest start that is neither too young nor too old.
    fn best(&mut self, part: Part<'_>, edge: &Edge, hit: u32) -> Option<Chain> {
        let time = part.time(hit);
        while let Some(chain) = self.waiting.front().copied()
            && time.saturating_sub(part.time(chain.last)) >= edge.least
        {
            self.waiting.pop_front();
            self.make_ready(edge, chain);
        }
        while self.ready.front().is_some_and(|chain| !part.near(chain.last, hit, &edge.reach)) {
            self.ready.pop_front();
        }
        self.ready.front().copied()
    }
}
