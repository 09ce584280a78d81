//! Priorities.

use journey_core::analysis::{GainUnit, Guess, Initiative, Priorities, PriorityReport, WhatIfReport};
use journey_core::render::Drawn;
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

    /// The picture of the ranks as an SVG document that stands alone.
    #[wasm_bindgen(js_name = toSvg)]
    pub fn to_svg(
        #[wasm_bindgen(unchecked_optional_param_type = "Priorities")] options: JsValue,
    ) -> Result<String> {
        Ok(options::read::<Priorities>(&options)?.rank().map_err(throw)?.to_svg())
    }

    /// What a what-if would gain, as an initiative for RICE: its customers for the reach, and for the impact by how much the
    /// share of those who succeed would rise, or, by `value`, the mean value of a customer, with the interval. What would be lost
    /// is 0.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(
        name: String,
        #[wasm_bindgen(unchecked_param_type = "WhatIfReport")] report: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Guess")] confidence: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Guess")] effort: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "GainUnit")] by: JsValue,
    ) -> Result<Ts<Initiative>> {
        let report: WhatIfReport = options::value("report", &report)?;
        let guess = |field: &str, given: &JsValue| options::value::<Guess>(field, given);
        let (confidence, effort) = (guess("confidence", &confidence)?, guess("effort", &effort)?);
        let initiative = Initiative::of_what_if(name, &report, gain_unit(&by)?, confidence, effort);
        crate::data(&initiative.map_err(throw)?)
    }
}

/// What gains are counted in; customers if left out.
pub(crate) fn gain_unit(by: &JsValue) -> Result<GainUnit> {
    if by.is_undefined() { Ok(GainUnit::default()) } else { options::value("by", by) }
}
