//! A map and a log become a measured map: every number filled in, with its evidence.

mod report;

pub use report::{
    ChannelCount, Coverage, ElementKind, EventCount, Finding, FindingKind, FindingStatus, Handoff, KpiStatus,
    MeasuredElement, MeasuredKpi, MeasuredMap, Overlap, PersonaCoverage, Provenance, Unit, View,
};
