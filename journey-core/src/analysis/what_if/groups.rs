//! Moves of all customers, and of all but one group, in one layout.

use std::collections::BTreeMap;
use std::ops::Range;

use super::WhatIfPlan;
use super::change::What;
use super::summary::{END, Flow, GROUPS, START, SUCCESS, WhatIfSummary};
use crate::error::{Error, Place, Result};
use crate::numeric::ExactSum;

/// Touchpoints at most.
const MOST: usize = 500;

/// Where a move leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum To {
    /// A touchpoint before success, by its number among these.
    State(usize),
    /// Success at the touchpoint of this code.
    Success(u32),
    /// The end without success.
    End,
}

/// Places and moves, numbered.
#[derive(Debug)]
pub(super) struct Layout {
    /// Codes of the touchpoints before success, by number. The number after them is the start.
    pub codes: Vec<u32>,
    /// Moves in ascending order of their sources and targets.
    pub cells: Vec<(usize, To)>,
    /// Cells by source.
    pub rows: Vec<Range<usize>>,
}

/// How often each move was made, in how much time, and what events were worth.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    /// By cell.
    pub flows: Vec<Flow>,
    /// Sums of values by where moves lead.
    pub values: BTreeMap<To, f64>,
}

/// All that the log tells.
#[derive(Debug)]
pub(super) struct Known {
    pub layout: Layout,
    pub whole: Counts,
    groups: Vec<Group>,
    values: BTreeMap<To, ExactSum>,
}

/// What one group tells.
#[derive(Debug, Default)]
struct Group {
    /// By cell.
    flows: Vec<(usize, Flow)>,
    values: BTreeMap<To, ExactSum>,
}

impl Layout {
    fn new(plan: &WhatIfPlan, summary: &WhatIfSummary) -> Result<Self> {
        let targets = summary.flows.keys().map(|(_, _, target)| *target);
        let mut codes: Vec<u32> = targets.filter(|target| *target & SUCCESS == 0).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes.len() > MOST {
            let what = "the number of touchpoints of a chain".into();
            return Err(Error::Limit { place: Place::default(), what, limit: MOST as u64 });
        }
        let mut layout = Self { codes, cells: Vec::new(), rows: Vec::new() };
        let made = summary.flows.keys();
        let mut cells: Vec<(usize, To)> = made
            .filter_map(|&(_, source, target)| Some((layout.source(source)?, layout.to(target)?)))
            .collect();
        for change in &plan.changes {
            let (source, targets) = match change.what {
                What::Move { source, target } => (source, vec![target, target | SUCCESS]),
                What::DropOff { touchpoint } => (touchpoint, vec![END]),
                What::Waiting { .. } => continue,
            };
            let known = targets.into_iter().filter_map(|target| layout.to(target));
            let known = known.filter(|to| *to == To::End || cells.iter().any(|(_, other)| other == to));
            let known: Vec<To> = known.collect();
            cells.extend(
                layout.source(source).into_iter().flat_map(|row| known.iter().map(move |to| (row, *to))),
            );
        }
        cells.sort_unstable();
        cells.dedup();
        let row = |row: usize| {
            let from = cells.partition_point(|(source, _)| *source < row);
            from..cells.partition_point(|(source, _)| *source <= row)
        };
        layout.rows = (0..=layout.codes.len()).map(row).collect();
        layout.cells = cells;
        Ok(layout)
    }

    /// Number of a source.
    pub fn source(&self, code: u32) -> Option<usize> {
        if code == START { Some(self.codes.len()) } else { self.codes.binary_search(&code).ok() }
    }

    fn to(&self, target: u32) -> Option<To> {
        match target {
            END => Some(To::End),
            _ if target & SUCCESS != 0 => Some(To::Success(target & !SUCCESS)),
            _ => self.source(target).map(To::State),
        }
    }

    /// Code of the touchpoint to which a move leads.
    pub fn code(&self, to: To) -> Option<u32> {
        match to {
            To::State(number) => self.codes.get(number).copied(),
            To::Success(code) => Some(code),
            To::End => None,
        }
    }

    /// Cells of a source.
    pub fn row(&self, number: usize) -> Range<usize> {
        self.rows.get(number).cloned().unwrap_or_default()
    }

    /// Cells of moves to a touchpoint from these sources.
    pub fn moves_to(&self, touchpoint: u32, sources: Range<usize>) -> Vec<usize> {
        let all = self.cells.iter().enumerate();
        let here =
            all.filter(|(_, (source, to))| sources.contains(source) && self.code(*to) == Some(touchpoint));
        here.map(|(cell, _)| cell).collect()
    }

    /// Touchpoints at which any customer was up to success, ascending.
    pub fn places(&self, counts: &Counts) -> Vec<u32> {
        let made = self.cells.iter().zip(&counts.flows).filter(|(_, flow)| flow.count > 0);
        let mut places: Vec<u32> = made.filter_map(|((_, to), _)| self.code(*to)).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

impl Known {
    pub fn new(plan: &WhatIfPlan, summary: &WhatIfSummary) -> Result<Self> {
        let layout = Layout::new(plan, summary)?;
        let mut groups: Vec<Group> = (0..GROUPS).map(|_| Group::default()).collect();
        let mut flows = vec![Flow::default(); layout.cells.len()];
        for (&(group, source, target), flow) in &summary.flows {
            let key = layout.source(source).zip(layout.to(target));
            let Some(cell) = key.and_then(|key| layout.cells.binary_search(&key).ok()) else { continue };
            flows.get_mut(cell).into_iter().for_each(|all| all.add(*flow));
            groups.get_mut(group as usize).into_iter().for_each(|group| group.flows.push((cell, *flow)));
        }
        let mut values: BTreeMap<To, ExactSum> = BTreeMap::new();
        for (&(group, target), sum) in &summary.values {
            let Some(to) = layout.to(target) else { continue };
            values.entry(to).or_default().merge(sum.clone());
            groups.get_mut(group as usize).into_iter().for_each(|group| {
                group.values.insert(to, sum.clone());
            });
        }
        let sums = values.iter().map(|(to, sum)| (*to, sum.value())).collect();
        Ok(Self { layout, whole: Counts { flows, values: sums }, groups, values })
    }

    /// Customers who are not open.
    pub fn customers(&self) -> u64 {
        self.count(|source, _| source == self.layout.codes.len())
    }

    /// Moves of some kinds.
    pub fn count(&self, kind: impl Fn(usize, To) -> bool) -> u64 {
        let cells = self.layout.cells.iter().zip(&self.whole.flows);
        cells.filter(|((source, to), _)| kind(*source, *to)).map(|(_, flow)| flow.count).sum()
    }

    /// What is known without one of the groups; `None` for one that has no customers.
    pub fn without(&self, group: usize) -> Option<Counts> {
        let group = self.groups.get(group).filter(|group| !group.flows.is_empty())?;
        let mut flows = self.whole.flows.clone();
        for (cell, less) in &group.flows {
            flows.get_mut(*cell).into_iter().for_each(|flow| flow.subtract(*less));
        }
        let rest = self.values.iter().map(|(to, sum)| {
            let Some(less) = group.values.get(to) else { return (*to, sum.value()) };
            let mut rest = sum.clone();
            rest.subtract(less.clone());
            (*to, rest.value())
        });
        Some(Counts { flows, values: rest.collect() })
    }
}
