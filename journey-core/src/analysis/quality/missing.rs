//! Values that are missing where there nearly always is one.

use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, finding};
use super::sample::Sample;
use super::words::said;
use super::{QualityFinding, QualityKind};
use crate::log::{Journey, Value};

/// Of each column and touchpoint, how many events have a value and which do not.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct MissingCount(Vec<Filled>);

#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
struct Filled {
    filled: u64,
    missing: Sample,
}

/// With more columns and touchpoints hardly any has enough events.
const MOST: usize = 1 << 18;

impl MissingCount {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        let places = plan.touchpoints.len();
        let all = places.saturating_mul(plan.columns.len());
        if all > MOST {
            return;
        }
        self.0.resize_with(all, Filled::default);
        for (position, column) in plan.columns.iter().enumerate() {
            for (event, &touchpoint) in journey.touchpoints().iter().enumerate() {
                let Some(slot) = self.0.get_mut(position * places + touchpoint as usize) else { continue };
                match column.value(journey, event, position) {
                    Value::Missing => slot.missing.add(journey, event, String::new),
                    _ => slot.filled += 1,
                }
            }
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.0.resize_with(self.0.len().max(other.0.len()), Filled::default);
        for (slot, part) in self.0.iter_mut().zip(other.0) {
            slot.filled += part.filled;
            slot.missing.merge(part.missing);
        }
    }

    pub fn findings(&self, plan: &QualityPlan) -> Vec<QualityFinding> {
        let row = |(place, found): (usize, &Filled)| {
            let (missing, n) = (found.missing.count, found.missing.count + found.filled);
            let rare = missing as f64 <= plan.limits.missing * n as f64;
            if missing == 0 || n < plan.limits.filled_events || !rare {
                return None;
            }
            let places = plan.touchpoints.len();
            let (column, touchpoint) =
                (plan.column(place / places), plan.touchpoint((place % places) as u32));
            let said = format!(
                "{} {touchpoint:?} {} no {column:?}, which {} have",
                said(missing, "event at", "events at"),
                if missing == 1 { "has" } else { "have" },
                found.filled
            );
            let row = finding(
                QualityKind::MissingValues,
                (missing, "events"),
                (n, "events of the touchpoint"),
                said,
            );
            let examples = found.missing.examples();
            Some(QualityFinding { column: Some(column), touchpoint: Some(touchpoint), examples, ..row })
        };
        self.0.iter().enumerate().filter_map(row).collect()
    }
}
