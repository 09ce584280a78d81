//! A few input rows of the events behind a number: the smallest, so that order cannot matter.

use serde::{Deserialize, Serialize};

/// Rows that are kept.
const KEPT: usize = 5;

/// The smallest numbers seen, ascending, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sample(pub Vec<u64>);

impl Sample {
    /// Whether a row, and every larger one, would not be kept.
    pub(crate) fn refuses(&self, row: u64) -> bool {
        self.0.len() == KEPT && self.0.last().is_some_and(|&last| row >= last)
    }

    pub(crate) fn add(&mut self, row: u64) {
        if self.refuses(row) {
            return;
        }
        if let Err(place) = self.0.binary_search(&row) {
            self.0.insert(place, row);
            self.0.truncate(KEPT);
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|&row| self.add(row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_smallest_are_kept_in_any_order() {
        let of = |rows: &[u64]| {
            let mut sample = Sample::default();
            rows.iter().for_each(|&row| sample.add(row));
            sample.0
        };
        assert_eq!(of(&[9, 3, 7, 1, 8, 2, 3]), [1, 2, 3, 7, 8]);
        assert_eq!(of(&[3, 2, 8, 1, 7, 3, 9]), [1, 2, 3, 7, 8]);
    }
}
