//! How positive or negative a text is.

use serde::{Deserialize, Serialize};

use super::Lexicon;
use super::items::Items;
use super::rules::Reading;
use crate::error::Result;
use crate::work::Work;

/// Texts that one thread takes at a time.
const TOGETHER: usize = 1024;

/// How positive or negative a text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Sentiment {
    /// All valences together, from -1 (most negative) to 1 (most positive): s / √(s² + 15), with the sum s. Not rounded.
    pub compound: f64,
    /// Share of the text that is positive.
    pub positive: f64,
    /// Share of the text that is neither.
    pub neutral: f64,
    /// Share of the text that is negative. The three shares sum to 1, or are all 0 if the text has no words.
    pub negative: f64,
}

/// Whether a text is negative, neutral or positive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum SentimentClass {
    /// A compound score of -0.05 or less.
    Negative,
    /// In between.
    #[default]
    Neutral,
    /// A compound score of 0.05 or more.
    Positive,
}

/// What words mean together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum SentimentRules {
    /// The rules of VADER without its known faults: emoji of several code points are one, and no word before an emoji or
    /// emoticon turns it round; idioms and entries of several words (`beating heart`, `fed up`, `kind of`) count as one
    /// wherever they stand; `but` changes each word once and ends the reach of negations; typographic quotes are quotes; short words such as `ok` are
    /// found before a full stop.
    #[default]
    Corrected,
    /// As vaderSentiment 3.3.2, to the fourth decimal, with its faults.
    Vader,
}

/// A word that moved a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ScoredWord {
    /// The word, emoticon, emoji or idiom, in small letters.
    pub word: String,
    /// Its valence, with all that stands around it.
    pub valence: f64,
}

/// From this compound score on, and from its negative down, a text is not neutral.
const THRESHOLD: f64 = 0.05;
/// What keeps the compound score within 1.
const ALPHA: f64 = 15.0;

impl Sentiment {
    /// Whether the text is negative, neutral or positive.
    pub fn kind(&self) -> SentimentClass {
        SentimentClass::of(self.compound)
    }

    /// From the valences of all items and the emphasis of punctuation.
    fn of(valences: &[f64], emphasis: f64) -> Self {
        if valences.is_empty() {
            return Self::default();
        }
        // In the order of the text, as VADER sums on Python up to 3.11.
        let mut sum = total(valences.iter().copied());
        sum += toward(sum, emphasis);
        // One more each, as a neutral word counts 1.
        let part = |sign: f64| {
            let parts = valences.iter().map(|valence| valence * sign).filter(|part| *part > 0.0);
            total(parts.map(|part| part + 1.0))
        };
        let (mut positive, mut negative) = (part(1.0), part(-1.0));
        if positive > negative {
            positive += emphasis;
        } else if positive < negative {
            negative += emphasis;
        }
        let neutral = valences.iter().filter(|valence| **valence == 0.0).count() as f64;
        let all = positive + negative + neutral;
        Self {
            compound: sum / (sum * sum + ALPHA).sqrt(),
            positive: positive / all,
            neutral: neutral / all,
            negative: negative / all,
        }
    }
}

impl SentimentClass {
    /// The class of a compound score.
    pub fn of(compound: f64) -> Self {
        match compound {
            score if score >= THRESHOLD => Self::Positive,
            score if score <= -THRESHOLD => Self::Negative,
            _ => Self::Neutral,
        }
    }
}

impl Lexicon {
    /// How positive or negative a text is. An empty text, and one without words, scores 0 everywhere.
    ///
    /// # Complexity
    /// O(length of the text).
    pub fn score(&self, text: &str) -> Sentiment {
        let items = self.items(text);
        let valences = Reading::new(&items, self.is_corrected()).valences();
        Sentiment::of(&valences, emphasis(items.exclamations, items.questions))
    }

    /// Compound scores of many texts, on all threads.
    ///
    /// # Errors
    /// [`Error::Cancelled`](crate::Error::Cancelled).
    ///
    /// # Complexity
    /// O(length of the texts).
    ///
    /// ```
    /// let english = journey_core::text::Lexicon::english();
    /// let compounds = english.compounds(&["Thanks!", "It is broken."])?;
    /// assert_eq!(compounds, [english.score("Thanks!").compound, english.score("It is broken.").compound]);
    /// # Ok::<(), journey_core::Error>(())
    /// ```
    pub fn compounds<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Result<Vec<f64>> {
        let parts: Vec<&[T]> = texts.chunks(TOGETHER).collect();
        let score = |text: &T| self.score(text.as_ref()).compound;
        let scored = Work::current().map("scoring texts", parts.len(), |part| {
            let part = parts.get(part).copied().unwrap_or_default();
            Ok(part.iter().map(score).collect::<Vec<f64>>())
        })?;
        Ok(scored.concat())
    }

    /// The words that moved the score of a text, in their order.
    ///
    /// ```
    /// use journey_core::text::Lexicon;
    /// let words = Lexicon::english().explain("Not bad, but slow service :(");
    /// let words: Vec<_> = words.iter().map(|word| (word.word.as_str(), word.valence)).collect();
    /// // bad -2.5 · -0.74 (not) · 0.5 (before but); :( -1.9 · 1.5 (after but)
    /// assert_eq!(words, [("bad", 0.925), (":(", -2.8499999999999996)]);
    /// ```
    pub fn explain(&self, text: &str) -> Vec<ScoredWord> {
        self.score_with_words(text).1
    }

    /// The score of a text, and the words that moved it.
    pub(crate) fn score_with_words(&self, text: &str) -> (Sentiment, Vec<ScoredWord>) {
        let items = self.items(text);
        let valences = Reading::new(&items, self.is_corrected()).valences();
        let score = Sentiment::of(&valences, emphasis(items.exclamations, items.questions));
        let words = items.list.iter().zip(valences).filter(|(_, valence)| *valence != 0.0);
        (score, words.map(|(item, valence)| ScoredWord { word: items.text(item).into(), valence }).collect())
    }

    fn items(&self, text: &str) -> Items {
        match self.rules {
            SentimentRules::Corrected => Items::corrected(&self.table, text),
            SentimentRules::Vader => Items::as_vader(&self.table, text),
        }
    }

    fn is_corrected(&self) -> bool {
        self.rules == SentimentRules::Corrected
    }
}

/// What punctuation adds: up to four exclamation marks, and two or more question marks.
fn emphasis(exclamations: usize, questions: usize) -> f64 {
    let questions = match questions {
        0 | 1 => 0.0,
        2 | 3 => questions as f64 * 0.18,
        _ => 0.96,
    };
    exclamations.min(4) as f64 * 0.292 + questions
}

/// An amount with the sign of a number; 0 for 0.
fn toward(number: f64, amount: f64) -> f64 {
    match number {
        number if number > 0.0 => amount,
        number if number < 0.0 => -amount,
        _ => 0.0,
    }
}

/// A sum from left to right that is never minus 0, as that of no numbers is in the standard library.
pub(super) fn total(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0, |sum, number| sum + number)
}
