//! One customer's way along the map.

use super::Simulate;
use super::answers::on_scale;
use super::draw::Draw;
use super::plan::{Plan, Spot};
use super::solve::Assignment;
use crate::model::Scalar;

/// A simulated event.
#[derive(Debug)]
pub(super) struct SimulatedEvent {
    pub name: String,
    pub time: i64,
    pub end: Option<i64>,
    pub columns: Assignment,
    /// Its touchpoint; `None` for noise.
    touchpoint: Option<usize>,
}

const SECOND: f64 = 1e6;
const DAY: i64 = 86_400_000_000;
const SKIP: f64 = 0.03;
const BACK: f64 = 0.04;
const REPEAT: f64 = 0.06;
const DETOUR: f64 = 0.1;
/// Chance of a planned path that begins where others end.
const SEQUEL: f64 = 0.25;
const STRAY: f64 = 0.02;
const RATES: f64 = 0.35;
/// Chance to go on after the end of the scope.
const STAYS: f64 = 0.8;

/// The events of one customer in order of time.
pub(super) fn journey(plan: &Plan, options: &Simulate, customer: u64) -> Vec<SimulatedEvent> {
    let mut draw = Draw::new(options.seed, customer);
    let weights: Vec<f64> = plan.kinds.iter().map(|kind| kind.weight).collect();
    let kind = draw.weighted(&weights);
    let from = options.from.as_microsecond();
    let mut walk = Walk {
        plan,
        kind,
        now: arrival(from, options.period.as_micros(), &mut draw),
        until: from.saturating_add(options.period.as_micros()),
        seen: vec![0; plan.spots.len()],
        complete: false,
        events: Vec::new(),
        draw,
    };
    walk.follow();
    walk.answer(customer);
    walk.events
}

/// A time of arrival: fewer at weekends and by night.
fn arrival(from: i64, period: i64, draw: &mut Draw) -> i64 {
    let mut time = from;
    for _ in 0..50 {
        time = from + (draw.unit() * period as f64) as i64;
        // The first day of 1970 was a Thursday.
        let weekday = (time.div_euclid(DAY) + 3).rem_euclid(7);
        let by_day = [1.0, 1.0, 0.95, 0.95, 0.9, 0.7, 0.6];
        let hour = time.rem_euclid(DAY) / 3_600_000_000;
        let by_hour = if (8..22).contains(&hour) { 1.0 } else { 0.25 };
        if draw.chance(by_hour * by_day.get(weekday as usize).copied().unwrap_or(1.0)) {
            break;
        }
    }
    time
}

struct Walk<'a> {
    plan: &'a Plan,
    kind: usize,
    now: i64,
    until: i64,
    /// Visits of each touchpoint so far.
    seen: Vec<u32>,
    complete: bool,
    events: Vec<SimulatedEvent>,
    draw: Draw,
}

impl Walk<'_> {
    fn follow(&mut self) {
        for (step, touchpoint) in self.path().into_iter().enumerate() {
            let Some(spot) = self.plan.spots.get(touchpoint) else { continue };
            if self.complete && !self.draw.chance(STAYS) {
                return;
            }
            if step > 0 {
                let wait = self.draw.lognormal(spot.wait, 0.8).min(spot.longest_wait);
                self.now = self.now.saturating_add((wait * SECOND) as i64);
            }
            if self.now >= self.until {
                return;
            }
            let leaves = self.leaves(touchpoint, spot);
            self.visit(touchpoint, spot);
            if leaves {
                return;
            }
        }
    }

    /// The touchpoints of this customer in order.
    fn path(&mut self) -> Vec<usize> {
        let plan = self.plan;
        let Some(paths) = plan.paths.get(self.kind) else { return Vec::new() };
        let weights: Vec<f64> = (0..paths.len()).map(|i| 1.0 / (1.0 + i as f64)).collect();
        let Some(path) = paths.get(self.draw.weighted(&weights)) else { return Vec::new() };
        let skip = if plan.planned { SKIP } else { 0.1 };
        let mut steps: Vec<usize> = Vec::new();
        for (i, &touchpoint) in path.iter().enumerate() {
            let kept = plan.layout.end.contains(&touchpoint) || self.is_must(touchpoint);
            if !kept && i > 0 && self.draw.chance(skip) {
                continue;
            }
            let before = steps.last().copied();
            steps.push(touchpoint);
            if let Some(before) = before.filter(|_| self.draw.chance(BACK)) {
                steps.extend([before, touchpoint]);
            }
        }
        self.detour(path, &mut steps);
        let sequels = plan.sequels.get(self.kind).map(Vec::as_slice).unwrap_or_default();
        if self.draw.chance(SEQUEL) {
            steps.extend(sequels.get(self.draw.below(sequels.len())).into_iter().flatten());
        }
        steps
    }

    /// Touchpoints of no planned path are visited now and then.
    fn detour(&mut self, path: &[usize], steps: &mut Vec<usize>) {
        let kind = self.plan.kinds.get(self.kind);
        for touchpoint in 0..self.plan.spots.len() {
            let never = kind.is_some_and(|kind| kind.never.contains(&touchpoint));
            let counts = never || path.contains(&touchpoint) || self.plan.layout.end.contains(&touchpoint);
            if counts || !self.draw.chance(DETOUR) {
                continue;
            }
            let place = steps.iter().position(|&step| step > touchpoint).unwrap_or(steps.len());
            steps.insert(place, touchpoint);
        }
    }

    fn is_must(&self, touchpoint: usize) -> bool {
        let must = self.plan.kinds.get(self.kind).map(|kind| kind.must.as_slice()).unwrap_or_default();
        must.iter().any(|(required, _)| *required == touchpoint)
    }

    /// Whether the customer leaves here. It is decided once a touchpoint, on the first visit.
    fn leaves(&mut self, touchpoint: usize, spot: &Spot) -> bool {
        self.complete |= self.plan.layout.end.contains(&touchpoint);
        let first = self.seen.get(touchpoint) == Some(&0);
        let pending = self.plan.kinds.get(self.kind).is_some_and(|kind| {
            kind.must.iter().any(|&(required, times)| {
                let seen = self.seen.get(required).copied().unwrap_or_default();
                seen + u32::from(required == touchpoint) < times
            })
        });
        if self.complete || pending || !first {
            return false;
        }
        let broken: f64 = spot
            .breaks
            .iter()
            .filter(|(from, to, _)| (*from..*to).contains(&self.now))
            .map(|(_, _, share)| share)
            .sum();
        self.draw.chance((self.plan.leave + spot.loses + broken).min(1.0))
    }

    fn visit(&mut self, touchpoint: usize, spot: &Spot) {
        if let Some(seen) = self.seen.get_mut(touchpoint) {
            *seen += 1;
        }
        self.event(touchpoint, spot);
        if self.draw.chance(REPEAT) {
            self.now = self.now.saturating_add((self.draw.lognormal(30.0, 0.5) * SECOND) as i64);
            if self.now < self.until {
                self.event(touchpoint, spot);
            }
        }
        if !self.plan.noise.is_empty() && self.draw.chance(STRAY) {
            self.stray();
        }
    }

    fn event(&mut self, touchpoint: usize, spot: &Spot) {
        let mut columns = self.own_columns();
        let look = self.draw.below(spot.looks.len());
        columns.extend(spot.looks.get(look).cloned().unwrap_or_default());
        if let Some((column, min, max)) = &spot.rating
            && self.draw.chance(RATES)
        {
            let valence = spot.valence.get(self.kind).copied().unwrap_or_default();
            let rating = on_scale(*min, *max, (valence + 2.0) / 4.0, &mut self.draw);
            columns.insert(column.clone(), Scalar::Number(rating));
        }
        let name = match columns.remove("touchpoint") {
            Some(Scalar::Text(name)) => name,
            _ => String::new(),
        };
        let end = self.now.saturating_add((self.draw.lognormal(spot.spent, 0.6) * SECOND) as i64);
        self.events.push(SimulatedEvent {
            name,
            time: self.now,
            end: Some(end),
            columns,
            touchpoint: Some(touchpoint),
        });
        self.now = end;
    }

    fn stray(&mut self) {
        let position = self.draw.below(self.plan.noise.len());
        let name = self.plan.noise.get(position).copied().unwrap_or_default();
        let columns = self.own_columns();
        self.events.push(SimulatedEvent {
            name: name.into(),
            time: self.now,
            end: None,
            columns,
            touchpoint: None,
        });
    }

    fn own_columns(&self) -> Assignment {
        self.plan.kinds.get(self.kind).map(|kind| kind.columns.clone()).unwrap_or_default()
    }

    /// Puts answers, amounts and orders into the events where they are given.
    fn answer(&mut self, customer: u64) {
        for answer in &self.plan.answers {
            let event = match &answer.at {
                Some(at) => self
                    .events
                    .iter_mut()
                    .find(|event| event.touchpoint.is_some_and(|touchpoint| at.contains(&touchpoint))),
                None if self.complete => {
                    self.events.iter_mut().rev().find(|event| event.touchpoint.is_some())
                }
                None => None,
            };
            if let Some(event) = event {
                answer.give(&mut event.columns, &mut self.draw, &(customer + 1).to_string());
            }
        }
    }
}
