//! What a part of the log tells about a KPI.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::bind::Bound;
use super::facts::{Facts, Level, State};
use super::moments::Moments;
use super::plan::{KpiPlan, Plan, Reading};
use super::sample::Sample;
use crate::analysis::{Answers, Scale, Visit, engaged};

/// Everything that some KPI needs; each fills what it uses.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
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
        self.rows.merge(&other.rows);
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
        let scope = Scope { facts: *facts, place: kpi.place.as_ref(), stage: kpi.stage };
        match &kpi.reading {
            Reading::Nothing => {}
            Reading::Conversion { from, to, within } => self.conversion(plan, facts, (from, to), *within),
            Reading::DropOff => self.drop_off(plan, &scope),
            Reading::Answers { column, weight, scale, .. } => {
                self.answers(&scope, (*column, *weight), scale);
            }
            Reading::Retention { period, after } => {
                self.retention(plan, &scope, *after, |time| plan.calendar.number(time, *period));
            }
            Reading::Churn { inactivity } => self.churn(plan, &scope, *inactivity),
            Reading::Revenue { column } => self.money(&scope, *column, |amount, _| amount),
            Reading::Lifetime { column, margin, rate } => {
                self.money(&scope, *column, |amount, micros| {
                    amount * margin * libm::pow(1.0 + rate, -(micros as f64) / YEAR)
                });
            }
            Reading::Orders { column, order } => self.orders(&scope, *column, *order),
            Reading::TimeSpent(_) => {
                for visit in scope.level().visits.iter().filter(|visit| scope.holds(visit)) {
                    self.times.extend(visit.time_spent());
                    self.visit(facts, visit);
                }
            }
            Reading::WaitingTime(_) => {
                for (before, visit, _) in scope.level().arrivals() {
                    if scope.holds(visit) {
                        self.times.push(plan.waited(before, visit));
                        self.visit(facts, visit);
                    }
                }
            }
            Reading::Interactions => {
                let n = scope.len();
                if n > 0 {
                    self.moments.add(n as f64);
                    self.rows_of(&scope);
                }
            }
            Reading::Engagement { at_least } => {
                if let Some(engaged) = engaged(scope.len(), *at_least) {
                    self.share(engaged);
                    self.rows_of(&scope);
                }
            }
        }
    }

    fn share(&mut self, counts: bool) {
        self.n += 1;
        self.count += u64::from(counts);
    }

    fn visit(&mut self, facts: &Facts<'_>, visit: &Visit) {
        if let Some(event) = facts.events.get(visit.first) {
            self.rows.add(event.row);
        }
    }

    /// Samples the rows of all events of the scope.
    fn rows_of(&mut self, scope: &Scope<'_>) {
        if !self.rows.refuses(scope.facts.first_row) {
            scope.events().for_each(|event| self.rows.add(event.row));
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
        let mut start: Option<i64> = None;
        let mut converted = false;
        for event in facts.events {
            let place = event.place as usize;
            let fits = |start: i64| within.is_none_or(|within| event.time.saturating_sub(start) <= within);
            if to.contains(&place) && start.is_some_and(fits) {
                converted = true;
                self.rows.add(event.row);
            }
            if from.contains(&place) {
                start = Some(event.time);
                self.rows.add(event.row);
            }
        }
        let Some(start) = start else { return };
        let end = plan.period.map_or(i64::MAX, |(_, last)| last);
        let open = match within {
            Some(within) => start.saturating_add(within) > end,
            None => facts.last_time().is_some_and(|last| last > plan.open_after),
        };
        if converted || !open {
            self.share(converted);
        }
    }

    /// Of a stage or touchpoint as its own drop-off is counted; else of the journey as a whole.
    fn drop_off(&mut self, plan: &Plan, scope: &Scope<'_>) {
        let facts = &scope.facts;
        let left = match scope.place {
            None => facts.settled(plan).then_some(facts.state == State::Lost),
            Some(place) => {
                let touchpoint = place.start;
                let position = if scope.stage { plan.layout().stage_of(touchpoint) } else { touchpoint };
                let touched = scope.level().touched(position as u32).filter(|_| !place.is_empty());
                touched.and_then(|touched| facts.risk(plan, scope.level(), touched)).map(|(_, left)| left)
            }
        };
        if let Some(left) = left {
            self.share(left);
            self.rows_of(scope);
        }
    }

    fn answers(&mut self, scope: &Scope<'_>, (column, weight): (usize, Option<usize>), scale: &Scale) {
        let answers = scope.numbers(column);
        let weights = weight.map(|weight| scope.numbers(weight));
        for event in scope.events() {
            let Some(answer) = number(answers, event) else { continue };
            match weights.map(|weights| number(weights, event).unwrap_or(f64::NAN)) {
                None => self.answers.add(scale, answer),
                Some(weight) if weight < 0.0 || weight.is_infinite() => {
                    self.refuse((event.row, weight.to_string()));
                }
                Some(weight) => self.answers.add_weighted(scale, answer, weight),
            }
            self.rows.add(event.row);
        }
    }

    /// Only customers whose period number `after` is over are asked about.
    fn retention(&mut self, plan: &Plan, scope: &Scope<'_>, after: i64, number: impl Fn(i64) -> i64) {
        let (Some(first), Some((_, end))) = (scope.events().next(), plan.period) else { return };
        let wanted = number(first.time) + after;
        if wanted >= number(end) {
            return;
        }
        // Most customers are gone before that.
        let back = scope.events().next_back().is_some_and(|last| number(last.time) >= wanted);
        self.share(back && scope.events().any(|event| number(event.time) == wanted));
        self.rows_of(scope);
    }

    /// Only customers who have been known for so long can have been silent for so long.
    fn churn(&mut self, plan: &Plan, scope: &Scope<'_>, inactivity: i64) {
        let (first, last) = (scope.events().next(), scope.events().next_back());
        let (Some(first), Some(last), Some((_, end))) = (first, last, plan.period) else { return };
        let since = end.saturating_sub(inactivity);
        if first.time <= since {
            self.share(last.time <= since);
            self.rows_of(scope);
        }
    }

    /// Sums a column per customer; `worth` gets an amount and the time since the first event.
    fn money(&mut self, scope: &Scope<'_>, column: usize, worth: impl Fn(f64, i64) -> f64) {
        let amounts = scope.numbers(column);
        let first = scope.facts.events.first().map_or(0, |event| event.time);
        let (mut sum, mut here) = (0.0, false);
        for event in scope.events() {
            here = true;
            if let Some(amount) = self.amount(amounts, event) {
                sum += worth(amount, event.time.saturating_sub(first));
            }
        }
        if here && sum.is_finite() {
            self.moments.add(sum);
        }
    }

    fn amount(&mut self, amounts: &[f64], event: &Bound) -> Option<f64> {
        let amount = number(amounts, event)?;
        if amount.is_infinite() {
            self.dropped += 1;
            return None;
        }
        self.rows.add(event.row);
        Some(amount)
    }

    /// Events of one customer with the same order number are one order.
    fn orders(&mut self, scope: &Scope<'_>, column: usize, order: Option<usize>) {
        let mut orders: BTreeMap<OrderNumber<'_>, f64> = BTreeMap::new();
        let amounts = scope.numbers(column);
        for event in scope.events() {
            let Some(amount) = self.amount(amounts, event) else { continue };
            match order.map(|order| OrderNumber::of(&scope.facts, order, event)) {
                None => self.moments.add(amount),
                Some(None) => self.dropped += 1,
                Some(Some(number)) => *orders.entry(number).or_default() += amount,
            }
        }
        orders.into_values().filter(|amount| amount.is_finite()).for_each(|amount| self.moments.add(amount));
    }
}

/// The value of a number column at an event, if it has one.
fn number(values: &[f64], event: &Bound) -> Option<f64> {
    values.get(event.at as usize).copied().filter(|value| !value.is_nan())
}

/// What an order is known by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum OrderNumber<'a> {
    Code(u32),
    /// Bits of a number.
    Number(u64),
    Text(&'a str),
}

impl<'a> OrderNumber<'a> {
    /// `None` if the event has no order number.
    fn of(facts: &Facts<'a>, order: usize, event: &Bound) -> Option<Self> {
        let at = event.at as usize;
        if let Some(&code) = facts.journey.codes(order).get(at) {
            return (code != crate::log::MISSING).then_some(Self::Code(code));
        }
        if let Some(&number) = facts.journey.numbers(order).get(at) {
            return (!number.is_nan()).then_some(Self::Number(number.to_bits()));
        }
        facts.journey.text(order, at).map(Self::Text)
    }
}

/// The part of a journey that a KPI is about.
struct Scope<'a> {
    facts: Facts<'a>,
    place: Option<&'a Range<usize>>,
    stage: bool,
}

impl<'a> Scope<'a> {
    fn events(&self) -> impl DoubleEndedIterator<Item = &'a Bound> {
        let place = self.place;
        let within = move |event: &&Bound| place.is_none_or(|place| place.contains(&(event.place as usize)));
        self.facts.events.iter().filter(within)
    }

    /// Number of events.
    fn len(&self) -> u64 {
        match self.place {
            None => self.facts.events.len() as u64,
            Some(_) => self.events().count() as u64,
        }
    }

    /// Values of a number column, for all events of the journey.
    fn numbers(&self, column: usize) -> &'a [f64] {
        self.facts.journey.numbers(column)
    }

    /// A stage is visited as a whole; everything else touchpoint by touchpoint.
    fn level(&self) -> &'a Level {
        if self.stage { self.facts.stages } else { self.facts.touchpoints }
    }

    fn holds(&self, visit: &Visit) -> bool {
        let event = self.facts.events.get(visit.first);
        self.place.is_none_or(|place| event.is_some_and(|event| place.contains(&(event.place as usize))))
    }
}
