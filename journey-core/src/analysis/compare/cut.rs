//! Dealing journeys anew to two groups of the same sizes.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::log::{EventLog, hash};

/// A deal: two groups of the sizes of the real ones.
pub(super) struct Cut {
    pub a: EventLog,
    pub b: EventLog,
}

/// All deals that are looked at.
pub(super) struct Cuts<'a> {
    both: &'a EventLog,
    /// Shard and position of every journey, in an order that does not depend on shards.
    places: Vec<(u32, u32)>,
    /// Journeys of the smaller group, and whether that is the first one.
    few: usize,
    first_is_few: bool,
    deals: u64,
    seed: u64,
    /// Whether these are all deals that there are.
    pub exact: bool,
}

impl<'a> Cuts<'a> {
    pub fn new(both: &'a EventLog, a: &EventLog, deals: u32, seed: u64) -> Self {
        let mut found: Vec<(u64, String, u32, u32)> = Vec::new();
        if deals > 0 {
            for (shard, journeys) in both.journeys_by_shard().enumerate() {
                let place = |journey: crate::log::Journey<'_>| {
                    let customer = journey.customer();
                    (hash(customer), customer.to_string(), shard as u32, journey.position())
                };
                found.extend(journeys.map(place));
            }
            found.sort_unstable();
        }
        let (of_a, all) = (a.customers() as usize, both.customers() as usize);
        let few = of_a.min(all - of_a);
        let ways = choose(all as u64, few as u64, u64::from(deals));
        Self {
            both,
            places: found.into_iter().map(|(_, _, shard, position)| (shard, position)).collect(),
            few,
            first_is_few: of_a <= all - of_a,
            deals: ways.unwrap_or(u64::from(deals)),
            seed,
            exact: ways.is_some(),
        }
    }

    pub fn len(&self) -> u64 {
        self.deals
    }

    /// The groups if these journeys are the smaller one.
    fn cut(&self, few: &[bool]) -> Cut {
        let of = |wanted: bool| {
            let places = self.places.iter().zip(few).filter(|(_, few)| **few == wanted);
            self.both.at_places(places.map(|(place, _)| *place))
        };
        let (few, many) = (of(true), of(false));
        match self.first_is_few {
            true => Cut { a: few, b: many },
            false => Cut { a: many, b: few },
        }
    }
}

impl<'a> IntoIterator for &'a Cuts<'a> {
    type Item = Cut;
    type IntoIter = Deals<'a>;

    fn into_iter(self) -> Deals<'a> {
        let chosen = (0..self.few).collect();
        Deals { cuts: self, next: 0, chosen, random: ChaCha8Rng::seed_from_u64(self.seed) }
    }
}

/// Deal after deal.
pub(super) struct Deals<'a> {
    cuts: &'a Cuts<'a>,
    next: u64,
    /// Members of the smaller group of an exact deal, rising.
    chosen: Vec<usize>,
    random: ChaCha8Rng,
}

impl Iterator for Deals<'_> {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        if self.next == self.cuts.deals {
            return None;
        }
        self.next += 1;
        let mut few = vec![false; self.cuts.places.len()];
        match self.cuts.exact {
            true => {
                self.chosen.iter().for_each(|&at| few.get_mut(at).into_iter().for_each(|few| *few = true));
                self.advance();
            }
            false => self.draw(&mut few),
        }
        Some(self.cuts.cut(&few))
    }
}

impl Deals<'_> {
    /// The next choice of as many, in the order of their numbers.
    fn advance(&mut self) {
        let (all, few) = (self.cuts.places.len(), self.chosen.len());
        let room = |at: usize| all - few + at;
        let Some(at) = (0..few).rev().find(|&at| self.chosen.get(at).is_some_and(|&place| place < room(at)))
        else {
            return;
        };
        let from = self.chosen.get(at).map_or(0, |place| place + 1);
        self.chosen.iter_mut().skip(at).zip(from..).for_each(|(place, next)| *place = next);
    }

    /// So many drawn without returning them (Floyd's algorithm).
    fn draw(&mut self, few: &mut [bool]) {
        let all = few.len();
        for last in all - self.cuts.few..all {
            let drawn = self.below(last as u64 + 1) as usize;
            let taken = few.get(drawn).copied().unwrap_or_default();
            few.get_mut(if taken { last } else { drawn }).into_iter().for_each(|few| *few = true);
        }
    }

    /// Uniform among `0..n` (Lemire 2019).
    fn below(&mut self, n: u64) -> u64 {
        loop {
            let wide = u128::from(self.random.next_u64()) * u128::from(n);
            if (wide as u64) >= n.wrapping_neg() % n {
                return (wide >> 64) as u64;
            }
        }
    }
}

/// Ways to choose so many of all; `None` if there are more than `most`.
fn choose(all: u64, few: u64, most: u64) -> Option<u64> {
    let mut ways: u128 = 1;
    for step in 1..=few {
        ways = ways * u128::from(all - few + step) / u128::from(step);
        if ways > u128::from(most) {
            return None;
        }
    }
    u64::try_from(ways).ok().filter(|&ways| ways <= most)
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn few_ways_are_counted_and_many_are_not() {
        assert_eq!(choose(10, 4, 210), Some(210));
        assert_eq!(choose(10, 4, 209), None);
        assert_eq!((choose(5, 0, 1), choose(5, 1, 0)), (Some(1), None));
        assert_eq!(choose(1_000_000, 500_000, u64::from(u32::MAX)), None);
    }
}
