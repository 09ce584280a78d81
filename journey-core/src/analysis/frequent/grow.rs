//! Patterns grow by one touchpoint after the other: PrefixSpan.

use super::PatternSet;
use super::closed::Closer;
use super::project::{Items, Least, Plain, Project, Support, add};
use crate::error::{Error, Place, Result};
use crate::work::Work;

/// Patterns that are looked at, at most.
const MOST: usize = 1_000_000;
/// Events that are looked at, at most, each time that a pattern is looked for one that goes on.
const MOST_EVENTS: u64 = 20_000_000_000;

/// Which patterns are wanted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub least: Least,
    pub lengths: (usize, usize),
    pub keep: PatternSet,
    /// Items that must be part of a pattern.
    pub contains: &'a [u32],
}

/// A pattern of items, and how many journeys have it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub items: Vec<u32>,
    pub support: Support,
}

/// All patterns that were found, in no order.
#[derive(Debug, Default)]
pub(super) struct Harvest {
    pub found: Vec<Found>,
    /// Whether there are longer ones.
    pub longer: bool,
}

/// Finds all wanted patterns. Without limits, `plain` holds the journeys, too, and what is not closed is told at once.
pub(super) fn harvest<P: Project>(
    project: &P,
    plain: Option<&Plain>,
    items: &Items,
    wanted: Wanted<'_>,
) -> Result<Harvest> {
    let work = Work::current();
    let start = || Miner::new(project, plain, items.codes.len(), wanted, work.silent());
    let mut root = start();
    let entries: Vec<P::Entry> =
        (0..project.journeys() as u32).map(|journey| project.root(journey)).collect();
    let children = root.extensions(&entries);
    let parts = root.split(&entries, &children);
    drop(entries);
    let each = |miner: &mut Miner<'_, P>, child: usize| {
        let (Some((item, _)), Some(entries)) = (children.get(child), parts.get(child)) else { return Ok(()) };
        miner.path.push(*item);
        miner.grow(entries)?;
        miner.path.pop();
        Ok(())
    };
    let miners = work.silent().fold("analysing", children.len(), start, each)?;
    let mut all = Harvest::default();
    let (mut looked, mut visited) = (0, 0);
    for miner in miners {
        looked += miner.looked;
        visited += miner.visited;
        all.longer |= miner.longer;
        all.found.extend(miner.found);
    }
    check(looked, visited)?;
    Ok(all)
}

fn check(looked: usize, visited: u64) -> Result<()> {
    const ADVICE: &str = "(raise the minimum support, or lower the maximum length)";
    let refuse = |what: &str, limit: u64| {
        Err(Error::Limit { place: Place::default(), what: format!("{what} {ADVICE}"), limit })
    };
    match (looked > MOST, visited > MOST_EVENTS) {
        (true, _) => refuse("the number of frequent patterns", MOST as u64),
        (_, true) => refuse("the number of events to be looked at for patterns", MOST_EVENTS),
        _ => Ok(()),
    }
}

struct Miner<'a, P: Project> {
    project: &'a P,
    wanted: Wanted<'a>,
    closer: Option<Closer<'a>>,
    work: Work,
    /// By item: which journey was counted last, and how many were.
    latest: Vec<u64>,
    counts: Vec<Support>,
    /// Number of the journey that is counted, over all looks.
    journey: u64,
    /// By item: which part of a split it gets.
    slots: Vec<u32>,
    path: Vec<u32>,
    looked: usize,
    /// Events that were looked at.
    visited: u64,
    found: Vec<Found>,
    longer: bool,
}

impl<'a, P: Project> Miner<'a, P> {
    fn new(project: &'a P, plain: Option<&'a Plain>, items: usize, wanted: Wanted<'a>, work: Work) -> Self {
        let closer = plain.filter(|_| wanted.keep != PatternSet::All).map(|plain| Closer::new(plain, items));
        Self {
            project,
            wanted,
            closer,
            work,
            latest: vec![0; items],
            counts: vec![[0, 0]; items],
            journey: 0,
            slots: vec![0; items],
            path: Vec::new(),
            looked: 0,
            visited: 0,
            found: Vec::new(),
            longer: false,
        }
    }

    /// The longest patterns to look at: where others tell which ones are closed, one more touchpoint.
    fn deepest(&self) -> usize {
        let by_others = self.wanted.keep != PatternSet::All && self.closer.is_none();
        self.wanted.lengths.1 + usize::from(by_others)
    }

    /// Looks at the pattern of the path and at all that begin with it.
    fn grow(&mut self, entries: &[P::Entry]) -> Result<()> {
        self.looked += 1;
        check(self.looked, self.visited)?;
        self.work.check()?;
        let support = self.support(entries);
        if let Some(closer) = &mut self.closer
            && closer.hopeless(&self.path, entries.iter().map(P::journey), support)
        {
            return Ok(());
        }
        let deep = self.path.len() >= self.deepest();
        let children = match deep && self.longer && self.closer.is_none() {
            true => Vec::new(),
            false => self.extensions(entries),
        };
        self.longer |= !children.is_empty() && self.path.len() >= self.wanted.lengths.1;
        self.record(entries, support, &children);
        if deep || children.is_empty() {
            return Ok(());
        }
        let parts = self.split(entries, &children);
        for ((item, _), part) in children.iter().zip(&parts) {
            self.path.push(*item);
            self.grow(part)?;
            self.path.pop();
        }
        Ok(())
    }

    /// Journeys in which an occurrence counts.
    fn support(&self, entries: &[P::Entry]) -> Support {
        let mut support = [0, 0];
        for entries in entries.chunk_by(|a, b| P::journey(a) == P::journey(b)) {
            if let Some(entry) = entries.iter().find(|entry| self.project.holds(entry)) {
                let weight = self.project.weight(P::journey(entry));
                (0..).zip(weight).for_each(|(group, journeys)| add(&mut support, group, journeys));
            }
        }
        support
    }

    fn record(&mut self, entries: &[P::Entry], support: Support, children: &[(u32, Support)]) {
        let wanted = &self.wanted;
        let complete = wanted.contains.iter().all(|item| self.path.contains(item));
        if !complete || self.path.len() < wanted.lengths.0 || !wanted.least.reached(support) {
            return;
        }
        if let Some(closer) = &mut self.closer {
            let least = wanted.least;
            let whole: u64 = support.iter().sum();
            let all = wanted.keep == PatternSet::Closed;
            let more =
                |other: Support| if all { other.iter().sum::<u64>() == whole } else { least.reached(other) };
            let journeys = entries.iter().map(P::journey);
            if children.iter().any(|(_, other)| more(*other))
                || closer.inserts(&self.path, journeys, all, more)
            {
                return;
            }
        }
        self.found.push(Found { items: self.path.clone(), support });
    }

    /// Frequent items after the pattern, in their order, and in how many journeys they are there.
    fn extensions(&mut self, entries: &[P::Entry]) -> Vec<(u32, Support)> {
        let mut seen = Vec::new();
        for entries in entries.chunk_by(|a, b| P::journey(a) == P::journey(b)) {
            let Some(entry) = entries.first() else { continue };
            let weight = self.project.weight(P::journey(entry));
            self.journey += 1;
            let journey = self.journey;
            let (latest, counts) = (&mut self.latest, &mut self.counts);
            let mut visited = 0;
            self.project.each(entries, |item, _| {
                visited += 1;
                let place = item as usize;
                let (Some(latest), Some(count)) = (latest.get_mut(place), counts.get_mut(place)) else {
                    return false;
                };
                if std::mem::replace(latest, journey) == journey {
                    return false;
                }
                if *count == [0, 0] {
                    seen.push(item);
                }
                *count = [count[0] + weight[0], count[1] + weight[1]];
                true
            });
            self.visited += visited;
        }
        seen.sort_unstable();
        let mut frequent = Vec::new();
        for item in seen {
            let count = self.counts.get_mut(item as usize).map(std::mem::take).unwrap_or_default();
            if self.wanted.least.reached(count) {
                frequent.push((item, count));
            }
        }
        frequent
    }

    /// Where each of these longer patterns ends.
    fn split(&mut self, entries: &[P::Entry], children: &[(u32, Support)]) -> Vec<Vec<P::Entry>> {
        let mut parts: Vec<Vec<P::Entry>> = children.iter().map(|_| Vec::new()).collect();
        for (slot, (item, _)) in (1..).zip(children) {
            self.slots.get_mut(*item as usize).into_iter().for_each(|place| *place = slot);
        }
        for entries in entries.chunk_by(|a, b| P::journey(a) == P::journey(b)) {
            self.journey += 1;
            let journey = self.journey;
            let (latest, slots) = (&mut self.latest, &self.slots);
            self.project.each(entries, |item, entry| {
                let Some(latest) = latest.get_mut(item as usize) else { return false };
                let new = std::mem::replace(latest, journey) != journey;
                let slot = slots.get(item as usize).copied().unwrap_or_default() as usize;
                if let Some(part) = slot.checked_sub(1).and_then(|slot| parts.get_mut(slot))
                    && (new || !P::EARLIEST)
                {
                    part.push(entry);
                }
                new
            });
        }
        for (item, _) in children {
            self.slots.get_mut(*item as usize).into_iter().for_each(|place| *place = 0);
        }
        parts
    }
}
