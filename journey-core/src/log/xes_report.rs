//! What was found in an XES file, and what of it a log cannot hold.

use serde::{Deserialize, Serialize};

use super::SAMPLE;

/// What was found in an XES file besides the events of the log. Nothing vanishes silently: of the `events`, those of the
/// log are all but `events_without_trace`, `skipped_events`, `left_out` and one of each of the `paired`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct XesReport {
    /// Version of XES that the file states.
    pub version: Option<String>,
    /// Prefixes of the extensions that the file declares.
    pub extensions: Vec<String>,
    /// Classifiers that the file declares.
    pub classifiers: Vec<XesClassifier>,
    /// Traces in the file.
    pub traces: u64,
    /// Events in the file.
    pub events: u64,
    /// Traces without an event that could be read; a log has no such journeys.
    pub empty_traces: u64,
    /// Traces without a name; the journey has the number of the trace as its id.
    pub unnamed_traces: u64,
    /// Traces with the name of another one before; they are parts of one journey.
    pub repeated_traces: u64,
    /// Events outside of any trace; a log has no place for them.
    pub events_without_trace: u64,
    /// Events left out because they have no name or time, or one that cannot be read.
    pub skipped_events: u64,
    /// Attributes of traces and events that were left out because they have no key, a key that was there before, or a
    /// value that is not of their type.
    pub skipped_attributes: u64,
    /// Attributes that an event did not have and got from the file's global attributes.
    pub defaults_used: u64,
    /// Events that are a start and a complete event of the file.
    pub paired: u64,
    /// Start events without a complete event behind them; they are events without an end.
    pub unmatched_starts: u64,
    /// Complete events without a start event before them, if the file has any start events; they are events without an
    /// end.
    pub unmatched_completes: u64,
    /// Events left out because only complete ones were asked for.
    pub left_out: u64,
    /// Attributes of the whole log, for which a log has no place.
    pub log_attributes: u64,
    /// How often the file departs from the standard, skipped events and attributes included. Strict reading refuses the
    /// first.
    pub deviations: u64,
    /// The first deviations, at most 20.
    pub problems: Vec<XesProblem>,
}

/// A classifier that a file declares: which attributes together name an event or trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct XesClassifier {
    /// Its name.
    pub name: String,
    /// `event` or `trace`.
    pub scope: String,
    /// Keys of its attributes.
    pub keys: Vec<String>,
}

/// Where and how a file departs from the standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct XesProblem {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong there, and what is expected.
    pub message: String,
}

impl XesReport {
    /// Adds the counts of another file.
    pub(super) fn merge(&mut self, other: &Self) {
        if self.version.is_none() {
            self.version.clone_from(&other.version);
        }
        for prefix in &other.extensions {
            if !self.extensions.contains(prefix) {
                self.extensions.push(prefix.clone());
            }
        }
        for classifier in &other.classifiers {
            if !self.classifiers.contains(classifier) {
                self.classifiers.push(classifier.clone());
            }
        }
        for (mine, others) in self.counts().into_iter().zip(other.clone().counts()) {
            *mine += *others;
        }
        self.problems.extend(other.problems.iter().cloned());
        self.problems.truncate(SAMPLE);
    }

    fn counts(&mut self) -> [&mut u64; 15] {
        [
            &mut self.traces,
            &mut self.events,
            &mut self.empty_traces,
            &mut self.unnamed_traces,
            &mut self.repeated_traces,
            &mut self.events_without_trace,
            &mut self.skipped_events,
            &mut self.skipped_attributes,
            &mut self.defaults_used,
            &mut self.paired,
            &mut self.unmatched_starts,
            &mut self.unmatched_completes,
            &mut self.left_out,
            &mut self.log_attributes,
            &mut self.deviations,
        ]
    }
}
