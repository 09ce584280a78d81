//! From an object log to the log of one type of objects.

use std::collections::{BTreeMap, BTreeSet};

use super::object_log::{Data, EventRow, ObjectLog, Stored};
use super::report::FlattenReport;
use crate::error::{Error, Result};
use crate::log::{Event, EventLog, LogBuilder, LogOptions, Names, Value};
use crate::work::Work;

/// Column with the id of the event in the object log.
const EVENT: &str = "ocel:eid";
/// Column with how the event is related to the object.
const QUALIFIER: &str = "ocel:qualifier";

impl ObjectLog {
    /// The log whose journeys are the objects of a type: an event is in the journeys of all objects of the type to which it is
    /// related. [`Self::flatten_report`] says how many events are there several times, and how many not at all.
    ///
    /// The journey id is the id of the object, the touchpoint the type of the event. Columns: `ocel:eid` (the event's id, by
    /// which repetitions are known), `ocel:qualifier` (how it is related to the object), the attributes of events by
    /// name, and the attributes of the object as `case:name`, with the values that they had at the time of the event.
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a type that the log does not have; [`Error::Limit`], [`Error::Cancelled`].
    ///
    /// # Complexity
    /// O(relations · columns) time.
    ///
    /// Source: van der Aalst, "Object-Centric Process Mining: Dealing with Divergence and Convergence in Event Data"
    /// (2019).
    pub fn flatten(&self, object_type: &str) -> Result<EventLog> {
        let data = &*self.0;
        let code = data.object_type(object_type)?;
        let columns = Columns::new(data, code);
        let names = columns.names.iter().map(|name| (name.to_string(), None)).collect();
        let mut builder = LogBuilder::new(LogOptions::default(), names);
        builder.texts_are_texts();
        let work = Work::current();
        for (position, event) in data.events.iter().enumerate() {
            if position.is_multiple_of(4096) {
                work.check()?;
            }
            for &(object, qualifier) in &event.objects {
                let Some(found) = data.object(object).filter(|found| found.of_type == code) else { continue };
                let mut values = vec![Value::Missing; columns.names.len()];
                for &(attribute, value) in &event.attributes {
                    set(&mut values, columns.of_events.get(&attribute), data.value(value));
                }
                for of_one in found.attributes.chunk_by(|(a, ..), (b, ..)| a == b) {
                    let known = of_one.partition_point(|&(_, since, _)| since <= event.time);
                    if let Some(&(attribute, _, value)) =
                        known.checked_sub(1).and_then(|last| of_one.get(last))
                    {
                        set(&mut values, columns.of_objects.get(&attribute), data.value(value));
                    }
                }
                set(&mut values, Some(&0), Value::Text(data.event_ids.get(position as u32)));
                set(&mut values, Some(&1), Value::Text(data.texts.get(qualifier)));
                builder.push(Event {
                    customer: data.object_ids.get(object),
                    time: event.time,
                    touchpoint: data.event_types.names.get(event.of_type),
                    end: None,
                    row: position as u64 + 1,
                    values: &values,
                })?;
            }
        }
        let quality = builder.quality_mut();
        quality.times_without_zone = data.report.times_without_zone;
        quality.ambiguous_times = data.report.ambiguous_times;
        quality.time_zone.clone_from(&data.report.time_zone);
        builder.finish()
    }

    /// What flattening by a type of objects does to the events; see [`Self::flatten`].
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a type that the log does not have.
    ///
    /// # Complexity
    /// O(relations · log(relations)) time.
    pub fn flatten_report(&self, object_type: &str) -> Result<FlattenReport> {
        let data = &*self.0;
        let code = data.object_type(object_type)?;
        let is_of = |object: u32| data.object(object).is_some_and(|found| found.of_type == code);
        let mut report = FlattenReport {
            object_type: object_type.into(),
            events: data.events.len() as u64,
            objects: data.objects.iter().flatten().filter(|object| object.of_type == code).count() as u64,
            ..FlattenReport::default()
        };
        // Lists of objects that events are about, and their numbers.
        let mut lists: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
        // Events of each type in each journey, and the lists that they are about.
        let mut journeys: BTreeMap<(u32, u32), (u64, BTreeSet<usize>)> = BTreeMap::new();
        for event in &data.events {
            let of_type = event.objects.iter().filter(|(object, _)| is_of(*object)).count() as u64;
            report.flat_events += of_type;
            report.events_without_object += u64::from(of_type == 0);
            report.converging_events += u64::from(of_type > 1);
            report.repeated_events += of_type.saturating_sub(1);
            if of_type == 0 {
                continue;
            }
            let number = lists.len();
            let others = *lists.entry(others(event, is_of)).or_insert(number);
            for &(object, _) in event.objects.iter().filter(|(object, _)| is_of(*object)) {
                let (count, about) = journeys.entry((object, event.of_type)).or_default();
                *count += 1;
                about.insert(others);
            }
        }
        let with_events: BTreeSet<u32> = journeys.keys().map(|(object, _)| *object).collect();
        report.objects_without_events = report.objects - with_events.len() as u64;
        let diverging = journeys.values().filter(|(_, about)| about.len() > 1);
        report.diverging_events = diverging.map(|(count, _)| count).sum();
        Ok(report)
    }
}

/// The objects of other types, in order.
fn others(event: &EventRow, is_of: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut others: Vec<u32> =
        event.objects.iter().map(|(object, _)| *object).filter(|&object| !is_of(object)).collect();
    others.sort_unstable();
    others
}

fn set<'v>(values: &mut [Value<'v>], column: Option<&usize>, value: Value<'v>) {
    column.and_then(|column| values.get_mut(*column)).into_iter().for_each(|slot| *slot = value);
}

/// The columns of a flat log.
struct Columns {
    names: Names,
    of_events: BTreeMap<u32, usize>,
    of_objects: BTreeMap<u32, usize>,
}

impl Columns {
    fn new(data: &Data, object_type: u32) -> Self {
        let mut names: Names = [EVENT, QUALIFIER].into_iter().collect();
        let mut of_events = BTreeMap::new();
        for &(attribute, _) in data.event_types.types.iter().flat_map(|of| &of.attributes) {
            of_events.insert(attribute, names.intern(data.attributes.get(attribute)) as usize);
        }
        let mut of_objects = BTreeMap::new();
        let of_type = data.object_types.types.get(object_type as usize);
        for &(attribute, _) in of_type.into_iter().flat_map(|of| &of.attributes) {
            let name = format!("case:{}", data.attributes.get(attribute));
            of_objects.insert(attribute, names.intern(&name) as usize);
        }
        Self { names, of_events, of_objects }
    }
}

impl Data {
    fn object_type(&self, name: &str) -> Result<u32> {
        let names = &self.object_types.names;
        names.code(name).ok_or_else(|| Error::UnknownName {
            kind: "object type".into(),
            name: name.into(),
            similar: names.similar(name),
        })
    }

    fn value(&self, value: Stored) -> Value<'_> {
        match value {
            Stored::Missing => Value::Missing,
            Stored::Text(code) => Value::Text(self.texts.get(code)),
            Stored::Number(number) => Value::Number(number),
            Stored::Integer(number) => Value::Integer(number),
            Stored::Boolean(value) => Value::Boolean(value),
            Stored::Time(time) => Value::Time(time),
        }
    }
}
