//! What the journeys of a group of customers tell about a map: counts, times and sums for every element.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::facts::{Facts, Level, State};
use super::groups::merge_all;
use super::kpi_summary::KpiSummary;
use super::plan::Plan;
use super::sample::Sample;
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
}

/// How long customers waited before they arrived, in microseconds. Kept apart by whether it was the first arrival
/// here, and whether it was from another stage.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Waits {
    first_within: Vec<i64>,
    first_across: Vec<i64>,
    again_within: Vec<i64>,
    again_across: Vec<i64>,
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
            let (waited, _) = visit.waiting_time(before);
            spot.waits.list(first, layout.stage_of(from) != layout.stage_of(to)).push(waited);
            if let (Some(source), Some(target)) = (layout.owner_of(from), layout.owner_of(to))
                && source != target
            {
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
    }
}

impl Waits {
    fn list(&mut self, first: bool, across: bool) -> &mut Vec<i64> {
        match (first, across) {
            (true, false) => &mut self.first_within,
            (true, true) => &mut self.first_across,
            (false, false) => &mut self.again_within,
            (false, true) => &mut self.again_across,
        }
    }

    /// Of all arrivals.
    pub(super) fn all(&self) -> [&[i64]; 4] {
        [&self.first_within, &self.first_across, &self.again_within, &self.again_across]
    }

    /// Of arrivals from another stage.
    pub(super) fn across(&self) -> [&[i64]; 2] {
        [&self.first_across, &self.again_across]
    }

    /// Of the first arrival of each customer.
    pub(super) fn first(&self) -> [&[i64]; 2] {
        [&self.first_within, &self.first_across]
    }

    pub(super) fn sort_first(&mut self) {
        self.first_within.sort_unstable();
        self.first_across.sort_unstable();
    }

    fn merge(&mut self, mut other: Self) {
        self.first_within.append(&mut other.first_within);
        self.first_across.append(&mut other.first_across);
        self.again_within.append(&mut other.again_within);
        self.again_across.append(&mut other.again_across);
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
