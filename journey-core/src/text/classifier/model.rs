//! Fitting, predicting, saving and loading.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::features::{Sparse, Vocabulary};
use super::solver::minimum;
use crate::error::{Error, Place, Result};

/// How a classifier learns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TextClassifierOptions {
    /// Words of the longest run of words that is a feature, from 1 to 3.
    pub words: u32,
    /// Texts that a feature is in at least.
    pub least: u64,
    /// How much the texts count against the wish for small weights: the `C` of scikit-learn.
    pub strength: f64,
}

impl Default for TextClassifierOptions {
    fn default() -> Self {
        Self { words: 2, least: 1, strength: 1.0 }
    }
}

/// A classifier of texts that learned from labelled ones.
///
/// Features are words and runs of two, weighted by how rare they are (tf-idf, of length 1); the model is multinomial logistic
/// regression with a quadratic penalty on weights, not on intercepts. The same texts give the same classifier, bit for bit.
///
/// ```
/// use journey_core::text::{TextClassifier, TextClassifierOptions};
/// let texts = ["long queue", "queue too long", "nice view", "very nice lounge"];
/// let labels = ["waiting", "waiting", "place", "place"];
/// let classifier = TextClassifier::fit(&texts, &labels, &TextClassifierOptions::default())?;
/// assert_eq!(classifier.predict("what a queue"), "waiting");
/// let again = TextClassifier::from_json(&classifier.to_json())?;
/// assert_eq!(again.predict("nice"), "place");
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Complexity
/// Fitting takes O(steps · words of all texts · labels) time, predicting O(words of the text · labels).
#[derive(Debug, Clone)]
pub struct TextClassifier {
    pub(super) options: TextClassifierOptions,
    /// In byte order.
    pub(super) labels: Vec<String>,
    pub(super) vocabulary: Vocabulary,
    /// Of each label, the weights of all terms and the intercept at the end.
    pub(super) weights: Vec<Vec<f64>>,
}

/// How probable a label is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ClassProbability {
    /// Label.
    pub label: String,
    /// Its probability. Those of all labels sum to 1.
    pub probability: f64,
}

/// A word, or a run of words, that speaks for a label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ClassWord {
    /// Label.
    pub label: String,
    /// The words.
    pub words: String,
    /// Weight in the model.
    pub weight: f64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    format: u32,
    options: TextClassifierOptions,
    labels: Vec<String>,
    terms: Vec<String>,
    term_weights: Vec<f64>,
    weights: Vec<Vec<f64>>,
}

impl TextClassifierOptions {
    pub(super) fn check(&self) -> Result<()> {
        if !(1..=3).contains(&self.words) {
            return Err(Error::option("words", self.words, "1 to 3"));
        }
        if !(self.strength > 0.0 && self.strength <= 1e9) {
            return Err(Error::option("strength", self.strength, "a number above 0, at most 1,000,000,000"));
        }
        Ok(())
    }
}

impl TextClassifier {
    /// Learns from texts with their labels.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for options out of range, lists of different lengths, less than two labels, and texts
    /// without any word.
    pub fn fit<T: AsRef<str>, L: AsRef<str>>(
        texts: &[T],
        labels: &[L],
        options: &TextClassifierOptions,
    ) -> Result<Self> {
        options.check()?;
        if texts.len() != labels.len() {
            let expected = format!("{} labels, one for each text", texts.len());
            return Err(Error::option("labels", labels.len(), expected));
        }
        let texts: Vec<&str> = texts.iter().map(T::as_ref).collect();
        let mut names: Vec<String> = labels.iter().map(|label| label.as_ref().to_string()).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() < 2 {
            return Err(Error::option("labels", format!("{} kinds of labels", names.len()), "two or more"));
        }
        let vocabulary = Vocabulary::of(&texts, options.words as usize, options.least);
        if vocabulary.terms.is_empty() {
            return Err(Error::option(
                "texts",
                "texts without words",
                format!("words in {} texts", options.least),
            ));
        }
        let place =
            |label: &L| names.binary_search_by(|name| name.as_str().cmp(label.as_ref())).unwrap_or_default();
        let examples: Vec<(Sparse, usize)> = texts
            .iter()
            .zip(labels)
            .map(|(text, label)| (vocabulary.features(text, options.words as usize), place(label)))
            .collect();
        let weights = fit(&examples, vocabulary.terms.len() + 1, names.len(), options.strength);
        Ok(Self { options: options.clone(), labels: names, vocabulary, weights })
    }

    /// Labels in byte order.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The most probable label of a text; of equally probable ones the first.
    pub fn predict(&self, text: &str) -> &str {
        let scores = self.scores(text);
        let mut best = 0;
        for (place, score) in scores.iter().enumerate() {
            if scores.get(best).is_some_and(|most| score > most) {
                best = place;
            }
        }
        self.labels.get(best).map_or("", String::as_str)
    }

    /// The probability of each label.
    pub fn probabilities(&self, text: &str) -> Vec<ClassProbability> {
        let probabilities = softmax(&self.scores(text)).0;
        let both = self.labels.iter().zip(probabilities);
        both.map(|(label, probability)| ClassProbability { label: label.clone(), probability }).collect()
    }

    /// The words that speak most for each label, at most so many of each.
    pub fn top_words(&self, most: usize) -> Vec<ClassWord> {
        let mut found = Vec::new();
        for (label, weights) in self.labels.iter().zip(&self.weights) {
            let mut terms: Vec<(&String, f64)> = self
                .vocabulary
                .terms
                .iter()
                .zip(weights.iter().copied())
                .filter(|(_, weight)| *weight > 0.0)
                .collect();
            terms.sort_by(|a, b| b.1.total_cmp(&a.1));
            let word = |(words, weight): (&String, f64)| ClassWord {
                label: label.clone(),
                words: words.clone(),
                weight,
            };
            found.extend(terms.into_iter().take(most).map(word));
        }
        found
    }

    /// Weight of a term for a label, by its words in small letters.
    #[cfg(test)]
    pub(super) fn weight(&self, label: usize, term: &str) -> f64 {
        let place = self
            .vocabulary
            .terms
            .iter()
            .position(|other| other == term)
            .unwrap_or(self.vocabulary.terms.len());
        self.weights[label][place]
    }

    fn scores(&self, text: &str) -> Vec<f64> {
        let features = self.vocabulary.features(text, self.options.words as usize);
        self.weights.iter().map(|weights| score(weights, &features)).collect()
    }

    /// The classifier as JSON text.
    pub fn to_json(&self) -> String {
        let saved = Saved {
            format: 1,
            options: self.options.clone(),
            labels: self.labels.clone(),
            terms: self.vocabulary.terms.clone(),
            term_weights: self.vocabulary.weights.clone(),
            weights: self.weights.clone(),
        };
        serde_json::to_string(&saved).unwrap_or_default()
    }

    /// Reads a classifier from JSON text.
    ///
    /// # Errors
    /// [`Error::Syntax`] for anything that [`to_json`](Self::to_json) did not write.
    pub fn from_json(text: &str) -> Result<Self> {
        let syntax = |line: Option<u64>, message: String| Error::Syntax {
            place: Place { line, ..Place::default() },
            message,
        };
        let saved: Saved = serde_json::from_str(text)
            .map_err(|error| syntax(Some(error.line() as u64), error.to_string()))?;
        let width = saved.terms.len() + 1;
        let fits = saved.format == 1
            && saved.labels.len() > 1
            && saved.weights.len() == saved.labels.len()
            && saved.term_weights.len() == saved.terms.len()
            && saved.weights.iter().all(|weights| weights.len() == width);
        if !fits || saved.options.check().is_err() {
            return Err(syntax(
                None,
                "this is no classifier: labels, terms and weights do not fit together".into(),
            ));
        }
        let vocabulary = Vocabulary::new(saved.terms, saved.term_weights);
        Ok(Self { options: saved.options, labels: saved.labels, vocabulary, weights: saved.weights })
    }

    /// Saves the classifier to a JSON file.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        std::fs::write(&path, self.to_json()).map_err(|error| io(path.as_ref(), &error))
    }

    /// Loads a classifier from a JSON file.
    ///
    /// # Errors
    /// [`Error::Io`], and those of [`from_json`](Self::from_json).
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let text = std::fs::read_to_string(&path).map_err(|error| io(path.as_ref(), &error))?;
        Self::from_json(&text).map_err(|error| error.in_file(&path.as_ref().display().to_string()))
    }
}

fn io(path: &Path, error: &std::io::Error) -> Error {
    Error::Io { path: path.display().to_string(), message: error.to_string() }
}

/// The weights of each label with which the penalised likelihood is greatest.
fn fit(examples: &[(Sparse, usize)], width: usize, labels: usize, strength: f64) -> Vec<Vec<f64>> {
    let look = |at: &[f64]| {
        let rows: Vec<&[f64]> = at.chunks_exact(width).collect();
        let (mut loss, mut slopes) = (0.0, vec![0.0; at.len()]);
        for (features, label) in examples {
            let scores: Vec<f64> = rows.iter().map(|weights| score(weights, features)).collect();
            let (probabilities, log_sum) = softmax(&scores);
            loss += log_sum - scores.get(*label).copied().unwrap_or_default();
            let each = probabilities.iter().zip(slopes.chunks_exact_mut(width)).enumerate();
            for (place, (probability, slopes)) in each {
                let off = strength * (probability - if place == *label { 1.0 } else { 0.0 });
                for (term, value) in features {
                    slopes.get_mut(*term).into_iter().for_each(|slope| *slope += off * value);
                }
                slopes.last_mut().into_iter().for_each(|slope| *slope += off);
            }
        }
        let mut penalty = 0.0;
        for (place, (weight, slope)) in at.iter().zip(&mut slopes).enumerate() {
            // Intercepts are free.
            if place % width != width - 1 {
                penalty += weight * weight;
                *slope += weight;
            }
        }
        (strength * loss + penalty / 2.0, slopes)
    };
    let found = minimum(vec![0.0; width * labels], look);
    found.chunks_exact(width).map(<[f64]>::to_vec).collect()
}

fn score(weights: &[f64], features: &Sparse) -> f64 {
    let known = features.iter().filter_map(|(place, value)| Some(weights.get(*place)? * value));
    known.fold(weights.last().copied().unwrap_or_default(), |sum, part| sum + part)
}

/// Probabilities of scores, and the logarithm of the sum of their exponentials.
fn softmax(scores: &[f64]) -> (Vec<f64>, f64) {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = scores.iter().map(|score| libm::exp(score - most)).collect();
    let sum = parts.iter().fold(0.0, |sum, part| sum + part);
    (parts.iter().map(|part| part / sum).collect(), most + libm::log(sum))
}
