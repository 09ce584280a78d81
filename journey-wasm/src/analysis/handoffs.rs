//! Handoffs.

use journey_core::analysis::{HandoffReport, Handoffs};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Who hands customers over to whom, how long do they wait in between, and where do they have to ask again?
    pub fn handoffs(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Handoffs")] options: JsValue,
    ) -> Result<Ts<HandoffReport>> {
        self.run::<Handoffs>(&options)
    }
}
