//! What a journey says about a map, worked out once and then counted wherever it belongs.

use super::bind::{Bound, Reading};
use super::coverage::CoverageSummary;
use super::plan::Plan;
use super::signs::{self, Signs};
use crate::analysis::{Scale, Visit};
use crate::log::{Journey, NO_END};

/// How far a journey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It reached the end of the scope.
    Completed,
    /// It may still go on.
    Open,
    /// It is over and did not reach the end of the scope.
    Lost,
}

/// A journey with bound events.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    /// The journey with all of its events.
    pub journey: Journey<'a>,
    /// Whether the customer belongs to each persona.
    pub members: &'a [bool],
    /// The bound events.
    pub events: &'a [Bound],
    pub state: State,
    pub touchpoints: &'a Level,
    pub stages: &'a Level,
    /// What the customer went through, in the order of `touchpoints.touched`.
    pub signs: &'a [Signs],
    /// Ratings on their own scale, with the touchpoints they are about.
    pub rated: &'a [(u32, f64)],
    /// Comments with a sentiment, in the order of the events.
    pub said: &'a [Said],
    /// Touchpoints of the events.
    pub reach: Reach,
    /// Smallest input row of the events.
    pub first_row: u64,
}

/// A comment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Said {
    /// Position in the journey.
    pub at: u32,
    pub place: u32,
    /// From -1 to +1.
    pub sentiment: f64,
}

/// A set of touchpoints in one word: each has one bit, which it shares with others if there are more than 64.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Reach(u64);

impl Reach {
    /// Whether it may have a touchpoint in common with another set.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl FromIterator<usize> for Reach {
    fn from_iter<I: IntoIterator<Item = usize>>(touchpoints: I) -> Self {
        Self(touchpoints.into_iter().fold(0, |bits, touchpoint| bits | 1 << (touchpoint % 64)))
    }
}

/// The journey as a sequence of visits to touchpoints, or to stages.
#[derive(Debug, Default)]
pub(super) struct Level {
    /// `first` and `after` count bound events.
    pub visits: Vec<Visit>,
    /// The distinct places.
    pub touched: Vec<Touched>,
    /// Position of each place in `touched`.
    slots: Vec<u32>,
}

/// A place that a journey touched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Touched {
    pub place: u32,
    pub events: u32,
    /// Whether the journey later came to a place further on in the map.
    pub went_on: bool,
    /// Whether the journey's last event is here.
    pub last: bool,
    /// Position of the first visit here.
    first: u32,
    /// Position of the last visit here that began before the end of the scope; [`NONE`] without one.
    last_before: u32,
    /// Number and sum of ratings on the emotion scale.
    rated: u32,
    mood: f64,
}

const NONE: u32 = u32::MAX;

/// Reads journeys, with memory that is used again from one to the next.
#[derive(Debug)]
pub(super) struct Reader<'p> {
    plan: &'p Plan,
    reading: Reading,
    touchpoints: Level,
    stages: Level,
    signs: Vec<Signs>,
    rated: Vec<(u32, f64)>,
    said: Vec<Said>,
}

impl<'p> Reader<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        let (touchpoints, stages) = (Level::default(), Level::default());
        let (reading, signs) = (Reading::default(), Vec::new());
        Self { plan, reading, touchpoints, stages, signs, rated: Vec::new(), said: Vec::new() }
    }

    /// What a journey says; `None` if none of its events is bound.
    pub(super) fn read<'a>(
        &'a mut self,
        journey: Journey<'a>,
        coverage: &mut CoverageSummary,
    ) -> Option<Facts<'a>> {
        let layout = self.plan.layout();
        self.plan.binding.read(&journey, &mut self.reading, coverage);
        let events = self.reading.events.as_slice();
        let last_time = events.last()?.time;
        let completed_at = events.iter().position(|event| layout.end.contains(&(event.place as usize)));
        let state = match completed_at {
            Some(_) => State::Completed,
            None if last_time > self.plan.open_after => State::Open,
            None => State::Lost,
        };
        let before = completed_at.unwrap_or(events.len());
        self.touchpoints.clear();
        self.touchpoints.follow(&journey, events);
        self.touchpoints.settle(layout.touchpoints.len(), before);
        self.stages.clear();
        let stage = |place: u32| layout.stage_of(place as usize) as u32;
        self.stages.gather(&self.touchpoints.visits, stage);
        self.stages.settle(layout.stages.len(), before);
        signs::read(self.plan, &journey, events, (&self.touchpoints, before), &mut self.signs);
        self.listen(&journey);
        let events = self.reading.events.as_slice();
        Some(Facts {
            journey,
            members: &self.reading.members,
            events,
            state,
            touchpoints: &self.touchpoints,
            stages: &self.stages,
            signs: &self.signs,
            rated: &self.rated,
            said: &self.said,
            first_row: events.iter().map(|event| event.row).min().unwrap_or_default(),
            reach: self.touchpoints.touched.iter().map(|touched| touched.place as usize).collect(),
        })
    }

    fn listen(&mut self, journey: &Journey<'_>) {
        self.rate(journey);
        self.hear(journey);
    }

    /// Scores the comments.
    fn hear(&mut self, journey: &Journey<'_>) {
        self.said.clear();
        let Some(comments) = &self.plan.comments else { return };
        for event in &self.reading.events {
            if let Some(sentiment) = comments.sentiment(journey, event.at as usize) {
                self.said.push(Said { at: event.at, place: event.place, sentiment });
            }
        }
        signs::said(&self.said, &self.touchpoints, &mut self.signs);
    }

    fn rate(&mut self, journey: &Journey<'_>) {
        self.rated.clear();
        let mut values = (usize::MAX, [].as_slice());
        for event in &self.reading.events {
            let Some(Some(rating)) = self.plan.ratings.get(event.place as usize) else { continue };
            if values.0 != rating.column {
                values = (rating.column, journey.numbers(rating.column));
            }
            let Some(&value) = values.1.get(event.at as usize).filter(|value| !value.is_nan()) else {
                continue;
            };
            self.rated.push((event.place, value));
            if let Some(emotion) = to_emotion(value, &rating.scale) {
                self.touchpoints.feel(event.place, emotion);
            }
        }
    }
}

impl Facts<'_> {
    /// Time of the last bound event.
    pub(super) fn last_time(&self) -> Option<i64> {
        self.events.last().map(|event| event.time)
    }

    /// A customer is at risk once a place, at the last visit before the end of the scope: when it began, and
    /// whether the customer left. Visits near the end of the data do not count: there, those who go on are known
    /// sooner than those who leave.
    pub(super) fn risk(&self, plan: &Plan, level: &Level, touched: &Touched) -> Option<(i64, bool)> {
        let visit = level.visits.get(touched.last_before as usize)?;
        let ended = touched.last_before as usize + 1 == level.visits.len();
        let known = visit.start <= plan.open_after && !(ended && self.state == State::Open);
        known.then_some((visit.start, ended && self.state == State::Lost))
    }

    /// Whether it is known if the customer went on after the first visit to a place. As near the end of the data as
    /// for [`risk`](Self::risk), nothing counts.
    pub(super) fn decided(&self, plan: &Plan, level: &Level, touched: &Touched) -> bool {
        let start = level.visits.get(touched.first as usize).map(|visit| visit.start);
        start.is_some_and(|start| start <= plan.open_after) && (touched.went_on || self.state != State::Open)
    }

    /// Whether it is known if the customer reaches the end of the scope: the same for the journey as a whole.
    pub(super) fn settled(&self, plan: &Plan) -> bool {
        let start = self.events.first().map(|event| event.time);
        start.is_some_and(|start| start <= plan.open_after) && self.state != State::Open
    }
}

impl Touched {
    /// Position of the first visit here.
    pub(super) fn first_visit(&self) -> usize {
        self.first as usize
    }

    /// Mean rating of the customer here, on the emotion scale; `None` without one.
    pub(super) fn mood(&self) -> Option<f64> {
        (self.rated > 0).then(|| self.mood / f64::from(self.rated))
    }
}

impl Level {
    /// What is known about a place that the journey touched.
    pub(super) fn touched(&self, place: u32) -> Option<&Touched> {
        self.slot(place).and_then(|slot| self.touched.get(slot))
    }

    /// Position of a place among those that the journey touched.
    pub(super) fn slot(&self, place: u32) -> Option<usize> {
        self.slots.get(place as usize).filter(|&&slot| slot != NONE).map(|&slot| slot as usize)
    }

    /// Each visit but the first, with the one before and whether it is the first here.
    pub(super) fn arrivals(&self) -> impl Iterator<Item = (&Visit, &Visit, bool)> {
        let pairs = self.visits.iter().zip(self.visits.iter().skip(1)).enumerate();
        pairs.map(|(i, (before, visit))| {
            let first = self.touched(visit.place).is_some_and(|touched| touched.first as usize == i + 1);
            (before, visit, first)
        })
    }

    fn clear(&mut self) {
        self.visits.clear();
        for touched in self.touched.drain(..) {
            if let Some(slot) = self.slots.get_mut(touched.place as usize) {
                *slot = NONE;
            }
        }
    }

    /// Lists the visits: unbroken runs of events at one touchpoint.
    fn follow(&mut self, journey: &Journey<'_>, events: &[Bound]) {
        let ends = journey.ends();
        for (i, event) in events.iter().enumerate() {
            let own_end = ends.get(event.at as usize).copied().filter(|&end| end != NO_END);
            let end = own_end.unwrap_or(event.time);
            match self.visits.last_mut() {
                Some(visit) if visit.place == event.place => {
                    visit.after = i + 1;
                    visit.end = end;
                    visit.measured = true;
                }
                _ => self.visits.push(Visit {
                    place: event.place,
                    first: i,
                    after: i + 1,
                    start: event.time,
                    end,
                    measured: own_end.is_some(),
                }),
            }
        }
    }

    /// Lists the visits to groups of places.
    fn gather(&mut self, visits: &[Visit], group: impl Fn(u32) -> u32) {
        for visit in visits {
            let place = group(visit.place);
            match self.visits.last_mut() {
                Some(last) if last.place == place => {
                    last.after = visit.after;
                    last.end = visit.end;
                    last.measured = true;
                }
                _ => self.visits.push(Visit { place, ..*visit }),
            }
        }
    }

    /// Sums up the visits to each place; `before` is the number of events before the end of the scope.
    fn settle(&mut self, places: usize, before: usize) {
        self.slots.resize(places, NONE);
        let mut furthest = 0;
        for (i, visit) in self.visits.iter().enumerate().rev() {
            let Some(slot) = self.slots.get_mut(visit.place as usize) else { continue };
            if *slot == NONE {
                *slot = self.touched.len() as u32;
                self.touched.push(Touched {
                    place: visit.place,
                    events: 0,
                    went_on: false,
                    last: i + 1 == self.visits.len(),
                    first: i as u32,
                    last_before: NONE,
                    rated: 0,
                    mood: 0.0,
                });
            }
            if let Some(touched) = self.touched.get_mut(*slot as usize) {
                touched.events += (visit.after - visit.first) as u32;
                touched.went_on = furthest > visit.place;
                touched.first = i as u32;
                if touched.last_before == NONE && visit.first < before {
                    touched.last_before = i as u32;
                }
            }
            furthest = furthest.max(visit.place);
        }
    }

    fn feel(&mut self, place: u32, emotion: f64) {
        let slot = self.slots.get(place as usize).copied().unwrap_or(NONE);
        if let Some(touched) = self.touched.get_mut(slot as usize) {
            touched.mood += emotion;
            touched.rated += 1;
        }
    }
}

/// A rating on the emotion scale; `None` outside of its own scale.
pub(super) fn to_emotion(rating: f64, scale: &Scale) -> Option<f64> {
    crate::analysis::to_emotion(rating, scale.min, scale.max)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Place, events, went on, last, first visit, last visit before the end of the scope.
    type Row = (u32, u32, bool, bool, u32, u32);

    fn rows(places: &[u32], before: usize) -> Vec<Row> {
        let mut level = Level::default();
        let visit = |(i, run): (usize, &[u32])| Visit {
            place: run[0],
            first: i,
            after: i + run.len(),
            start: 0,
            end: 0,
            measured: false,
        };
        let mut first = 0;
        for run in places.chunk_by(|a, b| a == b) {
            level.visits.push(visit((first, run)));
            first += run.len();
        }
        level.settle(9, before);
        let row = |t: &Touched| (t.place, t.events, t.went_on, t.last, t.first, t.last_before);
        let mut rows: Vec<Row> = level.touched.iter().map(row).collect();
        rows.sort_unstable();
        level.clear();
        assert!(level.slots.iter().all(|&slot| slot == NONE));
        rows
    }

    #[test]
    fn touched_places_know_whether_the_journey_went_on() {
        assert_eq!(
            rows(&[1, 0, 2, 1], 4),
            [(0, 1, true, false, 1, 1), (1, 2, true, true, 0, 3), (2, 1, false, false, 2, 2)]
        );
        assert!(rows(&[], 0).is_empty());
        // Place 3 went on only before it was reached.
        assert_eq!(rows(&[5, 3, 3], 3)[0], (3, 2, false, true, 1, 1));
    }

    #[test]
    fn the_last_visit_before_the_end_of_the_scope_counts() {
        let last = |before| rows(&[0, 1, 1, 0, 2], before).iter().map(|row| row.5).collect::<Vec<_>>();
        assert_eq!(last(4), [2, 1, NONE]);
        assert_eq!(last(3), [0, 1, NONE]);
        assert_eq!(last(0), [NONE, NONE, NONE]);
    }
}
