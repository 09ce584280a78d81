//! Agreement.

use journey_core::analysis::{Agreement, AgreementReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How well do the journeys agree with a column that says what belongs together, such as known persons or cases?
    pub fn agreement(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Agreement")] options: JsValue,
    ) -> Result<Ts<AgreementReport>> {
        self.run::<Agreement>(&options)
    }
}
