//! The JSON Schema of the map document, for editors that complete and check as one types.

use serde_json::{Value, json};

use super::JourneyMap;

const ID: &str = "https://raw.githubusercontent.com/journey-map/journey/main/api/journey.schema.json";

/// The JSON Schema (draft 2020-12) of a map document. It is committed as `api/journey.schema.json`.
///
/// An editor uses it after a first line such as
/// `# yaml-language-server: $schema=https://…/journey.schema.json`. It says which fields and values there are;
/// what only a look at the whole map can tell, such as ids that do not exist, is left to
/// [`JourneyMap::check`].
pub fn json_schema() -> Value {
    let mut schema = schemars::schema_for!(JourneyMap).to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("$id".into(), json!(ID));
        root.insert("title".into(), json!("Customer journey map"));
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schema_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../api/journey.schema.json");
        let current = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
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
