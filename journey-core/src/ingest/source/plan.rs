//! A source document made ready for reading: paths taken apart, everything about events stated with each of them.

use std::collections::BTreeMap;

use super::document::{Case, Each, EachPart, InputFormat, Made, Pick, Source, SourceColumns, SourceEvent};
use super::path::{From, Path, Piece, Step, begin, template};
use super::test::Test;
use crate::error::{Error, Place, Result};
use crate::ingest::clock::TimeForm;
use crate::ingest::further::Further;
use crate::log::pending::Pending;
use crate::log::{Chunk, ColumnKind, EpochUnit, LogBuilder, LogOptions, Names};

/// What a source says, ready for reading.
pub(super) struct Plan<'s> {
    pub source: &'s Source,
    pub rules: Vec<Rule>,
    /// What every record must satisfy.
    pub test: Option<Test>,
    /// Further columns of the log.
    pub columns: Vec<Further>,
    /// How times are written at the beginning, one for each place of a document where times are read.
    pub forms: Vec<TimeForm>,
    /// Touchpoints to read, if not all.
    pub only: Option<Names>,
    /// Columns of a table that are looked at: position, name, whether it holds JSON.
    pub used: Vec<(usize, String, bool)>,
    /// Texts for people, by the name of the column.
    pub labels: BTreeMap<String, String>,
}

/// How one kind of event is made.
pub(super) struct Rule {
    pub each: Vec<Level>,
    pub test: Option<Test>,
    pub touchpoint: Value,
    pub customer: Value,
    pub time: Value,
    pub end: Option<Value>,
    pub lasts: Option<Value>,
    /// Values of the further columns, by their positions.
    pub columns: Vec<(usize, Value)>,
    pub optional: bool,
}

/// A list that is gone through.
pub(super) struct Level {
    pub at: At,
    pub parts: Parts,
}

/// What the items are.
pub(super) enum Parts {
    Items,
    Split(String),
    Fields { like: Vec<String>, except: Vec<String> },
}

/// A path whose beginning is settled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct At {
    /// 0 for the record, 1 for the items of the first list, …
    pub level: usize,
    pub steps: Vec<Step>,
    pub many: bool,
}

/// A value by the ways to it, the first that leads somewhere.
pub(super) struct Value {
    pub ways: Vec<Way>,
    /// The paths, for messages.
    pub shown: String,
}

/// One way to a value.
pub(super) struct Way {
    pub origin: Origin,
    /// What is done with the value, if anything.
    pub change: Option<Box<Change>>,
    pub time: Timing,
}

pub(super) enum Origin {
    At(At),
    Constant(String),
    Template(Vec<TemplatePart>),
    /// A column that the table does not have and need not have.
    Nothing,
}

pub(super) enum TemplatePart {
    Text(String),
    At(At),
}

/// What is done with a value.
pub(super) struct Change {
    pub join: Option<String>,
    pub trim: bool,
    pub case: Option<Case>,
    pub missing: Vec<String>,
    pub map: BTreeMap<String, Option<String>>,
    pub otherwise: Option<String>,
    pub default: Option<String>,
}

/// How a time is written.
pub(super) struct Timing {
    /// Position among the forms.
    pub form: usize,
    pub unit: Option<EpochUnit>,
    pub formats: Vec<String>,
    pub zone: Option<Zone>,
    /// Whether anything of this was stated.
    pub stated: bool,
}

pub(super) enum Zone {
    Named(String),
    At(At),
}

/// The columns of a table, with texts for people if there are any.
pub(super) struct Header {
    pub names: Vec<String>,
    pub labels: Vec<String>,
    pub place: Place,
}

impl<'s> Plan<'s> {
    /// Makes a source ready; `header` has the columns of a table.
    pub fn new(source: &'s Source, header: Option<&Header>) -> Result<Self> {
        source.ensure_valid()?;
        let only = source.only.as_ref().map(|only| only.iter().map(String::as_str).collect());
        let mut maker = Maker { header, levels: 0, forms: Vec::new(), used: Vec::new(), columns: Vec::new() };
        let test = source.condition.as_ref().map(|rule| Test::new(rule, &mut maker)).transpose()?;
        let whole = [SourceEvent::default()];
        let events = if source.events.is_empty() { &whole[..] } else { &source.events };
        let rules = events.iter().map(|event| maker.rule(source, event)).collect::<Result<_>>()?;
        let names = header.map(|header| &header.names);
        let find = |name: &String| names.and_then(|names| names.iter().position(|known| known == name));
        let used = maker
            .used
            .iter()
            .filter_map(|name| Some((find(name)?, name.clone(), source.input.json.contains(name))));
        let labels = header.map(|header| header.names.iter().cloned().zip(header.labels.iter().cloned()));
        Ok(Self {
            source,
            rules,
            test,
            used: used.collect(),
            columns: maker.columns,
            forms: maker.forms,
            only,
            labels: labels.into_iter().flatten().collect(),
        })
    }

    /// Options of the log.
    pub fn options(&self) -> LogOptions {
        LogOptions { shards: None, priority: self.source.priority.clone() }
    }

    /// An empty chunk.
    pub fn chunk(&self, partitions: usize) -> Chunk {
        let ends = self.rules.iter().any(|rule| rule.end.is_some() || rule.lasts.is_some());
        if self.columns.is_empty() && !ends {
            return Chunk::plain(partitions);
        }
        let columns = self.columns.iter().map(|column| Pending::new(column.name.clone(), column.kind));
        Chunk::new(partitions, columns.collect())
    }

    /// An empty log.
    pub fn builder(&self) -> LogBuilder {
        let kinds = self.columns.iter().map(|column| (column.name.clone(), column.kind)).collect();
        let mut builder = LogBuilder::new(self.options(), kinds);
        if self.is_typed() {
            builder.texts_stay_texts();
        }
        builder
    }

    /// Whether the input has types of its own.
    pub fn is_typed(&self) -> bool {
        self.source.input.format != InputFormat::Csv
    }
}

/// Makes the parts of a plan.
pub(super) struct Maker<'h> {
    header: Option<&'h Header>,
    /// How many lists the current event goes through.
    levels: usize,
    forms: Vec<TimeForm>,
    used: Vec<String>,
    columns: Vec<Further>,
}

impl Maker<'_> {
    fn rule(&mut self, source: &Source, event: &SourceEvent) -> Result<Rule> {
        // What is stated at the top is about the record.
        let top = |pick: &Option<Pick>, maker: &mut Self| {
            maker.levels = 0;
            pick.as_ref().map(|pick| maker.value(pick)).transpose()
        };
        let customer = top(&source.customer, self)?;
        let time = top(&source.time, self)?;
        let end = top(&source.end, self)?;
        let lasts = top(&source.lasts, self)?;
        let touchpoint = top(&source.touchpoint, self)?;
        let mut columns = self.further(&source.columns)?;
        let each = self.levels(&event.each)?;
        let mut own = |pick: &Option<Pick>, of_all: Option<Value>| match pick {
            Some(pick) => self.value(pick).map(Some),
            None => Ok(of_all),
        };
        let stated = |value: Option<Value>, name: &str| {
            value.ok_or_else(|| Error::option(name, "nothing", "where its value comes from"))
        };
        let customer = stated(own(&event.customer, customer)?, "customer")?;
        let time = stated(own(&event.time, time)?, "time")?;
        let touchpoint = stated(own(&event.touchpoint, touchpoint)?, "touchpoint")?;
        let (end, lasts) = match event.end.is_some() || event.lasts.is_some() {
            true => (own(&event.end, None)?, own(&event.lasts, None)?),
            false => (end, lasts),
        };
        for (column, value) in self.further(&event.columns)? {
            columns.retain(|(other, _)| *other != column);
            columns.push((column, value));
        }
        let test = event.condition.as_ref().map(|rule| Test::new(rule, self)).transpose()?;
        Ok(Rule { each, test, touchpoint, customer, time, end, lasts, columns, optional: event.optional })
    }

    fn further(&mut self, columns: &SourceColumns) -> Result<Vec<(usize, Value)>> {
        columns
            .0
            .iter()
            .map(|(name, pick)| {
                let value = self.value(pick)?;
                let kind = pick.kind();
                let known = self.columns.iter_mut().position(|column| column.name == *name);
                let position = known.unwrap_or(self.columns.len());
                match self.columns.get_mut(position) {
                    Some(column) => column.kind = column.kind.or(kind),
                    None => {
                        let form = TimeForm::new(None);
                        self.columns.push(Further { position, name: name.clone(), kind, form });
                    }
                }
                Ok((position, value))
            })
            .collect()
    }

    fn levels(&mut self, each: &Each) -> Result<Vec<Level>> {
        let list = match each {
            Each::Record => &[][..],
            Each::Nested(list) => list,
            one => std::slice::from_ref(one),
        };
        self.levels = 0;
        let mut levels = Vec::new();
        for each in list {
            let level = match each {
                Each::Path(path) => Level { at: self.path(path)?, parts: Parts::Items },
                Each::Made(part) => self.level(part)?,
                Each::Record | Each::Nested(_) => {
                    return Err(Error::option("each", "a list within a list", "paths one after the other"));
                }
            };
            self.levels += 1;
            levels.push(level);
        }
        Ok(levels)
    }

    fn level(&mut self, part: &EachPart) -> Result<Level> {
        let at = match &part.path {
            Some(path) => self.path(path)?,
            None => {
                self.uses_all();
                At { level: self.levels, steps: Vec::new(), many: false }
            }
        };
        let parts = match &part.split {
            Some(split) => Parts::Split(split.clone()),
            None if part.fields.is_empty() => Parts::Items,
            None => Parts::Fields { like: part.fields.clone(), except: part.except.clone() },
        };
        Ok(Level { at, parts })
    }

    fn uses_all(&mut self) {
        for name in self.header.map_or(&[][..], |header| &header.names) {
            self.uses(name);
        }
    }

    fn uses(&mut self, name: &str) {
        if !self.used.iter().any(|used| used == name) {
            self.used.push(name.into());
        }
    }

    /// A path whose beginning is settled.
    pub fn path(&mut self, text: &str) -> Result<At> {
        let (from, rest) = begin(text);
        let level = match from {
            From::Here => self.levels,
            From::Record => 0,
            From::Around(levels) => self.levels.saturating_sub(levels),
        };
        let whole = self.header.filter(|header| level == 0 && header.names.iter().any(|name| name == rest));
        let path = match whole {
            Some(_) => Path::field(from, rest),
            None => Path::parse(text).or_else(|wrong| match self.header {
                // In a table anything may be the name of a column.
                Some(_) if level == 0 => Ok(Path::field(from, rest)),
                _ => Err(Error::option("path", format!("{text:?}"), format!("a path ({wrong})"))),
            })?,
        };
        if level == 0
            && let Some(header) = self.header
        {
            match path.steps.first() {
                Some(Step::Field(name)) if header.names.contains(name) => self.uses(name),
                Some(_) => {
                    return Err(Error::MissingColumn {
                        place: header.place.clone(),
                        column: rest.into(),
                        available: header.names.clone(),
                    });
                }
                None => self.uses_all(),
            }
        }
        Ok(At { level, many: path.is_many(), steps: path.steps })
    }

    fn value(&mut self, pick: &Pick) -> Result<Value> {
        let mut ways = Vec::new();
        let mut shown = Vec::new();
        self.ways(pick, &mut ways, &mut shown, matches!(pick, Pick::First(_)))?;
        let nowhere = ways.iter().all(|way: &Way| matches!(way.origin, Origin::Nothing));
        if nowhere
            && !pick.is_optional()
            && let (Some(header), Some(column)) = (self.header, shown.first())
        {
            let (place, available) = (header.place.clone(), header.names.clone());
            return Err(Error::MissingColumn { place, column: column.clone(), available });
        }
        Ok(Value { ways, shown: shown.join(" or ") })
    }

    fn ways(
        &mut self,
        pick: &Pick,
        ways: &mut Vec<Way>,
        shown: &mut Vec<String>,
        one_of_several: bool,
    ) -> Result<()> {
        match pick {
            Pick::Path(path) => {
                shown.push(path.clone());
                let origin = self.origin(path, one_of_several)?;
                let time = self.timing(&Made::default())?;
                ways.push(Way { origin, change: None, time });
            }
            Pick::First(picks) => {
                picks.iter().try_for_each(|pick| self.ways(pick, ways, shown, true))?;
            }
            Pick::Made(made) => {
                let loose = one_of_several || made.optional || made.path.0.len() > 1;
                let first = ways.len();
                for path in &made.path.0 {
                    shown.push(path.clone());
                    let origin = self.origin(path, loose)?;
                    ways.push(Way { origin, change: made.change(), time: self.timing(made)? });
                }
                if let Some(constant) = &made.constant {
                    let origin = Origin::Constant(constant.clone());
                    ways.push(Way { origin, change: made.change(), time: self.timing(made)? });
                }
                if let Some(text) = &made.template {
                    shown.push(text.clone());
                    let origin = self.template(text)?;
                    ways.push(Way { origin, change: made.change(), time: self.timing(made)? });
                }
                // Of several paths, the default is for none of them.
                let last = ways.len().saturating_sub(1);
                for way in ways.get_mut(first..last).unwrap_or_default() {
                    way.change.iter_mut().for_each(|change| change.default = None);
                }
            }
        }
        Ok(())
    }

    /// The value at a path; a table need not have the column if that is `loose`.
    fn origin(&mut self, path: &str, loose: bool) -> Result<Origin> {
        match self.path(path) {
            Ok(at) => Ok(Origin::At(at)),
            Err(Error::MissingColumn { .. }) if loose => Ok(Origin::Nothing),
            Err(error) => Err(error),
        }
    }

    fn template(&mut self, text: &str) -> Result<Origin> {
        let pieces = template(text).map_err(|wrong| Error::option("template", format!("{text:?}"), wrong))?;
        let parts = pieces.into_iter().map(|piece| match piece {
            Piece::Text(text) => Ok(TemplatePart::Text(text)),
            Piece::Path(path) => self.path(path).map(TemplatePart::At),
        });
        parts.collect::<Result<_>>().map(Origin::Template)
    }

    fn timing(&mut self, made: &Made) -> Result<Timing> {
        let zone = match (&made.zone, &made.zone_path) {
            (Some(name), _) => Some(Zone::Named(name.clone())),
            (None, Some(path)) => Some(Zone::At(self.path(path)?)),
            (None, None) => None,
        };
        let form = self.forms.len();
        self.forms.push(TimeForm::new(made.unit));
        let stated = made.unit.is_some() || !made.format.0.is_empty() || zone.is_some();
        Ok(Timing { form, unit: made.unit, formats: made.format.0.clone(), zone, stated })
    }
}

impl Pick {
    /// The kind that is stated for a column.
    pub(super) fn kind(&self) -> Option<ColumnKind> {
        match self {
            Self::Path(_) => None,
            Self::First(picks) => picks.iter().find_map(Self::kind),
            Self::Made(made) => made.kind,
        }
    }

    fn is_optional(&self) -> bool {
        match self {
            Self::Path(_) => false,
            Self::First(picks) => picks.iter().any(Self::is_optional),
            Self::Made(made) => made.optional,
        }
    }
}

impl Made {
    fn change(&self) -> Option<Box<Change>> {
        let change = Change {
            join: self.join.clone(),
            trim: self.trim,
            case: self.case,
            missing: self.missing.clone(),
            map: self.map.clone(),
            otherwise: self.otherwise.clone(),
            default: self.default.clone(),
        };
        let nothing = change.join.is_none()
            && !change.trim
            && change.case.is_none()
            && change.missing.is_empty()
            && change.map.is_empty()
            && change.otherwise.is_none()
            && change.default.is_none();
        (!nothing).then(|| Box::new(change))
    }
}
