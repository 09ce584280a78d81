//! Sentiment of comments.

use journey_core::analysis::{CommentSentiment, SentimentReport};
use journey_core::text::SentimentRules;
use pyo3::prelude::*;

questions! {
    /// How positive or negative are comments? Their sentiment, by touchpoint or any other group.
    #[pyo3(signature = (column, *, by=None, lexicon=None, rules=None, examples=3, words=10))]
    #[allow(clippy::too_many_arguments)]
    fn sentiment(
        &self,
        py: Python<'_>,
        column: String,
        by: Option<String>,
        lexicon: Option<String>,
        rules: Option<SentimentRules>,
        examples: u32,
        words: u32,
    ) -> PyResult<SentimentReport> {
        let rules = rules.unwrap_or_default();
        self.run(py, &CommentSentiment { column, by, lexicon, rules, examples, words })
    }
}
