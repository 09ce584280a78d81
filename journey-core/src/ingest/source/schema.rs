//! The JSON Schema of source documents, for editors that complete and check as one types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::{Paths, Pick, Source, SourceColumns};

/// The JSON Schema (draft 2020-12) of a source document. It is committed as `api/source.schema.json`.
pub fn source_schema() -> Value {
    crate::schema::of::<Source>("source", "Source of events")
}

impl JsonSchema for Paths {
    fn schema_name() -> Cow<'static, str> {
        "Paths".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "One text or several.",
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
        })
    }
}

impl JsonSchema for SourceColumns {
    fn schema_name() -> Cow<'static, str> {
        "SourceColumns".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let pick = generator.subschema_for::<Pick>();
        json_schema!({
            "description": "Names of columns, each with where its values come from.",
            "type": "object",
            "additionalProperties": pick
        })
    }
}

#[cfg(test)]
#[test]
fn the_committed_schema_is_up_to_date() {
    crate::schema::assert_committed("source", &source_schema());
}
