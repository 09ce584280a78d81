//! The event log.

use journey_core::log::Quality;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{data, read};

/// All events of a data set, indexed by customer and time. Immutable.
///
/// Call `free()` (or use `using`) when a large log is no longer needed.
#[wasm_bindgen]
pub struct EventLog(pub(crate) journey_core::EventLog);

#[wasm_bindgen]
impl EventLog {
    /// Reads events from a CSV text or the bytes of a CSV file, plain or gzip.
    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(
        #[wasm_bindgen(unchecked_param_type = "string | Uint8Array | ArrayBuffer")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "ReadOptions")] options: JsValue,
    ) -> Result<EventLog> {
        let columns = read::columns(&options)?;
        wrap(journey_core::EventLog::read_csv_bytes(&read::bytes(&input)?, &columns))
    }

    /// Number of journeys.
    #[wasm_bindgen(getter)]
    pub fn customers(&self) -> f64 {
        self.0.customers() as f64
    }

    /// Number of events.
    #[wasm_bindgen(getter)]
    pub fn events(&self) -> f64 {
        self.0.events() as f64
    }

    /// Digest of the whole log: equal logs have equal fingerprints.
    #[wasm_bindgen(getter)]
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint()
    }

    /// Names of the touchpoints.
    #[wasm_bindgen(getter)]
    pub fn touchpoints(&self) -> Vec<String> {
        self.0.touchpoints().iter().map(str::to_string).collect()
    }

    /// What was doubtful in the input.
    pub fn quality(&self) -> Result<Ts<Quality>> {
        data(self.0.quality())
    }
}

pub(crate) fn wrap(log: journey_core::Result<journey_core::EventLog>) -> Result<EventLog> {
    log.map(EventLog).map_err(throw)
}
