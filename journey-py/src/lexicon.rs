//! Lexicons: which words say something good or bad.

use std::collections::BTreeMap;
use std::path::PathBuf;

use journey_core::text::{Lexicon as Words, ScoredWord, Sentiment, SentimentRules};
use pyo3::prelude::*;

use crate::work::polite;

/// Words with their valence, and the words that negate, strengthen, weaken or contrast others.
#[pyclass(frozen, module = "journey")]
pub struct Lexicon(Words);

impl Lexicon {
    fn with_rules(words: Words, rules: Option<SentimentRules>) -> Self {
        Self(words.with_rules(rules.unwrap_or_default()))
    }
}

#[pymethods]
impl Lexicon {
    /// The English lexicon of VADER: 7,500 words, emoticons and emoji.
    #[staticmethod]
    #[pyo3(signature = (*, rules=None))]
    fn english(rules: Option<SentimentRules>) -> Self {
        Self::with_rules(Words::english(), rules)
    }

    /// A lexicon of words with their valence, from -4 (very bad) to 4 (very good).
    #[staticmethod]
    #[pyo3(signature = (entries, *, rules=None))]
    fn from_entries(entries: BTreeMap<String, f64>, rules: Option<SentimentRules>) -> PyResult<Self> {
        Ok(Self::with_rules(Words::from_entries(entries)?, rules))
    }

    /// Reads a lexicon from UTF-8 text with one word, or several that are one unit, a line.
    #[staticmethod]
    #[pyo3(signature = (text, *, rules=None))]
    fn read_text(text: &str, rules: Option<SentimentRules>) -> PyResult<Self> {
        Ok(Self::with_rules(Words::read_text(text)?, rules))
    }

    /// Reads a lexicon from a UTF-8 file: see `read_text`.
    #[staticmethod]
    #[pyo3(signature = (path, *, rules=None))]
    fn read(path: PathBuf, rules: Option<SentimentRules>) -> PyResult<Self> {
        Ok(Self::with_rules(Words::read(path)?, rules))
    }

    /// How positive or negative a text is. An empty text, and one without words, scores 0 everywhere.
    fn score(&self, text: &str) -> Sentiment {
        self.0.score(text)
    }

    /// Compound scores of many texts, on all threads.
    fn compounds(&self, py: Python<'_>, texts: Vec<String>) -> PyResult<Vec<f64>> {
        polite(py, || self.0.compounds(&texts))
    }

    /// The words that moved the score of a text, in their order.
    fn explain(&self, text: &str) -> Vec<ScoredWord> {
        self.0.explain(text)
    }

    /// The rules that say what words mean together.
    #[getter]
    fn rules(&self) -> SentimentRules {
        self.0.rules()
    }

    /// Number of words, and of units of several words, that have a valence.
    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("Lexicon({} words)", self.0.len())
    }
}
