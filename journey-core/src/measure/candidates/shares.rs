//! Shares of customers: those who leave, those who left for a stretch of days, and those who answer yes to one of the
//! [signs](crate::measure::signs).

use super::{Candidate, Tests};
use crate::analysis::Estimate;
use crate::measure::elements::AT_RISK;
use crate::measure::evidence::Evidence;
use crate::measure::outage::{Stretch, scan};
use crate::measure::signs::{self, denominator};
use crate::model::FindingKind;
use crate::numeric::{binomial_tail, difference_interval, fisher_p, wilson};

/// Where there is nothing to compare with, and where a target is stated, one customer in ten may suffer.
pub(in crate::measure) const TOLERATED: f64 = 0.1;

impl Tests<'_> {
    /// `here` is customers at risk and those of them who left.
    pub(super) fn drop_off(&self, touchpoint: usize, here: (u64, u64)) -> Option<Candidate> {
        let layout = self.plan.layout();
        let stage = layout.stages.get(layout.stage_of(touchpoint))?.touchpoints.clone();
        let of_stage = self.pooled(stage, touchpoint);
        let (baseline, name) = if of_stage.0 >= self.min_sample {
            (of_stage, "other touchpoints of the stage")
        } else {
            (self.pooled(0..layout.touchpoints.len(), touchpoint), OTHERS)
        };
        self.shares((touchpoint, FindingKind::DropOff), here, baseline, name)
    }

    /// Customers at risk and dropped at these touchpoints but one.
    fn pooled(&self, touchpoints: std::ops::Range<usize>, but: usize) -> (u64, u64) {
        let others = touchpoints.filter(|&other| other != but).filter_map(|other| self.everybody.get(other));
        others.fold((0, 0), |sum, other| (sum.0 + other.at_risk, sum.1 + other.left))
    }

    /// Customers who suffered from each of the signs, against those at other touchpoints.
    pub(super) fn signs(&self, touchpoint: usize, here: &Evidence<'_>) -> Vec<Candidate> {
        let test = |(position, kind): (usize, FindingKind)| {
            let counts = here.trials(position);
            let others = self.everybody.iter().enumerate().filter(|(other, _)| *other != touchpoint);
            let pooled = others.fold((0, 0), |sum, (_, other)| {
                let (n, suffered) = other.trials(position);
                (sum.0 + n, sum.1 + suffered)
            });
            let alone = matches!(
                kind,
                FindingKind::FailedAttempts | FindingKind::RepeatedContact | FindingKind::Repetition
            );
            if alone && pooled.0 < self.min_sample {
                return self.beyond_tolerated(
                    (touchpoint, kind),
                    counts,
                    "one customer in ten may suffer it",
                );
            }
            self.shares((touchpoint, kind), counts, pooled, OTHERS)
        };
        signs::KINDS.into_iter().enumerate().filter_map(test).collect()
    }

    /// The same of a persona's customers, against the others here.
    pub(super) fn signs_of_persona(
        &self,
        touchpoint: usize,
        members: &Evidence<'_>,
        others: &Evidence<'_>,
    ) -> Vec<Candidate> {
        let test = |(position, kind): (usize, FindingKind)| {
            let (here, there) = (members.trials(position), others.trials(position));
            self.shares((touchpoint, kind), here, there, OTHER_CUSTOMERS)
        };
        signs::KINDS.into_iter().enumerate().filter_map(test).collect()
    }

    /// Compares two shares, each (sample, count).
    pub(super) fn shares(
        &self,
        (touchpoint, kind): (usize, FindingKind),
        here: (u64, u64),
        baseline: (u64, u64),
        name: &str,
    ) -> Option<Candidate> {
        if here.0 < self.min_sample || baseline.0 < self.min_sample {
            return None;
        }
        let expected = baseline.1 as f64 / baseline.0 as f64;
        let (low, high) = newcombe(here, baseline)?;
        let measured = share_of(kind, here);
        let excess = measured.value? - expected;
        let p = fisher_p((here.1, here.0), (baseline.1, baseline.0));
        Some(Candidate {
            difference: (excess, low, high),
            baseline_name: name.into(),
            p,
            ..Candidate::of_share((touchpoint, kind), measured, expected)
        })
    }

    /// Compares a share, (sample, count), with what is tolerated.
    pub(super) fn beyond_tolerated(
        &self,
        (touchpoint, kind): (usize, FindingKind),
        here: (u64, u64),
        name: &str,
    ) -> Option<Candidate> {
        if here.0 < self.min_sample {
            return None;
        }
        let measured = share_of(kind, here);
        let (value, low, high) = (measured.value?, measured.low?, measured.high?);
        Some(Candidate {
            difference: (value - TOLERATED, low - TOLERATED, high - TOLERATED),
            baseline_name: name.into(),
            tolerated: true,
            p: Some(binomial_tail(here.1, here.0, TOLERATED)),
            ..Candidate::of_share((touchpoint, kind), measured, TOLERATED)
        })
    }

    /// The drop-off test without the days of an outage.
    pub(in crate::measure) fn besides(&self, touchpoint: usize, outage: &Stretch) -> Option<Candidate> {
        let here = self.everybody.get(touchpoint)?;
        let (at_risk, left) = outage.inside;
        self.drop_off(touchpoint, (here.at_risk.saturating_sub(at_risk), here.left.saturating_sub(left)))
    }

    pub(super) fn outage(&self, touchpoint: usize) -> Option<Candidate> {
        let stretch = scan(&self.days.get(touchpoint)?.counts(self.plan))?;
        let candidate = self.shares(
            (touchpoint, FindingKind::Outage),
            stretch.inside,
            stretch.outside,
            "the days before and after",
        )?;
        Some(Candidate {
            p: Some(stretch.p),
            stretch: Some(stretch.days),
            outage: Some(stretch),
            ..candidate
        })
    }
}

/// Baselines.
pub(super) const OTHERS: &str = "other touchpoints of the map";
pub(super) const OTHER_CUSTOMERS: &str = "the other customers here";

fn share_of(kind: FindingKind, (n, count): (u64, u64)) -> Estimate {
    let denominator = match kind {
        FindingKind::WaitingTime => "customers who waited to come here",
        FindingKind::Handoff => "customers who were handed over to come here",
        FindingKind::DropOff | FindingKind::Outage => AT_RISK,
        _ => denominator(kind),
    };
    Estimate::share(count, n, denominator)
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
