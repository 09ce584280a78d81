//! Local times that a change of the clocks skipped or repeated.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, finding};
use super::sample::Sample;
use super::words::said;
use super::{QualityFinding, QualityKind};
use crate::analysis::time_zone;
use crate::log::{Journey, Quality};

/// Instants that doubtful local times are read as: from, to (exclusive), and what the clocks did.
pub(super) type Doubt = (i64, i64, String);

/// More than a log of two hundred years has.
const MOST: usize = 512;

/// The hours of doubt in the period of a log, if reading it met any.
pub(super) fn doubts(input: &Quality, period: Option<(i64, i64)>) -> Vec<Doubt> {
    let zone = time_zone(Some(&input.time_zone)).ok().filter(|_| input.ambiguous_times > 0);
    let (Some(zone), Some((first, last))) = (zone, period) else { return Vec::new() };
    let Ok(first) = Timestamp::from_microsecond(first.saturating_sub(DAY)) else { return Vec::new() };
    let changes = zone.following(first).map(|change| change.timestamp());
    let within = changes.take_while(|change| change.as_microsecond() <= last.saturating_add(DAY)).take(MOST);
    within.filter_map(|change| doubt(&zone, change)).collect()
}

/// A skipped time is read as much later as the clocks went forward, a repeated one as its first occurrence.
fn doubt(zone: &TimeZone, change: Timestamp) -> Option<Doubt> {
    let before = Timestamp::from_microsecond(change.as_microsecond() - 1).ok()?;
    let offset = |at: Timestamp| i64::from(zone.to_offset(at).seconds()) * 1_000_000;
    let forward = offset(change) - offset(before);
    let at = change.as_microsecond();
    let clock = |at: Timestamp| Zoned::new(at, zone.clone());
    let old = clock(before).datetime().checked_add(jiff::Span::new().microseconds(1)).ok()?;
    let said = format!(
        "clocks went from {} to {}",
        old.strftime("%H:%M"),
        clock(change).strftime("%H:%M on %Y-%m-%d")
    );
    match forward {
        0 => None,
        1.. => Some((at, at + forward, said)),
        _ => Some((at + forward, at, said)),
    }
}

const DAY: i64 = 86_400_000_000;

/// Events in the hours of doubt.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct ClockChanges(Sample);

impl ClockChanges {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        if plan.doubts.is_empty() {
            return;
        }
        for (event, time) in journey.times().iter().enumerate() {
            if let Some((.., said)) = plan.doubts.iter().find(|(from, to, _)| (*from..*to).contains(time)) {
                self.0.add(journey, event, || said.clone());
            }
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
    }

    pub fn findings(&self, plan: &QualityPlan) -> Option<QualityFinding> {
        let input = &plan.input;
        let n = (input.times_without_zone.max(input.ambiguous_times), "times without zone");
        let said = format!(
            "{} in {} that a change of the clocks skipped or repeated",
            said(input.ambiguous_times, "local time", "local times"),
            input.time_zone
        );
        let row = finding(QualityKind::ClockChanges, (input.ambiguous_times, "times"), n, said);
        (input.ambiguous_times > 0).then(|| QualityFinding { examples: self.0.examples(), ..row })
    }
}
