//! How the parts of a source document are written: loosely, for people.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::document::{Each, EachPart, Made, Paths, Pick, SourceColumns};

/// What may be written as a text, as a list, or as a map of fields.
trait Loose: Sized {
    /// What is expected, for messages.
    const EXPECTED: &'static str;
    fn of_text(text: String) -> Self;
    fn of_list(items: Vec<Self>) -> Self;
    fn of_map<'de, M: MapAccess<'de>>(map: M) -> Result<Self, M::Error>;
}

impl Loose for Pick {
    const EXPECTED: &'static str = "a path, a list of paths, or a map with `path`, `constant` or `template`";

    fn of_text(text: String) -> Self {
        Self::Path(text)
    }

    fn of_list(items: Vec<Self>) -> Self {
        Self::First(items)
    }

    fn of_map<'de, M: MapAccess<'de>>(map: M) -> Result<Self, M::Error> {
        Made::deserialize(MapAccessDeserializer::new(map)).map(|made| Self::Made(Box::new(made)))
    }
}

impl Loose for Each {
    const EXPECTED: &'static str = "a path, a list of paths, or a map with `path`, `split` or `fields`";

    fn of_text(text: String) -> Self {
        Self::Path(text)
    }

    fn of_list(items: Vec<Self>) -> Self {
        Self::Nested(items)
    }

    fn of_map<'de, M: MapAccess<'de>>(map: M) -> Result<Self, M::Error> {
        EachPart::deserialize(MapAccessDeserializer::new(map)).map(|part| Self::Made(Box::new(part)))
    }
}

impl Loose for Paths {
    const EXPECTED: &'static str = "a text or a list of texts";

    fn of_text(text: String) -> Self {
        Self(vec![text])
    }

    fn of_list(items: Vec<Self>) -> Self {
        Self(items.into_iter().flat_map(|item| item.0).collect())
    }

    fn of_map<'de, M: MapAccess<'de>>(_: M) -> Result<Self, M::Error> {
        Err(M::Error::invalid_type(Unexpected::Map, &Self::EXPECTED))
    }
}

struct LooseVisitor<T>(PhantomData<T>);

impl<'de, T: Loose + Deserialize<'de>> Visitor<'de> for LooseVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::of_text(text.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<T, E> {
        // The reader of documents puts 0 where something wrong was; it has been reported there.
        match number == 0.0 {
            true => Ok(T::of_text("0".into())),
            false => Err(E::invalid_type(Unexpected::Float(number), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(T::of_list(items))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<T, M::Error> {
        T::of_map(map)
    }
}

macro_rules! loose {
    ($($name:ident)+) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(LooseVisitor(PhantomData))
            }
        }
    )+};
}

loose! { Pick Each Paths }

impl Serialize for Paths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => serializer.serialize_str(one),
            several => serializer.collect_seq(several),
        }
    }
}

impl Serialize for SourceColumns {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, pick)| (name, pick)))
    }
}

impl<'de> Deserialize<'de> for SourceColumns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ColumnsVisitor;
        impl<'de> Visitor<'de> for ColumnsVisitor {
            type Value = SourceColumns;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of columns")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<SourceColumns, M::Error> {
                let mut columns = Vec::new();
                while let Some(column) = map.next_entry()? {
                    columns.push(column);
                }
                Ok(SourceColumns(columns))
            }
        }
        deserializer.deserialize_map(ColumnsVisitor)
    }
}
