//! Where delimiters, quotes, line breaks and NUL bytes are: found in blocks of 64 bytes.

/// Finds the bytes of a delimited text that may mean something.
#[derive(Debug)]
pub(crate) struct Marks {
    delimiter: u8,
    /// Positions: those in `used..end` are found and not consumed; what is behind is room.
    found: Vec<u32>,
    used: usize,
    end: usize,
    /// Bytes that have been looked at.
    searched: usize,
}

/// So many bytes are searched at once: the positions then still are in the first-level cache when they are used.
const PIECE: usize = 4096;
const BLOCK: usize = 64;
/// Positions are written so many at a time.
const BATCH: usize = 8;

impl Marks {
    pub(crate) fn new(delimiter: u8) -> Self {
        Self { delimiter, found: Vec::new(), used: 0, end: 0, searched: 0 }
    }

    /// Begins a new text.
    pub(crate) fn restart(&mut self) {
        (self.used, self.end, self.searched) = (0, 0, 0);
    }

    /// The next positions that are not consumed: at least `count` of them, unless the text has no more.
    #[inline(always)]
    pub(crate) fn ahead(&mut self, text: &[u8], count: usize) -> &[u32] {
        if self.end - self.used < count {
            self.search(text, count);
        }
        self.found.get(self.used..self.end).unwrap_or_default()
    }

    /// Consumes so many positions, which are returned, and `more`.
    #[inline(always)]
    pub(crate) fn take(&mut self, count: usize, more: usize) -> &[u32] {
        let from = self.used;
        self.used = (from + count + more).min(self.end);
        self.found.get(from..self.used.min(from + count)).unwrap_or_default()
    }

    #[cold]
    fn search(&mut self, text: &[u8], count: usize) {
        self.found.copy_within(self.used..self.end, 0);
        self.end -= self.used;
        self.used = 0;
        while self.end < count && self.searched < text.len() {
            let end = (self.searched + PIECE).min(text.len());
            let piece = text.get(self.searched..end).unwrap_or_default();
            let room = self.end + PIECE + BATCH;
            if self.found.len() < room {
                self.found.resize(room.next_power_of_two(), 0);
            }
            let room = self.found.get_mut(self.end..).unwrap_or_default();
            self.end += find(piece, self.delimiter, self.searched as u32, room);
            self.searched = end;
        }
    }
}

/// Writes the positions of special bytes, counted from `base`, and returns their number. There must be room for
/// [`BATCH`] positions more than bytes.
fn find(text: &[u8], delimiter: u8, base: u32, into: &mut [u32]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2")
        && std::is_x86_feature_detected!("bmi1")
        && std::is_x86_feature_detected!("popcnt")
    {
        // SAFETY: the processor has what the function asks for.
        #[allow(unsafe_code)]
        return unsafe { avx2::find(text, delimiter, base, into) };
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    return simd128::find(text, delimiter, base, into);
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    words::find(text, delimiter, base, into)
}

/// Looks at all blocks of a text; `special` sets the bits of the special bytes of one.
#[inline(always)]
fn each_block(text: &[u8], base: u32, into: &mut [u32], special: impl Fn(&[u8; BLOCK]) -> u64) -> usize {
    let (blocks, rest) = text.as_chunks();
    let (mut base, mut count) = (base, 0);
    for block in blocks {
        count = write(special(block), base, count, into);
        base += BLOCK as u32;
    }
    let mut last = [0; BLOCK];
    for (byte, &known) in last.iter_mut().zip(rest) {
        *byte = known;
    }
    let within = (1_u64 << rest.len()) - 1;
    write(special(&last) & within, base, count, into)
}

/// Writes the positions of the bits behind the first `count` positions; returns the new count.
#[inline(always)]
fn write(mut bits: u64, base: u32, count: usize, into: &mut [u32]) -> usize {
    let end = count + bits.count_ones() as usize;
    let mut at = count;
    while let Some(room) = into.get_mut(at..).and_then(<[u32]>::first_chunk_mut::<BATCH>) {
        for position in room {
            *position = base + bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
        }
        at += BATCH;
        if at >= end {
            break;
        }
    }
    end
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set1_epi8, _mm256_setzero_si256,
    };

    use super::{BLOCK, each_block};

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub(super) fn find(text: &[u8], delimiter: u8, base: u32, into: &mut [u32]) -> usize {
        let delimiter = _mm256_set1_epi8(delimiter as i8);
        each_block(text, base, into, |block| special(block, delimiter))
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn special(block: &[u8; BLOCK], delimiter: __m256i) -> u64 {
        let (halves, _) = block.as_chunks();
        let [low, high] = halves else { return 0 };
        u64::from(half(low, delimiter)) | u64::from(half(high, delimiter)) << 32
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn half(bytes: &[u8; 32], delimiter: __m256i) -> u32 {
        // SAFETY: 32 bytes can be read there, and the instruction needs no alignment.
        #[allow(unsafe_code)]
        let bytes = unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) };
        let is = |byte| _mm256_cmpeq_epi8(bytes, byte);
        let one = |byte: u8| is(_mm256_set1_epi8(byte as i8));
        let breaks = _mm256_or_si256(one(b'\n'), one(b'\r'));
        let others = _mm256_or_si256(is(_mm256_setzero_si256()), one(b'"'));
        let all = _mm256_or_si256(_mm256_or_si256(breaks, others), is(delimiter));
        _mm256_movemask_epi8(all) as u32
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128 {
    use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, u64x2, v128_or};

    use super::{BLOCK, each_block};

    pub(super) fn find(text: &[u8], delimiter: u8, base: u32, into: &mut [u32]) -> usize {
        each_block(text, base, into, |block| special(block, delimiter))
    }

    fn special(block: &[u8; BLOCK], delimiter: u8) -> u64 {
        let (words, _) = block.as_chunks::<8>();
        let (pairs, _) = words.as_chunks::<2>();
        pairs.iter().rev().fold(0, |bits, &[low, high]| {
            let bytes = u64x2(u64::from_le_bytes(low), u64::from_le_bytes(high));
            let one = |byte| u8x16_eq(bytes, u8x16_splat(byte));
            let breaks = v128_or(one(b'\n'), one(b'\r'));
            let others = v128_or(one(0), one(b'"'));
            bits << 16 | u64::from(u8x16_bitmask(v128_or(v128_or(breaks, others), one(delimiter))))
        })
    }
}

/// The same with eight bytes of a 64-bit word at once.
#[cfg(any(test, not(all(target_arch = "wasm32", target_feature = "simd128"))))]
mod words {
    use super::{BLOCK, each_block};

    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

    pub(super) fn find(text: &[u8], delimiter: u8, base: u32, into: &mut [u32]) -> usize {
        each_block(text, base, into, |block| special(block, delimiter))
    }

    fn special(block: &[u8; BLOCK], delimiter: u8) -> u64 {
        let (words, _) = block.as_chunks::<8>();
        words.iter().rev().fold(0, |bits, &word| {
            let word = u64::from_le_bytes(word);
            let one = |byte: u8| equal(word ^ u64::from_le_bytes([byte; 8]));
            let all = one(delimiter) | one(b'\n') | one(b'\r') | one(b'"') | one(0);
            // Gathers the highest bits of the bytes in one byte.
            bits << 8 | (all >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
        })
    }

    /// Sets the highest bit of each byte that is 0.
    fn equal(difference: u64) -> u64 {
        !((difference & LOW).wrapping_add(LOW) | difference | LOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(text: &[u8], delimiter: u8) -> Vec<u32> {
        let special = |byte: &u8| *byte == delimiter || b"\n\r\"\0".contains(byte);
        (0..).zip(text).filter(|(_, byte)| special(byte)).map(|(at, _)| at).collect()
    }

    proptest::proptest! {
        #[test]
        fn all_special_bytes_are_found(
            text in proptest::collection::vec(
                proptest::prop_oneof![4 => proptest::num::u8::ANY, 1 => proptest::sample::select(&b",;\n\r\"\0"[..])],
                0..400,
            ),
            delimiter in proptest::sample::select(&b",;\t"[..]),
        ) {
            for find in [find, words::find] {
                let mut found = vec![0; text.len() + BATCH];
                let count = find(&text, delimiter, 0, &mut found);
                proptest::prop_assert_eq!(&found[..count], &expected(&text, delimiter)[..]);
            }
        }
    }

    #[test]
    fn positions_are_given_out_in_pieces() {
        let text = b"12,3\n".repeat(10_000);
        let mut marks = Marks::new(b',');
        let mut all = Vec::new();
        loop {
            let ahead = marks.ahead(&text, 3);
            assert!(ahead.len() >= 3 || all.len() + ahead.len() == 20_000);
            let Some(&first) = ahead.first() else { break };
            all.push(first);
            marks.take(1, 0);
        }
        assert_eq!(all, expected(&text, b','));
    }
}
