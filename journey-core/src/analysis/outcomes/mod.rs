//! Outcomes: from which touchpoint do how many journeys still succeed, and where is the point of no return?

mod chain;
mod graph;
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
pub use report::{OutcomeReport, OutcomeRow};
pub use summary::OutcomeSummary;

/// From which touchpoint do how many journeys still succeed, and where is the point of no return?
///
/// A journey succeeds at the last event of its first match of `success`; what comes after that is not looked at. All others
/// end without success: the end of the data is not told apart from the end of a journey, so leave out journeys that are
/// still open if there are many.
///
/// `share` is what is observed: of the customers who were at a touchpoint (before success), those who succeeded.
/// `probability` is what the next steps say: moves between touchpoints as a Markov chain that ends in success or without it.
/// Where the two differ, it matters how customers came to the touchpoint. `steps` is the expected number of events from there
/// to the end, the last event of a success included. With `no_return_below`, points of no return are
/// told: touchpoints with a probability below that share, in which all ways back are counted, to which customers come from one
/// with a higher probability, or from the start.
///
/// The path is the most probable one from the start to success. `required` touchpoints are in each journey that succeeded,
/// before its success; `dominators` are those that no way of observed moves from start to success leaves out. Each of these
/// is required, too. `loops` are the largest sets of touchpoints from each of which there is a way to each other one.
///
/// # Errors
/// Those of [`EventLog::matching`]; without `success`; for a share that is not between 0 and 1; [`Error::Limit`] for more than 2,000 touchpoints.
///
/// # Complexity
/// O(events · elements of the pattern + touchpoints³) time, O(touchpoints²) memory.
///
/// # Example
/// ```
/// use journey_core::EventLog;
/// use journey_core::analysis::Outcomes;
/// use journey_core::log::Columns;
/// let csv = "customer,time,event\n\
///            ann,2024-01-01,look\nann,2024-01-02,cart\nann,2024-01-03,buy\n\
///            bob,2024-01-01,look\nbob,2024-01-02,call\n";
/// let log = EventLog::read_csv_text(csv, &Columns::new("customer", "time", "event"))?;
/// let report = log.run(&Outcomes::of("buy".parse()?))?;
/// let look = report.rows.iter().find(|row| row.touchpoint == "look").unwrap();
/// assert_eq!((look.probability, look.share.value), (0.5, Some(0.5)));
/// assert_eq!(report.path, ["look", "cart"]);
/// assert_eq!(report.required, ["cart", "look"]);
/// # Ok::<(), journey_core::Error>(())
/// ```
///
/// # Reference
/// Kemeny and Snell, *Finite Markov Chains* (1960), chapter 3; Lengauer and Tarjan (1979) for dominators.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Outcomes {
    /// What a journey succeeds with.
    pub success: Option<Pattern>,
    /// Probability of success below which there is no return; nothing is told about that if `None`.
    pub no_return_below: Option<f64>,
}

impl Outcomes {
    /// Success and its absence.
    pub fn of(success: Pattern) -> Self {
        Self { success: Some(success), no_return_below: None }
    }

    /// Tells points of no return: the first touchpoints with a probability of success below this share.
    #[must_use]
    pub fn no_return_below(self, share: f64) -> Self {
        Self { no_return_below: Some(share), ..self }
    }
}

/// Names and the success resolved against a log.
#[derive(Debug)]
pub struct OutcomePlan {
    touchpoints: Vec<String>,
    success: Automaton,
}

impl Analysis for Outcomes {
    type Plan = OutcomePlan;
    type Summary = OutcomeSummary;
    type Report = OutcomeReport;

    fn plan(&self, log: &EventLog) -> Result<OutcomePlan> {
        if let Some(share) = self.no_return_below.filter(|share| !(*share > 0.0 && *share <= 1.0)) {
            return Err(Error::option("no_return_below", share, "a share above 0 and up to 1"));
        }
        let success = self.success.as_ref();
        let success =
            success.ok_or_else(|| Error::option("success", "nothing", "a pattern, such as `purchase`"))?;
        Ok(OutcomePlan {
            touchpoints: log.touchpoints().iter().map(str::to_string).collect(),
            success: Automaton::new(success, log)?,
        })
    }

    fn observe(&self, plan: &OutcomePlan, shard: &Shard, into: &mut OutcomeSummary) {
        into.fit(plan.touchpoints.len());
        let mut matcher = Matcher::new(&plan.success);
        for journey in shard.journeys() {
            let success = matcher.first_end(&journey);
            into.see(journey.touchpoints(), success);
        }
    }

    fn merge(&self, into: &mut OutcomeSummary, other: OutcomeSummary) {
        into.merge(other);
    }

    fn compact(&self, _: &OutcomePlan, summary: &mut OutcomeSummary, room: &Room) -> Result<()> {
        room.check("the moves between touchpoints", summary.memory())
    }

    fn finish(&self, plan: &OutcomePlan, summary: &mut OutcomeSummary) -> Result<OutcomeReport> {
        report::report(&plan.touchpoints, summary, self.no_return_below)
    }
}
