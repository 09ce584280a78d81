//! What the summary of retention holds: nothing of it depends on the end of the data.

use serde::{Deserialize, Serialize};

use super::wide::{self, Beginners, Wide};
use crate::numeric::Durations;

/// What a part of the log tells about retention.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RetentionSummary {
    /// By the number of the cohort's period, which is the same for all logs; in no order.
    cohorts: Vec<(i64, Cohort)>,
    /// The same where starts, returns or denominators are chosen: this is as of the end of observation.
    pub(super) wide: Wide,
    /// Customers with a start, if it is `wide` that counts.
    pub(super) customers: u64,
}

/// Customers whose first events lie in the same period.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Cohort {
    pub customers: u64,
    /// Customers by period in which they came, with `unbounded` only by the last one. Empty if `active_firsts` is not.
    active: Vec<u64>,
    /// If periods have a fixed length, it is the first event that says who is eligible: its time for each customer,
    firsts: Durations,
    /// and for each customer who came, by period as in `active`.
    active_firsts: Vec<Durations>,
    /// Counts of customers of whom the firsts are no longer kept.
    known: Counts,
}

const NO_COHORT: u32 = u32::MAX;

/// Finds the cohorts of a summary by their position in a calendar.
pub(super) struct Places<'a> {
    cohorts: &'a mut Vec<(i64, Cohort)>,
    number: i64,
    places: Vec<u32>,
}

impl Places<'_> {
    pub fn get(&mut self, position: usize) -> Option<&mut Cohort> {
        let place = self.places.get_mut(position)?;
        if *place == NO_COHORT {
            *place = self.cohorts.len() as u32;
            self.cohorts.push((self.number + position as i64, Cohort::default()));
        }
        self.cohorts.get_mut(*place as usize).map(|(_, cohort)| cohort)
    }
}

impl RetentionSummary {
    /// The cohorts by position in a calendar of so many periods that begins with this number.
    pub(super) fn places(&mut self, number: i64, periods: usize) -> Places<'_> {
        let mut places = vec![NO_COHORT; periods];
        for (place, (known, _)) in self.cohorts.iter().enumerate() {
            let position = known.checked_sub(number).and_then(|position| usize::try_from(position).ok());
            if let Some(slot) = position.and_then(|position| places.get_mut(position)) {
                *slot = place as u32;
            }
        }
        Places { cohorts: &mut self.cohorts, number, places }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.customers += other.customers;
        wide::merge(&mut self.wide, other.wide);
        self.cohorts.sort_unstable_by_key(|(number, _)| *number);
        for (number, cohort) in other.cohorts {
            match self.cohorts.binary_search_by_key(&number, |(known, _)| *known) {
                Ok(place) => {
                    if let Some((_, own)) = self.cohorts.get_mut(place) {
                        own.merge(cohort);
                    }
                }
                Err(place) => self.cohorts.insert(place, (number, cohort)),
            }
        }
    }

    pub(super) fn retract(&mut self, part: Self) {
        self.cohorts.sort_unstable_by_key(|(number, _)| *number);
        for (number, less) in part.cohorts {
            let place = self.cohorts.binary_search_by_key(&number, |(known, _)| *known);
            if let Some((_, own)) = place.ok().and_then(|place| self.cohorts.get_mut(place)) {
                own.retract(&less);
            }
        }
    }

    /// All cohorts with their numbers, in no order.
    pub(super) fn all_mut(&mut self) -> &mut [(i64, Cohort)] {
        &mut self.cohorts
    }

    /// Numbers and cohorts in order of time, also those that nobody is in any more.
    pub(super) fn sorted(&mut self) -> &[(i64, Cohort)] {
        self.cohorts.sort_unstable_by_key(|(number, _)| *number);
        &self.cohorts
    }
}

impl PartialEq for RetentionSummary {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |summary: &Self| {
            let mut places: Vec<usize> = (0..summary.cohorts.len()).collect();
            places.sort_unstable_by_key(|&place| summary.cohorts.get(place).map(|(number, _)| *number));
            places
        };
        let (left, right) = (sorted(self), sorted(other));
        self.customers == other.customers
            && self.wide == other.wide
            && left.len() == right.len()
            && left.iter().zip(&right).all(|(&a, &b)| self.cohorts.get(a) == other.cohorts.get(b))
    }
}

impl Cohort {
    /// Counts a customer, with the time of the first event if it is needed.
    pub fn enter(&mut self, first: i64, keep: bool) {
        self.customers += 1;
        if keep {
            self.firsts.add(first);
        }
    }

    /// Counts that a customer came in a period.
    pub fn come(&mut self, period: usize, first: i64, keep: bool) {
        if keep {
            if self.active_firsts.len() <= period {
                self.active_firsts.resize_with(period + 1, Durations::default);
            }
            self.active_firsts.get_mut(period).into_iter().for_each(|firsts| firsts.add(first));
        } else {
            count(&mut self.active, period);
        }
    }

    fn merge(&mut self, other: Self) {
        self.customers += other.customers;
        add(&mut self.active, &other.active);
        self.firsts.merge(other.firsts);
        if self.active_firsts.len() < other.active_firsts.len() {
            self.active_firsts.resize_with(other.active_firsts.len(), Durations::default);
        }
        for (firsts, more) in self.active_firsts.iter_mut().zip(other.active_firsts) {
            firsts.merge(more);
        }
        self.known.add(&other.known);
    }

    fn retract(&mut self, part: &Self) {
        self.customers = self.customers.saturating_sub(part.customers);
        let counts = self.active.iter_mut().zip(&part.active);
        counts.for_each(|(count, less)| *count = count.saturating_sub(*less));
        self.firsts.retract(&part.firsts);
        let firsts = self.active_firsts.iter_mut().zip(&part.active_firsts);
        firsts.for_each(|(firsts, less)| firsts.retract(less));
    }

    /// Counts where the same number of periods is observed of all customers.
    pub fn counts_of_all(&self, unbounded: bool, observed: usize) -> Counts {
        let mut active = self.active.clone();
        if unbounded {
            add_later(&mut active);
        }
        active.resize(observed, 0);
        Counts { eligible: vec![self.customers; observed], active }
    }

    /// Keeps no firsts, but what [`Self::counts_by_first`] makes of them.
    pub fn forget_firsts(&mut self, unbounded: bool, observed: impl Fn(i64) -> usize) {
        self.known = self.counts_by_first(unbounded, observed);
        (self.firsts, self.active_firsts) = (Durations::default(), Vec::new());
    }

    /// Counts where `observed` says from a customer's first event how many periods are observed.
    pub fn counts_by_first(&self, unbounded: bool, observed: impl Fn(i64) -> usize) -> Counts {
        let mut counts = Counts::default();
        self.firsts.each(|first| {
            if let Some(last) = observed(first).checked_sub(1) {
                count(&mut counts.eligible, last);
            }
        });
        for (period, firsts) in self.active_firsts.iter().enumerate() {
            firsts.each(|first| match observed(first).checked_sub(1) {
                Some(last) if unbounded => count(&mut counts.active, period.min(last)),
                Some(last) if period <= last => count(&mut counts.active, period),
                _ => {}
            });
        }
        add_later(&mut counts.eligible);
        if unbounded {
            add_later(&mut counts.active);
        }
        counts.add(&self.known);
        counts
    }
}

/// Eligible and active customers by period; the lists end where nobody is eligible.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Counts {
    eligible: Vec<u64>,
    active: Vec<u64>,
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        add(&mut self.eligible, &other.eligible);
        add(&mut self.active, &other.active);
    }

    /// The same for a cohort of so many customers.
    pub fn beginners(self, customers: u64) -> Beginners {
        let mut count = self.active;
        count.resize(self.eligible.len(), 0);
        Beginners {
            customers,
            observed: self.eligible.clone(),
            eligible: self.eligible,
            count,
            values: Vec::new(),
        }
    }
}

fn count(counts: &mut Vec<u64>, place: usize) {
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    counts.get_mut(place).into_iter().for_each(|count| *count += 1);
}

/// Adds to every count all those after it.
fn add_later(counts: &mut [u64]) {
    let mut later = 0;
    for count in counts.iter_mut().rev() {
        later += *count;
        *count = later;
    }
}

pub(super) fn add(into: &mut Vec<u64>, other: &[u64]) {
    if into.len() < other.len() {
        into.resize(other.len(), 0);
    }
    into.iter_mut().zip(other).for_each(|(count, more)| *count += more);
}
