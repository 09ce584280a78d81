//! Events, objects and how they are related.

use std::collections::HashMap;
use std::sync::Arc;

use super::report::{EventTypeInfo, ObjectTypeInfo, OcelReport};
use crate::log::Names;

/// Events that each belong to any number of objects of several types: the object-centric event log of OCEL 2.0.
/// Immutable and cheap to clone.
///
/// ```
/// use journey_core::ingest::{ObjectLog, OcelOptions};
/// let json = r#"{
///     "objectTypes": [{"name": "order", "attributes": []}, {"name": "item", "attributes": []}],
///     "eventTypes": [{"name": "pay", "attributes": []}],
///     "objects": [{"id": "o1", "type": "order"}, {"id": "i1", "type": "item"}, {"id": "i2", "type": "item"}],
///     "events": [{"id": "e1", "type": "pay", "time": "2024-03-01T12:00:00Z", "relationships": [
///         {"objectId": "o1", "qualifier": "order"}, {"objectId": "i1", "qualifier": "item"},
///         {"objectId": "i2", "qualifier": "item"}]}]
/// }"#;
/// let log = ObjectLog::read_json_bytes(json.as_bytes(), &OcelOptions::new())?;
/// assert_eq!((log.flatten("order")?.events(), log.flatten("item")?.events()), (1, 2));
/// assert_eq!(log.flatten_report("item")?.converging_events, 1);
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ObjectLog(pub(super) Arc<Data>);

/// All there is in the log; texts are codes.
#[derive(Debug, Default)]
pub(super) struct Data {
    /// Ids of the events that are kept, by their positions.
    pub event_ids: Names,
    pub events: Vec<EventRow>,
    /// Ids of all objects that are there or named, by their codes.
    pub object_ids: Names,
    /// Objects by the codes of their ids; `None` if nothing but the name is known.
    pub objects: Vec<Option<ObjectRow>>,
    pub event_types: Types,
    pub object_types: Types,
    /// Names of attributes.
    pub attributes: Names,
    /// Texts of attributes, and qualifiers.
    pub texts: Names,
    pub report: OcelReport,
}

/// Types by their codes.
#[derive(Debug, Default)]
pub(super) struct Types {
    pub names: Names,
    pub types: Vec<Type>,
}

#[derive(Debug, Default)]
pub(super) struct Type {
    pub declared: bool,
    /// Codes of attributes, and the type of their values if it is declared.
    pub attributes: Vec<(u32, Option<ValueType>)>,
    /// Places of attributes by their codes.
    places: HashMap<u32, usize>,
}

impl Type {
    /// The type of the values of an attribute, if the attribute is known, and if it is declared.
    pub fn get(&self, attribute: u32) -> Option<Option<ValueType>> {
        let place = self.places.get(&attribute)?;
        self.attributes.get(*place).map(|(_, of)| *of)
    }

    /// Adds an attribute, unless it is known.
    pub fn add(&mut self, attribute: u32, of: Option<ValueType>) {
        self.places.entry(attribute).or_insert_with(|| {
            self.attributes.push((attribute, of));
            self.attributes.len() - 1
        });
    }
}

/// Declared types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueType {
    String,
    Time,
    Integer,
    Float,
    Boolean,
}

#[derive(Debug)]
pub(super) struct EventRow {
    pub of_type: u32,
    pub time: i64,
    pub attributes: Vec<(u32, Stored)>,
    /// Objects and qualifiers in the order of the file, each object once.
    pub objects: Vec<(u32, u32)>,
}

#[derive(Debug)]
pub(super) struct ObjectRow {
    pub of_type: u32,
    /// Values by attribute and the time from which they hold.
    pub attributes: Vec<(u32, i64, Stored)>,
    pub objects: Vec<(u32, u32)>,
}

/// A value of an attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stored {
    Missing,
    Text(u32),
    Number(f64),
    Integer(i64),
    Boolean(bool),
    Time(i64),
}

/// A relation of an object to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObjectRelation<'a> {
    /// Id of the object that has the relation.
    pub source: &'a str,
    /// Id of the object to which it points.
    pub target: &'a str,
    /// What the relation is.
    pub qualifier: &'a str,
}

impl ObjectLog {
    /// Number of events.
    pub fn events(&self) -> u64 {
        self.0.events.len() as u64
    }

    /// Number of objects.
    pub fn objects(&self) -> u64 {
        self.0.objects.iter().flatten().count() as u64
    }

    /// What was found in the file, and what of it was left out.
    pub fn report(&self) -> &OcelReport {
        &self.0.report
    }

    /// Types of objects in the order of the file, with counts.
    ///
    /// # Complexity
    /// O(objects + relations).
    pub fn object_types(&self) -> Vec<ObjectTypeInfo> {
        let data = &*self.0;
        let info = |(code, of): (usize, &Type)| ObjectTypeInfo {
            name: data.object_types.names.get(code as u32).into(),
            objects: 0,
            events: 0,
            relations: 0,
            attributes: data.attribute_names(of),
        };
        let mut types: Vec<ObjectTypeInfo> = data.object_types.types.iter().enumerate().map(info).collect();
        for object in data.objects.iter().flatten() {
            types.iter_mut().skip(object.of_type as usize).take(1).for_each(|info| info.objects += 1);
        }
        // The event in which a type was counted last.
        let mut counted = vec![usize::MAX; types.len()];
        for (position, event) in data.events.iter().enumerate() {
            for object in event.objects.iter().filter_map(|(object, _)| data.object(*object)) {
                let code = object.of_type as usize;
                let (Some(info), Some(last)) = (types.get_mut(code), counted.get_mut(code)) else { continue };
                info.relations += 1;
                info.events += u64::from(std::mem::replace(last, position) != position);
            }
        }
        types
    }

    /// Types of events in the order of the file, with counts.
    ///
    /// # Complexity
    /// O(events).
    pub fn event_types(&self) -> Vec<EventTypeInfo> {
        let data = &*self.0;
        let info = |(code, of): (usize, &Type)| EventTypeInfo {
            name: data.event_types.names.get(code as u32).into(),
            events: 0,
            attributes: data.attribute_names(of),
        };
        let mut types: Vec<EventTypeInfo> = data.event_types.types.iter().enumerate().map(info).collect();
        for event in &data.events {
            types.iter_mut().skip(event.of_type as usize).take(1).for_each(|info| info.events += 1);
        }
        types
    }

    /// Relations of objects to objects, in the order of the file; they may be circular.
    pub fn object_relations(&self) -> impl Iterator<Item = ObjectRelation<'_>> {
        let data = &*self.0;
        data.objects.iter().enumerate().filter_map(|(code, object)| Some((code, object.as_ref()?))).flat_map(
            move |(code, object)| {
                object.objects.iter().map(move |&(target, qualifier)| ObjectRelation {
                    source: data.object_ids.get(code as u32),
                    target: data.object_ids.get(target),
                    qualifier: data.texts.get(qualifier),
                })
            },
        )
    }
}

impl Data {
    pub fn object(&self, code: u32) -> Option<&ObjectRow> {
        self.objects.get(code as usize)?.as_ref()
    }

    fn attribute_names(&self, of: &Type) -> Vec<String> {
        of.attributes.iter().map(|(code, _)| self.attributes.get(*code).to_string()).collect()
    }
}

impl ValueType {
    /// The type of this name.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::String,
            "time" | "date" | "timestamp" => Self::Time,
            "integer" | "int" => Self::Integer,
            "float" | "double" => Self::Float,
            "boolean" | "bool" => Self::Boolean,
            _ => return None,
        })
    }
}
