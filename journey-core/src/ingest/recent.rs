//! A few names and what they stand for: found without a hash of the whole name.

/// Remembers the codes of short names.
#[derive(Debug)]
pub(crate) struct Recent([Slot; SLOTS]);

const SLOTS: usize = 256;

/// A name of up to 16 bytes is known by its length, its first and its last eight bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: Key,
    code: u32,
}

impl Default for Recent {
    fn default() -> Self {
        Self([Slot::default(); SLOTS])
    }
}

impl Recent {
    /// The code of a name; asks `find` if it is not remembered.
    #[inline]
    pub(crate) fn code(&mut self, name: &str, find: impl FnOnce() -> Option<u32>) -> Option<u32> {
        let Some(key) = Key::of(name.as_bytes()) else { return find() };
        let mixed =
            (key.first ^ key.last.rotate_left(23) ^ key.length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = self.0.get_mut((mixed >> 56) as usize)?;
        if slot.key != key {
            *slot = Slot { key, code: find()? };
        }
        Some(slot.code)
    }
}

impl Key {
    #[inline]
    fn of(name: &[u8]) -> Option<Self> {
        let length = name.len();
        let (first, last) = match length {
            8..=16 => (u64::from_le_bytes(*name.first_chunk()?), u64::from_le_bytes(*name.last_chunk()?)),
            4..=7 => {
                let (first, last): (&[u8; 4], &[u8; 4]) = (name.first_chunk()?, name.last_chunk()?);
                (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
            }
            1..=3 => (name.iter().fold(0, |all, &byte| all << 8 | u64::from(byte)), 0),
            _ => return None,
        };
        Some(Self { first, last, length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_name_keeps_its_code(names in proptest::collection::vec("[ab]{0,20}", 1..300)) {
            let mut recent = Recent::default();
            let mut codes: Vec<&str> = Vec::new();
            for name in &names {
                let code = recent.code(name, || {
                    let known = codes.iter().position(|known| known == name);
                    Some(known.unwrap_or_else(|| {
                        codes.push(name);
                        codes.len() - 1
                    }) as u32)
                });
                proptest::prop_assert_eq!(codes[code.unwrap() as usize], name);
            }
        }
    }

    #[test]
    fn what_is_not_found_is_not_remembered() {
        let mut recent = Recent::default();
        assert_eq!(recent.code("visit", || None), None);
        assert_eq!(recent.code("visit", || Some(7)), Some(7));
        assert_eq!(recent.code("visit", || None), Some(7));
    }
}
