//! Transitions.

use journey_core::analysis::{TransitionReport, Transitions};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Which touchpoint follows which? The directly-follows graph of all journeys.
    pub fn transitions(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Transitions")] options: JsValue,
    ) -> Result<Ts<TransitionReport>> {
        self.run::<Transitions>(&options)
    }
}
