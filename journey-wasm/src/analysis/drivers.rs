//! Drivers.

use journey_core::analysis::{DriverReport, Drivers};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Which ratings, waits, loops and visits move an outcome, and by how much?
    pub fn drivers(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Drivers")] options: JsValue,
    ) -> Result<Ts<DriverReport>> {
        self.run::<Drivers>(&options)
    }
}
