//! Distinct paths, each stored once in few bytes, and how many customers took them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a part of the log tells about variants: customers by sequence of touchpoint codes.
///
/// Serialises as a list of paths and their customers, in the order in which they were first seen.
#[derive(Debug, Default)]
pub struct VariantSummary {
    /// The paths one after the other; see [`encode`].
    bytes: Vec<u8>,
    /// Where each path ends, its hash, and how many customers took it; 0 if all of them were taken out.
    ends: Vec<usize>,
    hashes: Vec<u64>,
    customers: Vec<u64>,
    /// Positions of paths by hash.
    table: HashTable<usize>,
    hasher: DefaultHashBuilder,
    /// The path that is looked up.
    wanted: Vec<u8>,
    /// Kept only where reports are asked for again and again.
    tally: Option<Box<Tally>>,
}

/// What all paths together tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Counts {
    pub customers: u64,
    /// Paths that somebody took.
    pub variants: u64,
    /// Paths that one customer took.
    pub unique: u64,
    /// Paths to be listed, and how many customers each of them has at least.
    top: usize,
    least: u64,
}

/// Paths with so many customers or more need not be told apart.
const MANY: usize = 4096;

/// Paths by their number of customers.
#[derive(Debug)]
struct Tally {
    /// Number of paths by number of customers, up to [`MANY`].
    paths: Vec<u64>,
    customers: u64,
    /// Positions of all paths with at least so many customers, and of some others.
    frequent: Option<(u64, BTreeSet<usize>)>,
}

impl Tally {
    fn of(customers: &[u64]) -> Self {
        let mut tally = Self { paths: vec![0; MANY + 1], customers: customers.iter().sum(), frequent: None };
        customers.iter().for_each(|&customers| tally.count(customers, 1));
        tally
    }

    /// Counts paths with so many customers.
    fn count(&mut self, customers: u64, paths: i64) {
        let place = usize::try_from(customers).map_or(MANY, |customers| customers.min(MANY));
        self.paths.get_mut(place).into_iter().for_each(|count| *count = count.saturating_add_signed(paths));
    }

    /// A path had so many customers, and now has so many.
    fn change(&mut self, position: usize, before: u64, after: u64) {
        self.count(before, -1);
        self.count(after, 1);
        self.customers = self.customers + after - before;
        if let Some((floor, frequent)) = &mut self.frequent
            && after >= *floor
        {
            frequent.insert(position);
        }
    }

    /// Paths that somebody took.
    fn variants(&self) -> u64 {
        self.paths.iter().skip(1).sum()
    }

    fn counts(&self, top: usize) -> Counts {
        let (mut least, mut above) = (MANY, self.paths.last().copied().unwrap_or_default());
        while least > 1 && above < top as u64 {
            least -= 1;
            above += self.paths.get(least).copied().unwrap_or_default();
        }
        Counts {
            customers: self.customers,
            variants: self.variants(),
            unique: self.paths.get(1).copied().unwrap_or_default(),
            top,
            least: least as u64,
        }
    }

    /// Positions of all paths with at least so many customers, and of some others.
    fn candidates(&mut self, customers: &[u64], least: u64) -> &BTreeSet<usize> {
        let floor = (least - least / 4).max(1);
        let known = self.frequent.take().filter(|(known, _)| (least / 2..=least).contains(known));
        let all = || {
            let paths = customers.iter().enumerate().filter(|(_, customers)| **customers >= floor);
            (floor, paths.map(|(position, _)| position).collect())
        };
        &self.frequent.insert(known.unwrap_or_else(all)).1
    }
}

impl VariantSummary {
    /// Counts a customer with this path.
    pub(super) fn see(&mut self, codes: &[u32]) {
        let mut wanted = std::mem::take(&mut self.wanted);
        wanted.clear();
        encode(codes, &mut wanted);
        self.add(&wanted, 1);
        self.wanted = wanted;
    }

    /// Counts customers with an encoded path.
    fn add(&mut self, path: &[u8], customers: u64) {
        let hash = self.hasher.hash_one(path);
        self.add_hashed(path, hash, customers);
    }

    fn add_hashed(&mut self, path: &[u8], hash: u64, customers: u64) {
        if let Some(position) = self.find(path, hash) {
            self.change(position, |count| count + customers);
            return;
        }
        let hashes = &self.hashes;
        let rehash = |&position: &usize| hashes.get(position).copied().unwrap_or_default();
        self.table.insert_unique(hash, hashes.len(), rehash);
        self.bytes.extend_from_slice(path);
        self.ends.push(self.bytes.len());
        self.hashes.push(hash);
        self.customers.push(0);
        self.change(self.customers.len() - 1, |_| customers);
    }

    fn change(&mut self, position: usize, change: impl FnOnce(u64) -> u64) {
        if let Some(count) = self.customers.get_mut(position) {
            let before = std::mem::replace(count, change(*count));
            let after = *count;
            self.tally.iter_mut().for_each(|tally| tally.change(position, before, after));
        }
    }

    /// From now on, what reports need is kept up to date.
    pub(super) fn settle(&mut self) {
        self.tally = Some(Box::new(Tally::of(&self.customers)));
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        let each = size_of::<usize>() + 2 * size_of::<u64>();
        let table = self.table.capacity() * (size_of::<usize>() + 1);
        self.bytes.capacity() + self.ends.capacity() * each + table
    }

    /// Position of an encoded path.
    fn find(&self, path: &[u8], hash: u64) -> Option<usize> {
        let same =
            |&position: &usize| self.hashes.get(position) == Some(&hash) && self.encoded(position) == path;
        self.table.find(hash, same).copied()
    }

    pub(super) fn merge(&mut self, mut other: Self) {
        if self.ends.len() < other.ends.len() {
            std::mem::swap(self, &mut other);
        }
        for (position, customers) in other.taken() {
            self.add(other.encoded(position), customers);
        }
    }

    /// Takes the customers of a part out. Paths that nobody is left of are forgotten when they are the most.
    pub(super) fn retract(&mut self, part: &Self) {
        for (position, customers) in part.taken() {
            let path = part.encoded(position);
            if let Some(known) = self.find(path, self.hasher.hash_one(path)) {
                self.change(known, |count| count.saturating_sub(customers));
            }
        }
        let taken = self.tally.as_ref().map_or_else(|| self.taken().count() as u64, |tally| tally.variants());
        if taken < self.ends.len() as u64 / 2 {
            let all = std::mem::take(self);
            all.taken().for_each(|(position, customers)| self.add(all.encoded(position), customers));
            if all.tally.is_some() {
                self.settle();
            }
        }
    }

    /// The paths that somebody took, by position, and their customers.
    fn taken(&self) -> impl Iterator<Item = (usize, u64)> {
        self.customers.iter().copied().enumerate().filter(|(_, customers)| *customers > 0)
    }

    fn encoded(&self, position: usize) -> &[u8] {
        let start =
            position.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(position).copied().unwrap_or_default();
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Touchpoints of a path.
    pub(super) fn codes(&self, position: usize) -> impl Iterator<Item = u32> {
        decode(self.encoded(position))
    }

    /// What all paths together tell, if so many are to be listed.
    pub(super) fn counts(&self, top: usize) -> Counts {
        match &self.tally {
            Some(tally) => tally.counts(top),
            None => Tally::of(&self.customers).counts(top),
        }
    }

    /// The first of all paths by falling number of customers, then by touchpoints; with their customers.
    pub(super) fn most_frequent(&mut self, counts: &Counts) -> Vec<(usize, u64)> {
        let mut tally = self.tally.take();
        let listed = match &mut tally {
            Some(tally) => {
                let candidates = tally.candidates(&self.customers, counts.least);
                let customers = |position: usize| self.customers.get(position).copied().unwrap_or_default();
                self.order(candidates.iter().map(|&position| (position, customers(position))), counts)
            }
            None => self.order(self.taken(), counts),
        };
        self.tally = tally;
        listed
    }

    /// The first of these paths.
    fn order(&self, paths: impl Iterator<Item = (usize, u64)>, counts: &Counts) -> Vec<(usize, u64)> {
        // The first bytes decide nearly always, without looking the path up.
        let first = |position: usize| {
            let mut first = [0; 8];
            first.iter_mut().zip(self.encoded(position)).for_each(|(to, byte)| *to = *byte);
            u64::from_be_bytes(first)
        };
        let frequent = paths.filter(|(_, customers)| *customers >= counts.least);
        let mut paths: Vec<(Reverse<u64>, u64, usize)> =
            frequent.map(|(position, customers)| (Reverse(customers), first(position), position)).collect();
        let order = |a: &(Reverse<u64>, u64, usize), b: &(Reverse<u64>, u64, usize)| {
            (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| self.encoded(a.2).cmp(self.encoded(b.2)))
        };
        if counts.top < paths.len() {
            paths.select_nth_unstable_by(counts.top, order);
            paths.truncate(counts.top);
        }
        paths.sort_unstable_by(order);
        paths.into_iter().map(|(Reverse(customers), _, position)| (position, customers)).collect()
    }

    fn sorted(&self) -> Vec<(&[u8], u64)> {
        let mut all: Vec<_> =
            self.taken().map(|(position, customers)| (self.encoded(position), customers)).collect();
        all.sort_unstable();
        all
    }
}

impl PartialEq for VariantSummary {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

impl Serialize for VariantSummary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let path = |(position, customers)| (self.codes(position).collect::<Vec<u32>>(), customers);
        serializer.collect_seq(self.taken().map(path))
    }
}

impl<'de> Deserialize<'de> for VariantSummary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut summary = Self::default();
        let mut path = Vec::new();
        for (codes, customers) in Vec::<(Vec<u32>, u64)>::deserialize(deserializer)? {
            path.clear();
            encode(&codes, &mut path);
            summary.add(&path, customers);
        }
        Ok(summary)
    }
}

/// Largest code in one byte, and in two.
const ONE: u32 = 0x7f;
const TWO: u32 = 0x3fff;

/// Writes codes in one, two or five bytes each, so that the order of the bytes is the order of the codes.
fn encode(codes: &[u32], into: &mut Vec<u8>) {
    if codes.iter().fold(0, |all, code| all | code) <= ONE {
        into.extend(codes.iter().map(|&code| code as u8));
        return;
    }
    for &code in codes {
        let [a, b, c, d] = code.to_be_bytes();
        if code <= ONE {
            into.push(d);
        } else if code <= TWO {
            into.extend([0x80 | c, d]);
        } else {
            into.extend([0xff, a, b, c, d]);
        }
    }
}

/// Reads what [`encode`] wrote.
fn decode(mut bytes: &[u8]) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let (code, rest) = match *bytes {
            [0xff, a, b, c, d, ref rest @ ..] => (u32::from_be_bytes([a, b, c, d]), rest),
            [a @ 0x80..=0xbf, b, ref rest @ ..] => (u32::from_be_bytes([0, 0, a & 0x3f, b]), rest),
            [a, ref rest @ ..] => (u32::from(a), rest),
            [] => return None,
        };
        bytes = rest;
        Some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_paths_come_back_and_keep_their_order() {
        let codes = [0, 1, ONE, ONE + 1, 0x1234, TWO, TWO + 1, 0x00ff_ffff, u32::MAX];
        let mut paths: Vec<Vec<u32>> = codes.iter().map(|&code| vec![code]).collect();
        paths.extend(codes.iter().flat_map(|&a| codes.iter().map(move |&b| vec![a, b])));
        paths.extend([vec![], vec![0, 0, 0], vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
        paths.sort();
        let encoded = paths.iter().map(|path| {
            let mut bytes = Vec::new();
            encode(path, &mut bytes);
            assert_eq!(decode(&bytes).collect::<Vec<_>>(), *path);
            bytes
        });
        assert!(encoded.collect::<Vec<_>>().is_sorted());
    }

    #[test]
    fn paths_of_equal_hash_stay_apart() {
        let mut summary = VariantSummary::default();
        for round in 1..=2 {
            for path in 0..100u8 {
                summary.add_hashed(&[path, 1], 7, 1);
            }
            assert_eq!((summary.ends.len(), summary.customers[50]), (100, round));
        }
    }

    #[test]
    fn the_most_frequent_are_the_first_of_all_sorted() {
        let mut summary = VariantSummary::default();
        for customer in 0..30_000u32 {
            summary.see(&[customer % 7, customer * (customer % 5) % 301, customer % 3]);
            summary.see(&[1; 12][..(customer % 4) as usize]);
        }
        let mut expected: Vec<_> = summary
            .taken()
            .map(|(path, count)| (Reverse(count), summary.codes(path).collect::<Vec<_>>()))
            .collect();
        expected.sort();
        for top in [1, 2, 3, 4, 5, 10, 300, expected.len() - 1, expected.len(), expected.len() + 1] {
            let counts = summary.counts(top);
            let found = summary.most_frequent(&counts).into_iter();
            let found: Vec<_> = found
                .map(|(path, count)| (Reverse(count), summary.codes(path).collect::<Vec<_>>()))
                .collect();
            assert_eq!(found, expected[..top.min(expected.len())]);
            assert_eq!((counts.customers, counts.variants), (60_000, expected.len() as u64));
        }
    }

    #[test]
    fn what_is_taken_out_is_forgotten() {
        let (mut summary, mut part) = (VariantSummary::default(), VariantSummary::default());
        (0..100).for_each(|code| summary.see(&[code, 3]));
        (10..100).for_each(|code| part.see(&[code, 3]));
        summary.retract(&part);
        assert_eq!((summary.ends.len(), summary.counts(5).unique), (10, 10));
        (0..10).for_each(|code| part.see(&[code, 3]));
        summary.see(&[5, 3]);
        let all = summary.sorted().len();
        assert_eq!((all, summary.counts(1).least), (10, 2));
    }
}
