//! Customers grouped by the personas they belong to, so that every journey is counted once and every view is the sum
//! of some groups.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::group::{Group, Scratch, Waits};
use super::plan::Plan;
use crate::analysis::pairs;
use crate::error::Result;
use crate::work::Work;

/// Personas that overlap in more ways are counted one by one, to bound the memory.
const MOST: usize = 256;

/// The groups of customers.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Groups {
    /// By whether their customers belong to each persona.
    #[serde(with = "pairs")]
    exact: BTreeMap<Vec<bool>, Group>,
    /// Empty unless there are too many of those. Then everybody, and in turn those in each persona and those not.
    loose: Vec<Group>,
}

impl Groups {
    /// Counts a journey.
    pub(super) fn see(&mut self, plan: &Plan, facts: &Facts<'_>, scratch: &mut Scratch) {
        if self.loose.is_empty() {
            if let Some(group) = self.exact.get_mut(facts.members) {
                return group.see(plan, facts, scratch);
            }
            if self.exact.len() < MOST {
                return self.exact.entry(facts.members.to_vec()).or_default().see(plan, facts, scratch);
            }
            self.loosen(facts.members.len());
        }
        for (group, _) in self.loose.iter_mut().zip(holds(facts.members)).filter(|(_, holds)| *holds) {
            group.see(plan, facts, scratch);
        }
    }

    /// Adds the groups of other customers.
    pub(super) fn merge(&mut self, other: Self) {
        if let Some(personas) = other.loose.len().checked_sub(1) {
            self.loosen(personas / 2);
            merge_all(&mut self.loose, other.loose, Group::merge);
        }
        for (members, group) in other.exact {
            if self.loose.is_empty() && !self.exact.contains_key(&members) && self.exact.len() == MOST {
                self.loosen(members.len());
            }
            self.add(members, group);
        }
    }

    fn add(&mut self, members: Vec<bool>, group: Group) {
        if self.loose.is_empty() {
            return self.exact.entry(members).or_default().merge(group);
        }
        for (into, _) in self.loose.iter_mut().zip(holds(&members)).filter(|(_, holds)| *holds) {
            into.merge(group.clone());
        }
    }

    fn loosen(&mut self, personas: usize) {
        self.loose.resize_with(1 + 2 * personas, Group::default);
        for (members, group) in std::mem::take(&mut self.exact) {
            self.add(members, group);
        }
    }

    /// Groups that together are everybody, or the customers of a persona.
    pub(super) fn of(&self, persona: Option<usize>) -> Vec<&Group> {
        match persona {
            None if self.loose.is_empty() => self.exact.values().collect(),
            None => self.loose.iter().take(1).collect(),
            Some(persona) => self.by(persona, true),
        }
    }

    /// Groups that together are the customers who are not in a persona.
    pub(super) fn others(&self, persona: usize) -> Vec<&Group> {
        self.by(persona, false)
    }

    /// Brings all first waits into ascending order.
    ///
    /// # Errors
    /// [`Error::Cancelled`](crate::Error::Cancelled).
    pub(super) fn sort_first_waits(&mut self, work: &Work) -> Result<()> {
        let groups = self.exact.values_mut().chain(&mut self.loose);
        let spots = groups.flat_map(|group| &mut group.spots);
        let waits: Vec<Mutex<&mut Waits>> = spots.map(|spot| Mutex::new(&mut spot.waits)).collect();
        work.map("analysing", waits.len(), |index| {
            // Nobody else asks for the same lock.
            if let Some(Ok(mut waits)) = waits.get(index).map(Mutex::lock) {
                waits.sort_first();
            }
            Ok(())
        })?;
        Ok(())
    }

    fn by(&self, persona: usize, member: bool) -> Vec<&Group> {
        let exact = self.exact.iter().filter(|(members, _)| members.get(persona) == Some(&member));
        let loose = self.loose.get(1 + 2 * persona + usize::from(!member));
        exact.map(|(_, group)| group).chain(loose).collect()
    }
}

/// Which of the loose groups a customer belongs to.
fn holds(members: &[bool]) -> impl Iterator<Item = bool> {
    std::iter::once(true).chain(members.iter().flat_map(|&member| [member, !member]))
}

/// Merges two lists item by item; either may be shorter.
pub(super) fn merge_all<T: Default>(into: &mut Vec<T>, other: Vec<T>, merge: impl Fn(&mut T, T)) {
    if into.len() < other.len() {
        into.resize_with(other.len(), T::default);
    }
    into.iter_mut().zip(other).for_each(|(into, other)| merge(into, other));
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSONAS: usize = 10;

    /// A group of one customer with so many events.
    fn one(customer: u64) -> (Vec<bool>, Group) {
        let members = (0..PERSONAS).map(|persona| (customer * 7919) >> persona & 1 == 1).collect();
        (members, Group { customers: 1, events: customer, ..Group::default() })
    }

    fn groups(customers: std::ops::Range<u64>) -> Groups {
        let mut groups = Groups::default();
        for customer in customers {
            let (members, group) = one(customer);
            groups.merge(Groups { exact: [(members, group)].into(), loose: Vec::new() });
        }
        groups
    }

    fn events(groups: &[&Group]) -> u64 {
        groups.iter().map(|group| group.events).sum()
    }

    #[test]
    fn views_are_the_same_whether_groups_are_exact_or_loose() {
        for (n, loose) in [(200, false), (1000, true)] {
            let mut halves = groups(0..n / 4);
            halves.merge(groups(n / 4..n));
            let mut other_way = groups(n / 4..n);
            other_way.merge(groups(0..n / 4));
            for groups in [groups(0..n), halves, other_way] {
                assert_eq!(groups.exact.is_empty(), loose);
                assert_eq!(events(&groups.of(None)), n * (n - 1) / 2);
                for persona in 0..PERSONAS {
                    let of = |member: bool| -> u64 {
                        (0..n).filter(|&customer| one(customer).0[persona] == member).sum()
                    };
                    assert_eq!(events(&groups.of(Some(persona))), of(true));
                    assert_eq!(events(&groups.others(persona)), of(false));
                }
            }
        }
    }
}
