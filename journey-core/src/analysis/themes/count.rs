//! In how many comments of each group a phrase is.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::{HashMap, HashSet};

use super::Themes;
use super::contrast::{Cell, Contrast};
use crate::error::Result;
use crate::log::EventLog;
use crate::text::{STOP_WORDS, Words};
use crate::work::Work;

/// Comments with a phrase, by cell.
pub(super) type ByCell = BTreeMap<Cell, u64>;

/// Phrases and the comments that have them.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Comments of each cell.
    pub comments: ByCell,
    pub phrases: BTreeMap<String, ByCell>,
    pub without_text: u64,
}

/// A longer phrase with this share of the comments of a shorter one stands for it.
const SAME: f64 = 0.75;

impl Counts {
    pub fn of(log: &EventLog, contrast: &Contrast, options: &Themes) -> Result<Self> {
        let phrases = Phrases::new(options);
        // A phrase is never in more comments than its first word, so few phrases need to be looked at.
        let words = Self::look(log, contrast, options, &Phrases { longest: 1, ..phrases.clone() })?;
        let frequent: HashSet<String> = words.phrases.keys().cloned().collect();
        let mut counts = match phrases.longest {
            1 => words,
            _ => Self::look(log, contrast, options, &Phrases { frequent: Some(frequent), ..phrases })?,
        };
        counts.fold();
        Ok(counts)
    }

    /// Comments of all phrases that have enough of them.
    fn look(log: &EventLog, contrast: &Contrast, options: &Themes, phrases: &Phrases) -> Result<Self> {
        let parts = Work::current().map("counting phrases", log.shards().len(), |index| {
            let mut part = Part::default();
            for journey in log.shards().get(index).into_iter().flat_map(crate::log::Shard::journeys) {
                for event in 0..journey.len() {
                    match contrast.comments.text(&journey, event) {
                        None => part.without_text += 1,
                        Some(text) => {
                            if let Some(cell) = contrast.cell(&journey, event, text) {
                                part.add(cell, text, phrases);
                            }
                        }
                    }
                }
            }
            Ok(part)
        })?;
        let (mut all, mut phrases): (Self, HashMap<String, ByCell>) = Default::default();
        for part in parts {
            all.without_text += part.without_text;
            add(&mut all.comments, part.comments);
            for (phrase, seen) in part.phrases {
                add(phrases.entry(phrase).or_default(), seen.cells);
            }
        }
        let enough = |(_, cells): &(String, ByCell)| cells.values().sum::<u64>() >= options.least;
        all.phrases = phrases.into_iter().filter(enough).collect();
        Ok(all)
    }

    /// Takes out phrases for which a longer one stands.
    fn fold(&mut self) {
        let total = |cells: &ByCell| cells.values().sum::<u64>() as f64;
        let mut gone = BTreeSet::new();
        for (long, cells) in &self.phrases {
            for part in parts(long) {
                if self.phrases.get(&part).is_some_and(|short| total(cells) >= SAME * total(short)) {
                    gone.insert(part);
                }
            }
        }
        gone.iter().for_each(|phrase| {
            self.phrases.remove(phrase);
        });
    }
}

/// The shorter phrases within a phrase.
fn parts(phrase: &str) -> Vec<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let of = |len: usize| words.windows(len).map(|part| part.join(" ")).collect::<Vec<_>>();
    (1..words.len()).flat_map(of).collect()
}

fn add(into: &mut ByCell, more: ByCell) {
    for (cell, count) in more {
        *into.entry(cell).or_default() += count;
    }
}

/// What a shard tells.
#[derive(Default)]
struct Part {
    comments: ByCell,
    phrases: HashMap<String, Seen>,
    number: u64,
    without_text: u64,
}

#[derive(Default)]
struct Seen {
    cells: ByCell,
    /// Number of the comment that was counted last.
    latest: u64,
}

impl Part {
    fn add(&mut self, cell: Cell, text: &str, phrases: &Phrases) {
        self.number += 1;
        *self.comments.entry(cell).or_default() += 1;
        let (number, all) = (self.number, &mut self.phrases);
        phrases.each(text, |phrase| {
            let seen = match all.get_mut(phrase) {
                Some(seen) => seen,
                None => all.entry(phrase.into()).or_default(),
            };
            if seen.latest != number {
                seen.latest = number;
                *seen.cells.entry(cell).or_default() += 1;
            }
        });
    }
}

/// Which runs of words are phrases.
#[derive(Debug, Clone)]
pub(super) struct Phrases {
    stop: HashSet<String>,
    longest: usize,
    /// Words that phrases begin with; all if `None`.
    frequent: Option<HashSet<String>>,
}

impl Phrases {
    pub fn new(options: &Themes) -> Self {
        let given =
            options.stop_words.as_ref().map(|words| words.iter().map(|word| word.to_lowercase()).collect());
        let stop = given.unwrap_or_else(|| STOP_WORDS.split_whitespace().map(str::to_string).collect());
        Self { stop, longest: options.words as usize, frequent: None }
    }

    /// The phrases of a text, some of them several times.
    pub fn each(&self, text: &str, mut found: impl FnMut(&str)) {
        let (words, mut phrase) = (Words::of(text), String::new());
        for start in 0..words.len() {
            let first = words.get(start);
            if !self.may_end(first) || self.frequent.as_ref().is_some_and(|words| !words.contains(first)) {
                continue;
            }
            phrase.clear();
            for place in start..words.len().min(start + self.longest) {
                if place > start && words.begins(place) {
                    break;
                }
                words.join(&mut phrase, place);
                if self.may_end(words.get(place)) {
                    found(&phrase);
                }
            }
        }
    }

    /// Whether a phrase may begin and end with a word.
    fn may_end(&self, word: &str) -> bool {
        let one = word.len() == 1 || word.bytes().all(|byte| byte.is_ascii_digit());
        !one && !self.stop.contains(word)
    }
}
