//! From summaries to the numbers of every view: stages, touchpoints, KPIs, handoffs.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::facts::to_emotion;
use super::group::{Group, Place, Spot};
use super::groups::Groups;
use super::kpi;
use super::kpi_summary::KpiSummary;
use super::moments::Sums;
use super::plan::Plan;
use super::sample::Sample;
use super::{ChannelCount, ElementKind, Handoff, MeasuredElement, MeasuredKpi, MeasuredMap, View};
use crate::analysis::{Answers, DurationStats, Estimate, Scale};
use crate::error::Result;
use crate::model::JourneyMap;
use crate::numeric::distribution;
use crate::work::Work;

/// The emotion scale.
const EMOTION: Scale = Scale { min: -2.0, max: 2.0, whole: false };

/// The numbers of everybody, then of each persona.
///
/// # Errors
/// Those of KPIs, and [`Error::Cancelled`](crate::Error::Cancelled).
pub(super) fn views(map: &JourneyMap, plan: &Plan, groups: &Groups, work: &Work) -> Result<Vec<View>> {
    let personas = std::iter::once(None).chain((0..map.personas.len()).map(Some));
    let all: Vec<Who<'_>> = personas.map(|persona| Who::of(map, plan, groups, persona)).collect();
    let layout = plan.layout();
    let mut stages = each(work, &all, layout.stages.len(), |who, stage| Ok(who.stage(stage)))?;
    let mut touchpoints =
        each(work, &all, layout.touchpoints.len(), |who, touchpoint| Ok(who.touchpoint(touchpoint)))?;
    let mut kpis = each(work, &all, map.kpis.len().min(plan.kpis.len()), Who::kpi)?;
    let mut handoffs = each(work, &all, 1, |who, _| Ok(who.handoffs()))?;
    let view = |who: &Who<'_>| View {
        stages: stages.by_ref().take(layout.stages.len()).flatten().collect(),
        touchpoints: touchpoints.by_ref().take(layout.touchpoints.len()).flatten().collect(),
        kpis: kpis.by_ref().take(map.kpis.len()).flatten().collect(),
        handoffs: handoffs.next().unwrap_or_default(),
        ..who.view()
    };
    Ok(all.iter().map(view).collect())
}

/// Makes the parts number 0 to `n` of every view.
fn each<'a, T: Send>(
    work: &Work,
    all: &[Who<'a>],
    n: usize,
    make: impl Fn(&Who<'a>, usize) -> Result<T> + Sync,
) -> Result<std::vec::IntoIter<T>> {
    let parts: Vec<(&Who<'a>, usize)> =
        all.iter().flat_map(|who| (0..n).map(move |part| (who, part))).collect();
    let one = |index: usize| parts.get(index).map(|(who, part)| make(who, *part)).transpose();
    let made = work.map("analysing", parts.len(), one)?;
    Ok(made.into_iter().flatten().collect::<Vec<T>>().into_iter())
}

/// Whom drop-offs are a share of.
pub(super) const AT_RISK: &str = "customers here before the end of the scope whose outcome is known";

/// Whose numbers they are.
struct Who<'a> {
    map: &'a JourneyMap,
    plan: &'a Plan,
    persona: Option<usize>,
    members: Vec<bool>,
    groups: Vec<&'a Group>,
}

impl<'a> Who<'a> {
    fn of(map: &'a JourneyMap, plan: &'a Plan, groups: &'a Groups, persona: Option<usize>) -> Self {
        let mut members = vec![false; map.personas.len()];
        if let Some(member) = persona.and_then(|persona| members.get_mut(persona)) {
            *member = true;
        }
        Self { map, plan, persona, members, groups: groups.of(persona) }
    }

    fn sum(&self, count: impl Fn(&Group) -> u64) -> u64 {
        self.groups.iter().map(|group| count(group)).sum()
    }

    fn view(&self) -> View {
        let person = self.persona.and_then(|persona| self.map.personas.get(persona));
        let (settled, lost) = (self.sum(|group| group.settled), self.sum(|group| group.lost));
        View {
            persona: person.map(|persona| persona.id.clone()),
            name: person.map_or_else(|| "Everybody".into(), |persona| persona.name.clone()),
            customers: self.sum(|group| group.customers),
            events: self.sum(|group| group.events),
            completed: self.sum(|group| group.completed),
            open: self.sum(|group| group.open),
            lost,
            completion: Estimate::share(
                settled - lost.min(settled),
                settled,
                "customers whose outcome is known",
            ),
            stages: Vec::new(),
            touchpoints: Vec::new(),
            kpis: Vec::new(),
            handoffs: Vec::new(),
        }
    }

    fn stage(&self, position: usize) -> Option<MeasuredElement> {
        let layout = self.plan.layout();
        let stage = layout.stages.get(position)?;
        let touchpoints = || stage.touchpoints.clone();
        let stated: Vec<f64> = touchpoints().filter_map(|touchpoint| self.expected(touchpoint)).collect();
        let mut scales = touchpoints().filter_map(|touchpoint| self.scale(touchpoint));
        let first = scales.next();
        let one_scale = scales.all(|scale| Some((scale.min, scale.max)) == first.map(|s| (s.min, s.max)));
        let waits = self.spots(touchpoints()).flat_map(|(_, spot)| spot.waits.across());
        let here = Here {
            places: self.groups.iter().filter_map(|group| group.stages.get(position)).collect(),
            touchpoints: touchpoints(),
            waits: waits.collect(),
            last: position + 1 == layout.stages.len(),
        };
        Some(MeasuredElement {
            kind: ElementKind::Stage,
            id: stage.id.clone(),
            stage: stage.id.clone(),
            expected_emotion: (!stated.is_empty()).then(|| stated.iter().sum::<f64>() / stated.len() as f64),
            ..self.element(&here, one_scale)
        })
    }

    fn touchpoint(&self, position: usize) -> Option<MeasuredElement> {
        let layout = self.plan.layout();
        let spot = layout.touchpoints.get(position)?;
        let waits = self.spots(position..position + 1).flat_map(|(_, spot)| spot.waits.all());
        let here = Here {
            places: self.groups.iter().filter_map(|group| group.touchpoints.get(position)).collect(),
            touchpoints: position..position + 1,
            waits: waits.collect(),
            last: position + 1 == layout.touchpoints.len(),
        };
        Some(MeasuredElement {
            kind: ElementKind::Touchpoint,
            id: spot.id.clone(),
            stage: layout.stages.get(spot.stage).map(|stage| stage.id.clone()).unwrap_or_default(),
            expected_emotion: self.expected(position),
            ..self.element(&here, true)
        })
    }

    fn kpi(&self, position: usize) -> Result<Option<MeasuredKpi>> {
        let (Some(kpi), Some(plan)) = (self.map.kpis.get(position), self.plan.kpis.get(position)) else {
            return Ok(None);
        };
        let mut summary = KpiSummary::default();
        for part in self.groups.iter().filter_map(|group| group.kpis.get(position)) {
            summary.merge(part.clone());
        }
        kpi::finish(kpi, plan, summary).map(Some)
    }

    /// What is counted at these touchpoints, group by group.
    fn spots(&self, touchpoints: Range<usize>) -> impl Iterator<Item = (usize, &'a Spot)> {
        let of = |touchpoint: usize| {
            let spots = self.groups.iter().filter_map(move |group| group.spots.get(touchpoint));
            spots.map(move |spot| (touchpoint, spot))
        };
        touchpoints.flat_map(of)
    }

    fn expected(&self, touchpoint: usize) -> Option<f64> {
        self.plan.expected.get(touchpoint).and_then(|stated| stated.stated(&self.members))
    }

    fn scale(&self, touchpoint: usize) -> Option<Scale> {
        Some(self.plan.ratings.get(touchpoint)?.as_ref()?.scale)
    }

    fn element(&self, here: &Here<'_>, one_scale: bool) -> MeasuredElement {
        let customers = here.sum(|place| place.customers);
        let conversion = match here.last {
            true => (0, 0),
            false => (here.sum(|place| place.went_on), here.sum(|place| place.decided)),
        };
        let (dropped, at_risk) = (here.sum(|place| place.dropped), here.sum(|place| place.at_risk));
        let (ratings, emotions) = self.answers(here);
        let rating = match one_scale {
            true => ratings.mean("ratings on the scale"),
            false => Estimate::exact(None, 0, "ratings on several scales"),
        };
        let events = here.sum(|place| place.events);
        let squares = here.sum(|place| place.squares) as f64;
        let mut rows = Sample::default();
        self.spots(here.touchpoints.clone()).for_each(|(_, spot)| rows.merge(&spot.rows));
        let spent: Vec<&[i64]> = here.places.iter().map(|place| place.spent.as_slice()).collect();
        MeasuredElement {
            kind: ElementKind::Touchpoint,
            id: String::new(),
            stage: String::new(),
            customers,
            share: Estimate::share(customers, self.sum(|group| group.customers), "customers"),
            events,
            visits: here.sum(|place| place.visits),
            conversion: Estimate::share(conversion.0, conversion.1, "customers here whose outcome is known"),
            drop_off: Estimate::share(dropped, at_risk, AT_RISK),
            dropped,
            open: here.sum(|place| place.open),
            backward: here.sum(|place| place.backward),
            time_spent: distribution(spent.as_slice()),
            waiting_time: distribution(here.waits.as_slice()),
            interactions_per_customer: Sums { n: customers, sum: events as f64, squares }
                .estimate("customers here"),
            channels: self.channels(here),
            handoffs: self.spots(here.touchpoints.clone()).map(|(_, spot)| spot.handoffs).sum(),
            out_of_scale: ratings.dropped().out_of_range,
            rating,
            emotion: emotions.mean("ratings on the scale"),
            expected_emotion: None,
            rows: rows.0,
        }
    }

    /// Ratings on their own scales, and on the emotion scale.
    fn answers(&self, here: &Here<'_>) -> (Answers, Answers) {
        let (mut ratings, mut emotions) = (Answers::default(), Answers::default());
        for (touchpoint, spot) in self.spots(here.touchpoints.clone()) {
            let Some(scale) = self.scale(touchpoint) else { continue };
            for (rating, times) in spot.ratings.numbers() {
                ratings.add_times(&scale, rating, times);
                if let Some(emotion) = to_emotion(rating, &scale) {
                    emotions.add_times(&EMOTION, emotion, times);
                }
            }
        }
        (ratings, emotions)
    }

    fn channels(&self, here: &Here<'_>) -> Vec<ChannelCount> {
        let channels = &self.plan.channels;
        let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
        for (_, spot) in self.spots(here.touchpoints.clone()) {
            spot.channels
                .numbers()
                .for_each(|(code, count)| *counts.entry(code as u32).or_default() += count);
        }
        for touchpoint in here.touchpoints.clone() {
            if let Some(Some(stated)) = channels.stated.get(touchpoint) {
                let events =
                    |group: &Group| group.touchpoints.get(touchpoint).map_or(0, |place| place.events);
                *counts.entry(*stated).or_default() += self.sum(events);
            }
        }
        let name = |code: u32| channels.names.get(code as usize).cloned().unwrap_or_default();
        let seen = counts.into_iter().filter(|(_, count)| *count > 0);
        let mut rows: Vec<ChannelCount> =
            seen.map(|(code, count)| ChannelCount { channel: name(code), count }).collect();
        rows.sort_by_key(|row| Reverse(row.count));
        rows
    }

    fn handoffs(&self) -> Vec<Handoff> {
        /// Customers and lists of waiting times.
        type Moves<'a> = (u64, Vec<&'a [i64]>);
        let mut moves: BTreeMap<(u32, u32), Moves<'_>> = BTreeMap::new();
        for (&pair, part) in self.groups.iter().flat_map(|group| &group.handoffs) {
            let (customers, waited) = moves.entry(pair).or_default();
            *customers += part.customers;
            waited.push(&part.waited);
        }
        let owner = |code: u32| self.plan.layout().owners.get(code as usize).cloned().unwrap_or_default();
        let row = |((source, target), (customers, waited)): ((u32, u32), Moves<'_>)| Handoff {
            source: owner(source),
            target: owner(target),
            count: waited.iter().map(|list| list.len() as u64).sum(),
            customers,
            waiting_time: distribution(waited.as_slice()),
        };
        let mut rows: Vec<Handoff> = moves.into_iter().map(row).collect();
        rows.sort_by_key(|row| Reverse(row.count));
        rows
    }
}

/// A stage or touchpoint, and what was counted there.
struct Here<'a> {
    places: Vec<&'a Place>,
    touchpoints: Range<usize>,
    waits: Vec<&'a [i64]>,
    /// Whether it is the last of the map.
    last: bool,
}

impl Here<'_> {
    fn sum(&self, count: impl Fn(&Place) -> u64) -> u64 {
        self.places.iter().map(|place| count(place)).sum()
    }
}

impl MeasuredMap {
    /// Flags every number whose sample is smaller than stated.
    pub(super) fn flag_small_samples(&mut self, min_sample: u64) {
        let flag = |estimate: &mut Estimate| estimate.small_sample = estimate.n < min_sample;
        let flag_times = |times: &mut DurationStats| times.small_sample = times.n < min_sample;
        for view in &mut self.views {
            flag(&mut view.completion);
            view.kpis.iter_mut().for_each(|kpi| flag(&mut kpi.value));
            view.handoffs.iter_mut().for_each(|handoff| flag_times(&mut handoff.waiting_time));
            for element in view.stages.iter_mut().chain(&mut view.touchpoints) {
                let estimates = [
                    &mut element.share,
                    &mut element.conversion,
                    &mut element.drop_off,
                    &mut element.interactions_per_customer,
                    &mut element.rating,
                    &mut element.emotion,
                ];
                estimates.into_iter().for_each(flag);
                flag_times(&mut element.time_spent);
                flag_times(&mut element.waiting_time);
            }
        }
        self.emotions.estimates().for_each(flag);
        for finding in self.pain_points.iter_mut().chain(&mut self.delights) {
            flag(&mut finding.customers_affected);
            finding.value_at_stake.iter_mut().for_each(flag);
            for piece in &mut finding.evidence {
                flag(&mut piece.measured);
                flag(&mut piece.difference);
                flag(&mut piece.customers_affected);
            }
        }
    }
}
