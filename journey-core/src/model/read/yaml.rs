//! YAML text becomes a tree. Anchors and aliases are followed, up to a limit.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, Tag};

use super::node::{
    Content, Entry, Kind, Lexeme, MAX_DEPTH, MAX_ISSUES, Mark, Node, Size, duplicate_field, too_deep,
};
use crate::error::{Error, Issue, Result};
use crate::model::path::{Path, Step};

/// Reads the one document of `text`. Repeated fields are reported and left out.
pub(super) fn parse(text: &str, issues: &mut Vec<Issue>) -> Result<Node> {
    let mut tree = Tree { stack: Vec::new(), anchors: BTreeMap::new(), size: Size::default(), root: None };
    let mut documents = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| refuse(&error))?;
        if matches!(event, Event::DocumentStart(_)) {
            documents += 1;
            if documents > 1 {
                return Err(syntax(
                    mark(&span.start),
                    "a second document begins here; a file holds one document",
                ));
            }
        }
        tree.take(event, &span, issues)?;
    }
    tree.root.ok_or_else(|| syntax(Mark::START, "the file is empty"))
}

fn mark(marker: &Marker) -> Mark {
    Mark { line: marker.line().max(1) as u64, character: marker.col() as u64 + 1 }
}

fn refuse(error: &ScanError) -> Error {
    // The scanner itself gives up at 255 open brackets, before the first of them gets here.
    if error.info() == "recursion limit exceeded" {
        return too_deep(mark(error.marker()));
    }
    syntax(mark(error.marker()), &format!("this is not YAML: {}", error.info()))
}

fn syntax(mark: Mark, message: &str) -> Error {
    Error::Syntax { place: mark.place(), message: message.into() }
}

/// A tree under construction.
struct Tree {
    stack: Vec<Frame>,
    anchors: BTreeMap<usize, Node>,
    size: Size,
    root: Option<Node>,
}

/// A list or map whose end has not been seen.
struct Frame {
    mark: Mark,
    anchor: usize,
    parts: Parts,
}

enum Parts {
    List(Vec<Node>),
    Map { entries: Vec<Entry>, seen: BTreeSet<String>, key: Option<(String, Mark)> },
}

impl Tree {
    fn take(&mut self, event: Event<'_>, span: &Span, issues: &mut Vec<Issue>) -> Result<()> {
        let at = mark(&span.start);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if self.take_key(&text, at)? {
                    return Ok(());
                }
                self.size.grow(Size::text(&text), at)?;
                let node = Node { mark: at, content: scalar(&text, style, tag.as_deref(), at)? };
                self.put(node, anchor, issues)
            }
            Event::Alias(anchor) => {
                self.refuse_key(at)?;
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err(syntax(at, "this alias repeats a list or map that contains it"));
                };
                self.size.grow(node.size(), at)?;
                if self.stack.len() + depth(node) > MAX_DEPTH {
                    return Err(too_deep(at));
                }
                let node = Node { mark: at, ..node.clone() };
                self.put(node, 0, issues)
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(at, anchor, tag.as_deref(), Parts::List(Vec::new()))
            }
            Event::MappingStart(anchor, tag) => {
                let parts = Parts::Map { entries: Vec::new(), seen: BTreeSet::new(), key: None };
                self.open(at, anchor, tag.as_deref(), parts)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(issues),
            _ => Ok(()),
        }
    }

    /// Keeps the text as the name of a field, if that is what must come next.
    fn take_key(&mut self, text: &str, at: Mark) -> Result<bool> {
        if let Some(Frame { parts: Parts::Map { key: key @ None, .. }, .. }) = self.stack.last_mut() {
            *key = Some((text.to_string(), at));
            self.size.grow(Size::text(text), at)?;
            return Ok(true);
        }
        Ok(false)
    }

    fn refuse_key(&self, at: Mark) -> Result<()> {
        match self.stack.last() {
            Some(Frame { parts: Parts::Map { key: None, .. }, .. }) => {
                Err(syntax(at, "the name of a field must be text"))
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, at: Mark, anchor: usize, tag: Option<&Tag>, parts: Parts) -> Result<()> {
        self.refuse_key(at)?;
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
            return Err(unknown_tag(tag, at));
        }
        self.size.grow(Size::text(""), at)?;
        if self.stack.len() >= MAX_DEPTH {
            return Err(too_deep(at));
        }
        self.stack.push(Frame { mark: at, anchor, parts });
        Ok(())
    }

    fn close(&mut self, issues: &mut Vec<Issue>) -> Result<()> {
        let Some(Frame { mark, anchor, parts }) = self.stack.pop() else { return Ok(()) };
        let content = match parts {
            Parts::List(items) => Content::List(items),
            Parts::Map { entries, .. } => Content::Map(entries),
        };
        self.put(Node { mark, content }, anchor, issues)
    }

    /// Puts a complete value into the list or map around it.
    fn put(&mut self, mut node: Node, anchor: usize, issues: &mut Vec<Issue>) -> Result<()> {
        if anchor != 0 {
            self.size.grow(node.size(), node.mark)?;
            self.anchors.insert(anchor, node.clone());
        }
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut frame.parts {
            Parts::List(items) => items.push(node),
            Parts::Map { entries, seen, key } => {
                let Some((key, mark)) = key.take() else { return Ok(()) };
                if matches!(node.content, Content::Null) {
                    node.mark = mark;
                }
                if seen.insert(key.clone()) {
                    entries.push(Entry { key, mark, value: node });
                } else if issues.len() < MAX_ISSUES {
                    issues.push(duplicate_field(&self.path(), &key, mark));
                }
            }
        }
        Ok(())
    }

    /// Path of the innermost open list or map, once the name of its current field is taken.
    fn path(&self) -> Path {
        let step = |frame: &Frame| match &frame.parts {
            Parts::List(items) => Some(Step::Item(items.len())),
            Parts::Map { key, .. } => key.as_ref().map(|(key, _)| Step::Field(key.clone())),
        };
        Path(self.stack.iter().filter_map(step).collect())
    }
}

fn depth(node: &Node) -> usize {
    match &node.content {
        Content::List(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Content::Map(entries) => {
            1 + entries.iter().map(|entry| depth(&entry.value)).max().unwrap_or_default()
        }
        _ => 0,
    }
}

fn unknown_tag(tag: &Tag, at: Mark) -> Error {
    syntax(at, &format!("the tag `{tag}` means nothing here"))
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, at: Mark) -> Result<Content> {
    let plain = match tag {
        None => style == ScalarStyle::Plain,
        Some(tag) if tag.is_yaml_core_schema() => tag.suffix != "str",
        Some(tag) => return Err(unknown_tag(tag, at)),
    };
    if plain && is_null(text) {
        return Ok(Content::Null);
    }
    let kind = if plain { resolve(text) } else { Kind::Text };
    Ok(Content::Scalar(Lexeme { text: text.to_string(), kind, plain }))
}

/// Whether an unquoted scalar means "no value" in YAML 1.2.
fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// What an unquoted scalar means: as in the core schema of YAML 1.2, except that `007`, `0x1F` and `0o17`
/// stay texts. In events they are codes, and rules must find them there.
fn resolve(text: &str) -> Kind {
    match text {
        "true" | "True" | "TRUE" => Kind::Boolean(true),
        "false" | "False" | "FALSE" => Kind::Boolean(false),
        _ => number(text).map_or(Kind::Text, Kind::Number),
    }
}

fn number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(f64::NAN);
    }
    let digit = |c: char| c.is_ascii_digit();
    let begins = unsigned.strip_prefix('.').unwrap_or(unsigned).starts_with(digit);
    let code = unsigned.strip_prefix('0').is_some_and(|rest| rest.starts_with(digit));
    let allowed = |c: char| digit(c) || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    if begins && !code && unsigned.chars().all(allowed) { text.parse().ok() } else { None }
}

/// Whether an unquoted scalar of this text would be read as text.
pub(in crate::model) fn reads_as_text(text: &str) -> bool {
    !is_null(text) && resolve(text) == Kind::Text
}
