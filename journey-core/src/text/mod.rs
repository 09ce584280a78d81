//! Words: what texts say, with no knowledge of logs.

mod classifier;
mod emoji;
mod english;
mod items;
mod lexicon;
mod post;
mod read;
mod rules;
mod sentiment;
#[cfg(test)]
mod tests;
mod words;

pub use classifier::{
    ClassProbability, ClassRow, ClassWord, ClassifierReport, TextClassifier, TextClassifierOptions,
};
pub use lexicon::Lexicon;
pub(crate) use post::{Post, fold};
pub use sentiment::{ScoredWord, Sentiment, SentimentClass, SentimentRules};
pub(crate) use words::{STOP_WORDS, Words};
