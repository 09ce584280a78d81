//! Posts.

use journey_core::analysis::{PostReport, Posts};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{EventLog, data, options};

#[wasm_bindgen]
impl EventLog {
    /// What do posts talk about, how positively, and what is new? Topics, hashtags and mentions with their reactions and sentiment,
    /// and terms that trend.
    pub fn posts(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Posts")] options: JsValue,
    ) -> Result<Ts<PostReport>> {
        data(&self.0.posts(&options::read::<Posts>(&options)?).map_err(throw)?)
    }
}
