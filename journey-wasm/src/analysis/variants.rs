//! Variants.

use journey_core::analysis::{VariantReport, Variants};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Which paths do customers take, and how many paths cover most of them?
    pub fn variants(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Variants")] options: JsValue,
    ) -> Result<Ts<VariantReport>> {
        self.run::<Variants>(&options)
    }
}
