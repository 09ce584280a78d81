//! A map and a log become a measured map: every number filled in, with its evidence.

mod access;
mod before_after;
mod bind;
mod calendar;
mod candidates;
mod case;
mod cases;
mod comments;
mod coverage;
mod cuts;
mod elements;
mod emotions;
mod evidence;
mod expected;
mod facts;
mod falling;
mod finding;
mod findings;
mod funnel;
mod group;
mod groups;
mod initiatives;
mod kpi;
mod kpi_summary;
mod layout;
mod measuring;
mod moments;
mod options;
mod outage;
mod personas;
mod plan;
mod report;
mod rules;
mod sample;
mod signs;
mod statement;
mod summary;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod trace;
mod witnesses;

pub use before_after::{
    Adjustment, BeforeAfter, BeforeAfterReport, ComparedSide, FindingChange, FindingFate, KpiChange,
    KpiVerdict, Limit, LimitKind, LimitStatus, MixChange, Success, SuccessVerdict,
};
pub use bind::BoundLog;
pub use cases::Cases;
pub use coverage::CoverageSummary;
pub(crate) use expected::Expectation;
pub use finding::{Evidence, Finding, FindingStatus, PainVerdict, StatedPainPoint};
pub use initiatives::Remedy;
pub(crate) use layout::Layout;
pub use measuring::Measuring;
pub use options::Measure;
pub(crate) use personas::persona_position;
pub use plan::Plan;
pub use report::{
    ChannelCount, Coverage, ElementKind, EventCount, Handoff, KpiStatus, MeasuredElement, MeasuredKpi,
    MeasuredMap, Overlap, PersonaCoverage, Provenance, Unit, View,
};
pub use summary::MeasureSummary;
pub use trace::Trace;

pub use crate::model::FindingKind;
