//! Retention with chosen events: who starts when, who comes back in which periods, and what that was worth.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Entry, Reference, Retention, RetentionPlan, ReturnRule};
use crate::analysis::groups::Groups;
use crate::error::Result;
use crate::log::pattern::{Automaton, Matcher};
use crate::log::{EventLog, Journey};
use crate::numeric::ExactSum;

/// Patterns, columns and brackets resolved against a log.
#[derive(Debug)]
pub(super) struct WidePlan {
    start: Option<Automaton>,
    returns: Option<Automaton>,
    value: Option<usize>,
    pub groups: Groups,
    /// First period of each row, and the one after the last row.
    pub bounds: Vec<usize>,
}

/// What the customers of a group did that began in the same period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Beginners {
    pub customers: u64,
    /// By row: customers of whom it is fully observed, those in the denominator, those of them who came back, and the sum of a column at their returns.
    pub observed: Vec<u64>,
    pub eligible: Vec<u64>,
    pub count: Vec<u64>,
    pub values: Vec<ExactSum>,
}

/// By the place of the group (those without a group first) and the number of the cohort's period.
pub(super) type Wide = Vec<BTreeMap<i64, Beginners>>;

impl WidePlan {
    pub fn new(retention: &Retention, log: &EventLog) -> Result<Self> {
        let compile =
            |pattern: &Option<_>| pattern.as_ref().map(|pattern| Automaton::new(pattern, log)).transpose();
        let bounds = match retention.brackets.as_slice() {
            [] => (0..=retention.periods as usize + 1).collect(),
            brackets => brackets.iter().map(|&bound| bound as usize).collect(),
        };
        Ok(Self {
            start: compile(&retention.start)?,
            returns: compile(&retention.returns)?,
            value: retention.value.as_deref().map(|name| log.number_column("value", name)).transpose()?,
            groups: Groups::of(retention.by.as_deref(), log)?,
            bounds,
        })
    }

    /// Number of rows of a cohort.
    fn rows(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }
}

impl Beginners {
    pub fn merge(&mut self, other: &Self) {
        self.customers += other.customers;
        super::cohorts::add(&mut self.observed, &other.observed);
        super::cohorts::add(&mut self.eligible, &other.eligible);
        super::cohorts::add(&mut self.count, &other.count);
        if self.values.len() < other.values.len() {
            self.values.resize_with(other.values.len(), ExactSum::default);
        }
        self.values.iter_mut().zip(&other.values).for_each(|(sum, more)| sum.merge(more.clone()));
    }
}

pub(super) fn merge(into: &mut Wide, other: Wide) {
    if into.len() < other.len() {
        into.resize_with(other.len(), BTreeMap::new);
    }
    for (own, other) in into.iter_mut().zip(other) {
        for (number, beginners) in other {
            own.entry(number).or_default().merge(&beginners);
        }
    }
}

/// Looks at one journey after another.
pub(super) struct Observer<'a> {
    retention: &'a Retention,
    plan: &'a RetentionPlan,
    wide: &'a WidePlan,
    start: Option<Matcher<'a>>,
    returns: Option<Matcher<'a>>,
    /// Events that start and events that are returns, by their places in the journey.
    starts: Vec<usize>,
    back: Vec<usize>,
    /// Returns of each row, and what they were worth; one more for those after the last row.
    times: Vec<u64>,
    worth: Vec<ExactSum>,
}

impl<'a> Observer<'a> {
    pub fn new(retention: &'a Retention, plan: &'a RetentionPlan, wide: &'a WidePlan) -> Self {
        Self {
            retention,
            plan,
            wide,
            start: wide.start.as_ref().map(Matcher::new),
            returns: wide.returns.as_ref().map(Matcher::new),
            starts: Vec::new(),
            back: Vec::new(),
            times: Vec::new(),
            worth: Vec::new(),
        }
    }

    pub fn see(&mut self, journey: &Journey<'_>, customers: &mut u64, into: &mut Wide) {
        let times = journey.times();
        let seen = times.partition_point(|&time| time <= self.plan.end);
        self.find_starts(journey, seen);
        if self.starts.is_empty() {
            return;
        }
        *customers += 1;
        places(self.returns.as_mut(), journey, seen, &mut self.back);
        let starts = std::mem::take(&mut self.starts);
        let mut latest = None;
        for &event in &starts {
            let Some(&time) = times.get(event) else { continue };
            let cohort = self.plan.calendar.find(time);
            // One membership a cohort, from its first start.
            if latest.replace(cohort) == Some(cohort) {
                continue;
            }
            let beginners = into
                .get_mut(self.wide.groups.place(journey, event))
                .map(|cohorts| cohorts.entry(self.plan.number + cohort as i64).or_default());
            if let Some(beginners) = beginners {
                self.follow(journey, (event, time, cohort), beginners);
            }
        }
        self.starts = starts;
    }

    /// The events at which memberships of cohorts begin, by the kind of entry.
    fn find_starts(&mut self, journey: &Journey<'_>, seen: usize) {
        let touchpoints = journey.touchpoints();
        match (self.retention.entry, &mut self.start) {
            (Entry::Recurring, start) => places(start.as_mut(), journey, seen, &mut self.starts),
            (_, None) => {
                self.starts.clear();
                self.starts.extend((seen > 0).then_some(0));
            }
            (entry, Some(start)) => {
                let found = start.next(journey, None).and_then(|found| found.events.end.checked_sub(1));
                let before = |event: usize| touchpoints.get(..event).unwrap_or_default();
                let ever = |event: &usize| {
                    entry != Entry::FirstEver
                        || touchpoints.get(*event).is_some_and(|own| !before(*event).contains(own))
                };
                self.starts.clear();
                self.starts.extend(found.filter(|&event| event < seen).filter(ever));
            }
        }
    }

    /// Counts what a customer did after a start.
    fn follow(
        &mut self,
        journey: &Journey<'_>,
        (event, time, cohort): (usize, i64, usize),
        into: &mut Beginners,
    ) {
        let rows = self.wide.rows();
        self.count_returns(journey, (event, time, cohort));
        let observed = self.observed(time, cohort);
        into.customers += 1;
        let mut before = true;
        let (mut later, mut so_far, mut unbroken) = (self.times.iter().sum::<u64>(), 0, true);
        let least = u64::from(self.retention.minimum.max(1));
        for row in 0..rows {
            if self.wide.bounds.get(row + 1).is_none_or(|&bound| bound > observed) {
                break;
            }
            let times = self.times.get(row).copied().unwrap_or_default();
            let first_row = self.wide.bounds.get(row) == Some(&0);
            so_far += if first_row { 0 } else { times };
            unbroken &= first_row || times >= least;
            let back = match self.retention.returning() {
                ReturnRule::On => times >= least,
                ReturnRule::OnOrAfter => later >= least,
                ReturnRule::OnOrBefore | ReturnRule::Streak if first_row => times >= least,
                ReturnRule::OnOrBefore => so_far >= least,
                ReturnRule::Streak => unbroken,
            };
            later -= times;
            let asked = self.retention.reference == Reference::Cohort || before;
            before = back;
            into.see(row, asked, asked && back);
            if let Some(worth) = self.worth.get(row).filter(|_| self.wide.value.is_some() && asked && back) {
                into.earn(row, worth.clone());
            }
        }
    }

    /// Returns of each row, and what they were worth.
    fn count_returns(&mut self, journey: &Journey<'_>, (event, time, cohort): (usize, i64, usize)) {
        let (rows, times) = (self.wide.rows(), journey.times());
        self.times.clear();
        self.times.resize(rows + 1, 0);
        self.worth.clear();
        self.worth.resize_with(if self.wide.value.is_some() { rows } else { 0 }, ExactSum::default);
        let values = self.wide.value.map(|column| journey.numbers(column)).unwrap_or_default();
        let first = self.back.partition_point(|&back| back < event);
        // What comes after the last row counts only where later returns do.
        let endless = self.retention.returning() == ReturnRule::OnOrAfter;
        let mut row = 0;
        for &back in self.back.get(first..).unwrap_or_default() {
            let Some(&when) = times.get(back) else { continue };
            let period = self.retention.locate(self.plan, cohort, time, when).0;
            if self.wide.bounds.first().is_some_and(|&first| period < first) {
                continue;
            }
            while row < rows && self.wide.bounds.get(row + 1).is_some_and(|&bound| period >= bound) {
                row += 1;
            }
            if row == rows && !endless {
                break;
            }
            self.times.get_mut(row).into_iter().for_each(|times| *times += 1);
            let value = values.get(back).copied().filter(|value| value.is_finite());
            self.worth.get_mut(row).zip(value).into_iter().for_each(|(sum, value)| sum.add(value));
        }
    }

    /// How many periods after a start are fully observed.
    fn observed(&self, time: i64, cohort: usize) -> usize {
        match self.plan.length {
            Some(length) => (self.plan.end.saturating_sub(time).max(0) / length) as usize,
            None => self.plan.last.saturating_sub(cohort),
        }
    }
}

impl Beginners {
    fn see(&mut self, row: usize, asked: bool, back: bool) {
        for (counts, counted) in
            [(&mut self.observed, true), (&mut self.eligible, asked), (&mut self.count, back)]
        {
            if counts.len() <= row {
                counts.resize(row + 1, 0);
            }
            counts.get_mut(row).into_iter().for_each(|count| *count += u64::from(counted));
        }
    }

    fn earn(&mut self, row: usize, worth: ExactSum) {
        if self.values.len() <= row {
            self.values.resize_with(row + 1, ExactSum::default);
        }
        self.values.get_mut(row).into_iter().for_each(|sum| sum.merge(worth.clone()));
    }
}

/// Places of the last events of all matches among the events that were seen; all of them without a pattern.
fn places(matcher: Option<&mut Matcher<'_>>, journey: &Journey<'_>, seen: usize, into: &mut Vec<usize>) {
    into.clear();
    match matcher {
        None => into.extend(0..seen),
        Some(matcher) => matcher.each(journey, |found| {
            into.extend(found.events.end.checked_sub(1).filter(|&event| event < seen));
        }),
    }
}
