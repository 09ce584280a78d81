//! The report of emotions.

use serde::{Deserialize, Serialize};

use super::super::{Estimate, Table, Tabular};
use super::EmotionMeasure;

/// Whether what customers feel is what the map expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum ExpectationVerdict {
    /// The whole interval of the difference is closer to 0 than the least change that matters.
    AsExpected,
    /// Better than expected: the adjusted p-value is under 0.05 and the difference matters.
    Better,
    /// Worse than expected: the adjusted p-value is under 0.05 and the difference matters.
    Worse,
    /// The data do not tell, or fewer than 30 customers said how they felt.
    Unclear,
}

/// What customers feel at a touchpoint or in a stage: a moment of the emotion curve.
///
/// All moods are on the emotion scale, from -2 (very negative) to +2 (very positive). A customer counts once, with the mean
/// of the customer's moods there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EmotionRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Stage; `None` if no stages were given.
    pub stage: Option<String>,
    /// Touchpoint; `None` for a whole stage.
    pub touchpoint: Option<String>,
    /// Mean mood: ratings and comments together. `n` counts customers.
    pub mood: Estimate,
    /// Standard deviation of the moods of customers; `None` under two.
    pub sd: Option<f64>,
    /// A quarter of the customers feel worse (quantiles interpolate linearly, type 7 of Hyndman and Fan 1996).
    pub q25: Option<f64>,
    /// Median mood of customers.
    pub median: Option<f64>,
    /// A quarter of the customers feel better.
    pub q75: Option<f64>,
    /// Mean of the ratings alone.
    pub ratings: Estimate,
    /// Mean of the comments alone.
    pub comments: Estimate,
    /// Ratings that count.
    pub rating_count: u64,
    /// Comments that count.
    pub comment_count: u64,
    /// How much more positive the comments are than the ratings of the same customers.
    pub gap: Estimate,
    /// Two-sided p-value for "comments are as positive as ratings".
    pub gap_p: Option<f64>,
    /// The same, adjusted for the number of moments (Benjamini-Hochberg).
    pub gap_p_adjusted: Option<f64>,
    /// Whether ratings and comments disagree: the adjusted p-value is under 0.05, and they are a point of emotion apart.
    pub disagree: bool,
    /// The moment before it in the curve, that the change is from.
    pub change_from: Option<String>,
    /// How the mood changes from the moment before it: within the customers who have both, if these are at least half of the
    /// smaller sample; else between both samples. The denominator says which.
    pub change: Estimate,
    /// Two-sided p-value for "it does not change".
    pub change_p: Option<f64>,
    /// The same, adjusted.
    pub change_p_adjusted: Option<f64>,
    /// Whether it is a dip: the mood falls, by as much as matters, the adjusted p-value is under 0.05, and 30 customers or
    /// more are compared.
    pub dip: bool,
    /// How much better customers feel here than they do elsewhere in their own journeys.
    pub lift: Estimate,
    /// Two-sided p-value for "as elsewhere".
    pub lift_p: Option<f64>,
    /// The same, adjusted.
    pub lift_p_adjusted: Option<f64>,
    /// Whether it is a moment of delight: the lift matters, its adjusted p-value is under 0.05, 30 customers or more are
    /// compared, and the interval of the mood is above neutral.
    pub delight: bool,
    /// Share of customers whose lowest mood is here, of those with two moods or more.
    pub lowest: Estimate,
    /// Share of customers whose most intense mood is here, of the same.
    pub peak: Estimate,
    /// Emotion that is expected here; for a stage the mean over its touchpoints that have one.
    pub expected: Option<f64>,
    /// Mean mood minus the expected one.
    pub difference: Estimate,
    /// Two-sided p-value for "as expected".
    pub difference_p: Option<f64>,
    /// The same, adjusted.
    pub difference_p_adjusted: Option<f64>,
    /// Whether customers feel as expected; `None` where nothing is expected or nobody said.
    pub verdict: Option<ExpectationVerdict>,
}

/// One number that tells about whole journeys, or about the curve as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EmotionMeasureRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// What is told.
    pub measure: EmotionMeasure,
    /// Mean over customers, each with the moods of the own journey in the order in which they were felt.
    pub journeys: Estimate,
    /// The same of the curve: of the mean moods of touchpoints, in their order. Averaging flattens: the peak of the curve is
    /// less intense than the peaks of journeys.
    pub curve: Estimate,
    /// Where on the curve it is, for what is at one touchpoint.
    pub touchpoint: Option<String>,
    /// Correlation (Pearson) with the outcome, over customers with two moods or more up to it; `None` without an outcome.
    pub correlation: Option<Estimate>,
    /// How much more of the variance of the outcome it explains than the mean mood does: the difference of the squared
    /// correlations.
    pub gain: Option<Estimate>,
    /// Its weight where mean, lowest, highest, end and trend explain the outcome together (least squares; HC1 standard errors):
    /// how much the outcome rises by one point of it, the others being equal. Undefined for what follows from those before it;
    /// `None` for the other measures and without an outcome.
    pub weight: Option<Estimate>,
}

/// How much of the variance of the outcome moods explain: squared correlations, not adjusted for the number of measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EmotionMemoryRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Customers with an outcome and two moods or more up to it.
    pub customers: u64,
    /// The mean mood alone.
    pub mean: Option<f64>,
    /// The peak-end value alone.
    pub peak_end: Option<f64>,
    /// Mean, lowest, highest, end and trend together; `None` for fewer than seven customers.
    pub together: Option<f64>,
}

/// Answer of [`Emotions`](super::Emotions).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct EmotionReport {
    /// Touchpoints in their order: everybody's curve first, then that of each group with moods, in the order of its name.
    /// Touchpoints without moods are there, without numbers.
    pub rows: Vec<EmotionRow>,
    /// Stages in the same way; empty if none were given.
    pub stages: Vec<EmotionRow>,
    /// What is told of journeys and curves as a whole, group by group.
    pub measures: Vec<EmotionMeasureRow>,
    /// What explains the outcome, group by group; empty without an outcome.
    pub memory: Vec<EmotionMemoryRow>,
    /// Customers with a mood.
    pub customers: u64,
    /// Of these, customers with two moods or more.
    pub several: u64,
    /// Ratings outside of their scales; they count nowhere.
    pub out_of_scale: u64,
    /// Ratings and comments about touchpoints that are not in the order.
    pub elsewhere: u64,
    /// How many differences from what is expected were tested, stages among them.
    pub tested_expectations: u64,
    /// How many changes from moment to moment were tested.
    pub tested_changes: u64,
    /// How many lifts were tested.
    pub tested_lifts: u64,
    /// How many gaps between ratings and comments were tested.
    pub tested_gaps: u64,
}

impl EmotionReport {
    /// All of its estimates.
    pub(crate) fn estimates(&mut self) -> impl Iterator<Item = &mut Estimate> {
        let rows = self.rows.iter_mut().chain(&mut self.stages).flat_map(|row| {
            let EmotionRow { mood, ratings, comments, gap, change, lift, lowest, peak, difference, .. } = row;
            [mood, ratings, comments, gap, change, lift, lowest, peak, difference]
        });
        let measures = self.measures.iter_mut().flat_map(|row| {
            let whole = [&mut row.journeys, &mut row.curve].into_iter();
            whole.chain(&mut row.correlation).chain(&mut row.gain).chain(&mut row.weight)
        });
        rows.chain(measures)
    }
}

impl Tabular for EmotionReport {
    fn table(&self) -> Table {
        let rows = || self.rows.iter();
        Table::default()
            .optional_text("group", rows().map(|row| row.group.clone()))
            .optional_text("stage", rows().map(|row| row.stage.clone()))
            .optional_text("touchpoint", rows().map(|row| row.touchpoint.clone()))
            .estimate("mood", rows().map(|row| &row.mood))
            .number("sd", rows().map(|row| row.sd))
            .number("q25", rows().map(|row| row.q25))
            .number("median", rows().map(|row| row.median))
            .number("q75", rows().map(|row| row.q75))
            .estimate("ratings", rows().map(|row| &row.ratings))
            .estimate("comments", rows().map(|row| &row.comments))
            .estimate("gap", rows().map(|row| &row.gap))
            .number("gap_p_adjusted", rows().map(|row| row.gap_p_adjusted))
            .optional_text("change_from", rows().map(|row| row.change_from.clone()))
            .estimate("change", rows().map(|row| &row.change))
            .number("change_p_adjusted", rows().map(|row| row.change_p_adjusted))
            .boolean("dip", rows().map(|row| row.dip))
            .estimate("lift", rows().map(|row| &row.lift))
            .number("lift_p_adjusted", rows().map(|row| row.lift_p_adjusted))
            .boolean("delight", rows().map(|row| row.delight))
            .number("expected", rows().map(|row| row.expected))
            .estimate("difference", rows().map(|row| &row.difference))
            .number("difference_p_adjusted", rows().map(|row| row.difference_p_adjusted))
    }
}
