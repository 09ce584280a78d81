//! Events that come before those that they nearly always follow.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plan::{QualityPlan, finding};
use super::sample::Sample;
use super::{QualityFinding, QualityKind};
use crate::analysis::pairs;
use crate::log::Journey;

/// Journeys by which of two touchpoints is first visited first.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Reversed {
    /// By the codes of the touchpoint that comes first and of the other one.
    #[serde(with = "pairs")]
    orders: BTreeMap<(u32, u32), Sample>,
    /// Journeys that visit each touchpoint.
    #[serde(with = "pairs")]
    visited: BTreeMap<u32, u64>,
}

/// With more touchpoints their pairs are too many, and an order between two of them is no rule.
const MOST: usize = 64;

impl Reversed {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        if plan.touchpoints.len() > MOST {
            return;
        }
        let mut first: Vec<(u32, i64, usize)> = Vec::new();
        for (event, time, touchpoint) in plan.events(journey) {
            if first.iter().all(|(known, ..)| *known != touchpoint) {
                first.push((touchpoint, time, event));
            }
        }
        for (touchpoint, ..) in &first {
            *self.visited.entry(*touchpoint).or_default() += 1;
        }
        for (place, &(before, early, event)) in first.iter().enumerate() {
            for &(after, ..) in first.iter().skip(place + 1).filter(|(_, late, _)| early < *late) {
                let sample = self.orders.entry((before, after)).or_default();
                sample.add(journey, event, || plan.touchpoint(before));
            }
        }
    }

    pub fn merge(&mut self, other: Self) {
        for (order, sample) in other.orders {
            self.orders.entry(order).or_default().merge(sample);
        }
        for (touchpoint, journeys) in other.visited {
            *self.visited.entry(touchpoint).or_default() += journeys;
        }
    }

    pub fn findings(&self, plan: &QualityPlan) -> Vec<QualityFinding> {
        let limits = &plan.limits;
        let row = |(&(before, after), sample): (&(u32, u32), &Sample)| {
            let usual = self.orders.get(&(after, before)).map_or(0, |usual| usual.count);
            let n = usual + sample.count;
            let rare = sample.count as f64 <= limits.reversed * n as f64;
            // Only where the one needs the other: who has the later touchpoint, has the earlier one.
            let visited = self.visited.get(&before).copied().unwrap_or_default();
            let needed = n as f64 >= limits.needed * visited as f64;
            if n < limits.order_journeys || !rare || !needed || sample.count == 0 {
                return None;
            }
            let (before, after) = (plan.touchpoint(before), plan.touchpoint(after));
            let said = format!(
                "{} journeys have {before:?} before {after:?}, {usual} the other way round",
                sample.count
            );
            let n = (n, "journeys with both");
            let row = finding(QualityKind::ReversedOrder, (sample.count, "journeys"), n, said);
            Some(QualityFinding { touchpoint: Some(before), examples: sample.examples(), ..row })
        };
        self.orders.iter().filter_map(row).collect()
    }
}
