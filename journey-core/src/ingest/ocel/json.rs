//! OCEL 2.0 as JSON.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::build::{Builder, Raw, RawAttribute, RawItem, What};
use super::{ObjectLog, OcelOptions};
use crate::error::{Error, Place, Result};
use crate::ingest::input::Input;
use crate::ingest::json::Text;

/// The document; its parts are read one after the other, types first.
#[derive(serde::Deserialize)]
struct Document<'a> {
    #[serde(borrow, default, rename = "objectTypes")]
    object_types: Option<&'a RawValue>,
    #[serde(borrow, default, rename = "eventTypes")]
    event_types: Option<&'a RawValue>,
    #[serde(borrow, default)]
    objects: Option<&'a RawValue>,
    #[serde(borrow, default)]
    events: Option<&'a RawValue>,
}

#[derive(serde::Deserialize)]
struct TypeOf<'a> {
    #[serde(borrow, default)]
    name: Text<'a>,
    #[serde(borrow, default)]
    attributes: Vec<Declared<'a>>,
}

#[derive(serde::Deserialize)]
struct Declared<'a> {
    #[serde(borrow, default)]
    name: Text<'a>,
    #[serde(borrow, default, rename = "type")]
    of_type: Text<'a>,
}

#[derive(serde::Deserialize)]
struct Item<'a> {
    #[serde(borrow, default)]
    id: Text<'a>,
    #[serde(borrow, default, rename = "type")]
    of_type: Text<'a>,
    #[serde(borrow, default)]
    time: Text<'a>,
    #[serde(borrow, default)]
    attributes: Vec<Attribute<'a>>,
    #[serde(borrow, default)]
    relationships: Vec<Relation<'a>>,
}

#[derive(serde::Deserialize)]
struct Attribute<'a> {
    #[serde(borrow, default)]
    name: Text<'a>,
    #[serde(borrow, default)]
    time: Option<Text<'a>>,
    #[serde(borrow, default)]
    value: Scalar<'a>,
}

#[derive(serde::Deserialize)]
struct Relation<'a> {
    #[serde(borrow, default, rename = "objectId")]
    object: Text<'a>,
    #[serde(borrow, default)]
    qualifier: Option<Text<'a>>,
}

/// A value of an attribute.
#[derive(Default)]
enum Scalar<'a> {
    #[default]
    Missing,
    Text(Cow<'a, str>),
    Number(f64),
    Integer(i64),
    Boolean(bool),
}

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Scalar<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true, false or null")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Text(Cow::Owned(text.into())))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Number(number))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Integer(number))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Scalar<'de>, E> {
                Ok(i64::try_from(number).map_or(Scalar::Text(number.to_string().into()), Scalar::Integer))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Boolean(value))
            }

            fn visit_unit<E>(self) -> Result<Scalar<'de>, E> {
                Ok(Scalar::Missing)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl Scalar<'_> {
    fn raw(&self) -> Raw<'_> {
        match self {
            Self::Missing => Raw::Missing,
            Self::Text(text) => Raw::Text(text),
            Self::Number(number) => Raw::Number(*number),
            Self::Integer(number) => Raw::Integer(*number),
            Self::Boolean(value) => Raw::Boolean(*value),
        }
    }
}

/// Calls a function with every element of a list, of which only one is in memory at a time.
struct Each<T, F>(F, std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>, F: FnMut(T) -> Result<()>> Visitor<'de> for Each<T, F> {
    type Value = Option<Error>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Option<Error>, A::Error> {
        while let Some(element) = list.next_element()? {
            if let Err(error) = self.0(element) {
                while list.next_element::<serde::de::IgnoredAny>()?.is_some() {}
                return Ok(Some(error));
            }
        }
        Ok(None)
    }
}

/// Reads the elements of a part of the document.
fn each<'a, T: Deserialize<'a>>(
    text: &'a str,
    part: Option<&'a RawValue>,
    take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let Some(part) = part.map(RawValue::get) else { return Ok(()) };
    let mut json = serde_json::Deserializer::from_str(part);
    match json.deserialize_seq(Each(take, std::marker::PhantomData)) {
        Ok(None) => Ok(()),
        Ok(Some(error)) => Err(error),
        Err(error) => {
            let at = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let before = text.as_bytes().get(..at).unwrap_or_default();
            Err(syntax(&error, memchr::memchr_iter(b'\n', before).count() as u64))
        }
    }
}

fn syntax(error: &serde_json::Error, lines_before: u64) -> Error {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).to_string();
    let line = Some(lines_before + error.line() as u64);
    Error::Syntax { place: Place { line, ..Place::default() }, message }
}

pub(super) fn read(input: Input<'_>, options: &OcelOptions) -> Result<ObjectLog> {
    let bytes = input.all()?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = Some(memchr::memchr_iter(b'\n', before).count() as u64 + 1);
        Error::Encoding {
            place: Place { line, ..Place::default() },
            found: "bytes that are not UTF-8".into(),
        }
    })?;
    let document: Document<'_> = serde_json::from_str(text).map_err(|error| syntax(&error, 0))?;
    if document.events.is_none() && document.objects.is_none() {
        let error = serde_json::Error::custom("neither `events` nor `objects`; is this OCEL 2.0?");
        return Err(syntax(&error, 1));
    }
    let mut builder = Builder::new(options)?;
    for (what, part) in [(What::Object, document.object_types), (What::Event, document.event_types)] {
        each(text, part, |of: TypeOf<'_>| {
            let declared: Vec<(&str, &str)> =
                of.attributes.iter().map(|attribute| (&*attribute.name.0, &*attribute.of_type.0)).collect();
            builder.declare(what, &of.name.0, &declared)
        })?;
    }
    for (what, part) in [(What::Object, document.objects), (What::Event, document.events)] {
        each(text, part, |item: Item<'_>| builder.add(what, &raw(&item)))?;
    }
    builder.finish()
}

fn raw<'r>(item: &'r Item<'_>) -> RawItem<'r> {
    let attribute = |found: &'r Attribute<'_>| RawAttribute {
        name: &found.name.0,
        time: found.time.as_ref().map(|time| &*time.0),
        value: found.value.raw(),
    };
    let relation = |found: &'r Relation<'_>| {
        (&*found.object.0, found.qualifier.as_ref().map_or("", |qualifier| &*qualifier.0))
    };
    RawItem {
        id: &item.id.0,
        of_type: &item.of_type.0,
        time: &item.time.0,
        attributes: item.attributes.iter().map(attribute).collect(),
        relations: item.relationships.iter().map(relation).collect(),
    }
}
