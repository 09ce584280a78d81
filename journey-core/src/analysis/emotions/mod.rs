//! Emotions: how do customers feel on their way, where does it dip and where does it delight?

mod curve;
mod frame;
mod life;
mod measures;
mod options;
mod report;
mod sample;
mod shape;
#[cfg(test)]
mod tests;

use super::comments::ScoredTexts;
use super::fact::{FactPlan, FactReader};
use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::{EventLog, Journey, MISSING, Shard};
use crate::work::Work;

pub(crate) use frame::Frame;
pub use life::EmotionSummary;
pub(crate) use life::Life;
use life::Person;
pub use options::{EmotionRating, Emotions, ExpectedEmotion};
pub use report::{EmotionMeasureRow, EmotionMemoryRow, EmotionReport, EmotionRow, ExpectationVerdict};
pub use shape::EmotionMeasure;

/// Fewer ratings off a scale say nothing about the scale.
const LEAST_OFF: u64 = 10;

/// Where moods are found in a log, and what they are about.
#[derive(Debug)]
pub struct EmotionPlan {
    ratings: Vec<RatingPlan>,
    comments: Option<ScoredTexts>,
    /// What each touchpoint of the log is in the frame.
    codes: Vec<Option<u32>>,
    group: Option<usize>,
    outcome: Option<FactPlan>,
    frame: Frame,
}

/// Where ratings are found.
#[derive(Debug)]
struct RatingPlan {
    column: usize,
    /// Only answers given here.
    at: Option<u32>,
    /// What they are about: where they are given if `None`; nothing in the order if that is `None`.
    about: Option<Option<u32>>,
    min: f64,
    max: f64,
    missing: Vec<f64>,
}

impl RatingPlan {
    /// The rating of an event and what it is about; counts whether it is on the scale.
    fn read(
        &self,
        journey: &Journey<'_>,
        (event, place): (usize, u32),
        scale: &mut (u64, u64),
    ) -> Option<f64> {
        if self.at.is_some_and(|at| at != place) {
            return None;
        }
        let answer = journey.numbers(self.column).get(event).copied().filter(|answer| !answer.is_nan())?;
        if self.missing.contains(&answer) {
            return None;
        }
        let mood = to_emotion(answer, self.min, self.max);
        let count = if mood.is_some() { &mut scale.0 } else { &mut scale.1 };
        *count += 1;
        mood
    }
}

/// A rating on the emotion scale; `None` outside of its own scale.
pub(crate) fn to_emotion(rating: f64, min: f64, max: f64) -> Option<f64> {
    let inside = (min..=max).contains(&rating);
    inside.then(|| (4.0 * (rating - min) / (max - min) - 2.0).clamp(-2.0, 2.0))
}

/// The sentiment of a comment, from -1 to 1, on the emotion scale.
pub(crate) fn from_sentiment(compound: f64) -> f64 {
    2.0 * compound
}

impl EmotionPlan {
    fn life(
        &self,
        journey: &Journey<'_>,
        outcome: Option<&mut FactReader<'_>>,
        into: &mut EmotionSummary,
    ) -> Life {
        let mut life = Life::default();
        life.groups.extend(
            self.group.and_then(|column| journey.codes(column).iter().copied().find(|&code| code != MISSING)),
        );
        let outcome = outcome.and_then(|reader| reader.read(journey, journey.len()));
        life.outcome = outcome.map(|(value, _)| value);
        let settled = outcome.and_then(|(_, event)| event).unwrap_or(journey.len());
        let mut said: Vec<(u32, Option<f64>, Option<f64>)> = Vec::new();
        for (event, &place) in journey.touchpoints().iter().enumerate() {
            self.hear(journey, (event, place), &mut said, into);
            // What is said at one event has the order of what it is about.
            said.sort_by_key(|(code, ..)| *code);
            said.drain(..).for_each(|(code, rating, comment)| life.add(code, rating, comment));
            if event <= settled {
                life.settled = life.len() as u32;
            }
        }
        life
    }

    /// Lists what was said at an event.
    fn hear(
        &self,
        journey: &Journey<'_>,
        at: (usize, u32),
        said: &mut Vec<(u32, Option<f64>, Option<f64>)>,
        into: &mut EmotionSummary,
    ) {
        let here = self.codes.get(at.1 as usize).copied().flatten();
        for (source, scale) in self.ratings.iter().zip(&mut into.scales) {
            let Some(mood) = source.read(journey, at, scale) else { continue };
            match source.about.unwrap_or(here) {
                Some(code) => said.push((code, Some(mood), None)),
                None => into.elsewhere += 1,
            }
        }
        let sentiment = self.comments.as_ref().and_then(|comments| comments.sentiment(journey, at.0));
        let Some(mood) = sentiment.map(from_sentiment) else { return };
        match (here, said.iter_mut().find(|said| Some(said.0) == here)) {
            (_, Some(rated)) => rated.2 = Some(mood),
            (Some(code), None) => said.push((code, None, Some(mood))),
            (None, None) => into.elsewhere += 1,
        }
    }
}

impl Analysis for Emotions {
    type Plan = EmotionPlan;
    type Summary = EmotionSummary;
    type Report = EmotionReport;

    fn plan(&self, log: &EventLog) -> Result<EmotionPlan> {
        self.resolve(log)
    }

    fn observe(&self, plan: &EmotionPlan, shard: &Shard, into: &mut EmotionSummary) {
        into.fit(plan.ratings.len());
        let mut outcome =
            plan.outcome.as_ref().map(|plan| FactReader::new(plan, super::SeveralAnswers::Last));
        for journey in shard.journeys() {
            let life = plan.life(&journey, outcome.as_mut(), into);
            into.see(life);
        }
    }

    fn merge(&self, into: &mut EmotionSummary, other: EmotionSummary) {
        into.merge(other);
    }

    fn compact(&self, _: &EmotionPlan, summary: &mut EmotionSummary, room: &Room) -> Result<()> {
        room.check("the moods of all customers", summary.memory())
    }

    fn finish(&self, plan: &EmotionPlan, summary: &mut EmotionSummary) -> Result<EmotionReport> {
        for (at, (on, off)) in summary.scales.iter().enumerate() {
            if *off >= LEAST_OFF && off > on {
                let field = format!("ratings[{at}].max");
                let given = self.ratings.get(at).map_or(0.0, |rating| rating.max);
                let expected = format!("the scale of the ratings: {off} of {} are off it", on + off);
                return Err(Error::option(&field, given, expected));
            }
        }
        summary.report(&plan.frame)
    }
}

/// Reports of fewer customers are made on one thread.
const FEW: usize = 2000;

/// A part of the report about a group.
#[derive(Debug, Clone, Copy)]
enum Part {
    Touchpoints,
    Stages,
    Whole,
}

impl Part {
    const ALL: [Self; 3] = [Self::Touchpoints, Self::Stages, Self::Whole];
}

/// The same, made.
enum Told {
    Rows(Vec<EmotionRow>),
    Stages(Vec<EmotionRow>),
    Whole((Vec<EmotionMeasureRow>, Option<EmotionMemoryRow>)),
}

impl EmotionSummary {
    /// The report of all customers, in whatever order they were seen.
    pub(crate) fn report(&mut self, frame: &Frame) -> Result<EmotionReport> {
        let people = self.people(frame.comment_weight);
        let levels = (frame.touchpoints(&people), frame.stages());
        let mut report = EmotionReport {
            customers: people.len() as u64,
            several: people.iter().filter(|person| person.felt.len() > 1).count() as u64,
            out_of_scale: self.scales.iter().map(|(_, off)| off).sum(),
            elsewhere: self.elsewhere,
            ..EmotionReport::default()
        };
        let present = |group: &usize| people.iter().any(|person| person.groups.contains(&(*group as u32)));
        let groups = std::iter::once(None).chain((0..frame.groups.len()).filter(present).map(Some));
        let parts: Vec<(Option<usize>, Part)> =
            groups.flat_map(|group| Part::ALL.map(|part| (group, part))).collect();
        let work = Work::current().silent();
        let work = if people.len() < FEW { work.threads(1) } else { work };
        let told = work.map("analysing", parts.len(), |index| {
            let Some(&(group, part)) = parts.get(index) else { return Ok(Told::Rows(Vec::new())) };
            let belongs =
                |person: &&Person| group.is_none_or(|group| person.groups.contains(&(group as u32)));
            let members: Vec<&Person> = people.iter().filter(belongs).collect();
            Ok(match part {
                Part::Touchpoints => Told::Rows(curve::rows(frame, &levels.0, group, &members)),
                Part::Stages => Told::Stages(curve::rows(frame, &levels.1, group, &members)),
                Part::Whole => Told::Whole(measures::rows(frame, &levels.0, group, &members)?),
            })
        })?;
        for told in told {
            match told {
                Told::Rows(rows) => report.rows.extend(rows),
                Told::Stages(rows) => report.stages.extend(rows),
                Told::Whole((measures, memory)) => {
                    report.measures.extend(measures);
                    report.memory.extend(memory);
                }
            }
        }
        curve::settle(frame, &mut report);
        Ok(report)
    }
}
