//! Interactions.

use journey_core::analysis::{InteractionReport, Interactions};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How often do customers use a touchpoint? Events per customer, overall and at every touchpoint.
    pub fn interactions(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Interactions")] options: JsValue,
    ) -> Result<Ts<InteractionReport>> {
        self.run::<Interactions>(&options)
    }
}
