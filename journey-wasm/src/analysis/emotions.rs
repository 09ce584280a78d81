//! Emotions.

use journey_core::analysis::{EmotionReport, Emotions};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How do customers feel on their way, where does it dip, where does it delight, and what will they remember?
    pub fn emotions(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Emotions")] options: JsValue,
    ) -> Result<Ts<EmotionReport>> {
        self.run::<Emotions>(&options)
    }
}
