//! XES files, in and out.

use journey_core::ingest::XesOptions;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::log::{EventLog, wrap};
use crate::{options, read};

#[wasm_bindgen]
impl EventLog {
    /// Reads an XES file (IEEE 1849-2016): a text or the bytes of a file, plain or gzip. A trace is a journey; a start and a
    /// complete event become one event with an end. What was left out is told in `quality().input.xes`.
    #[wasm_bindgen(js_name = fromXes)]
    pub fn from_xes(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Partial<XesOptions> | null")] options: JsValue,
    ) -> Result<EventLog> {
        let options: XesOptions = options::read(&options)?;
        wrap(journey_core::EventLog::read_xes_bytes(&read::bytes(&input)?, &options))
    }

    /// The bytes of an XES file that `fromXes` reads as an equal log, and other tools as traces and events.
    #[wasm_bindgen(js_name = toXes)]
    pub fn to_xes(&self) -> Result<Vec<u8>> {
        self.0.to_xes_bytes().map_err(throw)
    }
}
