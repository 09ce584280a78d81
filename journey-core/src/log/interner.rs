//! Customer ids while they are collected: each distinct id once, found by its hash.

use std::collections::HashMap;

use super::buffer::TextList;

/// Distinct texts with their hashes. The position of a text is its number.
///
/// A table of open addressing with 8 bytes a slot. Ids that crowd one place of it, as those made by somebody
/// who knows the hash function may, go to a second table with a secret key, so that no input is slow.
#[derive(Debug, Default)]
pub(super) struct Interner {
    slots: Vec<Slot>,
    pub hashes: Vec<u64>,
    pub texts: TextList,
    crowded: HashMap<Box<[u8]>, u32>,
}

/// Part of a hash and the number of the text; [`EMPTY`] if there is none.
#[derive(Debug, Clone, Copy)]
struct Slot {
    tag: u32,
    number: u32,
}

const EMPTY: u32 = u32::MAX;
const NO_SLOT: Slot = Slot { tag: 0, number: EMPTY };
/// A text is at most so many slots away from where its hash points to.
const REACH: usize = 64;

/// Part of the hash that neither the shard nor the place in the table depends on.
fn tag(hash: u64) -> u32 {
    (hash >> 24) as u32
}

impl Interner {
    /// For about so many texts.
    pub fn with_capacity(texts: usize) -> Self {
        Self { slots: vec![NO_SLOT; (texts * 2).next_power_of_two().max(16)], ..Self::default() }
    }

    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Number of a text, which is added if new.
    pub fn intern(&mut self, text: &str, hash: u64) -> u32 {
        self.intern_if(text, hash, |_| true).unwrap_or_default()
    }

    /// Number of a text, which is added if new and allowed.
    pub fn intern_if(&mut self, text: &str, hash: u64, allowed: impl FnOnce(&str) -> bool) -> Option<u32> {
        if self.slots.len() < self.hashes.len() * 2 + 2 {
            self.grow();
        }
        let (bytes, tag) = (text.as_bytes(), tag(hash));
        let mask = self.slots.len() - 1;
        let start = hash as usize & mask;
        let mut free = None;
        for step in 0..REACH {
            let place = (start + step) & mask;
            let Some(&slot) = self.slots.get(place) else { break };
            if slot.number == EMPTY {
                free = Some(place);
                break;
            }
            if slot.tag == tag && super::seats::same(self.texts.bytes(slot.number as usize), bytes) {
                return Some(slot.number);
            }
        }
        if !self.crowded.is_empty()
            && let Some(&number) = self.crowded.get(bytes)
        {
            return Some(number);
        }
        allowed(text).then(|| self.add(text, hash, free))
    }

    fn add(&mut self, text: &str, hash: u64, place: Option<usize>) -> u32 {
        let number = self.hashes.len() as u32;
        self.hashes.push(hash);
        self.texts.push(text);
        match place.and_then(|place| self.slots.get_mut(place)) {
            Some(slot) => *slot = Slot { tag: tag(hash), number },
            None => {
                self.crowded.insert(text.as_bytes().into(), number);
            }
        }
        number
    }

    fn grow(&mut self) {
        let mask = (self.slots.len() * 2).max(16) - 1;
        let mut slots = vec![NO_SLOT; mask + 1];
        for old in self.slots.iter().filter(|slot| slot.number != EMPTY) {
            let hash = self.hashes.get(old.number as usize).copied().unwrap_or_default();
            let mut reach = (0..REACH).map(|step| (hash as usize + step) & mask);
            match reach.find(|&place| slots.get(place).is_some_and(|slot| slot.number == EMPTY)) {
                Some(place) => slots.iter_mut().skip(place).take(1).for_each(|slot| *slot = *old),
                None => {
                    self.crowded.insert(self.texts.bytes(old.number as usize).into(), old.number);
                }
            }
        }
        self.slots = slots;
    }

    /// Numbers of all texts in the order of a log: by hash, and by bytes where hashes are equal.
    pub fn order(&self) -> Vec<u32> {
        let hash = |number: u32| self.hashes.get(number as usize).copied().unwrap_or_default();
        let mut order: Vec<(u64, u32)> =
            (0..self.len() as u32).map(|number| (hash(number), number)).collect();
        order.sort_unstable();
        for equal in order.chunk_by_mut(|a, b| a.0 == b.0).filter(|equal| equal.len() > 1) {
            equal.sort_by_key(|&(_, number)| self.texts.bytes(number as usize));
        }
        order.into_iter().map(|(_, number)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::names::hash;

    #[test]
    fn equal_texts_get_one_number() {
        let mut interner = Interner::default();
        let ids: Vec<String> = (0..5000).map(|i| format!("id-{}", i % 700)).collect();
        for (i, id) in ids.iter().enumerate() {
            assert_eq!(interner.intern(id, hash(id)) as usize, i % 700);
        }
        assert_eq!((interner.len(), interner.crowded.len()), (700, 0));
        let order = interner.order();
        assert!(order.is_sorted_by_key(|&number| interner.hashes[number as usize]));
    }

    #[test]
    fn texts_whose_hashes_collide_stay_apart() {
        for step in [0, 1 << 40] {
            let mut interner = Interner::default();
            let ids: Vec<String> = (0..2000).map(|i| format!("id-{i}")).collect();
            for round in 0..2 {
                for (i, id) in ids.iter().enumerate() {
                    assert_eq!(interner.intern(id, 7 + i as u64 * step) as usize, i, "round {round}");
                }
            }
            assert!(interner.crowded.len() > 1000);
        }
        let mut interner = Interner::default();
        ["b", "c", "a"].iter().for_each(|id| {
            interner.intern(id, 1);
        });
        assert_eq!(interner.order(), [2, 0, 1]);
    }
}
