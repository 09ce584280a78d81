//! Retention.

use journey_core::analysis::{Retention, RetentionReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How many customers come back? Retention by cohort and period.
    pub fn retention(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Retention")] options: JsValue,
    ) -> Result<Ts<RetentionReport>> {
        self.run::<Retention>(&options)
    }
}
