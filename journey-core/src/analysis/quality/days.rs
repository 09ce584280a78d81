//! Events by day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::plan::QualityPlan;
use crate::analysis::pairs;
use crate::log::Journey;

/// Events by touchpoint and day, and by source and day.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Days {
    #[serde(with = "pairs")]
    touchpoints: BTreeMap<(u32, i32), u64>,
    #[serde(with = "pairs")]
    sources: BTreeMap<(u32, i32), u64>,
}

/// What a series of days is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    All,
    Source(u32),
    Touchpoint(u32),
}

/// Events on consecutive days.
#[derive(Debug, Clone)]
pub(super) struct Series {
    pub scope: Scope,
    /// Number of the first day.
    pub first: i32,
    pub counts: Vec<u64>,
}

/// A longer stretch of days has a time in it that is none.
const LONGEST: i64 = 366 * 1000;

impl Days {
    pub fn observe(&mut self, plan: &QualityPlan, journey: &Journey<'_>) {
        for (event, time, touchpoint) in plan.events(journey) {
            let day = plan.day(time);
            *self.touchpoints.entry((touchpoint, day)).or_default() += 1;
            if let Some(source) = plan.source_of(journey, event) {
                *self.sources.entry((source, day)).or_default() += 1;
            }
        }
    }

    pub fn merge(&mut self, other: Self) {
        for (place, count) in other.touchpoints {
            *self.touchpoints.entry(place).or_default() += count;
        }
        for (place, count) in other.sources {
            *self.sources.entry(place).or_default() += count;
        }
    }

    /// First and last day with an event, unless that is too long.
    pub fn range(&self) -> Option<(i32, i32)> {
        let days = || self.touchpoints.keys().map(|(_, day)| *day);
        let (first, last) = days().min().zip(days().max())?;
        (i64::from(last) - i64::from(first) <= LONGEST).then_some((first, last))
    }

    /// All events of the log.
    pub fn all(&self) -> Option<Series> {
        let range = self.range()?;
        let days = self.touchpoints.iter().map(|(&(_, day), &count)| (day, count));
        Some(series(Scope::All, range, days))
    }

    /// The events of each source, with at least so many events.
    pub fn sources(&self, least: u64) -> impl Iterator<Item = Series> {
        places(&self.sources, self.range(), least, Scope::Source)
    }

    /// The events of each touchpoint, with at least so many events.
    pub fn touchpoints(&self, least: u64) -> impl Iterator<Item = Series> {
        places(&self.touchpoints, self.range(), least, Scope::Touchpoint)
    }
}

fn series(scope: Scope, (first, last): (i32, i32), days: impl Iterator<Item = (i32, u64)>) -> Series {
    let mut counts = vec![0; (last - first) as usize + 1];
    for (day, count) in days {
        let slot = usize::try_from(day - first).ok().and_then(|place| counts.get_mut(place));
        slot.into_iter().for_each(|slot| *slot += count);
    }
    Series { scope, first, counts }
}

fn places(
    all: &BTreeMap<(u32, i32), u64>,
    range: Option<(i32, i32)>,
    least: u64,
    scope: fn(u32) -> Scope,
) -> impl Iterator<Item = Series> {
    let mut events: BTreeMap<u32, u64> = BTreeMap::new();
    all.iter().for_each(|((place, _), count)| *events.entry(*place).or_default() += count);
    let places = events.into_iter().filter(move |(_, events)| *events >= least);
    places.filter_map(move |(place, _)| {
        let days = all.range((place, i32::MIN)..=(place, i32::MAX)).map(|(&(_, day), &count)| (day, count));
        Some(series(scope(place), range?, days))
    })
}
