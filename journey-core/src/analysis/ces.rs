//! Customer effort score: how hard was it?

use serde::{Deserialize, Serialize};

use super::survey::{GroupScore, ON_SCALE, Question, Scores, Survey, group_option, survey_options};
use super::{AnswerCount, DroppedAnswers, Estimate, NpsInterval, SurveyMeasure, Table, Tabular};
use crate::error::Result;
use crate::model::CesForm;

/// How hard was it for customers? The customer effort score, the mean answer.
///
/// Two families point in opposite directions, so `form` says which it is. `effort` (CES 1.0): "how much effort
/// did you have to put forth?", 1 to 5, *low* is good. `ease` (CES 2.0): "the company made it easy for me to
/// handle my issue", agreement 1 to 7, *high* is good; it also has the share of answers 5 to 7 and the net
/// index, percentage of 6 and 7 minus percentage of 1 to 3.
///
/// Every event with a value in `column` is one answer. Answers that are off the scale or missing are left out
/// and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the score is
/// undefined. With `weight`, everything is weighted and intervals use the effective size of the sample. With `by`, the mean of each group is also compared with that of all other answers (normal
/// approximation). A difference between groups is no proof of a cause.
///
/// # Errors
/// For a column that does not exist or has no numbers, and for a weight that is negative or infinite.
///
/// # Complexity
/// O(events) time; memory for one count a group and value.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Ces;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event,easy\n\
///            ann,2024-01-01T10:00:00Z,support,7\n\
///            bob,2024-01-02T10:00:00Z,support,6\n\
///            cem,2024-01-03T10:00:00Z,support,5\n\
///            dan,2024-01-04T10:00:00Z,support,2\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Ces::ease("easy"))?;
/// assert_eq!(report.score.value, Some(5.0));
/// assert_eq!(report.rows[0].net.as_ref().and_then(|net| net.value), Some(25.0));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Dixon, Freeman and Toman (2010), "Stop trying to delight your customers"; Dixon, Toman and DeLisi (2013),
/// *The Effortless Experience*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Ces {
    /// Number column with the answers.
    pub column: String,
    /// Which of the two families.
    pub form: CesForm,
    /// Number column with survey weights.
    pub weight: Option<String>,
    /// Groups to compare: `touchpoint`, or a dictionary column.
    pub by: Option<String>,
    /// Codes on the scale that mean "no answer".
    pub missing: Vec<f64>,
}

impl Default for Ces {
    fn default() -> Self {
        Self { column: String::new(), form: CesForm::Ease, weight: None, by: None, missing: Vec::new() }
    }
}

impl Ces {
    /// CES 1.0: effort from 1 to 5, low is good.
    pub fn effort(column: impl Into<String>) -> Self {
        Self { column: column.into(), form: CesForm::Effort, ..Self::default() }
    }

    /// CES 2.0: agreement that it was easy from 1 to 7, high is good.
    pub fn ease(column: impl Into<String>) -> Self {
        Self { column: column.into(), ..Self::default() }
    }
}

survey_options!(Ces);
group_option!(Ces);

/// Effort of everybody or of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CesRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Mean answer, with an interval by the normal approximation.
    pub score: Estimate,
    /// Share of answers 5 to 7; only for `ease`.
    pub easy: Option<Estimate>,
    /// Percentage of answers 6 and 7 minus percentage of answers 1 to 3, in points; only for `ease`.
    pub net: Option<Estimate>,
    /// How often each value was answered.
    pub distribution: Vec<AnswerCount>,
    /// Size of an unweighted sample with the same precision; the number of answers without weights.
    pub effective_n: Option<f64>,
    /// Two-sided p-value for "the group has the same mean as all others".
    pub p: Option<f64>,
    /// The same, adjusted for the number of groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Answer of [`Ces`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CesReport {
    /// Mean answer of everybody.
    pub score: Estimate,
    /// Everybody first, then the groups with answers in the order of their names in the log.
    pub rows: Vec<CesRow>,
    /// Events that gave no answer.
    pub dropped: DroppedAnswers,
    /// Groups that were compared with the rest.
    pub tested: u64,
}

impl Tabular for CesReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        let part = |estimate: &Option<Estimate>| estimate.as_ref().and_then(|estimate| estimate.value);
        Table::default()
            .optional_text("group", rows.clone().map(|row| row.group.clone()))
            .estimate("score", rows.clone().map(|row| &row.score))
            .share("easy", rows.clone().map(|row| part(&row.easy)))
            .number("net", rows.clone().map(|row| part(&row.net)))
            .number("effective_n", rows.clone().map(|row| row.effective_n))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.map(|row| row.p_adjusted))
    }
}

impl Survey for Ces {
    type Row = CesRow;
    type Report = CesReport;

    fn question(&self) -> Result<Question<'_>> {
        let (weight, by, scale) = (self.weight.as_deref(), self.by.as_deref(), self.measure().scale("")?);
        Ok(Question { column: &self.column, weight, by, scale, missing: &self.missing })
    }

    fn measure(&self) -> SurveyMeasure {
        SurveyMeasure::Ces { form: self.form }
    }

    fn row(&self, group: GroupScore<'_>) -> CesRow {
        let answers = group.answers;
        let (ease, adjusted) = (self.form == CesForm::Ease, NpsInterval::AdjustedWald);
        let net = || answers.net(|answer| answer >= 6.0, |answer| answer <= 3.0, adjusted, ON_SCALE);
        CesRow {
            group: group.group,
            score: group.score,
            easy: ease.then(|| answers.share(|answer| answer >= 5.0, ON_SCALE)),
            net: ease.then(net),
            distribution: answers.distribution(),
            effective_n: answers.effective_n(),
            p: group.p,
            p_adjusted: group.p_adjusted,
        }
    }

    fn report(&self, Scores { score, rows, dropped, tested }: Scores<CesRow>) -> CesReport {
        CesReport { score, rows, dropped, tested }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::survey;
    use crate::log::EventLog;

    fn answers() -> EventLog {
        survey(&[6.0, 7.0, 5.0, 3.0, 4.0, 1.0, 0.0].map(|answer| ("a", answer, 1.0, "x")))
    }

    #[test]
    fn ease_has_mean_share_and_net_index() {
        let report = answers().run(&Ces::ease("score")).unwrap();
        let row = &report.rows[0];
        assert_eq!(row.score.value, Some(26.0 / 6.0));
        assert_eq!(row.easy.as_ref().unwrap().value, Some(0.5));
        assert_eq!(row.net.as_ref().unwrap().value, Some(0.0));
        assert_eq!(report.dropped.out_of_range, 1);
        // By hand: squared deviations sum to 136 - 26² / 6 = 70 / 3; standard error sqrt(70 / 3 / 5 / 6).
        let half = crate::numeric::Z95 * (70.0f64 / 90.0).sqrt();
        assert!((row.score.high.unwrap() - (26.0 / 6.0 + half)).abs() < 1e-12);
    }

    #[test]
    fn effort_ends_at_5_and_has_the_mean_only() {
        let report = answers().run(&Ces::effort("score")).unwrap();
        assert_eq!((report.score.value, report.dropped.out_of_range), (Some(13.0 / 4.0), 3));
        assert_eq!((&report.rows[0].easy, &report.rows[0].net), (&None, &None));
    }

    #[test]
    fn one_answer_has_a_mean_without_interval() {
        let score = survey(&[("a", 3.0, 1.0, "x")]).run(&Ces::ease("score")).unwrap().score;
        assert_eq!((score.value, score.low, score.high, score.n), (Some(3.0), None, None, 1));
    }
}
