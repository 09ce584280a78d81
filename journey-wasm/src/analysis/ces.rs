//! CES.

use journey_core::analysis::{Ces, CesReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How hard was it for customers? The customer effort score, the mean answer.
    pub fn ces(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Ces")] options: JsValue,
    ) -> Result<Ts<CesReport>> {
        self.run::<Ces>(&options)
    }
}
