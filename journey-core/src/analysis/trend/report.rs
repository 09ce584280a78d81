//! The answer about a trend.

use serde::{Deserialize, Serialize};

use super::Trend;
use super::verdict::{self, Compared};
use crate::analysis::{Answers, DroppedAnswers, Estimate, SurveyMeasure, Table, Tabular};
use crate::numeric::change::{Level, Search, changes};

/// Whether a score really changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum ChangeVerdict {
    /// More than chance.
    Yes,
    /// Less than what matters.
    No,
    /// There are too few answers to say anything.
    TooFewAnswers,
    /// It may have changed or not.
    #[default]
    NotEnoughEvidence,
}

/// How a score differs from that of an earlier period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct PeriodChange {
    /// The earlier period; `None` if there is none with answers.
    pub since: Option<String>,
    /// This score less that one.
    pub difference: Estimate,
    /// Two-sided p-value for "both scores are equal".
    pub p: Option<f64>,
    /// The same, adjusted for all periods (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
    /// Whether it really changed; `None` if there is nothing to compare.
    pub verdict: Option<ChangeVerdict>,
    /// The verdict in words.
    pub statement: String,
}

/// Score of a period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TrendRow {
    /// First day of the period; of an hour its beginning.
    pub period: String,
    /// The score.
    pub score: Estimate,
    /// The score without weights; `None` if there are none.
    pub unweighted: Option<Estimate>,
    /// Size of an unweighted sample with the same precision; the number of answers without weights.
    pub effective_n: Option<f64>,
    /// Compared with the last period before it that has answers.
    pub from_previous: PeriodChange,
    /// Compared with the first period that has answers.
    pub from_first: PeriodChange,
}

/// A place at which the level changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TrendChange {
    /// First period of the new level.
    pub period: String,
    /// Score from the change before, or the beginning, to this one.
    pub before: Estimate,
    /// Score from here to the next change, or the end.
    pub after: Estimate,
    /// After less before.
    pub difference: Estimate,
    /// Probability that chance splits the stretch as clearly, at any of its periods.
    pub p: f64,
}

/// Answer of [`Trend`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct TrendReport {
    /// Score of all answers.
    pub score: Estimate,
    /// All calendar periods from the first event to the last.
    pub rows: Vec<TrendRow>,
    /// Where the level changed, in order of time.
    pub changes: Vec<TrendChange>,
    /// The last period with answers, compared with the first one: this pair alone, not adjusted.
    pub overall: PeriodChange,
    /// Events that gave no answer.
    pub dropped: DroppedAnswers,
    /// Pairs of a period and the one before it that were tested.
    pub tested: u64,
}

impl Tabular for TrendReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let text =
            |verdict: Option<ChangeVerdict>| Some(serde_json::to_value(verdict?).ok()?.as_str()?.to_string());
        let table = Table::default()
            .text("period", rows.clone().map(|row| row.period.as_str()))
            .estimate("score", rows.clone().map(|row| &row.score))
            .number("effective_n", rows.clone().map(|row| row.effective_n))
            .estimate("from_previous", rows.clone().map(|row| &row.from_previous.difference))
            .number("from_previous_p_adjusted", rows.clone().map(|row| row.from_previous.p_adjusted))
            .optional_text("from_previous_verdict", rows.clone().map(|row| text(row.from_previous.verdict)))
            .estimate("from_first", rows.clone().map(|row| &row.from_first.difference))
            .number("from_first_p_adjusted", rows.clone().map(|row| row.from_first.p_adjusted))
            .optional_text("from_first_verdict", rows.clone().map(|row| text(row.from_first.verdict)));
        match rows.clone().any(|row| row.unweighted.is_some()) {
            true => table
                .number("unweighted", rows.map(|row| row.unweighted.as_ref().and_then(|score| score.value))),
            false => table,
        }
    }
}

/// A split of a series without a change is at most so probable.
const LEVEL: f64 = 0.05;

pub(super) fn report(trend: &Trend, whole: &Answers, periods: &[(String, Answers)]) -> TrendReport {
    let answered: Vec<usize> = (0..periods.len())
        .filter(|&at| periods.get(at).is_some_and(|(_, answers)| answers.effective_n().is_some()))
        .collect();
    let place = |at: usize| answered.binary_search(&at).ok();
    let pair =
        |earlier: Option<usize>, at: usize| Compared::new(trend, periods.get(earlier?)?, periods.get(at)?);
    let previous: Vec<Option<Compared>> =
        (0..periods.len()).map(|at| pair(answered.get(place(at)?.checked_sub(1)?).copied(), at)).collect();
    let first: Vec<Option<Compared>> = (0..periods.len())
        .map(|at| pair(answered.first().copied().filter(|&first| place(at).is_some() && first != at), at))
        .collect();
    let tested = previous.iter().flatten().filter(|pair| pair.p.is_some()).count() as u64;
    let overall = answered.last().and_then(|&last| first.get(last)?.clone());
    let pairs = verdict::judged(trend, previous).into_iter().zip(verdict::judged(trend, first));
    let rows = periods.iter().zip(pairs).map(|((label, answers), (from_previous, from_first))| TrendRow {
        period: label.clone(),
        score: trend.measure.of(answers),
        unweighted: trend.weight.as_ref().map(|_| trend.measure.of(&answers.unweighted())),
        effective_n: answers.effective_n(),
        from_previous,
        from_first,
    });
    TrendReport {
        score: trend.measure.of(whole),
        rows: rows.collect(),
        changes: level_changes(trend, periods, &answered),
        overall: verdict::judged(trend, vec![overall]).pop().unwrap_or_default(),
        dropped: whole.dropped(),
        tested,
    }
}

/// Where the level of the periods with answers changed.
fn level_changes(trend: &Trend, periods: &[(String, Answers)], answered: &[usize]) -> Vec<TrendChange> {
    let series: Vec<Level> =
        answered.iter().filter_map(|&at| level(&trend.measure, &periods.get(at)?.1)).collect();
    let search = Search { least: trend.least as f64, level: LEVEL, draws: trend.draws, seed: trend.seed };
    let splits = changes(&series, &search);
    let joined = |from: usize, to: usize| {
        let mut all = Answers::default();
        let range = answered.get(from..to).unwrap_or_default();
        range.iter().filter_map(|&at| periods.get(at)).for_each(|(_, answers)| all.merge(answers.clone()));
        trend.measure.of(&all)
    };
    let ends = splits.iter().skip(1).map(|split| split.at).chain([answered.len()]);
    let starts = [0].into_iter().chain(splits.iter().map(|split| split.at));
    let change = |((split, start), end): ((&crate::numeric::change::Split, usize), usize)| {
        let (label, _) = periods.get(*answered.get(split.at)?)?;
        let (before, after) = (joined(start, split.at), joined(split.at, end));
        let difference = crate::analysis::compare::difference(&after, &before);
        Some(TrendChange { period: label.clone(), difference, before, after, p: split.p })
    };
    splits.iter().zip(starts).zip(ends).filter_map(change).collect()
}

/// A period as a mean of what its answers count.
fn level(measure: &SurveyMeasure, answers: &Answers) -> Option<Level> {
    let counts: Vec<(f64, f64)> = answers
        .distribution()
        .iter()
        .filter_map(|row| Some((measure.counts(row.answer), row.share?)))
        .collect();
    let mean: f64 = counts.iter().map(|(count, share)| count * share).sum();
    let variance = counts.iter().map(|(count, share)| share * (count - mean) * (count - mean)).sum();
    Some(Level { n: answers.effective_n()?, mean, variance })
}
