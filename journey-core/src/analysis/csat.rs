//! Customer satisfaction: how many are satisfied?

use serde::{Deserialize, Serialize};

use super::survey::{GroupScore, ON_SCALE, Question, Scores, Survey, group_option, survey_options};
use super::{AnswerCount, DroppedAnswers, Estimate, SurveyMeasure, Table, Tabular};
use crate::error::Result;

/// How many customers are satisfied? The share of answers from `satisfied_from` upwards, as a share of 1.
///
/// The scale is stated, 1 to 5 with 4 and 5 satisfied (top two boxes) unless set otherwise. Every event with a
/// value in `column` is one answer. Answers that are off the scale (codes for "never used") or missing are left
/// out and counted, never clamped; if ten or more, and most of all, are off the scale, it is not theirs, and the score is
/// undefined. Mean and distribution come with the share.
///
/// With `weight`, shares are weighted and intervals use the effective size of the sample. With `by`, each
/// group is also compared with all other answers (z-test of two proportions, pooled). A difference between
/// groups is no proof of a cause.
///
/// # Errors
/// For a scale without room, a threshold off the scale, a
/// column that does not exist or has no numbers, and a weight that is negative or infinite.
///
/// # Complexity
/// O(events) time; memory for one count a group and value.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Csat;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event,rating\n\
///            ann,2024-01-01T10:00:00Z,check-in,5\n\
///            bob,2024-01-02T10:00:00Z,check-in,4\n\
///            cem,2024-01-03T10:00:00Z,check-in,4\n\
///            dan,2024-01-04T10:00:00Z,check-in,2\n\
///            eve,2024-01-05T10:00:00Z,check-in,6\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Csat::new("rating"))?;
/// assert_eq!(report.score.value, Some(0.75));
/// assert_eq!(report.dropped.out_of_range, 1);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Wilson (1927), "Probable inference, the law of succession, and statistical inference"; Kish (1965), *Survey
/// Sampling*, for the effective size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Csat {
    /// Number column with the answers.
    pub column: String,
    /// Worst answer of the scale.
    pub min: f64,
    /// Best answer of the scale.
    pub max: f64,
    /// Answers from here on count as satisfied.
    pub satisfied_from: f64,
    /// Number column with survey weights.
    pub weight: Option<String>,
    /// Groups to compare: `touchpoint`, or a dictionary column.
    pub by: Option<String>,
    /// Codes on the scale that mean "no answer".
    pub missing: Vec<f64>,
}

impl Default for Csat {
    fn default() -> Self {
        Self {
            column: String::new(),
            min: 1.0,
            max: 5.0,
            satisfied_from: 4.0,
            weight: None,
            by: None,
            missing: Vec::new(),
        }
    }
}

impl Csat {
    /// Satisfaction by the answers in this column, 1 to 5, of which 4 and 5 count as satisfied.
    pub fn new(column: impl Into<String>) -> Self {
        Self { column: column.into(), ..Self::default() }
    }

    /// Sets the scale: worst answer, best answer, and from where on answers count as satisfied.
    #[must_use]
    pub fn scale(mut self, min: f64, max: f64, satisfied_from: f64) -> Self {
        (self.min, self.max, self.satisfied_from) = (min, max, satisfied_from);
        self
    }
}

survey_options!(Csat);
group_option!(Csat);

/// Satisfaction of everybody or of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CsatRow {
    /// Name of the group; `None` for everybody.
    pub group: Option<String>,
    /// Share of satisfied answers.
    pub score: Estimate,
    /// Satisfied answers, not weighted.
    pub satisfied: u64,
    /// Mean answer on the scale, with an interval by the normal approximation.
    pub mean: Estimate,
    /// How often each value was answered.
    pub distribution: Vec<AnswerCount>,
    /// Size of an unweighted sample with the same precision; the number of answers without weights.
    pub effective_n: Option<f64>,
    /// Two-sided p-value for "the group is satisfied as often as all others".
    pub p: Option<f64>,
    /// The same, adjusted for the number of groups (Benjamini-Hochberg).
    pub p_adjusted: Option<f64>,
}

/// Answer of [`Csat`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CsatReport {
    /// Share of satisfied answers of everybody.
    pub score: Estimate,
    /// Everybody first, then the groups with answers in the order of their names in the log.
    pub rows: Vec<CsatRow>,
    /// Events that gave no answer.
    pub dropped: DroppedAnswers,
    /// Groups that were compared with the rest.
    pub tested: u64,
}

impl Tabular for CsatReport {
    fn table(&self) -> Table {
        let rows = self.rows.iter();
        Table::default()
            .optional_text("group", rows.clone().map(|row| row.group.clone()))
            .estimate("score", rows.clone().map(|row| &row.score))
            .count("satisfied", rows.clone().map(|row| row.satisfied))
            .estimate("mean", rows.clone().map(|row| &row.mean))
            .number("effective_n", rows.clone().map(|row| row.effective_n))
            .number("p", rows.clone().map(|row| row.p))
            .number("p_adjusted", rows.map(|row| row.p_adjusted))
    }
}

impl Survey for Csat {
    type Row = CsatRow;
    type Report = CsatReport;

    fn question(&self) -> Result<Question<'_>> {
        let (weight, by, scale) = (self.weight.as_deref(), self.by.as_deref(), self.measure().scale("")?);
        Ok(Question { column: &self.column, weight, by, scale, missing: &self.missing })
    }

    fn measure(&self) -> SurveyMeasure {
        SurveyMeasure::Csat { min: self.min, max: self.max, satisfied_from: self.satisfied_from }
    }

    fn row(&self, group: GroupScore<'_>) -> CsatRow {
        let answers = group.answers;
        CsatRow {
            group: group.group,
            score: group.score,
            satisfied: answers.count(|answer| answer >= self.satisfied_from),
            mean: answers.mean(ON_SCALE),
            distribution: answers.distribution(),
            effective_n: answers.effective_n(),
            p: group.p,
            p_adjusted: group.p_adjusted,
        }
    }

    fn report(&self, Scores { score, rows, dropped, tested }: Scores<CsatRow>) -> CsatReport {
        CsatReport { score, rows, dropped, tested }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::survey;

    #[test]
    fn half_stars_count_and_the_distribution_lists_them() {
        let log =
            survey(&[("a", 4.5, 1.0, "x"), ("a", 3.5, 1.0, "x"), ("a", 4.5, 1.0, "x"), ("a", 0.0, 1.0, "x")]);
        let report = log.run(&Csat::new("score")).unwrap();
        assert_eq!((report.score.value, report.score.n), (Some(2.0 / 3.0), 3));
        let found: Vec<_> = report.rows[0].distribution.iter().map(|row| (row.answer, row.count)).collect();
        assert_eq!(found, [(3.5, 1), (4.5, 2)]);
        assert_eq!(report.dropped.out_of_range, 1);
    }

    #[test]
    fn weighted_share_and_mean_by_hand() {
        let log = survey(&[("a", 5.0, 3.0, "x"), ("a", 2.0, 1.0, "x")]);
        let report = log.run(&Csat::new("score").weight("weight")).unwrap();
        let row = &report.rows[0];
        assert_eq!((row.score.value, row.mean.value), (Some(0.75), Some(4.25)));
        assert_eq!(row.effective_n, Some(1.6)); // 16 / 10
    }

    #[test]
    fn a_contradictory_scale_is_refused() {
        let log = survey(&[("a", 5.0, 3.0, "x")]);
        for (min, max, from) in [(5.0, 1.0, 4.0), (1.0, f64::NAN, 4.0), (1.0, 5.0, 6.0), (1.0, 5.0, 1.0)] {
            let error = log.run(&Csat::new("score").scale(min, max, from)).unwrap_err();
            assert_eq!(error.code(), "invalid_option", "{min} {max} {from}");
        }
    }

    #[test]
    fn groups_are_compared_by_the_pooled_test() {
        let mut events = vec![("a", 5.0, 1.0, "x"); 30];
        events.extend(vec![("a", 1.0, 1.0, "x"); 10]);
        events.extend(vec![("a", 5.0, 1.0, "y"); 10]);
        events.extend(vec![("a", 1.0, 1.0, "y"); 10]);
        let report = survey(&events).run(&Csat::new("score").by("channel")).unwrap();
        // statsmodels 0.15.0: proportions_ztest([30, 10], [40, 20])
        assert!(
            (report.rows[1].p.unwrap() - 0.052_807_511_416_113_63).abs() < 1e-12,
            "{:?}",
            report.rows[1].p
        );
        assert_eq!(report.rows[1].p, report.rows[2].p);
    }
}
