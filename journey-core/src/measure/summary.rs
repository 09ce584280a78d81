//! What a part of the log tells about a map.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coverage::CoverageSummary;
use super::emotions;
use super::facts::{Facts, Reader, Touched};
use super::group::Scratch;
use super::groups::{Groups, merge_all};
use super::moments::Moments;
use super::plan::Plan;
use super::tally::Tally;
use crate::analysis::{EmotionSummary, pairs};
use crate::log::Shard;

/// What a part of the log tells about a map.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct MeasureSummary {
    pub(super) coverage: CoverageSummary,
    pub(super) groups: Groups,
    /// For each touchpoint, of all customers.
    pub(super) days: Vec<Days>,
    pub(super) emotions: EmotionSummary,
}

/// Customers at risk and those of them who left, by the local day of their last visit, counted from the first
/// day of the plan.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Days {
    at_risk: Tally,
    left: Tally,
    /// Mean emotion of each customer who rated, by the piece of time of the first visit.
    #[serde(with = "pairs")]
    moods: BTreeMap<i64, Moments>,
}

impl MeasureSummary {
    /// Counts the journeys of a shard.
    pub(super) fn observe(&mut self, plan: &Plan, shard: &Shard) {
        let (mut reader, mut scratch) = (Reader::new(plan), Scratch::default());
        self.days.resize_with(plan.layout().touchpoints.len(), Days::default);
        for journey in shard.journeys() {
            let Some(facts) = reader.read(journey, &mut self.coverage) else { continue };
            self.groups.see(plan, &facts, &mut scratch);
            self.emotions.see(emotions::life(plan, &facts));
            for touched in &facts.touchpoints.touched {
                if let Some(days) = self.days.get_mut(touched.place as usize) {
                    days.see(plan, &facts, touched);
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.coverage.merge(other.coverage);
        self.groups.merge(other.groups);
        self.emotions.merge(other.emotions);
        merge_all(&mut self.days, other.days, |days, other| {
            days.at_risk.merge(&other.at_risk);
            days.left.merge(&other.left);
            for (piece, moods) in other.moods {
                days.moods.entry(piece).or_default().merge(moods);
            }
        });
    }
}

impl Days {
    fn see(&mut self, plan: &Plan, facts: &Facts<'_>, touched: &Touched) {
        if let Some((start, left)) = facts.risk(plan, facts.touchpoints, touched) {
            let day = (plan.calendar.day(start) - plan.first_day) as u32;
            self.at_risk.add_code(day);
            if left {
                self.left.add_code(day);
            }
        }
        let first = facts.touchpoints.visits.get(touched.first_visit());
        if let (Some(mood), Some(visit)) = (touched.mood(), first) {
            let day = plan.calendar.day(visit.start) - plan.first_day;
            self.moods.entry(day.div_euclid(plan.piece)).or_default().add(mood);
        }
    }

    /// Moods by the first local day of each piece of time.
    pub(super) fn moods(&self, plan: &Plan) -> BTreeMap<i64, Moments> {
        let day = |piece: i64| plan.first_day + piece * plan.piece;
        self.moods.iter().map(|(&piece, moods)| (day(piece), moods.clone())).collect()
    }

    /// Customers at risk and those of them who left, on each local day.
    pub(super) fn counts(&self, plan: &Plan) -> BTreeMap<i64, (u64, u64)> {
        let day = |number: f64| plan.first_day + number as i64;
        let mut days: BTreeMap<i64, (u64, u64)> =
            self.at_risk.numbers().map(|(number, count)| (day(number), (count, 0))).collect();
        for (number, count) in self.left.numbers() {
            days.entry(day(number)).or_default().1 = count;
        }
        days
    }
}
