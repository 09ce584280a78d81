//! Waiting time.

use journey_core::analysis::{WaitingTime, WaitingTimeReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How long do customers wait before a touchpoint?
    #[wasm_bindgen(js_name = waitingTime)]
    pub fn waiting_time(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "WaitingTime")] options: JsValue,
    ) -> Result<Ts<WaitingTimeReport>> {
        self.run::<WaitingTime>(&options)
    }
}
