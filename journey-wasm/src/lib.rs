//! Customer journey maps that measure themselves, in JavaScript. A thin layer over `journey-core`:
//! handles, conversions, and one short function an operation.

mod analysis;
#[cfg(feature = "arrow")]
mod arrow;
mod before_after;
mod behaviour;
mod classifier;
mod columns;
mod error;
mod frame;
mod identities;
mod lexicon;
mod live;
mod log;
mod map;
mod measured;
mod objects;
mod options;
mod posts;
mod privacy;
mod read;
mod sessions;
mod source;
mod stream;
mod themes;
mod work;
mod xes;

pub use classifier::TextClassifier;
pub use lexicon::Lexicon;
pub use live::Live;
pub use log::EventLog;
pub use map::{BoundLog, JourneyMap};
pub use measured::MeasuredMap;
pub use objects::ObjectLog;
pub use source::Source;

use serde::Serialize;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::*;

/// Version of the package.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Plain data for JavaScript.
fn data<T: Tsify + Serialize>(value: &T) -> error::Result<Ts<T>> {
    value.into_ts().map_err(|error| JsError::new(&error.to_string()).into())
}

/// A log with the report of what made it, as an object with the fields `log` and `report`.
fn with_report<T: Tsify + Serialize>(
    made: journey_core::Result<(journey_core::EventLog, T)>,
) -> error::Result<JsValue> {
    let (log, report) = made.map_err(error::throw)?;
    let object = js_sys::Object::new();
    js_sys::Reflect::set(&object, &"log".into(), &EventLog::new(log).into())?;
    js_sys::Reflect::set(&object, &"report".into(), &data(&report)?.into())?;
    Ok(object.into())
}

/// A list of plain data for JavaScript.
fn list<T: Tsify + Serialize>(values: &[T]) -> error::Result<js_sys::Array> {
    values.iter().map(|value| data(value).map(JsValue::from)).collect()
}
