//! A map and a log become a measured map: every number filled in, with its evidence.

mod bind;
mod coverage;
mod expected;
mod instant;
mod layout;
mod personas;
mod predicate;
mod report;
mod rules;
#[cfg(test)]
pub(crate) mod testing;

pub use bind::BoundLog;
pub use coverage::CoverageSummary;
pub(crate) use expected::expected;
pub(crate) use instant::{range, zone};
pub(crate) use layout::Layout;
pub(crate) use personas::persona_position;
pub(crate) use predicate::glob;
pub use report::{
    ChannelCount, Coverage, ElementKind, EventCount, Finding, FindingKind, FindingStatus, Handoff, KpiStatus,
    MeasuredElement, MeasuredKpi, MeasuredMap, Overlap, PersonaCoverage, Provenance, Unit, View,
};
