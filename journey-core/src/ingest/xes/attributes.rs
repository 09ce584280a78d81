//! Attributes of traces and events: typed, flattened if nested, lists as JSON.

use serde_json::Value as Json;

use super::keys::{COLUMNS, Key, LONGEST_KEY, MOST_KEYS, escaped};
use super::reader::{Frame, Reader, Target};
use super::values::{Cell, Kind, fits};
use crate::error::{Error, Place, Result, shorten};
use crate::ingest::xml::{Tag, value};
use crate::log::{ColumnKind, Value, detect};

/// A list that is being read: the text of a JSON list.
#[derive(Debug, Default)]
pub(super) struct List {
    text: String,
}

impl Reader<'_> {
    /// Reads the tag of an attribute.
    pub(super) fn attribute(&mut self, kind: Kind, tag: &Tag<'_>) -> Result<()> {
        let (mut key, mut text) = (None, None);
        for attribute in tag.attributes() {
            let (name, written) = attribute.map_err(|message| syntax(&message))?;
            let slot = match name {
                "key" => &mut key,
                "value" if !kind.is_group() => &mut text,
                _ => {
                    self.fault(|| format!("`{}` is no attribute of <{}>", shorten(name), kind.name()));
                    continue;
                }
            };
            if slot.replace(written).is_some() {
                return Err(syntax(&format!("`{name}` is there twice")));
            }
        }
        let [mut key_scratch, mut text_scratch] = std::mem::take(&mut self.scratch);
        let done = self.keyed(kind, [(key, &mut key_scratch), (text, &mut text_scratch)], tag.empty);
        self.scratch = [key_scratch, text_scratch];
        done
    }

    fn keyed(
        &mut self,
        kind: Kind,
        [(key, key_scratch), (text, text_scratch)]: [(Option<&str>, &mut String); 2],
        empty: bool,
    ) -> Result<()> {
        let key = match key.map(|key| value(key, key_scratch)) {
            Some(Ok(key)) if !key.is_empty() => key,
            Some(Err(wrong)) => {
                return self.leave_out(format!("the key of <{}> has {wrong}", kind.name()), empty);
            }
            _ => return self.leave_out(format!("<{}> without `key`", kind.name()), empty),
        };
        let text = match text.map(|text| value(text, text_scratch)) {
            Some(Ok(text)) => text,
            None if kind.is_group() => "",
            Some(Err(wrong)) => {
                let message = format!("the value of {:?} has {wrong}", shorten(key));
                return self.leave_out(message, empty);
            }
            None => return self.leave_out(format!("{:?} has no `value`", shorten(key)), empty),
        };
        if self.path.len() + key.len() > LONGEST_KEY {
            return self.leave_out(format!("a key of more than {LONGEST_KEY} bytes"), empty);
        }
        if self.in_columns() {
            return self.stated_column(key, text, empty);
        }
        let found = match kind.read(text, &mut self.clock) {
            Ok(found) => {
                if let Some(expected) = kind.objection(text) {
                    self.fault(|| bad(key, text, expected));
                }
                found
            }
            Err(expected) => {
                self.skip_attribute(bad(key, text, expected));
                Value::Missing
            }
        };
        if self.in_list() {
            return self.item(key, kind, &found, empty);
        }
        if kind == Kind::List {
            return self.begin_list(key, empty);
        }
        if self.path.is_empty() && self.ours() && key == COLUMNS && self.target == Target::Log {
            return self.open_frame(Frame::Columns, empty);
        }
        if kind != Kind::Container {
            self.store(key, kind, found)?;
        }
        if !empty {
            self.descend(key);
        }
        Ok(())
    }

    /// Leaves an attribute out with all within it.
    fn leave_out(&mut self, message: String, empty: bool) -> Result<()> {
        self.skip_attribute(message);
        if !empty {
            self.skipping = 1;
        }
        Ok(())
    }

    fn skip_attribute(&mut self, message: String) {
        if matches!(self.target, Target::Trace | Target::Event) {
            self.report.skipped_attributes += 1;
        }
        self.fault(|| message);
    }

    /// What follows lies within the attribute of this key.
    fn descend(&mut self, key: &str) {
        self.frames.push(Frame::Attribute { path: self.path.len() });
        self.path.push_str(key);
        self.path.push('.');
    }

    /// Keeps a value under the path to its key.
    pub(super) fn store(&mut self, key: &str, kind: Kind, found: Value<'_>) -> Result<()> {
        if self.path.is_empty() {
            return self.store_as(key, kind, found);
        }
        let mut path = std::mem::take(&mut self.path);
        let length = path.len();
        path.push_str(key);
        let stored = self.store_as(&path, kind, found);
        path.truncate(length);
        self.path = path;
        stored
    }

    fn store_as(&mut self, key: &str, kind: Kind, found: Value<'_>) -> Result<()> {
        let keys = match self.target {
            Target::Log => {
                self.report.log_attributes += u64::from(self.frames.len() == 1);
                return Ok(());
            }
            Target::Nothing => return Ok(()),
            Target::GlobalTrace | Target::Trace => &mut self.traces,
            Target::GlobalEvent | Target::Event => &mut self.events,
        };
        let Some(code) = keys.intern(key) else {
            let what = "the number of different attributes".into();
            return Err(Error::Limit { place: Place::default(), what, limit: MOST_KEYS as u64 });
        };
        let Some(known) = keys.get_mut(code) else { return Ok(()) };
        match self.target {
            Target::GlobalTrace | Target::GlobalEvent => {
                let text = crate::log::pending::shown(&found);
                if known.global.replace((kind, text)).is_none() {
                    keys.globals.push(code);
                }
                Ok(())
            }
            _ => self.store_code(key, code, kind, found),
        }
    }

    fn store_code(&mut self, name: &str, code: u32, kind: Kind, found: Value<'_>) -> Result<()> {
        let of_trace = self.target == Target::Trace;
        let number = if of_trace { self.report.traces } else { self.report.events };
        let keys = if of_trace { &mut self.traces } else { &mut self.events };
        let Some(key) = keys.get_mut(code) else { return Ok(()) };
        if key.seen == number {
            self.skip_attribute(format!("{:?} is there twice", shorten(name)));
            return Ok(());
        }
        key.seen = number;
        let other = key.global.as_ref().map(|(global, _)| *global).filter(|global| *global != kind);
        self.columns.settle(key, name, of_trace, &mut self.builder);
        let found = stated(key, found, |column| self.columns.kind(column));
        let (role, is_transition, column) = (key.role, key.is_transition, key.column);
        if let Some(other) = other {
            self.fault(|| {
                format!("{:?} is of another type than the global one, {}", shorten(name), other.name())
            });
        }
        let Some(found) = found else {
            self.skip_attribute(format!("{:?} is not of the kind of its column", shorten(name)));
            return Ok(());
        };
        if column.is_none() && role.is_none() && !(of_trace && name == self.options.journey) {
            return Ok(());
        }
        let cell = Cell::of(&found, &mut self.trace.texts);
        if of_trace {
            self.trace.own.push((code, cell));
            return Ok(());
        }
        self.trace.cells.push((code, cell));
        if let Some(role) = role {
            self.found.set(role, cell);
        }
        if is_transition {
            self.found.transition = Some(cell);
        }
        Ok(())
    }

    /// Reads a column that a file of this library states.
    fn stated_column(&mut self, name: &str, kind: &str, empty: bool) -> Result<()> {
        let name = escaped(name).unwrap_or(name);
        let found = serde_json::from_value::<ColumnKind>(Json::String(kind.into()));
        match found {
            Ok(kind) if self.columns.len() < MOST_KEYS => {
                self.columns.add(name, Some(kind), &mut self.builder);
            }
            _ => self.fault(|| format!("no kind of a column: {:?}", shorten(kind))),
        }
        self.open_frame(Frame::Columns, empty)
    }

    fn begin_list(&mut self, key: &str, empty: bool) -> Result<()> {
        self.list.text.clear();
        self.list.text.push('[');
        self.descend(key);
        if let Some(frame) = self.frames.last_mut() {
            let Frame::Attribute { path } = *frame else { return Ok(()) };
            *frame = Frame::List { path, items: 0, values: false };
        }
        if empty { self.close_frame() } else { Ok(()) }
    }

    /// Adds a value to the list.
    fn item(&mut self, key: &str, kind: Kind, found: &Value<'_>, empty: bool) -> Result<()> {
        let text = &mut self.list.text;
        match self.frames.iter_mut().rev().find(|frame| !matches!(frame, Frame::Values)) {
            Some(Frame::List { items, .. }) => {
                text.push_str(if *items > 0 { "," } else { "" });
                *items += 1;
            }
            Some(Frame::Item { children }) => {
                text.push_str(if *children > 0 { "," } else { ",\"children\":[" });
                *children += 1;
            }
            _ => {}
        }
        text.push_str("{\"key\":");
        text.push_str(&Json::from(key).to_string());
        if !kind.is_group() {
            text.push_str(",\"value\":");
            text.push_str(&json(found).to_string());
        }
        let limit = self.options.max_attribute_bytes;
        if text.len() as u64 > limit {
            let what = "the length of a list in bytes".into();
            return Err(Error::Limit { place: Place::default(), what, limit });
        }
        self.frames.push(Frame::Item { children: 0 });
        if empty { self.close_frame() } else { Ok(()) }
    }

    pub(super) fn end_item(&mut self, children: u64) {
        self.list.text.push_str(if children > 0 { "]}" } else { "}" });
    }

    /// Keeps a list whose items have been read.
    pub(super) fn end_list(&mut self, path: usize, items: u64, values: bool) -> Result<()> {
        if !values {
            self.fault(|| "a list without <values>".into());
        }
        self.path.pop();
        let key = self.path.get(path..).unwrap_or_default().to_string();
        self.path.truncate(path);
        self.list.text.push(']');
        let text = std::mem::take(&mut self.list.text);
        let found = if items > 0 { Value::Text(&text) } else { Value::Missing };
        let stored = self.store(&key, Kind::List, found);
        self.list.text = text;
        stored
    }
}

/// The value, if the column takes it.
fn stated<'t>(key: &Key, found: Value<'t>, kind: impl Fn(usize) -> Option<ColumnKind>) -> Option<Value<'t>> {
    let right = key.column.and_then(kind).is_none_or(|kind| fits(kind, &found));
    right.then_some(found)
}

fn json(found: &Value<'_>) -> Json {
    match *found {
        Value::Missing => Json::Null,
        Value::Text(text) => text.into(),
        Value::Number(number) => number.into(),
        Value::Integer(number) => number.into(),
        Value::Boolean(value) => value.into(),
        Value::Time(time) => detect::write_time(time).into(),
    }
}

fn bad(key: &str, text: &str, expected: &str) -> String {
    format!("{:?} of {:?} is not {expected}", shorten(text), shorten(key))
}

pub(super) fn syntax(message: &str) -> Error {
    Error::Syntax { place: Place::default(), message: message.into() }
}
