//! Plain memory that a log reads from: its own, or a part of a file that is mapped into memory.

use std::fmt;
use std::ops::Deref;

#[cfg(feature = "file")]
use arrow_buffer::ScalarBuffer;

/// What a [`Buffer`] holds: numbers for which every pattern of bits is a value.
#[cfg(feature = "file")]
pub trait Plain: arrow_buffer::ArrowNativeType {}
/// What a [`Buffer`] holds: numbers for which every pattern of bits is a value.
#[cfg(not(feature = "file"))]
pub trait Plain: fmt::Debug + Copy + Send + Sync + 'static {}

impl Plain for u8 {}
impl Plain for u32 {}
impl Plain for i64 {}
impl Plain for f64 {}

/// Values in a row, which never change.
#[derive(Clone)]
pub struct Buffer<T: Plain>(Memory<T>);

#[derive(Clone)]
enum Memory<T: Plain> {
    Own(Vec<T>),
    #[cfg(feature = "file")]
    Shared(ScalarBuffer<T>),
}

impl<T: Plain> Default for Buffer<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Plain> Deref for Buffer<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Memory::Own(values) => values,
            #[cfg(feature = "file")]
            Memory::Shared(values) => values,
        }
    }
}

impl<T: Plain> From<Vec<T>> for Buffer<T> {
    fn from(values: Vec<T>) -> Self {
        Self(Memory::Own(values))
    }
}

#[cfg(feature = "file")]
impl<T: Plain> From<ScalarBuffer<T>> for Buffer<T> {
    fn from(values: ScalarBuffer<T>) -> Self {
        Self(Memory::Shared(values))
    }
}

impl<T: Plain> FromIterator<T> for Buffer<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        values.into_iter().collect::<Vec<T>>().into()
    }
}

impl<T: Plain> fmt::Debug for Buffer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Texts, one after the other. The empty text stands for no text.
#[derive(Clone, Default)]
pub struct Texts {
    bytes: Buffer<u8>,
    ends: Buffer<u32>,
}

/// Texts while they are collected.
#[derive(Debug, Clone, Default)]
pub(crate) struct TextList {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Texts {
    /// Number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text at a position; empty beyond the last.
    pub fn get(&self, position: usize) -> &str {
        text_at(&self.bytes, &self.ends, position)
    }

    /// All texts in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|position| self.get(position))
    }

    /// Texts of which these are the bytes and where each ends, if that can be.
    #[cfg(feature = "file")]
    pub(crate) fn checked(bytes: Buffer<u8>, ends: Buffer<u32>) -> Option<Self> {
        let all = std::str::from_utf8(&bytes).ok()?;
        let in_order = ends.is_sorted() && ends.last().is_none_or(|&end| end as usize <= bytes.len());
        let whole = all.is_ascii() || ends.iter().all(|&end| all.is_char_boundary(end as usize));
        (in_order && whole).then_some(Self { bytes, ends })
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> FromIterator<&'a str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut list = TextList::default();
        texts.into_iter().for_each(|text| list.push(text));
        list.into()
    }
}

impl From<TextList> for Texts {
    fn from(list: TextList) -> Self {
        Self { bytes: list.bytes.into(), ends: list.ends.into() }
    }
}

impl TextList {
    /// Number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len() as u32);
    }

    /// The bytes of the text at a position.
    pub fn bytes(&self, position: usize) -> &[u8] {
        bytes_at(&self.bytes, &self.ends, position)
    }

    /// The texts at these positions.
    pub fn pick(&self, positions: &[u32]) -> Self {
        let mut picked = Self { bytes: Vec::with_capacity(self.bytes.len()), ends: Vec::new() };
        picked.ends.reserve(positions.len());
        for &position in positions {
            picked.bytes.extend_from_slice(self.bytes(position as usize));
            picked.ends.push(picked.bytes.len() as u32);
        }
        picked
    }

    /// Whether a text of this length still fits: positions have 32 bits.
    pub fn has_room(&self, length: usize) -> bool {
        self.bytes.len() + length < u32::MAX as usize
    }

    /// Memory in bytes.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * 4
    }
}

fn bytes_at<'a>(bytes: &'a [u8], ends: &[u32], position: usize) -> &'a [u8] {
    let end = ends.get(position).map_or(0, |&end| end as usize);
    let start = if position == 0 { 0 } else { ends.get(position - 1).map_or(end, |&end| end as usize) };
    bytes.get(start..end).unwrap_or_default()
}

fn text_at<'a>(bytes: &'a [u8], ends: &[u32], position: usize) -> &'a str {
    std::str::from_utf8(bytes_at(bytes, ends, position)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_position() {
        let texts: Texts = ["ä", "", "bc"].into_iter().collect();
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["ä", "", "bc"]);
        assert_eq!((texts.get(3), texts.len()), ("", 3));
        assert!(Texts::default().is_empty());
    }
}
