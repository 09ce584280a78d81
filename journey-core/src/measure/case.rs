//! The customers behind a piece of evidence: who is considered, and who suffers.

use super::facts::{Facts, State};
use super::group::Hand;
use super::plan::Plan;
use crate::model::FindingKind;

/// What must be known to tell who is behind a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Case {
    pub kind: FindingKind,
    pub touchpoint: usize,
    /// Position of the persona; `None` for everybody.
    pub persona: Option<usize>,
    /// Mean emotion to compare with.
    pub baseline: f64,
    /// Wait, in microseconds, beyond which a customer counts as late.
    pub threshold: Option<i64>,
    /// First and last local day.
    pub stretch: Option<(i64, i64)>,
}

impl Case {
    /// Whether a customer suffers, and when that began (UTC microseconds); `None` for one who is not considered. Customers
    /// suffer from ratings, and are delighted, by a point of emotion.
    pub(super) fn suffered(&self, plan: &Plan, facts: &Facts<'_>) -> Option<(i64, bool)> {
        if !self.concerns(facts) {
            return None;
        }
        let slot = facts.touchpoints.slot(self.touchpoint as u32)?;
        let touched = facts.touchpoints.touched.get(slot)?;
        let first = facts.touchpoints.visits.get(touched.first_visit())?.start;
        match self.kind {
            FindingKind::DropOff => facts.risk(plan, facts.touchpoints, touched),
            FindingKind::Outage => {
                facts.risk(plan, facts.touchpoints, touched).filter(|(start, _)| self.within(plan, *start))
            }
            FindingKind::WaitingTime | FindingKind::Handoff => Some((first, self.late(plan, facts)?)),
            FindingKind::Rating => Some((first, plan.mood(facts, touched)? <= -1.0)),
            FindingKind::Delight => Some((first, plan.mood(facts, touched)? >= 1.0)),
            FindingKind::FallingRating => {
                let mood = touched.mood().filter(|_| self.within(plan, first))?;
                Some((first, mood <= self.baseline - 1.0))
            }
            kind => Some((first, facts.signs.get(slot)?.suffered(plan, self.touchpoint, kind)?)),
        }
    }

    /// Whether it is about such a customer at all.
    pub(super) fn concerns(&self, facts: &Facts<'_>) -> bool {
        self.persona.is_none_or(|persona| facts.members.get(persona) == Some(&true))
    }

    fn within(&self, plan: &Plan, time: i64) -> bool {
        self.stretch.is_some_and(|(from, to)| (from..=to).contains(&plan.calendar.day(time)))
    }

    fn late(&self, plan: &Plan, facts: &Facts<'_>) -> Option<bool> {
        let layout = plan.layout();
        let here = |place: u32| place as usize == self.touchpoint;
        let mut firsts = facts.touchpoints.arrivals().filter(|(_, visit, first)| *first && here(visit.place));
        let (before, visit, _) = firsts.next()?;
        let owners = layout.owner_of(before.place as usize).zip(layout.owner_of(self.touchpoint));
        if self.kind == FindingKind::Handoff && Hand::of(owners) != Hand::Given {
            return None;
        }
        Some(plan.waited(before, visit) > self.threshold?)
    }

    /// What a customer brings: the sum of the amounts of the journey.
    pub(super) fn value(plan: &Plan, facts: &Facts<'_>) -> Option<f64> {
        let (column, _) = plan.value.as_ref()?;
        let amounts = facts.journey.numbers(*column).iter().filter(|amount| amount.is_finite());
        let sum: f64 = amounts.sum();
        sum.is_finite().then_some(sum)
    }

    /// Whether the journey is over: what it brings is known.
    pub(super) fn over(facts: &Facts<'_>) -> bool {
        facts.state != State::Open
    }
}
