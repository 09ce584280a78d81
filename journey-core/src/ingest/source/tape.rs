//! A record as a list of its values, each behind what it is within: taken apart once, then looked at by many paths.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};

use super::path::Step;
use crate::error::{Error, Result};
use crate::ingest::json::{Text, syntax};
use crate::ingest::sink::{Cell, Spot};

/// A record may have so many values.
const MOST_VALUES: usize = 1 << 20;

/// All values of a record.
#[derive(Debug, Default)]
pub(super) struct Tape<'a> {
    values: Vec<Value<'a>>,
    overflow: bool,
}

#[derive(Debug)]
struct Value<'a> {
    /// The field that it is; empty for items.
    key: Cow<'a, str>,
    part: Part<'a>,
    /// Position behind it and all that is within it.
    end: usize,
}

#[derive(Debug)]
enum Part<'a> {
    Cell(Cell<'a>),
    Text(String),
    List,
    Object,
}

/// What was found at the end of a path.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found<'t> {
    Cell(Cell<'t>),
    Text(String),
    /// A list or an object, at this position.
    Tree(usize),
}

impl Found<'_> {
    /// The value as a cell; `None` for a list or an object.
    pub fn cell(&self) -> Option<Cell<'_>> {
        match self {
            Self::Cell(cell) => Some(*cell),
            Self::Text(text) if text.is_empty() => Some(Cell::Missing),
            Self::Text(text) => Some(Cell::Text(text)),
            Self::Tree(_) => None,
        }
    }

    pub fn is_missing(&self) -> bool {
        self.cell() == Some(Cell::Missing)
    }
}

impl<'a> Tape<'a> {
    /// An empty tape that uses the memory of another.
    pub fn reusing(tape: Tape<'_>) -> Self {
        let mut values = tape.values;
        values.clear();
        Self { values: values.into_iter().map_while(|_| None).collect(), overflow: false }
    }

    /// Puts the record, which is JSON text, on the tape. Texts of fields in `inner` are JSON too.
    pub fn json(&mut self, text: &'a str, inner: &[String], spot: Spot) -> Result<()> {
        let mut json = serde_json::Deserializer::from_str(text);
        let seed = Seed { tape: self, key: Cow::Borrowed(""), keep: Borrow, depth: 0, inner };
        let done = seed.deserialize(&mut json).and_then(|()| json.end());
        done.map_err(|error| self.explain(&error, spot))
    }

    fn explain(&self, error: &serde_json::Error, spot: Spot) -> Error {
        match self.overflow {
            true => Error::Limit {
                place: spot.place(None),
                what: "the number of values of a record".into(),
                limit: MOST_VALUES as u64,
            },
            false => syntax(error, spot),
        }
    }

    /// Begins a record that is a row of a table.
    pub fn begin_row(&mut self) {
        self.values.push(Value { key: Cow::Borrowed(""), part: Part::Object, end: 1 });
    }

    /// Adds a cell of the row; `inner` says that its text is JSON.
    pub fn cell(&mut self, name: &'a str, cell: Cell<'a>, inner: bool, spot: Spot) -> Result<()> {
        match cell {
            Cell::Text(text) if inner && is_json(text) => {
                let mut json = serde_json::Deserializer::from_str(text);
                let seed = Seed { tape: self, key: Cow::Borrowed(name), keep: Borrow, depth: 1, inner: &[] };
                let done = seed.deserialize(&mut json).and_then(|()| json.end());
                done.map_err(|error| match self.overflow {
                    true => self.explain(&error, spot),
                    false => spot.bad(name, &cell, "JSON"),
                })?;
            }
            cell => {
                let end = self.values.len() + 1;
                self.values.push(Value { key: Cow::Borrowed(name), part: Part::Cell(cell), end });
            }
        }
        let end = self.values.len();
        if let Some(root) = self.values.first_mut() {
            root.end = end;
        }
        Ok(())
    }

    fn push(&mut self, key: Cow<'a, str>, part: Part<'a>) -> usize {
        let position = self.values.len();
        self.overflow |= position >= MOST_VALUES;
        self.values.push(Value { key, part, end: position + 1 });
        position
    }

    fn close(&mut self, position: usize) {
        let end = self.values.len();
        if let Some(value) = self.values.get_mut(position) {
            value.end = end;
        }
    }
}

impl Tape<'_> {
    /// The value at a position.
    pub fn found(&self, position: usize) -> Found<'_> {
        match self.values.get(position).map(|value| &value.part) {
            None => Found::Cell(Cell::Missing),
            Some(Part::Cell(cell)) => Found::Cell(*cell),
            Some(Part::Text(text)) if text.is_empty() => Found::Cell(Cell::Missing),
            Some(Part::Text(text)) => Found::Cell(Cell::Text(text)),
            Some(Part::List | Part::Object) => Found::Tree(position),
        }
    }

    /// The name of the field at a position.
    pub fn key(&self, position: usize) -> &str {
        self.values.get(position).map_or("", |value| &value.key)
    }

    /// Whether a list is at a position.
    pub fn is_list(&self, position: usize) -> bool {
        self.values.get(position).is_some_and(|value| matches!(value.part, Part::List))
    }

    /// Positions of what is directly within the list or object at a position.
    pub fn within(&self, position: usize) -> impl Iterator<Item = usize> {
        let end = self.values.get(position).map_or(0, |value| value.end);
        let mut next = position + 1;
        std::iter::from_fn(move || {
            let at = (next < end).then_some(next)?;
            next = self.values.get(at)?.end;
            Some(at)
        })
    }

    fn field(&self, position: usize, name: &str) -> Option<usize> {
        if self.is_list(position) {
            return None;
        }
        self.within(position).find(|&at| self.key(at) == name)
    }

    /// Gives all values at the end of a path to `take`, until it says that it has enough.
    pub fn walk(&self, position: usize, steps: &[Step], take: &mut dyn FnMut(usize) -> bool) -> bool {
        let Some((step, rest)) = steps.split_first() else { return take(position) };
        match step {
            Step::Field(name) => match self.field(position, name) {
                Some(at) => self.walk(at, rest, take),
                None => false,
            },
            Step::Items => {
                self.is_list(position) && self.within(position).any(|at| self.walk(at, rest, take))
            }
            Step::Item(number) if self.is_list(position) => match self.within(position).nth(*number) {
                Some(at) => self.walk(at, rest, take),
                None => false,
            },
            Step::Item(_) => false,
            Step::With { field, text } => {
                let is_it = |at: &usize| {
                    let found = self.field(*at, field).map(|at| self.found(at));
                    found.and_then(|found| found.cell().map(|cell| same_text(&cell, text))) == Some(true)
                };
                match self.within(position).find(is_it) {
                    Some(at) => self.walk(at, rest, take),
                    None => false,
                }
            }
        }
    }

    /// The list or object at a position as JSON text.
    pub fn written(&self, position: usize) -> String {
        let mut out = String::new();
        self.write(position, &mut out);
        out
    }

    /// The depth of what `serde_json` reads is limited, and so is this.
    fn write(&self, position: usize, out: &mut String) {
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let (open, close, named) = match self.values.get(position).map(|value| &value.part) {
            Some(Part::Object) => ("{", "}", true),
            Some(Part::List) => ("[", "]", false),
            Some(Part::Text(text)) => return out.push_str(&quoted(text)),
            Some(Part::Cell(Cell::Text(text))) => return out.push_str(&quoted(text)),
            Some(Part::Cell(Cell::Missing)) | None => return out.push_str("null"),
            Some(Part::Cell(cell)) => return out.push_str(&cell.shown()),
        };
        out.push_str(open);
        for (number, at) in self.within(position).enumerate() {
            if number > 0 {
                out.push(',');
            }
            if named {
                out.push_str(&quoted(self.key(at)));
                out.push(':');
            }
            self.write(at, out);
        }
        out.push_str(close);
    }
}

/// Whether a cell is this text, as it would be written.
pub(super) fn same_text(cell: &Cell<'_>, text: &str) -> bool {
    match cell {
        Cell::Text(found) => *found == text,
        Cell::Missing => false,
        cell => cell.shown() == text,
    }
}

/// Whether a text looks like a JSON list or object.
fn is_json(text: &str) -> bool {
    text.trim_ascii_start().starts_with(['{', '['])
}

/// How texts of JSON get on the tape.
trait Keep<'de, 'a>: Copy {
    fn keep(self, text: &'de str) -> Cow<'a, str>;
}

/// As they are: the text lives long enough.
#[derive(Clone, Copy)]
struct Borrow;

/// As copies.
#[derive(Clone, Copy)]
struct Copied;

impl<'a> Keep<'a, 'a> for Borrow {
    fn keep(self, text: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(text)
    }
}

impl<'de, 'a> Keep<'de, 'a> for Copied {
    fn keep(self, text: &'de str) -> Cow<'a, str> {
        Cow::Owned(text.into())
    }
}

/// Puts one JSON value on the tape.
struct Seed<'t, 'a, K> {
    tape: &'t mut Tape<'a>,
    key: Cow<'a, str>,
    keep: K,
    /// 0 for the record, 1 for its fields.
    depth: usize,
    /// Fields of the record whose texts are JSON.
    inner: &'t [String],
}

impl<'a, K> Seed<'_, 'a, K> {
    fn put<E: serde::de::Error>(self, part: Part<'a>) -> Result<(), E> {
        self.tape.push(self.key, part);
        self.tape.check()
    }

    fn text<E: serde::de::Error>(self, text: Cow<'a, str>) -> Result<(), E> {
        let inner = self.depth == 1 && is_json(&text) && self.inner.iter().any(|name| *name == *self.key);
        if inner {
            let mut json = serde_json::Deserializer::from_str(&text);
            let name = self.key.clone().into_owned();
            let seed = Seed { tape: self.tape, key: self.key, keep: Copied, depth: 1, inner: &[] };
            let done = seed.deserialize(&mut json).and_then(|()| json.end());
            return done.map_err(|error| E::custom(format!("the text of `{name}` is no JSON ({error})")));
        }
        match text {
            Cow::Borrowed("") => self.put(Part::Cell(Cell::Missing)),
            Cow::Borrowed(text) => self.put(Part::Cell(Cell::Text(text))),
            Cow::Owned(text) => self.put(Part::Text(text)),
        }
    }
}

impl Tape<'_> {
    fn check<E: serde::de::Error>(&self) -> Result<(), E> {
        if self.overflow { Err(E::custom("too many values")) } else { Ok(()) }
    }
}

impl<'de, 'a, K: Keep<'de, 'a>> DeserializeSeed<'de> for Seed<'_, 'a, K> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.depth {
            0 => deserializer.deserialize_map(self),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de, 'a, K: Keep<'de, 'a>> Visitor<'de> for Seed<'_, 'a, K> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object such as {\"customer\": \"a\", …}")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.put(Part::Cell(Cell::Missing))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.put(Part::Cell(Cell::Boolean(value)))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.put(Part::Cell(Cell::Integer(number)))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        match i64::try_from(number) {
            Ok(number) => self.put(Part::Cell(Cell::Integer(number))),
            Err(_) => self.put(Part::Text(number.to_string())),
        }
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        self.put(Part::Cell(Cell::Number(number)))
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<(), E> {
        let text = self.keep.keep(text);
        self.text(text)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.text(Cow::Owned(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let Self { tape, key, keep, depth, inner } = self;
        let position = tape.push(key, Part::List);
        loop {
            let key = Cow::Borrowed("");
            let seed = Seed { tape: &mut *tape, key, keep, depth: depth.max(1) + 1, inner };
            if list.next_element_seed(seed)?.is_none() {
                tape.close(position);
                return tape.check();
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { tape, key, keep, depth, inner } = self;
        let position = tape.push(key, Part::Object);
        while let Some(Text(key)) = map.next_key::<Text<'de>>()? {
            let key = match key {
                Cow::Borrowed(key) => keep.keep(key),
                Cow::Owned(key) => Cow::Owned(key),
            };
            if key.contains('\0') {
                return Err(A::Error::custom("a field with a NUL character in its name"));
            }
            map.next_value_seed(Seed { tape: &mut *tape, key, keep, depth: depth + 1, inner })?;
        }
        tape.close(position);
        tape.check()
    }
}
