//! Step matrix: where are customers one, two, three events after an anchor, and where do they go from there?

mod report;
mod summary;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::{Analysis, Room};
use crate::error::{Error, Result};
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{EventLog, Shard};
use crate::model::Pattern;
pub use report::{StepLink, StepMatrixReport, StepPlace, StepRow};
pub use summary::StepMatrixSummary;

/// Where are customers one, two, three events after an anchor, and where do they go from there?
///
/// Journeys are laid side by side so that their anchors are at step 0: the first event of each journey, or with `anchor` the
/// first event of a match (the `occurrence`-th one: 1 is the first match, -1 the last). A row says how many journeys are at
/// a touchpoint in a step. Journeys that are over are *ended*, those whose first event comes later have *not started*, so
/// that the shares of each step sum to 1. Links say how many go from one touchpoint to the next: the bands of a Sankey
/// picture. Journeys without such a match are left out and counted.
///
/// `top` lists only the touchpoints with most events in these steps, or, with `per_step`, of each step; all others are
/// together *other*.
///
/// # Errors
/// Those of [`EventLog::matching`]; an `occurrence` of 0; more than 200 steps; `top` 0.
///
/// # Complexity
/// O(journeys · steps) time beside finding the anchors; memory for touchpoints · steps, and for links.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::StepMatrix;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\nann,2024-01-01,look\nann,2024-01-02,cart\nbob,2024-01-01,cart\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&StepMatrix::around("cart".parse()?).before(1).after(0))?;
/// let before = &report.rows[0];
/// assert_eq!((before.step, before.touchpoint.as_deref(), before.share.value), (-1, Some("look"), Some(0.5)));
/// # Ok::<(), journey_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct StepMatrix {
    /// What is at step 0; the start of the journey if `None`.
    pub anchor: Option<Pattern>,
    /// Which match of the anchor: 1 is the first one, 2 the second, -1 the last one, -2 the last but one.
    pub occurrence: i64,
    /// Steps before the anchor.
    pub before: usize,
    /// Steps after the anchor.
    pub after: usize,
    /// How many touchpoints to tell apart; all if `None`.
    pub top: Option<usize>,
    /// Whether `top` is meant for each step by itself.
    pub per_step: bool,
}

impl Default for StepMatrix {
    fn default() -> Self {
        Self { anchor: None, occurrence: 1, before: 0, after: 9, top: None, per_step: false }
    }
}

impl StepMatrix {
    /// Ten steps from the start of the journey.
    pub fn new() -> Self {
        Self::default()
    }

    /// Steps around the first match of a pattern.
    pub fn around(anchor: Pattern) -> Self {
        Self { anchor: Some(anchor), ..Self::default() }
    }

    /// Which match of the anchor: -1 is the last one.
    #[must_use]
    pub fn occurrence(self, occurrence: i64) -> Self {
        Self { occurrence, ..self }
    }

    /// So many steps before the anchor.
    #[must_use]
    pub fn before(self, steps: usize) -> Self {
        Self { before: steps, ..self }
    }

    /// So many steps after the anchor.
    #[must_use]
    pub fn after(self, steps: usize) -> Self {
        Self { after: steps, ..self }
    }

    /// Tells only so many touchpoints apart.
    #[must_use]
    pub fn top(self, touchpoints: usize) -> Self {
        Self { top: Some(touchpoints), ..self }
    }

    /// Tells only so many touchpoints of each step apart.
    #[must_use]
    pub fn top_per_step(self, touchpoints: usize) -> Self {
        Self { per_step: true, ..self.top(touchpoints) }
    }
}

/// Names and the anchor resolved against a log.
#[derive(Debug)]
pub struct StepMatrixPlan {
    touchpoints: Vec<String>,
    anchor: Option<Automaton>,
}

impl Analysis for StepMatrix {
    type Plan = StepMatrixPlan;
    type Summary = StepMatrixSummary;
    type Report = StepMatrixReport;

    fn plan(&self, log: &EventLog) -> Result<StepMatrixPlan> {
        const MOST: usize = 200;
        if self.occurrence == 0 {
            return Err(Error::option("occurrence", 0, "1 for the first match, -1 for the last one"));
        }
        if self.before.saturating_add(self.after) >= MOST {
            let given = format!(
                "{} steps with those before",
                self.before.saturating_add(self.after).saturating_add(1)
            );
            return Err(Error::option("after", given, format!("at most {MOST} steps")));
        }
        if self.top == Some(0) {
            return Err(Error::option("top", 0, "at least 1, or nothing for all touchpoints"));
        }
        Ok(StepMatrixPlan {
            touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
            anchor: self.anchor.as_ref().map(|anchor| Automaton::new(anchor, log)).transpose()?,
        })
    }

    fn observe(&self, plan: &StepMatrixPlan, shard: &Shard, into: &mut StepMatrixSummary) {
        into.fit(plan.touchpoints.len(), self.before + self.after + 1);
        let mut matcher = plan.anchor.as_ref().map(Matcher::new);
        let mut places = Vec::new();
        for journey in shard.journeys() {
            places.clear();
            match &mut matcher {
                Some(matcher) => matcher.each(&journey, |found| places.push(found.events.start)),
                None => places.push(0),
            }
            let place = match usize::try_from(self.occurrence) {
                Ok(nth) => nth.checked_sub(1),
                Err(_) => usize::try_from(self.occurrence.unsigned_abs())
                    .ok()
                    .and_then(|nth| places.len().checked_sub(nth)),
            };
            match place.and_then(|place| places.get(place)) {
                Some(&anchor) => into.see(journey.touchpoints(), anchor, self.before),
                None => into.left_out += 1,
            }
        }
    }

    fn merge(&self, into: &mut StepMatrixSummary, other: StepMatrixSummary) {
        into.merge(other);
    }

    fn compact(&self, _: &StepMatrixPlan, summary: &mut StepMatrixSummary, room: &Room) -> Result<()> {
        room.check("the links of all steps", summary.memory())
    }

    fn finish(&self, plan: &StepMatrixPlan, summary: &mut StepMatrixSummary) -> Result<StepMatrixReport> {
        Ok(report::report(self, &plan.touchpoints, summary))
    }
}
