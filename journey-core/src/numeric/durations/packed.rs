//! Values in blocks of few bytes, in no order.

/// Values of a block.
pub(super) const BLOCK: usize = 64;
/// Bytes before the values of a block: their number, and their [`Form`].
const HEAD: usize = 3;
/// A chunk holds an eighth of the blocks before it, but at most so many.
const MOST_BLOCKS: usize = 256;

/// How values are stored: without `shift` lower bits, which are 0 in all of them, in `width` bytes.
///
/// Times in whole seconds are multiples of 64 microseconds: gaps of up to three days need four bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Form {
    pub width: u8,
    pub shift: u8,
}

impl Form {
    /// The form of values of which `bits` has all bits.
    pub fn of(bits: u64) -> Self {
        if bits == 0 {
            return Self { width: 0, shift: 0 };
        }
        let shift = bits.trailing_zeros();
        let used = u64::BITS - (bits >> shift).leading_zeros();
        Self { width: used.div_ceil(8) as u8, shift: shift as u8 }
    }

    /// The lower `width` bytes.
    pub fn mask(self) -> u64 {
        match self.width {
            0 => 0,
            width => u64::MAX >> (64 - 8 * u32::from(width.min(8))),
        }
    }
}

/// Room for a block at any width: each value is read and written as eight bytes, of which the next value
/// takes some back.
const ROOM: usize = 8 * BLOCK + 8;

/// Runs a function with the width as a constant, so that the compiler unrolls its loop.
macro_rules! at_width {
    ($form:expr, $function:ident($($argument:expr),*)) => {
        match $form.width {
            0 => $function::<0>($($argument),*),
            1 => $function::<1>($($argument),*),
            2 => $function::<2>($($argument),*),
            3 => $function::<3>($($argument),*),
            4 => $function::<4>($($argument),*),
            5 => $function::<5>($($argument),*),
            6 => $function::<6>($($argument),*),
            7 => $function::<7>($($argument),*),
            _ => $function::<8>($($argument),*),
        }
    };
}

fn encode<const WIDTH: usize>(values: &[i64], shift: u8, room: &mut [u8; ROOM]) {
    for (i, &value) in values.iter().enumerate().take(BLOCK) {
        if let Some(bytes) = room.get_mut(i * WIDTH..i * WIDTH + 8) {
            bytes.copy_from_slice(&(value as u64 >> shift).to_le_bytes());
        }
    }
}

fn decode<const WIDTH: usize>(room: &[u8; ROOM], form: Form, values: &mut [i64; BLOCK]) {
    let mask = form.mask();
    for (i, value) in values.iter_mut().enumerate() {
        if let Some(bytes) = room.get(i * WIDTH..).and_then(|bytes| bytes.first_chunk::<8>()) {
            *value = ((u64::from_le_bytes(*bytes) & mask) << form.shift) as i64;
        }
    }
}

/// A list of values that only grows, without copying what is there.
#[derive(Debug, Clone, Default)]
pub(super) struct Packed {
    /// Blocks one after the other; a block lies in one chunk.
    chunks: Vec<Vec<u8>>,
    /// Number of values.
    n: usize,
    /// All bits of all values.
    bits: u64,
}

impl Packed {
    pub fn len(&self) -> usize {
        self.n
    }

    /// All bits of all values: no value is larger, if none is negative, and the highest is set if one is.
    pub fn bits(&self) -> u64 {
        self.bits
    }

    /// Adds at most [`BLOCK`] values.
    pub fn push(&mut self, values: &[i64]) {
        let bits = values.iter().fold(0, |bits, &value| bits | value as u64);
        let form = Form::of(bits);
        let mut room = [0; ROOM];
        at_width!(form, encode(values, form.shift, &mut room));
        let bytes = room.get(..values.len() * usize::from(form.width)).unwrap_or_default();
        let chunk = self.chunk(HEAD + bytes.len());
        chunk.extend_from_slice(&[values.len() as u8, form.width, form.shift]);
        chunk.extend_from_slice(bytes);
        self.n += values.len();
        self.bits |= bits;
    }

    /// A chunk with room for so many bytes. New ones grow with the list.
    fn chunk(&mut self, bytes: usize) -> &mut Vec<u8> {
        let fits = self.chunks.last().is_some_and(|chunk| chunk.capacity() - chunk.len() >= bytes);
        if !fits {
            let blocks = (self.n / BLOCK / 8).clamp(1, MOST_BLOCKS);
            self.chunks.push(Vec::with_capacity(blocks * bytes));
        }
        let last = self.chunks.len() - 1;
        &mut self.chunks[last]
    }

    /// Bytes that are asked for.
    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(Vec::capacity).sum()
    }

    /// Adds another list.
    pub fn append(&mut self, mut other: Self) {
        // The last chunk has the room for what comes, so the longer list gives it.
        if self.n < other.n {
            std::mem::swap(self, &mut other);
        }
        let last = self.chunks.pop();
        self.chunks.append(&mut other.chunks);
        self.chunks.extend(last);
        self.n += other.n;
        self.bits |= other.bits;
    }

    /// Shows all values, block by block.
    pub fn each(&self, mut see: impl FnMut(&[i64])) {
        let mut values = [0; BLOCK];
        for chunk in &self.chunks {
            let mut rest = chunk.as_slice();
            while let &[n, width, shift, ref after @ ..] = rest {
                let form = Form { width, shift };
                let (n, length) = (usize::from(n), usize::from(n) * usize::from(width));
                let mut room = [0; ROOM];
                let (Some(from), Some(to)) = (after.get(..length), room.get_mut(..length)) else {
                    break;
                };
                to.copy_from_slice(from);
                at_width!(form, decode(&room, form, &mut values));
                see(values.get(..n).unwrap_or_default());
                rest = after.get(length..).unwrap_or_default();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_any_size_come_back() {
        let mut packed = Packed::default();
        let mut expected = Vec::new();
        for bits in 0..64 {
            for length in [1usize, 2, 63, 64] {
                let block: Vec<i64> = (0..length as i64).map(|i| (1i64 << bits).wrapping_sub(i)).collect();
                packed.push(&block);
                let shifted: Vec<i64> = block.iter().map(|value| value.wrapping_shl(7)).collect();
                packed.push(&shifted);
                expected.extend(block.into_iter().chain(shifted));
            }
        }
        let mut found = Vec::new();
        packed.each(|values| found.extend_from_slice(values));
        assert_eq!((packed.len(), found), (expected.len(), expected));
    }

    #[test]
    fn whole_seconds_take_four_bytes_and_zeros_none() {
        assert_eq!(Form::of(86_400_000_000 | 1_000_000), Form { width: 4, shift: 6 });
        assert_eq!(Form::of(0), Form { width: 0, shift: 0 });
        assert_eq!(Form::of(u64::MAX), Form { width: 8, shift: 0 });
        assert_eq!((Form::of(u64::MAX).mask(), Form::of(255).mask()), (u64::MAX, 255));
    }
}
