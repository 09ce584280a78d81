//! Before and after: was the change a success?

use journey_core::measure::{BeforeAfter, BeforeAfterReport};
use journey_core::render::Drawn;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{EventLog, JourneyMap, MeasuredMap, data, options};

#[wasm_bindgen]
impl JourneyMap {
    /// Was the change a success? Every KPI and every finding of the map, before and after an instant (`at`), or of two versions
    /// that a column tells (`version`, `before`, `after`).
    #[wasm_bindgen(js_name = beforeAfter)]
    pub fn before_after(
        &self,
        log: &EventLog,
        #[wasm_bindgen(unchecked_param_type = "BeforeAfter")] options: JsValue,
    ) -> Result<Ts<BeforeAfterReport>> {
        data(&self.compare_periods(log, &options)?)
    }

    /// The picture of it, as an SVG document that stands alone.
    #[wasm_bindgen(js_name = beforeAfterSvg)]
    pub fn before_after_svg(
        &self,
        log: &EventLog,
        #[wasm_bindgen(unchecked_param_type = "BeforeAfter")] options: JsValue,
    ) -> Result<String> {
        Ok(self.compare_periods(log, &options)?.to_svg())
    }
}

impl JourneyMap {
    fn compare_periods(&self, log: &EventLog, given: &JsValue) -> Result<BeforeAfterReport> {
        self.0.before_after(&log.0, &options::read::<BeforeAfter>(given)?).map_err(throw)
    }
}

#[wasm_bindgen]
impl MeasuredMap {
    /// Was the change a success? This measured map beside an earlier one of the same map: every KPI, and every finding as far as
    /// the two tell of it. Where there is a log, `JourneyMap.beforeAfter` tells more.
    #[wasm_bindgen(js_name = comparedWith)]
    pub fn compared_with(
        &self,
        before: &MeasuredMap,
        #[wasm_bindgen(unchecked_optional_param_type = "BeforeAfter")] options: JsValue,
    ) -> Result<Ts<BeforeAfterReport>> {
        let question = options::read::<BeforeAfter>(&options)?;
        data(&self.0.compared_with(&before.0, &question).map_err(throw)?)
    }
}
