//! What could be a pain point: every touchpoint and persona tested against a named baseline.
//!
//! All kinds are counted in one currency, customers affected beyond the baseline, each with an interval:
//! customers who left, customers who waited too long, and for ratings the customers times their shortfall
//! in emotion divided by [`FULL`].

use super::elements::AT_RISK;
use super::evidence::{Evidence, Waits};
use super::group::Group;
use super::moments::{Moments, Sums};
use super::outage::{Stretch, scan};
use super::plan::Plan;
use super::summary::{Days, MeasureSummary};
use super::{FindingKind, View};
use crate::analysis::{Estimate, Method};
use crate::model::{JourneyMap, TimeSpan};
use crate::numeric::{difference_interval, normal_p, proportions_p, wald, wilson};

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
    /// Customers affected beyond the baseline: value, low, high.
    pub affected: (f64, f64, f64),
    /// One-sided: the probability of so much harm if there were no more than the baseline says. What is
    /// better than its baseline must not make findings out of what is not worse.
    pub p: Option<f64>,
    /// Wait, in microseconds, beyond which a customer counts as late.
    pub threshold: Option<i64>,
    pub stretch: Option<Stretch>,
}

/// A stated target counts as kept if nine customers in ten wait no longer.
pub(super) const TOLERATED: f64 = 0.1;
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
            for (persona, (members, others)) in self.members.iter().zip(&self.others).enumerate() {
                if let (Some(members), Some(others)) = (members.get(touchpoint), others.get(touchpoint)) {
                    found.extend(self.for_persona(touchpoint, persona, members, others));
                }
            }
        }
        found
    }

    /// Tests of customers against other touchpoints, targets and expectations.
    fn for_everybody(&self, touchpoint: usize, here: &Evidence<'_>) -> Vec<Candidate> {
        let drop_off = self.drop_off(touchpoint, (here.at_risk, here.left));
        let tests = [drop_off, self.waiting(touchpoint, here), self.rating(touchpoint, here)];
        tests.into_iter().flatten().collect()
    }

    /// The same tests of the customers who are not in a persona.
    pub(super) fn for_others(&self, touchpoint: usize, persona: usize) -> Vec<Candidate> {
        let others = self.others.get(persona).and_then(|others| others.get(touchpoint));
        others.map(|others| self.for_everybody(touchpoint, others)).unwrap_or_default()
    }

    /// The drop-off test without the days of an outage.
    pub(super) fn besides(&self, touchpoint: usize, outage: &Stretch) -> Option<Candidate> {
        let here = self.everybody.get(touchpoint)?;
        let (at_risk, left) = outage.inside;
        self.drop_off(touchpoint, (here.at_risk.saturating_sub(at_risk), here.left.saturating_sub(left)))
    }

    fn for_persona(
        &self,
        touchpoint: usize,
        persona: usize,
        members: &Evidence<'_>,
        others: &Evidence<'_>,
    ) -> Vec<Candidate> {
        let name = "the other customers here";
        let drop_off = self.shares(
            (touchpoint, FindingKind::DropOff),
            (members.at_risk, members.left),
            (others.at_risk, others.left),
            name,
        );
        let tests = [
            drop_off,
            self.waiting_of_persona(touchpoint, members, others),
            self.moods((touchpoint, persona + 1), members, Some(others.mood.sums()), name),
        ];
        let mark = |candidate: Candidate| Candidate { persona: Some(persona), ..candidate };
        tests.into_iter().flatten().map(mark).collect()
    }

    /// `here` is customers at risk and those of them who left.
    fn drop_off(&self, touchpoint: usize, here: (u64, u64)) -> Option<Candidate> {
        let layout = self.plan.layout();
        let stage = layout.stages.get(layout.stage_of(touchpoint))?.touchpoints.clone();
        let of_stage = self.pooled(stage, touchpoint);
        let (baseline, name) = if of_stage.0 >= self.min_sample {
            (of_stage, "other touchpoints of the stage")
        } else {
            (self.pooled(0..layout.touchpoints.len(), touchpoint), "other touchpoints of the map")
        };
        self.shares((touchpoint, FindingKind::DropOff), here, baseline, name)
    }

    /// Customers at risk and dropped at these touchpoints but one.
    fn pooled(&self, touchpoints: std::ops::Range<usize>, but: usize) -> (u64, u64) {
        let others = touchpoints.filter(|&other| other != but).filter_map(|other| self.everybody.get(other));
        others.fold((0, 0), |sum, other| (sum.0 + other.at_risk, sum.1 + other.left))
    }

    /// Compares two shares, each (sample, count).
    fn shares(
        &self,
        (touchpoint, kind): (usize, FindingKind),
        here: (u64, u64),
        baseline: (u64, u64),
        name: &str,
    ) -> Option<Candidate> {
        if here.0 < self.min_sample || baseline.0 < self.min_sample {
            return None;
        }
        let float = |(n, count): (u64, u64)| (count as f64, n as f64);
        let expected = baseline.1 as f64 / baseline.0 as f64;
        let (low, high) = newcombe(here, baseline)?;
        let n = here.0 as f64;
        let denominator = match kind {
            FindingKind::WaitingTime => "customers who waited to come here",
            _ => AT_RISK,
        };
        Some(Candidate {
            kind,
            touchpoint,
            persona: None,
            measured: Estimate::share(here.1, here.0, denominator),
            baseline: expected,
            baseline_name: name.into(),
            affected: (n * (here.1 as f64 / n - expected), n * low, n * high),
            p: proportions_p(float(here), float(baseline))
                .map(|p| one_sided(p, here.1 as f64 / n > expected)),
            threshold: None,
            stretch: None,
        })
    }

    fn target(&self, touchpoint: usize) -> Option<TimeSpan> {
        self.map.touchpoints().nth(touchpoint)?.target_waiting_time
    }

    fn waiting(&self, touchpoint: usize, here: &Evidence<'_>) -> Option<Candidate> {
        if let Some(target) = self.target(touchpoint) {
            return self.waiting_beyond(touchpoint, here, target.as_micros());
        }
        let others = self.everybody.iter().enumerate();
        let others = others.filter(|(other, _)| *other != touchpoint && self.target(*other).is_none());
        let pool = Waits(others.flat_map(|(_, other)| other.first_waits.0.iter().copied()).collect());
        let threshold = pool.quantile(1.0 - TOLERATED)? as i64;
        self.late(touchpoint, &here.first_waits, &pool, threshold, "the slowest tenth of the other waits")
    }

    fn waiting_of_persona(
        &self,
        touchpoint: usize,
        members: &Evidence<'_>,
        others: &Evidence<'_>,
    ) -> Option<Candidate> {
        let threshold = match self.target(touchpoint) {
            Some(target) => target.as_micros(),
            None => others.first_waits.quantile(1.0 - TOLERATED)? as i64,
        };
        self.late(
            touchpoint,
            &members.first_waits,
            &others.first_waits,
            threshold,
            "the other customers here",
        )
    }

    fn late(
        &self,
        touchpoint: usize,
        here: &Waits<'_>,
        others: &Waits<'_>,
        threshold: i64,
        name: &str,
    ) -> Option<Candidate> {
        let counts = |waits: &Waits<'_>| (waits.len() as u64, waits.beyond(threshold));
        let candidate =
            self.shares((touchpoint, FindingKind::WaitingTime), counts(here), counts(others), name)?;
        Some(Candidate { threshold: Some(threshold), ..candidate })
    }

    /// Compares the share of late customers with what is tolerated.
    fn waiting_beyond(&self, touchpoint: usize, here: &Evidence<'_>, target: i64) -> Option<Candidate> {
        let (n, late) = (here.first_waits.len() as u64, here.first_waits.beyond(target));
        if n < self.min_sample {
            return None;
        }
        let measured = Estimate::share(late, n, "customers who waited to come here");
        let size = n as f64;
        let beyond = |share: f64| size * (share - TOLERATED);
        let error = (TOLERATED * (1.0 - TOLERATED) / size).sqrt();
        Some(Candidate {
            kind: FindingKind::WaitingTime,
            touchpoint,
            persona: None,
            baseline: TOLERATED,
            baseline_name: "one customer in ten may wait longer than the target".into(),
            affected: (beyond(measured.value?), beyond(measured.low?), beyond(measured.high?)),
            p: Some(one_sided(normal_p((measured.value? - TOLERATED) / error), measured.value? > TOLERATED)),
            measured,
            threshold: Some(target),
            stretch: None,
        })
    }

    fn rating(&self, touchpoint: usize, here: &Evidence<'_>) -> Option<Candidate> {
        let expects =
            |other: usize| self.plan.expected.get(other).is_some_and(|stated| stated.assumed(&[]).is_some());
        if expects(touchpoint) {
            return self.moods((touchpoint, 0), here, None, "what the map expects");
        }
        let mut pool = Moments::default();
        let others =
            (0..self.plan.layout().touchpoints.len()).filter(|&other| other != touchpoint && !expects(other));
        for other in others.filter_map(|other| self.everybody.get(other)) {
            pool.merge(other.mood.clone());
        }
        self.moods((touchpoint, 0), here, Some(pool.sums()), "other touchpoints of the map")
    }

    /// Compares the mood with that of others, or with what is expected.
    fn moods(
        &self,
        (touchpoint, view): (usize, usize),
        here: &Evidence<'_>,
        others: Option<Sums>,
        name: &str,
    ) -> Option<Candidate> {
        let (baseline, variance) = match others {
            Some(others) if others.n < self.min_sample => return None,
            Some(others) => (others.mean()?, others.error()?),
            None => (0.0, 0.0),
        };
        let mood = here.mood.sums();
        if mood.n < self.min_sample {
            return None;
        }
        let shortfall = baseline - mood.mean()?;
        let error = (mood.error()? + variance).sqrt();
        let emotion = self.views.get(view)?.touchpoints.get(touchpoint)?.emotion.clone();
        let (low, high) = wald(shortfall, error);
        let affected = |points: f64| here.customers as f64 * (points / FULL).clamp(-1.0, 1.0);
        Some(Candidate {
            kind: FindingKind::Rating,
            touchpoint,
            persona: None,
            baseline: emotion.value? + shortfall,
            baseline_name: name.into(),
            affected: (affected(shortfall), affected(low), affected(high)),
            p: (error > 0.0).then(|| one_sided(normal_p(shortfall / error), shortfall > 0.0)),
            measured: Estimate { method: Method::Wald, ..emotion },
            threshold: None,
            stretch: None,
        })
    }

    fn outage(&self, touchpoint: usize) -> Option<Candidate> {
        let stretch = scan(&self.days.get(touchpoint)?.counts(self.plan))?;
        let candidate = self.shares(
            (touchpoint, FindingKind::Outage),
            stretch.inside,
            stretch.outside,
            "the days before and after",
        )?;
        Some(Candidate { p: Some(stretch.p), stretch: Some(stretch), ..candidate })
    }
}

/// The p-value for "no worse" from the two-sided one.
fn one_sided(p: f64, worse: bool) -> f64 {
    if worse { p / 2.0 } else { 1.0 - p / 2.0 }
}

/// Newcombe's interval of the difference of two shares, each (sample, count).
fn newcombe(here: (u64, u64), there: (u64, u64)) -> Option<(f64, f64)> {
    let share = |(n, count): (u64, u64)| Some((count as f64 / n as f64, wilson(count, n)?));
    Some(difference_interval(share(here)?, share(there)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_difference_equals_newcombes_example() {
        // Newcombe (1998), table II, example (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
        let (low, high) = newcombe((70, 56), (80, 48)).unwrap();
        assert!((low - 0.0524).abs() < 5e-5 && (high - 0.3339).abs() < 5e-5, "{low} {high}");
    }
}
