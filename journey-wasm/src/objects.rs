//! Object-centric event logs.

use journey_core::ingest::{FlattenReport, ObjectLog as Log, OcelOptions, OcelReport};
use js_sys::Array;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::log::{EventLog, wrap};
use crate::{data, list, options, read};

/// Events that each belong to any number of objects of several types: the object-centric event log of OCEL 2.0.
/// Immutable.
#[wasm_bindgen]
pub struct ObjectLog(Log);

#[wasm_bindgen]
impl ObjectLog {
    /// Reads OCEL 2.0 in JSON: a text or the bytes of a file, plain or gzip. What is wrong is left out and counted in
    /// `report()`, or refused if `strict`.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<OcelOptions> | null")] options: JsValue,
    ) -> Result<ObjectLog> {
        let options: OcelOptions = options::read(&options)?;
        Log::read_json_bytes(&read::bytes(&input)?, &options).map(ObjectLog).map_err(throw)
    }

    /// Reads OCEL 2.0 in XML. See `fromJson`.
    #[wasm_bindgen(js_name = fromXml)]
    pub fn from_xml(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<OcelOptions> | null")] options: JsValue,
    ) -> Result<ObjectLog> {
        let options: OcelOptions = options::read(&options)?;
        Log::read_xml_bytes(&read::bytes(&input)?, &options).map(ObjectLog).map_err(throw)
    }

    /// Number of events.
    #[wasm_bindgen(getter)]
    pub fn events(&self) -> f64 {
        self.0.events() as f64
    }

    /// Number of objects.
    #[wasm_bindgen(getter)]
    pub fn objects(&self) -> f64 {
        self.0.objects() as f64
    }

    /// What was found in the file, and what of it was left out.
    pub fn report(&self) -> Result<Ts<OcelReport>> {
        data(self.0.report())
    }

    /// Types of objects in the order of the file, with counts.
    #[wasm_bindgen(js_name = objectTypes, unchecked_return_type = "ObjectTypeInfo[]")]
    pub fn object_types(&self) -> Result<Array> {
        list(&self.0.object_types())
    }

    /// Types of events in the order of the file, with counts.
    #[wasm_bindgen(js_name = eventTypes, unchecked_return_type = "EventTypeInfo[]")]
    pub fn event_types(&self) -> Result<Array> {
        list(&self.0.event_types())
    }

    /// The log whose journeys are the objects of a type; `flattenReport` says how many events are in it several times.
    pub fn flatten(&self, object_type: &str) -> Result<EventLog> {
        wrap(self.0.flatten(object_type))
    }

    /// What flattening by a type of objects does to the events.
    #[wasm_bindgen(js_name = flattenReport)]
    pub fn flatten_report(&self, object_type: &str) -> Result<Ts<FlattenReport>> {
        data(&self.0.flatten_report(object_type).map_err(throw)?)
    }
}
