//! Lexicons: which words say something good or bad.

use journey_core::text::{Lexicon as Words, Sentiment, SentimentRules};
use js_sys::Array;
use serde::Deserialize;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::options;

/// Words with their valence, and the words that negate, strengthen, weaken or contrast others.
#[wasm_bindgen]
pub struct Lexicon(Words);

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Given {
    rules: SentimentRules,
}

fn with_rules(words: Words, given: &JsValue) -> Result<Lexicon> {
    let given: Given = options::read(given)?;
    Ok(Lexicon(words.with_rules(given.rules)))
}

#[wasm_bindgen]
impl Lexicon {
    /// The English lexicon of VADER: 7,500 words, emoticons and emoji.
    pub fn english(
        #[wasm_bindgen(unchecked_optional_param_type = "{ rules?: SentimentRules }")] options: JsValue,
    ) -> Result<Lexicon> {
        with_rules(Words::english(), &options)
    }

    /// A lexicon of words with their valence, from -4 (very bad) to 4 (very good).
    #[wasm_bindgen(js_name = fromEntries)]
    pub fn from_entries(
        #[wasm_bindgen(unchecked_param_type = "Record<string, number>")] entries: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ rules?: SentimentRules }")] options: JsValue,
    ) -> Result<Lexicon> {
        let entries = options::to_json("entries", &entries)?;
        let entries = entries.as_object().into_iter().flatten();
        let entries = entries.map(|(word, valence)| (word.clone(), valence.as_f64().unwrap_or(f64::NAN)));
        with_rules(Words::from_entries(entries).map_err(throw)?, &options)
    }

    /// Reads a lexicon from text with one word, or several that are one unit, a line.
    #[wasm_bindgen(js_name = readText)]
    pub fn read_text(
        text: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "{ rules?: SentimentRules }")] options: JsValue,
    ) -> Result<Lexicon> {
        with_rules(Words::read_text(text).map_err(throw)?, &options)
    }

    /// How positive or negative a text is. An empty text, and one without words, scores 0 everywhere.
    pub fn score(&self, text: &str) -> Result<Ts<Sentiment>> {
        crate::data(&self.0.score(text))
    }

    /// Compound scores of many texts.
    pub fn compounds(&self, texts: Vec<String>) -> Result<Vec<f64>> {
        self.0.compounds(&texts).map_err(crate::error::throw)
    }

    /// The words that moved the score of a text, in their order.
    #[wasm_bindgen(unchecked_return_type = "ScoredWord[]")]
    pub fn explain(&self, text: &str) -> Result<Array> {
        crate::list(&self.0.explain(text))
    }

    /// Number of words, and of units of several words, that have a valence.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> usize {
        self.0.len()
    }
}
