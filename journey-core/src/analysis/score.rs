//! Scores: any measure of answers on any scale, by group.

use serde::{Deserialize, Serialize};

use super::survey::{GroupScore, Question, Scores, Survey, group_option, survey_options};
use super::{AnswerCount, DroppedAnswers, Estimate, SurveyMeasure, Table, Tabular};
use crate::error::Result;

/// What is the score of a survey question, of everybody and by group?
///
/// `measure` says what is made of the answers: the net promoter score, the share of the best answers (top boxes), the customer
/// effort score, or the mean on any scale. [`Nps`](super::Nps), [`Csat`](super::Csat) and [`Ces`](super::Ces) tell more about
/// theirs.
///
/// Every event with a value in `column` is one answer. Answers off the scale, missing ones, and those in `missing` are left out
/// and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the score is
/// undefined. With `weight`, everything is weighted and intervals use the effective size of the sample. With
/// `by`, each group is also compared with all other answers. A difference between groups is no proof of a cause.
///
/// # Errors
/// For a scale without room, a column that does not
/// exist or has no numbers, and a weight that is negative or infinite.
///
/// # Complexity
/// O(events) time; memory for one count a group and value.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::{Score, SurveyMeasure};
/// use journey_core::log::Columns;
/// let csv = "customer,time,event,rating\n\
///            ann,2024-01-01T10:00:00Z,food,9\n\
///            bob,2024-01-02T10:00:00Z,food,6\n\
///            cem,2024-01-03T10:00:00Z,wifi,3\n\
///            dan,2024-01-04T10:00:00Z,wifi,99\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Score::new("rating", SurveyMeasure::Mean { min: 1.0, max: 10.0 }).by("touchpoint"))?;
/// assert_eq!(report.score.value, Some(6.0));
/// assert_eq!(report.rows[1].score.value, Some(7.5)); // food
/// assert_eq!(report.dropped.out_of_range, 1);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Those of the measures; Kish (1965), *Survey Sampling*, for the effective size.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Score {
    /// Number column with the answers.
    pub column: String,
    /// What is made of them.
    pub measure: SurveyMeasure,
    /// Codes on the scale that mean "no answer".
    pub missing: Vec<f64>,
    /// Number column with survey weights.
    pub weight: Option<String>,
    /// Groups to compare: `touchpoint`, or a dictionary column.
    pub by: Option<String>,
}

impl Score {
    /// This measure of the answers in this column.
    pub fn new(column: impl Into<String>, measure: SurveyMeasure) -> Self {
        Self { column: column.into(), measure, ..Self::default() }
    }
}

survey_options!(Score);
group_option!(Score);

/// Score of everybody or of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ScoreRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// The score.
    pub score: Estimate,
    /// How often each value was answered.
    pub distribution: Vec<AnswerCount>,
    /// Size of an unweighted sample with the same precision; the number of answers without weights.
    pub effective_n: Option<f64>,
    /// Two-sided p-value for "the group scores as all other answers do".
    pub p: Option<f64>,
    /// The same, adjusted for the number of groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Answer of [`Score`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct ScoreReport {
    /// Score of everybody.
    pub score: Estimate,
    /// Everybody first, then the groups with answers in the order of their names in the log.
    pub rows: Vec<ScoreRow>,
    /// Events that gave no answer.
    pub dropped: DroppedAnswers,
    /// Groups that were compared with the rest.
    pub tested: u64,
}

impl Tabular for ScoreReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .optional_text("group", rows.clone().map(|row| row.group.clone()))
            .estimate("score", rows.clone().map(|row| &row.score))
            .number("effective_n", rows.clone().map(|row| row.effective_n))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.map(|row| row.p_adjusted))
    }
}

impl Survey for Score {
    type Row = ScoreRow;
    type Report = ScoreReport;

    fn question(&self) -> Result<Question<'_>> {
        Ok(Question {
            column: &self.column,
            weight: self.weight.as_deref(),
            by: self.by.as_deref(),
            scale: self.measure.scale("measure.")?,
            missing: &self.missing,
        })
    }

    fn measure(&self) -> SurveyMeasure {
        self.measure
    }

    fn row(&self, group: GroupScore<'_>) -> ScoreRow {
        ScoreRow {
            group: group.group,
            score: group.score,
            distribution: group.answers.distribution(),
            effective_n: group.answers.effective_n(),
            p: group.p,
            p_adjusted: group.p_adjusted,
        }
    }

    fn report(&self, Scores { score, rows, dropped, tested }: Scores<ScoreRow>) -> ScoreReport {
        ScoreReport { score, rows, dropped, tested }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::survey;
    use crate::analysis::{Ces, Csat, Nps};
    use crate::log::EventLog;
    use crate::model::CesForm;

    fn log() -> EventLog {
        let answers = [0.0, 3.0, 7.0, 9.0, 10.0, 2.0, 5.0, 4.0, 6.0, 8.0, 11.0, 9.0];
        survey(&answers.map(|answer| ("x", answer, 1.0 + answer / 4.0, if answer < 6.0 { "a" } else { "b" })))
    }

    #[test]
    fn scores_equal_those_of_the_analyses_of_their_own() {
        let score =
            |measure| log().run(&Score::new("score", measure).weight("weight").by("channel")).unwrap();
        let (found, nps) = (
            score(SurveyMeasure::Nps {}),
            log().run(&Nps::new("score").weight("weight").by("channel")).unwrap(),
        );
        assert_eq!((&found.score, found.rows[1].p_adjusted), (&nps.score, nps.rows[1].p_adjusted));
        let measure = SurveyMeasure::Csat { min: 0.0, max: 10.0, satisfied_from: 7.0 };
        let csat = Csat::new("score").scale(0.0, 10.0, 7.0).weight("weight").by("channel");
        let (found, csat) = (score(measure), log().run(&csat).unwrap());
        assert_eq!((&found.score, found.rows[2].p), (&csat.score, csat.rows[2].p));
        let (found, ces) = (
            score(SurveyMeasure::Ces { form: CesForm::Ease }),
            log().run(&Ces::ease("score").weight("weight").by("channel")).unwrap(),
        );
        assert_eq!((&found.score, found.rows[2].p), (&ces.score, ces.rows[2].p));
        let mean = score(SurveyMeasure::Mean { min: 1.0, max: 7.0 });
        assert_eq!(mean, found);
    }

    #[test]
    fn codes_on_the_scale_that_mean_no_answer_are_counted_as_missing() {
        let report = log().run(&Score::new("score", SurveyMeasure::Nps {}).missing([0.0, 9.0])).unwrap();
        assert_eq!((report.score.n, report.dropped.missing, report.dropped.out_of_range), (8, 3, 1));
    }

    #[test]
    fn a_scale_that_does_not_fit_gives_no_score() {
        let answers = [55.0, 60.0, 80.0, 90.0, 100.0, 20.0, 30.0, 70.0, 65.0, 95.0, 4.0];
        let log = survey(&answers.map(|answer| ("x", answer, 1.0, "a")));
        let report = log.run(&Score::new("score", SurveyMeasure::csat()).by("touchpoint")).unwrap();
        assert_eq!((report.score.value, report.score.n, report.rows.len()), (None, 0, 1));
        assert_eq!((report.dropped.out_of_range, report.dropped.misfit), (10, 1));
    }

    #[test]
    fn contradictory_scales_are_refused() {
        for measure in [
            SurveyMeasure::Mean { min: 5.0, max: 1.0 },
            SurveyMeasure::Mean { min: f64::NAN, max: 1.0 },
            SurveyMeasure::Csat { min: 1.0, max: 5.0, satisfied_from: 9.0 },
        ] {
            assert_eq!(log().run(&Score::new("score", measure)).unwrap_err().code(), "invalid_option");
        }
    }

    #[test]
    fn measures_read_from_json() {
        let measure: SurveyMeasure = serde_json::from_str(r#"{"csat": {}}"#).unwrap();
        assert_eq!(measure, SurveyMeasure::csat());
        assert!(serde_json::from_str::<SurveyMeasure>(r#"{"csat": {"from": 3}}"#).is_err());
    }
}
