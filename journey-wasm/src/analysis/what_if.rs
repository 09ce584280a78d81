//! What if something along the way were changed?

use journey_core::analysis::{WhatIf, WhatIfReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// What if fewer customers left at a touchpoint, more went on to another, or all waited less?
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "WhatIf")] options: JsValue,
    ) -> Result<Ts<WhatIfReport>> {
        self.run::<WhatIf>(&options)
    }
}
