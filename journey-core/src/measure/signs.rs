//! What a customer went through at a touchpoint, as answers of yes or no: one each, so that they are independent.

use super::bind::Bound;
use super::facts::{Level, Said};
use super::plan::Plan;
use crate::analysis::Visit;
use crate::log::{Journey, MISSING};
use crate::model::FindingKind;

/// The kinds of findings that answers of yes or no tell of.
pub(super) const KINDS: [FindingKind; 6] = [
    FindingKind::FailedAttempts,
    FindingKind::NegativeComments,
    FindingKind::SupportContact,
    FindingKind::RepeatedContact,
    FindingKind::ReturnLoop,
    FindingKind::Repetition,
];

/// A comment that scores no higher is negative, as is usual for scores from -1 to +1 (Hutto and Gilbert 2014).
const NEGATIVE: f64 = -0.05;

/// What a customer went through at one touchpoint.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Signs {
    /// Several events in one visit.
    repeated: bool,
    /// Some other touchpoint followed, before the end of the scope.
    moved: bool,
    /// Went straight back to one that comes earlier in the map and had been visited before.
    sent_back: bool,
    /// Was here so early that it is known what followed.
    known: bool,
    /// Came for help straight from here.
    helped: bool,
    /// Came for help, on a known channel.
    contacted: bool,
    /// Came for help again on another channel.
    contacted_again: bool,
    failed: bool,
    comments: u32,
    sentiment: f64,
}

impl Signs {
    /// Whether a customer suffered; `None` if there was no occasion to.
    pub(super) fn suffered(&self, plan: &Plan, place: usize, kind: FindingKind) -> Option<bool> {
        let support = plan.support.get(place) == Some(&true);
        match kind {
            FindingKind::FailedAttempts => plan.failed.get(place)?.as_ref().map(|_| self.failed),
            FindingKind::NegativeComments => {
                (self.comments > 0).then(|| self.sentiment / f64::from(self.comments) <= NEGATIVE)
            }
            FindingKind::SupportContact => {
                (plan.any_support && !support && self.known).then_some(self.helped)
            }
            FindingKind::RepeatedContact => (self.contacted && self.known).then_some(self.contacted_again),
            FindingKind::ReturnLoop => (self.moved && place > 0 && !support).then_some(self.sent_back),
            FindingKind::Repetition => (plan.once.get(place) == Some(&true)).then_some(self.repeated),
            _ => None,
        }
    }
}

/// What the considered customers are, in words.
pub(super) fn denominator(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::NegativeComments => "customers with a comment here",
        FindingKind::SupportContact => "customers here of whom it is known what followed",
        FindingKind::RepeatedContact => "customers who came here for help, of whom it is known what followed",
        FindingKind::ReturnLoop => "customers who went on from here",
        _ => "customers here",
    }
}

/// A visit to a touchpoint of support.
#[derive(Debug, Clone, Copy)]
struct Contact {
    start: i64,
    channel: u32,
}

/// Fills in the signs of each touchpoint that a journey touched; `signs` is in the order of `level.touched`, and `before` the
/// number of events before the end of the scope. What comes after it may well lead back.
pub(super) fn read(
    plan: &Plan,
    journey: &Journey<'_>,
    events: &[Bound],
    (level, before): (&Level, usize),
    signs: &mut Vec<Signs>,
) {
    signs.clear();
    signs.resize(level.touched.len(), Signs::default());
    moves(plan, level, before, signs);
    if plan.any_support {
        contacts(plan, journey, events, level, signs);
    }
    if plan.any_failed {
        failures(plan, journey, events, level, signs);
    }
}

/// What follows from the order of visits.
fn moves(plan: &Plan, level: &Level, before: usize, signs: &mut [Signs]) {
    let support = |place: u32| plan.support.get(place as usize) == Some(&true);
    for (i, visit) in level.visits.iter().enumerate() {
        let Some(here) = level.slot(visit.place).and_then(|slot| signs.get_mut(slot)) else { continue };
        here.repeated |= visit.after - visit.first > 1;
        here.known |= visit.start <= plan.open_after;
        let Some(next) = level.visits.get(i + 1) else { continue };
        if visit.first < before {
            let been = level.touched(next.place).is_some_and(|touched| touched.first_visit() <= i);
            here.moved = true;
            here.sent_back |= next.place < visit.place && been;
        }
        let soon = next.waiting_time(visit).0 <= plan.support_within;
        here.helped |= visit.start <= plan.open_after && soon && support(next.place);
    }
}

/// Whether customers who came for help came again on another channel. From the last visit to the first: the next contact,
/// and the next one on another channel than that, are all that must be known.
fn contacts(plan: &Plan, journey: &Journey<'_>, events: &[Bound], level: &Level, signs: &mut [Signs]) {
    let (mut next, mut other): (Option<Contact>, Option<Contact>) = (None, None);
    for visit in level.visits.iter().rev() {
        if plan.support.get(visit.place as usize) != Some(&true) {
            continue;
        }
        let Some(channel) = channel(plan, journey, events, visit) else { continue };
        let elsewhere =
            next.filter(|next| next.channel != channel).or(other.filter(|other| other.channel != channel));
        if let Some(here) = level.slot(visit.place).and_then(|slot| signs.get_mut(slot))
            && visit.start <= plan.open_after
        {
            here.contacted = true;
            here.contacted_again |= elsewhere
                .is_some_and(|elsewhere| elsewhere.start.saturating_sub(visit.end) <= plan.support_within);
        }
        if next.is_some_and(|next| next.channel != channel) {
            other = next;
        }
        next = Some(Contact { start: visit.start, channel });
    }
}

fn channel(plan: &Plan, journey: &Journey<'_>, events: &[Bound], visit: &Visit) -> Option<u32> {
    match plan.channels.column {
        Some(column) => {
            let at = events.get(visit.first)?.at as usize;
            journey.codes(column).get(at).copied().filter(|&code| code != MISSING)
        }
        None => plan.channels.stated.get(visit.place as usize).copied().flatten(),
    }
}

fn failures(plan: &Plan, journey: &Journey<'_>, events: &[Bound], level: &Level, signs: &mut [Signs]) {
    for event in events {
        let Some(Some(rule)) = plan.failed.get(event.place as usize) else { continue };
        let Some(here) = level.slot(event.place).and_then(|slot| signs.get_mut(slot)) else { continue };
        here.failed = here.failed || rule.holds(journey, event.at as usize);
    }
}

/// Adds what was written at each touchpoint.
pub(super) fn said(said: &[Said], level: &Level, signs: &mut [Signs]) {
    for comment in said {
        let Some(here) = level.slot(comment.place).and_then(|slot| signs.get_mut(slot)) else { continue };
        here.comments += 1;
        here.sentiment += comment.sentiment;
    }
}
