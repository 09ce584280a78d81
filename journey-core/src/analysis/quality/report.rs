//! What a look at the quality of a log gives.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::analysis::{Estimate, Table, Tabular};
use crate::log::{Quality, Step};

/// What is doubtful about some events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum QualityKind {
    /// Rows that were left out, as their time or another cell could not be read.
    SkippedRows,
    /// Events that equal another one.
    Duplicates,
    /// Events of one customer at the same time, whose order is not known.
    Ties,
    /// Events that lie after the present.
    FutureTimes,
    /// Events on a day that stands for "no time", such as 1970-01-01.
    PlaceholderTimes,
    /// Events of which only the day is known.
    DayResolution,
    /// Local times that a change of the clocks skipped or repeated.
    ClockChanges,
    /// Two sources whose clocks differ.
    ClockSkew,
    /// Ends that lie before their beginnings.
    NegativeDurations,
    /// Events that come before those that they nearly always follow.
    ReversedOrder,
    /// Events that come later in the input than their times say.
    LateEvents,
    /// Customers with more events than a person can make.
    BotRate,
    /// Customers whose events come like clockwork.
    BotRegularity,
    /// Customers whose user agent is that of a program.
    BotAgent,
    /// Journeys at the beginning of the data that began before it.
    TruncatedBeginning,
    /// Journeys at the end of the data that lack their end.
    TruncatedEnd,
    /// Days without any event.
    CollectionGap,
    /// A sudden, lasting change of the number of events.
    VolumeChange,
    /// Ratings on different scales in one column.
    MixedScales,
    /// Numbers that mean "no answer".
    NoAnswerCodes,
    /// Values that are missing where there nearly always is one.
    MissingValues,
    /// Customers whose ids differ only by case, blanks or Unicode normalisation.
    SimilarIds,
}

/// Something doubtful about a log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct QualityFinding {
    /// What is doubtful.
    pub kind: QualityKind,
    /// Column with the doubtful values, where it is not the time or the customer.
    pub column: Option<String>,
    /// Source that it is about; `None` for all.
    pub source: Option<String>,
    /// Touchpoint that it is about; `None` for all.
    pub touchpoint: Option<String>,
    /// How many are doubtful.
    pub count: u64,
    /// What `count` counts, such as `events`, `customers` or `days`.
    pub counts: String,
    /// Their share, with its denominator.
    pub share: Estimate,
    /// What was measured: the difference of two clocks in seconds, or by what factor the volume changed.
    pub measured: Option<Estimate>,
    /// What was found, in a sentence.
    pub statement: String,
    /// At most five of them, those of the first input rows.
    pub examples: Vec<QualityExample>,
    /// Which reports it may bend, and how.
    pub effect: String,
    /// The step of a recipe that would mend it; `None` if none can, or if only you can know.
    pub mend: Option<Step>,
}

/// A doubtful row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct QualityExample {
    /// Row of the input, from 1; `None` for a day.
    pub row: Option<u64>,
    /// Customer.
    pub customer: Option<String>,
    /// Time of the event, or beginning of the day.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub time: Option<Timestamp>,
    /// What is doubtful there: a touchpoint, a value, an id.
    pub value: Option<String>,
}

/// Answer of [`QualityCheck`](super::QualityCheck).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct QualityReport {
    /// What reading the input counted.
    pub input: Quality,
    /// What is doubtful, by kind; within a kind by column, source and touchpoint.
    pub rows: Vec<QualityFinding>,
}

impl Tabular for QualityReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let kind = |row: &QualityFinding| row.kind.name();
        Table::default()
            .text("kind", rows.clone().map(kind))
            .optional_text("column", rows.clone().map(|row| row.column.clone()))
            .optional_text("source", rows.clone().map(|row| row.source.clone()))
            .optional_text("touchpoint", rows.clone().map(|row| row.touchpoint.clone()))
            .count("count", rows.clone().map(|row| row.count))
            .text("counts", rows.clone().map(|row| row.counts.as_str()))
            .number("share", rows.clone().map(|row| row.share.value))
            .text("statement", rows.clone().map(|row| row.statement.as_str()))
            .text("effect", rows.clone().map(|row| row.effect.as_str()))
            .optional_text(
                "mend",
                rows.map(|row| row.mend.as_ref().and_then(|step| serde_json::to_string(step).ok())),
            )
    }
}

impl QualityReport {
    /// The steps that would mend what can be mended, in the order in which they should be done: a recipe to read, to
    /// shorten and then to apply with [`EventLog::clean`](crate::EventLog::clean).
    pub fn mends(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for step in self.rows.iter().filter_map(|row| row.mend.as_ref()) {
            if !steps.contains(step) {
                steps.push(step.clone());
            }
        }
        steps
    }
}
