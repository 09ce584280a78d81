//! Time spent.

use journey_core::analysis::{TimeSpent, TimeSpentReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How long do customers stay at a touchpoint?
    #[wasm_bindgen(js_name = timeSpent)]
    pub fn time_spent(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "TimeSpent")] options: JsValue,
    ) -> Result<Ts<TimeSpentReport>> {
        self.run::<TimeSpent>(&options)
    }
}
