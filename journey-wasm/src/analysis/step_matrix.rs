//! Step matrix.

use journey_core::analysis::{StepMatrix, StepMatrixReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Where are customers one, two, three events after an anchor, and where do they go from there?
    #[wasm_bindgen(js_name = stepMatrix)]
    pub fn step_matrix(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "StepMatrix")] options: JsValue,
    ) -> Result<Ts<StepMatrixReport>> {
        self.run::<StepMatrix>(&options)
    }
}
