//! A tree becomes typed values by serde. The types alone say what a document may hold.
//!
//! A problem does not stop the reading: it is noted, and the value gets a placeholder (a *hole*), so that
//! all problems of a document are found at once. Only what serde itself refuses (a missing field, a text that is
//! no time span) ends a pass; the caller then puts a hole into the tree and begins another pass.

use std::cell::RefCell;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde::{Deserializer, forward_to_deserialize_any};

use super::fault::Fault;
use super::node::{Content, Entry, Kind, Lexeme, MAX_ISSUES, Mark, Node};
use crate::error::{Issue, Place};
use crate::model::path::{Path, Step, shorten};
use crate::similar::similar;

/// What one pass notes.
#[derive(Default)]
pub(super) struct Pass {
    path: RefCell<Path>,
    issues: RefCell<Vec<Issue>>,
    holes: RefCell<Vec<Path>>,
}

impl Pass {
    /// The problems that were stepped over, and where placeholders stand.
    pub(super) fn finish(self) -> (Vec<Issue>, Vec<Path>) {
        (self.issues.into_inner(), self.holes.into_inner())
    }

    fn report(&self, mark: Mark, field: Option<String>, code: &str, message: String, expected: String) {
        let mut issues = self.issues.borrow_mut();
        if issues.len() < MAX_ISSUES {
            let place = Place { field, ..mark.place() };
            issues.push(Issue { code: code.into(), place, message, expected: Some(expected) });
        }
    }

    /// Whether enough has been reported, so that no more messages need to be made.
    fn is_full(&self) -> bool {
        self.issues.borrow().len() >= MAX_ISSUES
    }

    /// Does something one step down and remembers where it failed.
    fn step<T>(&self, step: Step, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
        self.path.borrow_mut().0.push(step);
        let result = work().map_err(|fault| self.here(fault));
        self.path.borrow_mut().0.pop();
        result
    }

    fn here(&self, mut fault: Fault) -> Fault {
        if fault.0.path.is_none() {
            fault.0.path = Some(self.path.borrow().clone());
        }
        fault
    }
}

static HOLE: Node = Node { mark: Mark::START, content: Content::Hole };

/// A part of the tree, about to become a value.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    node: &'a Node,
    pass: &'a Pass,
}

impl<'a> Part<'a> {
    pub(super) fn new(node: &'a Node, pass: &'a Pass) -> Self {
        Self { node, pass }
    }

    fn with(self, node: &'a Node) -> Self {
        Self { node, ..self }
    }

    /// A placeholder for this part, after noting that it is not what it should be.
    fn refuse(self, code: &str, expected: impl Into<String>) -> Self {
        if self.pass.is_full() {
            return self.hole();
        }
        let found = self.node.describe();
        let message = match code {
            "wrong_type" => format!("this is {found}"),
            _ => format!("{found} is not possible here"),
        };
        let field = self.pass.path.borrow().text();
        self.pass.report(self.node.mark, field, code, message, expected.into());
        self.hole()
    }

    fn hole(self) -> Self {
        self.pass.holes.borrow_mut().push(self.pass.path.borrow().clone());
        self.with(&HOLE)
    }

    fn lexeme(self) -> Option<&'a Lexeme> {
        match &self.node.content {
            Content::Scalar(lexeme) => Some(lexeme),
            _ => None,
        }
    }

    /// The text of this part, or a text that every field accepts.
    fn text(self, expected: &str) -> &'a str {
        const PLACEHOLDER: &str = "0s";
        match self.lexeme() {
            Some(lexeme) if lexeme.plain || lexeme.kind == Kind::Text => return &lexeme.text,
            _ if matches!(self.node.content, Content::Hole) => self.hole(),
            _ => self.refuse("wrong_type", expected),
        };
        PLACEHOLDER
    }

    /// The number of this part, or 0.
    fn number(self, expected: &str, allowed: impl Fn(f64) -> bool) -> f64 {
        match self.lexeme().map(|lexeme| lexeme.kind) {
            Some(Kind::Number(number)) if allowed(number) => return number,
            Some(Kind::Number(_)) => self.refuse("bad_value", expected),
            _ if matches!(self.node.content, Content::Hole) => self.hole(),
            _ => self.refuse("wrong_type", expected),
        };
        0.0
    }

    fn whole(self, expected: &str, most: f64) -> u64 {
        self.number(expected, |number| number >= 0.0 && number <= most && number == number.floor()) as u64
    }

    fn items(self) -> &'a [Node] {
        match &self.node.content {
            Content::List(items) => return items,
            Content::Hole => self.hole(),
            _ => self.refuse("wrong_type", "a list"),
        };
        &[]
    }

    fn entries(self, expected: impl FnOnce() -> String) -> Option<&'a [Entry]> {
        match &self.node.content {
            Content::Map(entries) => return Some(entries),
            Content::Hole => self.hole(),
            _ => self.refuse("wrong_type", expected()),
        };
        None
    }

    /// The fields of a struct. Unknown ones are noted and left out.
    fn fields(self, names: &'static [&'static str]) -> Fields<'a> {
        let entries = self.entries(|| format!("a map with the fields {}", list(names)));
        let Some(entries) = entries else {
            let holes = names.iter().map(|name| (*name, &HOLE)).collect();
            return Fields { part: self, entries: holes, next: 0 };
        };
        let mut known = Vec::with_capacity(entries.len());
        for Entry { key, mark, value } in entries {
            if names.contains(&key.as_str()) {
                known.push((key.as_str(), value));
            } else {
                self.unknown_field(key, *mark, value, names);
            }
        }
        Fields { part: self, entries: known, next: 0 }
    }

    fn unknown_field(self, key: &str, mark: Mark, value: &Node, names: &[&str]) {
        if self.pass.is_full() {
            return;
        }
        let field = self.pass.path.borrow().field(key).text();
        let message = format!("there is no field `{}` here{}", shorten(key), did_you_mean(key, names));
        let expected = match key {
            "<<" => "the fields themselves: merging (`<<`) is not part of YAML 1.2".to_string(),
            _ if key.contains(' ') && matches!(value.content, Content::Null) => {
                format!("one of {}; or quotes around a text with a comma", list(names))
            }
            _ => format!("one of {}", list(names)),
        };
        self.pass.report(mark, field, "unknown_field", message, expected);
    }

    /// The variant of an enum and its content.
    fn choice(self, variants: &'static [&'static str]) -> Choice<'a> {
        let first = variants.first().copied().unwrap_or_default();
        let (name, content) = match &self.node.content {
            Content::Hole => (first, Some(self.hole())),
            Content::Scalar(lexeme) => (lexeme.text.as_str(), None),
            Content::Map(entries) => match entries.as_slice() {
                [entry] => (entry.key.as_str(), Some(self.with(&entry.value))),
                _ => (first, Some(self.refuse("wrong_type", format!("exactly one of {}", list(variants))))),
            },
            _ => (first, Some(self.refuse("wrong_type", format!("one of {}", list(variants))))),
        };
        if variants.contains(&name) {
            return Choice { part: self, name, content };
        }
        let message = format!("`{}` is not known here{}", shorten(name), did_you_mean(name, variants));
        let field = self.pass.path.borrow().text();
        let expected = format!("one of {}", list(variants));
        self.pass.report(self.node.mark, field, "unknown_value", message, expected);
        Choice { part: self, name: first, content: Some(self.hole()) }
    }
}

/// A suggestion such as "; did you mean `owner`?", or nothing. Texts that are much longer or shorter are not
/// looked at, which keeps hostile documents cheap.
pub(in crate::model) fn did_you_mean(name: &str, known: &[&str]) -> String {
    let alike = |known: &&str| name.len() <= 100 && known.len().abs_diff(name.len()) <= 12;
    let near = similar(name, known.iter().copied().filter(alike).take(500));
    near.first().map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

impl<'de> Deserializer<'de> for Part<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::Hole => {
                self.hole();
                visitor.visit_f64(0.0)
            }
            Content::Null => visitor.visit_unit(),
            Content::Scalar(lexeme) => match lexeme.kind {
                Kind::Text => visitor.visit_str(&lexeme.text),
                Kind::Boolean(value) => visitor.visit_bool(value),
                Kind::Number(_) => visitor.visit_f64(self.number("a finite number", f64::is_finite)),
            },
            Content::List(_) => self.deserialize_seq(visitor),
            Content::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.lexeme().map(|lexeme| lexeme.kind) {
            Some(Kind::Boolean(value)) => return visitor.visit_bool(value),
            _ if matches!(self.node.content, Content::Hole) => self.hole(),
            _ => self.refuse("wrong_type", "`true` or `false`"),
        };
        visitor.visit_bool(false)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u64(self.whole("a whole number from 0 to 255", 255.0))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u64(self.whole("a whole number, 0 or more", f64::from(u32::MAX)))
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        visitor.visit_u64(self.whole("a whole number, 0 or more", EXACT))
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_f64(self.number("a finite number", f64::is_finite))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.text("text"))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::Null => visitor.visit_none(),
            Content::Hole => {
                self.hole();
                visitor.visit_none()
            }
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(Items { part: self, items: self.items(), next: 0 })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries = self.entries(|| "a map of fields".into()).unwrap_or_default();
        let entries = entries.iter().map(|entry| (entry.key.as_str(), &entry.value)).collect();
        visitor.visit_map(Fields { part: self, entries, next: 0 })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(self.fields(names)).map_err(|fault| self.pass.here(fault))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self.choice(variants))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u16 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

struct Items<'a> {
    part: Part<'a>,
    items: &'a [Node],
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some(item) = self.items.get(self.next) else { return Ok(None) };
        let number = self.next;
        self.next += 1;
        let part = self.part;
        part.pass.step(Step::Item(number), || seed.deserialize(part.with(item))).map(Some)
    }
}

struct Fields<'a> {
    part: Part<'a>,
    entries: Vec<(&'a str, &'a Node)>,
    next: usize,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((name, _)) = self.entries.get(self.next) else { return Ok(None) };
        let name: StrDeserializer<'_, Fault> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let (name, node) = self.entries.get(self.next).copied().unwrap_or(("", &HOLE));
        self.next += 1;
        let part = self.part;
        part.pass.step(Step::Field(name.into()), || seed.deserialize(part.with(node)))
    }
}

/// The chosen variant of an enum.
struct Choice<'a> {
    part: Part<'a>,
    name: &'a str,
    content: Option<Part<'a>>,
}

impl<'a> Choice<'a> {
    fn content(&self, expected: impl FnOnce() -> String) -> Part<'a> {
        self.content.unwrap_or_else(|| self.part.refuse("wrong_type", expected()))
    }
}

impl<'de, 'a> EnumAccess<'de> for Choice<'a> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Fault> {
        let name: StrDeserializer<'_, Fault> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.content.map(|part| &part.node.content) {
            None | Some(Content::Null | Content::Hole) => {}
            Some(_) => {
                self.part.refuse("wrong_type", format!("just `{}`", self.name));
            }
        }
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        let content = self.content(|| format!("`{}:` with its content", self.name));
        self.part.pass.step(Step::Field(self.name.into()), || seed.deserialize(content))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(serde::de::Error::custom("a map document has no tuples"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let expected = || match names {
            [] => format!("`{}: {{}}`", self.name),
            _ => format!("`{}:` with the fields {}", self.name, list(names)),
        };
        let content = self.content(expected);
        let pass = self.part.pass;
        pass.step(Step::Field(self.name.into()), || visitor.visit_map(content.fields(names)))
    }
}
