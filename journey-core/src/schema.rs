//! JSON Schemas of documents, for editors that complete and check as one types.

use schemars::JsonSchema;
use serde_json::{Value, json};

/// The JSON Schema (draft 2020-12) of a document that is committed as `api/NAME.schema.json`.
pub(crate) fn of<T: JsonSchema>(name: &str, title: &str) -> Value {
    let mut schema = schemars::schema_for!(T).to_value();
    if let Some(root) = schema.as_object_mut() {
        let id = format!("https://raw.githubusercontent.com/journey-map/journey/main/api/{name}.schema.json");
        root.insert("$id".into(), json!(id));
        root.insert("title".into(), json!(title));
    }
    schema
}

/// Fails unless the committed schema is this one; writes it with `JOURNEY_WRITE`.
#[cfg(test)]
pub(crate) fn assert_committed(name: &str, schema: &Value) {
    let path = format!("{}/../api/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let current = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("JOURNEY_WRITE").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let hint = "run `JOURNEY_WRITE=1 cargo test -p journey-core --features schema schema`";
    assert_eq!(committed, current, "{hint}");
}
