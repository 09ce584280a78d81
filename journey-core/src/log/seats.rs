//! Where the events of customers go while a chunk is filled.

use std::num::NonZeroU64;

use super::buffer::TextList;
use super::interner::Interner;
use super::names;

/// Where the events of a customer go: a partition, and the number of the customer there. One word, so that it
/// goes through registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seat(NonZeroU64);

impl Seat {
    fn new(partition: usize, index: u32) -> Self {
        Self(NonZeroU64::MIN.saturating_add(partition as u64 | u64::from(index) << 32))
    }

    pub(super) fn partition(self) -> usize {
        (self.0.get() - 1) as u32 as usize
    }

    pub(super) fn index(self) -> u32 {
        ((self.0.get() - 1) >> 32) as u32
    }
}

/// The customers of a chunk, each at home in one partition.
#[derive(Debug)]
pub(super) struct Seats {
    seen: Seen,
    /// Seats of all customers by their numbers, if these are kept.
    by_number: Vec<Seat>,
    /// Ids of the customers of each partition.
    ids: Vec<TextList>,
    /// Length of all ids.
    id_bytes: usize,
}

/// The customers seen so far, or the last of them.
#[derive(Debug)]
enum Seen {
    All(Interner),
    Last(Last),
}

/// The last customers: those whose ids are [`short`] by a part of that number, others by a part of their hash.
#[derive(Debug)]
struct Last {
    size: usize,
    short: Vec<([u64; 2], Option<Seat>)>,
    long: Vec<(u64, Option<Seat>)>,
}

impl Last {
    /// The place of a short id.
    #[inline]
    fn place(&mut self, short: u128) -> Option<&mut ([u64; 2], Option<Seat>)> {
        if self.short.is_empty() {
            self.short.resize(self.size, ([0; 2], None));
        }
        let [low, high] = halves(short);
        let mixed = low.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ high.wrapping_mul(0xd6e8_feb8_6659_fd93);
        let mask = self.short.len() - 1;
        self.short.get_mut((mixed >> 32) as usize & mask)
    }

    /// The place of a hash.
    fn place_of_hash(&mut self, hash: u64) -> Option<&mut (u64, Option<Seat>)> {
        if self.long.is_empty() {
            self.long.resize(self.size, (0, None));
        }
        let mask = self.long.len() - 1;
        self.long.get_mut(hash as usize & mask)
    }
}

impl Seats {
    pub fn new(partitions: usize) -> Self {
        Self {
            seen: Seen::All(Interner::with_capacity(64)),
            by_number: Vec::new(),
            ids: (0..partitions).map(|_| TextList::default()).collect(),
            id_bytes: 0,
        }
    }

    /// Remembers about so many customers only.
    pub fn remembering(self, customers: usize) -> Self {
        let size = customers.next_power_of_two();
        Self { seen: Seen::Last(Last { size, short: Vec::new(), long: Vec::new() }), ..self }
    }

    /// Length of all ids.
    pub fn id_bytes(&self) -> usize {
        self.id_bytes
    }

    /// Memory in bytes, about.
    pub fn memory(&self) -> usize {
        self.by_number.len() * 12 + self.id_bytes
    }

    /// Ids of the customers of each partition.
    pub fn into_ids(self) -> Vec<TextList> {
        self.ids
    }

    /// Where the events of a customer go whose [`short`] id was among the last.
    #[inline]
    pub fn last(&mut self, short: u128) -> Option<Seat> {
        let Seen::Last(last) = &mut self.seen else { return None };
        let (known, seat) = last.place(short)?;
        seat.filter(|_| *known == halves(short))
    }

    /// Where the events of a customer go, if the id is known or allowed.
    pub fn seat_if(&mut self, id: &str, allowed: impl FnOnce(&str) -> bool) -> Option<Seat> {
        if let Seen::All(all) = &mut self.seen {
            let hash = names::hash(id);
            let number = all.intern_if(id, hash, allowed)?;
            if let Some(&seat) = self.by_number.get(number as usize) {
                return Some(seat);
            }
            let seat = self.add(id, hash);
            self.by_number.push(seat);
            return Some(seat);
        }
        match short(id.as_bytes()) {
            0 => self.long(id, allowed),
            short => self.last(short).or_else(|| {
                let seat = allowed(id).then(|| self.add(id, names::hash(id)))?;
                if let Seen::Last(last) = &mut self.seen {
                    last.place(short).into_iter().for_each(|place| *place = (halves(short), Some(seat)));
                }
                Some(seat)
            }),
        }
    }

    /// The same for an id that is not short.
    fn long(&mut self, id: &str, allowed: impl FnOnce(&str) -> bool) -> Option<Seat> {
        let hash = names::hash(id);
        let Seen::Last(last) = &mut self.seen else { return None };
        if let Some((known, Some(seat))) = last.place_of_hash(hash)
            && *known == hash
            && let Some(ids) = self.ids.get(seat.partition())
            && same(ids.bytes(seat.index() as usize), id.as_bytes())
        {
            return Some(*seat);
        }
        let seat = allowed(id).then(|| self.add(id, hash))?;
        if let Seen::Last(last) = &mut self.seen {
            last.place_of_hash(hash).into_iter().for_each(|place| *place = (hash, Some(seat)));
        }
        Some(seat)
    }

    fn add(&mut self, id: &str, hash: u64) -> Seat {
        let partition = part_of(hash, self.ids.len());
        let mut index = 0;
        if let Some(ids) = self.ids.get_mut(partition) {
            index = ids.len() as u32;
            ids.push(id);
        }
        self.id_bytes += id.len();
        Seat::new(partition, index)
    }
}

fn halves(number: u128) -> [u64; 2] {
    [number as u64, (number >> 64) as u64]
}

/// A text of at most 12 bytes as a number, which no other text has: its length in the lowest four bytes, then the
/// text, as in a view of Arrow. 0 for longer ones.
#[inline]
pub(super) fn short(text: &[u8]) -> u128 {
    let low = |bytes: [u8; 4]| u128::from(u32::from_le_bytes(bytes));
    let bytes = match (text.len(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (13.., _, _) => return 0,
        (9.., _, Some(last)) => {
            let first = text.first_chunk().map_or(0, |first| u64::from_le_bytes(*first));
            u128::from(first) | low(*last) << (8 * (text.len() - 4))
        }
        (_, Some(first), Some(last)) => low(*first) | low(*last) << (8 * (text.len() - 4)),
        _ => text.iter().rev().fold(0, |all, &byte| all << 8 | u128::from(byte)),
    };
    bytes << 32 | text.len() as u128
}

/// The partition or shard of a customer: hashes are cut into equal ranges.
pub(crate) fn part_of(hash: u64, parts: usize) -> usize {
    ((u128::from(hash) * parts as u128) >> 64) as usize
}

/// Whether two texts are equal; most ids are short.
pub(super) fn same(a: &[u8], b: &[u8]) -> bool {
    match (a.first_chunk::<8>(), a.last_chunk::<8>()) {
        (Some(first), Some(last)) if a.len() == b.len() && a.len() <= 16 => {
            b.first_chunk() == Some(first) && b.last_chunk() == Some(last)
        }
        _ if a.len() < 8 => short(a) == short(b),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_numbers_as_in_views() {
        let text = "abcdéfghijklm";
        for length in (1..=12).filter(|&length| text.is_char_boundary(length)) {
            let mut view = [0; 16];
            view[0] = length as u8;
            view[4..4 + length].copy_from_slice(&text.as_bytes()[..length]);
            assert_eq!(short(&text.as_bytes()[..length]), u128::from_le_bytes(view), "{length}");
        }
        assert_eq!((short(b""), short(text.as_bytes())), (0, 0));
    }

    #[test]
    fn seats_fit_into_a_word() {
        for (partition, index) in [(0, 0), (65_535, 7), (1, u32::MAX)] {
            let seat = Seat::new(partition, index);
            assert_eq!((seat.partition(), seat.index()), (partition, index));
        }
        assert_eq!(size_of::<Option<Seat>>(), 8);
    }

    #[test]
    fn customers_who_are_forgotten_get_another_number() {
        let ids: Vec<String> =
            (0..500).map(|id| format!("{}{}", "customer-".repeat(id % 3), id % 100)).collect();
        let mut seats_of = Seats::new(4).remembering(8);
        let mut seats: Vec<(Seat, &str)> = Vec::new();
        for id in &ids {
            let seat = seats_of.seat_if(id, |_| true).unwrap();
            assert_eq!(seats_of.seat_if(id, |_| false), Some(seat));
            assert_eq!(seats_of.ids[seat.partition()].bytes(seat.index() as usize), id.as_bytes());
            seats.push((seat, id));
        }
        assert!(seats.iter().all(|(seat, id)| seats.iter().all(|(other, of)| seat != other || id == of)));
        assert_eq!(seats_of.seat_if("nobody", |_| false), None);
    }
}
