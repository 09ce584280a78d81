//! Themes of comments.

use journey_core::analysis::{ThemeReport, Themes};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{EventLog, data, options};

#[wasm_bindgen]
impl EventLog {
    /// What do some comments talk about, and others not? Key phrases of one to three words, by group.
    pub fn themes(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Themes")] options: JsValue,
    ) -> Result<Ts<ThemeReport>> {
        data(&self.themes_of(&options)?)
    }
}

impl EventLog {
    pub(crate) fn themes_of(&self, given: &JsValue) -> Result<ThemeReport> {
        self.0.themes(&options::read::<Themes>(given)?).map_err(throw)
    }
}
