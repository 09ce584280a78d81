//! Rework.

use journey_core::analysis::{Rework, ReworkReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Which touchpoints do customers come to again, at once or after something else?
    pub fn rework(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Rework")] options: JsValue,
    ) -> Result<Ts<ReworkReport>> {
        self.run::<Rework>(&options)
    }
}
