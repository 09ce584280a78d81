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
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by_key(|&code| self.get(code));
        let mut sorted = Self::default();
        let mut new_codes = vec![0; self.len()];
        for code in order {
            let new = sorted.intern(self.get(code));
            if let Some(slot) = new_codes.get_mut(code as usize) {
                *slot = new;
            }
        }
        (sorted, new_codes)
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
    fn similar_names_are_suggested_nearest_first() {
        let names: Names = ["checkout", "check_in", "cart"].into_iter().collect();
        assert_eq!(names.similar("chekout"), ["checkout"]);
        assert!(names.similar("zzz").is_empty());
    }
}
