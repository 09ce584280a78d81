//! A linear classifier of texts that learns from labelled ones.

mod features;
mod model;
mod solver;
#[cfg(test)]
mod tests;
mod validate;

pub use model::{ClassProbability, ClassWord, TextClassifier, TextClassifierOptions};
pub use validate::{ClassRow, ClassifierReport};
