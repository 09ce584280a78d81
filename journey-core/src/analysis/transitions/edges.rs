//! Transitions by source and target: found without searching while touchpoints are few.

use hashbrown::HashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::numeric::Durations;

/// Up to so many touchpoints, a table of all edges takes less than a mebibyte.
pub(in crate::analysis) const FEW: usize = 128;

/// One touchpoint after another.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(in crate::analysis) struct Edge {
    /// Microseconds, one for each traversal, `more` left out.
    pub gaps: Durations,
    /// Traversals without a time.
    pub more: u64,
    pub customers: u64,
    /// Number of the customer who was counted last.
    #[serde(skip)]
    pub latest: u64,
}

impl Edge {
    /// Traversals.
    pub fn count(&self) -> u64 {
        self.gaps.len() as u64 + self.more
    }

    /// Counts a traversal by the customer of this number.
    #[inline]
    pub fn see(&mut self, gap: i64, customer: u64) {
        self.gaps.add(gap);
        self.customers += u64::from(self.latest != customer);
        self.latest = customer;
    }

    /// Counts pairs of a customer, of which the first one has a time.
    pub fn see_pairs(&mut self, gap: i64, pairs: u64, customer: u64) {
        self.more += pairs;
        if self.latest != customer {
            self.more -= 1;
            self.see(gap, customer);
        }
    }

    /// Adds the traversals of other customers.
    pub fn merge(&mut self, other: Self) {
        self.more += other.more;
        self.gaps.merge(other.gaps);
        self.customers += other.customers;
    }

    /// Takes out the traversals of some customers.
    pub fn retract(&mut self, part: &Self) {
        self.more -= part.more;
        self.gaps.retract(&part.gaps);
        self.customers -= part.customers;
    }
}

impl PartialEq for Edge {
    fn eq(&self, other: &Self) -> bool {
        (self.customers, self.more) == (other.customers, other.more) && self.gaps == other.gaps
    }
}

/// Edges by source and target. Serialises as an ascending list of those that were made.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Edges {
    /// Touchpoints if the list holds every edge of these, source by source; 0 if it holds only those that were
    /// made.
    width: usize,
    list: Vec<Edge>,
    /// Position of an edge in the list, without a width.
    slots: HashMap<(u32, u32), usize>,
}

impl Edges {
    /// Makes room for so many touchpoints.
    pub fn fit(&mut self, touchpoints: usize) {
        if touchpoints == self.width || self.width == 0 && touchpoints > FEW {
            return;
        }
        let before = std::mem::take(self);
        if touchpoints <= FEW {
            self.width = touchpoints;
            self.list.resize_with(touchpoints * touchpoints, Edge::default);
        }
        self.merge(before);
    }

    /// Every edge of so many touchpoints, source by source; `None` if only those are kept that were made.
    pub fn dense_mut(&mut self) -> Option<(usize, &mut [Edge])> {
        (self.width > 0).then_some((self.width, self.list.as_mut_slice()))
    }

    /// The edge from one touchpoint to another; `None` for touchpoints beyond those that there is room for.
    pub fn get(&mut self, source: u32, target: u32) -> Option<&mut Edge> {
        let slot = if self.width > 0 {
            source as usize * self.width + target as usize
        } else {
            let next = self.list.len();
            let slot = *self.slots.entry((source, target)).or_insert(next);
            if slot == next {
                self.list.push(Edge::default());
            }
            slot
        };
        self.list.get_mut(slot)
    }

    /// Adds the edges of another table, for which there is room.
    fn merge(&mut self, mut other: Self) {
        self.merge_as(&mut other, |source| source);
    }

    /// The same if sources have other numbers here.
    pub fn merge_as(&mut self, other: &mut Self, number: impl Fn(u32) -> u32) {
        for ((source, target), edge) in other.list_mut() {
            if let Some(own) = self.get(number(source), target) {
                own.merge(std::mem::take(edge));
            }
        }
    }

    /// Takes out the edges of a table, which are in this one, where sources may have other numbers.
    pub fn retract_as(&mut self, part: &mut Self, number: impl Fn(u32) -> u32) {
        for ((source, target), edge) in part.list_mut() {
            if let Some(own) = self.get(number(source), target) {
                own.retract(edge);
            }
        }
    }

    /// All edges, in no order.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Edge> {
        self.list.iter_mut()
    }

    /// The edges that were made, in ascending order.
    pub fn list_mut(&mut self) -> Vec<((u32, u32), &mut Edge)> {
        let made = self.keys().into_iter().zip(&mut self.list).filter(|(_, edge)| edge.count() > 0);
        let mut all: Vec<_> = made.collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    fn list(&self) -> Vec<((u32, u32), &Edge)> {
        let made = self.keys().into_iter().zip(&self.list).filter(|(_, edge)| edge.count() > 0);
        let mut all: Vec<_> = made.collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all
    }

    /// Source and target of every edge in the list.
    fn keys(&self) -> Vec<(u32, u32)> {
        let width = self.width as u32;
        if width > 0 {
            return (0..width).flat_map(|source| (0..width).map(move |target| (source, target))).collect();
        }
        let mut keys = vec![(0, 0); self.list.len()];
        for (key, &slot) in &self.slots {
            keys.get_mut(slot).into_iter().for_each(|place| *place = *key);
        }
        keys
    }
}

impl PartialEq for Edges {
    fn eq(&self, other: &Self) -> bool {
        self.list() == other.list()
    }
}

impl Serialize for Edges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.list())
    }
}

impl<'de> Deserialize<'de> for Edges {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut edges = Self::default();
        for ((source, target), edge) in Vec::<((u32, u32), Edge)>::deserialize(deserializer)? {
            if let Some(own) = edges.get(source, target) {
                own.merge(edge);
            }
        }
        Ok(edges)
    }
}
