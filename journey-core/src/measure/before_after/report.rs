//! What a comparison of before and after says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::analysis::{Estimate, Table, Tabular};
use crate::measure::{KpiStatus, Unit};
use crate::model::{Direction, FindingKind};

/// Answer to "was the change a success?".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct BeforeAfterReport {
    /// What was compared with.
    pub before: ComparedSide,
    /// What was compared.
    pub after: ComparedSide,
    /// Whether the goal was reached; `None` without a goal.
    pub success: Option<Success>,
    /// Every KPI, and the share of completed journeys: of everybody, then of each persona.
    pub rows: Vec<KpiChange>,
    /// Everything that was found before or after, in the order of before, then what is only found after.
    pub findings: Vec<FindingChange>,
    /// How the customers of both sides differ: personas, days of the week on which they began, columns.
    pub mix: Vec<MixChange>,
    /// What else could have made the differences, and what was done about it.
    pub limits: Vec<Limit>,
    /// KPIs and findings that were tested together: p-values are adjusted for so many.
    pub tested: u64,
}

/// One side of the comparison.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ComparedSide {
    /// Name to show: `before` and `after`, or the names of the versions.
    pub name: String,
    /// Beginning of the period, or first event.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub from: Option<Timestamp>,
    /// End of the period, which no longer belongs to it; of versions and measured maps the last event.
    #[cfg_attr(feature = "typescript", tsify(type = "string | null"))]
    pub to: Option<Timestamp>,
    /// Customers with events of the map.
    pub customers: u64,
    /// Completed journeys.
    pub completed: u64,
    /// Journeys that may still go on: they are neither completed nor lost.
    pub open: u64,
    /// Journeys that are over and not complete.
    pub lost: u64,
    /// Journeys that went on after the end of the period: what came then does not count.
    pub cut_off: u64,
}

/// What is taken off the difference of a KPI before it is judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Adjustment {
    /// Nothing: the plain difference is judged.
    #[default]
    None,
    /// The difference between the same weeks a year before.
    Season,
    /// The difference of the customers whom the change did not touch.
    Control,
}

/// What became of a KPI.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum KpiVerdict {
    /// Better, by more than chance, and the interval does not lie within the margin.
    Better,
    /// Worse, by more than chance, and the interval does not lie within the margin.
    Worse,
    /// The interval lies within the margin on both sides of 0: no change that matters.
    NoChange,
    /// It may have changed or not.
    #[default]
    Unclear,
    /// Too few customers on one side, or no value.
    NotEnoughData,
}

/// A KPI before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct KpiChange {
    /// Id of the persona; `None` for everybody.
    pub persona: Option<String>,
    /// Id of the KPI; `completion` for the share of completed journeys.
    pub kpi: String,
    /// Name to show.
    pub name: String,
    /// Unit of all numbers.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// Value before.
    pub before: Estimate,
    /// Value after.
    pub after: Estimate,
    /// After less before.
    pub difference: Estimate,
    /// What is judged: the difference, less what would have come anyway as far as that is known.
    pub effect: Estimate,
    /// What was taken off.
    pub adjustment: Adjustment,
    /// Two-sided p-value for "no effect".
    pub p: Option<f64>,
    /// The same, adjusted for everything that was tested (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// An effect within this on both sides of 0 does not matter.
    pub margin: f64,
    /// What became of it.
    pub verdict: KpiVerdict,
    /// The verdict in words, with its numbers.
    pub statement: String,
    /// Value to reach.
    pub target: Option<f64>,
    /// Whether it was reached before.
    pub status_before: Option<KpiStatus>,
    /// Whether it was reached after.
    pub status_after: Option<KpiStatus>,
    /// Value in as long a period just before the one before, if the log goes back so far: if that is closer to the value
    /// after, the period before was unusual.
    pub earlier: Option<Estimate>,
    /// Difference between the same weeks a year (364 days) before, if the log goes back so far.
    pub season: Option<Estimate>,
    /// Difference of the customers whom the change did not touch.
    pub control: Option<Estimate>,
    /// Difference if both sides had the mix of both together.
    pub same_mix: Option<Estimate>,
    /// Whether the difference turns round with the same mix (Simpson's paradox).
    pub mix_reverses: bool,
}

/// What became of a finding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FindingFate {
    /// Found before, no longer found, and clearly less.
    Gone,
    /// Found before and after, and clearly less.
    Smaller,
    /// Found before and after, without a clear difference.
    Same,
    /// Found before and after, and clearly more.
    Larger,
    /// Found only after, and clearly more.
    New,
    /// Found in one period only, or so narrowly that it may have been chance: the data do not tell.
    #[default]
    Unclear,
    /// Too few customers on one side to tell.
    NotEnoughData,
}

/// A finding before and after.
///
/// The shares are those of the customers who suffer (of a delight, who are delighted), counted alike on both sides: by
/// the limits and baselines of the side where it was found first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct FindingChange {
    /// Kind of the evidence.
    pub kind: FindingKind,
    /// Id of the stage.
    pub stage: String,
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// Id of the persona; `None` for everybody.
    pub persona: Option<String>,
    /// What became of it.
    pub fate: FindingFate,
    /// The same in words, with its numbers.
    pub statement: String,
    /// Rank of the finding before; `None` if it was not found.
    pub rank_before: Option<u32>,
    /// Rank of the finding after; `None` if it was not found.
    pub rank_after: Option<u32>,
    /// Share of the customers before.
    pub before: Estimate,
    /// Share of the customers after.
    pub after: Estimate,
    /// Where it was found before: the share among the half of the customers that was not used to find it. `None` if the other
    /// half does not show it, and without logs.
    pub before_again: Option<Estimate>,
    /// The same for after.
    pub after_again: Option<Estimate>,
    /// After less before, of the shares found again where there are any: what is judged.
    pub difference: Estimate,
    /// Two-sided p-value for "no difference".
    pub p: Option<f64>,
    /// The same, adjusted for everything that was tested (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// Value at stake before, if this was the weightiest evidence of a finding.
    pub value_before: Option<Estimate>,
    /// Value at stake after.
    pub value_after: Option<Estimate>,
}

/// A part of the customers before and after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct MixChange {
    /// `persona`, `weekday` (of the first event) or the name of a column.
    pub attribute: String,
    /// Persona, day or value; `None` for customers without one.
    pub value: Option<String>,
    /// Share before.
    pub before: Estimate,
    /// Share after.
    pub after: Estimate,
    /// After less before.
    pub difference: Estimate,
    /// Two-sided p-value for "the shares are equal".
    pub p: Option<f64>,
    /// The same, adjusted for the whole list (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Another reason why numbers may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum LimitKind {
    /// What happens at this time of the year anyway.
    Season,
    /// Whatever was unusual tends to be less so the next time.
    RegressionToTheMean,
    /// Other kinds of customers came.
    CaseMix,
    /// They came on other days of the week.
    Weekdays,
    /// Something else changed at the same time.
    OtherChanges,
    /// Journeys that are not over yet.
    OpenJourneys,
}

/// What was done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum LimitStatus {
    /// It was looked at or taken off, and does not explain the differences.
    Handled,
    /// The data do not tell: it is not ruled out.
    NotRuledOut,
    /// The data show that it is at work.
    AtWork,
}

/// Another reason why numbers may differ, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Limit {
    /// The reason.
    pub kind: LimitKind,
    /// What was done about it.
    pub status: LimitStatus,
    /// The same in words.
    pub statement: String,
}

/// Whether a change was a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum SuccessVerdict {
    /// The goal is better, and no guard is worse by more than its margin.
    Success,
    /// The goal is better, and a guard is worse.
    AtAPrice,
    /// The goal did not change by anything that matters.
    NoSuccess,
    /// The goal is worse.
    Failure,
    /// The data do not tell.
    Unclear,
}

/// The answer for a named goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Success {
    /// Id of the KPI.
    pub goal: String,
    /// The answer.
    pub verdict: SuccessVerdict,
    /// The answer in words, with its numbers and limits.
    pub statement: String,
    /// Guards that are worse.
    pub guards_worse: Vec<String>,
    /// Guards of which the data do not tell whether they are worse.
    pub guards_unclear: Vec<String>,
}

/// Text of an enum as in JSON.
fn text(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}

impl Tabular for BeforeAfterReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .optional_text("persona", rows.clone().map(|row| row.persona.clone()))
            .text("kpi", rows.clone().map(|row| row.kpi.as_str()))
            .estimate("before", rows.clone().map(|row| &row.before))
            .estimate("after", rows.clone().map(|row| &row.after))
            .estimate("difference", rows.clone().map(|row| &row.difference))
            .estimate("effect", rows.clone().map(|row| &row.effect))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.clone().map(|row| row.p_adjusted))
            .text("verdict", rows.map(|row| text(row.verdict)))
    }
}
