//! Values and how often each was seen.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::analysis::pairs;

/// Whole numbers under this are counted in a list.
const DENSE: usize = 4096;

/// How often each number was seen. In no order: what is made of it must not depend on one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Tally {
    /// Counts of 0, 1, 2 and so on; as long as it must be.
    dense: Vec<u64>,
    /// Counts of other numbers, by their bits.
    #[serde(with = "pairs")]
    sparse: HashMap<u64, u64>,
}

impl Tally {
    /// Counts a code.
    pub(super) fn add_code(&mut self, code: u32) {
        match self.dense.get_mut(code as usize) {
            Some(count) => *count += 1,
            None => self.add_times(f64::from(code), 1),
        }
    }

    /// Counts a number, which must not be NaN; -0 is 0.
    pub(super) fn add(&mut self, number: f64) {
        // Casts of what is too large or negative saturate.
        let whole = number as u32;
        match self.dense.get_mut(whole as usize) {
            Some(count) if f64::from(whole) == number => *count += 1,
            _ => self.add_times(number, 1),
        }
    }

    fn add_times(&mut self, number: f64, times: u64) {
        let whole = number as usize;
        if whole < DENSE && whole as f64 == number {
            if self.dense.len() <= whole {
                self.dense.resize(whole + 1, 0);
            }
            if let Some(count) = self.dense.get_mut(whole) {
                *count += times;
            }
        } else {
            *self.sparse.entry(number.to_bits()).or_default() += times;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        other.numbers().for_each(|(number, times)| self.add_times(number, times));
    }

    /// The numbers that were seen, and how often.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (f64, u64)> {
        let dense = self.dense.iter().enumerate().filter(|(_, count)| **count > 0);
        let dense = dense.map(|(whole, &count)| (whole as f64, count));
        dense.chain(self.sparse.iter().map(|(&bits, &count)| (f64::from_bits(bits), count)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_and_others_are_counted_alike() {
        let numbers = [3.0, -0.0, 0.0, 4095.0, 4096.0, 1e300, -1.0, 0.5, 3.0, f64::INFINITY, 4_294_967_295.0];
        let mut tally = Tally::default();
        numbers.iter().for_each(|&number| tally.add(number));
        [3, 7, 5000, u32::MAX].into_iter().for_each(|code| tally.add_code(code));
        let mut twice = tally.clone();
        twice.merge(&tally);
        let sorted = |tally: &Tally| {
            let mut seen: Vec<(f64, u64)> = tally.numbers().collect();
            seen.sort_by(|a, b| a.0.total_cmp(&b.0));
            seen
        };
        let expected = [
            (-1.0, 1),
            (0.0, 2),
            (0.5, 1),
            (3.0, 3),
            (7.0, 1),
            (4095.0, 1),
            (4096.0, 1),
            (5000.0, 1),
            (4_294_967_295.0, 2),
            (1e300, 1),
            (f64::INFINITY, 1),
        ];
        assert_eq!(sorted(&tally), expected);
        assert_eq!(sorted(&twice), expected.map(|(number, count)| (number, 2 * count)));
    }
}
