//! Logs and numbers that say less about people.

use journey_core::analysis::Table;
use journey_core::log::{Anonymize, PseudonymKey};
use journey_core::privacy::{PrivateCountReport, PrivateCounts};
use js_sys::{Reflect, Uint8Array};
use serde_json::{Map, Value};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, option, throw};
use crate::{EventLog, columns, data, options, with_report};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What to take out of a log, with the key of pseudonyms: 32 bytes, such as `crypto.getRandomValues(new Uint8Array(32))`, or 64 hexadecimal digits. The key is not part of any log, report or file. */
export type AnonymizeOptions = Partial<Anonymize> & { key?: PseudonymKey };

/** A secret from which pseudonyms are made: 32 bytes, or 64 hexadecimal digits. */
export type PseudonymKey = Uint8Array | string;

/** A table from which every row with a small cell was left out: how many, and which share of the sum of `column`. */
export interface KAnonymous { columns: Columns; k: number; suppressed_rows: number; column: string | null; suppressed: Estimate }
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

    /// How many customers were at each touchpoint, or went from one to another, without telling about any of them: with
    /// ε-differential privacy.
    ///
    /// The noise comes from the system's generator; `entropy`, 32 bytes, is for tests only: noise that somebody can make
    /// again protects nobody.
    #[wasm_bindgen(js_name = privateCounts)]
    pub fn private_counts(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<PrivateCounts> & { entropy?: Uint8Array }")]
        options: JsValue,
    ) -> Result<Ts<PrivateCountReport>> {
        let (fields, given) = without("entropy", &options)?;
        let counts: PrivateCounts = options::from_fields(fields)?;
        let entropy = match given {
            Some(given) => bytes("entropy", &given, "32 bytes")?,
            None => random()?,
        };
        data(&counts.run(&self.0, entropy).map_err(throw)?)
    }
}

#[wasm_bindgen]
extern "C" {
    /// The generator of the platform.
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn fill(bytes: &Uint8Array) -> Result<JsValue>;
}

/// 32 bytes from the system's generator.
fn random() -> Result<[u8; 32]> {
    let array = Uint8Array::new_with_length(32);
    fill(&array)?;
    let mut bytes = [0; 32];
    array.copy_to(&mut bytes);
    Ok(bytes)
}

/// A table without small cells for JavaScript.
pub fn published(table: &Table, k: f64) -> Result<JsValue> {
    if k.fract() != 0.0 || !(0.0..=9e15).contains(&k) {
        return Err(option("k", k, "a whole number, at least 2"));
    }
    let published = table.k_anonymous(k as u64).map_err(throw)?;
    let object = js_sys::Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&object, &name.into(), &value);
    set("columns", columns::to_columns(&published.table)?)?;
    set("k", k.into())?;
    set("suppressed_rows", (published.suppressed_rows as f64).into())?;
    set("column", published.column.as_deref().map_or(JsValue::NULL, JsValue::from))?;
    set("suppressed", data(&published.suppressed)?.into())?;
    Ok(object.into())
}

/// The fields of an options object without the key, and the key.
pub fn with_key(options: &JsValue) -> Result<(Map<String, Value>, Option<PseudonymKey>)> {
    let (fields, given) = without("key", options)?;
    let key = given.map(|given| match given.as_string() {
        Some(digits) => PseudonymKey::from_hex(&digits).map_err(throw),
        None => Ok(PseudonymKey::new(&bytes("key", &given, "32 bytes or 64 hexadecimal digits")?)),
    });
    Ok((fields, key.transpose()?))
}

/// The fields of an options object without one that is no plain data, and that one.
fn without(name: &str, options: &JsValue) -> Result<(Map<String, Value>, Option<JsValue>)> {
    if options.is_undefined() || options.is_null() {
        return Ok((Map::new(), None));
    }
    let mut fields = options::fields(options)?;
    fields.remove(name);
    let given = Reflect::get(options, &name.into()).ok();
    Ok((fields, given.filter(|given| !given.is_undefined() && !given.is_null())))
}

/// 32 bytes; an error does not show them.
fn bytes(field: &str, given: &JsValue, expected: &str) -> Result<[u8; 32]> {
    let refuse = || option(field, "this value", expected);
    let bytes = given.dyn_ref::<Uint8Array>().ok_or_else(refuse)?.to_vec();
    bytes.try_into().map_err(|_| refuse())
}
