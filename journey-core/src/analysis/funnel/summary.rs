//! What a funnel's summary holds: nothing of it depends on the end of the data.

use serde::{Deserialize, Serialize};

use super::matcher::Outcome;
use crate::numeric::Durations;

/// What a part of the log tells about a funnel.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FunnelSummary {
    /// Customers, also those who passed no step.
    pub(super) customers: u64,
    /// By step.
    pub(super) steps: Vec<Step>,
}

/// Customers who passed a step.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Step {
    /// Customers who passed it.
    pub customers: u64,
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

    pub(super) fn see(&mut self, outcome: &Outcome<'_>) {
        let first = outcome.times.first().copied().unwrap_or_default();
        let mut before = None;
        let mut last = None;
        for (step, &time) in self.steps.iter_mut().zip(outcome.times) {
            step.customers += 1;
            if let Some(before) = before {
                step.gaps.add(time.saturating_sub(before));
                step.from_first.add(time.saturating_sub(first));
            }
            before = Some(time);
            last = Some(step);
        }
        if let Some((step, deadline)) = last.zip(outcome.deadline) {
            step.deadlines.add(deadline);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.fit(other.steps.len());
        self.customers += other.customers;
        for (step, more) in self.steps.iter_mut().zip(other.steps) {
            step.customers += more.customers;
            step.deadlines.merge(more.deadlines);
            step.open += more.open;
            step.gaps.merge(more.gaps);
            step.from_first.merge(more.from_first);
        }
    }

    pub(super) fn retract(&mut self, part: &Self) {
        self.customers = self.customers.saturating_sub(part.customers);
        for (step, less) in self.steps.iter_mut().zip(&part.steps) {
            step.customers = step.customers.saturating_sub(less.customers);
            step.deadlines.retract(&less.deadlines);
            // Nothing else brings these in order.
            step.deadlines.settle();
            step.gaps.retract(&less.gaps);
            step.from_first.retract(&less.from_first);
        }
    }

    /// Counts who is open if the data end then.
    pub(super) fn close(&mut self, end: i64) {
        self.steps
            .iter_mut()
            .for_each(|step| step.open += std::mem::take(&mut step.deadlines).count_above(end));
    }

    pub(super) fn lists_mut(&mut self) -> impl Iterator<Item = &mut Durations> {
        self.steps.iter_mut().flat_map(|step| [&mut step.deadlines, &mut step.gaps, &mut step.from_first])
    }
}
