//! Lexicons: which words say something good or bad, and which change what others say.

use std::sync::Arc;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::emoji::Emoji;
use super::sentiment::SentimentRules;
use crate::error::{Error, Result};

/// Words with their valence, and the words that negate, strengthen, weaken or contrast others.
///
/// [`Lexicon::english`] is that of VADER. For other languages, or for the words of a trade, a lexicon is
/// [read](Self::read_text) or made [from entries](Self::from_entries), or the English one gets [more of them](Self::with_entries).
/// Words are compared in small letters; an entry of several words, such as `fed up`, is one unit.
///
/// ```
/// use journey_core::text::{Lexicon, SentimentClass};
/// let english = Lexicon::english();
/// let sentiment = english.score("VADER is smart, handsome, and funny.");
/// assert!((sentiment.compound - 0.8316).abs() < 5e-5); // as vaderSentiment 3.3.2
/// assert_eq!(english.score("Not good!").kind(), SentimentClass::Negative);
///
/// let german = Lexicon::from_entries([("gut", 1.9), ("schlecht", -2.5)])?.with_negations(["nicht"])?;
/// assert!(german.score("Gar nicht gut.").compound < 0.0);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Hutto and Gilbert (2014), "VADER: A parsimonious rule-based model for sentiment analysis of social media text".
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub(super) table: Arc<Table>,
    pub(super) rules: SentimentRules,
}

/// Everything that is known about words and emoji.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub entries: HashMap<Box<str>, Entry>,
    pub emoji: HashMap<Box<str>, Emoji>,
    /// Whether words with `n't` in them negate, and English idioms are meant.
    pub english: bool,
}

/// What is known about a word, or about several that are one unit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Entry {
    pub valence: Option<f64>,
    /// How far it moves the valence of a good word that follows, and that of a bad one the other way.
    pub booster: Option<f64>,
    pub negates: bool,
    pub role: Option<Role>,
    /// Number of words of the longest unit that begins with this word; 0 if there is none.
    pub longest: u8,
}

/// Words that rules name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Role {
    At,
    But,
    Doubt,
    Kind,
    Least,
    Never,
    No,
    Nor,
    Of,
    Or,
    So,
    This,
    Very,
    Without,
}

/// How far a word moves others if it is not said: VADER's empirical mean.
pub(super) const BOOST: f64 = 0.293;
/// Valences of entries are within plus and minus this.
const MOST: f64 = 10.0;
/// An entry has so many words at most.
const WORDS: usize = 8;

impl Lexicon {
    /// A lexicon of words with their valence, from -4 (very bad) to 4 (very good).
    ///
    /// Without further words, nothing negates or strengthens.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for an entry without a word, with more than 8 words, with a valence that is not
    /// between -10 and 10, or that is there twice with different valences.
    pub fn from_entries<W: AsRef<str>>(entries: impl IntoIterator<Item = (W, f64)>) -> Result<Self> {
        let empty = Self { table: Arc::default(), rules: SentimentRules::default() };
        let mut lexicon = empty;
        let mut known: HashMap<String, f64> = HashMap::new();
        for (position, (word, valence)) in entries.into_iter().enumerate() {
            let word = word.as_ref();
            if known.insert(folded(word), valence).is_some_and(|before| before != valence) {
                let field = format!("entries[{position}]");
                return Err(Error::option(&field, format!("{word:?}"), "each word once"));
            }
            lexicon.value(word, valence, &format!("entries[{position}]"))?;
        }
        Ok(lexicon)
    }

    /// The lexicon with more words; those that it has get the new valence.
    ///
    /// # Errors
    /// Those of [`from_entries`](Self::from_entries).
    pub fn with_entries<W: AsRef<str>>(
        mut self,
        entries: impl IntoIterator<Item = (W, f64)>,
    ) -> Result<Self> {
        for (position, (word, valence)) in entries.into_iter().enumerate() {
            self.value(word.as_ref(), valence, &format!("entries[{position}]"))?;
        }
        Ok(self)
    }

    /// The lexicon with more words that turn round what follows within three words, such as `not`.
    ///
    /// # Errors
    /// For one without a word, or with more than 8.
    pub fn with_negations<W: AsRef<str>>(mut self, words: impl IntoIterator<Item = W>) -> Result<Self> {
        for (position, word) in words.into_iter().enumerate() {
            let entry = self.entry(word.as_ref(), &format!("negations[{position}]"))?;
            entry.negates = true;
        }
        Ok(self)
    }

    /// The lexicon with more words that strengthen (above 0) or weaken (below 0) what follows within three words, such
    /// as `very` with 0.293 and `slightly` with -0.293.
    ///
    /// # Errors
    /// For one without a word, with more than 8, or with a number that is not between -10 and 10.
    pub fn with_boosters<W: AsRef<str>>(mut self, words: impl IntoIterator<Item = (W, f64)>) -> Result<Self> {
        for (position, (word, by)) in words.into_iter().enumerate() {
            let field = format!("boosters[{position}]");
            let by = within(by, &field)?;
            self.entry(word.as_ref(), &field)?.booster = Some(by);
        }
        Ok(self)
    }

    /// The lexicon with more words after which a text says what it means, such as `but`: what stands before counts half,
    /// and what follows half as much again.
    ///
    /// # Errors
    /// For one without a word, or with more than 8.
    pub fn with_contrasts<W: AsRef<str>>(mut self, words: impl IntoIterator<Item = W>) -> Result<Self> {
        for (position, word) in words.into_iter().enumerate() {
            let entry = self.entry(word.as_ref(), &format!("contrasts[{position}]"))?;
            entry.role = Some(Role::But);
        }
        Ok(self)
    }

    /// The same words with other rules.
    #[must_use]
    pub fn with_rules(mut self, rules: SentimentRules) -> Self {
        self.rules = rules;
        self
    }

    /// The rules that say what words mean together.
    pub fn rules(&self) -> SentimentRules {
        self.rules
    }

    /// Number of words, and of units of several words, that have a valence.
    pub fn len(&self) -> usize {
        self.table.entries.values().filter(|entry| entry.valence.is_some()).count()
    }

    /// Whether no word has a valence.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn value(&mut self, word: &str, valence: f64, field: &str) -> Result<()> {
        let valence = within(valence, field)?;
        self.entry(word, field)?.valence = Some(valence);
        Ok(())
    }

    /// The entry of a word, which is made if it is not there.
    fn entry(&mut self, word: &str, field: &str) -> Result<&mut Entry> {
        let folded = folded(word);
        let words = folded.split(' ').count();
        if folded.is_empty() || words > WORDS {
            return Err(Error::option(field, format!("{word:?}"), format!("1 to {WORDS} words")));
        }
        Ok(Arc::make_mut(&mut self.table).entry(&folded))
    }
}

impl Table {
    pub fn get(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    /// The entry of a word in small letters, which is made if it is not there.
    pub fn entry(&mut self, word: &str) -> &mut Entry {
        if let Some((first, rest)) = word.split_once(' ') {
            let words = 2 + rest.matches(' ').count() as u8;
            let first = self.entries.entry(first.into()).or_default();
            first.longest = first.longest.max(words);
        }
        self.entries.entry(word.into()).or_default()
    }
}

/// A word in small letters, with single blanks within.
fn folded(word: &str) -> String {
    word.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn within(number: f64, field: &str) -> Result<f64> {
    match number.abs() <= MOST {
        true => Ok(number),
        false => Err(Error::option(field, number, format!("a number from -{MOST} to {MOST}"))),
    }
}
