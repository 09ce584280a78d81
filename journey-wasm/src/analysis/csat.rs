//! CSAT.

use journey_core::analysis::{Csat, CsatReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
    pub fn csat(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Csat")] options: JsValue,
    ) -> Result<Ts<CsatReport>> {
        self.run::<Csat>(&options)
    }
}
