//! Keys of attributes, and the columns they become.

use super::options::{INSTANCES, NAME, TRANSITION, XesOptions};
use super::values::{Cell, Kind};
use crate::log::{ColumnKind, LogBuilder, Names, Value};

/// Prefix of what this library writes into a file for itself; said by the extension of this address.
pub(super) const OURS: &str = "journey";
pub(super) const OUR_ADDRESS: &str = "https://github.com/journey-map/journey/xes/journey.xesext";
/// Container of all columns of the log with their kinds.
pub(super) const COLUMNS: &str = "journey:columns";
/// Number that a start and a complete event share.
pub(super) const PAIR: &str = "journey:pair";
/// Columns of traces.
pub(super) const CASE: &str = "case:";
/// A file may have so many different keys.
pub(super) const MOST_KEYS: usize = 20_000;
/// A key, with those of the attributes around it, has at most so many bytes.
pub(super) const LONGEST_KEY: usize = 4096;

/// The name that is written with our prefix because it cannot be written as it is.
pub(super) fn escaped(key: &str) -> Option<&str> {
    key.strip_prefix(OURS).and_then(|key| key.strip_prefix(':'))
}

/// What an attribute does besides being a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A part of the name, by its place in the classifier.
    Name(usize),
    Time,
    Transition,
    Instance(usize),
    Pair,
}

/// What is known of a key.
#[derive(Debug, Default)]
pub(super) struct Key {
    pub role: Option<Role>,
    /// Whether it holds the transition, even if it is a part of the name as well.
    pub is_transition: bool,
    /// Its column; `None` as long as no value was seen, or if it has none.
    pub column: Option<usize>,
    /// Whether columns and roles are settled.
    settled: bool,
    /// Number of the element in which it was seen last.
    pub seen: u64,
    /// Type and value of the global attribute.
    pub global: Option<(Kind, String)>,
}

/// The keys of all attributes of traces, or of events.
#[derive(Debug, Default)]
pub(super) struct Keys {
    names: Names,
    keys: Vec<Key>,
    /// Keys of the global attributes.
    pub globals: Vec<u32>,
}

impl Keys {
    /// The number of a key, if it is known.
    pub fn code(&self, key: &str) -> Option<u32> {
        self.names.code(key)
    }

    /// The number of a key, which is added if it is new; `None` if there are too many.
    pub fn intern(&mut self, key: &str) -> Option<u32> {
        if let Some(code) = self.names.code(key) {
            return Some(code);
        }
        if self.keys.len() >= MOST_KEYS || !self.names.has_room(key) {
            return None;
        }
        self.keys.push(Key::default());
        Some(self.names.intern(key))
    }

    pub fn get(&self, code: u32) -> Option<&Key> {
        self.keys.get(code as usize)
    }

    pub fn get_mut(&mut self, code: u32) -> Option<&mut Key> {
        self.keys.get_mut(code as usize)
    }

    pub fn name(&self, code: u32) -> &str {
        self.names.get(code)
    }

    /// Says what a key is for.
    pub fn set_role(&mut self, key: &str, role: Role) {
        if let Some(key) = self.intern(key).and_then(|code| self.get_mut(code)) {
            key.is_transition |= role == Role::Transition;
            key.role.get_or_insert(role);
        }
    }
}

/// The columns of the log.
#[derive(Debug, Default)]
pub(super) struct Columns {
    names: Names,
    /// Kinds that the file states.
    kinds: Vec<Option<ColumnKind>>,
    /// Whether the file was written by this library.
    pub ours: bool,
    keep: Option<Names>,
    /// The one key that is the name of events, and that of their times.
    plain: Vec<String>,
    journey: String,
}

impl Columns {
    pub fn new(options: &XesOptions) -> Self {
        let keep = options.keep.as_ref().map(|keep| keep.iter().map(String::as_str).collect());
        Self { keep, journey: options.journey.clone(), ..Self::default() }
    }

    /// Says which keys of events are no columns.
    pub fn set_plain(&mut self, keys: Vec<String>) {
        self.plain = keys;
    }

    /// The column of a key of an event or trace, which is added if it is new; `None` if it has none.
    pub fn settle(
        &mut self,
        key: &mut Key,
        name: &str,
        of_trace: bool,
        builder: &mut LogBuilder,
    ) -> Option<usize> {
        if !key.settled {
            key.settled = true;
            key.column = self.column_name(name, of_trace).and_then(|name| self.add(&name, None, builder));
        }
        key.column
    }

    fn column_name(&self, key: &str, of_trace: bool) -> Option<String> {
        let ours = if self.ours { escaped(key) } else { None };
        let plain = |key: &str| match of_trace {
            true => key == self.journey,
            false => self.plain.iter().any(|plain| plain == key),
        };
        let prefix = if of_trace { CASE } else { "" };
        // What pairs events in our files is no column, unless the file states that it is one of texts as well.
        let is_text = |column: u32| {
            matches!(self.kind(column as usize), Some(ColumnKind::Dictionary | ColumnKind::Text))
        };
        let pairs = key == PAIR || key == TRANSITION && !self.names.code(key).is_some_and(is_text);
        match ours {
            _ if self.ours && !of_trace && pairs => None,
            Some(name) => Some(format!("{prefix}{name}")),
            None if plain(key) => None,
            None => Some(format!("{prefix}{key}")),
        }
    }

    /// Adds a column, of a stated kind perhaps; `None` if it is not to be kept.
    pub fn add(&mut self, name: &str, kind: Option<ColumnKind>, builder: &mut LogBuilder) -> Option<usize> {
        if self.keep.as_ref().is_some_and(|keep| keep.code(name).is_none()) {
            return None;
        }
        if let Some(code) = self.names.code(name) {
            return Some(code as usize);
        }
        builder.add_column(name, kind);
        self.kinds.push(kind);
        Some(self.names.intern(name) as usize)
    }

    /// The kind that the file states for a column.
    pub fn kind(&self, column: usize) -> Option<ColumnKind> {
        self.kinds.get(column).copied().flatten()
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The first column to be kept that is not there, and those that are.
    pub fn missing(&self) -> Option<(String, Vec<String>)> {
        let wanted = self.keep.as_ref()?.iter().find(|name| self.names.code(name).is_none())?;
        Some((wanted.into(), self.names.iter().map(str::to_string).collect()))
    }
}

/// The roles of attributes of events.
pub(super) fn set_roles(keys: &mut Keys, options: &XesOptions, classifier: &[String], ours: bool) {
    for (place, key) in classifier.iter().enumerate() {
        keys.set_role(key, Role::Name(place));
    }
    keys.set_role(&options.time, Role::Time);
    keys.set_role(TRANSITION, Role::Transition);
    for (place, key) in INSTANCES.iter().enumerate() {
        keys.set_role(key, Role::Instance(place));
    }
    if ours {
        keys.set_role(PAIR, Role::Pair);
    }
}

/// Roles that were found in an event.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub names: Vec<Option<Cell>>,
    pub time: Option<Cell>,
    pub transition: Option<Cell>,
    pub instances: [Option<Cell>; 2],
    pub pair: Option<i64>,
}

impl Found {
    pub fn clear(&mut self, names: usize) {
        self.names.clear();
        self.names.resize(names, None);
        (self.time, self.transition, self.instances, self.pair) = (None, None, [None; 2], None);
    }

    pub fn set(&mut self, role: Role, cell: Cell) {
        match role {
            Role::Name(place) => {
                self.names.iter_mut().skip(place).take(1).for_each(|slot| *slot = Some(cell))
            }
            Role::Time => self.time = Some(cell),
            Role::Transition => {}
            Role::Instance(place) => {
                self.instances.iter_mut().skip(place).take(1).for_each(|slot| *slot = Some(cell));
            }
            Role::Pair => {
                if let Cell::Integer(number) = cell {
                    self.pair = Some(number);
                }
            }
        }
    }
}

/// A value as a part of a name; `None` if there is none.
pub(super) fn shown(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Missing => None,
        Value::Text(text) if text.trim().is_empty() => None,
        value => Some(crate::log::pending::shown(value)),
    }
}

/// The keys of touchpoints unless the options say otherwise.
pub(super) fn usual_classifier() -> Vec<String> {
    vec![NAME.into()]
}
