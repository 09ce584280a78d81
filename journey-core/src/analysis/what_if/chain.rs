//! The chain: shares of moves, their changes, and what follows from them.

use super::change::{Level, Resolved, What};
use super::groups::{Counts, Layout, To};
use crate::error::Result;
use crate::numeric::{at, eliminate};

/// Shares, times and values of moves, by cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chain {
    pub shares: Vec<f64>,
    /// Mean seconds.
    seconds: Vec<f64>,
    /// Mean value of the event to which the move leads.
    worth: Vec<f64>,
}

/// What is to be expected of a customer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    pub conversion: f64,
    pub seconds: f64,
    pub value: f64,
    /// Events at each of the touchpoints that were asked for.
    pub visits: Vec<f64>,
}

/// So little is rounding.
const ROUNDING: f64 = 1e-9;

fn sum(list: &[f64], cells: &[usize]) -> f64 {
    cells.iter().map(|&cell| at(list, cell)).sum()
}

/// Number and seconds of the moves in some cells.
fn total(counts: &Counts, cells: &[usize]) -> (f64, f64) {
    let flows = || cells.iter().filter_map(|&cell| counts.flows.get(cell));
    let count: u64 = flows().map(|flow| flow.count).sum();
    let micros: i128 = flows().map(|flow| flow.micros).sum();
    (count as f64, micros as f64 / 1e6)
}

fn mean((count, total): (f64, f64)) -> f64 {
    if count > 0.0 { total / count } else { 0.0 }
}

impl Chain {
    /// The chain as it was observed.
    pub fn new(layout: &Layout, counts: &Counts) -> Self {
        let cells = layout.cells.len();
        let mut chain = Self { shares: vec![0.0; cells], seconds: vec![0.0; cells], worth: vec![0.0; cells] };
        for row in &layout.rows {
            let (all, _) = total(counts, &row.clone().collect::<Vec<_>>());
            for cell in row.clone().filter(|_| all > 0.0) {
                let made = total(counts, &[cell]);
                chain.shares.get_mut(cell).into_iter().for_each(|share| *share = made.0 / all);
                chain.seconds.get_mut(cell).into_iter().for_each(|seconds| *seconds = mean(made));
            }
        }
        let mut arrivals = std::collections::BTreeMap::<To, f64>::new();
        for ((_, to), flow) in layout.cells.iter().zip(&counts.flows) {
            *arrivals.entry(*to).or_default() += flow.count as f64;
        }
        for ((_, to), worth) in layout.cells.iter().zip(&mut chain.worth) {
            let value = counts.values.get(to).copied().unwrap_or_default();
            *worth = mean((arrivals.get(to).copied().unwrap_or_default(), value));
        }
        chain
    }

    /// The chain after changes.
    ///
    /// # Errors
    /// For changes that cannot be made together, or after which a journey need not end.
    pub fn changed(&self, layout: &Layout, counts: &Counts, changes: &[Resolved]) -> Result<Self> {
        let mut chain = self.clone();
        for (number, row) in layout.rows.iter().enumerate() {
            let code = layout.codes.get(number).copied();
            let here: Vec<(&Resolved, Vec<usize>)> = changes
                .iter()
                .filter_map(|change| match change.what {
                    What::Move { source, target } if Some(source) == code => {
                        Some((change, layout.moves_to(target, number..number + 1)))
                    }
                    What::DropOff { touchpoint } if Some(touchpoint) == code => {
                        let end =
                            row.clone().filter(|cell| layout.cells.get(*cell) == Some(&(number, To::End)));
                        Some((change, end.collect()))
                    }
                    _ => None,
                })
                .collect();
            if !here.is_empty() {
                chain.change_row(layout, counts, row.clone().collect(), &here)?;
            }
        }
        for change in changes {
            if let What::Waiting { touchpoint } = change.what {
                chain.change_waiting(
                    &layout.moves_to(touchpoint, 0..layout.codes.len()),
                    counts,
                    change.level,
                );
            }
        }
        match changes.iter().find(|change| !matches!(change.what, What::Waiting { .. })) {
            Some(change) if !chain.ends(layout) => {
                let expected = "changes after which every journey can end";
                Err(change.error("a change after which journeys could go round for ever", expected))
            }
            _ => Ok(chain),
        }
    }

    /// Changes some cells of a row, and scales the others so that all sum to 1 again.
    fn change_row(
        &mut self,
        layout: &Layout,
        counts: &Counts,
        row: Vec<usize>,
        changes: &[(&Resolved, Vec<usize>)],
    ) -> Result<()> {
        let (mut before, mut after, mut others) = (0.0, 0.0, row);
        let Some((first, _)) = changes.first() else { return Ok(()) };
        for (change, cells) in changes {
            let old = sum(&self.shares, cells);
            let new = match change.level {
                Level::Factor(factor) => old * factor,
                Level::To(share) => share,
            };
            (before, after) = (before + old, after + new);
            others.retain(|cell| !cells.contains(cell));
            match change.level {
                Level::To(share) if old == 0.0 => self.begin(layout, counts, cells, share),
                Level::To(share) => self.scale(cells, share / old),
                Level::Factor(factor) => self.scale(cells, factor),
            }
        }
        let rest = sum(&self.shares, &others);
        if after > 1.0 + ROUNDING {
            return Err(first.error(after, "shares of a touchpoint that sum to 1 at most"));
        }
        if rest <= 0.0 && (after - 1.0).abs() > ROUNDING {
            let expected = "shares that sum to 1, as there are no other moves from this touchpoint";
            return Err(first.error(after, expected));
        }
        if after != before && rest > 0.0 {
            self.scale(&others, ((1.0 - after) / rest).max(0.0));
        }
        Ok(())
    }

    fn scale(&mut self, cells: &[usize], by: f64) {
        for &cell in cells {
            self.shares.get_mut(cell).into_iter().for_each(|share| *share *= by);
        }
    }

    /// Gives moves that nobody made a share, in the proportion of all moves to the same places, and their time.
    fn begin(&mut self, layout: &Layout, counts: &Counts, cells: &[usize], share: f64) {
        let like = |cell: usize| -> (f64, f64) {
            let to = layout.cells.get(cell).map(|(_, to)| *to);
            let others = layout.cells.iter().enumerate().filter(|(_, (_, other))| Some(*other) == to);
            let others = others.map(|(other, _)| other);
            let all: Vec<usize> = others.clone().collect();
            let moves: Vec<usize> =
                others.filter(|other| !layout.row(layout.codes.len()).contains(other)).collect();
            (total(counts, &all).0, mean(total(counts, &moves)))
        };
        let known: Vec<(f64, f64)> = cells.iter().map(|&cell| like(cell)).collect();
        let all: f64 = known.iter().map(|(arrivals, _)| arrivals).sum();
        for (&cell, (arrivals, seconds)) in cells.iter().zip(known) {
            let part = if all > 0.0 { arrivals / all } else { 1.0 / cells.len() as f64 };
            self.shares.get_mut(cell).into_iter().for_each(|place| *place = share * part);
            self.seconds.get_mut(cell).into_iter().for_each(|place| *place = seconds);
        }
    }

    fn change_waiting(&mut self, cells: &[usize], counts: &Counts, level: Level) {
        let now = mean(total(counts, cells));
        for &cell in cells {
            self.seconds.get_mut(cell).into_iter().for_each(|seconds| {
                *seconds = match level {
                    Level::Factor(factor) => *seconds * factor,
                    Level::To(micros) if now > 0.0 => *seconds * (micros / 1e6 / now),
                    Level::To(micros) => micros / 1e6,
                }
            });
        }
    }

    /// Whether there is a way to an end from each touchpoint from which or to which there are moves.
    fn ends(&self, layout: &Layout) -> bool {
        let size = layout.codes.len();
        let (mut sources, mut alive, mut seen) =
            (vec![Vec::new(); size], vec![false; size + 1], vec![false; size]);
        let mut todo: Vec<usize> = Vec::new();
        let moves = layout.cells.iter().zip(&self.shares).filter(|(_, share)| **share > 0.0);
        for (&(source, to), _) in moves {
            seen.get_mut(source).into_iter().for_each(|seen| *seen = true);
            match to {
                To::State(target) => {
                    seen.get_mut(target).into_iter().for_each(|seen| *seen = true);
                    sources.get_mut(target).into_iter().for_each(|list: &mut Vec<usize>| list.push(source));
                }
                _ => todo.push(source),
            }
        }
        while let Some(here) = todo.pop() {
            if alive.get_mut(here).is_some_and(|alive| !std::mem::replace(alive, true)) {
                todo.extend(sources.get(here).into_iter().flatten());
            }
        }
        seen.iter().zip(&alive).all(|(seen, alive)| *alive || !seen)
    }

    /// What is to be expected, with the events at some touchpoints.
    pub fn figures(&self, layout: &Layout, places: &[u32]) -> Figures {
        let reached = self.reached(layout);
        let mut figures =
            Figures { conversion: 0.0, seconds: 0.0, value: 0.0, visits: vec![0.0; places.len()] };
        for (cell, &(source, to)) in layout.cells.iter().enumerate() {
            let flow = at(&reached, source) * at(&self.shares, cell);
            figures.seconds += flow * at(&self.seconds, cell);
            figures.value += flow * at(&self.worth, cell);
            if let To::Success(_) = to {
                figures.conversion += flow;
            }
            let place = layout.code(to).and_then(|code| places.binary_search(&code).ok());
            let visits = place.and_then(|place| figures.visits.get_mut(place));
            visits.into_iter().for_each(|visits| *visits += flow);
        }
        figures.conversion = figures.conversion.clamp(0.0, 1.0);
        figures
    }

    /// Expected number of visits to each touchpoint before success, and 1 for the start.
    pub fn reached(&self, layout: &Layout) -> Vec<f64> {
        let size = layout.codes.len();
        let width = size + 1;
        // The transpose of I - Q, with the first moves as the right side.
        let mut table = vec![0.0; size * width];
        let mut add = |row: usize, column: usize, value: f64| {
            table.get_mut(row * width + column).into_iter().for_each(|cell| *cell += value);
        };
        (0..size).for_each(|number| add(number, number, 1.0));
        for (&(source, to), share) in layout.cells.iter().zip(&self.shares) {
            match to {
                To::State(target) if source == size => add(target, size, *share),
                To::State(target) => add(target, source, -share),
                _ => {}
            }
        }
        eliminate(&mut table, size, width);
        let visits = table.chunks_exact(width).map(|row| at(row, size));
        visits.chain([1.0]).collect()
    }

    /// From each touchpoint the probability of success; with `visits`, also the expected number of visits to it from
    /// itself, the present one included.
    pub fn prospects(&self, layout: &Layout, visits: bool) -> Vec<(f64, f64)> {
        let size = layout.codes.len();
        let width = if visits { 2 * size + 1 } else { size + 1 };
        let mut table = vec![0.0; size * width];
        let mut add = |row: usize, column: usize, value: f64| {
            table.get_mut(row * width + column).into_iter().for_each(|cell| *cell += value);
        };
        for number in 0..size {
            add(number, number, 1.0);
            if visits {
                add(number, size + 1 + number, 1.0);
            }
        }
        for (&(source, to), share) in
            layout.cells.iter().zip(&self.shares).filter(|((source, _), _)| *source < size)
        {
            match to {
                To::State(target) => add(source, target, -share),
                To::Success(_) => add(source, size, *share),
                To::End => {}
            }
        }
        eliminate(&mut table, size, width);
        let rows = table.chunks_exact(width).enumerate();
        rows.map(|(number, row)| (at(row, size).clamp(0.0, 1.0), at(row, size + 1 + number))).collect()
    }

    /// Share of visits to each touchpoint after which a journey ends without success.
    pub fn drop_off(&self, layout: &Layout) -> Vec<f64> {
        let mut shares = vec![0.0; layout.codes.len()];
        for ((source, to), share) in layout.cells.iter().zip(&self.shares) {
            if *to == To::End {
                shares.get_mut(*source).into_iter().for_each(|place| *place += share);
            }
        }
        shares
    }
}
