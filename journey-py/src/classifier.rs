//! Classifiers of texts.

use std::path::PathBuf;

use journey_core::surface::python::List;
use journey_core::text::{
    ClassProbability, ClassWord, ClassifierReport, TextClassifier as Model, TextClassifierOptions,
};
use pyo3::prelude::*;

use crate::work::polite;

/// A classifier of texts that learned from labelled ones.
#[pyclass(frozen, module = "journey")]
pub struct TextClassifier(Model);

#[pymethods]
impl TextClassifier {
    /// Learns from texts with their labels.
    #[staticmethod]
    #[pyo3(signature = (texts, labels, *, words=2, least=1, strength=1.0))]
    fn fit(
        py: Python<'_>,
        texts: List<String>,
        labels: List<String>,
        words: u32,
        least: u64,
        strength: f64,
    ) -> PyResult<Self> {
        let options = TextClassifierOptions { words, least, strength };
        Ok(Self(polite(py, || Model::fit(&texts.0, &labels.0, &options))?))
    }

    /// How right a classifier would be about other texts: cross-validation with a seed.
    #[staticmethod]
    #[pyo3(signature = (texts, labels, *, folds=5, seed=1, words=2, least=1, strength=1.0))]
    #[allow(clippy::too_many_arguments)]
    fn cross_validate(
        py: Python<'_>,
        texts: List<String>,
        labels: List<String>,
        folds: u32,
        seed: u64,
        words: u32,
        least: u64,
        strength: f64,
    ) -> PyResult<ClassifierReport> {
        let options = TextClassifierOptions { words, least, strength };
        polite(py, || Model::cross_validate(&texts.0, &labels.0, &options, folds, seed))
    }

    /// The most probable label of a text; of equally probable ones the first.
    fn predict(&self, text: &str) -> &str {
        self.0.predict(text)
    }

    /// The probability of each label.
    fn probabilities(&self, text: &str) -> Vec<ClassProbability> {
        self.0.probabilities(text)
    }

    /// The words that speak most for each label, at most so many of each.
    #[pyo3(signature = (most=10))]
    fn top_words(&self, most: usize) -> Vec<ClassWord> {
        self.0.top_words(most)
    }

    /// Labels in byte order.
    #[getter]
    fn labels(&self) -> Vec<String> {
        self.0.labels().to_vec()
    }

    /// The classifier as JSON text.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Reads a classifier from JSON text.
    #[staticmethod]
    fn from_json(text: &str) -> PyResult<Self> {
        Ok(Self(Model::from_json(text)?))
    }

    /// Saves the classifier to a JSON file.
    fn save(&self, path: PathBuf) -> PyResult<()> {
        Ok(self.0.save(path)?)
    }

    /// Loads a classifier from a JSON file.
    #[staticmethod]
    fn load(path: PathBuf) -> PyResult<Self> {
        Ok(Self(Model::load(path)?))
    }

    fn __repr__(&self) -> String {
        format!("TextClassifier({})", self.0.labels().join(", "))
    }
}
