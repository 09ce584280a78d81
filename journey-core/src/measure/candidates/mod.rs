//! What could be a finding: every touchpoint and persona tested against a named baseline.
//!
//! All kinds are counted in one currency, customers affected beyond the baseline, each with an interval:
//! customers who left, who waited too long, who had to come again and so on, and for ratings the customers times their
//! shortfall in emotion divided by [`FULL`].

mod moods;
mod shares;
mod waits;

use super::View;
use super::case::Case;
use super::evidence::Evidence;
use super::group::Group;
use super::outage::Stretch;
use super::plan::Plan;
use super::summary::{Days, MeasureSummary};
use crate::analysis::Estimate;
use crate::model::{FindingKind, JourneyMap};

/// Something tested.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub kind: FindingKind,
    pub touchpoint: usize,
    /// Position of the persona; `None` for everybody.
    pub persona: Option<usize>,
    pub measured: Estimate,
    pub baseline: f64,
    pub baseline_name: String,
    /// How far the measure is from the baseline, positive for worse (of a delight, for better): value, low, high.
    pub difference: (f64, f64, f64),
    /// Customers affected by a difference of 1.
    pub weight: f64,
    /// One-sided: the probability of so much harm if there were no more than the baseline says. What is
    /// better than its baseline must not make findings out of what is not worse.
    pub p: Option<f64>,
    /// Wait, in microseconds, beyond which a customer counts as late.
    pub threshold: Option<i64>,
    /// First and last local day that it is about.
    pub stretch: Option<(i64, i64)>,
    /// The stretch of an outage, with its counts.
    pub outage: Option<Stretch>,
    /// Whether the baseline is a fixed share that is tolerated.
    pub tolerated: bool,
}

impl Candidate {
    fn new((touchpoint, kind): (usize, FindingKind), measured: Estimate) -> Self {
        Self {
            kind,
            touchpoint,
            persona: None,
            measured,
            baseline: 0.0,
            baseline_name: String::new(),
            difference: (0.0, 0.0, 0.0),
            weight: 0.0,
            p: None,
            threshold: None,
            stretch: None,
            outage: None,
            tolerated: false,
        }
    }

    /// Who is behind it.
    pub fn case(&self) -> Case {
        let Self { kind, touchpoint, persona, baseline, threshold, stretch, .. } = *self;
        Case { kind, touchpoint, persona, baseline, threshold, stretch }
    }

    fn of_share(at: (usize, FindingKind), measured: Estimate, baseline: f64) -> Self {
        Self { baseline, weight: measured.n as f64, ..Self::new(at, measured) }
    }

    /// Customers affected beyond the baseline: value, low, high.
    pub fn affected(&self) -> (f64, f64, f64) {
        let most = match self.kind {
            FindingKind::Rating | FindingKind::FallingRating | FindingKind::Delight => FULL,
            _ => 1.0,
        };
        let customers = |difference: f64| self.weight * difference.clamp(-most, most);
        let (value, low, high) = self.difference;
        (customers(value), customers(low), customers(high))
    }
}

/// Points of emotion that make one customer affected: from neutral to very bad.
const FULL: f64 = 2.0;

/// The tests of one map.
pub(super) struct Tests<'a> {
    pub map: &'a JourneyMap,
    pub plan: &'a Plan,
    pub min_sample: u64,
    /// The measured views: everybody, then the personas.
    views: &'a [View],
    days: &'a [Days],
    /// For each touchpoint.
    everybody: Vec<Evidence<'a>>,
    /// For each persona and touchpoint, and the same for the customers who are not in it.
    members: Vec<Vec<Evidence<'a>>>,
    others: Vec<Vec<Evidence<'a>>>,
}

impl<'a> Tests<'a> {
    /// Tests of what was measured; the first waits in the summary must be sorted.
    pub(super) fn of(
        map: &'a JourneyMap,
        plan: &'a Plan,
        summary: &'a MeasureSummary,
        views: &'a [View],
        min_sample: u64,
    ) -> Self {
        let touchpoints = 0..plan.layout().touchpoints.len();
        let evidence = |groups: Vec<&'a Group>| -> Vec<Evidence<'a>> {
            touchpoints.clone().map(|touchpoint| Evidence::of(&groups, touchpoint)).collect()
        };
        let personas = 0..map.personas.len();
        let groups = &summary.groups;
        Self {
            map,
            plan,
            min_sample,
            views,
            days: &summary.days,
            everybody: evidence(groups.of(None)),
            members: personas.clone().map(|persona| evidence(groups.of(Some(persona)))).collect(),
            others: personas.map(|persona| evidence(groups.others(persona))).collect(),
        }
    }

    /// Everything that can be tested, in a fixed order.
    pub(super) fn all(&self) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (touchpoint, everybody) in self.everybody.iter().enumerate() {
            found.extend(self.for_everybody(touchpoint, everybody));
            found.extend(self.outage(touchpoint));
            found.extend(self.falling(touchpoint));
            for (persona, (members, others)) in self.members.iter().zip(&self.others).enumerate() {
                if let (Some(members), Some(others)) = (members.get(touchpoint), others.get(touchpoint)) {
                    found.extend(self.for_persona((touchpoint, persona), members, others));
                }
            }
        }
        found
    }

    /// Tests of customers against other touchpoints, targets and expectations.
    fn for_everybody(&self, touchpoint: usize, here: &Evidence<'_>) -> Vec<Candidate> {
        let drop_off = self.drop_off(touchpoint, (here.at_risk, here.left));
        let waits = [self.waiting(touchpoint, here), self.handoff(touchpoint, here)];
        let mut tests: Vec<Candidate> = drop_off.into_iter().chain(waits.into_iter().flatten()).collect();
        tests.extend(self.rating(touchpoint, here));
        tests.extend(self.signs(touchpoint, here));
        tests
    }

    /// The same tests of the customers who are not in a persona.
    pub(super) fn for_others(&self, touchpoint: usize, persona: usize) -> Vec<Candidate> {
        let others = self.others.get(persona).and_then(|others| others.get(touchpoint));
        others.map(|others| self.for_everybody(touchpoint, others)).unwrap_or_default()
    }

    fn for_persona(
        &self,
        (touchpoint, persona): (usize, usize),
        members: &Evidence<'_>,
        others: &Evidence<'_>,
    ) -> Vec<Candidate> {
        let drop_off = self.shares(
            (touchpoint, FindingKind::DropOff),
            (members.at_risk, members.left),
            (others.at_risk, others.left),
            shares::OTHER_CUSTOMERS,
        );
        let waiting = self.waiting_of_persona(touchpoint, members, others);
        let mut tests: Vec<Candidate> = drop_off.into_iter().chain(waiting).collect();
        tests.extend(self.rating_of_persona((touchpoint, persona), members, others));
        tests.extend(self.signs_of_persona(touchpoint, members, others));
        let mark = |candidate: Candidate| Candidate { persona: Some(persona), ..candidate };
        tests.into_iter().map(mark).collect()
    }
}

/// The p-value for "no worse" from the two-sided one.
fn one_sided(p: f64, worse: bool) -> f64 {
    if worse { p / 2.0 } else { 1.0 - p / 2.0 }
}
