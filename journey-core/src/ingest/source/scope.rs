//! What paths see: the record, and the items that are being gone through.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::document::Case;
use super::path::Step;
use super::plan::{At, Change, Origin, Parts, TemplatePart, Value, Way};
use super::tape::{Found, Tape};
use super::test::Test;
use crate::glob::glob;
use crate::ingest::sink::Cell;

/// The record and the items around what is looked at.
pub(super) struct Scope<'t> {
    tape: &'t Tape<'t>,
    labels: &'t BTreeMap<String, String>,
    /// Texts that are no values.
    missing: &'t [String],
    levels: Vec<Item<'t>>,
}

/// What a path may begin at.
#[derive(Debug, Clone)]
pub(super) enum Item<'t> {
    /// The value at this position.
    At(usize),
    /// The field at this position, with its name.
    Field(usize),
    /// A part of a text.
    Part(Cow<'t, str>),
}

impl<'t> Scope<'t> {
    /// The record.
    pub fn new(tape: &'t Tape<'t>, labels: &'t BTreeMap<String, String>, missing: &'t [String]) -> Self {
        Self { tape, labels, missing, levels: vec![Item::At(0)] }
    }

    pub fn enter(&mut self, item: Item<'t>) {
        self.levels.push(item);
    }

    pub fn leave(&mut self) {
        self.levels.pop();
    }

    /// Gives all values at a path to `take`, until it says that it has enough.
    fn each(&self, at: &At, take: &mut dyn FnMut(Found<'t>) -> bool) -> bool {
        let mut on_tape = |position: usize, steps: &[Step]| {
            self.tape.walk(position, steps, &mut |at| take(self.tape.found(at)))
        };
        match self.levels.get(at.level) {
            None => false,
            Some(Item::At(position)) => on_tape(*position, &at.steps),
            Some(Item::Part(text)) => at.steps.is_empty() && take(of_text(text)),
            Some(Item::Field(position)) => match at.steps.split_first() {
                None => on_tape(*position, &[]),
                Some((Step::Field(name), rest)) if name == "value" => on_tape(*position, rest),
                Some((Step::Field(name), [])) => {
                    let key = self.tape.key(*position);
                    let label = || self.labels.get(key).map(String::as_str).filter(|label| !label.is_empty());
                    match name.as_str() {
                        "field" => take(Found::Cell(Cell::Text(key))),
                        "label" => take(Found::Cell(Cell::Text(label().unwrap_or(key)))),
                        _ => false,
                    }
                }
                Some(_) => false,
            },
        }
    }

    /// The value at a path: the first that is there, or all of several.
    fn find(&self, at: &At, join: Option<&str>) -> Found<'t> {
        let mut first = Found::Cell(Cell::Missing);
        if !at.many {
            self.each(at, &mut |found| {
                first = found;
                true
            });
            return first;
        }
        let mut count = 0;
        let mut all = String::new();
        self.each(at, &mut |found| {
            if found.is_missing() {
                return false;
            }
            count += 1;
            if count > 1 {
                all.push_str(join.unwrap_or(", "));
            }
            self.append(&found, &mut all);
            if count == 1 {
                first = found;
            }
            false
        });
        if count > 1 { Found::Text(all) } else { first }
    }

    fn append(&self, found: &Found<'_>, out: &mut String) {
        match found {
            Found::Cell(Cell::Text(text)) => out.push_str(text),
            Found::Cell(cell) => out.push_str(&cell.shown()),
            Found::Text(text) => out.push_str(text),
            Found::Tree(at) => out.push_str(&self.tape.written(*at)),
        }
    }

    /// The text at a path.
    pub fn text(&self, at: &At) -> Option<Cow<'t, str>> {
        match self.find(at, None) {
            Found::Cell(Cell::Text(text)) => Some(Cow::Borrowed(text)),
            Found::Text(text) => Some(Cow::Owned(text)),
            Found::Cell(Cell::Missing) | Found::Tree(_) => None,
            Found::Cell(cell) => Some(Cow::Owned(cell.shown())),
        }
    }

    /// The list or object at a position as JSON text.
    pub fn written(&self, position: usize) -> String {
        self.tape.written(position)
    }

    /// The first value that one of the ways leads to, and that way.
    pub fn value<'v>(&self, value: &'v Value) -> (Found<'v>, Option<&'v Way>)
    where
        't: 'v,
    {
        for way in &value.ways {
            let found = self.way(way);
            if !found.is_missing() {
                return (found, Some(way));
            }
        }
        (Found::Cell(Cell::Missing), None)
    }

    fn way<'v>(&self, way: &'v Way) -> Found<'v>
    where
        't: 'v,
    {
        let change = way.change.as_deref();
        let found: Found<'v> = match &way.origin {
            Origin::At(at) => self.find(at, change.and_then(|change| change.join.as_deref())),
            Origin::Constant(text) => Found::Cell(Cell::Text(text)),
            Origin::Template(parts) => self.template(parts).map_or(Found::Cell(Cell::Missing), Found::Text),
            Origin::Nothing => Found::Cell(Cell::Missing),
        };
        let found = match is_one_of(&found, self.missing) {
            true => Found::Cell(Cell::Missing),
            false => found,
        };
        match change {
            Some(change) => changed(found, change),
            None => found,
        }
    }

    fn template(&self, parts: &[TemplatePart]) -> Option<String> {
        let mut out = String::new();
        for part in parts {
            match part {
                TemplatePart::Text(text) => out.push_str(text),
                TemplatePart::At(at) => match self.find(at, None) {
                    found if found.is_missing() => return None,
                    found => self.append(&found, &mut out),
                },
            }
        }
        Some(out)
    }

    pub fn holds(&self, test: &Test) -> bool {
        test.holds(&|at, holds| {
            self.each(at, &mut |found| match found.cell() {
                Some(cell) => !is_one_of(&found, self.missing) && holds(&cell),
                None => false,
            })
        })
    }

    /// The items at a path.
    pub fn items(&self, at: &At, parts: &Parts) -> Vec<Item<'t>> {
        let mut items = Vec::new();
        self.each(at, &mut |found| {
            match (parts, &found) {
                (_, Found::Cell(Cell::Missing)) => {}
                (Parts::Items, Found::Tree(at)) if self.tape.is_list(*at) => {
                    items.extend(self.tape.within(*at).map(Item::At));
                }
                (Parts::Items, Found::Tree(at)) => items.push(Item::At(*at)),
                (Parts::Items, found) => items.push(Item::Part(self.as_text(found))),
                (Parts::Split(between), Found::Cell(Cell::Text(text))) => {
                    let parts = text.split(between.as_str()).filter(|part| !part.is_empty());
                    items.extend(parts.map(|part| Item::Part(Cow::Borrowed(part))));
                }
                (Parts::Split(_), found) => items.push(Item::Part(self.as_text(found))),
                (Parts::Fields { like, except }, Found::Tree(at)) if !self.tape.is_list(*at) => {
                    let is_like = |globs: &[String], name: &str| globs.iter().any(|like| glob(like, name));
                    let wanted = self.tape.within(*at).filter(|&at| {
                        let name = self.tape.key(at);
                        is_like(like, name) && !is_like(except, name)
                    });
                    items.extend(wanted.map(Item::Field));
                }
                (Parts::Fields { .. }, _) => {}
            }
            false
        });
        items
    }

    fn as_text(&self, found: &Found<'t>) -> Cow<'t, str> {
        match found {
            Found::Cell(Cell::Text(text)) => Cow::Borrowed(text),
            found => {
                let mut text = String::new();
                self.append(found, &mut text);
                Cow::Owned(text)
            }
        }
    }
}

fn of_text<'t>(text: &Cow<'t, str>) -> Found<'t> {
    match text {
        Cow::Borrowed(text) => Found::Cell(Cell::Text(text)),
        Cow::Owned(text) => Found::Text(text.clone()),
    }
}

fn is_one_of(found: &Found<'_>, texts: &[String]) -> bool {
    match found.cell() {
        Some(Cell::Text(text)) => texts.iter().any(|other| other == text),
        Some(Cell::Missing) | None => false,
        Some(cell) if !texts.is_empty() => {
            let shown = cell.shown();
            texts.contains(&shown)
        }
        Some(_) => false,
    }
}

/// A value after what is done with it.
fn changed<'v>(found: Found<'v>, change: &'v Change) -> Found<'v> {
    let found = if change.trim { trimmed(found) } else { found };
    let found = match change.case {
        Some(case) => with_text(found, |text| match case {
            Case::Lower => text.to_lowercase(),
            Case::Upper => text.to_uppercase(),
        }),
        None => found,
    };
    let found = if is_one_of(&found, &change.missing) { Found::Cell(Cell::Missing) } else { found };
    let found = mapped(found, change);
    match &change.default {
        Some(default) if found.is_missing() => Found::Cell(Cell::Text(default)),
        _ => found,
    }
}

fn trimmed(found: Found<'_>) -> Found<'_> {
    let found = match found {
        Found::Cell(Cell::Text(text)) => Found::Cell(Cell::Text(text.trim())),
        Found::Text(text) => Found::Text(text.trim().into()),
        other => other,
    };
    if matches!(found, Found::Cell(Cell::Text(""))) { Found::Cell(Cell::Missing) } else { found }
}

/// The same value with another text; numbers and such stay as they are.
fn with_text<'v>(found: Found<'v>, change: impl FnOnce(&str) -> String) -> Found<'v> {
    match &found {
        Found::Cell(Cell::Text(text)) => Found::Text(change(text)),
        Found::Text(text) => Found::Text(change(text)),
        _ => found,
    }
}

fn mapped<'v>(found: Found<'v>, change: &'v Change) -> Found<'v> {
    if change.map.is_empty() && change.otherwise.is_none() {
        return found;
    }
    let entry = match found.cell() {
        Some(Cell::Missing) | None => return found,
        Some(Cell::Text(text)) => change.map.get(text),
        Some(cell) => change.map.get(&cell.shown()),
    };
    match (entry, &change.otherwise) {
        (Some(Some(text)), _) | (None, Some(text)) => Found::Cell(Cell::Text(text)),
        (Some(None), _) => Found::Cell(Cell::Missing),
        (None, None) => found,
    }
}
