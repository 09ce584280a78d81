//! Pain points: what hurts most, from all candidates, without saying the same thing twice.
//!
//! Candidates are listed if their p-value, adjusted over everything tested, is under 0.05, and ranked by
//! the lower end of the customers they affect, weighted by how severe the kind is.

use super::candidates::{Candidate, Tests};
use super::facts::{Facts, Reader, State};
use super::groups::merge_all;
use super::options::Measure;
use super::plan::Plan;
use super::statement::statement;
use super::{CoverageSummary, Finding, FindingKind, FindingStatus};
use crate::error::Result;
use crate::log::{EventLog, Shard};
use crate::numeric::benjamini_hochberg;
use crate::work::Work;

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
pub(super) fn find(tests: &Tests<'_>, options: &Measure) -> Vec<(Finding, Candidate)> {
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
        significant.iter().filter(|(candidate, _)| !explained(candidate, &significant, tests)).collect();
    // Equal scores keep the order of the map.
    listed.sort_by(|(a, _), (b, _)| score(b).total_cmp(&score(a)));
    listed.truncate(options.findings);
    let ranked = listed.into_iter().enumerate();
    ranked.map(|(i, (candidate, p))| (finding(tests, i, candidate, *p, tested), candidate.clone())).collect()
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
    let day = |day: i64| tests.plan.calendar.start_of(day);
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

/// Looks up customers who suffered each finding: a second look at the log, for the listed findings only.
///
/// # Errors
/// [`Error::Cancelled`](crate::Error::Cancelled).
pub(super) fn examples(found: &mut [(Finding, Candidate)], plan: &Plan, log: &EventLog) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let candidates: Vec<&Candidate> = found.iter().map(|(_, candidate)| candidate).collect();
    let shards = log.shards();
    let look = |found: &mut Vec<First>, index: usize| {
        shards.get(index).into_iter().for_each(|shard| sufferers(plan, shard, &candidates, found));
        Ok(())
    };
    let mut first: Vec<First> = Vec::new();
    for part in Work::current().silent().fold("analysing", shards.len(), Vec::new, look)? {
        merge_all(&mut first, part, |first, other| other.0.iter().for_each(|id| first.add(id)));
    }
    for ((finding, _), first) in found.iter_mut().zip(first) {
        finding.examples = first.0;
    }
    Ok(())
}

/// The first ids in byte order.
#[derive(Debug, Default)]
struct First(Vec<String>);

impl First {
    /// Whether an id is beyond all that are kept.
    fn refuses(&self, id: &str) -> bool {
        self.0.len() == EXAMPLES && self.0.last().is_some_and(|last| last.as_str() <= id)
    }

    fn add(&mut self, id: &str) {
        if !self.refuses(id) {
            let place = self.0.partition_point(|other| other.as_str() < id);
            self.0.insert(place, id.to_string());
            self.0.truncate(EXAMPLES);
        }
    }
}

/// Adds the sufferers of each candidate in a shard. Journeys that no candidate has use for are not read.
fn sufferers(plan: &Plan, shard: &Shard, candidates: &[&Candidate], found: &mut Vec<First>) {
    found.resize_with(candidates.len(), First::default);
    let (mut reader, mut coverage) = (Reader::new(plan), CoverageSummary::default());
    for journey in shard.journeys() {
        let id = journey.customer();
        if found.iter().all(|first| first.refuses(id)) {
            continue;
        }
        let Some(facts) = reader.read(journey, &mut coverage) else { continue };
        for (candidate, found) in candidates.iter().zip(found.iter_mut()) {
            let member = candidate.persona.is_none_or(|persona| facts.members.get(persona) == Some(&true));
            if member && !found.refuses(id) && suffers(plan, &facts, candidate) {
                found.add(id);
            }
        }
    }
}

fn suffers(plan: &Plan, facts: &Facts<'_>, candidate: &Candidate) -> bool {
    let here = |place: u32| place as usize == candidate.touchpoint;
    let left = facts.touchpoints.visits.last().filter(|last| facts.state == State::Lost && here(last.place));
    match candidate.kind {
        FindingKind::DropOff => left.is_some(),
        FindingKind::Outage => left.zip(candidate.stretch).is_some_and(|(last, stretch)| {
            (stretch.days.0..=stretch.days.1).contains(&plan.calendar.day(last.start))
        }),
        FindingKind::WaitingTime => {
            let late = |wait: i64| candidate.threshold.is_some_and(|limit| wait > limit);
            let mut firsts =
                facts.touchpoints.arrivals().filter(|(_, visit, first)| *first && here(visit.place));
            firsts.next().is_some_and(|(before, visit, _)| late(visit.waiting_time(before).0))
        }
        FindingKind::Rating => {
            let touched = facts.touchpoints.touched(candidate.touchpoint as u32);
            touched.and_then(|touched| plan.mood(facts, touched)).is_some_and(|mood| mood <= -1.0)
        }
    }
}
