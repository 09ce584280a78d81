use super::{Finding, MeasuredMap, options::Measure, plan::Plan, summary::MeasureSummary};
use crate::{log::EventLog, model::JourneyMap};
pub(super) fn find(_map: &JourneyMap, _plan: &Plan, _o: &Measure, _s: &MeasureSummary) -> Vec<Finding> {
    Vec::new()
}
pub(super) fn add_examples(_m: &mut MeasuredMap, _p: &Plan, _l: &EventLog) {}
