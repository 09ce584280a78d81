//! Tables of the core as JavaScript columns: typed arrays where they fit.

use journey_core::analysis::{Cells, Table};
use js_sys::{Array, Float64Array, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::*;

use crate::error::Result;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Rows of a report as columns of equal length: numbers as typed arrays (undefined ones are NaN), times as epoch milliseconds, texts and booleans as arrays (undefined ones are null). */
export type Columns = Record<string, Float64Array | (string | null)[] | (boolean | null)[]>;
"#;

/// The columns of a table as one object.
pub fn to_columns(table: &Table) -> Result<JsValue> {
    let columns = Object::new();
    for column in &table.columns {
        Reflect::set(&columns, &column.name.as_str().into(), &cells(&column.cells))?;
    }
    Ok(columns.into())
}

fn cells(cells: &Cells) -> JsValue {
    match cells {
        Cells::Text(values) => list(values.iter().map(|value| value.as_deref().map(JsValue::from))),
        Cells::Boolean(values) => list(values.iter().map(|value| value.map(JsValue::from))),
        Cells::Integer(values) => numbers(values.iter().map(|value| value.map(|value| value as f64))),
        Cells::Number(values) => numbers(values.iter().copied()),
        Cells::Time(values) => numbers(values.iter().map(|value| value.map(|micros| micros as f64 / 1e3))),
    }
}

fn list(values: impl Iterator<Item = Option<JsValue>>) -> JsValue {
    values.map(|value| value.unwrap_or(JsValue::NULL)).collect::<Array>().into()
}

fn numbers(values: impl Iterator<Item = Option<f64>>) -> JsValue {
    let values: Vec<f64> = values.map(|value| value.unwrap_or(f64::NAN)).collect();
    Float64Array::from(values.as_slice()).into()
}
