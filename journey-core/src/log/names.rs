//! Interned names: each distinct text is stored once and stands for a small code.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// A list of distinct texts with constant-time lookup. The position of a text is its code.
#[derive(Debug, Clone, Default)]
pub struct Names {
    bytes: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
}

/// Hash of customers and names: XXH3, 64 bits, seed 0. Part of the format: shards built on other
/// machines must agree.
pub(crate) fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The shard of a customer.
pub(crate) fn shard_of(customer: &str, shards: usize) -> usize {
    super::seats::part_of(hash(customer), shards.max(1))
}

impl Names {
    /// Number of names.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a code; empty for a code that was never given out.
    pub fn get(&self, code: u32) -> &str {
        text_at(&self.bytes, &self.ends, code)
    }

    /// The code of a text, if it is known.
    pub fn code(&self, text: &str) -> Option<u32> {
        self.table.find(hash(text), |&code| self.get(code) == text).copied()
    }

    /// The code of a text, which is added if new.
    pub fn intern(&mut self, text: &str) -> u32 {
        let hash = hash(text);
        let (bytes, ends) = (&self.bytes, &self.ends);
        let found = self.table.find(hash, |&code| text_at(bytes, ends, code) == text);
        if let Some(&code) = found {
            return code;
        }
        let code = self.ends.len() as u32;
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u32);
        let (bytes, ends) = (&self.bytes, &self.ends);
        self.table.insert_unique(hash, code, |&code| self::hash(text_at(bytes, ends, code)));
        code
    }

    /// Names that all differ.
    pub(super) fn distinct<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let (ends, table) = (Vec::with_capacity(texts.len()), HashTable::with_capacity(texts.len()));
        let mut names = Self { ends, table, ..Self::default() };
        texts.for_each(|text| {
            names.intern(text);
        });
        names
    }

    /// Memory in bytes, about.
    pub(crate) fn memory(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4 + self.table.capacity() * 5
    }

    /// Whether one more name of this length still fits: codes and offsets have 32 bits.
    pub(crate) fn has_room(&self, text: &str) -> bool {
        self.ends.len() < (u32::MAX - 1) as usize && self.bytes.len() + text.len() < u32::MAX as usize
    }

    /// All names in the order of their codes.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len() as u32).map(|code| self.get(code))
    }

    /// The same names in byte order, and the new code of each old one.
    pub(crate) fn sorted(&self) -> (Self, Vec<u32>) {
        let order = byte_order(self.len(), |code| self.get(code));
        let mut new_codes = vec![0; self.len()];
        for (&code, new) in order.iter().zip(0..) {
            new_codes.get_mut(code as usize).into_iter().for_each(|slot| *slot = new);
        }
        (Self::distinct(order.into_iter().map(|code| self.get(code))), new_codes)
    }

    /// Names that look like `name`, best first, at most three.
    pub fn similar(&self, name: &str) -> Vec<String> {
        crate::similar::similar(name, self.iter())
    }
}

impl<'a> FromIterator<&'a str> for Names {
    fn from_iter<I: IntoIterator<Item = &'a str>>(iter: I) -> Self {
        let mut names = Self::default();
        for text in iter {
            names.intern(text);
        }
        names
    }
}

/// Positions of so many texts in byte order of these; equal ones in any order.
///
/// Texts lie all over the memory, so what is compared are their first bytes, and the texts themselves where these are
/// equal.
pub(super) fn byte_order<'a>(len: usize, text: impl Fn(u32) -> &'a str) -> Vec<u32> {
    let mut keyed: Vec<([u64; 2], u32)> = (0..len as u32).map(|at| (first_bytes(text(at)), at)).collect();
    keyed.sort_unstable_by(|(a, i), (b, j)| a.cmp(b).then_with(|| text(*i).cmp(text(*j))));
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// The first 16 bytes as numbers that compare like these; those of shorter texts end with zeros.
fn first_bytes(text: &str) -> [u64; 2] {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
    let number = u128::from_be_bytes(bytes);
    [(number >> 64) as u64, number as u64]
}

fn text_at<'a>(bytes: &'a str, ends: &[u32], code: u32) -> &'a str {
    let code = code as usize;
    let end = ends.get(code).map_or(0, |&end| end as usize);
    let start = if code == 0 { 0 } else { ends.get(code - 1).map_or(end, |&end| end as usize) };
    bytes.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_follow_first_appearance_and_sorting_renames_them() {
        let names: Names = ["b", "a", "b", "c"].into_iter().collect();
        assert_eq!(names.iter().collect::<Vec<_>>(), ["b", "a", "c"]);
        assert_eq!(names.code("c"), Some(2));
        assert_eq!(names.code("d"), None);
        let (sorted, new_codes) = names.sorted();
        assert_eq!(sorted.iter().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(new_codes, [1, 0, 2]);
    }

    #[test]
    fn byte_order_looks_beyond_the_first_bytes() {
        let long = "sixteen bytes ok";
        let texts =
            [&format!("{long}b"), "\u{e4}", "a\0", "a", "", long, &format!("{long}a"), "ab", "a/10", "a/9"];
        let order = byte_order(texts.len(), |at| texts[at as usize]);
        let sorted: Vec<&str> = order.into_iter().map(|at| texts[at as usize]).collect();
        let mut expected = texts.to_vec();
        expected.sort_unstable();
        assert_eq!(sorted, expected);
    }

    #[test]
    fn similar_names_are_suggested_nearest_first() {
        let names: Names = ["checkout", "check_in", "cart"].into_iter().collect();
        assert_eq!(names.similar("chekout"), ["checkout"]);
        assert!(names.similar("zzz").is_empty());
    }
}
