//! Steps one after the other, and what they did.

use serde::{Deserialize, Serialize};

use super::Step;
use super::edit::Edited;
use crate::error::{Error, Place, Result};
use crate::log::{EventLog, PseudonymKey};

/// Steps of cleaning in the order in which they are done: written once, replayed on every export.
///
/// ```
/// use journey_core::{EventLog, log::{Columns, Recipe, Step}};
/// let columns = Columns::new("user", "at", "event");
/// let log = EventLog::read_csv_text("user,at,event\nAnn,2024-03-01,visit\nAnn,2024-03-01,visit\nann,2024-03-02,buy\n", &columns)?;
/// let recipe = Recipe::from_json(r#"["drop_duplicates", "fold_ids", {"rename_touchpoints": {"names": {"buy": "order"}}}]"#)?;
/// let (clean, report) = recipe.apply(&log)?;
/// assert_eq!((clean.customers(), clean.events()), (1, 2));
/// assert_eq!((report.events_before, report.events_after, report.rows[0].events_dropped), (3, 2, 1));
/// // The log knows what was done to it.
/// assert_eq!(Recipe::of(&clean), recipe);
/// assert_eq!(recipe.apply(&log)?.0.fingerprint(), clean.fingerprint());
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Recipe {
    /// The steps.
    pub steps: Vec<Step>,
}

/// What cleaning did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CleaningReport {
    /// Events before the first step.
    pub events_before: u64,
    /// Events after the last one.
    pub events_after: u64,
    /// Customers before the first step.
    pub customers_before: u64,
    /// Customers after the last one.
    pub customers_after: u64,
    /// What each step did.
    pub rows: Vec<CleaningRow>,
}

/// What a step did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CleaningRow {
    /// The step.
    pub step: Step,
    /// Events of which something was changed: time, end, customer, touchpoint, a value, or their place among ties; those
    /// that stand for several now, and those that were added.
    pub events_changed: u64,
    /// Events that it left out.
    pub events_dropped: u64,
    /// Customers who are no longer there.
    pub customers_dropped: u64,
}

impl Recipe {
    /// Steps in the order in which they are done.
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self { steps: steps.into_iter().collect() }
    }

    /// The steps that were done to a log: see [`EventLog::history`].
    pub fn of(log: &EventLog) -> Self {
        Self::new(log.history().iter().map(|row| row.step.clone()))
    }

    /// Reads a list of steps.
    ///
    /// # Errors
    /// [`Error::Syntax`] with line and character, for anything else.
    pub fn from_json(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| Error::Syntax {
            place: Place {
                line: Some(error.line() as u64),
                character: Some(error.column() as u64),
                ..Place::default()
            },
            message: error.to_string(),
        })
    }

    /// The steps as a JSON list, one step a line.
    pub fn to_json(&self) -> String {
        let steps: Vec<String> =
            self.steps.iter().map(|step| serde_json::to_string(step).unwrap_or_default()).collect();
        match steps.is_empty() {
            true => "[]\n".into(),
            false => format!("[\n  {}\n]\n", steps.join(",\n  ")),
        }
    }

    /// The log as it is after all steps, and what each of them did. The log itself does not change.
    ///
    /// # Errors
    /// [`Error::UnknownName`] for columns that the log does not have, [`Error::InvalidOption`] for options out of range
    /// and values that do not fit their column, [`Error::Cancelled`]; `steps[2]` and so on say where. Steps that make
    /// pseudonyms need [`apply_with_key`](Self::apply_with_key).
    ///
    /// # Complexity
    /// O(events · columns) time a step; a step holds the events twice for a moment.
    pub fn apply(&self, log: &EventLog) -> Result<(EventLog, CleaningReport)> {
        self.done(log, None)
    }

    /// [`apply`](Self::apply) for recipes with steps that make pseudonyms, with the key of these.
    ///
    /// # Errors
    /// See [`apply`](Self::apply) and [`EventLog::anonymize`].
    pub fn apply_with_key(&self, log: &EventLog, key: &PseudonymKey) -> Result<(EventLog, CleaningReport)> {
        self.done(log, Some(key))
    }

    fn done(&self, log: &EventLog, key: Option<&PseudonymKey>) -> Result<(EventLog, CleaningReport)> {
        let mut report = CleaningReport {
            events_before: log.events(),
            customers_before: log.customers(),
            ..CleaningReport::default()
        };
        let mut clean = log.clone();
        for (position, step) in self.steps.iter().enumerate() {
            let Edited { log, row } = super::edit::apply(&clean, step, key, &format!("steps[{position}]"))?;
            clean = log;
            report.rows.push(row);
        }
        (report.events_after, report.customers_after) = (clean.events(), clean.customers());
        Ok((clean, report))
    }
}

impl EventLog {
    /// The log as it is after some steps of cleaning: see [`Recipe::apply`].
    ///
    /// # Errors
    /// See [`Recipe::apply`].
    pub fn clean(&self, steps: &[Step]) -> Result<(Self, CleaningReport)> {
        Recipe::new(steps.iter().cloned()).apply(self)
    }

    /// What was done to the log after it was read, step by step, or after it was last [anonymised](Self::anonymize): then
    /// what was done before is forgotten, for it holds ids and values. The history is kept by [`save`](Self::save) and
    /// [`to_bytes`](Self::to_bytes), by selections, and by [`append`](Self::append) and [`concat`](Self::concat): there
    /// a log with the same history as one before adds nothing, and any other its own steps after them.
    pub fn history(&self) -> &[CleaningRow] {
        &self.schema.history
    }
}

/// The histories of several logs as one.
pub(crate) fn together<'l>(logs: impl IntoIterator<Item = &'l EventLog>) -> Vec<CleaningRow> {
    let mut known: Vec<&[CleaningRow]> = Vec::new();
    for log in logs {
        let steps = |rows: &[CleaningRow]| rows.iter().map(|row| row.step.clone()).collect::<Vec<_>>();
        if !known.iter().any(|other| steps(other) == steps(log.history())) {
            known.push(log.history());
        }
    }
    known.concat()
}
