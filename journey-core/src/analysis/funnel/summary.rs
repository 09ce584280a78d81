//! What a funnel's summary holds: nothing of it depends on the end of the data.

use serde::{Deserialize, Serialize};

use super::extras::{Extras, Unfinished};
use super::outcome::{Passage, SKIPPED_TIME};
use crate::numeric::Durations;

/// What a part of the log tells about a funnel.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FunnelSummary {
    /// Customers, also those who passed no step.
    pub(super) customers: u64,
    /// By step.
    pub(super) steps: Vec<Step>,
    /// All customers of an open funnel who did not pass the last step.
    pub(super) unfinished: Unfinished,
    /// What else somebody asked.
    pub(super) extras: Option<Box<Extras>>,
}

/// Customers who passed a step.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Step {
    /// Customers who passed it.
    pub customers: u64,
    /// Customers who passed no later one; those who did not come to the next one from here, in an open funnel.
    pub last: u64,
    /// Customers who came from the step before, in an open funnel.
    pub came: u64,
    /// Customers with any step; only at the first one.
    pub all: u64,
    /// When the windows of those end who passed no later one but still could: they are open if the data end before.
    pub deadlines: Durations,
    /// Customers who are open here, whenever that was.
    pub open: u64,
    /// Times from the step before.
    pub gaps: Durations,
    /// Times from the first step.
    pub from_first: Durations,
}

impl FunnelSummary {
    /// Makes room for so many steps.
    pub(super) fn fit(&mut self, steps: usize) {
        if self.steps.len() < steps {
            self.steps.resize_with(steps, Step::default);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.fit(other.steps.len());
        self.customers += other.customers;
        self.unfinished.merge(other.unfinished);
        self.steps.iter_mut().zip(other.steps).for_each(|(step, more)| step.merge(more));
        if let Some(extras) = other.extras {
            self.extras.get_or_insert_default().merge(*extras);
        }
    }

    pub(super) fn retract(&mut self, part: &Self) {
        self.customers = self.customers.saturating_sub(part.customers);
        for (step, less) in self.steps.iter_mut().zip(&part.steps) {
            step.customers = step.customers.saturating_sub(less.customers);
            step.last = step.last.saturating_sub(less.last);
            step.came = step.came.saturating_sub(less.came);
            step.all = step.all.saturating_sub(less.all);
            step.deadlines.retract(&less.deadlines);
            // Nothing else brings these in order.
            step.deadlines.settle();
            step.gaps.retract(&less.gaps);
            step.from_first.retract(&less.from_first);
        }
    }

    /// Counts who is open if the data end then.
    pub(super) fn close(&mut self, end: i64) {
        self.steps.iter_mut().for_each(|step| step.close(end));
        self.unfinished.close(end);
        self.extras.iter_mut().for_each(|extras| extras.close(end));
    }

    pub(super) fn lists_mut(&mut self) -> impl Iterator<Item = &mut Durations> {
        let extras = self.extras.iter_mut().flat_map(|extras| extras.lists_mut());
        self.steps.iter_mut().flat_map(Step::lists_mut).chain(extras)
    }
}

impl Step {
    pub fn merge(&mut self, more: Self) {
        self.customers += more.customers;
        self.last += more.last;
        self.came += more.came;
        self.all += more.all;
        self.deadlines.merge(more.deadlines);
        self.open += more.open;
        self.gaps.merge(more.gaps);
        self.from_first.merge(more.from_first);
    }

    pub fn close(&mut self, end: i64) {
        self.open += std::mem::take(&mut self.deadlines).count_above(end);
    }

    pub fn lists_mut(&mut self) -> impl Iterator<Item = &mut Durations> {
        [&mut self.deadlines, &mut self.gaps, &mut self.from_first].into_iter()
    }
}

/// Adds how far a unit got.
pub(super) fn see_steps(steps: &mut [Step], passage: &Passage) {
    if let Some(first) = steps.first_mut() {
        first.all += 1;
    }
    if !passage.came.is_empty() {
        return see_entries(steps, passage);
    }
    let first = passage.times.first().copied().unwrap_or_default();
    let mut before = None;
    let mut last = None;
    for (step, &time) in steps.iter_mut().zip(&passage.times) {
        if time == SKIPPED_TIME {
            continue;
        }
        step.customers += 1;
        if let Some(before) = before {
            step.gaps.add(time.saturating_sub(before));
            step.from_first.add(time.saturating_sub(first));
        }
        before = Some(time);
        last = Some(step);
    }
    if let Some(step) = last {
        step.last += 1;
        step.deadlines.extend(passage.deadline);
    }
}

/// The same for an open funnel.
fn see_entries(steps: &mut [Step], passage: &Passage) {
    let ways = passage.came.iter().zip(&passage.ends);
    for (number, (step, (came, end))) in steps.iter_mut().zip(ways).enumerate() {
        if passage.has(number) {
            step.customers += 1;
        }
        if let Some(gap) = came {
            step.came += 1;
            step.gaps.add(*gap);
        }
        if passage.ends_at(number) {
            step.last += 1;
            step.deadlines.extend(*end);
        }
    }
}
