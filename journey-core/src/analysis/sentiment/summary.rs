//! What a part of a log tells about the sentiment of comments.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::CommentExample;
use crate::numeric::ExactSum;
use crate::text::{ScoredWord, SentimentClass};

/// What a part of the log tells about the sentiment of comments.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CommentSummary {
    /// Comments without a group first, then by the code of their group.
    pub(super) groups: Vec<Mood>,
    pub(super) words: BTreeMap<String, Push>,
    pub(super) without_text: u64,
}

/// Comments of a group.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Mood {
    pub negative: u64,
    pub neutral: u64,
    pub positive: u64,
    /// Of compound scores, and of their squares.
    pub sum: ExactSum,
    pub squares: ExactSum,
    pub worst: Vec<CommentExample>,
    pub best: Vec<CommentExample>,
}

/// What a word did to scores.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Push {
    /// Comments with the word.
    pub comments: u64,
    pub valence: ExactSum,
}

/// How much is left of squared differences that are nothing but rounding.
const NOTHING: f64 = 1e-12;

impl CommentSummary {
    pub(super) fn fit(&mut self, groups: usize) {
        if self.groups.len() < groups {
            self.groups.resize_with(groups, Mood::default);
        }
    }

    pub(super) fn add(
        &mut self,
        group: usize,
        score: f64,
        example: impl Fn() -> CommentExample,
        shown: usize,
    ) {
        let Some(mood) = self.groups.get_mut(group) else { return };
        mood.sum.add(score);
        mood.squares.add(score * score);
        match SentimentClass::of(score) {
            SentimentClass::Negative => {
                mood.negative += 1;
                keep(&mut mood.worst, score.abs(), shown, example);
            }
            SentimentClass::Neutral => mood.neutral += 1,
            SentimentClass::Positive => {
                mood.positive += 1;
                keep(&mut mood.best, score.abs(), shown, example);
            }
        }
    }

    /// Adds the words of one comment.
    pub(super) fn add_words(&mut self, words: &[ScoredWord]) {
        for (place, scored) in words.iter().enumerate() {
            let again = words.iter().take(place).any(|before| before.word == scored.word);
            let push = match self.words.get_mut(&scored.word) {
                Some(push) => push,
                None => self.words.entry(scored.word.clone()).or_default(),
            };
            push.comments += u64::from(!again);
            push.valence.add(scored.valence);
        }
    }

    pub(super) fn merge(&mut self, other: Self, shown: usize) {
        self.fit(other.groups.len());
        for (mood, more) in self.groups.iter_mut().zip(other.groups) {
            mood.merge(more, shown);
        }
        for (word, more) in other.words {
            let push = self.words.entry(word).or_default();
            push.comments += more.comments;
            push.valence.merge(more.valence);
        }
        self.without_text += other.without_text;
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        self.words.len() * (size_of::<Push>() + 640)
    }
}

impl Mood {
    pub fn merge(&mut self, more: Self, shown: usize) {
        self.negative += more.negative;
        self.neutral += more.neutral;
        self.positive += more.positive;
        self.sum.merge(more.sum);
        self.squares.merge(more.squares);
        for example in more.worst {
            keep(&mut self.worst, strength(&example), shown, || example.clone());
        }
        for example in more.best {
            keep(&mut self.best, strength(&example), shown, || example.clone());
        }
    }

    /// The comments of the whole that are not in this part.
    pub fn rest_of(&self, whole: &Self) -> Self {
        let mut rest = Self {
            negative: whole.negative.saturating_sub(self.negative),
            neutral: whole.neutral.saturating_sub(self.neutral),
            positive: whole.positive.saturating_sub(self.positive),
            sum: whole.sum.clone(),
            squares: whole.squares.clone(),
            ..Self::default()
        };
        rest.sum.subtract(self.sum.clone());
        rest.squares.subtract(self.squares.clone());
        rest
    }

    pub fn comments(&self) -> u64 {
        self.negative + self.neutral + self.positive
    }

    /// Mean score, and its squared standard error where there are two or more.
    pub fn moments(&self) -> Option<(f64, Option<f64>)> {
        let n = self.comments() as f64;
        let (sum, squares) = (self.sum.value(), self.squares.value());
        let differences = squares - sum * (sum / n);
        let differences = if differences > NOTHING { differences } else { 0.0 };
        (n > 0.0).then(|| (sum / n, (n > 1.0).then(|| differences / (n - 1.0) / n)))
    }
}

/// Keeps an example if it is among the strongest: each text once, with the first customer who wrote it.
fn keep(list: &mut Vec<CommentExample>, own: f64, shown: usize, example: impl Fn() -> CommentExample) {
    if list.len() >= shown && list.last().is_none_or(|last| strength(last) > own) {
        return;
    }
    let new = example();
    let order = |a: &CommentExample, b: &CommentExample| {
        strength(b).total_cmp(&strength(a)).then_with(|| a.text.cmp(&b.text))
    };
    match list.binary_search_by(|other| order(other, &new)) {
        Ok(same) => {
            let later = |old: &&mut CommentExample| (&new.customer, new.row) < (&old.customer, old.row);
            if let Some(old) = list.get_mut(same).filter(later) {
                *old = new;
            }
        }
        Err(place) => {
            list.insert(place, new);
            list.truncate(shown);
        }
    }
}

fn strength(example: &CommentExample) -> f64 {
    example.compound.unwrap_or_default().abs()
}
