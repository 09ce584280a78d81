//! From summaries to the numbers of a view: stages, touchpoints, KPIs, handoffs.

use std::cmp::Reverse;

use super::kpi;
use super::plan::Plan;
use super::summary::{ElementSummary, HandoffSummary, ViewSummary};
use super::{ChannelCount, ElementKind, Handoff, MeasuredElement, MeasuredMap, View};
use crate::analysis::{DurationStats, Estimate};
use crate::error::Result;
use crate::model::JourneyMap;
use crate::numeric::duration_stats;

/// The numbers of everybody, or of the persona at this position.
pub(super) fn view(
    map: &JourneyMap,
    plan: &Plan,
    persona: Option<usize>,
    mut summary: ViewSummary,
) -> Result<View> {
    let layout = plan.layout();
    summary.stages.resize_with(layout.stages.len(), Default::default);
    summary.touchpoints.resize_with(layout.touchpoints.len(), Default::default);
    summary.kpis.resize_with(plan.kpis.len(), Default::default);
    let mut members = vec![false; map.personas.len()];
    if let Some(member) = persona.and_then(|persona| members.get_mut(persona)) {
        *member = true;
    }
    let who = Who { plan, members, customers: summary.customers };
    let kpis = map.kpis.iter().zip(&plan.kpis).zip(summary.kpis);
    let person = persona.and_then(|persona| map.personas.get(persona));
    let over = summary.completed + summary.lost;
    Ok(View {
        persona: person.map(|persona| persona.id.clone()),
        name: person.map_or_else(|| "Everybody".into(), |persona| persona.name.clone()),
        customers: summary.customers,
        events: summary.events,
        completed: summary.completed,
        open: summary.open,
        lost: summary.lost,
        completion: Estimate::share(summary.completed, over, "customers, open ones left out"),
        stages: who.stages(summary.stages),
        touchpoints: who.touchpoints(summary.touchpoints),
        kpis: kpis.map(|((kpi, plan), summary)| kpi::finish(kpi, plan, summary)).collect::<Result<_>>()?,
        handoffs: handoffs(plan, summary.handoffs),
    })
}

/// Whose numbers they are.
struct Who<'a> {
    plan: &'a Plan,
    members: Vec<bool>,
    customers: u64,
}

impl Who<'_> {
    fn stages(&self, summaries: Vec<ElementSummary>) -> Vec<MeasuredElement> {
        let layout = self.plan.layout();
        let last = layout.stages.len().saturating_sub(1);
        let stages = layout.stages.iter().zip(summaries).enumerate();
        stages
            .map(|(position, (stage, summary))| {
                let stated: Vec<f64> =
                    stage.touchpoints.clone().filter_map(|touchpoint| self.expected(touchpoint)).collect();
                let mut scales = stage.touchpoints.clone().filter_map(|touchpoint| self.scale(touchpoint));
                let first = scales.next();
                let expected = (!stated.is_empty()).then(|| stated.iter().sum::<f64>() / stated.len() as f64);
                let one_scale = scales.all(|scale| Some(scale) == first);
                MeasuredElement {
                    kind: ElementKind::Stage,
                    id: stage.id.clone(),
                    stage: stage.id.clone(),
                    ..self.element(summary, position == last, expected, one_scale)
                }
            })
            .collect()
    }

    fn touchpoints(&self, summaries: Vec<ElementSummary>) -> Vec<MeasuredElement> {
        let layout = self.plan.layout();
        let last = layout.touchpoints.len().saturating_sub(1);
        let touchpoints = layout.touchpoints.iter().zip(summaries).enumerate();
        touchpoints
            .map(|(position, (spot, summary))| MeasuredElement {
                kind: ElementKind::Touchpoint,
                id: spot.id.clone(),
                stage: layout.stages.get(spot.stage).map(|stage| stage.id.clone()).unwrap_or_default(),
                ..self.element(summary, position == last, self.expected(position), true)
            })
            .collect()
    }

    fn expected(&self, touchpoint: usize) -> Option<f64> {
        self.plan.expected.get(touchpoint).and_then(|stated| stated.stated(&self.members))
    }

    fn scale(&self, touchpoint: usize) -> Option<(f64, f64)> {
        let rating = self.plan.ratings.get(touchpoint)?.as_ref()?;
        Some((rating.scale.min, rating.scale.max))
    }

    fn element(
        &self,
        summary: ElementSummary,
        last: bool,
        expected: Option<f64>,
        one_scale: bool,
    ) -> MeasuredElement {
        let went_on = if last { (0, 0) } else { (summary.went_on, summary.decided) };
        let rating = match one_scale {
            true => summary.ratings.mean("ratings on the scale"),
            false => Estimate::exact(None, 0, "ratings on several scales"),
        };
        MeasuredElement {
            kind: ElementKind::Touchpoint,
            id: String::new(),
            stage: String::new(),
            customers: summary.customers,
            share: Estimate::share(summary.customers, self.customers, "customers"),
            events: summary.events,
            visits: summary.visits,
            conversion: Estimate::share(went_on.0, went_on.1, "customers here, undecided open ones left out"),
            drop_off: Estimate::share(summary.dropped, summary.closed, "customers here, open ones left out"),
            dropped: summary.dropped,
            open: summary.open,
            backward: summary.backward,
            time_spent: duration_stats(&summary.spent),
            waiting_time: duration_stats(&summary.waited),
            interactions_per_customer: summary.interactions.estimate("customers here"),
            channels: self.channels(&summary),
            handoffs: summary.handoffs,
            out_of_scale: summary.ratings.dropped().out_of_range,
            rating,
            emotion: summary.emotions.mean("ratings on the scale"),
            expected_emotion: expected,
            rows: summary.rows.0,
        }
    }

    fn channels(&self, summary: &ElementSummary) -> Vec<ChannelCount> {
        let name = |code: u32| self.plan.channels.names.get(code as usize).cloned().unwrap_or_default();
        let counts = summary.channels.iter();
        let mut rows: Vec<ChannelCount> =
            counts.map(|(&code, &count)| ChannelCount { channel: name(code), count }).collect();
        rows.sort_by_key(|row| Reverse(row.count));
        rows
    }
}

fn handoffs(plan: &Plan, summaries: std::collections::BTreeMap<(u32, u32), HandoffSummary>) -> Vec<Handoff> {
    let owner = |code: u32| plan.layout().owners.get(code as usize).cloned().unwrap_or_default();
    let mut rows: Vec<Handoff> = summaries
        .into_iter()
        .map(|((source, target), summary)| Handoff {
            source: owner(source),
            target: owner(target),
            count: summary.waited.len() as u64,
            customers: summary.customers,
            waiting_time: duration_stats(&summary.waited),
        })
        .collect();
    rows.sort_by_key(|row| Reverse(row.count));
    rows
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
        self.pain_points.iter_mut().for_each(|finding| flag(&mut finding.measured));
    }
}
