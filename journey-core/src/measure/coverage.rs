//! What the data say and the map does not: unbound events, competing rules, unseen touchpoints.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::bind::Bound;
use super::groups::merge_all;
use super::layout::Layout;
use super::{Coverage, EventCount, Overlap, PersonaCoverage};
use crate::analysis::pairs;
use crate::log::Names;

/// Names of unbound events that a report lists.
const LISTED: usize = 100;

/// What a part of the log tells about coverage.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CoverageSummary {
    bound_events: u64,
    unbound_customers: u64,
    /// By raw name: events and customers.
    #[serde(with = "pairs")]
    unbound: HashMap<u32, (u64, u64)>,
    #[serde(with = "pairs")]
    overlaps: BTreeMap<Vec<u32>, u64>,
    /// Whether each touchpoint has events; as long as it must be.
    seen: Vec<bool>,
    personas: PersonaCoverage,
}

impl CoverageSummary {
    /// Counts a journey: its bound events, the raw names of the others, which are sorted, and its personas.
    pub(crate) fn see(&mut self, bound: &[Bound], unbound: &mut [u32], members: &[bool]) {
        self.bound_events += bound.len() as u64;
        for event in bound {
            let place = event.place as usize;
            if self.seen.len() <= place {
                self.seen.resize(place + 1, false);
            }
            if let Some(seen) = self.seen.get_mut(place) {
                *seen = true;
            }
        }
        if bound.is_empty() {
            self.unbound_customers += 1;
        } else {
            match members.iter().filter(|&&member| member).count() {
                0 => self.personas.none += 1,
                1 => self.personas.one += 1,
                _ => self.personas.several += 1,
            }
        }
        unbound.sort_unstable();
        for run in unbound.chunk_by(|a, b| a == b) {
            if let Some(&name) = run.first() {
                let (events, customers) = self.unbound.entry(name).or_default();
                *events += run.len() as u64;
                *customers += 1;
            }
        }
    }

    /// Counts an event that matches the rules of several touchpoints.
    pub(crate) fn see_overlap(&mut self, touchpoints: &[u32]) {
        match self.overlaps.get_mut(touchpoints) {
            Some(count) => *count += 1,
            None => {
                self.overlaps.insert(touchpoints.to_vec(), 1);
            }
        }
    }

    /// Adds the counts of another part of the log.
    pub(crate) fn merge(&mut self, other: Self) {
        self.bound_events += other.bound_events;
        self.unbound_customers += other.unbound_customers;
        for (name, (events, customers)) in other.unbound {
            let total = self.unbound.entry(name).or_default();
            total.0 += events;
            total.1 += customers;
        }
        for (touchpoints, count) in other.overlaps {
            *self.overlaps.entry(touchpoints).or_default() += count;
        }
        merge_all(&mut self.seen, other.seen, |seen, other| *seen |= other);
        self.personas.none += other.personas.none;
        self.personas.one += other.personas.one;
        self.personas.several += other.personas.several;
    }

    /// The report.
    pub(crate) fn finish(&self, layout: &Layout, names: &Names) -> Coverage {
        let id = |touchpoint: &u32| {
            layout.touchpoints.get(*touchpoint as usize).map(|spot| spot.id.clone()).unwrap_or_default()
        };
        let mut unbound: Vec<(u32, (u64, u64))> =
            self.unbound.iter().map(|(&name, &counts)| (name, counts)).collect();
        unbound.sort_unstable_by_key(|&(name, (count, _))| (Reverse(count), name));
        unbound.truncate(LISTED);
        let unbound = unbound.into_iter().map(|(name, (count, customers))| EventCount {
            name: names.get(name).into(),
            count,
            customers,
        });
        let mut overlaps: Vec<Overlap> = self
            .overlaps
            .iter()
            .map(|(touchpoints, &count)| Overlap { touchpoints: touchpoints.iter().map(id).collect(), count })
            .collect();
        overlaps.sort_by_key(|row| Reverse(row.count));
        let unseen =
            (0..layout.touchpoints.len() as u32).filter(|&code| self.seen.get(code as usize) != Some(&true));
        Coverage {
            bound_events: self.bound_events,
            unbound_events: self.unbound.values().map(|(events, _)| events).sum(),
            unbound: unbound.collect(),
            unbound_customers: self.unbound_customers,
            ambiguous_events: self.overlaps.values().sum(),
            overlaps,
            unseen_touchpoints: unseen.map(|code| id(&code)).collect(),
            personas: self.personas.clone(),
            missing_columns: Vec::new(),
        }
    }
}
