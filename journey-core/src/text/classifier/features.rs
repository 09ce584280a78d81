//! Texts as numbers: how often they have which words, rare words counting more (tf-idf).

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::super::Words;

/// Positions of features with their values, by position.
pub(super) type Sparse = Vec<(usize, f64)>;

/// Terms in byte order, with what one of them weighs.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    pub terms: Vec<String>,
    pub weights: Vec<f64>,
    places: HashMap<String, usize>,
}

impl Vocabulary {
    /// The terms of up to so many words that at least so many texts have.
    pub fn of(texts: &[&str], words: usize, least: u64) -> Self {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for text in texts {
            for term in terms(text, words).into_keys() {
                *counts.entry(term).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count >= least);
        let all = texts.len() as f64;
        // Smoothed: as if one more text had every term.
        let weight = |count: u64| libm::log((1.0 + all) / (1.0 + count as f64)) + 1.0;
        let (terms, weights) = counts.into_iter().map(|(term, count)| (term, weight(count))).unzip();
        Self::new(terms, weights)
    }

    pub fn new(terms: Vec<String>, weights: Vec<f64>) -> Self {
        let places = terms.iter().enumerate().map(|(place, term)| (term.clone(), place)).collect();
        Self { terms, weights, places }
    }

    /// The features of a text, of length 1; nothing if it has no known term.
    pub fn features(&self, text: &str, words: usize) -> Sparse {
        let mut found: Sparse = terms(text, words)
            .into_iter()
            .filter_map(|(term, count)| {
                let place = *self.places.get(&term)?;
                Some((place, count as f64 * self.weights.get(place)?))
            })
            .collect();
        let length = found.iter().fold(0.0, |sum, (_, value)| sum + value * value).sqrt();
        found.iter_mut().for_each(|(_, value)| *value /= length);
        found
    }
}

/// Runs of words without punctuation between, and how often they come.
fn terms(text: &str, longest: usize) -> BTreeMap<String, u64> {
    let (words, mut found) = (Words::of(text), BTreeMap::new());
    for start in 0..words.len() {
        let mut term = String::new();
        for place in start..words.len().min(start + longest) {
            if place > start && words.begins(place) {
                break;
            }
            words.join(&mut term, place);
            *found.entry(term.clone()).or_default() += 1;
        }
    }
    found
}
