//! Classifiers of texts.

use journey_core::text::{ClassifierReport, TextClassifier as Model, TextClassifierOptions};
use js_sys::Array;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::error::{Result, throw};
use crate::{data, options};

/// A classifier of texts that learned from labelled ones.
#[wasm_bindgen]
pub struct TextClassifier(Model);

#[wasm_bindgen]
impl TextClassifier {
    /// Learns from texts with their labels.
    pub fn fit(
        texts: Vec<String>,
        labels: Vec<String>,
        #[wasm_bindgen(unchecked_optional_param_type = "TextClassifierOptions")] options: JsValue,
    ) -> Result<TextClassifier> {
        let options: TextClassifierOptions = options::read(&options)?;
        Model::fit(&texts, &labels, &options).map(TextClassifier).map_err(throw)
    }

    /// How right a classifier would be about other texts: cross-validation with a seed.
    #[wasm_bindgen(js_name = crossValidate)]
    pub fn cross_validate(
        texts: Vec<String>,
        labels: Vec<String>,
        folds: u32,
        seed: u32,
        #[wasm_bindgen(unchecked_optional_param_type = "TextClassifierOptions")] options: JsValue,
    ) -> Result<Ts<ClassifierReport>> {
        let options: TextClassifierOptions = options::read(&options)?;
        data(&Model::cross_validate(&texts, &labels, &options, folds, seed.into()).map_err(throw)?)
    }

    /// The most probable label of a text; of equally probable ones the first.
    pub fn predict(&self, text: &str) -> String {
        self.0.predict(text).into()
    }

    /// The probability of each label.
    #[wasm_bindgen(unchecked_return_type = "ClassProbability[]")]
    pub fn probabilities(&self, text: &str) -> Result<Array> {
        crate::list(&self.0.probabilities(text))
    }

    /// The words that speak most for each label, at most so many of each.
    #[wasm_bindgen(js_name = topWords, unchecked_return_type = "ClassWord[]")]
    pub fn top_words(&self, most: u32) -> Result<Array> {
        crate::list(&self.0.top_words(most as usize))
    }

    /// The classifier as JSON text.
    #[wasm_bindgen(js_name = toJson)]
    pub fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Reads a classifier from JSON text.
    #[wasm_bindgen(js_name = fromJson)]
    pub fn from_json(text: &str) -> Result<TextClassifier> {
        Model::from_json(text).map(TextClassifier).map_err(throw)
    }
}
