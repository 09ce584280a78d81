//! The JSON Schema of the map document, for editors that complete and check as one types.

use serde_json::Value;

use super::JourneyMap;

/// The JSON Schema (draft 2020-12) of a map document. It is committed as `api/journey.schema.json`.
///
/// An editor uses it after a first line such as
/// `# yaml-language-server: $schema=https://…/journey.schema.json`. It says which fields and values there are;
/// what only a look at the whole map can tell, such as ids that do not exist, is left to
/// [`JourneyMap::check`].
pub fn json_schema() -> Value {
    crate::schema::of::<JourneyMap>("journey", "Customer journey map")
}

#[cfg(test)]
#[test]
fn the_committed_schema_is_up_to_date() {
    crate::schema::assert_committed("journey", &json_schema());
}
