//! Pain points: what hurts most, from all candidates, without saying the same thing twice.
//!
//! Candidates are listed if their p-value, adjusted over everything tested, is under 0.05, and ranked by
//! the lower end of the customers they affect, weighted by how severe the kind is.

use std::collections::BTreeMap;

use super::candidates::{Candidate, Tests};
use super::evidence::moods;
use super::facts::{Facts, State};
use super::measuring::visit;
use super::options::Measure;
use super::plan::Plan;
use super::statement::statement;
use super::summary::{MeasureSummary, pairs_of};
use super::{CoverageSummary, Finding, FindingKind, FindingStatus, calendar};
use crate::log::{EventLog, Shard};
use crate::model::JourneyMap;
use crate::numeric::benjamini_hochberg;

/// Findings with a larger adjusted p-value are not listed.
const LEVEL: f64 = 0.05;
/// Customers that a finding names.
const EXAMPLES: usize = 5;

impl FindingKind {
    /// Weight of one affected customer in the ranking: 1 for a customer lost, 0.5 for one who waited too
    /// long or is unhappy.
    pub fn severity(self) -> f64 {
        match self {
            Self::DropOff | Self::Outage => 1.0,
            Self::WaitingTime | Self::Rating => 0.5,
        }
    }
}

/// The pain points, worst first, each with what it was made of.
pub(super) fn find(
    map: &JourneyMap,
    plan: &Plan,
    options: &Measure,
    summary: &MeasureSummary,
) -> Vec<(Finding, Candidate)> {
    let tests = Tests { map, plan, views: &summary.views, min_sample: options.min_sample.max(2) };
    let candidates = tests.all();
    let p: Vec<Option<f64>> = candidates.iter().map(|candidate| candidate.p).collect();
    let tested = p.iter().flatten().count() as u64;
    let bad = |(candidate, p): (Candidate, Option<f64>)| {
        (p.is_some_and(|p| p < LEVEL) && candidate.affected.1 > 0.0).then_some((candidate, p))
    };
    let adjusted = benjamini_hochberg(&p);
    let significant: Vec<(Candidate, Option<f64>)> =
        candidates.into_iter().zip(adjusted).filter_map(bad).collect();
    let mut listed: Vec<&(Candidate, Option<f64>)> =
        significant.iter().filter(|(candidate, _)| !explained(candidate, &significant, &tests)).collect();
    // Equal scores keep the order of the map.
    listed.sort_by(|(a, _), (b, _)| score(b).total_cmp(&score(a)));
    listed.truncate(options.findings);
    let ranked = listed.into_iter().enumerate();
    ranked.map(|(i, (candidate, p))| (finding(&tests, i, candidate, *p, tested), candidate.clone())).collect()
}

fn score(candidate: &Candidate) -> f64 {
    candidate.kind.severity() * candidate.affected.1
}

/// Whether another finding says the same, and says it better: a drop-off that is all due to an outage, or
/// something about everybody that is all due to one persona.
fn explained(candidate: &Candidate, all: &[(Candidate, Option<f64>)], tests: &Tests<'_>) -> bool {
    if candidate.persona.is_some() {
        return false;
    }
    let here = all.iter().map(|(other, _)| other).filter(|other| other.touchpoint == candidate.touchpoint);
    let remains = |rest: Option<&Candidate>| {
        rest.is_some_and(|rest| {
            let half = rest.excess() >= candidate.excess() / 2.0;
            half && rest.affected.1 > 0.0 && rest.p.is_some_and(|p| p < LEVEL)
        })
    };
    here.into_iter().any(|other| match (other.kind, other.persona, &other.stretch) {
        (FindingKind::Outage, _, Some(stretch)) if candidate.kind == FindingKind::DropOff => {
            !remains(tests.besides(candidate.touchpoint, stretch).as_ref())
        }
        (kind, Some(persona), _) if kind == candidate.kind => {
            let others = tests.for_others(candidate.touchpoint, persona);
            !remains(others.iter().find(|other| other.kind == kind))
        }
        _ => false,
    })
}

impl Candidate {
    /// How far it is from the baseline, in the unit of the measure; positive is bad.
    fn excess(&self) -> f64 {
        let difference = self.measured.value.unwrap_or(self.baseline) - self.baseline;
        if self.kind == FindingKind::Rating { -difference } else { difference }
    }
}

fn finding(
    tests: &Tests<'_>,
    position: usize,
    candidate: &Candidate,
    p: Option<f64>,
    tested: u64,
) -> Finding {
    let layout = tests.plan.layout();
    let touchpoint = tests.map.touchpoints().nth(candidate.touchpoint);
    let stage = layout.stages.get(layout.stage_of(candidate.touchpoint));
    let persona = candidate.persona.and_then(|persona| tests.map.personas.get(persona));
    let day = |day: i64| calendar::start_of(day, &tests.plan.zone);
    let stated = touchpoint.is_some_and(|touchpoint| !touchpoint.pain_points.is_empty());
    Finding {
        rank: position as u32 + 1,
        kind: candidate.kind,
        stage: stage.map(|stage| stage.id.clone()).unwrap_or_default(),
        touchpoint: touchpoint.map(|touchpoint| touchpoint.id.clone()).unwrap_or_default(),
        persona: persona.map(|persona| persona.id.clone()),
        from: candidate.stretch.and_then(|stretch| day(stretch.days.0)),
        to: candidate.stretch.and_then(|stretch| day(stretch.days.1 + 1)),
        statement: statement(candidate),
        measured: candidate.measured.clone(),
        baseline: Some(candidate.baseline),
        baseline_name: candidate.baseline_name.clone(),
        customers_affected: candidate.affected.0,
        customers_affected_low: candidate.affected.1,
        customers_affected_high: candidate.affected.2,
        p_adjusted: p,
        tested,
        status: if stated { FindingStatus::Confirmed } else { FindingStatus::New },
        examples: Vec::new(),
    }
}

/// Looks up customers who suffered each finding: a second pass, for the listed findings only.
pub(super) fn examples(found: &mut [(Finding, Candidate)], plan: &Plan, log: &EventLog) {
    if found.is_empty() {
        return;
    }
    let candidates: Vec<&Candidate> = found.iter().map(|(_, candidate)| candidate).collect();
    let mut ids: Vec<Vec<String>> = vec![Vec::new(); candidates.len()];
    for part in log.map_shards(|shard| sufferers(plan, shard, &candidates)) {
        ids.iter_mut().zip(part).for_each(|(ids, more)| ids.extend(more));
    }
    for ((finding, _), mut ids) in found.iter_mut().zip(ids) {
        ids.sort_unstable();
        ids.truncate(EXAMPLES);
        finding.examples = ids;
    }
}

/// The first sufferers of each candidate in a shard by the bytes of their ids.
fn sufferers(plan: &Plan, shard: &Shard, candidates: &[&Candidate]) -> Vec<Vec<String>> {
    let mut found = vec![Vec::new(); candidates.len()];
    visit(plan, shard, &mut CoverageSummary::default(), |facts, members| {
        for (candidate, found) in candidates.iter().zip(&mut found) {
            let member = candidate.persona.is_none_or(|persona| members.get(persona) == Some(&true));
            let customer = facts.journey.customer();
            let wanted =
                found.len() < EXAMPLES || found.last().is_some_and(|last: &String| customer < last.as_str());
            if member && wanted && suffers(plan, &facts, members, candidate) {
                let place = found.partition_point(|other| other.as_str() < customer);
                found.insert(place, customer.to_string());
                found.truncate(EXAMPLES);
            }
        }
    });
    found
}

fn suffers(plan: &Plan, facts: &Facts<'_>, members: &[bool], candidate: &Candidate) -> bool {
    let here = |place: u32| place as usize == candidate.touchpoint;
    let visits = &facts.touchpoints.visits;
    match candidate.kind {
        FindingKind::DropOff => {
            facts.state == State::Lost && visits.last().is_some_and(|last| here(last.place))
        }
        FindingKind::Outage => {
            let during = |start: i64| {
                let day = calendar::day(start, &plan.zone);
                candidate.stretch.is_some_and(|stretch| (stretch.days.0..=stretch.days.1).contains(&day))
            };
            facts.state == State::Lost
                && visits.last().is_some_and(|last| here(last.place) && during(last.start))
        }
        FindingKind::WaitingTime => {
            let first = visits.iter().position(|visit| here(visit.place));
            let mut arrivals = pairs_of(visits).filter(|(_, visit)| here(visit.place));
            let wait = arrivals.next().map(|(before, visit)| visit.waiting_time(before).0);
            first != Some(0) && wait.zip(candidate.threshold).is_some_and(|(wait, limit)| wait > limit)
        }
        FindingKind::Rating => {
            let moods: BTreeMap<u32, f64> = moods(plan, facts, members).into_iter().collect();
            moods.get(&(candidate.touchpoint as u32)).is_some_and(|&mood| mood <= -1.0)
        }
    }
}
