//! Conversion.

use journey_core::analysis::{Conversion, ConversionReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How many customers get from one touchpoint to another, and how long does it take?
    pub fn conversion(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Conversion")] options: JsValue,
    ) -> Result<Ts<ConversionReport>> {
        self.run::<Conversion>(&options)
    }
}
