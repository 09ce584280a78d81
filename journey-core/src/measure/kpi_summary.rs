//! What a part of the log tells about a KPI.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::calendar;
use super::facts::{Facts, Level, State};
use super::moments::Moments;
use super::plan::{KpiPlan, Plan, Reading};
use super::sample::Sample;
use super::summary::pairs_of;
use crate::analysis::{Answers, Scale, Visit};

/// Everything that some KPI needs; each fills what it uses.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct KpiSummary {
    /// Numerator of a share.
    pub count: u64,
    /// Denominator of a share.
    pub n: u64,
    /// Values of customers or orders.
    pub moments: Moments,
    pub answers: Answers,
    pub times: Vec<i64>,
    /// Amounts that are not finite.
    pub dropped: u64,
    pub rows: Sample,
    /// Smallest input row of a weight that is not allowed, and its value.
    pub bad_weight: Option<(u64, String)>,
}

/// Microseconds in a year of 365.25 days.
const YEAR: f64 = 365.25 * 86_400e6;

impl KpiSummary {
    pub(super) fn merge(&mut self, mut other: Self) {
        self.count += other.count;
        self.n += other.n;
        self.moments.merge(other.moments);
        self.answers.merge(other.answers);
        self.times.append(&mut other.times);
        self.dropped += other.dropped;
        self.rows.merge(other.rows);
        if let Some(bad) = other.bad_weight {
            self.refuse(bad);
        }
    }

    fn refuse(&mut self, bad: (u64, String)) {
        if self.bad_weight.as_ref().is_none_or(|known| bad.0 < known.0) {
            self.bad_weight = Some(bad);
        }
    }

    /// Counts a journey.
    pub(super) fn see(&mut self, plan: &Plan, kpi: &KpiPlan, facts: &Facts<'_>) {
        let scope = Scope::of(kpi, facts);
        match &kpi.reading {
            Reading::Nothing => {}
            Reading::Conversion { from, to, within } => self.conversion(plan, facts, (from, to), *within),
            Reading::DropOff => self.drop_off(&scope, facts),
            Reading::Answers { column, weight, scale, .. } => {
                self.answers(facts, &scope, (*column, *weight), scale);
            }
            Reading::Retention { period, after } => {
                let number = |time| calendar::number(time, *period, &plan.zone);
                self.retention(plan, facts, &scope, *after, number);
            }
            Reading::Churn { inactivity } => self.churn(plan, facts, &scope, *inactivity),
            Reading::Revenue { column } => self.money(facts, &scope, *column, |amount, _| amount),
            Reading::Lifetime { column, margin, rate } => {
                self.money(facts, &scope, *column, |amount, micros| {
                    amount * margin * libm::pow(1.0 + rate, -(micros as f64) / YEAR)
                });
            }
            Reading::Orders { column, order } => self.orders(facts, &scope, *column, *order),
            Reading::TimeSpent(_) => {
                for visit in scope.visits(kpi, facts) {
                    self.times.extend(visit.time_spent());
                    self.row(facts, visit.first);
                }
            }
            Reading::WaitingTime(_) => self.waiting(kpi, facts, &scope),
            Reading::Interactions => {
                if !scope.events.is_empty() {
                    self.moments.add(scope.events.len() as f64);
                    scope.events.iter().for_each(|&event| self.row(facts, event));
                }
            }
            Reading::Engagement { at_least } => {
                if !scope.events.is_empty() {
                    self.share(scope.events.len() as u64 >= *at_least);
                    scope.events.iter().for_each(|&event| self.row(facts, event));
                }
            }
        }
    }

    fn share(&mut self, counts: bool) {
        self.n += 1;
        self.count += u64::from(counts);
    }

    fn row(&mut self, facts: &Facts<'_>, event: usize) {
        if let Some(&row) = facts.journey.rows().get(event) {
            self.rows.add(row.into());
        }
    }

    /// Converted if some event at `from` is followed, in time, by one at `to`.
    fn conversion(
        &mut self,
        plan: &Plan,
        facts: &Facts<'_>,
        (from, to): (&Range<usize>, &Range<usize>),
        within: Option<i64>,
    ) {
        let times = facts.journey.times();
        let mut start: Option<i64> = None;
        let mut converted = false;
        for (event, (&code, &time)) in facts.touchpoints.places.iter().zip(times).enumerate() {
            let fits = |start: i64| within.is_none_or(|within| time.saturating_sub(start) <= within);
            if to.contains(&(code as usize)) && start.is_some_and(fits) {
                converted = true;
                self.row(facts, event);
            }
            if from.contains(&(code as usize)) {
                start = Some(time);
                self.row(facts, event);
            }
        }
        let Some(start) = start else { return };
        let end = plan.period.map_or(i64::MAX, |(_, last)| last);
        let open = match within {
            Some(within) => start.saturating_add(within) > end,
            None => facts.journey.last_time().is_some_and(|last| last > plan.open_after),
        };
        if converted || !open {
            self.share(converted);
        }
    }

    fn drop_off(&mut self, scope: &Scope<'_>, facts: &Facts<'_>) {
        if scope.events.is_empty() || facts.state == State::Open {
            return;
        }
        let last = scope.events.last().copied() == facts.journey.len().checked_sub(1);
        self.share(facts.state == State::Lost && last);
        scope.events.iter().for_each(|&event| self.row(facts, event));
    }

    fn answers(
        &mut self,
        facts: &Facts<'_>,
        scope: &Scope<'_>,
        (column, weight): (usize, Option<usize>),
        scale: &Scale,
    ) {
        let (answers, weights) = (facts.journey.numbers(column), weight.map(|w| facts.journey.numbers(w)));
        for &event in &scope.events {
            let Some(&answer) = answers.get(event).filter(|answer| !answer.is_nan()) else { continue };
            match weights.map(|weights| weights.get(event).copied().unwrap_or(f64::NAN)) {
                None => self.answers.add(scale, answer),
                Some(weight) if weight < 0.0 || weight.is_infinite() => {
                    let row = facts.journey.rows().get(event).copied().unwrap_or_default();
                    self.refuse((row.into(), weight.to_string()));
                }
                Some(weight) => self.answers.add_weighted(scale, answer, weight),
            }
            self.row(facts, event);
        }
    }

    /// Only customers whose period number `after` is over are asked about.
    fn retention(
        &mut self,
        plan: &Plan,
        facts: &Facts<'_>,
        scope: &Scope<'_>,
        after: i64,
        number: impl Fn(i64) -> i64,
    ) {
        let times: Vec<i64> =
            scope.events.iter().filter_map(|&event| facts.journey.times().get(event).copied()).collect();
        let (Some(&first), Some((_, end))) = (times.first(), plan.period) else { return };
        let wanted = number(first) + after;
        if wanted >= number(end) {
            return;
        }
        self.share(times.iter().any(|&time| number(time) == wanted));
        scope.events.iter().for_each(|&event| self.row(facts, event));
    }

    /// Only customers who have been known for so long can have been silent for so long.
    fn churn(&mut self, plan: &Plan, facts: &Facts<'_>, scope: &Scope<'_>, inactivity: i64) {
        let time = |event: Option<&usize>| event.and_then(|&event| facts.journey.times().get(event).copied());
        let (first, last) = (time(scope.events.first()), time(scope.events.last()));
        let (Some(first), Some(last), Some((_, end))) = (first, last, plan.period) else { return };
        let since = end.saturating_sub(inactivity);
        if first <= since {
            self.share(last <= since);
            scope.events.iter().for_each(|&event| self.row(facts, event));
        }
    }

    /// Sums a column per customer; `worth` gets an amount and the time since the first event.
    fn money(
        &mut self,
        facts: &Facts<'_>,
        scope: &Scope<'_>,
        column: usize,
        worth: impl Fn(f64, i64) -> f64,
    ) {
        if scope.events.is_empty() {
            return;
        }
        let first = facts.journey.times().first().copied().unwrap_or_default();
        let mut sum = 0.0;
        for &event in &scope.events {
            let Some(amount) = self.amount(facts, column, event) else { continue };
            let time = facts.journey.times().get(event).copied().unwrap_or(first);
            sum += worth(amount, time.saturating_sub(first));
        }
        if sum.is_finite() {
            self.moments.add(sum);
        }
    }

    fn amount(&mut self, facts: &Facts<'_>, column: usize, event: usize) -> Option<f64> {
        let amount = facts.journey.numbers(column).get(event).copied().filter(|amount| !amount.is_nan())?;
        if amount.is_infinite() {
            self.dropped += 1;
            return None;
        }
        self.row(facts, event);
        Some(amount)
    }

    /// Events of one customer with the same order number are one order.
    fn orders(&mut self, facts: &Facts<'_>, scope: &Scope<'_>, column: usize, order: Option<usize>) {
        let mut orders: BTreeMap<Option<String>, f64> = BTreeMap::new();
        for &event in &scope.events {
            let Some(amount) = self.amount(facts, column, event) else { continue };
            match order.map(|order| order_number(facts, order, event)) {
                None => self.moments.add(amount),
                Some(None) => self.dropped += 1,
                Some(number) => *orders.entry(number).or_default() += amount,
            }
        }
        orders.into_values().filter(|amount| amount.is_finite()).for_each(|amount| self.moments.add(amount));
    }

    fn waiting(&mut self, kpi: &KpiPlan, facts: &Facts<'_>, scope: &Scope<'_>) {
        let level = scope.level(kpi, facts);
        for (before, visit) in pairs_of(&level.visits).filter(|(_, visit)| scope.holds(facts, visit)) {
            self.times.push(visit.waiting_time(before).0);
            self.row(facts, visit.first);
        }
    }
}

/// What an order is known by; `None` if the event has no order number.
fn order_number(facts: &Facts<'_>, order: usize, event: usize) -> Option<String> {
    let journey = &facts.journey;
    if let Some(&code) = journey.codes(order).get(event) {
        return (code != crate::log::MISSING).then(|| code.to_string());
    }
    if let Some(&number) = journey.numbers(order).get(event) {
        return (!number.is_nan()).then(|| number.to_string());
    }
    journey.text(order, event).map(str::to_string)
}

/// The events of a journey that a KPI is about.
struct Scope<'a> {
    events: Vec<usize>,
    place: Option<&'a Range<usize>>,
}

impl<'a> Scope<'a> {
    fn of(kpi: &'a KpiPlan, facts: &Facts<'_>) -> Self {
        let place = kpi.place.as_ref();
        let within = |code: u32| place.is_none_or(|place| place.contains(&(code as usize)));
        let codes = facts.touchpoints.places.iter().enumerate();
        Self { events: codes.filter(|(_, code)| within(**code)).map(|(event, _)| event).collect(), place }
    }

    /// A stage is visited as a whole; everything else touchpoint by touchpoint.
    fn level<'f>(&self, kpi: &KpiPlan, facts: &'f Facts<'_>) -> &'f Level<'f> {
        if kpi.stage { &facts.stages } else { &facts.touchpoints }
    }

    fn visits<'f>(&'f self, kpi: &KpiPlan, facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Visit> {
        self.level(kpi, facts).visits.iter().filter(|visit| self.holds(facts, visit))
    }

    fn holds(&self, facts: &Facts<'_>, visit: &Visit) -> bool {
        let code = facts.touchpoints.places.get(visit.first).map(|&code| code as usize);
        self.place.is_none_or(|place| code.is_some_and(|code| place.contains(&code)))
    }
}
