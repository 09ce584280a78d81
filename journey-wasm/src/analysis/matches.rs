//! Matches.

use journey_core::analysis::{MatchReport, Matches};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// In how many journeys is a pattern found, how often, and how long does it take?
    pub fn matches(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Matches")] options: JsValue,
    ) -> Result<Ts<MatchReport>> {
        self.run::<Matches>(&options)
    }
}
