//! The event log.

use journey_core::log::Quality;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::data;
use crate::error::Result;

/// All events of a data set, indexed by customer and time. Immutable.
///
/// Call `free()` (or use `using`) when a large log is no longer needed.
#[wasm_bindgen]
pub struct EventLog(pub(crate) journey_core::EventLog);

#[wasm_bindgen]
impl EventLog {
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
