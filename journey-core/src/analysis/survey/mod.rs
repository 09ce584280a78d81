//! The engine of NPS, CSAT, CES and score: finding the answers to a survey question in a log, by group, and comparing groups.
//! Each of them is a [`Survey`]: it says what the question is and what becomes of the answers of a group.
//!
//! Every event with a value in the answer column is one answer. Answers outside the scale, fractional ones
//! where the scale has whole numbers only, missing ones, and answers without a weight where weights are used
//! are left out and counted.

mod measure;

use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::{Analysis, Answers, DroppedAnswers, Estimate, Room, Scale};
use crate::error::{Error, Place, Result};
use crate::log::{EventLog, Journey, Shard};
use crate::numeric::benjamini_hochberg;
pub(super) use measure::ON_SCALE;
pub use measure::SurveyMeasure;

/// Fewer answers off the scale say nothing about the scale.
const LEAST_OFF: u64 = 10;

/// An analysis of one survey question.
pub trait Survey: Sync {
    /// What is told about each group.
    type Row;
    /// The answer.
    type Report;

    /// Where the answers are, and which count.
    fn question(&self) -> Result<Question<'_>>;

    /// What is made of them.
    fn measure(&self) -> SurveyMeasure;

    /// The score of some answers.
    fn score(&self, answers: &Answers) -> Estimate {
        self.measure().of(answers)
    }

    /// What is told about everybody or about a group.
    fn row(&self, group: GroupScore<'_>) -> Self::Row;

    /// The answer, of its parts.
    fn report(&self, scores: Scores<Self::Row>) -> Self::Report;
}

/// The score of everybody (without a name) or of a group.
pub struct GroupScore<'a> {
    pub group: Option<String>,
    pub answers: &'a Answers,
    pub score: Estimate,
    pub p: Option<f64>,
    pub p_adjusted: Option<f64>,
}

/// What the reports of all surveys have.
pub struct Scores<Row> {
    pub score: Estimate,
    pub rows: Vec<Row>,
    pub dropped: DroppedAnswers,
    pub tested: u64,
}

/// Options that all surveys have, as methods.
macro_rules! survey_options {
    ($class:ident) => {
        impl $class {
            /// Uses survey weights.
            #[must_use]
            pub fn weight(mut self, column: impl Into<String>) -> Self {
                self.weight = Some(column.into());
                self
            }

            /// Codes on the scale that mean "no answer". They are left out and counted as missing.
            #[must_use]
            pub fn missing(mut self, codes: impl IntoIterator<Item = f64>) -> Self {
                self.missing = codes.into_iter().collect();
                self
            }
        }
    };
}

/// The option of surveys that compare groups, as a method.
macro_rules! group_option {
    ($class:ident) => {
        impl $class {
            /// Compares groups: `touchpoint`, or a dictionary column.
            #[must_use]
            pub fn by(mut self, by: impl Into<String>) -> Self {
                self.by = Some(by.into());
                self
            }
        }
    };
}

pub(super) use {group_option, survey_options};

/// The options that all survey analyses share.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    pub column: &'a str,
    pub weight: Option<&'a str>,
    pub by: Option<&'a str>,
    pub scale: Scale,
    /// Codes on the scale that mean "no answer".
    pub missing: &'a [f64],
}

/// Where answers, weights and groups are found in a log.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyPlan {
    column: usize,
    weight: Option<usize>,
    weight_name: String,
    groups: Groups,
    scale: Scale,
    missing: Vec<f64>,
}

/// What a part of the log tells about a survey question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SurveySummary {
    /// Answers without a group first, then by the code of their group.
    groups: Vec<Answers>,
    /// Input row and value of the first weight that is not allowed.
    bad_weight: Option<(u64, String)>,
}

impl Question<'_> {
    pub fn plan(&self, log: &EventLog) -> Result<SurveyPlan> {
        if self.column.is_empty() {
            return Err(Error::option("column", "\"\"", "the name of the column with the answers"));
        }
        Ok(SurveyPlan {
            column: log.number_column("column", self.column)?,
            weight: self.weight.map(|weight| log.number_column("weight", weight)).transpose()?,
            weight_name: self.weight.unwrap_or_default().into(),
            groups: Groups::of(self.by, log)?,
            scale: self.scale,
            missing: self.missing.to_vec(),
        })
    }
}

impl SurveyPlan {
    fn observe(&self, shard: &Shard, into: &mut SurveySummary) {
        into.fit(self.groups.names.len() + 1);
        for journey in shard.journeys() {
            self.see(&journey, into);
        }
    }

    fn see(&self, journey: &Journey<'_>, summary: &mut SurveySummary) {
        for event in 0..journey.len() {
            let place = self.groups.place(journey, event);
            let Some(answers) = summary.groups.get_mut(place) else { continue };
            if let Some(bad) = self.count(journey, event, answers) {
                summary.refuse(bad);
            }
        }
    }

    /// Counts the answer of an event; returns input row and value of a weight that is not allowed.
    pub(super) fn count(
        &self,
        journey: &Journey<'_>,
        event: usize,
        answers: &mut Answers,
    ) -> Option<(u64, String)> {
        let at = |column: usize| journey.numbers(column).get(event).copied().unwrap_or(f64::NAN);
        let answer =
            Some(at(self.column)).filter(|answer| !self.missing.contains(answer)).unwrap_or(f64::NAN);
        match self.weight.map(at) {
            None => answers.add(&self.scale, answer),
            Some(weight) if weight < 0.0 || weight.is_infinite() => {
                let row = journey.rows().get(event).copied().unwrap_or_default();
                return Some((row.into(), weight.to_string()));
            }
            Some(weight) => answers.add_weighted(&self.scale, answer, weight),
        }
        None
    }

    /// Refuses a weight that is not allowed.
    pub(super) fn check_weight(&self, bad: Option<&(u64, String)>) -> Result<()> {
        let Some((row, value)) = bad else { return Ok(()) };
        Err(Error::BadValue {
            place: Place::cell(*row, self.weight_name.clone()),
            value: value.clone(),
            expected: "a weight of 0 or more".into(),
        })
    }

    /// Whether the scale may be that of the answers: not if most are off it.
    pub(super) fn fits(answers: &Answers) -> bool {
        let off = answers.dropped().out_of_range;
        off < LEAST_OFF || off <= answers.n()
    }

    /// All answers, and those of each group that has some, in the order of the group's names.
    fn finish(&self, summary: &SurveySummary) -> Result<(Answers, Vec<(String, Answers)>)> {
        self.check_weight(summary.bad_weight.as_ref())?;
        let mut whole = Answers::default();
        for answers in &summary.groups {
            whole.merge(answers.clone());
        }
        if !Self::fits(&whole) {
            whole.disown();
            return Ok((whole, Vec::new()));
        }
        let groups = self.groups.names.iter().zip(summary.groups.iter().skip(1));
        let answered = groups.filter(|(_, answers)| answers.n() > 0);
        Ok((whole, answered.map(|(name, answers)| (name.clone(), answers.clone())).collect()))
    }
}

impl SurveySummary {
    fn fit(&mut self, groups: usize) {
        if self.groups.len() < groups {
            self.groups.resize(groups, Answers::default());
        }
    }

    fn merge(&mut self, other: Self) {
        self.fit(other.groups.len());
        self.groups.iter_mut().zip(other.groups).for_each(|(group, more)| group.merge(more));
        if let Some(bad) = other.bad_weight {
            self.refuse(bad);
        }
    }

    /// Takes out the answers of a part. Bad weights are not taken back: there is no report with any.
    fn retract(&mut self, part: &Self) {
        self.groups.iter_mut().zip(&part.groups).for_each(|(group, less)| group.retract(less));
    }

    /// Memory in bytes, about.
    fn memory(&self) -> usize {
        self.groups.iter().map(Answers::memory).sum()
    }

    /// Keeps the first bad weight of the input.
    fn refuse(&mut self, bad: (u64, String)) {
        if self.bad_weight.as_ref().is_none_or(|first| bad < *first) {
            self.bad_weight = Some(bad);
        }
    }
}

impl<T: Survey> Analysis for T {
    type Plan = SurveyPlan;
    type Summary = SurveySummary;
    type Report = T::Report;

    fn plan(&self, log: &EventLog) -> Result<SurveyPlan> {
        self.question()?.plan(log)
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

    fn finish(&self, plan: &SurveyPlan, summary: &mut SurveySummary) -> Result<T::Report> {
        let (whole, groups) = plan.finish(summary)?;
        let measure = self.measure();
        let p: Vec<Option<f64>> =
            groups.iter().map(|(_, answers)| measure.p(answers, &answers.rest_of(&whole))).collect();
        let tests = p.iter().copied().zip(benjamini_hochberg(&p));
        let row = |group: Option<String>, answers, (p, p_adjusted)| {
            self.row(GroupScore { group, answers, score: self.score(answers), p, p_adjusted })
        };
        let everybody = std::iter::once(row(None, &whole, (None, None)));
        let groups = groups.iter().zip(tests).map(|((name, answers), p)| row(Some(name.clone()), answers, p));
        Ok(self.report(Scores {
            score: self.score(&whole),
            rows: everybody.chain(groups).collect(),
            dropped: whole.dropped(),
            tested: p.iter().flatten().count() as u64,
        }))
    }
}
