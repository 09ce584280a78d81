//! Plain memory that a log reads from.

use std::fmt;
use std::ops::Deref;

/// Values in a row, which never change.
#[derive(Clone)]
pub struct Buffer<T>(Vec<T>);

impl<T> Default for Buffer<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Buffer<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> From<Vec<T>> for Buffer<T> {
    fn from(values: Vec<T>) -> Self {
        Self(values)
    }
}

impl<T> FromIterator<T> for Buffer<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T: fmt::Debug> fmt::Debug for Buffer<T> {
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

    pub fn get(&self, position: usize) -> &str {
        text_at(&self.bytes, &self.ends, position)
    }

    /// The bytes of the text at a position.
    pub fn bytes(&self, position: usize) -> &[u8] {
        bytes_at(&self.bytes, &self.ends, position)
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
