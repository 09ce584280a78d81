//! Findings: what hurts most, and what delights, from all candidates, without saying the same thing twice.
//!
//! Candidates are listed if their p-value, adjusted over everything tested, is under 0.05, and ranked by
//! the lower end of the customers they affect, weighted by how severe the kind is. What was found at one touchpoint about
//! the same customers is one finding with several pieces of evidence.

use super::candidates::{Candidate, Tests};
use super::case::Case;
use super::options::Measure;
use super::statement::statement;
use super::{Evidence, Finding, FindingStatus, PainVerdict, StatedPainPoint};
use crate::analysis::{Estimate, Method};
use crate::model::{FindingKind, PainPoint, Touchpoint};
use crate::numeric::benjamini_hochberg;

/// Findings with a larger adjusted p-value are not listed.
pub(super) const LEVEL: f64 = 0.05;

/// A finding, and who is behind each piece of its evidence.
pub(super) type Found = (Finding, Vec<Case>);

/// What was found.
pub(super) struct Findings {
    pub pain_points: Vec<Found>,
    pub delights: Vec<Found>,
    pub stated: Vec<StatedPainPoint>,
}

/// A candidate that is no chance, with its adjusted p-value.
type Significant = (Candidate, f64);

/// The findings, worst and best first.
pub(super) fn find(tests: &Tests<'_>, options: &Measure) -> Findings {
    let candidates = tests.all();
    let is_delight = |candidate: &Candidate| candidate.kind == FindingKind::Delight;
    let (delights, pains): (Vec<Candidate>, Vec<Candidate>) = candidates.into_iter().partition(is_delight);
    let stated = StatedPains::of(tests, &pains);
    let pain_points = listed(tests, pains, options);
    Findings { stated: stated.judge(&pain_points), delights: listed(tests, delights, options), pain_points }
}

/// What is significant among some candidates, as ranked findings.
fn listed(tests: &Tests<'_>, candidates: Vec<Candidate>, options: &Measure) -> Vec<Found> {
    let p: Vec<Option<f64>> = candidates.iter().map(|candidate| candidate.p).collect();
    let tested = p.iter().flatten().count() as u64;
    let bad = |(candidate, p): (Candidate, Option<f64>)| {
        let p = p.filter(|p| *p < LEVEL && candidate.difference.1 > candidate.kind.least())?;
        Some((candidate, p))
    };
    let adjusted = benjamini_hochberg(&p);
    let significant: Vec<Significant> = candidates.into_iter().zip(adjusted).filter_map(bad).collect();
    let told: Vec<&Significant> =
        significant.iter().filter(|(candidate, _)| !explained(candidate, &significant, tests)).collect();
    let mut merged = merge(told);
    // Equal scores keep the order of the map.
    merged.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    merged.truncate(options.findings);
    let ranked = merged.into_iter().enumerate();
    ranked.map(|(i, evidence)| finding(tests, (i, tested), &evidence)).collect()
}

/// Puts together what is about the same customers at the same touchpoint, weightiest first.
fn merge(told: Vec<&Significant>) -> Vec<Vec<&Significant>> {
    let mut merged: Vec<Vec<&Significant>> = Vec::new();
    let about = |candidate: &Candidate| (candidate.touchpoint, candidate.persona);
    for candidate in told {
        let same = merged
            .iter_mut()
            .find(|group| group.first().is_some_and(|first| about(&first.0) == about(&candidate.0)));
        match same {
            Some(group) => group.push(candidate),
            None => merged.push(vec![candidate]),
        }
    }
    merged.iter_mut().for_each(|group| group.sort_by(|a, b| score(&b.0).total_cmp(&score(&a.0))));
    merged
}

fn score(candidate: &Candidate) -> f64 {
    candidate.kind.severity() * candidate.affected().1
}

fn weight(evidence: &[&Significant]) -> f64 {
    evidence.first().map_or(0.0, |(candidate, _)| score(candidate))
}

/// Whether another candidate says the same, and says it better: a drop-off that is all due to an outage, or
/// something about everybody that is all due to one persona.
fn explained(candidate: &Candidate, all: &[Significant], tests: &Tests<'_>) -> bool {
    if candidate.persona.is_some() {
        return false;
    }
    let here = all.iter().map(|(other, _)| other).filter(|other| other.touchpoint == candidate.touchpoint);
    let remains = |rest: Option<&Candidate>| {
        rest.is_some_and(|rest| {
            let half = rest.difference.0 >= candidate.difference.0 / 2.0;
            half && rest.affected().1 > 0.0 && rest.p.is_some_and(|p| p < LEVEL)
        })
    };
    here.into_iter().any(|other| match (other.kind, other.persona, &other.outage) {
        (FindingKind::Outage, _, Some(outage)) if candidate.kind == FindingKind::DropOff => {
            !remains(tests.besides(candidate.touchpoint, outage).as_ref())
        }
        (kind, Some(persona), _) if kind == candidate.kind => {
            let others = tests.for_others(candidate.touchpoint, persona);
            !remains(others.iter().find(|other| other.kind == kind))
        }
        _ => false,
    })
}

fn finding(tests: &Tests<'_>, (position, tested): (usize, u64), evidence: &[&Significant]) -> Found {
    let cases = evidence.iter().map(|(candidate, _)| candidate.case()).collect();
    let evidence: Vec<(&Candidate, Evidence)> =
        evidence.iter().map(|(candidate, p)| (candidate, piece(tests, candidate, *p))).collect();
    let Some((main, first)) = evidence.first() else { return (empty(), cases) };
    let layout = tests.plan.layout();
    let touchpoint = tests.map.touchpoints().nth(main.touchpoint);
    let stage = layout.stages.get(layout.stage_of(main.touchpoint));
    let persona = main.persona.and_then(|persona| tests.map.personas.get(persona));
    let kinds: Vec<FindingKind> = evidence.iter().map(|(candidate, _)| candidate.kind).collect();
    let stated = touchpoint.is_some_and(|touchpoint| states(touchpoint, &kinds));
    let finding = Finding {
        rank: position as u32 + 1,
        kind: main.kind,
        stage: stage.map(|stage| stage.id.clone()).unwrap_or_default(),
        touchpoint: touchpoint.map(|touchpoint| touchpoint.id.clone()).unwrap_or_default(),
        owner: touchpoint.and_then(|touchpoint| touchpoint.owner.clone()),
        persona: persona.map(|persona| persona.id.clone()),
        from: first.from,
        to: first.to,
        statement: first.statement.clone(),
        customers_affected: first.customers_affected.clone(),
        tested,
        status: if stated { FindingStatus::Confirmed } else { FindingStatus::New },
        evidence: evidence.into_iter().map(|(_, evidence)| evidence).collect(),
        ..empty()
    };
    (finding, cases)
}

fn empty() -> Finding {
    Finding {
        rank: 0,
        kind: FindingKind::DropOff,
        stage: String::new(),
        touchpoint: String::new(),
        owner: None,
        persona: None,
        from: None,
        to: None,
        statement: String::new(),
        evidence: Vec::new(),
        customers_affected: Estimate::default(),
        value_at_stake: None,
        tested: 0,
        status: FindingStatus::New,
        examples: Vec::new(),
        delays: Vec::new(),
        comments: Vec::new(),
    }
}

fn piece(tests: &Tests<'_>, candidate: &Candidate, p_adjusted: f64) -> Evidence {
    let day = |day: i64| tests.plan.calendar.start_of(day);
    let last = tests.plan.period.map(|(_, last)| tests.plan.calendar.day(last));
    let ended = candidate.stretch.filter(|(_, to)| last.is_none_or(|last| *to < last));
    let n = candidate.measured.n;
    let of = |(value, low, high): (f64, f64, f64), denominator: &str, method| {
        Estimate::with_interval(Some(value), Some((low, high)), n, denominator, method)
    };
    let method = match candidate.kind {
        FindingKind::Rating | FindingKind::FallingRating | FindingKind::Delight => Method::Wald,
        _ if candidate.tolerated => Method::Wilson,
        _ => Method::Newcombe,
    };
    Evidence {
        kind: candidate.kind,
        statement: statement(candidate),
        from: candidate.stretch.and_then(|(from, _)| day(from)),
        to: ended.and_then(|(_, to)| day(to + 1)),
        measured: candidate.measured.clone(),
        baseline: candidate.baseline,
        baseline_name: candidate.baseline_name.clone(),
        difference: of(candidate.difference, &candidate.measured.denominator, method),
        customers_affected: of(candidate.affected(), &candidate.measured.denominator, method),
        p: candidate.p.unwrap_or(1.0),
        p_adjusted,
        threshold_seconds: candidate.threshold.map(|micros| micros as f64 / 1e6),
        operation: "MeasuredMap.cases".into(),
    }
}

/// Whether a map states a pain point at a touchpoint that one of these kinds confirms.
fn states(touchpoint: &Touchpoint, kinds: &[FindingKind]) -> bool {
    touchpoint.pain_points.iter().any(|pain| fits(pain, kinds))
}

fn fits(pain: &PainPoint, kinds: &[FindingKind]) -> bool {
    pain.kind.is_none_or(|kind| kinds.contains(&kind))
}

/// The pain points of the map, and which kinds were looked for at their touchpoints.
struct StatedPains(Vec<(StatedPainPoint, bool)>);

impl StatedPains {
    fn of(tests: &Tests<'_>, candidates: &[Candidate]) -> Self {
        let mut all = Vec::new();
        let stages =
            tests.map.stages.iter().flat_map(|stage| stage.touchpoints.iter().map(move |t| (stage, t)));
        for (position, (stage, touchpoint)) in stages.enumerate() {
            let looked_for: Vec<FindingKind> = candidates
                .iter()
                .filter(|candidate| candidate.touchpoint == position)
                .map(|candidate| candidate.kind)
                .collect();
            for pain in &touchpoint.pain_points {
                let stated = StatedPainPoint {
                    stage: stage.id.clone(),
                    touchpoint: touchpoint.id.clone(),
                    text: pain.text.clone(),
                    severity: pain.severity,
                    kind: pain.kind,
                    verdict: PainVerdict::NotMeasured,
                    findings: Vec::new(),
                };
                all.push((stated, !looked_for.is_empty() && fits(pain, &looked_for)));
            }
        }
        Self(all)
    }

    fn judge(self, found: &[Found]) -> Vec<StatedPainPoint> {
        let judge = |(mut stated, looked_for): (StatedPainPoint, bool)| {
            let confirms = |finding: &Finding| {
                let kinds = || finding.evidence.iter().map(|evidence| evidence.kind);
                finding.touchpoint == stated.touchpoint
                    && stated.kind.is_none_or(|kind| kinds().any(|other| other == kind))
            };
            stated.findings = found
                .iter()
                .filter(|(finding, _)| confirms(finding))
                .map(|(finding, _)| finding.rank)
                .collect();
            stated.verdict = match (stated.findings.is_empty(), looked_for) {
                (false, _) => PainVerdict::Confirmed,
                (true, true) => PainVerdict::NotSupported,
                (true, false) => PainVerdict::NotMeasured,
            };
            stated
        };
        self.0.into_iter().map(judge).collect()
    }
}
