//! What a part of a log tells about steps.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

/// A step, and the numbers of two places: those of touchpoints are their codes.
pub(super) type Move = (u32, u32, u32);

/// What a part of the log tells about steps around an anchor.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StepMatrixSummary {
    /// Number of touchpoints; the number after them is "ended", the next one "not started".
    pub(super) touchpoints: usize,
    /// Journeys by step and place, step by step.
    pub(super) cells: Vec<u64>,
    /// Journeys by move, of those that are not twice ended or not started.
    #[serde(with = "crate::analysis::pairs")]
    pub(super) links: HashMap<Move, u64>,
    pub(super) customers: u64,
    /// Journeys without the anchor.
    pub(super) left_out: u64,
}

impl StepMatrixSummary {
    /// Places of a step.
    pub(super) fn width(&self) -> usize {
        self.touchpoints + 2
    }

    pub(super) fn fit(&mut self, touchpoints: usize, steps: usize) {
        self.touchpoints = touchpoints;
        self.cells.resize(self.width() * steps, 0);
    }

    /// Adds a journey whose event `anchor` is at the step with this number, counted from 0.
    pub(super) fn see(&mut self, codes: &[u32], anchor: usize, step: usize) {
        self.customers += 1;
        let (width, ended) = (self.width(), self.touchpoints as u32);
        let not_started = ended + 1;
        let mut before = None;
        for (number, cells) in self.cells.chunks_exact_mut(width.max(1)).enumerate() {
            let place = match (anchor + number).checked_sub(step) {
                Some(event) => codes.get(event).copied().unwrap_or(ended),
                None => not_started,
            };
            cells.get_mut(place as usize).into_iter().for_each(|cell| *cell += 1);
            if let Some(before) = before
                && (before != place || place < ended)
            {
                *self.links.entry((number as u32 - 1, before, place)).or_default() += 1;
            }
            before = Some(place);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        if self.cells.len() < other.cells.len() {
            self.touchpoints = other.touchpoints;
            self.cells.resize(other.cells.len(), 0);
        }
        self.cells.iter_mut().zip(other.cells).for_each(|(cell, more)| *cell += more);
        for (link, more) in other.links {
            *self.links.entry(link).or_default() += more;
        }
        self.customers += other.customers;
        self.left_out += other.left_out;
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        size_of::<u64>() * self.cells.len() + 2 * size_of::<(Move, u64)>() * self.links.len()
    }
}
