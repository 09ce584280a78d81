//! Facts of a journey as one number each: an answer, a visit, a wait. What drivers are made of.

use serde::{Deserialize, Serialize};

use super::visits;
use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{ColumnKind, EventLog, Journey};
use crate::model::Pattern;

/// One number that a journey has, or has not: an answer to a question, or what happened at a touchpoint.
///
/// Yes is 1 and no is 0. Several answers of one journey are joined as the analysis says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum JourneyFact {
    /// An answer on a scale of whole steps. What is off the scale, and codes for "no answer" on it, is no answer.
    Answer {
        /// Number column with the answers.
        column: String,
        /// Only answers at this touchpoint; all if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        touchpoint: Option<String>,
        /// Worst answer of the scale; 1 if left out.
        #[serde(default = "worst")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        min: f64,
        /// Best answer of the scale; 5 if left out.
        #[serde(default = "best")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        max: f64,
        /// Codes on the scale that mean "no answer".
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[cfg_attr(feature = "typescript", tsify(optional))]
        missing: Vec<f64>,
    },
    /// Any number, such as a price.
    Number {
        /// Number column.
        column: String,
        /// Only numbers at this touchpoint; all if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        touchpoint: Option<String>,
    },
    /// The last value of a column of yes and no.
    Flag {
        /// Boolean column.
        column: String,
    },
    /// Whether the customer was at a touchpoint.
    Visited {
        /// The touchpoint.
        touchpoint: String,
    },
    /// How many visits to a touchpoint there were: unbroken runs of events.
    Visits {
        /// The touchpoint.
        touchpoint: String,
    },
    /// Whether the customer came back to a touchpoint: two visits or more.
    Repeated {
        /// The touchpoint.
        touchpoint: String,
    },
    /// Mean seconds waited before the visits to a touchpoint; none if nobody waited for one.
    WaitingTime {
        /// The touchpoint.
        touchpoint: String,
    },
    /// Whether the journey has a match of a pattern.
    Matches {
        /// What is looked for.
        pattern: Pattern,
    },
}

fn worst() -> f64 {
    1.0
}

fn best() -> f64 {
    5.0
}

/// What several answers of one journey to one question count as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum SeveralAnswers {
    /// The last one.
    #[default]
    Last,
    /// Their mean.
    Mean,
}

impl From<&str> for JourneyFact {
    /// An answer from 1 to 5 in this column.
    fn from(column: &str) -> Self {
        Self::answer(column)
    }
}

impl JourneyFact {
    /// An answer from 1 to 5 in this column.
    pub fn answer(column: impl Into<String>) -> Self {
        Self::Answer { column: column.into(), touchpoint: None, min: 1.0, max: 5.0, missing: Vec::new() }
    }

    /// An answer from 1 to 5 in this column at a touchpoint.
    pub fn answer_at(column: impl Into<String>, touchpoint: impl Into<String>) -> Self {
        Self::answer(column).at(touchpoint)
    }

    /// The same fact on another scale; what is no answer stays as it is.
    #[must_use]
    pub fn scale(self, worst: f64, best: f64) -> Self {
        match self {
            Self::Answer { column, touchpoint, missing, .. } => {
                Self::Answer { column, touchpoint, min: worst, max: best, missing }
            }
            other => other,
        }
    }

    /// The same answer with codes on the scale that mean "no answer"; what is no answer stays as it is.
    #[must_use]
    pub fn missing(self, codes: impl IntoIterator<Item = f64>) -> Self {
        match self {
            Self::Answer { column, touchpoint, min, max, .. } => {
                Self::Answer { column, touchpoint, min, max, missing: codes.into_iter().collect() }
            }
            other => other,
        }
    }

    fn at(self, place: impl Into<String>) -> Self {
        let touchpoint = Some(place.into());
        match self {
            Self::Answer { column, min, max, missing, .. } => {
                Self::Answer { column, touchpoint, min, max, missing }
            }
            other => other,
        }
    }

    /// What it is, in a few words, such as `rating at Restaurant`.
    pub fn name(&self) -> String {
        match self {
            Self::Answer { column, touchpoint: Some(touchpoint), .. }
            | Self::Number { column, touchpoint: Some(touchpoint) } => format!("{column} at {touchpoint}"),
            Self::Answer { column, .. } | Self::Number { column, .. } | Self::Flag { column } => {
                column.clone()
            }
            Self::Visited { touchpoint } => format!("visited {touchpoint}"),
            Self::Visits { touchpoint } => format!("visits to {touchpoint}"),
            Self::Repeated { touchpoint } => format!("repeated {touchpoint}"),
            Self::WaitingTime { touchpoint } => format!("waiting for {touchpoint}"),
            Self::Matches { pattern } => pattern.to_string(),
        }
    }

    /// The touchpoint that it is about.
    pub fn touchpoint(&self) -> Option<&str> {
        match self {
            Self::Answer { touchpoint, .. } | Self::Number { touchpoint, .. } => touchpoint.as_deref(),
            Self::Visited { touchpoint }
            | Self::Visits { touchpoint }
            | Self::Repeated { touchpoint }
            | Self::WaitingTime { touchpoint } => Some(touchpoint),
            Self::Flag { .. } | Self::Matches { .. } => None,
        }
    }

    /// Worst and best answer of its scale.
    pub(super) fn bounds(&self) -> Option<(f64, f64)> {
        match self {
            Self::Answer { min, max, .. } => Some((*min, *max)),
            _ => None,
        }
    }

    /// Whether it is either 0 or 1.
    pub(super) fn is_yes_or_no(&self) -> bool {
        matches!(
            self,
            Self::Flag { .. } | Self::Visited { .. } | Self::Repeated { .. } | Self::Matches { .. }
        )
    }

    /// Resolves names against a log.
    pub(super) fn plan(&self, field: &str, log: &EventLog) -> Result<FactPlan> {
        let place = |touchpoint: &Option<String>| {
            touchpoint.as_deref().map(|touchpoint| log.touchpoint_code(touchpoint)).transpose()
        };
        Ok(match self {
            Self::Answer { column, touchpoint, min, max, missing } => {
                if !(min.is_finite() && max.is_finite() && min < max) {
                    let expected = format!("a number above `min`, which is {min}");
                    return Err(Error::option(&format!("{field}.max"), max, expected));
                }
                let kept = Kept { min: *min, max: *max, missing: missing.clone() };
                FactPlan::Number {
                    column: log.number_column(field, column)?,
                    place: place(touchpoint)?,
                    kept: Some(kept),
                }
            }
            Self::Number { column, touchpoint } => FactPlan::Number {
                column: log.number_column(field, column)?,
                place: place(touchpoint)?,
                kept: None,
            },
            Self::Flag { column } => {
                let (position, found) = log.column(column)?;
                if found.info.kind != ColumnKind::Boolean {
                    let given = format!("{column:?}, a {:?} column,", found.info.kind);
                    return Err(Error::option(field, given, "a boolean column"));
                }
                FactPlan::Flag(position)
            }
            Self::Visited { touchpoint } => FactPlan::Visits(log.touchpoint_code(touchpoint)?, Of::Any),
            Self::Visits { touchpoint } => FactPlan::Visits(log.touchpoint_code(touchpoint)?, Of::Count),
            Self::Repeated { touchpoint } => FactPlan::Visits(log.touchpoint_code(touchpoint)?, Of::Several),
            Self::WaitingTime { touchpoint } => {
                FactPlan::Visits(log.touchpoint_code(touchpoint)?, Of::Waiting)
            }
            Self::Matches { pattern } => FactPlan::Matches(Box::new(Automaton::new(pattern, log)?)),
        })
    }
}

/// A fact with its names resolved against a log.
#[derive(Debug)]
pub(super) enum FactPlan {
    Number { column: usize, place: Option<u32>, kept: Option<Kept> },
    Flag(usize),
    Visits(u32, Of),
    Matches(Box<Automaton>),
}

/// What is told of visits.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Any,
    Count,
    Several,
    Waiting,
}

/// Which numbers are answers.
#[derive(Debug)]
pub(super) struct Kept {
    min: f64,
    max: f64,
    missing: Vec<f64>,
}

impl Kept {
    fn keeps(&self, answer: f64) -> bool {
        (self.min..=self.max).contains(&answer) && !self.missing.contains(&answer)
    }
}

/// Reads facts of journey after journey.
pub(super) struct FactReader<'a> {
    plan: &'a FactPlan,
    several: SeveralAnswers,
    matcher: Option<Matcher<'a>>,
}

impl<'a> FactReader<'a> {
    pub fn new(plan: &'a FactPlan, several: SeveralAnswers) -> Self {
        let matcher = match plan {
            FactPlan::Matches(automaton) => Some(Matcher::new(automaton)),
            _ => None,
        };
        Self { plan, several, matcher }
    }

    /// The fact of a journey, and the event that settles it if there is one. Of what happens at touchpoints only events
    /// before `end` count.
    pub fn read(&mut self, journey: &Journey<'_>, end: usize) -> Option<(f64, Option<usize>)> {
        match self.plan {
            FactPlan::Number { column, place, kept } => self.number(journey, *column, *place, kept.as_ref()),
            FactPlan::Flag(column) => {
                let last = (0..journey.len()).rev();
                let mut known = last.filter_map(|event| Some((journey.boolean(*column, event)?, event)));
                known.next().map(|(yes, event)| (f64::from(u8::from(yes)), Some(event)))
            }
            FactPlan::Visits(place, of) => visits_of(journey, end, *place, *of),
            FactPlan::Matches(_) => {
                let found = self.matcher.as_mut()?.first_end(journey).filter(|&event| event < end);
                Some((f64::from(u8::from(found.is_some())), found))
            }
        }
    }

    fn number(
        &self,
        journey: &Journey<'_>,
        column: usize,
        place: Option<u32>,
        kept: Option<&Kept>,
    ) -> Option<(f64, Option<usize>)> {
        let places = journey.touchpoints();
        let keeps = |event: usize, number: f64| {
            number.is_finite()
                && kept.is_none_or(|kept| kept.keeps(number))
                && place.is_none_or(|place| places.get(event) == Some(&place))
        };
        let numbers = journey.numbers(column).iter().copied().enumerate();
        let mut found = numbers.rev().filter(|&(event, number)| keeps(event, number));
        let (last, number) = found.next()?;
        if self.several == SeveralAnswers::Last {
            return Some((number, Some(last)));
        }
        let (mut sum, mut n) = (number, 1.0);
        found.for_each(|(_, number)| (sum, n) = (sum + number, n + 1.0));
        Some((sum / n, Some(last)))
    }
}

fn visits_of(journey: &Journey<'_>, end: usize, place: u32, of: Of) -> Option<(f64, Option<usize>)> {
    let (mut count, mut settled, mut waited, mut waits) = (0_u32, None, 0_i64, 0_u32);
    let mut before: Option<super::Visit> = None;
    for visit in visits(journey, journey.touchpoints()).take_while(|visit| visit.first < end) {
        if visit.place == place {
            count += 1;
            if count == if matches!(of, Of::Several) { 2 } else { 1 } {
                settled = Some(visit.first);
            }
            if let Some(before) = &before {
                waited = waited.saturating_add(visit.waiting_time(before).0);
                waits += 1;
            }
        }
        before = Some(visit);
    }
    match of {
        Of::Any => Some((f64::from(u8::from(count > 0)), settled)),
        Of::Several => Some((f64::from(u8::from(count > 1)), settled)),
        Of::Count => Some((f64::from(count), None)),
        Of::Waiting => (waits > 0).then(|| (waited as f64 / 1e6 / f64::from(waits), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::testing::{log, survey};

    fn read(log: &EventLog, fact: &JourneyFact, several: SeveralAnswers) -> Vec<Option<f64>> {
        let plan = fact.plan("items", log).unwrap();
        let mut reader = FactReader::new(&plan, several);
        let shards = log.shards().iter();
        let mut found: Vec<(String, Option<f64>)> = shards
            .flat_map(|shard| shard.journeys())
            .map(|journey| {
                (journey.customer().into(), reader.read(&journey, journey.len()).map(|fact| fact.0))
            })
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.into_iter().map(|(_, fact)| fact).collect()
    }

    #[test]
    fn visits_waits_and_loops_of_a_touchpoint() {
        let log = log(&[
            ("a", 0, "x"),
            ("a", 10, "y"),
            ("a", 12, "y"),
            ("a", 20, "x"),
            ("b", 0, "x"),
            ("c", 5, "z"),
        ]);
        let at = |fact: fn(String) -> JourneyFact| read(&log, &fact("x".into()), SeveralAnswers::Last);
        assert_eq!(at(|touchpoint| JourneyFact::Visited { touchpoint }), [Some(1.0), Some(1.0), Some(0.0)]);
        assert_eq!(at(|touchpoint| JourneyFact::Visits { touchpoint }), [Some(2.0), Some(1.0), Some(0.0)]);
        assert_eq!(at(|touchpoint| JourneyFact::Repeated { touchpoint }), [Some(1.0), Some(0.0), Some(0.0)]);
        assert_eq!(at(|touchpoint| JourneyFact::WaitingTime { touchpoint }), [Some(8.0), None, None]);
        let matches = JourneyFact::Matches { pattern: "x -> y".parse().unwrap() };
        assert_eq!(read(&log, &matches, SeveralAnswers::Last), [Some(1.0), Some(0.0), Some(0.0)]);
    }

    #[test]
    fn codes_for_no_answer_and_answers_off_the_scale_are_none() {
        let log =
            survey(&[("x", 5.0, 1.0, "w"), ("x", 6.0, 1.0, "w"), ("x", 0.0, 1.0, "w"), ("y", 3.0, 1.0, "w")]);
        let answers = |fact: JourneyFact| read(&log, &fact, SeveralAnswers::Last);
        assert_eq!(answers(JourneyFact::answer("score")), [Some(5.0), None, None, Some(3.0)]);
        assert_eq!(answers(JourneyFact::answer("score").missing([5.0])), [None, None, None, Some(3.0)]);
        assert_eq!(answers(JourneyFact::answer_at("score", "y")), [None, None, None, Some(3.0)]);
        let number = JourneyFact::Number { column: "score".into(), touchpoint: None };
        assert_eq!(answers(number), [Some(5.0), Some(6.0), Some(0.0), Some(3.0)]);
    }

    #[test]
    fn names_and_scales_are_checked() {
        let log = survey(&[("x", 5.0, 1.0, "w")]);
        let code = |fact: JourneyFact| fact.plan("items", &log).unwrap_err().code();
        assert_eq!(code(JourneyFact::answer("scor")), "unknown_name");
        assert_eq!(code(JourneyFact::answer_at("score", "z")), "unknown_name");
        assert_eq!(code(JourneyFact::answer("score").scale(5.0, 5.0)), "invalid_option");
        assert_eq!(code(JourneyFact::Flag { column: "score".into() }), "invalid_option");
    }

    #[test]
    fn facts_read_from_json_with_their_usual_scale() {
        let fact: JourneyFact = serde_json::from_str(r#"{"answer": {"column": "food"}}"#).unwrap();
        assert_eq!(fact, JourneyFact::answer("food"));
        let fact: JourneyFact = serde_json::from_str(r#"{"visits": {"touchpoint": "cart"}}"#).unwrap();
        assert_eq!(fact.name(), "visits to cart");
        assert!(serde_json::from_str::<JourneyFact>(r#"{"visits": {"column": "cart"}}"#).is_err());
    }
}
