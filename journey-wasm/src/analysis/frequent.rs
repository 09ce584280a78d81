//! Frequent patterns.

use journey_core::analysis::{FrequentPatterns, FrequentReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// What do many journeys have in common, and what tells two groups of journeys apart?
    #[wasm_bindgen(js_name = frequentPatterns)]
    pub fn frequent_patterns(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "FrequentPatterns")] options: JsValue,
    ) -> Result<Ts<FrequentReport>> {
        self.run::<FrequentPatterns>(&options)
    }
}
