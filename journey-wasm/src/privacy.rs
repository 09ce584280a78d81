//! Logs and numbers that say less about people.

use journey_core::log::{Anonymize, PseudonymKey};
use js_sys::{Reflect, Uint8Array};
use serde_json::{Map, Value};
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::{EventLog, options, with_report};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What to take out of a log, with the key of pseudonyms: 32 bytes, such as `crypto.getRandomValues(new Uint8Array(32))`, or 64 hexadecimal digits. The key is not part of any log, report or file. */
export type AnonymizeOptions = Partial<Anonymize> & { key?: PseudonymKey };

/** A secret from which pseudonyms are made: 32 bytes, or 64 hexadecimal digits. */
export type PseudonymKey = Uint8Array | string;
"#;

#[wasm_bindgen]
impl EventLog {
    /// A log that says less about people, and what was done to it. Names that no event has any more are not in the new
    /// log, nor is what was done to it before. The key is used for pseudonyms only, and never kept.
    #[wasm_bindgen(unchecked_return_type = "{ log: EventLog; report: AnonymizeReport }")]
    pub fn anonymize(
        &self,
        #[wasm_bindgen(unchecked_param_type = "AnonymizeOptions")] options: JsValue,
    ) -> Result<JsValue> {
        let (fields, key) = with_key(&options)?;
        let anonymize: Anonymize = options::from_fields(fields)?;
        with_report(self.0.anonymize(&anonymize, key.as_ref()))
    }
}

/// The fields of an options object without the key, and the key.
pub fn with_key(options: &JsValue) -> Result<(Map<String, Value>, Option<PseudonymKey>)> {
    if options.is_undefined() || options.is_null() {
        return Ok((Map::new(), None));
    }
    let mut fields = options::fields(options)?;
    fields.remove("key");
    let given = Reflect::get(options, &"key".into()).unwrap_or(JsValue::UNDEFINED);
    if given.is_undefined() || given.is_null() {
        return Ok((fields, None));
    }
    let key = match given.as_string() {
        Some(digits) => PseudonymKey::from_hex(&digits).map_err(throw)?,
        None => PseudonymKey::new(&bytes("key", &given)?),
    };
    Ok((fields, Some(key)))
}

/// 32 bytes; an error does not show them.
fn bytes(field: &str, given: &JsValue) -> Result<[u8; 32]> {
    let refuse = || option(field, "this value", "32 bytes or 64 hexadecimal digits");
    let bytes = given.dyn_ref::<Uint8Array>().ok_or_else(refuse)?.to_vec();
    bytes.try_into().map_err(|_| refuse())
}
