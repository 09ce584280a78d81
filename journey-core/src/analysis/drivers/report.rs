//! The answer about drivers.

use serde::{Deserialize, Serialize};

use crate::analysis::{Estimate, Table, Tabular};

/// How the outcome depends on the items.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum DriverForm {
    /// Least squares; of a yes/no outcome the linear probability model.
    #[default]
    Linear,
    /// Logistic regression of a yes/no outcome.
    Logistic,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum DriverNote {
    /// It is in the model.
    #[default]
    Estimated,
    /// It is the same for everybody and was left out.
    Constant,
    /// It is a combination of the items before it and was left out.
    Redundant,
}

/// How low and high ratings of an item go with the outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum ContrastKind {
    /// Only low ratings make a difference: it must be right, and nobody thanks for more (must-be).
    Dissatisfier,
    /// Only high ratings make a difference: nobody misses it, and it pleases (attractive).
    Delighter,
    /// Low and high ratings make a difference (one-dimensional).
    Linear,
    /// Neither makes a difference that can be told from chance.
    #[default]
    None,
}

/// Quadrants of importance and performance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Quadrant {
    /// Important and bad: concentrate here.
    #[default]
    ConcentrateHere,
    /// Important and good: keep up the good work.
    KeepUp,
    /// Unimportant and bad.
    LowPriority,
    /// Unimportant and good: possible overkill.
    PossibleOverkill,
}

/// How much an item has to do with the outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct DriverRow {
    /// The item in a few words.
    pub item: String,
    /// The touchpoint that it is about.
    pub touchpoint: Option<String>,
    /// Share of the explained variance, with an interval by resampling; `None` if nothing is explained.
    pub importance: Estimate,
    /// The same as a part of R² (LMG).
    pub lmg: Option<f64>,
    /// Standard error of `importance` by drawing orders; `None` if it is exact.
    pub sampling_error: Option<f64>,
    /// Share of the explained variance by Johnson's relative weights; only in the linear form.
    pub johnson: Option<f64>,
    /// Correlation with the outcome, all other items left aside.
    pub correlation: Option<f64>,
    /// Change of the outcome for one more, the other items being equal; in the logistic form of its log odds.
    pub coefficient: Estimate,
    /// The same for one standard deviation more, in standard deviations of the outcome; in the logistic form in log odds.
    pub standardized: Option<f64>,
    /// Two-sided p-value for "the coefficient is 0".
    pub p: Option<f64>,
    /// The same, adjusted for the number of items (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// Variance inflation factor: 1 / (1 - R² of the item by the others).
    pub vif: Option<f64>,
    /// Mean over the customers of the model.
    pub mean: Option<f64>,
    /// What became of it.
    pub note: DriverNote,
}

/// What low and high ratings of an item do, compared with those between.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PenaltyRewardRow {
    /// The item in a few words.
    pub item: String,
    /// The touchpoint that it is about.
    pub touchpoint: Option<String>,
    /// Customers of the model with a low rating.
    pub low: u64,
    /// Customers of the model with a high rating.
    pub high: u64,
    /// Outcome at low ratings less that at those between, the other items being equal; `None` where nobody or everybody is low.
    pub penalty: Estimate,
    /// Outcome at high ratings less that at those between.
    pub reward: Estimate,
    /// Reward and penalty together: above 0 the reward is larger, if low ratings lower the outcome.
    pub asymmetry: Estimate,
    /// p-value for "there is no penalty", adjusted for all penalties and rewards.
    pub penalty_p_adjusted: Option<f64>,
    /// p-value for "there is no reward", adjusted likewise.
    pub reward_p_adjusted: Option<f64>,
    /// What this makes of the item at the level of 5 %; `None` if penalty or reward is not known.
    pub kind: Option<ContrastKind>,
}

/// Importance of a rated item beside how well it does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ImportancePerformanceRow {
    /// The item in a few words.
    pub item: String,
    /// The touchpoint that it is about.
    pub touchpoint: Option<String>,
    /// Share of the explained variance.
    pub importance: Option<f64>,
    /// Mean rating of all who answered, also of those who left another item out.
    pub mean: Estimate,
    /// The mean rating as a share of the scale: 0 is the worst answer, 1 the best.
    pub performance: Option<f64>,
    /// Share of the best answers.
    pub satisfied: Estimate,
    /// Share of the best answers to how important it is; `None` if importance is derived.
    pub stated: Option<Estimate>,
    /// Opportunity score from 0 to 20: above 10 worth pursuing, above 15 extreme.
    pub opportunity: Option<f64>,
    /// Where it lies.
    pub quadrant: Option<Quadrant>,
}

/// Answer of [`Drivers`](super::Drivers).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct DriverReport {
    /// What is explained, in a few words.
    pub outcome: String,
    /// How it depends on the items.
    pub form: DriverForm,
    /// Items from the most important one; those left out of the model last.
    pub rows: Vec<DriverRow>,
    /// What low and high ratings do, in the same order. Differences of the outcome, also in the logistic form.
    pub contrasts: Vec<PenaltyRewardRow>,
    /// Importance beside performance of the rated items, in the same order.
    pub priorities: Vec<ImportancePerformanceRow>,
    /// Customers of the model.
    pub customers: u64,
    /// Journeys without an outcome.
    pub without_outcome: u64,
    /// Journeys with an outcome and without a weight.
    pub without_weight: u64,
    /// Journeys with an outcome that lack an item.
    pub left_out: u64,
    /// Size of an unweighted sample with the same precision; the number of customers without weights.
    pub effective_n: f64,
    /// Mean outcome of the customers of the model.
    pub outcome_mean: f64,
    /// Share of the variance that all items explain together; in the logistic form McFadden's.
    pub r_squared: f64,
    /// Whether the logistic regression reached a maximum; where items separate yes from no it does not, and there are no
    /// coefficients.
    pub converged: bool,
    /// Whether all orders of the items were looked at.
    pub exact: bool,
    /// Whether importance of the opportunity scores was stated, and not derived.
    pub stated: bool,
    /// How often customers were drawn anew.
    pub bootstrap: u32,
    /// Importance from here on counts as high.
    pub importance_from: Option<f64>,
    /// Performance from here on counts as high.
    pub performance_from: Option<f64>,
    /// Coefficients that were tested.
    pub tested: u64,
}

impl Tabular for DriverReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .text("item", rows.clone().map(|row| row.item.as_str()))
            .optional_text("touchpoint", rows.clone().map(|row| row.touchpoint.clone()))
            .estimate("importance", rows.clone().map(|row| &row.importance))
            .number("lmg", rows.clone().map(|row| row.lmg))
            .number("johnson", rows.clone().map(|row| row.johnson))
            .number("correlation", rows.clone().map(|row| row.correlation))
            .estimate("coefficient", rows.clone().map(|row| &row.coefficient))
            .number("standardized", rows.clone().map(|row| row.standardized))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.clone().map(|row| row.p_adjusted))
            .number("vif", rows.clone().map(|row| row.vif))
            .number("mean", rows.map(|row| row.mean))
    }
}
