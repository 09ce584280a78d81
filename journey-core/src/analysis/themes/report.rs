//! The report of themes, with comments that show them.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::super::{CommentExample, Estimate, Table, Tabular};
use super::Themes;
use super::contrast::Contrast;
use super::count::{Counts, Phrases};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::work::Work;

/// Answer of [`EventLog::themes`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ThemeReport {
    /// Phrases that a group says more often than the others: groups in the order of their names in the log, the phrases
    /// of each by `z`, the surest first.
    pub rows: Vec<ThemeRow>,
    /// Comments that were compared.
    pub groups: Vec<ThemeGroup>,
    /// Events without a comment, or with nothing but blanks.
    pub without_text: u64,
    /// Phrases that were tested, each once for every group; of two groups, once for both.
    pub tested: u64,
}

/// A phrase that a group says more often than the others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ThemeRow {
    /// Where comments were compared; `None` if all were compared together.
    pub within: Option<String>,
    /// Name of the group: `negative` and `positive`, `before` and `after`, or a name of `by`.
    pub group: String,
    /// The phrase in small letters.
    pub phrase: String,
    /// Comments of the group that have it.
    pub comments: u64,
    /// Share of the comments of the group that have it.
    pub share: Estimate,
    /// Share of the comments of the other groups that have it.
    pub others: Estimate,
    /// Natural logarithm of the ratio of the odds in the group to those in the others, both drawn to the odds of all.
    pub log_odds: f64,
    /// The same in standard errors.
    pub z: f64,
    /// Two-sided p-value for "the odds are the same".
    pub p: Option<f64>,
    /// The same, adjusted for the number of phrases and groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// Comments of the group that have it: the shortest ones, each text once.
    pub examples: Vec<CommentExample>,
}

/// Comments of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ThemeGroup {
    /// Where comments were compared; `None` if all were compared together.
    pub within: Option<String>,
    /// Name of the group.
    pub group: String,
    /// Its comments.
    pub comments: u64,
}

impl Tabular for ThemeReport {
    fn table(&self) -> Table {
        let rows = || self.rows.iter();
        Table::default()
            .optional_text("within", rows().map(|row| row.within.clone()))
            .text("group", rows().map(|row| row.group.as_str()))
            .text("phrase", rows().map(|row| row.phrase.as_str()))
            .count("comments", rows().map(|row| row.comments))
            .estimate("share", rows().map(|row| &row.share))
            .estimate("others", rows().map(|row| &row.others))
            .number("log_odds", rows().map(|row| Some(row.log_odds)))
            .number("z", rows().map(|row| Some(row.z)))
            .number("p", rows().map(|row| row.p))
            .number("p_adjusted", rows().map(|row| row.p_adjusted))
    }
}

/// The report of these rows.
pub(super) fn report(
    log: &EventLog,
    contrast: &Contrast,
    counts: Counts,
    (mut rows, tested): (Vec<ThemeRow>, u64),
    options: &Themes,
) -> Result<ThemeReport> {
    show(log, contrast, &mut rows, options)?;
    let groups = counts.comments.iter().map(|(&cell, &comments)| {
        let (within, group) = (contrast.within(cell), contrast.group(cell));
        ThemeGroup { within, group, comments }
    });
    Ok(ThemeReport { groups: groups.collect(), without_text: counts.without_text, rows, tested })
}

/// Length, text, customer and row: what examples are chosen by.
type Key = (usize, String, String, u64);

fn key(example: &CommentExample) -> Key {
    (example.text.len(), example.text.clone(), example.customer.clone(), example.row)
}

/// Finds comments for all rows.
fn show(log: &EventLog, contrast: &Contrast, rows: &mut [ThemeRow], options: &Themes) -> Result<()> {
    let phrases = Phrases::new(options);
    let mut wanted: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        wanted.entry(row.phrase.clone()).or_default().push(place);
    }
    let names: Vec<(Option<String>, String)> =
        rows.iter().map(|row| (row.within.clone(), row.group.clone())).collect();
    let parts = Work::current().map("looking for examples", log.shards().len(), |index| {
        let mut found: Vec<Vec<CommentExample>> = vec![Vec::new(); names.len()];
        for journey in log.shards().get(index).into_iter().flat_map(Shard::journeys) {
            for event in 0..journey.len() {
                let Some(text) = contrast.comments.text(&journey, event) else { continue };
                let mut places: Vec<usize> = Vec::new();
                phrases.each(text, |phrase| {
                    places.extend(wanted.get(phrase).into_iter().flatten().copied());
                });
                let cell = if places.is_empty() { None } else { contrast.cell(&journey, event, text) };
                let Some(cell) = cell else { continue };
                let own = (contrast.within(cell), contrast.group(cell));
                for place in places.into_iter().filter(|&place| names.get(place) == Some(&own)) {
                    let example = contrast.comments.example(&journey, event, None);
                    found.get_mut(place).into_iter().for_each(|list| keep(list, example.clone(), options));
                }
            }
        }
        Ok(found)
    })?;
    for part in parts {
        for (row, examples) in rows.iter_mut().zip(part) {
            examples.into_iter().for_each(|example| keep(&mut row.examples, example, options));
        }
    }
    Ok(())
}

/// Keeps the shortest texts, each once with its first customer.
fn keep(list: &mut Vec<CommentExample>, example: CommentExample, options: &Themes) {
    let new = key(&example);
    if let Some(same) = list.iter_mut().find(|other| other.text == example.text) {
        if new < key(same) {
            *same = example;
        }
        return;
    }
    let place = list.partition_point(|other| key(other) < new);
    list.insert(place, example);
    list.truncate(options.examples as usize);
}
