//! Response rate.

use journey_core::analysis::{ResponseRate, ResponseReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How many invitations are answered in time? The response rate of a survey, of everybody and by group.
    #[wasm_bindgen(js_name = responseRate)]
    pub fn response_rate(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "ResponseRate")] options: JsValue,
    ) -> Result<Ts<ResponseReport>> {
        self.run::<ResponseRate>(&options)
    }
}
