//! What was doubtful in the input. Nothing vanishes silently.

use serde::{Deserialize, Serialize};

use super::XesReport;

/// What was doubtful in the input of a log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Quality {
    /// Data rows of the input.
    pub rows: u64,
    /// Rows that became events.
    pub events: u64,
    /// Records that the conditions of a source left out, and single events of other records.
    #[serde(default)]
    pub left_out: u64,
    /// Rows left out because a cell was bad and `on_error` was `skip`.
    pub skipped: u64,
    /// The first of the rows left out, at most 20.
    pub skipped_rows: Vec<SkippedRow>,
    /// Times without zone, read in the stated one.
    pub times_without_zone: u64,
    /// Zone in which they were read.
    pub time_zone: String,
    /// Unit of numeric times if it was detected rather than stated: `s`, `ms`, `us` or `ns`.
    pub detected_epoch_unit: Option<String>,
    /// Events with the same customer and time as the one before; their input order is kept.
    pub equal_times: u64,
    /// Events that equal another one in customer, time, touchpoint and every further column.
    pub duplicates: u64,
    /// Events whose end lies before their beginning; their end is treated as missing.
    pub negative_durations: u64,
    /// Local times that a clock change skipped or repeated; read with the earlier offset's rule of
    /// the zone (`jiff`'s "compatible").
    pub ambiguous_times: u64,
    /// Times with digits below a microsecond, which were dropped.
    pub truncated_times: u64,
    /// Ratings of a survey that were blank or a code for "no answer".
    pub no_answers: u64,
    /// Customers of a joined table for whom the log has no event.
    pub customers_without_events: u64,
    /// Customers of the log whom a joined table does not have.
    pub customers_without_attributes: u64,
    /// What was found in XES files, if the log was read from such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xes: Option<XesReport>,
}

/// A row that was left out, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SkippedRow {
    /// File, if the log has several inputs.
    pub file: Option<String>,
    /// Data row, from 1.
    pub row: u64,
    /// Column with the bad value.
    pub column: String,
    /// The value, shortened.
    pub value: String,
    /// What was expected.
    pub expected: String,
}

impl Quality {
    /// Adds the counts of another input.
    pub fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.events += other.events;
        self.left_out += other.left_out;
        self.skipped += other.skipped;
        self.skipped_rows.extend(other.skipped_rows.iter().cloned());
        self.skipped_rows.truncate(SAMPLE);
        self.times_without_zone += other.times_without_zone;
        if self.time_zone.is_empty() {
            self.time_zone.clone_from(&other.time_zone);
        }
        if self.detected_epoch_unit.is_none() {
            self.detected_epoch_unit.clone_from(&other.detected_epoch_unit);
        }
        self.negative_durations += other.negative_durations;
        self.ambiguous_times += other.ambiguous_times;
        self.truncated_times += other.truncated_times;
        self.no_answers += other.no_answers;
        self.customers_without_events += other.customers_without_events;
        self.customers_without_attributes += other.customers_without_attributes;
        if let Some(other) = &other.xes {
            self.xes.get_or_insert_default().merge(other);
        }
    }

    /// Notes a row that was left out.
    pub(crate) fn skip(&mut self, row: SkippedRow) {
        self.skipped += 1;
        if self.skipped_rows.len() < SAMPLE {
            self.skipped_rows.push(row);
        }
    }
}

pub(crate) const SAMPLE: usize = 20;
