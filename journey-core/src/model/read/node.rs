//! A document as a tree, whatever its syntax, with the place of every part.

use std::collections::BTreeSet;

use crate::error::{Error, Issue, Place, Result};
use crate::model::path::{Path, Step, shorten};

/// Bytes of the largest document that is read.
pub(in crate::model) const MAX_BYTES: u64 = 8 << 20;
/// Levels of lists and maps within each other.
pub(super) const MAX_DEPTH: usize = 64;
/// Values of a document, those that YAML aliases repeat included.
const MAX_NODES: u64 = 200_000;
/// Bytes of text of a document, those that YAML aliases repeat included.
const MAX_TEXT: u64 = 2 * MAX_BYTES;

/// Line and character, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::model) struct Mark {
    pub(super) line: u64,
    pub(super) character: u64,
}

impl Mark {
    pub(super) const START: Self = Self { line: 1, character: 1 };

    pub(super) fn place(self) -> Place {
        Place { line: Some(self.line), character: Some(self.character), ..Place::default() }
    }
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(in crate::model) struct Node {
    pub(super) mark: Mark,
    pub(in crate::model) content: Content,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(in crate::model) enum Content {
    /// No value.
    Null,
    /// Text, number or boolean.
    Scalar(Lexeme),
    /// A list.
    List(Vec<Node>),
    /// Fields in the order of the document; no name is there twice.
    Map(Vec<Entry>),
    /// Where a wrong or missing value was, once it has been reported.
    Hole,
}

/// A field with its value.
#[derive(Debug, Clone)]
pub(in crate::model) struct Entry {
    pub(in crate::model) key: String,
    pub(super) mark: Mark,
    pub(in crate::model) value: Node,
}

/// A text, number or boolean as it is written.
#[derive(Debug, Clone)]
pub(in crate::model) struct Lexeme {
    pub(in crate::model) text: String,
    pub(in crate::model) kind: Kind,
    /// Whether it is an unquoted YAML scalar, which may also be read as text.
    pub(in crate::model) plain: bool,
}

/// What a [`Lexeme`] means by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::model) enum Kind {
    Text,
    Boolean(bool),
    Number(f64),
}

impl Node {
    /// Values and bytes of text of this part of the tree.
    pub(super) fn size(&self) -> Size {
        match &self.content {
            Content::Scalar(lexeme) => Size { nodes: 1, text: lexeme.text.len() as u64 },
            Content::List(items) => items.iter().fold(Size::ONE, |size, item| size.plus(item.size())),
            Content::Map(entries) => entries.iter().fold(Size::ONE, |size, entry| {
                size.plus(entry.value.size()).plus(Size { nodes: 0, text: entry.key.len() as u64 })
            }),
            Content::Null | Content::Hole => Size::ONE,
        }
    }

    /// What kind of value this is, for messages.
    pub(super) fn describe(&self) -> String {
        match &self.content {
            Content::Null | Content::Hole => "nothing".into(),
            Content::Scalar(Lexeme { kind: Kind::Text, text, .. }) => format!("the text {:?}", shorten(text)),
            Content::Scalar(Lexeme { kind: Kind::Boolean(_), text, .. }) => format!("the boolean {text}"),
            Content::Scalar(Lexeme { text, .. }) => format!("the number {}", shorten(text)),
            Content::List(_) => "a list".into(),
            Content::Map(_) => "a map of fields".into(),
        }
    }

    /// The part one step down.
    pub(super) fn child(&self, step: &Step) -> Option<&Node> {
        match (&self.content, step) {
            (Content::List(items), Step::Item(number)) => items.get(*number),
            (Content::Map(entries), Step::Field(name)) => {
                entries.iter().find(|entry| entry.key == *name).map(|entry| &entry.value)
            }
            _ => None,
        }
    }

    fn child_mut(&mut self, step: &Step) -> Option<&mut Node> {
        match (&mut self.content, step) {
            (Content::List(items), Step::Item(number)) => items.get_mut(*number),
            (Content::Map(entries), Step::Field(name)) => {
                entries.iter_mut().find(|entry| entry.key == *name).map(|entry| &mut entry.value)
            }
            _ => None,
        }
    }

    /// The place of the part at `path`, or of the nearest part around it that exists.
    pub(super) fn locate(&self, path: &Path) -> Mark {
        let mut node = self;
        for step in &path.0 {
            match node.child(step) {
                Some(child) => node = child,
                None => break,
            }
        }
        node.mark
    }

    /// Puts a hole at `path`, so that the rest can still be read. False if there is no such part.
    pub(super) fn punch(&mut self, path: &Path) -> bool {
        let mut node = self;
        for (depth, step) in path.0.iter().enumerate() {
            let last = depth + 1 == path.0.len();
            if last
                && let (Content::Map(entries), Step::Field(name)) = (&mut node.content, step)
                && !entries.iter().any(|entry| entry.key == *name)
            {
                let value = Node { mark: node.mark, content: Content::Hole };
                entries.push(Entry { key: name.clone(), mark: node.mark, value });
                return true;
            }
            match node.child_mut(step) {
                Some(child) => node = child,
                None => return false,
            }
        }
        let fresh = !matches!(node.content, Content::Hole);
        node.content = Content::Hole;
        fresh
    }

    /// Puts the fields of `change` into this map: maps into maps, anything else instead of what was there; nothing
    /// takes a field away.
    pub(super) fn merge(&mut self, change: Node) {
        let Content::Map(changes) = change.content else {
            *self = change;
            return;
        };
        if !matches!(self.content, Content::Map(_)) {
            self.content = Content::Map(Vec::new());
        }
        let Content::Map(entries) = &mut self.content else { return };
        for change in changes {
            let known = entries.iter().position(|entry| entry.key == change.key);
            match (known, &change.value.content) {
                (Some(known), Content::Null) => drop(entries.remove(known)),
                (None, Content::Null) => {}
                (Some(known), _) => {
                    if let Some(entry) = entries.get_mut(known) {
                        entry.value.merge(change.value);
                    }
                }
                (None, _) => {
                    let mut value = Node { mark: change.mark, content: Content::Null };
                    value.merge(change.value);
                    entries.push(Entry { value, ..change });
                }
            }
        }
    }

    /// All ids written anywhere in this part of the tree.
    pub(super) fn written_ids(&self, ids: &mut BTreeSet<String>) {
        match &self.content {
            Content::List(items) => items.iter().for_each(|item| item.written_ids(ids)),
            Content::Map(entries) => {
                for Entry { key, value, .. } in entries {
                    match &value.content {
                        Content::Scalar(lexeme) if key == "id" => drop(ids.insert(lexeme.text.clone())),
                        _ => value.written_ids(ids),
                    }
                }
            }
            _ => {}
        }
    }
}

/// Extent of a part of a tree.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    nodes: u64,
    text: u64,
}

impl Size {
    const ONE: Self = Self { nodes: 1, text: 0 };

    pub(super) fn text(text: &str) -> Self {
        Self { nodes: 1, text: text.len() as u64 }
    }

    fn plus(self, other: Self) -> Self {
        Self { nodes: self.nodes + other.nodes, text: self.text + other.text }
    }

    pub(super) fn nodes(self) -> u64 {
        self.nodes
    }

    /// Adds `more`, unless that would be over a limit.
    pub(super) fn grow(&mut self, more: Self, mark: Mark) -> Result<()> {
        *self = self.plus(more);
        let over = |what: &str, limit| Err(Error::Limit { place: mark.place(), what: what.into(), limit });
        if self.nodes > MAX_NODES {
            return over("the number of values (YAML aliases written out)", MAX_NODES);
        }
        if self.text > MAX_TEXT {
            return over("the text in bytes (YAML aliases written out)", MAX_TEXT);
        }
        Ok(())
    }
}

/// The error for lists and maps that are too deep in each other.
pub(super) fn too_deep(mark: Mark) -> Error {
    let what = "the depth of lists and maps within each other".into();
    Error::Limit { place: mark.place(), what, limit: MAX_DEPTH as u64 }
}

/// The issue of a field that is there twice.
pub(super) fn duplicate_field(path: &Path, key: &str, mark: Mark) -> Issue {
    Issue {
        code: "duplicate_field".into(),
        place: Place { field: path.field(key).text(), ..mark.place() },
        message: format!("the field `{}` is there twice", shorten(key)),
        expected: Some("each field once".into()),
    }
}

/// Problems reported for one document at most.
pub(super) const MAX_ISSUES: usize = 100;
