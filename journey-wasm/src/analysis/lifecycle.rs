//! Lifecycle.

use journey_core::analysis::{Lifecycle, LifecycleReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Who is new, who stays, who comes back, who is gone? States of customers by calendar period, churn, stickiness and
    /// usage intervals.
    pub fn lifecycle(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Lifecycle")] options: JsValue,
    ) -> Result<Ts<LifecycleReport>> {
        self.run::<Lifecycle>(&options)
    }
}
