//! What a bound journey says, worked out once and then counted in every view it belongs to.

use super::plan::Plan;
use crate::analysis::{Visit, visits};
use crate::log::Journey;

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

/// A bound journey.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub journey: Journey<'a>,
    pub state: State,
    /// Position of the first event at the end of the scope.
    pub completed_at: Option<usize>,
    pub touchpoints: Level<'a>,
    pub stages: Level<'static>,
}

/// The journey as a sequence of touchpoints, or of stages.
#[derive(Debug)]
pub(super) struct Level<'a> {
    /// Place of each event.
    pub places: std::borrow::Cow<'a, [u32]>,
    pub visits: Vec<Visit>,
    /// The distinct places in ascending order.
    pub touched: Vec<Touched>,
}

/// A place that a journey touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Touched {
    pub place: u32,
    pub events: u64,
    /// Whether the journey later came to a place further on in the map.
    pub went_on: bool,
    /// Whether the journey's last event is here.
    pub last: bool,
}

impl<'a> Facts<'a> {
    pub(super) fn of(plan: &Plan, journey: Journey<'a>) -> Self {
        let codes = journey.touchpoints();
        let end = &plan.layout().end;
        let completed_at = codes.iter().position(|&code| end.contains(&(code as usize)));
        let state = match completed_at {
            Some(_) => State::Completed,
            None if journey.last_time().is_some_and(|last| last > plan.open_after) => State::Open,
            None => State::Lost,
        };
        let stages: Vec<u32> =
            codes.iter().map(|&code| plan.layout().stage_of(code as usize) as u32).collect();
        Self {
            journey,
            state,
            completed_at,
            touchpoints: Level::of(&journey, codes.into()),
            stages: Level::of(&journey, stages.into()),
        }
    }
}

impl<'a> Level<'a> {
    fn of(journey: &Journey<'_>, places: std::borrow::Cow<'a, [u32]>) -> Self {
        let visits = visits(journey, &places).collect();
        let touched = touched(&places);
        Self { places, visits, touched }
    }
}

fn touched(places: &[u32]) -> Vec<Touched> {
    let mut furthest_after = vec![0; places.len()];
    let mut furthest = 0;
    for (slot, &place) in furthest_after.iter_mut().zip(places).rev() {
        *slot = furthest;
        furthest = furthest.max(place);
    }
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&event| places.get(event).copied());
    let same = |a: &usize, b: &usize| places.get(*a) == places.get(*b);
    let runs = order.chunk_by(same);
    runs.filter_map(|run| {
        let &first = run.first()?;
        let &place = places.get(first)?;
        Some(Touched {
            place,
            events: run.len() as u64,
            went_on: furthest_after.get(first).is_some_and(|&after| after > place),
            last: run.last().is_some_and(|&last| last + 1 == places.len()),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touched_places_know_whether_the_journey_went_on() {
        let of = |place, events, went_on, last| Touched { place, events, went_on, last };
        assert_eq!(
            touched(&[1, 0, 2, 1]),
            [of(0, 1, true, false), of(1, 2, true, true), of(2, 1, false, false)]
        );
        assert!(touched(&[]).is_empty());
        // Place 3 went on only before it was reached.
        assert_eq!(touched(&[5, 3])[0], of(3, 1, false, true));
    }
}
