//! JSON text becomes a tree. `serde_json` reads it level by level as raw values, whose position in the
//! text gives every part its place.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::node::{
    Content, Entry, Kind, Lexeme, MAX_DEPTH, MAX_ISSUES, Mark, Node, Size, duplicate_field, too_deep,
};
use crate::error::{Error, Issue, Place, Result};
use crate::model::path::{Path, Step};

/// Reads `text`. Repeated fields are reported and left out.
pub(super) fn parse(text: &str, issues: &mut Vec<Issue>) -> Result<Node> {
    if text.trim_start().is_empty() {
        return Err(Error::Syntax { place: Mark::START.place(), message: "the file is empty".into() });
    }
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| refuse(&error, text))?;
    let places = Places { text, offset: 0, mark: Mark::START };
    let scans = MAX_SCANS * text.len().max(1 << 16);
    Tree { places, path: Path::default(), size: Size::default(), scans, issues }.node(raw)
}

/// A syntax error whose place counts characters, where `serde_json` counts bytes.
fn refuse(error: &serde_json::Error, text: &str) -> Error {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.char_indices().take_while(|(offset, _)| *offset < error.column()).count();
    let place = Place {
        line: Some(error.line().max(1) as u64),
        character: Some(before.max(1) as u64),
        ..Place::default()
    };
    let message = error.to_string();
    let reason = message.rsplit_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
    Error::Syntax { place, message: format!("this is not JSON: {reason}") }
}

/// Lines and characters of growing offsets.
struct Places<'a> {
    text: &'a str,
    offset: usize,
    mark: Mark,
}

impl Places<'_> {
    /// The place of `part`, which lies in the text and not before the last one asked for.
    fn of(&mut self, part: &str) -> Mark {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        for c in self.text.get(self.offset..offset).unwrap_or_default().chars() {
            if c == '\n' {
                self.mark = Mark { line: self.mark.line + 1, character: 1 };
            } else {
                self.mark.character += 1;
            }
        }
        self.offset = self.offset.max(offset);
        self.mark
    }
}

/// How often the whole text may be scanned. Every level of lists and maps scans its text once.
const MAX_SCANS: usize = 16;

struct Tree<'a, 'i> {
    places: Places<'a>,
    path: Path,
    size: Size,
    /// Bytes that may still be scanned.
    scans: usize,
    issues: &'i mut Vec<Issue>,
}

impl<'a> Tree<'a, '_> {
    fn node(&mut self, raw: &'a RawValue) -> Result<Node> {
        let text = raw.get();
        let mark = self.places.of(text);
        let within = self.scans.checked_sub(text.len());
        self.scans = within.filter(|_| self.path.0.len() <= MAX_DEPTH).ok_or_else(|| too_deep(mark))?;
        let content = match text.as_bytes().first() {
            Some(b'{') => self.map(text, mark)?,
            Some(b'[') => self.list(text, mark)?,
            Some(b'"') => Self::lexeme(self.string(text, mark)?, Kind::Text),
            Some(b'n') => Content::Null,
            Some(b't') => Self::lexeme(text.into(), Kind::Boolean(true)),
            Some(b'f') => Self::lexeme(text.into(), Kind::Boolean(false)),
            _ => Self::lexeme(text.into(), Kind::Number(text.parse().unwrap_or(f64::NAN))),
        };
        let text = if let Content::Scalar(lexeme) = &content { lexeme.text.as_str() } else { "" };
        self.size.grow(Size::text(text), mark)?;
        Ok(Node { mark, content })
    }

    fn lexeme(text: String, kind: Kind) -> Content {
        Content::Scalar(Lexeme { text, kind, plain: false })
    }

    fn list(&mut self, text: &'a str, mark: Mark) -> Result<Content> {
        let raw: Vec<&'a RawValue> = read(text, mark)?;
        let mut items = Vec::with_capacity(raw.len());
        for (number, item) in raw.into_iter().enumerate() {
            self.path.0.push(Step::Item(number));
            items.push(self.node(item)?);
            self.path.0.pop();
        }
        Ok(Content::List(items))
    }

    fn map(&mut self, text: &'a str, mark: Mark) -> Result<Content> {
        let Fields(fields) = read(text, mark)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(fields.len());
        let mut seen = BTreeSet::new();
        for (raw_key, raw_value) in fields {
            let mark = self.places.of(raw_key.get());
            let key = self.string(raw_key.get(), mark)?;
            self.size.grow(Size::text(&key), mark)?;
            if seen.insert(key.clone()) {
                self.path.push_field(&key);
                let value = self.node(raw_value)?;
                self.path.0.pop();
                entries.push(Entry { key, mark, value });
            } else if self.issues.len() < MAX_ISSUES {
                self.issues.push(duplicate_field(&self.path, &key, mark));
            }
        }
        Ok(Content::Map(entries))
    }

    fn string(&self, text: &str, mark: Mark) -> Result<String> {
        read(text, mark)
    }
}

/// Reads one value, of which the syntax is already known to be right, escapes in strings excepted.
fn read<'a, T: Deserialize<'a>>(text: &'a str, mark: Mark) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let reason = message.rsplit_once(" at line ").map_or(message.as_str(), |(reason, _)| reason);
        Error::Syntax { place: mark.place(), message: format!("this is not JSON: {reason}") }
    })
}

/// The fields of an object in the order of the text, repeated ones included.
struct Fields<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(fields)
            }
        }
        deserializer.deserialize_map(FieldsVisitor).map(Fields)
    }
}
