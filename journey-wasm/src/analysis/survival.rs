//! Survival and Cox's model.

use journey_core::analysis::{Cox, CoxReport, Survival, SurvivalReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How long until something happens to customers? The share it has not happened to, over time.
    pub fn survival(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Survival")] options: JsValue,
    ) -> Result<Ts<SurvivalReport>> {
        self.run::<Survival>(&options)
    }

    /// Which attributes of customers go with something happening sooner? Hazard ratios by Cox's proportional hazards.
    pub fn cox(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Cox")] options: JsValue,
    ) -> Result<Ts<CoxReport>> {
        self.run::<Cox>(&options)
    }
}
