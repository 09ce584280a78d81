//! Quality.

use journey_core::analysis::{QualityCheck, QualityReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, option};
use crate::{EventLog, options};

#[wasm_bindgen]
impl EventLog {
    /// What is doubtful about a log? `now` is the present unless set.
    pub fn quality(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "QualityCheck")] options: JsValue,
    ) -> Result<Ts<QualityReport>> {
        let mut check = options::read::<QualityCheck>(&options)?;
        if check.now.is_none() {
            let now = jiff::Timestamp::from_millisecond(js_sys::Date::now() as i64);
            check.now = Some(now.map_err(|error| option("now", error, "a clock that is right"))?);
        }
        self.answer(&check)
    }
}
