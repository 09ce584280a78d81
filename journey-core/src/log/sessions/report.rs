//! What cutting journeys did.

use serde::{Deserialize, Serialize};

/// What [`EventLog::sessions`](crate::EventLog::sessions) did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SessionReport {
    /// Journeys before.
    pub journeys: u64,
    /// Sessions.
    pub sessions: u64,
    /// Events before.
    pub events: u64,
    /// Separators, which were left out.
    pub left_out: u64,
    /// Sessions with one event only.
    pub single_event_sessions: u64,
    /// The limit of silence that was stated or found, in seconds.
    pub gap_seconds: Option<f64>,
    /// Cuts of each rule that was asked for. Several rules may make the same cut.
    pub cuts: Vec<SessionCut>,
}

/// How often a rule cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct SessionCut {
    /// The rule.
    pub rule: SessionRule,
    /// Its cuts.
    pub cuts: u64,
}

/// A rule by which journeys are cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum SessionRule {
    /// A silence, stated or found.
    Gap,
    /// One of the longest silences.
    LargestGaps,
    /// One of the longest mean silences between two touchpoints.
    ContextGaps,
    /// A touchpoint that begins a session.
    Starts,
    /// A touchpoint that ended one.
    Ends,
    /// A touchpoint between sessions.
    Separators,
    /// The longest time.
    Longest,
    /// The most events.
    MostEvents,
    /// Another day, week or month.
    Calendar,
    /// Another value in a column.
    Change,
}

impl SessionRule {
    /// All rules in the order in which they are reported.
    pub(super) const ALL: [Self; 10] = [
        Self::Gap,
        Self::LargestGaps,
        Self::ContextGaps,
        Self::Starts,
        Self::Ends,
        Self::Separators,
        Self::Longest,
        Self::MostEvents,
        Self::Calendar,
        Self::Change,
    ];
}
