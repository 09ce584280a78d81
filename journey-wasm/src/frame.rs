//! JavaScript columns as a table of the core: typed arrays whole, lists value by value.

use journey_core::ingest::{Frame, FrameColumn};
use js_sys::{Array, BigInt64Array, BigUint64Array, Date, Float32Array, Float64Array, Object, Reflect};
use js_sys::{ArrayBuffer, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::error::{Result, option};
use crate::read::kind;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Columns of equal length by name. Lists hold one kind of value, with `null` or `undefined` where one is missing; `codes` are positions in `names`, 4294967295 where a value is missing. */
export type InputColumns = Record<string, InputColumn>;

/** Values of a column. */
export type InputColumn =
    | Float64Array | Float32Array | Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array | BigInt64Array | BigUint64Array
    | readonly (string | null | undefined)[]
    | readonly (number | null | undefined)[]
    | readonly (boolean | null | undefined)[]
    | readonly (Date | null | undefined)[]
    | { codes: Uint32Array; names: readonly string[] };
"#;

const LISTS: &str =
    "a typed array, a list of texts, numbers, booleans or Dates (null where missing), or { codes, names }";

/// An object of columns as a table.
pub fn frame(columns: &JsValue) -> Result<Frame> {
    let Some(object) = columns.dyn_ref::<Object>().filter(|_| !Array::is_array(columns)) else {
        return Err(option("columns", kind(columns), "an object of columns"));
    };
    let mut frame = Frame::new();
    for entry in Object::entries(object).iter() {
        let entry: Array = entry.unchecked_into();
        let name = entry.get(0).as_string().unwrap_or_default();
        let values = column(&name, &entry.get(1))?;
        frame = frame.column(name, values);
    }
    Ok(frame)
}

fn column(name: &str, values: &JsValue) -> Result<FrameColumn> {
    if let Some(list) = values.dyn_ref::<Array>() {
        return from_list(name, list);
    }
    if ArrayBuffer::is_view(&values.clone().unchecked_into()) {
        return Ok(from_typed(values));
    }
    let part = |part: &str| Reflect::get(values, &part.into()).unwrap_or_default();
    match (part("codes").dyn_into::<Uint32Array>(), part("names").dyn_into::<Array>()) {
        (Ok(codes), Ok(names)) => Ok(FrameColumn::Dictionary {
            codes: codes.to_vec(),
            names: texts(name, &names)?.into_iter().map(Option::unwrap_or_default).collect(),
        }),
        _ => Err(option(&format!("columns.{name}"), kind(values), LISTS)),
    }
}

fn from_typed(values: &JsValue) -> FrameColumn {
    if let Some(numbers) = values.dyn_ref::<Float64Array>() {
        return FrameColumn::Number(numbers.to_vec());
    }
    if let Some(numbers) = values.dyn_ref::<Float32Array>() {
        return FrameColumn::Number(numbers.to_vec().into_iter().map(f64::from).collect());
    }
    if let Some(numbers) = values.dyn_ref::<BigInt64Array>() {
        return FrameColumn::Integer(numbers.to_vec().into_iter().map(Some).collect());
    }
    if let Some(numbers) = values.dyn_ref::<BigUint64Array>() {
        return FrameColumn::Integer(
            numbers.to_vec().into_iter().map(|number| i64::try_from(number).ok()).collect(),
        );
    }
    let numbers = Float64Array::new(values).to_vec();
    FrameColumn::Integer(numbers.into_iter().map(|number| Some(number as i64)).collect())
}

/// The first value that is there says what the list holds.
fn from_list(name: &str, list: &Array) -> Result<FrameColumn> {
    let first = list.iter().find(|value| !value.is_null_or_undefined()).unwrap_or_default();
    if first.as_f64().is_some() {
        let numbers = each(name, list, "a number", JsValue::as_f64)?;
        return Ok(FrameColumn::Number(
            numbers.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect(),
        ));
    }
    if first.as_bool().is_some() {
        return Ok(FrameColumn::Boolean(each(name, list, "a boolean", JsValue::as_bool)?));
    }
    if first.is_instance_of::<Date>() {
        return Ok(FrameColumn::Time(each(name, list, "a valid Date", micros)?));
    }
    Ok(FrameColumn::Text(texts(name, list)?))
}

fn texts(name: &str, list: &Array) -> Result<Vec<Option<String>>> {
    each(name, list, "a text", JsValue::as_string)
}

fn micros(value: &JsValue) -> Option<i64> {
    let millis = value.dyn_ref::<Date>()?.get_time();
    millis.is_finite().then_some(millis as i64 * 1000)
}

/// Every value as one kind of thing; `null` and `undefined` are missing.
fn each<T>(
    name: &str,
    list: &Array,
    expected: &str,
    read: impl Fn(&JsValue) -> Option<T>,
) -> Result<Vec<Option<T>>> {
    let values = list.iter().enumerate().map(|(row, value)| {
        if value.is_null_or_undefined() {
            return Ok(None);
        }
        let wrong = || journey_core::Error::BadValue {
            place: journey_core::error::Place::cell(row as u64 + 1, name),
            value: format!("a value of type {}", kind(&value)),
            expected: format!("{expected}, as in the rows before"),
        };
        read(&value).map(Some).ok_or_else(|| crate::error::throw(wrong()))
    });
    values.collect()
}
