//! Outcomes.

use journey_core::analysis::{OutcomeReport, Outcomes};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// From which touchpoint do how many journeys still succeed, and where is the point of no return?
    pub fn outcomes(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Outcomes")] options: JsValue,
    ) -> Result<Ts<OutcomeReport>> {
        self.run::<Outcomes>(&options)
    }
}
