//! Waits: customers who waited longer than a target or than most others, and longer when they were handed over.

use super::shares::{OTHER_CUSTOMERS, TOLERATED};
use super::{Candidate, Tests};
use crate::measure::evidence::{Evidence, Waits};
use crate::model::{FindingKind, TimeSpan};

impl<'a> Tests<'a> {
    fn target(&self, touchpoint: usize) -> Option<TimeSpan> {
        self.map.touchpoints().nth(touchpoint)?.target_waiting_time
    }

    pub(super) fn waiting(&self, touchpoint: usize, here: &Evidence<'_>) -> Option<Candidate> {
        let kind = (touchpoint, FindingKind::WaitingTime);
        if let Some(target) = self.target(touchpoint) {
            let limit = target.as_micros();
            let counts = (here.first_waits.len() as u64, here.first_waits.beyond(limit));
            let name = "one customer in ten may wait longer than the target";
            return Some(Candidate { threshold: Some(limit), ..self.beyond_tolerated(kind, counts, name)? });
        }
        let pool = self.pool(touchpoint, |other| &other.first_waits);
        let threshold = pool.quantile(1.0 - TOLERATED)? as i64;
        self.late(kind, (&here.first_waits, &pool), threshold, "the slowest tenth of the other waits")
    }

    pub(super) fn waiting_of_persona(
        &self,
        touchpoint: usize,
        members: &Evidence<'_>,
        others: &Evidence<'_>,
    ) -> Option<Candidate> {
        let threshold = match self.target(touchpoint) {
            Some(target) => target.as_micros(),
            None => others.first_waits.quantile(1.0 - TOLERATED)? as i64,
        };
        let waits = (&members.first_waits, &others.first_waits);
        self.late((touchpoint, FindingKind::WaitingTime), waits, threshold, OTHER_CUSTOMERS)
    }

    /// Customers who come here from another owner, against those who stay with one: here if there are enough,
    /// else anywhere.
    pub(super) fn handoff(&self, touchpoint: usize, here: &Evidence<'_>) -> Option<Candidate> {
        let kind = (touchpoint, FindingKind::Handoff);
        if here.kept.len() as u64 >= self.min_sample {
            let threshold = here.kept.quantile(1.0 - TOLERATED)? as i64;
            let name = "customers who come here from the same owner";
            return self.late(kind, (&here.given, &here.kept), threshold, name);
        }
        if self.target(touchpoint).is_some() {
            return None;
        }
        let pool = self.pool(touchpoint, |other| &other.kept);
        let threshold = pool.quantile(1.0 - TOLERATED)? as i64;
        self.late(kind, (&here.given, &pool), threshold, "customers who stay with an owner elsewhere")
    }

    /// Waits at the other touchpoints without a target.
    fn pool<'w>(&'w self, but: usize, waits: impl Fn(&'w Evidence<'a>) -> &'w Waits<'a>) -> Waits<'a> {
        let others = self.everybody.iter().enumerate();
        let others = others.filter(|(other, _)| *other != but && self.target(*other).is_none());
        Waits(others.flat_map(|(_, other)| waits(other).0.iter().copied()).collect())
    }

    fn late(
        &self,
        (touchpoint, kind): (usize, FindingKind),
        (here, others): (&Waits<'_>, &Waits<'_>),
        threshold: i64,
        name: &str,
    ) -> Option<Candidate> {
        let counts = |waits: &Waits<'_>| (waits.len() as u64, waits.beyond(threshold));
        let candidate = self.shares((touchpoint, kind), counts(here), counts(others), name)?;
        Some(Candidate { threshold: Some(threshold), ..candidate })
    }
}
