//! What customers felt, one after another: how it is stored, merged and read again.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// What a part of the log tells about emotions: the customers who said how they felt, in no order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct EmotionSummary {
    pub(super) lives: Vec<Life>,
    /// For each source of ratings, those on its scale and those off it.
    pub(super) scales: Vec<(u64, u64)>,
    /// Ratings and comments about touchpoints that are not in the order.
    pub(super) elsewhere: u64,
}

/// What one customer said.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Life {
    /// Groups that the customer belongs to, ascending.
    pub groups: Vec<u32>,
    pub outcome: Option<f64>,
    /// How many of the answers came before the outcome or with it.
    pub settled: u32,
    answers: Vec<(u32, f64)>,
}

/// An answer on the emotion scale: what it is, beside the place that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rating,
    Comment,
    /// A comment that came with the rating before it.
    Joined,
}

const KINDS: u32 = 3;

/// One mood of a customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Experience {
    /// Code of what it is about.
    pub code: usize,
    pub rating: Option<f64>,
    pub comment: Option<f64>,
    pub mood: f64,
}

/// A customer as it is counted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    pub groups: Vec<u32>,
    pub outcome: Option<f64>,
    pub felt: Vec<Experience>,
    /// How many of them count for the outcome.
    pub settled: usize,
}

impl Life {
    /// Adds what was said at one event about one thing; nothing if nothing was said.
    pub fn add(&mut self, code: u32, rating: Option<f64>, comment: Option<f64>) {
        let joined = if rating.is_some() { Kind::Joined } else { Kind::Comment };
        let said = [rating.map(|mood| (Kind::Rating, mood)), comment.map(|mood| (joined, mood))];
        for (kind, mood) in said.into_iter().flatten() {
            self.answers.push((code * KINDS + kind as u32, mood));
        }
    }

    /// Answers so far.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    pub(super) fn person(&self, comment_weight: f64) -> Person {
        let mut person =
            Person { groups: self.groups.clone(), outcome: self.outcome, felt: Vec::new(), settled: 0 };
        for (at, &(code, mood)) in self.answers.iter().enumerate() {
            let (code, kind) = ((code / KINDS) as usize, code % KINDS);
            match person.felt.last_mut() {
                Some(last) if kind == Kind::Joined as u32 => {
                    last.comment = Some(mood);
                    last.mood = (1.0 - comment_weight) * last.mood + comment_weight * mood;
                }
                _ => {
                    let rated = kind == Kind::Rating as u32;
                    let (rating, comment) = (rated.then_some(mood), (!rated).then_some(mood));
                    person.felt.push(Experience { code, rating, comment, mood });
                }
            }
            if at < self.settled as usize {
                person.settled = person.felt.len();
            }
        }
        person
    }

    fn order(&self, other: &Self) -> Ordering {
        let number = |a: f64, b: f64| a.total_cmp(&b);
        let outcome = |life: &Self| life.outcome.unwrap_or(f64::NAN);
        let answers = self.answers.iter().zip(&other.answers);
        let first = answers.map(|(a, b)| a.0.cmp(&b.0).then_with(|| number(a.1, b.1))).find(|o| o.is_ne());
        self.groups
            .cmp(&other.groups)
            .then_with(|| number(outcome(self), outcome(other)))
            .then_with(|| self.settled.cmp(&other.settled))
            .then_with(|| first.unwrap_or(Ordering::Equal))
            .then_with(|| self.answers.len().cmp(&other.answers.len()))
    }
}

impl EmotionSummary {
    /// Adds a customer, if there is any mood.
    pub(crate) fn see(&mut self, life: Life) {
        if life.len() > 0 {
            self.lives.push(life);
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.lives.extend(other.lives);
        self.fit(other.scales.len());
        for ((on, off), (more_on, more_off)) in self.scales.iter_mut().zip(other.scales) {
            *on += more_on;
            *off += more_off;
        }
        self.elsewhere += other.elsewhere;
    }

    pub(super) fn fit(&mut self, scales: usize) {
        self.scales.resize(self.scales.len().max(scales), (0, 0));
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        let life = |life: &Life| size_of::<Life>() + 16 * life.answers.len() + 4 * life.groups.len();
        self.lives.iter().map(life).sum()
    }

    /// The customers in an order that does not depend on where they came from: by what they said.
    pub(super) fn people(&mut self, comment_weight: f64) -> Vec<Person> {
        self.lives.sort_unstable_by(Life::order);
        self.lives.iter().map(|life| life.person(comment_weight)).collect()
    }
}
