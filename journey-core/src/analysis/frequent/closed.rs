//! Which patterns are closed or maximal: BIDE's look at what can be put before or between their touchpoints.

use hashbrown::HashMap;

use super::PatternSet;
use super::grow::Found;
use super::project::{Plain, Project, Support};

/// Looks at what can be inserted into a pattern.
///
/// An item can stand before the `i`-th touchpoint of a pattern in a journey if it is there after the earliest occurrence
/// of what comes before, and before the latest occurrence of the rest (BIDE: the `i`-th maximum period).
#[derive(Debug)]
pub(super) struct Closer<'a> {
    plain: &'a Plain,
    /// For each journey, where the touchpoints of its earliest and of its latest occurrence are.
    places: Vec<(u32, u32)>,
    latest: Vec<u64>,
    counts: Vec<Support>,
    seen: Vec<u32>,
    journey: u64,
}

impl<'a> Closer<'a> {
    pub fn new(plain: &'a Plain, items: usize) -> Self {
        Self {
            plain,
            places: Vec::new(),
            latest: vec![0; items],
            counts: vec![[0, 0]; items],
            seen: Vec::new(),
            journey: 0,
        }
    }

    /// Whether the same item can be inserted within the earliest occurrences of all journeys. Then it can be inserted into
    /// every longer pattern that begins with this one, so that none of them is closed.
    pub fn hopeless(
        &mut self,
        path: &[u32],
        journeys: impl Iterator<Item = u32> + Clone,
        support: Support,
    ) -> bool {
        let whole: u64 = support.iter().sum();
        self.places(path, journeys.clone(), true);
        self.search(path.len(), journeys, true, |other| other.iter().sum::<u64>() == whole)
    }

    /// Whether an item can be inserted so that the support is enough: `all` says that this is that of all journeys.
    pub fn inserts(
        &mut self,
        path: &[u32],
        journeys: impl Iterator<Item = u32> + Clone,
        all: bool,
        enough: impl Fn(Support) -> bool,
    ) -> bool {
        self.places(path, journeys.clone(), false);
        self.search(path.len(), journeys, all, enough)
    }

    /// Finds the earliest occurrence of a pattern in each journey, and the latest one: of all, or (`within`) of those that
    /// end where the earliest one ends.
    fn places(&mut self, path: &[u32], journeys: impl Iterator<Item = u32>, within: bool) {
        self.places.clear();
        for journey in journeys {
            let sequence = self.plain.sequence(journey);
            let start = self.places.len();
            let mut events = (0..).zip(sequence);
            for wanted in path {
                let place = events.find(|(_, item)| *item == wanted).map_or(0, |(place, _)| place);
                self.places.push((place, 0));
            }
            let end = self.places.last().map_or(0, |(place, _)| *place as usize + 1);
            let end = if within { end } else { sequence.len() };
            let mut events = (0..end as u32).zip(sequence).rev();
            let found = self.places.get_mut(start..).unwrap_or_default();
            for (place, wanted) in found.iter_mut().zip(path).rev() {
                place.1 = events.find(|(_, item)| *item == wanted).map_or(0, |(place, _)| place);
            }
        }
    }

    fn search(
        &mut self,
        length: usize,
        journeys: impl Iterator<Item = u32> + Clone,
        all: bool,
        enough: impl Fn(Support) -> bool,
    ) -> bool {
        (0..length).any(|gap| {
            let reached = self.count(gap, length, journeys.clone(), all);
            let mut found = false;
            for item in std::mem::take(&mut self.seen) {
                let count = self.counts.get_mut(item as usize).map(std::mem::take).unwrap_or_default();
                found |= reached && enough(count);
            }
            found
        })
    }

    /// Counts the items that can stand before one of the touchpoints. Gives up, where all journeys must have the same
    /// item, at the first one that excludes the last candidate.
    fn count(&mut self, gap: usize, length: usize, journeys: impl Iterator<Item = u32>, all: bool) -> bool {
        let mut whole = [0, 0];
        for (places, journey) in self.places.chunks_exact(length).zip(journeys) {
            let from =
                gap.checked_sub(1).and_then(|before| places.get(before)).map_or(0, |place| place.0 + 1);
            let to = places.get(gap).map_or(0, |place| place.1);
            let weight = self.plain.weight(journey);
            whole = [whole[0] + weight[0], whole[1] + weight[1]];
            self.journey += 1;
            let mut candidates = false;
            let between = self.plain.sequence(journey).get(from as usize..to as usize).unwrap_or_default();
            for &item in between {
                let (Some(latest), Some(count)) =
                    (self.latest.get_mut(item as usize), self.counts.get_mut(item as usize))
                else {
                    continue;
                };
                if std::mem::replace(latest, self.journey) != self.journey {
                    if *count == [0, 0] {
                        self.seen.push(item);
                    }
                    *count = [count[0] + weight[0], count[1] + weight[1]];
                    candidates |= *count == whole;
                }
            }
            if all && !candidates {
                return false;
            }
        }
        true
    }
}

/// Leaves out patterns that one of the others with one more touchpoint makes superfluous.
pub(super) fn reduce(found: &mut Vec<Found>, keep: PatternSet) {
    if keep == PatternSet::All {
        return;
    }
    let numbers: HashMap<&[u32], usize> =
        found.iter().enumerate().map(|(number, pattern)| (pattern.items.as_slice(), number)).collect();
    let mut superfluous = vec![false; found.len()];
    for pattern in found.iter() {
        for left_out in 0..pattern.items.len() {
            let mut part = pattern.items.clone();
            part.remove(left_out);
            let Some(&number) = numbers.get(part.as_slice()) else { continue };
            let equal = found.get(number).is_some_and(|other| other.support == pattern.support);
            if equal || keep == PatternSet::Maximal {
                superfluous.get_mut(number).into_iter().for_each(|place| *place = true);
            }
        }
    }
    drop(numbers);
    let mut superfluous = superfluous.into_iter();
    found.retain(|_| superfluous.next() != Some(true));
}
