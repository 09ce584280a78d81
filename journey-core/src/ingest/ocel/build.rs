//! Checks what the readers find, and collects it.

use std::sync::Arc;

use super::OcelOptions;
use super::object_log::{Data, EventRow, ObjectLog, ObjectRow, Stored, Type, Types, ValueType};
use super::report::OcelProblem;
use crate::error::{Error, Place, Result, shorten};
use crate::ingest::clock::Clock;
use crate::log::{Names, Quality, SAMPLE, detect};
use crate::work::Work;

/// A value as a reader found it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Raw<'a> {
    Missing,
    Text(&'a str),
    Number(f64),
    Integer(i64),
    Boolean(bool),
}

/// An attribute as a reader found it.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawAttribute<'a> {
    pub name: &'a str,
    /// When the value began to hold.
    pub time: Option<&'a str>,
    pub value: Raw<'a>,
}

/// An event or object as a reader found it.
#[derive(Debug, Default)]
pub(super) struct RawItem<'a> {
    pub id: &'a str,
    pub of_type: &'a str,
    pub time: &'a str,
    pub attributes: Vec<RawAttribute<'a>>,
    /// Ids of objects, and qualifiers.
    pub relations: Vec<(&'a str, &'a str)>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Event,
    Object,
}

/// Collects types, events and objects in any order.
pub(super) struct Builder<'o> {
    options: &'o OcelOptions,
    data: Data,
    clock: Clock,
    items: u64,
}

/// The time of values that always held, as the standard writes it.
const ALWAYS: i64 = 0;

impl<'o> Builder<'o> {
    pub fn new(options: &'o OcelOptions) -> Result<Self> {
        let clock = Clock::new(options.time_zone.as_deref())?;
        Ok(Self { options, data: Data::default(), clock, items: 0 })
    }

    /// Declares a type and its attributes.
    pub fn declare(&mut self, what: What, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        if name.is_empty() {
            return self.fault("types", || "a type without name".into());
        }
        let code = intern_type(self.types(what), name)?;
        for &(attribute, of_type) in attributes {
            let attribute = intern(&mut self.data.attributes, attribute)?;
            let value_type = ValueType::of(of_type);
            if value_type.is_none() {
                self.fault(&format!("types[{name:?}]"), || {
                    format!("no type of a value: {:?}", shorten(of_type))
                })?;
            }
            if let Some(found) = self.types(what).types.get_mut(code as usize) {
                found.declared = true;
                found.add(attribute, value_type);
            }
        }
        self.types(what).types.iter_mut().skip(code as usize).take(1).for_each(|found| found.declared = true);
        Ok(())
    }

    fn types(&mut self, what: What) -> &mut Types {
        match what {
            What::Event => &mut self.data.event_types,
            What::Object => &mut self.data.object_types,
        }
    }

    /// Notes a fault, or refuses it.
    fn fault(&mut self, field: &str, message: impl FnOnce() -> String) -> Result<()> {
        if self.options.strict {
            return Err(Error::Syntax { place: Place::field(field), message: message() });
        }
        if self.data.report.problems.len() < SAMPLE {
            self.data.report.problems.push(OcelProblem { field: field.into(), message: message() });
        }
        Ok(())
    }

    /// Takes an event or object.
    pub fn add(&mut self, what: What, item: &RawItem<'_>) -> Result<()> {
        self.items += 1;
        if self.items.is_multiple_of(4096) {
            Work::current().check()?;
        }
        match what {
            What::Event => self.add_event(item),
            What::Object => self.add_object(item),
        }
    }

    fn add_event(&mut self, item: &RawItem<'_>) -> Result<()> {
        self.data.report.events += 1;
        let field = || format!("events[{:?}]", shorten(item.id));
        if item.id.is_empty() || item.of_type.trim().is_empty() {
            self.data.report.skipped_events += 1;
            return self.fault(&field(), || "an event without id or type".into());
        }
        let time = match self.clock.text(item.time.trim()) {
            Ok(time) => time,
            Err(expected) => {
                self.data.report.skipped_events += 1;
                return self.fault(&field(), || format!("{:?} is not {expected}", shorten(item.time)));
            }
        };
        if self.data.event_ids.code(item.id).is_some() {
            self.data.report.duplicate_events += 1;
            return self.fault(&field(), || "an event of this id was there before".into());
        }
        intern(&mut self.data.event_ids, item.id)?;
        let of_type = intern_type(&mut self.data.event_types, item.of_type)?;
        let mut attributes = Vec::with_capacity(item.attributes.len());
        for attribute in &item.attributes {
            attributes.extend(self.value(What::Event, of_type, attribute, &field)?);
        }
        // Of several values of an attribute the first stays.
        attributes.sort_by_key(|&(code, _)| code);
        attributes.dedup_by_key(|&mut (code, _)| code);
        let objects = self.relations(&item.relations)?;
        self.data.events.push(EventRow { of_type, time, attributes, objects });
        Ok(())
    }

    fn add_object(&mut self, item: &RawItem<'_>) -> Result<()> {
        self.data.report.objects += 1;
        let field = || format!("objects[{:?}]", shorten(item.id));
        if item.id.trim().is_empty() || item.of_type.trim().is_empty() {
            self.data.report.skipped_objects += 1;
            return self.fault(&field(), || "an object without id or type".into());
        }
        let code = self.object_code(item.id)?;
        if self.data.object(code).is_some() {
            self.data.report.duplicate_objects += 1;
            return self.fault(&field(), || "an object of this id was there before".into());
        }
        let of_type = intern_type(&mut self.data.object_types, item.of_type)?;
        let mut attributes = Vec::with_capacity(item.attributes.len());
        for attribute in &item.attributes {
            let since =
                match attribute.time.filter(|time| !time.is_empty()).map(|time| self.clock.text(time.trim()))
                {
                    None | Some(Ok(ALWAYS)) => i64::MIN,
                    Some(Ok(time)) => time,
                    Some(Err(expected)) => {
                        self.data.report.skipped_attributes += 1;
                        self.fault(&field(), || {
                            format!("the time of {:?} is not {expected}", shorten(attribute.name))
                        })?;
                        continue;
                    }
                };
            if let Some((code, value)) = self.value(What::Object, of_type, attribute, &field)? {
                attributes.push((code, since, value));
            }
        }
        attributes.sort_by_key(|&(code, since, _)| (code, since));
        let objects = self.relations(&item.relations)?;
        let row = ObjectRow { of_type, attributes, objects };
        if let Some(slot) = self.data.objects.get_mut(code as usize) {
            *slot = Some(row);
        }
        Ok(())
    }

    fn object_code(&mut self, id: &str) -> Result<u32> {
        let code = intern(&mut self.data.object_ids, id)?;
        if code as usize == self.data.objects.len() {
            self.data.objects.push(None);
        }
        Ok(code)
    }

    fn relations(&mut self, relations: &[(&str, &str)]) -> Result<Vec<(u32, u32)>> {
        let mut all = Vec::with_capacity(relations.len());
        for &(id, qualifier) in relations {
            all.push((self.object_code(id)?, intern(&mut self.data.texts, qualifier)?));
        }
        Ok(all)
    }

    /// The value of an attribute as its declared type; `None` if it is left out.
    fn value(
        &mut self,
        what: What,
        of_type: u32,
        attribute: &RawAttribute<'_>,
        field: &impl Fn() -> String,
    ) -> Result<Option<(u32, Stored)>> {
        if attribute.name.is_empty() {
            self.data.report.skipped_attributes += 1;
            return self.fault(&field(), || "an attribute without name".into()).map(|()| None);
        }
        let code = intern(&mut self.data.attributes, attribute.name)?;
        let Some(found) = self.types(what).types.get_mut(of_type as usize) else { return Ok(None) };
        let known = found.get(code);
        if known.is_none() {
            found.add(code, None);
            self.data.report.undeclared_attributes += 1;
            self.fault(&field(), || format!("its type does not declare {:?}", shorten(attribute.name)))?;
        }
        let declared = known.flatten();
        match self.typed(attribute.value, declared)? {
            Some(value) => Ok(Some((code, value))),
            None => {
                self.data.report.skipped_attributes += 1;
                let message = || format!("{:?} is not of its declared type", shorten(attribute.name));
                self.fault(&field(), message).map(|()| None)
            }
        }
    }

    /// The value as a declared type; as what it is if none is declared.
    fn typed(&mut self, raw: Raw<'_>, declared: Option<ValueType>) -> Result<Option<Stored>> {
        use ValueType::{Boolean, Float, Integer, String, Time};
        Ok(match (declared, raw) {
            (_, Raw::Missing) | (_, Raw::Text("")) => Some(Stored::Missing),
            (Some(String) | None, Raw::Text(text)) => Some(Stored::Text(self.text(text)?)),
            (Some(Time), Raw::Text(text)) => self.clock.text(text.trim()).ok().map(Stored::Time),
            (Some(Integer), Raw::Text(text)) => text.trim().parse().ok().map(Stored::Integer),
            (Some(Float), Raw::Text(text)) => text.trim().parse().ok().and_then(number),
            (Some(Boolean), Raw::Text(text)) => match text.trim() {
                "0" => Some(Stored::Boolean(false)),
                "1" => Some(Stored::Boolean(true)),
                text => detect::boolean(text).map(Stored::Boolean),
            },
            (Some(Boolean), Raw::Integer(value @ 0..=1)) => Some(Stored::Boolean(value == 1)),
            (Some(Integer), Raw::Number(value)) if value.fract() == 0.0 => number(value),
            (Some(Integer | Float) | None, Raw::Integer(value)) => Some(Stored::Integer(value)),
            (Some(Float) | None, Raw::Number(value)) => number(value),
            (Some(Boolean) | None, Raw::Boolean(value)) => Some(Stored::Boolean(value)),
            (Some(String), Raw::Integer(value)) => Some(Stored::Text(self.text(&value.to_string())?)),
            (Some(String), Raw::Number(value)) => Some(Stored::Text(self.text(&value.to_string())?)),
            (Some(String), Raw::Boolean(value)) => Some(Stored::Text(self.text(&value.to_string())?)),
            _ => None,
        })
    }

    fn text(&mut self, text: &str) -> Result<u32> {
        intern(&mut self.data.texts, text)
    }

    /// The log: relations to objects that are not there are left out.
    pub fn finish(mut self) -> Result<ObjectLog> {
        let objects: Vec<bool> = self.data.objects.iter().map(Option::is_some).collect();
        let known = |code: u32| objects.get(code as usize).copied().unwrap_or_default();
        let mut dangling = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (position, event) in self.data.events.iter_mut().enumerate() {
            seen.clear();
            let before = event.objects.len();
            event.objects.retain(|&(code, _)| known(code));
            let gone = (before - event.objects.len()) as u64;
            event.objects.retain(|&(code, _)| seen.insert(code));
            let report = &mut self.data.report;
            report.dangling_event_relations += gone;
            report.event_relations += event.objects.len() as u64;
            report.events_without_objects += u64::from(event.objects.is_empty());
            if gone > 0 && dangling.len() < SAMPLE {
                dangling.push(format!("events[{:?}]", shorten(self.data.event_ids.get(position as u32))));
            }
        }
        for (position, object) in self.data.objects.iter_mut().enumerate() {
            let Some(object) = object else { continue };
            let before = object.objects.len();
            object.objects.retain(|&(code, _)| known(code));
            let gone = (before - object.objects.len()) as u64;
            self.data.report.dangling_object_relations += gone;
            self.data.report.object_relations += object.objects.len() as u64;
            if gone > 0 && dangling.len() < SAMPLE {
                dangling.push(format!("objects[{:?}]", shorten(self.data.object_ids.get(position as u32))));
            }
        }
        for field in dangling {
            self.fault(&field, || "a relation to an object that is not there".into())?;
        }
        self.check_types()?;
        let mut quality = Quality::default();
        self.clock.count(&mut quality);
        self.data.report.times_without_zone = quality.times_without_zone;
        self.data.report.ambiguous_times = quality.ambiguous_times;
        self.data.report.time_zone = self.clock.zone().into();
        Ok(ObjectLog(Arc::new(self.data)))
    }

    /// Counts what is of types that are not declared.
    fn check_types(&mut self) -> Result<()> {
        let data = &self.data;
        let undeclared =
            |types: &Types, code: u32| types.types.get(code as usize).is_some_and(|of| !of.declared);
        let events = data.events.iter().filter(|event| undeclared(&data.event_types, event.of_type)).count();
        let objects = data.objects.iter().flatten();
        let objects = objects.filter(|object| undeclared(&data.object_types, object.of_type)).count();
        let names = |types: &Types| {
            let undeclared = types.names.iter().zip(&types.types).filter(|(_, of)| !of.declared);
            undeclared.map(|(name, _)| name.to_string()).take(SAMPLE).collect::<Vec<_>>()
        };
        let [event_types, object_types] = [names(&data.event_types), names(&data.object_types)];
        self.data.report.undeclared_event_types = events as u64;
        self.data.report.undeclared_object_types = objects as u64;
        for (field, names) in [("eventTypes", event_types), ("objectTypes", object_types)] {
            for name in names {
                self.fault(field, || format!("the type {:?} is not declared", shorten(&name)))?;
            }
        }
        Ok(())
    }
}

fn number(value: f64) -> Option<Stored> {
    match value {
        value if value.is_nan() => Some(Stored::Missing),
        value => value.is_finite().then_some(Stored::Number(value)),
    }
}

fn intern(names: &mut Names, text: &str) -> Result<u32> {
    if !names.has_room(text) {
        let what = "the length of all names".into();
        return Err(Error::Limit { place: Place::default(), what, limit: u32::MAX.into() });
    }
    Ok(names.intern(text))
}

fn intern_type(types: &mut Types, name: &str) -> Result<u32> {
    let code = intern(&mut types.names, name)?;
    if code as usize == types.types.len() {
        types.types.push(Type::default());
    }
    Ok(code)
}
