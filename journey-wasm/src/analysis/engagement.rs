//! Engagement.

use journey_core::analysis::{Engagement, EngagementReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How many customers are engaged? The share of customers with at least so many interactions, overall and by period.
    pub fn engagement(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Engagement")] options: JsValue,
    ) -> Result<Ts<EngagementReport>> {
        self.run::<Engagement>(&options)
    }
}
