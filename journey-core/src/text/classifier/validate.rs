//! How right a classifier is about texts that it did not learn from.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

use super::{TextClassifier, TextClassifierOptions};
use crate::error::{Error, Result};
use crate::work::Work;

/// Times that texts are drawn anew for intervals.
const DRAWS: usize = 1000;

/// How right a classifier is about texts that it did not learn from: cross-validation.
///
/// Texts are dealt to folds so that each has about the same share of each label; equal texts are always in one fold, for to
/// recognise a text is not to understand it. Each fold is told by a classifier that learned from the others. Intervals
/// are percentiles of 1000 draws of different texts with their copies (bootstrap).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ClassifierReport {
    /// Texts.
    pub texts: u64,
    /// Different texts.
    pub different_texts: u64,
    /// Folds.
    pub folds: u32,
    /// Share of texts that were told right.
    pub accuracy: f64,
    /// Lower end of its 95 % interval.
    pub accuracy_low: f64,
    /// Upper end of its 95 % interval.
    pub accuracy_high: f64,
    /// Mean of the F1 scores of all labels.
    pub macro_f1: f64,
    /// Lower end of its 95 % interval.
    pub macro_f1_low: f64,
    /// Upper end of its 95 % interval.
    pub macro_f1_high: f64,
    /// Share of the most frequent label: who always says that one is as often right.
    pub most_frequent: f64,
    /// Labels in byte order.
    pub rows: Vec<ClassRow>,
}

/// How right a classifier is about a label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ClassRow {
    /// Label.
    pub label: String,
    /// Texts with it.
    pub texts: u64,
    /// Share of those that were told to have it and have it; `None` if none were.
    pub precision: Option<f64>,
    /// Share of those that have it and were told to.
    pub recall: f64,
    /// 2 · right / (texts with it + texts told to have it).
    pub f1: f64,
}

/// Copies of a text: label and told label of each.
type Told = Vec<(usize, usize)>;

impl TextClassifier {
    /// How right a classifier would be about other texts: cross-validation with a seed. See [`ClassifierReport`].
    ///
    /// # Errors
    /// Those of [`fit`](Self::fit), and [`Error::InvalidOption`] for less than 2 or more than 20 folds, and for a label with
    /// fewer different texts than folds; [`Error::Cancelled`].
    pub fn cross_validate<T: AsRef<str> + Sync, L: AsRef<str> + Sync>(
        texts: &[T],
        labels: &[L],
        options: &TextClassifierOptions,
        folds: u32,
        seed: u64,
    ) -> Result<ClassifierReport> {
        options.check()?;
        if !(2..=20).contains(&folds) {
            return Err(Error::option("folds", folds, "2 to 20"));
        }
        // Learning from all texts checks them, and knows the labels.
        let names = Self::fit(texts, labels, options)?.labels;
        let rows: Vec<(&str, &str)> = texts.iter().map(T::as_ref).zip(labels.iter().map(L::as_ref)).collect();
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let fold_of = deal(&rows, &names, folds as usize, &mut random)?;
        let told = Work::current().map("validating", folds as usize, |fold| {
            let in_fold = |row: &&(&str, &str)| fold_of.get(row.0.trim()) == Some(&fold);
            let (texts, labels): (Vec<&str>, Vec<&str>) =
                rows.iter().filter(|row| !in_fold(row)).copied().unzip();
            let classifier = Self::fit(&texts, &labels, options)?;
            let tell = |(text, label): &(&str, &str)| {
                let place = |name: &str| names.iter().position(|other| other == name).unwrap_or_default();
                (text.trim().to_string(), (place(label), place(classifier.predict(text))))
            };
            Ok(rows.iter().filter(in_fold).map(tell).collect::<Vec<_>>())
        })?;
        let mut by_text: BTreeMap<String, Told> = BTreeMap::new();
        told.into_iter().flatten().for_each(|(text, told)| by_text.entry(text).or_default().push(told));
        Ok(report(by_text.into_values().collect(), names, folds, &mut random))
    }
}

/// The fold of each different text. Of each label in turn, texts in a random order go to the fold that has the fewest.
fn deal<'t>(
    rows: &[(&'t str, &str)],
    names: &[String],
    folds: usize,
    random: &mut ChaCha8Rng,
) -> Result<BTreeMap<&'t str, usize>> {
    let mut copies: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (text, label) in rows {
        copies.entry(text.trim()).or_insert((label, 0)).1 += 1;
    }
    let mut fold_of = BTreeMap::new();
    for name in names {
        let mut own: Vec<(&str, usize)> = copies
            .iter()
            .filter(|(_, (label, _))| label == name)
            .map(|(text, (_, count))| (*text, *count))
            .collect();
        if own.len() < folds {
            let found = format!("{} different texts of the label {name:?}", own.len());
            return Err(Error::option("folds", folds, format!("at most {found}")));
        }
        shuffle(&mut own, random);
        // Frequent texts first, so that the others can even out what they do.
        own.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut sizes = vec![(0usize, 0usize); folds];
        for (text, count) in own {
            let fewest = sizes
                .iter()
                .enumerate()
                .min_by_key(|(fold, size)| (**size, *fold))
                .map_or(0, |(fold, _)| fold);
            fold_of.insert(text, fewest);
            sizes.get_mut(fewest).into_iter().for_each(|size| *size = (size.0 + count, size.1 + 1));
        }
    }
    Ok(fold_of)
}

fn shuffle<T>(list: &mut [T], random: &mut ChaCha8Rng) {
    for last in (1..list.len()).rev() {
        list.swap(last, below(random, last + 1));
    }
}

/// A number below another one.
fn below(random: &mut ChaCha8Rng, n: usize) -> usize {
    let unit = (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    ((unit * n as f64) as usize).min(n.saturating_sub(1))
}

fn report(told: Vec<Told>, names: Vec<String>, folds: u32, random: &mut ChaCha8Rng) -> ClassifierReport {
    let table = Table::of(told.iter(), names.len());
    let drawn: Vec<(f64, f64)> = (0..DRAWS)
        .map(|_| {
            let draws: Vec<&Told> =
                (0..told.len()).filter_map(|_| told.get(below(random, told.len()))).collect();
            let table = Table::of(draws.into_iter(), names.len());
            (table.accuracy(), table.macro_f1())
        })
        .collect();
    let (accuracy_low, accuracy_high) = middle(drawn.iter().map(|both| both.0).collect());
    let (macro_f1_low, macro_f1_high) = middle(drawn.iter().map(|both| both.1).collect());
    let most = (0..names.len()).map(|label| table.given(label)).max().unwrap_or_default();
    let row = |(label, name): (usize, String)| {
        let (texts, said, right) = (table.given(label), table.said(label), table.right(label));
        ClassRow {
            label: name,
            texts,
            precision: (said > 0).then(|| right as f64 / said as f64),
            recall: right as f64 / texts.max(1) as f64,
            f1: table.f1(label),
        }
    };
    ClassifierReport {
        texts: table.all(),
        different_texts: told.len() as u64,
        folds,
        accuracy: table.accuracy(),
        accuracy_low,
        accuracy_high,
        macro_f1: table.macro_f1(),
        macro_f1_low,
        macro_f1_high,
        most_frequent: most as f64 / table.all().max(1) as f64,
        rows: names.into_iter().enumerate().map(row).collect(),
    }
}

/// The middle 95 % of numbers.
fn middle(mut numbers: Vec<f64>) -> (f64, f64) {
    numbers.sort_by(f64::total_cmp);
    let at = |q: f64| {
        numbers.get((q * (numbers.len() as f64 - 1.0)).round() as usize).copied().unwrap_or_default()
    };
    (at(0.025), at(0.975))
}

/// How often which label was told of which.
struct Table {
    counts: Vec<u64>,
    labels: usize,
}

impl Table {
    fn of<'t>(told: impl Iterator<Item = &'t Told>, labels: usize) -> Self {
        let mut counts = vec![0; labels * labels];
        for (label, said) in told.flatten() {
            counts.get_mut(label * labels + said).into_iter().for_each(|count| *count += 1);
        }
        Self { counts, labels }
    }

    fn count(&self, label: usize, said: usize) -> u64 {
        self.counts.get(label * self.labels + said).copied().unwrap_or_default()
    }

    fn all(&self) -> u64 {
        self.counts.iter().sum()
    }

    fn right(&self, label: usize) -> u64 {
        self.count(label, label)
    }

    fn given(&self, label: usize) -> u64 {
        (0..self.labels).map(|said| self.count(label, said)).sum()
    }

    fn said(&self, label: usize) -> u64 {
        (0..self.labels).map(|given| self.count(given, label)).sum()
    }

    fn f1(&self, label: usize) -> f64 {
        2.0 * self.right(label) as f64 / (self.given(label) + self.said(label)).max(1) as f64
    }

    fn accuracy(&self) -> f64 {
        (0..self.labels).map(|label| self.right(label)).sum::<u64>() as f64 / self.all().max(1) as f64
    }

    fn macro_f1(&self) -> f64 {
        (0..self.labels).fold(0.0, |sum, label| sum + self.f1(label)) / self.labels.max(1) as f64
    }
}
