//! Bottlenecks.

use journey_core::analysis::{BottleneckReport, Bottlenecks};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// Where do customers lose time, and is it because of crowds, batches or a queue that is no queue?
    pub fn bottlenecks(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Bottlenecks")] options: JsValue,
    ) -> Result<Ts<BottleneckReport>> {
        self.run::<Bottlenecks>(&options)
    }
}
