//! Priorities.

use journey_core::analysis::{Priorities, PriorityReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::options;

/// What to do first.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Priority;

#[wasm_bindgen]
impl Priority {
    /// Which of some initiatives should come first, and how sure is that?
    pub fn rank(
        #[wasm_bindgen(unchecked_optional_param_type = "Priorities")] options: JsValue,
    ) -> Result<Ts<PriorityReport>> {
        crate::data(&options::read::<Priorities>(&options)?.rank().map_err(throw)?)
    }
}
