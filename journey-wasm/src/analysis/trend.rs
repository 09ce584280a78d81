//! Trend of a score.

use journey_core::analysis::{Trend, TrendReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How does the score of a survey question go from period to period, and did it really change?
    pub fn trend(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Trend")] options: JsValue,
    ) -> Result<Ts<TrendReport>> {
        self.run::<Trend>(&options)
    }
}
