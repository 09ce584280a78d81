//! Scores: any measure of answers on any scale, by group.

use serde::{Deserialize, Serialize};

use super::answers::{is_detractor, is_promoter};
use super::survey::{self, Comparison, Question};
use super::{
    Analysis, AnswerCount, Answers, DroppedAnswers, Estimate, NpsInterval, Room, Scale, SurveyPlan,
    SurveySummary, Table, Tabular,
};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::CesForm;

/// What is made of the answers to a survey question.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum SurveyMeasure {
    /// Net promoter score of answers 0 to 10, in points from -100 to +100.
    Nps {},
    /// Share of the best answers (top boxes).
    Csat {
        /// Worst answer of the scale; 1 if left out.
        #[serde(default = "one")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        min: f64,
        /// Best answer of the scale; 5 if left out.
        #[serde(default = "five")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        max: f64,
        /// Answers from here on count; 4 if left out.
        #[serde(default = "four")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        satisfied_from: f64,
    },
    /// Customer effort score, the mean answer.
    Ces {
        /// Which of the two families: they point in opposite directions.
        form: CesForm,
    },
    /// Mean answer.
    Mean {
        /// Lowest answer of the scale.
        min: f64,
        /// Highest answer of the scale.
        max: f64,
    },
}

fn one() -> f64 {
    1.0
}

fn four() -> f64 {
    4.0
}

fn five() -> f64 {
    5.0
}

const ON_SCALE: &str = "answers on the scale";

impl Default for SurveyMeasure {
    fn default() -> Self {
        Self::Nps {}
    }
}

impl SurveyMeasure {
    /// Share of answers 4 and 5 on the scale from 1 to 5.
    pub fn csat() -> Self {
        Self::Csat { min: 1.0, max: 5.0, satisfied_from: 4.0 }
    }

    /// The scale.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for a scale without room and a threshold off it.
    pub(super) fn scale(&self) -> Result<Scale> {
        let (min, max) = match *self {
            Self::Nps {} => return Ok(Scale::NPS),
            Self::Csat { min, max, .. } | Self::Mean { min, max } => (min, max),
            Self::Ces { form: CesForm::Effort } => (1.0, 5.0),
            Self::Ces { form: CesForm::Ease } => (1.0, 7.0),
        };
        if !(min.is_finite() && max.is_finite() && min < max) {
            return Err(Error::option("measure.max", max, format!("a number above `min`, which is {min}")));
        }
        match *self {
            Self::Csat { satisfied_from: from, .. } if !(from > min && from <= max) => {
                let expected = format!("a number above {min} and up to {max}");
                Err(Error::option("measure.satisfied_from", from, expected))
            }
            _ => Ok(Scale { min, max, whole: false }),
        }
    }

    /// The score of some answers.
    pub(super) fn of(&self, answers: &Answers) -> Estimate {
        match *self {
            Self::Nps {} => answers.nps(NpsInterval::AdjustedWald),
            Self::Csat { satisfied_from, .. } => answers.share(|answer| answer >= satisfied_from, ON_SCALE),
            Self::Ces { .. } | Self::Mean { .. } => answers.mean(ON_SCALE),
        }
    }

    /// What an answer counts: the score is the mean of this.
    pub(super) fn counts(&self, answer: f64) -> f64 {
        match *self {
            Self::Nps {} if is_promoter(answer) => 100.0,
            Self::Nps {} if is_detractor(answer) => -100.0,
            Self::Nps {} => 0.0,
            Self::Csat { satisfied_from, .. } => f64::from(u8::from(answer >= satisfied_from)),
            Self::Ces { .. } | Self::Mean { .. } => answer,
        }
    }

    /// Two-sided p-value for "two groups of answers have the same score".
    pub(super) fn p(&self, a: &Answers, b: &Answers) -> Option<f64> {
        match *self {
            Self::Nps {} => a.net_p_of(b, is_promoter, is_detractor),
            Self::Csat { satisfied_from, .. } => a.share_p_of(b, |answer| answer >= satisfied_from),
            Self::Ces { .. } | Self::Mean { .. } => a.mean_p_of(b),
        }
    }
}

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

    /// Codes on the scale that mean "no answer".
    #[must_use]
    pub fn missing(mut self, codes: impl IntoIterator<Item = f64>) -> Self {
        self.missing = codes.into_iter().collect();
        self
    }

    /// Uses survey weights.
    #[must_use]
    pub fn weight(mut self, column: impl Into<String>) -> Self {
        self.weight = Some(column.into());
        self
    }

    /// Compares groups: `touchpoint`, or a dictionary column.
    #[must_use]
    pub fn by(mut self, by: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self
    }
}

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

impl Analysis for Score {
    type Plan = SurveyPlan;
    type Summary = SurveySummary;
    type Report = ScoreReport;

    fn plan(&self, log: &EventLog) -> Result<SurveyPlan> {
        let (weight, by) = (self.weight.as_deref(), self.by.as_deref());
        let scale = self.measure.scale()?;
        Question { column: &self.column, weight, by, scale, missing: &self.missing }.plan(log)
    }

    fn observe(&self, plan: &SurveyPlan, shard: &Shard, into: &mut SurveySummary) {
        plan.observe(shard, into);
    }

    fn merge(&self, into: &mut SurveySummary, other: SurveySummary) {
        into.merge(other);
    }

    fn keeps(&self, before: &SurveyPlan, after: &SurveyPlan) -> bool {
        before == after
    }

    fn retract(&self, into: &mut SurveySummary, part: SurveySummary) {
        into.retract(&part);
    }

    fn compact(&self, _: &SurveyPlan, summary: &mut SurveySummary, room: &Room) -> Result<()> {
        room.check("all different answers", summary.memory())
    }

    fn finish(&self, plan: &SurveyPlan, summary: &mut SurveySummary) -> Result<ScoreReport> {
        let (whole, groups) = plan.finish(summary)?;
        let comparison =
            Comparison::new(&groups, |answers| self.measure.p(answers, &answers.rest_of(&whole)));
        let rows = survey::rows(&whole, &groups).zip(comparison.rows());
        let rows = rows.map(|((group, answers), (p, p_adjusted))| ScoreRow {
            group,
            score: self.measure.of(answers),
            distribution: answers.distribution(),
            effective_n: answers.effective_n(),
            p,
            p_adjusted,
        });
        Ok(ScoreReport {
            score: self.measure.of(&whole),
            rows: rows.collect(),
            dropped: whole.dropped(),
            tested: comparison.tested,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::survey;
    use crate::analysis::{Ces, Csat, Nps};

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
