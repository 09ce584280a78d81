//! What the analyses NPS, CSAT and CES share: finding the answers in a log, by group, and comparing groups.
//!
//! Every event with a value in the answer column is one answer. Answers outside the scale, fractional ones
//! where the scale has whole numbers only, missing ones, and answers without a weight where weights are used
//! are left out and counted.

use serde::{Deserialize, Serialize};

use super::groups::Groups;
use super::{Answers, Scale};
use crate::error::{Error, Place, Result};
use crate::log::{EventLog, Journey, Shard};
use crate::numeric::benjamini_hochberg;

/// Fewer answers off the scale say nothing about the scale.
const LEAST_OFF: u64 = 10;

/// The options that all survey analyses share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question<'a> {
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
    pub(super) fn observe(&self, shard: &Shard, into: &mut SurveySummary) {
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
    pub(super) fn finish(&self, summary: &SurveySummary) -> Result<(Answers, Vec<(String, Answers)>)> {
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

    pub(super) fn merge(&mut self, other: Self) {
        self.fit(other.groups.len());
        self.groups.iter_mut().zip(other.groups).for_each(|(group, more)| group.merge(more));
        if let Some(bad) = other.bad_weight {
            self.refuse(bad);
        }
    }

    /// Takes out the answers of a part. Bad weights are not taken back: there is no report with any.
    pub(super) fn retract(&mut self, part: &Self) {
        self.groups.iter_mut().zip(&part.groups).for_each(|(group, less)| group.retract(less));
    }

    /// Memory in bytes, about.
    pub(super) fn memory(&self) -> usize {
        self.groups.iter().map(Answers::memory).sum()
    }

    /// Keeps the first bad weight of the input.
    fn refuse(&mut self, bad: (u64, String)) {
        if self.bad_weight.as_ref().is_none_or(|first| bad < *first) {
            self.bad_weight = Some(bad);
        }
    }
}

/// p-values of the groups against the rest, as they are and adjusted, and how many were tested.
pub(super) struct Comparison {
    pub p: Vec<Option<f64>>,
    pub p_adjusted: Vec<Option<f64>>,
    pub tested: u64,
}

impl Comparison {
    pub fn new(groups: &[(String, Answers)], test: impl Fn(&Answers) -> Option<f64>) -> Self {
        let p: Vec<Option<f64>> = groups.iter().map(|(_, answers)| test(answers)).collect();
        let tested = p.iter().flatten().count() as u64;
        Self { p_adjusted: benjamini_hochberg(&p), p, tested }
    }

    /// The p-values of everybody (none), then of each group.
    pub fn rows(&self) -> impl Iterator<Item = (Option<f64>, Option<f64>)> {
        let groups = self.p.iter().copied().zip(self.p_adjusted.iter().copied());
        std::iter::once((None, None)).chain(groups)
    }
}

/// Everybody (without a name), then each group.
pub(super) fn rows<'a>(
    whole: &'a Answers,
    groups: &'a [(String, Answers)],
) -> impl Iterator<Item = (Option<String>, &'a Answers)> {
    std::iter::once((None, whole)).chain(groups.iter().map(|(name, answers)| (Some(name.clone()), answers)))
}
