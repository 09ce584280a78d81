//! Net promoter score: would customers recommend us?

use serde::{Deserialize, Serialize};

use super::answers::{is_detractor, is_promoter};
use super::survey::{GroupScore, Question, Scores, Survey, group_option, survey_options};
use super::{Answers, DroppedAnswers, Estimate, NpsInterval, Scale, SurveyMeasure, Table, Tabular};
use crate::error::Result;

/// Would customers recommend us? The net promoter score of answers from 0 to 10.
///
/// Promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6. The score is the percentage of promoters minus
/// the percentage of detractors, in points from -100 to +100, never rounded. Every event with a value in
/// `column` is one answer. Answers that are off the scale (codes for "no answer"), fractional or missing are
/// left out and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the
/// score is undefined.
///
/// With `weight`, shares are weighted and intervals use the effective size of the sample. With `by`, each
/// group is also compared with all other answers (difference of two independent scores, normal
/// approximation). A difference between groups is no proof of a cause.
///
/// # Errors
/// For a column that does not exist or has no numbers, and for a weight that is negative or infinite.
///
/// # Complexity
/// O(events) time; memory for 11 counts a group.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Nps;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event,score\n\
///            ann,2024-01-01T10:00:00Z,survey,10\n\
///            bob,2024-01-02T10:00:00Z,survey,9\n\
///            cem,2024-01-03T10:00:00Z,survey,8\n\
///            dan,2024-01-04T10:00:00Z,survey,2\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Nps::new("score"))?;
/// assert_eq!(report.score.value, Some(25.0)); // 50 % promoters - 25 % detractors
/// assert!(report.score.small_sample);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Reichheld (2003), "The one number you need to grow"; Rocks (2016), "Interval estimation for the 'net
/// promoter score'", The American Statistician 70; Kish (1965), *Survey Sampling*, for the effective size.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Nps {
    /// Number column with the answers.
    pub column: String,
    /// Number column with survey weights.
    pub weight: Option<String>,
    /// Groups to compare: `touchpoint`, or a dictionary column.
    pub by: Option<String>,
    /// Codes on the scale that mean "no answer".
    pub missing: Vec<f64>,
    /// How the interval is made.
    pub interval: NpsInterval,
}

impl Nps {
    /// The score of the answers in this column.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into(), ..Self::default() }
    }

    /// Says how the interval is made.
    #[must_use]
    pub fn interval(mut self, interval: NpsInterval) -> Self {
        self.interval = interval;
        self
    }
}

survey_options!(Nps);
group_option!(Nps);

/// Score of everybody or of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct NpsRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Score in points.
    pub score: Estimate,
    /// Answers 9 and 10, not weighted.
    pub promoters: u64,
    /// Answers 7 and 8, not weighted.
    pub passives: u64,
    /// Answers 0 to 6, not weighted.
    pub detractors: u64,
    /// Size of an unweighted sample with the same precision; the number of answers without weights.
    pub effective_n: Option<f64>,
    /// Two-sided p-value for "the group scores as all other answers do".
    pub p: Option<f64>,
    /// The same, adjusted for the number of groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Answer of [`Nps`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct NpsReport {
    /// Score of everybody, in points.
    pub score: Estimate,
    /// Everybody first, then the groups with answers in the order of their names in the log.
    pub rows: Vec<NpsRow>,
    /// Events that gave no answer.
    pub dropped: DroppedAnswers,
    /// Groups that were compared with the rest.
    pub tested: u64,
}

impl Tabular for NpsReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .optional_text("group", rows.clone().map(|row| row.group.clone()))
            .estimate("score", rows.clone().map(|row| &row.score))
            .count("promoters", rows.clone().map(|row| row.promoters))
            .count("passives", rows.clone().map(|row| row.passives))
            .count("detractors", rows.clone().map(|row| row.detractors))
            .number("effective_n", rows.clone().map(|row| row.effective_n))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.map(|row| row.p_adjusted))
    }
}

impl Survey for Nps {
    type Row = NpsRow;
    type Report = NpsReport;

    fn question(&self) -> Result<Question<'_>> {
        let (weight, by) = (self.weight.as_deref(), self.by.as_deref());
        Ok(Question { column: &self.column, weight, by, scale: Scale::NPS, missing: &self.missing })
    }

    fn measure(&self) -> SurveyMeasure {
        SurveyMeasure::Nps {}
    }

    fn score(&self, answers: &Answers) -> Estimate {
        answers.nps(self.interval)
    }

    fn row(&self, group: GroupScore<'_>) -> NpsRow {
        let answers = group.answers;
        let (promoters, detractors) = (answers.count(is_promoter), answers.count(is_detractor));
        NpsRow {
            group: group.group,
            score: group.score,
            promoters,
            passives: answers.n() - promoters - detractors,
            detractors,
            effective_n: answers.effective_n(),
            p: group.p,
            p_adjusted: group.p_adjusted,
        }
    }

    fn report(&self, Scores { score, rows, dropped, tested }: Scores<NpsRow>) -> NpsReport {
        NpsReport { score, rows, dropped, tested }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::survey;

    const NONE: f64 = f64::NAN;

    #[test]
    fn groups_are_compared_with_the_rest_and_adjusted() {
        let mut events = vec![("desk", 10.0, 1.0, "a"); 40];
        events.extend(vec![("desk", 0.0, 1.0, "a"); 10]);
        events.extend(vec![("desk", 9.0, 1.0, "b"); 10]);
        events.extend(vec![("desk", 6.0, 1.0, "b"); 40]);
        events.extend(vec![("desk", NONE, 1.0, "c"); 5]);
        let report = survey(&events).run(&Nps::new("score").by("channel")).unwrap();
        let names: Vec<_> = report.rows.iter().map(|row| row.group.as_deref()).collect();
        assert_eq!(names, [None, Some("a"), Some("b")]);
        let scores: Vec<_> = report.rows.iter().map(|row| row.score.value.unwrap()).collect();
        assert!((scores[1] - 60.0).abs() < 1e-9 && (scores[2] + 60.0).abs() < 1e-9 && scores[0].abs() < 1e-9);
        // By hand: both variances (1 - 0.36) / 50, z = 1.2 / 0.16 = 7.5.
        assert!((report.rows[1].p.unwrap() / crate::numeric::normal_p(7.5) - 1.0).abs() < 1e-9);
        assert_eq!((report.tested, report.rows[0].p), (2, None));
        assert_eq!(report.rows[1].p_adjusted, report.rows[1].p);
        assert_eq!((report.dropped.missing, report.score.n), (5, 100));
    }

    #[test]
    fn groups_can_be_touchpoints() {
        let log = survey(&[("desk", 10.0, 1.0, "a"), ("web", 0.0, 1.0, "a"), ("gate", 11.0, 1.0, "a")]);
        let report = log.run(&Nps::new("score").by("touchpoint")).unwrap();
        let scores: Vec<_> = report.rows.iter().map(|row| (row.group.as_deref(), row.score.value)).collect();
        assert_eq!(scores, [(None, Some(0.0)), (Some("desk"), Some(100.0)), (Some("web"), Some(-100.0))]);
        assert_eq!(report.dropped.out_of_range, 1);
    }

    #[test]
    fn a_negative_weight_is_an_error_with_its_place() {
        let log = survey(&[("desk", 10.0, 1.0, "a"), ("desk", 9.0, -0.5, "a"), ("desk", 9.0, -2.0, "a")]);
        let error = log.run(&Nps::new("score").weight("weight")).unwrap_err();
        assert_eq!(error.code(), "bad_value");
        let place = error.place().unwrap();
        assert_eq!((place.row, place.column.as_deref()), (Some(2), Some("weight")));
    }

    #[test]
    fn a_column_must_be_named_exist_and_hold_numbers() {
        let log = survey(&[("desk", 10.0, 1.0, "a")]);
        let code = |nps: Nps| log.run(&nps).unwrap_err().code();
        assert_eq!(code(Nps::default()), "invalid_option");
        assert_eq!(code(Nps::new("scor")), "unknown_name");
        assert_eq!(code(Nps::new("channel")), "invalid_option");
        assert_eq!(code(Nps::new("score").by("score")), "invalid_option");
    }

    #[test]
    fn options_read_from_json_and_unknown_ones_are_refused() {
        let nps: Nps = serde_json::from_str(r#"{"column": "score", "interval": "wald"}"#).unwrap();
        assert_eq!(nps, Nps::new("score").interval(NpsInterval::Wald));
        assert!(serde_json::from_str::<Nps>(r#"{"colum": "score"}"#).is_err());
    }
}
