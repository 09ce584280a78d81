//! A funnel resolved against a log: which events are steps, how far they may lie apart, who follows them.

use std::ops::Range;

use super::events::Tests;
use super::extras::ExtraPlan;
use super::{Funnel, FunnelCount, FunnelMode, FunnelOrder, FunnelReentry, WindowFrom};
use crate::error::{Error, Result};
use crate::log::EventLog;
use crate::model::TimeSpan;

/// Steps resolved against a log.
#[derive(Debug)]
pub struct FunnelPlan {
    /// What the report calls the steps.
    pub(super) names: Vec<String>,
    /// Which of them may be left out.
    pub(super) optional: Vec<bool>,
    pub(super) steps: Tests,
    pub(super) exclusions: Tests,
    /// Positions between which the excluded events must not lie.
    pub(super) excluded: Vec<Range<usize>>,
    /// How far any step may be from the first one.
    pub(super) whole: Reach,
    pub(super) edges: Vec<Edge>,
    /// Steps that may come in any order among themselves, block by block.
    pub(super) blocks: Vec<Range<usize>>,
    pub(super) mode: FunnelMode,
    pub(super) engine: Engine,
    pub(super) count: FunnelCount,
    /// Whether only the first start of a unit counts.
    pub(super) first_start: bool,
    /// Column with the ids of sessions.
    pub(super) session: Option<usize>,
    /// Columns whose values must be equal on all steps.
    pub(super) hold: Vec<usize>,
    /// What else somebody asks.
    pub(super) extras: ExtraPlan,
    /// Whether it does not suffice to know the times of steps.
    pub(super) needs_events: bool,
    /// Time of the last event of the data; only for the report.
    pub(super) end: i64,
}

/// Who follows the customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    /// The state machine of `windowFunnel`.
    Window,
    /// Chains with limits between steps.
    Chains,
    /// Sets of steps.
    Sets,
    /// Customers who enter at any step.
    Entries,
}

/// How far two events may lie apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// In microseconds.
    pub time: i64,
    pub events: u32,
    pub sessions: u32,
}

impl Reach {
    const ANY: Self = Self { time: i64::MAX, events: u32::MAX, sessions: u32::MAX };

    pub fn is_any(&self) -> bool {
        *self == Self::ANY
    }
}

/// A step that may follow another one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    /// Least time in between, in microseconds.
    pub least: i64,
    pub reach: Reach,
}

impl FunnelPlan {
    pub(super) fn new(funnel: &Funnel, log: &EventLog) -> Result<Self> {
        funnel.check()?;
        let steps = Tests::new(funnel.steps.iter().map(|step| &step.event), log)?;
        let exclusions = Tests::new(funnel.exclude.iter().map(|exclusion| &exclusion.event), log)?;
        let number = steps.len();
        let excluded = funnel.exclude.iter().map(|exclusion| {
            exclusion.from.map_or(0, |from| from as usize - 1)
                ..exclusion.to.map_or(number, |to| to as usize) - 1
        });
        let session = funnel.session.as_deref().map(|name| dictionary(log, "session", name)).transpose()?;
        let hold = funnel.hold.iter().map(|name| Ok(log.column(name)?.0)).collect::<Result<_>>()?;
        let blocks = blocks(funnel);
        let own = (0..log.touchpoints().len() as u32).map(|code| !steps.is_nothing(code)).collect();
        Ok(Self {
            names: funnel.labels(&blocks),
            optional: funnel.steps.iter().map(|step| step.optional).collect(),
            engine: funnel.engine(&steps),
            excluded: excluded.collect(),
            whole: funnel.reach(WindowFrom::First),
            edges: funnel.edges(),
            blocks,
            mode: funnel.mode,
            count: funnel.count,
            needs_events: funnel.has_extras(),
            extras: ExtraPlan::new(funnel, log, own)?,
            first_start: funnel.reentry == FunnelReentry::First || funnel.count == FunnelCount::Totals,
            session,
            hold,
            end: log.schema.period.map_or(i64::MIN, |(_, last)| last),
            steps,
            exclusions,
        })
    }

    /// Whether a summary made under this plan is one under another plan of the same funnel.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let plain = |plan: &Self| plan.exclusions.codes().zip(plan.steps.codes());
        plain(self).is_some() && plain(self) == plain(other)
    }
}

/// Position of a dictionary column.
pub(super) fn dictionary(log: &EventLog, field: &str, name: &str) -> Result<usize> {
    let (position, column) = log.column(name)?;
    match column.info.kind {
        crate::log::ColumnKind::Dictionary => Ok(position),
        kind => Err(Error::option(field, format!("{name:?}, a {kind:?} column,"), "a dictionary column")),
    }
}

/// Steps that may come in any order among themselves.
fn blocks(funnel: &Funnel) -> Vec<Range<usize>> {
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut free = false;
    for (position, step) in funnel.steps.iter().enumerate() {
        let alone = funnel.order == FunnelOrder::Ordered || step.anchored;
        match blocks.last_mut() {
            Some(block) if free && !alone => block.end = position + 1,
            _ => blocks.push(position..position + 1),
        }
        free = !alone;
    }
    blocks
}

impl Funnel {
    /// What the report calls the steps; of a set of steps, the first row is for any one of them, and so on.
    fn labels(&self, blocks: &[Range<usize>]) -> Vec<String> {
        let mut labels = Vec::with_capacity(self.steps.len());
        for block in blocks {
            let steps: Vec<String> =
                self.steps.get(block.clone()).unwrap_or_default().iter().map(|step| step.label()).collect();
            match steps.len() {
                1 => labels.extend(steps),
                number => labels.extend((1..=number).map(|count| format!("{count} of {}", steps.join(", ")))),
            }
        }
        labels
    }

    fn engine(&self, steps: &Tests) -> Engine {
        if self.order == FunnelOrder::Any {
            return Engine::Sets;
        }
        if self.open {
            return Engine::Entries;
        }
        match self.needs_chains().is_none() && (self.mode != FunnelMode::Default || steps.is_disjoint()) {
            true => Engine::Window,
            false => Engine::Chains,
        }
    }

    /// How far a step may be from the first one or from the one before.
    fn reach(&self, from: WindowFrom) -> Reach {
        match self.window_from == from {
            true => Reach {
                time: self.within.map_or(i64::MAX, TimeSpan::as_micros),
                events: self.within_events.unwrap_or(u32::MAX),
                sessions: self.within_sessions.map_or(u32::MAX, |sessions| sessions - 1),
            },
            false => Reach::ANY,
        }
    }

    /// The steps that may follow each step, by the step that follows; the nearest one before it first.
    fn edges(&self) -> Vec<Edge> {
        let reach = self.reach(WindowFrom::Previous);
        let mut edges = Vec::new();
        for (to, step) in self.steps.iter().enumerate() {
            let least = step.after.map_or(0, TimeSpan::as_micros);
            let time = reach.time.min(step.within.map_or(i64::MAX, TimeSpan::as_micros));
            for (from, before) in self.steps.iter().enumerate().take(to).rev() {
                edges.push(Edge { from, to, least, reach: Reach { time, ..reach } });
                if !before.optional {
                    break;
                }
            }
        }
        edges
    }
}
