//! What a part of the log tells about a map: counts, times and sums for every view and element.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coverage::CoverageSummary;
use super::evidence::Evidence;
use super::facts::{Facts, Level, State};
use super::kpi_summary::KpiSummary;
use super::moments::Moments;
use super::plan::Plan;
use super::sample::Sample;
use crate::analysis::{Answers, Scale, Visit, pairs};

/// What a part of the log tells about a map.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct MeasureSummary {
    pub(super) coverage: CoverageSummary,
    /// Everybody, then the personas.
    pub(super) views: Vec<ViewSummary>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct ViewSummary {
    pub customers: u64,
    pub events: u64,
    pub completed: u64,
    pub open: u64,
    pub lost: u64,
    pub stages: Vec<ElementSummary>,
    pub touchpoints: Vec<ElementSummary>,
    pub kpis: Vec<KpiSummary>,
    #[serde(with = "pairs")]
    pub handoffs: BTreeMap<(u32, u32), HandoffSummary>,
    /// What findings are tested with, for each touchpoint.
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct ElementSummary {
    pub customers: u64,
    pub events: u64,
    pub visits: u64,
    /// Customers who went on, and those of whom it is known whether they did.
    pub went_on: u64,
    pub decided: u64,
    /// Customers whose journey is not open.
    pub closed: u64,
    pub dropped: u64,
    pub open: u64,
    pub backward: u64,
    pub handoffs: u64,
    pub spent: Vec<i64>,
    pub waited: Vec<i64>,
    pub interactions: Moments,
    #[serde(with = "pairs")]
    pub channels: BTreeMap<u32, u64>,
    pub ratings: Answers,
    pub emotions: Answers,
    pub rows: Sample,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct HandoffSummary {
    pub customers: u64,
    pub waited: Vec<i64>,
}

/// The emotion scale.
pub(super) const EMOTION: Scale = Scale { min: -2.0, max: 2.0, whole: false };

impl MeasureSummary {
    /// Counts a bound journey for everybody and for the customer's personas.
    pub(super) fn see(&mut self, plan: &Plan, facts: &Facts<'_>, members: &[bool]) {
        self.views.resize_with(members.len() + 1, ViewSummary::default);
        let mut views = self.views.iter_mut();
        if let Some(everybody) = views.next() {
            everybody.see(plan, facts, members);
        }
        for (view, _) in views.zip(members).filter(|(_, member)| **member) {
            view.see(plan, facts, members);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.coverage.merge(other.coverage);
        merge_all(&mut self.views, other.views, ViewSummary::merge);
    }
}

/// Merges two lists item by item; either may be shorter.
pub(super) fn merge_all<T: Default>(into: &mut Vec<T>, other: Vec<T>, merge: impl Fn(&mut T, T)) {
    if into.len() < other.len() {
        into.resize_with(other.len(), T::default);
    }
    into.iter_mut().zip(other).for_each(|(into, other)| merge(into, other));
}

impl ViewSummary {
    fn see(&mut self, plan: &Plan, facts: &Facts<'_>, members: &[bool]) {
        let layout = plan.layout();
        self.stages.resize_with(layout.stages.len(), Default::default);
        self.touchpoints.resize_with(layout.touchpoints.len(), Default::default);
        self.kpis.resize_with(plan.kpis.len(), Default::default);
        self.evidence.resize_with(layout.touchpoints.len(), Default::default);
        self.customers += 1;
        self.events += facts.journey.len() as u64;
        match facts.state {
            State::Completed => self.completed += 1,
            State::Open => self.open += 1,
            State::Lost => self.lost += 1,
        }
        see_level(&mut self.touchpoints, &facts.touchpoints, facts);
        see_level(&mut self.stages, &facts.stages, facts);
        self.see_events(plan, facts);
        self.see_handoffs(plan, facts);
        Evidence::see(&mut self.evidence, plan, facts, members);
        for (kpi, plan_of_kpi) in self.kpis.iter_mut().zip(&plan.kpis) {
            if plan_of_kpi.persona.is_none_or(|persona| members.get(persona) == Some(&true)) {
                kpi.see(plan, plan_of_kpi, facts);
            }
        }
    }

    fn see_events(&mut self, plan: &Plan, facts: &Facts<'_>) {
        let rows = facts.journey.rows();
        for (event, &code) in facts.touchpoints.places.iter().enumerate() {
            let touchpoint = code as usize;
            let stage = plan.layout().stage_of(touchpoint);
            let channel = plan.channel(facts, event, touchpoint);
            let rating = plan.rating(facts, event, touchpoint);
            for element in
                [self.touchpoints.get_mut(touchpoint), self.stages.get_mut(stage)].into_iter().flatten()
            {
                if let Some(&row) = rows.get(event) {
                    element.rows.add(row.into());
                }
                if let Some(channel) = channel {
                    *element.channels.entry(channel).or_default() += 1;
                }
                if let Some((rating, scale)) = rating {
                    element.ratings.add(&scale, rating);
                    if let Some(emotion) = to_emotion(rating, &scale) {
                        element.emotions.add(&EMOTION, emotion);
                    }
                }
            }
        }
    }

    fn see_handoffs(&mut self, plan: &Plan, facts: &Facts<'_>) {
        let layout = plan.layout();
        let mut seen: Vec<(u32, u32)> = Vec::new();
        for (before, visit) in pairs_of(&facts.touchpoints.visits) {
            let touchpoint = visit.place as usize;
            let owners = (layout.owner_of(before.place as usize), layout.owner_of(touchpoint));
            let (Some(source), Some(target)) = owners else { continue };
            if source == target {
                continue;
            }
            let stage = layout.stage_of(touchpoint);
            for element in
                [self.touchpoints.get_mut(touchpoint), self.stages.get_mut(stage)].into_iter().flatten()
            {
                element.handoffs += 1;
            }
            let (waited, _) = visit.waiting_time(before);
            self.handoffs.entry((source, target)).or_default().waited.push(waited);
            seen.push((source, target));
        }
        seen.sort_unstable();
        seen.dedup();
        for pair in seen {
            self.handoffs.entry(pair).or_default().customers += 1;
        }
    }

    fn merge(&mut self, other: Self) {
        self.customers += other.customers;
        self.events += other.events;
        self.completed += other.completed;
        self.open += other.open;
        self.lost += other.lost;
        merge_all(&mut self.stages, other.stages, ElementSummary::merge);
        merge_all(&mut self.touchpoints, other.touchpoints, ElementSummary::merge);
        merge_all(&mut self.kpis, other.kpis, KpiSummary::merge);
        merge_all(&mut self.evidence, other.evidence, Evidence::merge);
        for (pair, mut handoff) in other.handoffs {
            let total = self.handoffs.entry(pair).or_default();
            total.customers += handoff.customers;
            total.waited.append(&mut handoff.waited);
        }
    }
}

/// A rating on the emotion scale; `None` outside of its own scale.
pub(super) fn to_emotion(rating: f64, scale: &Scale) -> Option<f64> {
    let inside = (scale.min..=scale.max).contains(&rating);
    inside.then(|| (4.0 * (rating - scale.min) / (scale.max - scale.min) - 2.0).clamp(-2.0, 2.0))
}

/// Each visit with the one before.
pub(super) fn pairs_of(visits: &[Visit]) -> impl Iterator<Item = (&Visit, &Visit)> {
    visits.iter().zip(visits.iter().skip(1))
}

fn see_level(elements: &mut [ElementSummary], level: &Level<'_>, facts: &Facts<'_>) {
    for touched in &level.touched {
        let Some(element) = elements.get_mut(touched.place as usize) else { continue };
        element.customers += 1;
        element.events += touched.events;
        element.interactions.add(touched.events as f64);
        element.went_on += u64::from(touched.went_on);
        element.decided += u64::from(touched.went_on || facts.state != State::Open);
        element.closed += u64::from(facts.state != State::Open);
        element.dropped += u64::from(touched.last && facts.state == State::Lost);
        element.open += u64::from(touched.last && facts.state == State::Open);
    }
    for visit in &level.visits {
        let Some(element) = elements.get_mut(visit.place as usize) else { continue };
        element.visits += 1;
        element.spent.extend(visit.time_spent());
    }
    for (before, visit) in pairs_of(&level.visits) {
        let Some(element) = elements.get_mut(visit.place as usize) else { continue };
        element.backward += u64::from(before.place > visit.place);
        element.waited.push(visit.waiting_time(before).0);
    }
}

impl ElementSummary {
    fn merge(&mut self, mut other: Self) {
        self.customers += other.customers;
        self.events += other.events;
        self.visits += other.visits;
        self.went_on += other.went_on;
        self.decided += other.decided;
        self.closed += other.closed;
        self.dropped += other.dropped;
        self.open += other.open;
        self.backward += other.backward;
        self.handoffs += other.handoffs;
        self.spent.append(&mut other.spent);
        self.waited.append(&mut other.waited);
        self.interactions.merge(other.interactions);
        for (channel, count) in other.channels {
            *self.channels.entry(channel).or_default() += count;
        }
        self.ratings.merge(other.ratings);
        self.emotions.merge(other.emotions);
        self.rows.merge(other.rows);
    }
}

impl Plan {
    fn channel(&self, facts: &Facts<'_>, event: usize, touchpoint: usize) -> Option<u32> {
        match self.channels.column {
            Some(column) => {
                let code = facts.journey.codes(column).get(event).copied();
                code.filter(|&code| code != crate::log::MISSING)
            }
            None => self.channels.stated.get(touchpoint).copied().flatten(),
        }
    }

    /// Rating of an event and its scale; `None` without one.
    pub(super) fn rating(&self, facts: &Facts<'_>, event: usize, touchpoint: usize) -> Option<(f64, Scale)> {
        let rating = self.ratings.get(touchpoint)?.as_ref()?;
        let value = facts.journey.numbers(rating.column).get(event).copied();
        value.filter(|value| !value.is_nan()).map(|value| (value, rating.scale))
    }
}
