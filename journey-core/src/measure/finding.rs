//! What a finding says: what hurts or delights, where, whom, since when, and how that is known.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::analysis::{BottleneckRow, CommentExample, Estimate};
use crate::model::FindingKind;

/// How a finding relates to the pain points written in the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FindingStatus {
    /// The map states a pain point at this touchpoint, of one of the kinds that speak for the finding if it states a kind.
    Confirmed,
    /// The map states none there.
    New,
}

/// One detected, ranked, evidenced statement: a pain point, a bottleneck, a silo or a delight.
///
/// Everything that was found at one touchpoint about the same customers is one finding, with one piece of evidence for
/// each kind. What the data say is an observation: it is no proof of a cause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Finding {
    /// 1 is the worst; of delights, the best.
    pub rank: u32,
    /// Kind of the weightiest evidence.
    pub kind: FindingKind,
    /// Id of the stage.
    pub stage: String,
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// Team that answers for the touchpoint.
    pub owner: Option<String>,
    /// Id of the persona that it is about; `None` for everybody.
    pub persona: Option<String>,
    /// Since when: beginning of the stretch of time it is about; `None` for the whole period.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub from: Option<Timestamp>,
    /// End of that stretch; `None` if it goes on at the end of the data.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub to: Option<Timestamp>,
    /// One line for people, such as `38 % leave here, 21 % expected`: the weightiest evidence.
    pub statement: String,
    /// How it is known, weightiest first; at least one piece.
    pub evidence: Vec<Evidence>,
    /// Customers affected beyond what the baseline would give, by the weightiest evidence. Findings are ranked by the lower
    /// end of its interval times the [severity](FindingKind::severity) of the kind.
    pub customers_affected: Estimate,
    /// What these customers would bring if it were as at the baseline: customers affected times the difference in value
    /// between customers who do not suffer and those who do. `None` without a column of values, and for a
    /// [summary](super::MeasureSummary) that was made elsewhere.
    pub value_at_stake: Option<Estimate>,
    /// Candidates that were tested: p-values are adjusted for so many.
    pub tested: u64,
    /// Whether the map already states a pain point there.
    pub status: FindingStatus,
    /// Ids of some customers who went through it, at most five, in byte order.
    pub examples: Vec<String>,
    /// Where the time goes, if customers wait too long: the moves to the touchpoint by falling time lost, at most three, each with
    /// its load, batches and overtaking, as [`Bottlenecks`](crate::analysis::Bottlenecks) measures them; shares of time lost and
    /// p-values are those among all moves to the touchpoint. Empty for other findings, and for a
    /// [summary](super::MeasureSummary) that was made elsewhere.
    pub delays: Vec<BottleneckRow>,
    /// What some of them wrote there, at most three: the most negative first, for a delight the most positive.
    pub comments: Vec<CommentExample>,
}

/// One kind of evidence of a finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Evidence {
    /// Kind.
    pub kind: FindingKind,
    /// One line for people.
    pub statement: String,
    /// Beginning of the stretch of time it is about; `None` for the whole period.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub from: Option<Timestamp>,
    /// End of that stretch.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub to: Option<Timestamp>,
    /// What was measured: a share of customers, or for ratings a mean emotion from -2 to +2.
    pub measured: Estimate,
    /// What would be expected, in the same unit.
    pub baseline: f64,
    /// What the baseline is, in words, such as `other touchpoints of the stage`.
    pub baseline_name: String,
    /// How much worse than the baseline it is, in the same unit; of a delight, how much better.
    pub difference: Estimate,
    /// Customers affected beyond the baseline: the difference times customers; of ratings, two points are one customer.
    pub customers_affected: Estimate,
    /// One-sided p-value for "no worse than the baseline".
    pub p: f64,
    /// The same, adjusted for all candidates that were tested (Benjamini-Hochberg).
    pub p_adjusted: f64,
    /// Customers who waited longer than this count as late; only for waits.
    pub threshold_seconds: Option<f64>,
    /// Operation that gives the customers behind `measured`: `MeasuredMap.cases`.
    pub operation: String,
}

/// A pain point that is written in the map, and what the data say about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StatedPainPoint {
    /// Id of the stage.
    pub stage: String,
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// What hurts, in the words of the map.
    pub text: String,
    /// From 1 (a nuisance) to 5 (customers leave).
    pub severity: Option<u8>,
    /// What it shows itself by, if the map says so.
    pub kind: Option<FindingKind>,
    /// What the data say.
    pub verdict: PainVerdict,
    /// Ranks of the findings that confirm it.
    pub findings: Vec<u32>,
}

/// What the data say about a stated pain point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum PainVerdict {
    /// A finding says the same.
    Confirmed,
    /// It was looked for among enough customers and not found.
    NotSupported,
    /// Too few customers were there, or the log lacks what it takes to tell.
    NotMeasured,
}

impl FindingKind {
    /// How far beyond its baseline the lower end of the interval must lie for a finding. Going back is part of every journey,
    /// more in some places than in others: it is told of from 0.05 on.
    pub(super) fn least(self) -> f64 {
        if self == Self::ReturnLoop { 0.05 } else { 0.0 }
    }

    /// Weight of one affected customer in the ranking: 1 for a customer lost, 0.5 for one who waited too long, is unhappy,
    /// failed or needed help, 0.25 for one who had to do something again.
    pub fn severity(self) -> f64 {
        match self {
            Self::DropOff | Self::Outage => 1.0,
            Self::Repetition | Self::ReturnLoop => 0.25,
            _ => 0.5,
        }
    }
}
