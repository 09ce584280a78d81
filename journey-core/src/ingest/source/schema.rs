//! The JSON Schema of source documents, for editors that complete and check as one types.

use serde_json::{Value, json};

use super::Source;

const ID: &str = "https://raw.githubusercontent.com/journey-map/journey/main/api/source.schema.json";

/// The JSON Schema (draft 2020-12) of a source document. It is committed as `api/source.schema.json`.
pub fn source_schema() -> Value {
    let mut schema = schemars::schema_for!(Source).to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("$id".into(), json!(ID));
        root.insert("title".into(), json!("Source of events"));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schema_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/source.schema.json");
        let current = serde_json::to_string_pretty(&source_schema()).unwrap() + "\n";
        if std::env::var_os("JOURNEY_WRITE").is_some() {
            std::fs::write(path, &current).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert_eq!(
            committed, current,
            "run `JOURNEY_WRITE=1 cargo test -p journey-core --features schema schema`"
        );
    }
}
