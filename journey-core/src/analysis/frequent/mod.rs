//! Frequent patterns: what do many journeys have in common, and what tells two groups of journeys apart?

mod closed;
mod grow;
mod options;
mod plan;
mod project;
mod report;
mod sequences;
#[cfg(test)]
mod tests;
mod windows;

pub use options::{FrequentPatterns, PatternSet};
pub use plan::FrequentPlan;
pub use report::{FrequentReport, FrequentRow, PatternContrast, PatternGroup};
pub use sequences::FrequentSummary;

use super::{Analysis, Room};
use crate::error::Result;
use crate::log::{EventLog, Shard};

impl Analysis for FrequentPatterns {
    type Plan = FrequentPlan;
    type Summary = FrequentSummary;
    type Report = FrequentReport;

    fn plan(&self, log: &EventLog) -> Result<FrequentPlan> {
        FrequentPlan::new(self, log)
    }

    fn observe(&self, plan: &FrequentPlan, shard: &Shard, into: &mut FrequentSummary) {
        plan.observe(shard, into);
    }

    fn merge(&self, into: &mut FrequentSummary, other: FrequentSummary) {
        into.merge(other);
    }

    fn compact(&self, _: &FrequentPlan, summary: &mut FrequentSummary, room: &Room) -> Result<()> {
        room.check("the touchpoints of all journeys", summary.memory())
    }

    fn finish(&self, plan: &FrequentPlan, summary: &mut FrequentSummary) -> Result<FrequentReport> {
        report::report(self, plan, summary)
    }
}
