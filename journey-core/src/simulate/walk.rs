//! One customer's way along the map.

use std::ops::Range;

use super::answers::on_scale;
use super::cells::Cell;
use super::comments;
use super::draw::Draw;
use super::plan::{Plan, Route, Spot};
use super::stream::{Frame, SimulatedEvent, SimulatedJourney};
use crate::model::Scalar;

const SECOND: f64 = 1e6;
const DAY: i64 = 86_400_000_000;
const SKIP: f64 = 0.03;
const BACK: f64 = 0.04;
const REPEAT: f64 = 0.06;
const DETOUR: f64 = 0.1;
/// Touchpoints beside the path from which on detours are drawn by number, so that a large map does not make long
/// journeys.
const MANY_BESIDE: u32 = 30;
/// Chance of a planned path that begins where others end.
const SEQUEL: f64 = 0.25;
const STRAY: f64 = 0.02;
const RATES: f64 = 0.35;
/// Chance to come for help after any touchpoint, and to come again, where the map has such touchpoints.
const ASKS: f64 = 0.05;
const ASKS_AGAIN: f64 = 0.05;
/// Chance of a failed attempt, where the map says what that is.
const FAILS: f64 = 0.03;
/// Chance of a comment with a rating, where the map says where comments are, and of a negative one.
const COMMENTS: f64 = 0.4;
const NEGATIVE: f64 = 0.25;
/// Chance to go on after the end of the scope.
const STAYS: f64 = 0.8;

/// Draws journeys; what it holds beside is room that all of them use.
pub(super) struct Walk<'a> {
    plan: &'a Plan,
    frame: Frame,
    /// The random numbers of no customer yet.
    random: Draw,
    draw: Draw,
    kind: usize,
    now: i64,
    complete: bool,
    /// The touchpoint before.
    last: Option<usize>,
    /// Visits of each touchpoint so far.
    seen: Vec<u32>,
    /// Touchpoints on the path, while detours are drawn.
    on_path: Vec<bool>,
    steps: Vec<usize>,
    events: Vec<SimulatedEvent>,
    cells: Vec<(u32, u32, Cell)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(plan: &'a Plan, frame: Frame, random: Draw) -> Self {
        Self {
            plan,
            frame,
            draw: random.clone(),
            random,
            kind: 0,
            now: frame.from,
            complete: false,
            last: None,
            seen: vec![0; plan.spots.len()],
            on_path: vec![false; plan.spots.len()],
            steps: Vec::new(),
            events: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// The events of one customer in order of time.
    pub(super) fn journey(&mut self, customer: u64) -> SimulatedJourney {
        self.draw = self.random.of(customer);
        self.kind = self.draw.choose(&self.plan.kind_weights);
        self.now = arrival(self.frame.from, self.frame.until, &mut self.draw);
        let mut round = 0;
        loop {
            let first = self.events.len();
            self.complete = false;
            self.last = None;
            self.seen.fill(0);
            self.follow();
            self.answer(customer, round, first);
            if !self.comes_back() {
                break;
            }
            round += 1;
        }
        self.cells.sort_by_key(|(event, column, _)| (*event, *column));
        SimulatedJourney {
            customer,
            kind: self.kind,
            events: self.events.drain(..).collect(),
            cells: self.cells.drain(..).collect(),
        }
    }

    /// Whether the customer comes back for another journey, which then begins.
    fn comes_back(&mut self) -> bool {
        let Frame { returning, return_after, until, .. } = self.frame;
        // Nothing is drawn where nobody comes back.
        if !self.complete || returning <= 0.0 || !self.draw.chance(returning) {
            return false;
        }
        let wait = self.draw.lognormal(return_after, 0.6);
        self.now = self.now.saturating_add((wait * SECOND) as i64);
        self.now < until
    }

    fn follow(&mut self) {
        self.path();
        let steps = std::mem::take(&mut self.steps);
        for (step, &touchpoint) in steps.iter().enumerate() {
            if !self.step(step, touchpoint) || !self.trouble(touchpoint) {
                break;
            }
        }
        self.steps = steps;
    }

    /// Goes to a touchpoint; whether the customer goes on from there.
    fn step(&mut self, step: usize, touchpoint: usize) -> bool {
        let Some(spot) = self.plan.spots.get(touchpoint) else { return true };
        if self.complete && !self.draw.chance(STAYS) {
            return false;
        }
        if step > 0 {
            let wait = self.draw.lognormal(spot.wait, 0.8) * self.handed_over(touchpoint, spot);
            self.now = self.now.saturating_add((wait.min(spot.longest_wait) * SECOND) as i64);
        }
        if self.now >= self.frame.until {
            return false;
        }
        let leaves = self.leaves(touchpoint, spot);
        self.visit(touchpoint, spot);
        !leaves
    }

    /// How many times the usual wait a customer waits who is handed over.
    fn handed_over(&self, touchpoint: usize, spot: &Spot) -> f64 {
        let layout = &self.plan.layout;
        let owners = self.last.and_then(|last| layout.owner_of(last)).zip(layout.owner_of(touchpoint));
        if owners.is_some_and(|(source, target)| source != target) { spot.wrong.handoff } else { 1.0 }
    }

    /// What may follow a visit where something is wrong, or where the map has touchpoints of support; whether the customer
    /// goes on. Nothing is drawn where nothing can follow.
    fn trouble(&mut self, touchpoint: usize) -> bool {
        let Some(spot) = self.plan.spots.get(touchpoint) else { return true };
        let first = self.seen.get(touchpoint) == Some(&1);
        if first && spot.wrong.sends_back > 0.0 && self.draw.chance(spot.wrong.sends_back) {
            let earlier = self.steps_before(touchpoint);
            if let Some(earlier) = earlier
                && !(self.step(1, earlier) && self.step(1, touchpoint))
            {
                return false;
            }
        }
        if self.plan.support.is_empty()
            || spot.support
            || !self.draw.chance(ASKS + if first { spot.wrong.asks } else { 0.0 })
        {
            return true;
        }
        self.help()
    }

    /// The nearest touchpoint before this one in the map that the customer has been at.
    fn steps_before(&self, touchpoint: usize) -> Option<usize> {
        (0..touchpoint).rev().find(|&earlier| self.seen.get(earlier).is_some_and(|seen| *seen > 0))
    }

    /// Goes to a touchpoint of support, and perhaps to another one; whether the customer goes on.
    fn help(&mut self) -> bool {
        let plan = self.plan;
        let position = self.draw.below(plan.support.len());
        let Some(&support) = plan.support.get(position) else { return true };
        if !self.step(1, support) {
            return false;
        }
        let wrong = plan.spots.get(support).map_or(0.0, |spot| spot.wrong.asks_again);
        if plan.support.len() < 2 || !self.draw.chance(ASKS_AGAIN + wrong) {
            return true;
        }
        let shift = 1 + self.draw.below(plan.support.len() - 1);
        plan.support.get((position + shift) % plan.support.len()).is_none_or(|&other| self.step(1, other))
    }

    /// Draws the touchpoints of this customer in order.
    fn path(&mut self) {
        self.steps.clear();
        let plan = self.plan;
        let (Some(paths), Some(route)) = (plan.paths.get(self.kind), plan.routes.get(self.kind)) else {
            return;
        };
        let Some(path) = paths.get(self.draw.choose(&route.weights)) else { return };
        let skip = if plan.planned { SKIP } else { 0.1 };
        for (i, &touchpoint) in path.iter().enumerate() {
            let kept = plan.layout.end.contains(&touchpoint) || route.must.contains(&touchpoint);
            if !kept && i > 0 && self.draw.chance(skip) {
                continue;
            }
            let before = self.steps.last().copied();
            self.steps.push(touchpoint);
            if let Some(before) = before.filter(|_| self.draw.chance(BACK)) {
                self.steps.extend([before, touchpoint]);
            }
        }
        self.detours(path);
        let sequels = plan.sequels.get(self.kind).map(Vec::as_slice).unwrap_or_default();
        if self.draw.chance(SEQUEL) {
            let position = self.draw.below(sequels.len());
            self.steps.extend(sequels.get(position).into_iter().flatten());
        }
    }

    /// Touchpoints of no planned path are visited now and then.
    fn detours(&mut self, path: &[usize]) {
        let plan = self.plan;
        let Some(route) = plan.routes.get(self.kind) else { return };
        let mut beside = route.free;
        for &touchpoint in path {
            if let Some(on) = self.on_path.get_mut(touchpoint).filter(|on| !**on) {
                *on = true;
                beside -= u32::from(route.open.get(touchpoint) == Some(&true));
            }
        }
        if beside > MANY_BESIDE {
            for _ in 0..self.draw.binomial(MANY_BESIDE, DETOUR) {
                let from = self.draw.below(route.open.len());
                let mut onwards = (from..route.open.len()).chain(0..from);
                if let Some(touchpoint) = onwards.find(|&touchpoint| self.is_beside(route, touchpoint)) {
                    self.detour(touchpoint);
                }
            }
        } else {
            for touchpoint in 0..route.open.len() {
                if self.is_beside(route, touchpoint) && self.draw.chance(DETOUR) {
                    self.detour(touchpoint);
                }
            }
        }
        for &touchpoint in path {
            if let Some(on) = self.on_path.get_mut(touchpoint) {
                *on = false;
            }
        }
    }

    fn is_beside(&self, route: &Route, touchpoint: usize) -> bool {
        route.open.get(touchpoint) == Some(&true) && self.on_path.get(touchpoint) == Some(&false)
    }

    fn detour(&mut self, touchpoint: usize) {
        let place = self.steps.iter().position(|&step| step > touchpoint).unwrap_or(self.steps.len());
        self.steps.insert(place, touchpoint);
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
            .wrong
            .breaks
            .iter()
            .filter(|(from, to, _)| (*from..*to).contains(&self.now))
            .map(|(_, _, share)| share)
            .sum();
        self.draw.chance((self.plan.leave + spot.wrong.loses + broken).min(1.0))
    }

    fn visit(&mut self, touchpoint: usize, spot: &Spot) {
        if let Some(seen) = self.seen.get_mut(touchpoint) {
            *seen += 1;
        }
        self.last = Some(touchpoint);
        let fails = spot.failing < spot.looks.len() && self.draw.chance(FAILS + spot.wrong.fails);
        if fails {
            let look = spot.failing + self.draw.below(spot.looks.len() - spot.failing);
            self.event(touchpoint, spot, look);
        } else {
            let look = self.draw.below(spot.failing);
            self.event(touchpoint, spot, look);
        }
        let first = self.seen.get(touchpoint) == Some(&1);
        if self.draw.chance(REPEAT + if first { spot.wrong.repeats } else { 0.0 }) {
            self.now = self.now.saturating_add((self.draw.lognormal(30.0, 0.5) * SECOND) as i64);
            if self.now < self.frame.until {
                let look = self.draw.below(spot.failing);
                self.event(touchpoint, spot, look);
            }
        }
        if !self.plan.looks.noise.is_empty() && self.draw.chance(STRAY) {
            self.stray();
        }
    }

    fn event(&mut self, touchpoint: usize, spot: &Spot, position: usize) {
        let looks = &self.plan.looks;
        let look = looks.spots.get(touchpoint).and_then(|looks| looks.get(position));
        if let Some((_, min, max)) = &spot.rating
            && self.draw.chance(RATES)
        {
            let fallen: f64 =
                spot.wrong.worsens.iter().filter(|(from, _)| self.now >= *from).map(|(_, by)| by).sum();
            let valence = spot.valence.get(self.kind).copied().unwrap_or_default() - fallen;
            let rating = on_scale(*min, *max, (valence + 2.0) / 4.0, &mut self.draw);
            if let Some(column) = looks.ratings.get(touchpoint).copied().flatten() {
                self.cells.push((self.events.len() as u32, column, Cell::Number(rating)));
            }
        }
        if looks.comments.is_some() && self.draw.chance(COMMENTS) {
            self.comment(spot);
        }
        let own = looks.kinds.get(self.kind).and_then(|look| look.name);
        let end = self.now.saturating_add((self.draw.lognormal(spot.spent, 0.6) * SECOND) as i64);
        self.events.push(SimulatedEvent {
            name: look.and_then(|look| look.name).or(own).unwrap_or_default(),
            time: self.now,
            end: Some(end),
            touchpoint: Some(touchpoint as u32),
            look: position as u32,
        });
        self.now = end;
    }

    /// Writes a comment about the event that comes next.
    fn comment(&mut self, spot: &Spot) {
        let Some((text, sentiment)) = self.plan.looks.comments else { return };
        let negative = self.draw.chance(NEGATIVE + spot.wrong.complains);
        let said = if negative { comments::NEGATIVE } else { comments::POSITIVE };
        let position = self.draw.below(said.len());
        let Some((words, score)) = said.get(position) else { return };
        let event = self.events.len() as u32;
        self.cells.push((event, text, Cell::Text((*words).into())));
        if let Some(column) = sentiment {
            self.cells.push((event, column, Cell::Number(*score)));
        }
    }

    fn stray(&mut self) {
        let noise = &self.plan.looks.noise;
        let position = self.draw.below(noise.len());
        let name = noise.get(position).copied().unwrap_or_default();
        self.events.push(SimulatedEvent { name, time: self.now, end: None, touchpoint: None, look: 0 });
    }

    /// Puts answers, amounts and orders into the events where they are given, from event number `first` on.
    fn answer(&mut self, customer: u64, round: u32, first: usize) {
        if self.plan.answers.is_empty() {
            return;
        }
        let key = match round {
            0 => format!("{}", customer + 1),
            _ => format!("{}-{}", customer + 1, round + 1),
        };
        for answer in &self.plan.answers {
            let events = self.events.get(first..).unwrap_or_default();
            let is_at = |at: &Range<usize>, event: &SimulatedEvent| {
                event.touchpoint.is_some_and(|touchpoint| at.contains(&(touchpoint as usize)))
            };
            let event = match &answer.at {
                Some(at) => events.iter().position(|event| is_at(at, event)),
                None if self.complete => events.iter().rposition(|event| event.touchpoint.is_some()),
                None => None,
            };
            let Some(event) = event else { continue };
            for (column, value) in answer.give(&mut self.draw, &key).into_iter().flatten() {
                self.put(first + event, column, &value);
            }
        }
    }

    /// Gives an event a value, unless it has one in this column.
    fn put(&mut self, event: usize, column: &str, value: &Scalar) {
        let Some((column, cell)) = self.plan.cell(column, value) else { return };
        let looks = &self.plan.looks;
        let found = self.events.get(event).and_then(|event| {
            let spot = looks.spots.get(event.touchpoint? as usize)?;
            spot.get(event.look as usize)
        });
        let usual = looks.kinds.get(self.kind).into_iter().chain(found).any(|look| look.has(column));
        let event = event as u32;
        if !usual && !self.cells.iter().any(|(other, known, _)| (*other, *known) == (event, column)) {
            self.cells.push((event, column, cell));
        }
    }
}

/// A time of arrival: fewer at weekends and by night.
fn arrival(from: i64, until: i64, draw: &mut Draw) -> i64 {
    let mut time = from;
    for _ in 0..50 {
        time = from + (draw.unit() * (until - from) as f64) as i64;
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
