//! Journeys with limits: gaps, spans and values.

use std::collections::VecDeque;

use super::plan::Limits;
use super::project::{Items, Project, RARE, Support};
use super::sequences::FrequentSummary;

/// Journeys with limits.
#[derive(Debug)]
pub(super) struct Windows<'a> {
    summary: &'a FrequentSummary,
    limits: &'a Limits,
    /// Number of the touchpoint of each event.
    items: Vec<u32>,
    /// No event costs less than nothing, so that a sum over its limit stays over it.
    growing: bool,
}

/// The end of the best occurrence that ends there: without values the one that began last, else the cheapest.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    journey: u32,
    /// Position of the event within all events; `None` for the empty pattern.
    event: Option<usize>,
    /// Position of the first event.
    first: usize,
    cost: f64,
}

impl<'a> Windows<'a> {
    pub fn new(summary: &'a FrequentSummary, limits: &'a Limits, items: &Items) -> Self {
        let growing = summary.costs.iter().all(|cost| cost.0.is_none_or(|cost| cost >= 0.0));
        let items = summary.codes.iter().map(|&code| items.number(code)).collect();
        Self { summary, limits, items, growing }
    }

    fn time(&self, event: usize) -> i64 {
        self.summary.times.get(event).copied().unwrap_or_default()
    }

    /// What an event costs; `None` if it cannot be part.
    fn cost(&self, event: usize) -> Option<f64> {
        self.summary.costs.get(event).map_or(Some(0.0), |cost| cost.0)
    }

    /// Whether an event is far enough from the end of an occurrence.
    fn far(&self, end: &End, event: usize) -> bool {
        let Some(before) = end.event.filter(|before| *before < event) else { return false };
        let apart = self.time(event).saturating_sub(self.time(before));
        event - before > self.limits.gap.0 && apart >= self.limits.time.0
    }

    /// Whether an event is near enough to the end of an occurrence, which lies before it.
    fn near(&self, end: &End, event: usize) -> bool {
        let before = end.event.unwrap_or(event);
        let apart = self.time(event).saturating_sub(self.time(before));
        event - before - 1 <= self.limits.gap.1 && apart <= self.limits.time.1
    }

    /// An occurrence that goes on with an event.
    fn go_on(&self, end: &End, event: usize) -> Option<(u32, End)> {
        let item = self.items.get(event).copied().filter(|item| *item != RARE)?;
        let first = end.event.map_or(event, |_| end.first);
        let cost = end.cost + self.cost(event)?;
        let lasts = self.time(event).saturating_sub(self.time(first));
        let fits = lasts <= self.limits.span && (!self.growing || self.affordable(cost));
        fits.then_some((item, End { journey: end.journey, event: Some(event), first, cost }))
    }

    fn affordable(&self, cost: f64) -> bool {
        self.limits.value.is_none_or(|value| cost <= value.most)
    }

    fn events(&self, journey: u32) -> std::ops::Range<usize> {
        let journey = journey as usize;
        let start = journey.checked_sub(1).and_then(|before| self.summary.ends.get(before));
        let end = self.summary.ends.get(journey);
        start.copied().unwrap_or_default()..end.copied().unwrap_or_default()
    }
}

impl Project for Windows<'_> {
    type Entry = End;
    const EARLIEST: bool = false;

    fn journeys(&self) -> usize {
        self.summary.ends.len()
    }

    fn weight(&self, journey: u32) -> Support {
        match self.summary.groups.get(journey as usize) {
            Some(1) => [0, 1],
            _ => [1, 0],
        }
    }

    fn root(&self, journey: u32) -> End {
        End { journey, event: None, first: 0, cost: 0.0 }
    }

    fn journey(entry: &End) -> u32 {
        entry.journey
    }

    /// Both ends of the window of occurrences that an event may go on only move forwards.
    fn each(&self, ends: &[End], mut visit: impl FnMut(u32, End) -> bool) {
        let Some(head) = ends.first() else { return };
        let events = self.events(head.journey);
        let Some(before) = head.event else {
            for (item, end) in events.filter_map(|event| self.go_on(head, event)) {
                visit(item, end);
            }
            return;
        };
        let (mut low, mut high) = (0, 0);
        let mut cheapest: VecDeque<usize> = VecDeque::new();
        for event in before + 1..events.end {
            while let Some(end) = ends.get(high).filter(|end| self.far(end, event)) {
                let dearer = |place: &usize| ends.get(*place).is_none_or(|other| other.cost >= end.cost);
                while cheapest.back().is_some_and(dearer) {
                    cheapest.pop_back();
                }
                cheapest.push_back(high);
                high += 1;
            }
            while low < high && !ends.get(low).is_some_and(|end| self.near(end, event)) {
                low += 1;
            }
            if low == ends.len() {
                return;
            }
            while cheapest.front().is_some_and(|place| *place < low) {
                cheapest.pop_front();
            }
            // Without values all cost the same, and the cheapest is the last one.
            let best = cheapest.front().and_then(|place| ends.get(*place));
            if let Some((item, end)) = best.and_then(|end| self.go_on(end, event)) {
                visit(item, end);
            }
        }
    }

    fn holds(&self, entry: &End) -> bool {
        self.affordable(entry.cost)
    }
}
