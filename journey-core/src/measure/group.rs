//! What the journeys of a group of customers tell about a map: counts, times and sums for every element.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::facts::{Facts, Level, State};
use super::groups::merge_all;
use super::kpi_summary::KpiSummary;
use super::plan::Plan;
use super::sample::Sample;
use super::signs::KINDS;
use super::tally::Tally;
use crate::analysis::pairs;
use crate::log::MISSING;

/// A group of customers.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Group {
    pub customers: u64,
    pub events: u64,
    pub completed: u64,
    pub open: u64,
    pub lost: u64,
    /// Customers of whom it is known whether they reach the end of the scope. All who are lost are among them.
    pub settled: u64,
    pub stages: Vec<Place>,
    pub touchpoints: Vec<Place>,
    /// What is only counted at touchpoints.
    pub spots: Vec<Spot>,
    pub kpis: Vec<KpiSummary>,
    /// Moves by owner before and owner after.
    #[serde(with = "pairs")]
    pub handoffs: HashMap<(u32, u32), Moves>,
}

/// A stage or touchpoint.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Place {
    pub customers: u64,
    pub events: u64,
    /// Sum of the squared numbers of events of each customer: under 2^64, as a log has less than 2^32 events.
    pub squares: u64,
    pub visits: u64,
    /// Customers who went on, and those of whom it is known whether they did.
    pub went_on: u64,
    pub decided: u64,
    /// Customers of whom it is known whether their journey ended here before the end of the scope, and those of them
    /// of whom it did.
    pub at_risk: u64,
    pub dropped: u64,
    pub open: u64,
    pub backward: u64,
    pub spent: Vec<i64>,
}

/// A touchpoint.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Spot {
    pub waits: Waits,
    pub handoffs: u64,
    /// Ratings on the scale of the input.
    pub ratings: Tally,
    /// Mean emotion of each customer minus what the map expects; where it expects nothing, the emotion.
    pub moods: Tally,
    pub channels: Tally,
    pub rows: Sample,
    /// For each of [`signs::KINDS`], the customers considered and those of them who suffered.
    pub trials: [Trials; KINDS.len()],
}

/// Customers considered and those of them who suffered.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Trials {
    pub n: u64,
    pub suffered: u64,
}

/// How long customers waited before they arrived, in microseconds. Kept apart by whether it was the first arrival
/// here, and whether it was from another stage.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Waits {
    /// First arrivals from the same stage and then from another one, each by [`Hand`].
    first: [Vec<i64>; 6],
    /// Further arrivals, from the same stage and from another one.
    again: [Vec<i64>; 2],
}

/// Whether an arrival was a handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// One of the owners is not stated.
    Unknown,
    /// The same owner.
    Kept,
    /// Another owner.
    Given,
}

/// Moves from one owner to another.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Moves {
    pub customers: u64,
    pub waited: Vec<i64>,
}

/// Memory that is used again from journey to journey.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// Moves between owners, and how long customers waited.
    moves: Vec<((u32, u32), i64)>,
}

impl Group {
    /// Counts a journey.
    pub(super) fn see(&mut self, plan: &Plan, facts: &Facts<'_>, scratch: &mut Scratch) {
        let layout = plan.layout();
        self.stages.resize_with(layout.stages.len(), Default::default);
        self.touchpoints.resize_with(layout.touchpoints.len(), Default::default);
        self.spots.resize_with(layout.touchpoints.len(), Default::default);
        self.kpis.resize_with(plan.kpis.len(), Default::default);
        self.customers += 1;
        self.events += facts.events.len() as u64;
        match facts.state {
            State::Completed => self.completed += 1,
            State::Open => self.open += 1,
            State::Lost => self.lost += 1,
        }
        self.settled += u64::from(facts.settled(plan));
        see_level(&mut self.touchpoints, plan, facts, facts.touchpoints);
        see_level(&mut self.stages, plan, facts, facts.stages);
        self.see_arrivals(plan, facts, scratch);
        self.see_events(plan, facts);
        self.see_moods(plan, facts);
        self.see_signs(plan, facts);
        for (kpi, plan_of_kpi) in self.kpis.iter_mut().zip(&plan.kpis) {
            let member =
                || plan_of_kpi.persona.is_none_or(|persona| facts.members.get(persona) == Some(&true));
            if plan_of_kpi.reach.meets(facts.reach) && member() {
                kpi.see(plan, plan_of_kpi, facts);
            }
        }
    }

    fn see_arrivals(&mut self, plan: &Plan, facts: &Facts<'_>, scratch: &mut Scratch) {
        let layout = plan.layout();
        scratch.moves.clear();
        for (before, visit, first) in facts.touchpoints.arrivals() {
            let (from, to) = (before.place as usize, visit.place as usize);
            let Some(spot) = self.spots.get_mut(to) else { continue };
            let waited = plan.waited(before, visit);
            let owners = layout.owner_of(from).zip(layout.owner_of(to));
            let across = layout.stage_of(from) != layout.stage_of(to);
            spot.waits.list(first.then(|| Hand::of(owners)), across).push(waited);
            if let Some((source, target)) = owners.filter(|(source, target)| source != target) {
                spot.handoffs += 1;
                scratch.moves.push(((source, target), waited));
            }
        }
        scratch.moves.sort_unstable();
        for run in scratch.moves.chunk_by(|a, b| a.0 == b.0) {
            if let Some(&(pair, _)) = run.first() {
                let moves = self.handoffs.entry(pair).or_default();
                moves.customers += 1;
                moves.waited.extend(run.iter().map(|(_, waited)| waited));
            }
        }
    }

    fn see_events(&mut self, plan: &Plan, facts: &Facts<'_>) {
        let channels = plan.channels.column.map(|column| facts.journey.codes(column)).unwrap_or_default();
        for event in facts.events {
            let Some(spot) = self.spots.get_mut(event.place as usize) else { continue };
            spot.rows.add(event.row);
            if let Some(&channel) = channels.get(event.at as usize).filter(|&&channel| channel != MISSING) {
                spot.channels.add_code(channel);
            }
        }
        for &(place, rating) in facts.rated {
            if let Some(spot) = self.spots.get_mut(place as usize) {
                spot.ratings.add(rating);
            }
        }
    }

    /// Moods count once a customer, so that tests have independent observations.
    fn see_moods(&mut self, plan: &Plan, facts: &Facts<'_>) {
        for touched in &facts.touchpoints.touched {
            let Some(spot) = self.spots.get_mut(touched.place as usize) else { continue };
            if let Some(mood) = plan.mood(facts, touched) {
                spot.moods.add(mood);
            }
        }
    }

    fn see_signs(&mut self, plan: &Plan, facts: &Facts<'_>) {
        for (touched, signs) in facts.touchpoints.touched.iter().zip(facts.signs) {
            let place = touched.place as usize;
            let Some(spot) = self.spots.get_mut(place) else { continue };
            for (trials, kind) in spot.trials.iter_mut().zip(KINDS) {
                let suffered = signs.suffered(plan, place, kind);
                trials.n += u64::from(suffered.is_some());
                trials.suffered += u64::from(suffered == Some(true));
            }
        }
    }

    /// Adds the journeys of other customers.
    pub(super) fn merge(&mut self, other: Self) {
        self.customers += other.customers;
        self.events += other.events;
        self.completed += other.completed;
        self.open += other.open;
        self.lost += other.lost;
        self.settled += other.settled;
        merge_all(&mut self.stages, other.stages, Place::merge);
        merge_all(&mut self.touchpoints, other.touchpoints, Place::merge);
        merge_all(&mut self.spots, other.spots, Spot::merge);
        merge_all(&mut self.kpis, other.kpis, KpiSummary::merge);
        for (pair, mut moves) in other.handoffs {
            let total = self.handoffs.entry(pair).or_default();
            total.customers += moves.customers;
            total.waited.append(&mut moves.waited);
        }
    }
}

fn see_level(places: &mut [Place], plan: &Plan, facts: &Facts<'_>, level: &Level) {
    for touched in &level.touched {
        let Some(place) = places.get_mut(touched.place as usize) else { continue };
        let (events, decided) = (u64::from(touched.events), facts.decided(plan, level, touched));
        let risk = facts.risk(plan, level, touched);
        place.customers += 1;
        place.events += events;
        place.squares = place.squares.saturating_add(events * events);
        place.decided += u64::from(decided);
        place.went_on += u64::from(decided && touched.went_on);
        place.at_risk += u64::from(risk.is_some());
        place.dropped += u64::from(risk.is_some_and(|(_, left)| left));
        place.open += u64::from(touched.last && facts.state == State::Open);
    }
    let mut before = 0;
    for visit in &level.visits {
        let Some(place) = places.get_mut(visit.place as usize) else { continue };
        place.visits += 1;
        place.backward += u64::from(before > visit.place);
        place.spent.extend(visit.time_spent());
        before = visit.place;
    }
}

impl Place {
    fn merge(&mut self, mut other: Self) {
        self.customers += other.customers;
        self.events += other.events;
        self.squares = self.squares.saturating_add(other.squares);
        self.visits += other.visits;
        self.went_on += other.went_on;
        self.decided += other.decided;
        self.at_risk += other.at_risk;
        self.dropped += other.dropped;
        self.open += other.open;
        self.backward += other.backward;
        self.spent.append(&mut other.spent);
    }
}

impl Spot {
    fn merge(&mut self, other: Self) {
        self.waits.merge(other.waits);
        self.handoffs += other.handoffs;
        self.ratings.merge(&other.ratings);
        self.moods.merge(&other.moods);
        self.channels.merge(&other.channels);
        self.rows.merge(&other.rows);
        for (trials, more) in self.trials.iter_mut().zip(other.trials) {
            trials.n += more.n;
            trials.suffered += more.suffered;
        }
    }
}

impl Hand {
    pub(super) fn of(owners: Option<(u32, u32)>) -> Self {
        match owners {
            None => Self::Unknown,
            Some((source, target)) if source == target => Self::Kept,
            Some(_) => Self::Given,
        }
    }
}

impl Waits {
    /// The list for a first arrival, by its hand, or for a further one.
    fn list(&mut self, first: Option<Hand>, across: bool) -> &mut Vec<i64> {
        let [same, same_kept, same_given, other, other_kept, other_given] = &mut self.first;
        match (first, across) {
            (Some(Hand::Unknown), false) => same,
            (Some(Hand::Kept), false) => same_kept,
            (Some(Hand::Given), false) => same_given,
            (Some(Hand::Unknown), true) => other,
            (Some(Hand::Kept), true) => other_kept,
            (Some(Hand::Given), true) => other_given,
            (None, across) => {
                let [within, beyond] = &mut self.again;
                if across { beyond } else { within }
            }
        }
    }

    /// Of all arrivals.
    pub(super) fn all(&self) -> impl Iterator<Item = &[i64]> {
        self.first.iter().chain(&self.again).map(Vec::as_slice)
    }

    /// Of arrivals from another stage.
    pub(super) fn across(&self) -> impl Iterator<Item = &[i64]> {
        self.first.iter().skip(3).chain(self.again.iter().skip(1)).map(Vec::as_slice)
    }

    /// Of the first arrival of each customer.
    pub(super) fn first(&self) -> impl Iterator<Item = &[i64]> {
        self.first.iter().map(Vec::as_slice)
    }

    /// Of the first arrival of each customer, if it was of this hand.
    pub(super) fn by_hand(&self, hand: Hand) -> impl Iterator<Item = &[i64]> {
        self.first.iter().skip(hand as usize).step_by(3).map(Vec::as_slice)
    }

    pub(super) fn sort_first(&mut self) {
        self.first.iter_mut().for_each(|list| list.sort_unstable());
    }

    fn merge(&mut self, other: Self) {
        let into = self.first.iter_mut().chain(&mut self.again);
        into.zip(other.first.into_iter().chain(other.again))
            .for_each(|(into, mut more)| into.append(&mut more));
    }
}

impl Plan {
    /// Mood of a customer at a touchpoint: the mean emotion minus what the map expects.
    pub(super) fn mood(&self, facts: &Facts<'_>, touched: &super::facts::Touched) -> Option<f64> {
        let stated = self.expected.get(touched.place as usize);
        let expected = || stated.and_then(|stated| stated.assumed(facts.members)).unwrap_or(0.0);
        touched.mood().map(|mood| mood - expected())
    }
}
