//! Moods: customers who rate lower or higher than expected, and lower than they did before.

use super::shares::{OTHER_CUSTOMERS, OTHERS};
use super::{Candidate, FULL, Tests, one_sided};
use crate::analysis::Method;
use crate::measure::evidence::Evidence;
use crate::measure::falling;
use crate::measure::moments::{Moments, Sums};
use crate::model::FindingKind;
use crate::numeric::{normal_p, wald};

/// Two means that are compared.
struct Moods {
    here: Sums,
    baseline: f64,
    /// Squared standard error of the baseline.
    error: f64,
    name: &'static str,
}

impl Tests<'_> {
    /// Whether customers rate lower here than expected, or, as a delight, higher.
    pub(super) fn rating(&self, touchpoint: usize, here: &Evidence<'_>) -> Vec<Candidate> {
        let expects =
            |other: usize| self.plan.expected.get(other).is_some_and(|stated| stated.assumed(&[]).is_some());
        let mut moods =
            Moods { here: here.mood.sums(), baseline: 0.0, error: 0.0, name: "what the map expects" };
        if !expects(touchpoint) {
            let mut pool = Moments::default();
            let others = (0..self.plan.layout().touchpoints.len())
                .filter(|&other| other != touchpoint && !expects(other));
            for other in others.filter_map(|other| self.everybody.get(other)) {
                pool.merge(other.mood.clone());
            }
            let Some(found) = self.against(here.mood.sums(), pool.sums(), OTHERS) else { return Vec::new() };
            moods = found;
        }
        self.moods((touchpoint, 0), here.customers, &moods)
    }

    /// The same of a persona's customers, against the others here.
    pub(super) fn rating_of_persona(
        &self,
        (touchpoint, persona): (usize, usize),
        members: &Evidence<'_>,
        others: &Evidence<'_>,
    ) -> Vec<Candidate> {
        let moods = self.against(members.mood.sums(), others.mood.sums(), OTHER_CUSTOMERS);
        moods
            .map(|moods| self.moods((touchpoint, persona + 1), members.customers, &moods))
            .unwrap_or_default()
    }

    fn against(&self, here: Sums, others: Sums, name: &'static str) -> Option<Moods> {
        let enough = others.n >= self.min_sample;
        let (baseline, error) = (others.mean()?, others.error()?);
        enough.then_some(Moods { here, baseline, error, name })
    }

    fn moods(&self, at: (usize, usize), customers: u64, moods: &Moods) -> Vec<Candidate> {
        [FindingKind::Rating, FindingKind::Delight]
            .into_iter()
            .filter_map(|kind| self.mood(kind, at, customers, moods))
            .collect()
    }

    fn mood(
        &self,
        kind: FindingKind,
        (touchpoint, view): (usize, usize),
        customers: u64,
        moods: &Moods,
    ) -> Option<Candidate> {
        if moods.here.n < self.min_sample {
            return None;
        }
        let lift = moods.here.mean()? - moods.baseline;
        let worse = if kind == FindingKind::Delight { lift } else { -lift };
        let error = (moods.here.error()? + moods.error).sqrt();
        let emotion = self.views.get(view)?.touchpoints.get(touchpoint)?.emotion.clone();
        let (low, high) = wald(worse, error);
        Some(Candidate {
            baseline: emotion.value? - lift,
            baseline_name: moods.name.into(),
            difference: (worse, low, high),
            p: (error > 0.0).then(|| one_sided(normal_p(worse / error), worse > 0.0)),
            weight: customers as f64 / FULL,
            ..Candidate::new(
                (touchpoint, kind),
                crate::analysis::Estimate { method: Method::Wald, ..emotion },
            )
        })
    }

    /// Whether customers rate lower from some day on.
    pub(super) fn falling(&self, touchpoint: usize) -> Option<Candidate> {
        let days = self.days.get(touchpoint)?;
        let fall = falling::scan(&days.moods(self.plan), self.min_sample)?;
        let (low, high) = wald(fall.by, fall.error);
        let last = self.plan.period.map_or(fall.from, |(_, last)| self.plan.calendar.day(last));
        Some(Candidate {
            baseline: fall.before.mean()?,
            baseline_name: "the days before".into(),
            difference: (fall.by, low, high),
            p: Some(fall.p),
            weight: fall.after.n as f64 / FULL,
            stretch: Some((fall.from, last)),
            ..Candidate::new(
                (touchpoint, FindingKind::FallingRating),
                fall.after.estimate("customers who rated it since then"),
            )
        })
    }
}
