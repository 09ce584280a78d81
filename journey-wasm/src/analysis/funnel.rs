//! Funnel.

use journey_core::analysis::{Funnel, FunnelReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How many customers reach each step, in order and in time?
    pub fn funnel(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Funnel")] options: JsValue,
    ) -> Result<Ts<FunnelReport>> {
        self.run::<Funnel>(&options)
    }
}
