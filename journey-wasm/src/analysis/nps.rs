//! NPS.

use journey_core::analysis::{Nps, NpsReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Would customers recommend us? The net promoter score of answers from 0 to 10.
    pub fn nps(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Nps")] options: JsValue,
    ) -> Result<Ts<NpsReport>> {
        self.run::<Nps>(&options)
    }
}
