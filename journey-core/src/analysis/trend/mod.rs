//! Trend: how does a score go from period to period, and did it really change?

mod report;
#[cfg(test)]
mod tests;
mod verdict;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::survey::{Question, survey_options};
use super::{Analysis, Answers, Periods, Room, SurveyMeasure, SurveyPlan, Weekday, time_zone};
use crate::error::{Error, Result};
use crate::log::{EventLog, Shard};
use crate::model::Period;
pub use report::{ChangeVerdict, PeriodChange, TrendChange, TrendReport, TrendRow};

/// How does the score of a survey question go from period to period, and did it really change?
///
/// Each calendar period of the log has its score with an interval, and its difference from the last period before it that has
/// answers, and from the first one: with an interval (from those of both scores by squares and roots; Zou and Donner 2008), a
/// p-value of two independent samples, the same adjusted for all periods (Benjamini-Hochberg), and a verdict:
///
/// * `too_few_answers`: one of both periods has fewer than `least` answers;
/// * `no`: the interval lies within `margin` on both sides of 0, so the change, if any, is smaller than what matters. Without a
///   margin nothing can show that a score did *not* change;
/// * `yes`: the adjusted p-value is at most 0.05;
/// * `not_enough_evidence`: all else. The score may have changed or not.
///
/// `changes` tells where the level changed: the place that splits the series most clearly, if chance does that in at most 5 of
/// 100 series without a change, and so on in both parts (binary segmentation). The chance is drawn (`draws` times, by `seed`) for
/// normal means of the sizes of the periods. Intervals before and after do not know that the place was searched for; `p` does.
///
/// With `weight`, everything is weighted, and `unweighted` has the score of each period without weights beside it. Periods are
/// compared as if other people had answered in each; where the same did, differences are told more cautiously than need be.
///
/// # Errors
/// Those of [`Score`](super::Score); for a time zone that does not exist, a margin that is not above 0, and fewer than 39 draws.
///
/// # Complexity
/// O(events) time, and O(draws · periods) for each change; memory for one count a period and value.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::{ChangeVerdict, SurveyMeasure, Trend};
/// use journey_core::log::Columns;
/// let mut csv = String::from("customer,time,event,rating\n");
/// for n in 0..600 {
///     let (month, satisfied) = (1 + n / 100, n % 10 < if n < 300 { 8 } else { 5 });
///     csv += &format!("{n},2024-{month:02}-15,survey,{}\n", if satisfied { 5 } else { 2 });
/// }
/// let log = EventLog::read_csv_text(&csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Trend::new("rating", SurveyMeasure::csat()))?;
/// assert_eq!(report.rows[3].from_previous.verdict, Some(ChangeVerdict::Yes)); // 80 % to 50 % in April
/// assert_eq!((report.changes.len(), report.changes[0].period.as_str()), (1, "2024-04-01"));
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # References
/// Vostrikova (1981), "Detecting disorder in multidimensional random processes"; Zou and Donner (2008); Benjamini and Hochberg
/// (1995).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Trend {
    /// Number column with the answers.
    pub column: String,
    /// What is made of them.
    pub measure: SurveyMeasure,
    /// Codes on the scale that mean "no answer".
    pub missing: Vec<f64>,
    /// Number column with survey weights.
    pub weight: Option<String>,
    /// Length of a period.
    pub period: Period,
    /// IANA time zone of the calendar; UTC if `None`.
    pub time_zone: Option<String>,
    /// First day of a week.
    pub week_start: Weekday,
    /// Fewer answers are too few for a verdict.
    pub least: u64,
    /// Smaller changes do not matter: points of a net promoter score, a share (0.05), steps of a mean.
    pub margin: Option<f64>,
    /// Series drawn to see what chance does.
    pub draws: u32,
    /// Other draws.
    pub seed: u64,
}

impl Default for Trend {
    fn default() -> Self {
        Self {
            column: String::new(),
            measure: SurveyMeasure::default(),
            missing: Vec::new(),
            weight: None,
            period: Period::Month,
            time_zone: None,
            week_start: Weekday::Monday,
            least: 30,
            margin: None,
            draws: 999,
            seed: 1,
        }
    }
}

impl Trend {
    /// This measure of the answers in this column, month by month.
    pub fn new(column: impl Into<String>, measure: SurveyMeasure) -> Self {
        Self { column: column.into(), measure, ..Self::default() }
    }

    /// Sets the length of a period.
    #[must_use]
    pub fn period(mut self, period: Period) -> Self {
        self.period = period;
        self
    }

    /// Sets the time zone of the calendar.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.time_zone = Some(zone.into());
        self
    }

    /// Says from where on a change matters.
    #[must_use]
    pub fn margin(mut self, margin: f64) -> Self {
        self.margin = Some(margin);
        self
    }
}

survey_options!(Trend);

/// Column, scale and calendar resolved against a log.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPlan {
    survey: SurveyPlan,
    calendar: Periods,
    /// Number of the first period.
    first: i64,
}

/// What a part of the log tells about a trend.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TrendSummary {
    /// By the number of the period.
    #[serde(with = "super::pairs")]
    periods: BTreeMap<i64, Answers>,
    /// Input row and value of the first weight that is not allowed.
    bad_weight: Option<(u64, String)>,
}

impl TrendSummary {
    fn refuse(&mut self, bad: (u64, String)) {
        if self.bad_weight.as_ref().is_none_or(|first| bad < *first) {
            self.bad_weight = Some(bad);
        }
    }
}

impl Analysis for Trend {
    type Plan = TrendPlan;
    type Summary = TrendSummary;
    type Report = TrendReport;

    fn plan(&self, log: &EventLog) -> Result<TrendPlan> {
        if let Some(margin) = self.margin.filter(|margin| !(margin.is_finite() && *margin > 0.0)) {
            return Err(Error::option("margin", margin, "a number above 0"));
        }
        if self.draws < 39 {
            return Err(Error::option("draws", self.draws, "at least 39"));
        }
        let scale = self.measure.scale("measure.")?;
        let question = Question {
            column: &self.column,
            weight: self.weight.as_deref(),
            by: None,
            scale,
            missing: &self.missing,
        };
        let zone = time_zone(self.time_zone.as_deref())?;
        let (first, last) = log.schema.period.unwrap_or((0, -1));
        let calendar = Periods::new(self.period, &zone, self.week_start, first, last)?;
        let first = calendar.first_number().unwrap_or_default();
        Ok(TrendPlan { survey: question.plan(log)?, calendar, first })
    }

    fn observe(&self, plan: &TrendPlan, shard: &Shard, into: &mut TrendSummary) {
        for journey in shard.journeys() {
            for (event, &time) in journey.times().iter().enumerate() {
                let period = plan.first + plan.calendar.find(time) as i64;
                let answers = into.periods.entry(period).or_default();
                if let Some(bad) = plan.survey.count(&journey, event, answers) {
                    into.refuse(bad);
                }
            }
        }
    }

    fn merge(&self, into: &mut TrendSummary, other: TrendSummary) {
        for (period, answers) in other.periods {
            into.periods.entry(period).or_default().merge(answers);
        }
        if let Some(bad) = other.bad_weight {
            into.refuse(bad);
        }
    }

    fn keeps(&self, before: &TrendPlan, after: &TrendPlan) -> bool {
        before.survey == after.survey
    }

    fn retract(&self, into: &mut TrendSummary, part: TrendSummary) {
        for (period, answers) in &part.periods {
            into.periods.entry(*period).or_default().retract(answers);
        }
    }

    fn compact(&self, _: &TrendPlan, summary: &mut TrendSummary, room: &Room) -> Result<()> {
        room.check("all different answers", summary.periods.values().map(Answers::memory).sum())
    }

    fn finish(&self, plan: &TrendPlan, summary: &mut TrendSummary) -> Result<TrendReport> {
        plan.survey.check_weight(summary.bad_weight.as_ref())?;
        let mut whole = Answers::default();
        summary.periods.values().for_each(|answers| whole.merge(answers.clone()));
        let fits = SurveyPlan::fits(&whole);
        if !fits {
            whole.disown();
        }
        let periods: Vec<(String, Answers)> = (0..plan.calendar.len())
            .map(|at| {
                let answers = summary.periods.get(&(plan.first + at as i64)).filter(|_| fits);
                (plan.calendar.label(at), answers.cloned().unwrap_or_default())
            })
            .collect();
        Ok(report::report(self, &whole, &periods))
    }
}
