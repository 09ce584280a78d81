//! Sentiment of comments.

use journey_core::analysis::{CommentSentiment, SentimentReport};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::EventLog;
use crate::error::Result;

#[wasm_bindgen]
impl EventLog {
    /// How positive or negative are comments? Their sentiment, by touchpoint or any other group.
    pub fn sentiment(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "CommentSentiment")] options: JsValue,
    ) -> Result<Ts<SentimentReport>> {
        self.run::<CommentSentiment>(&options)
    }
}
