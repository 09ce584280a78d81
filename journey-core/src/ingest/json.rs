//! JSON Lines and lists of JSON objects: one object an event.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::loader::{Collect, Loader};
use super::plan::{Plan, roles};
use super::records::Position;
use super::sink::{Cell, Cells, Sink, Spot, check_name};
use crate::error::{Error, Place, Result};
use crate::log::{Columns, EventLog, LogBuilder, Names};

/// An input may have so many different keys.
const MOST_KEYS: usize = 20_000;

/// Takes objects one by one.
pub(super) struct Objects<'c, B = LogBuilder> {
    loader: Loader<'c, B>,
    /// Names of the columns; the code of a name is its position.
    keys: Names,
    /// For each column, the row in which it was seen last; 0 if never.
    seen: Vec<u64>,
    /// Positions of columns that the options name.
    named: usize,
    row: u64,
}

/// What objects need to know of those before them.
#[derive(Clone)]
pub(super) struct Known<'c> {
    /// The columns, and how their times are written.
    pub plan: Plan<'c>,
    /// Names of the columns.
    pub keys: Names,
    /// For each column, whether an object had it.
    pub seen: Vec<bool>,
    /// Positions of columns that the options name.
    named: usize,
}

/// A column was seen before the first row of these objects.
const BEFORE: u64 = u64::MAX;

impl<'c> Known<'c> {
    /// What is known before the first object.
    pub fn new(columns: &'c Columns) -> Result<Self> {
        let keep = columns.keep.iter().flatten().map(String::as_str);
        let kinds = columns.kinds.iter().map(|(name, _)| name.as_str());
        let keys: Names = roles(columns).into_iter().chain(keep).chain(kinds).collect();
        let names: Vec<String> = keys.iter().map(str::to_string).collect();
        let plan = Plan::new(columns, &names, &Place::default())?;
        Ok(Self { plan, keys, seen: vec![false; names.len()], named: names.len() })
    }

    /// An error if none of the objects had a column that was asked for.
    pub fn check_named(&self) -> Result<()> {
        match self.seen.iter().take(self.named).position(|seen| !seen) {
            Some(position) => Err(self.missing(position)),
            None => Ok(()),
        }
    }

    fn missing(&self, position: usize) -> Error {
        let seen = self.keys.iter().zip(&self.seen).filter(|&(_, &seen)| seen);
        Error::MissingColumn {
            place: Place::default(),
            column: self.keys.get(position as u32).into(),
            available: seen.map(|(name, _)| name.to_string()).collect(),
        }
    }
}

/// The parts of an object.
pub(super) type Fields<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

/// A value of an object.
enum Part<'a> {
    Cell(Cell<'a>),
    Text(Cow<'a, str>),
}

impl<'r> Cells<'r> for &'r [Part<'r>] {
    fn cell(&self, position: usize) -> Cell<'r> {
        match self.get(position) {
            None => Cell::Missing,
            Some(Part::Cell(cell)) => *cell,
            Some(Part::Text(text)) if text.is_empty() => Cell::Missing,
            Some(Part::Text(text)) => Cell::Text(text),
        }
    }
}

impl<'c> Objects<'c> {
    pub fn new(columns: &'c Columns) -> Result<Self> {
        let known = Known::new(columns)?;
        let mut loader = Loader::of(known.plan.clone());
        loader.texts_stay_texts();
        Ok(Self::behind(known, 0, loader))
    }

    /// The log; an error if no object had a column that was asked for.
    pub fn finish(self) -> Result<EventLog> {
        self.into_loader()?.finish()
    }
}

impl<'c, B: Collect> Objects<'c, B> {
    /// Takes objects that have so many rows before them.
    pub fn behind(known: Known<'c>, rows: u64, loader: Loader<'c, B>) -> Self {
        let seen = known.seen.iter().map(|&seen| if seen { BEFORE } else { 0 }).collect();
        Self { loader, keys: known.keys, seen, named: known.named, row: rows }
    }

    fn known(&self) -> Known<'c> {
        let seen = self.seen.iter().map(|&row| row > 0).collect();
        Known { plan: self.loader.plan.clone(), keys: self.keys.clone(), seen, named: self.named }
    }

    /// What took the objects; an error if none had a column that was asked for.
    pub fn into_loader(self) -> Result<Loader<'c, B>> {
        if self.row > 0 {
            self.known().check_named()?;
        }
        Ok(self.loader)
    }

    /// What has been collected, and what is known behind the last object.
    pub fn into_parts(self) -> (B, Known<'c>) {
        let known = self.known();
        (self.loader.into_parts().0, known)
    }

    /// Takes the whole lines at the beginning of some bytes; returns how many bytes that are.
    pub fn take_lines(&mut self, bytes: &[u8], at_end: bool, position: &mut Position) -> Result<usize> {
        let mut read = 0;
        loop {
            let rest = bytes.get(read..).unwrap_or_default();
            let length = match memchr::memchr(b'\n', rest) {
                Some(length) => length,
                None if !at_end || rest.is_empty() => return Ok(read),
                None => rest.len(),
            };
            self.take_line(rest.get(..length).unwrap_or_default(), position.line)?;
            *position = Position { line: position.line + 1, row: self.row + 1 };
            read = bytes.len().min(read + length + 1);
        }
    }

    /// Takes a line, which may be blank.
    fn take_line(&mut self, bytes: &[u8], line: u64) -> Result<()> {
        let text = std::str::from_utf8(bytes).map_err(|_| Error::Encoding {
            place: Spot { row: self.row + 1, line: Some(line) }.place(None),
            found: "bytes that are not UTF-8".into(),
        })?;
        if text.trim_ascii().is_empty() {
            return Ok(());
        }
        if self.row == 0 && text.trim_ascii().starts_with('[') {
            let message = "this is a JSON list, not JSON Lines; read it with `read_json`".into();
            return Err(Error::Syntax { place: Place { line: Some(line), ..Place::default() }, message });
        }
        self.take(text, Some(line)).map_err(|error| self.explain(error))
    }

    /// Takes the text of one object; `line` is where it begins.
    fn take(&mut self, text: &str, line: Option<u64>) -> Result<()> {
        self.row += 1;
        let spot = Spot { row: self.row, line };
        let parts = parse(text, spot).and_then(|fields| self.parts(&fields, spot));
        match parts {
            Ok(parts) => self.loader.row(&parts.as_slice(), spot),
            Err(error) => self.loader.broken(error, spot),
        }
    }

    /// The values of an object in the order of the columns.
    fn parts<'a>(&mut self, fields: &Fields<'a>, spot: Spot) -> Result<Vec<Part<'a>>> {
        let mut parts: Vec<Part<'a>> = Vec::with_capacity(self.keys.len());
        parts.resize_with(self.keys.len(), || Part::Cell(Cell::Missing));
        for (key, raw) in fields {
            let Some(position) = self.position(key, spot)? else { continue };
            if position >= parts.len() {
                parts.resize_with(position + 1, || Part::Cell(Cell::Missing));
            }
            if let (Some(slot), Some(seen)) = (parts.get_mut(position), self.seen.get_mut(position)) {
                if *seen == self.row {
                    let place = spot.place(Some(key));
                    return Err(Error::DuplicateColumn { place, column: key.to_string() });
                }
                *seen = self.row;
                *slot = read_part(raw);
            }
        }
        for position in 0..self.named {
            if self.seen.get(position) == Some(&self.row) {
                continue;
            }
            let found = descend(fields, self.keys.get(position as u32), spot)?;
            if let (Some(slot), Some(seen), Some(raw)) =
                (parts.get_mut(position), self.seen.get_mut(position), found)
            {
                *seen = self.row;
                *slot = read_part(raw);
            }
        }
        Ok(parts)
    }

    /// Position of the column of a key; `None` if it is not to be kept.
    fn position(&mut self, key: &str, spot: Spot) -> Result<Option<usize>> {
        if let Some(code) = self.keys.code(key) {
            return Ok(Some(code as usize));
        }
        if self.loader.plan.columns.keep.is_some() {
            return Ok(None);
        }
        check_name(key, &spot.place(None))?;
        if self.keys.len() >= MOST_KEYS {
            let what = "the number of columns".into();
            return Err(Error::Limit { place: spot.place(None), what, limit: MOST_KEYS as u64 });
        }
        let position = self.keys.intern(key) as usize;
        self.seen.push(0);
        self.loader.add_column(position, key);
        Ok(Some(position))
    }

    /// Turns "the first row has no customer" into "there is no column for the customer".
    fn explain(&self, error: Error) -> Error {
        let Error::BadValue { place, value, .. } = &error else { return error };
        let column = place.column.as_deref().and_then(|name| self.keys.code(name));
        match column {
            Some(code) if value.is_empty() && self.seen.get(code as usize) == Some(&0) => {
                match self.known().missing(code as usize) {
                    Error::MissingColumn { column, available, .. } => Error::MissingColumn {
                        place: Place { column: None, ..place.clone() },
                        column,
                        available,
                    },
                    other => other,
                }
            }
            _ => error,
        }
    }
}

/// The fields of an object.
pub(super) fn parse(text: &str, spot: Spot) -> Result<Fields<'_>> {
    struct Object;
    impl<'de> Visitor<'de> for Object {
        type Value = Fields<'de>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object such as {\"customer\": \"a\", …}")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut fields = Vec::with_capacity(16);
            while let Some(Text(key)) = map.next_key()? {
                fields.push((key, map.next_value()?));
            }
            Ok(fields)
        }
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let fields = json.deserialize_map(Object).and_then(|fields| json.end().map(|()| fields));
    fields.map_err(|error| syntax(&error, spot))
}

/// A text that is borrowed unless it has escapes.
#[derive(Default)]
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;
        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.into())))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

pub(super) fn syntax(error: &serde_json::Error, spot: Spot) -> Error {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).to_string();
    let line = spot.line.map(|line| line + (error.line() as u64).saturating_sub(1));
    let character = line.map(|_| error.column() as u64);
    Error::Syntax { place: Place { line, character, ..spot.place(None) }, message }
}

/// The value of one field. Lists and objects stay JSON text.
fn read_part<'a>(raw: &'a RawValue) -> Part<'a> {
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'n') | None => Part::Cell(Cell::Missing),
        Some(b't') => Part::Cell(Cell::Boolean(true)),
        Some(b'f') => Part::Cell(Cell::Boolean(false)),
        Some(b'"') => match serde_json::from_str::<Text<'a>>(text) {
            Ok(Text(text)) => Part::Text(text),
            Err(_) => Part::Text(Cow::Borrowed(text)),
        },
        Some(b'[' | b'{') => Part::Text(Cow::Borrowed(text)),
        Some(_) => number(text),
    }
}

fn number(text: &str) -> Part<'_> {
    if text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
        return match text.parse() {
            Ok(number) => Part::Cell(Cell::Number(number)),
            Err(_) => Part::Text(Cow::Borrowed(text)),
        };
    }
    match text.parse() {
        Ok(number) => Part::Cell(Cell::Integer(number)),
        Err(_) => Part::Text(Cow::Borrowed(text)),
    }
}

/// The value at a dotted path within nested objects. A key that itself has dots comes first.
fn descend<'a>(fields: &Fields<'a>, path: &str, spot: Spot) -> Result<Option<&'a RawValue>> {
    for (dot, _) in path.match_indices('.') {
        let (head, tail) = (path.get(..dot).unwrap_or_default(), path.get(dot + 1..).unwrap_or_default());
        let inner = fields.iter().find(|(key, raw)| key == head && raw.get().starts_with('{'));
        if let Some((_, raw)) = inner {
            let fields = parse(raw.get(), Spot { line: None, ..spot })?;
            if let Some((_, raw)) = fields.iter().find(|(key, _)| key == tail) {
                return Ok(Some(raw));
            }
            if let Some(raw) = descend(&fields, tail, spot)? {
                return Ok(Some(raw));
            }
        }
    }
    Ok(None)
}

/// Reads a JSON list of objects.
fn read_list(text: &str, columns: &Columns) -> Result<EventLog> {
    struct List<'o, 'c> {
        objects: &'o mut Objects<'c>,
        failed: &'o mut Option<Error>,
        text: &'o str,
    }
    impl<'de> Visitor<'de> for List<'_, '_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of objects")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
            let (mut line, mut counted) = (1, 0);
            while let Some(raw) = list.next_element::<&'de RawValue>()? {
                let at = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
                let between = self.text.as_bytes().get(counted..at).unwrap_or_default();
                line += memchr::memchr_iter(b'\n', between).count() as u64;
                counted = at;
                if let Err(error) = self.objects.take(raw.get(), Some(line)) {
                    *self.failed = Some(self.objects.explain(error));
                    return Err(A::Error::custom("stopped"));
                }
            }
            Ok(())
        }
    }
    let mut objects = Objects::new(columns)?;
    let mut failed = None;
    let mut json = serde_json::Deserializer::from_str(text);
    let list = List { objects: &mut objects, failed: &mut failed, text };
    let read = json.deserialize_seq(list).and_then(|()| json.end());
    match (failed, read) {
        (Some(error), _) => Err(error),
        (None, Err(error)) => Err(syntax(&error, Spot { row: 0, line: Some(1) })),
        (None, Ok(())) => objects.finish(),
    }
}

impl EventLog {
    /// Reads events from the text of one JSON list of objects. See [`Self::read_json_lines`].
    ///
    /// # Errors
    /// See [`Self::read_json_lines`].
    pub fn read_json(text: &str, columns: &Columns) -> Result<Self> {
        read_list(text, columns)
    }

    /// Reads events from JSON objects in memory. See [`Self::read_json_lines`].
    ///
    /// # Errors
    /// See [`Self::read_json_lines`].
    pub fn from_rows(rows: &[serde_json::Value], columns: &Columns) -> Result<Self> {
        let mut objects = Objects::new(columns)?;
        for row in rows {
            objects.take(&row.to_string(), None).map_err(|error| objects.explain(error))?;
        }
        objects.finish()
    }
}
