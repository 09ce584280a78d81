//! Scores.

use journey_core::analysis::{Score, ScoreReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// What is the score of a survey question, of everybody and by group?
    pub fn score(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Score")] options: JsValue,
    ) -> Result<Ts<ScoreReport>> {
        self.run::<Score>(&options)
    }
}
