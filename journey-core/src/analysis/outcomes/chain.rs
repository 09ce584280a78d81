//! A Markov chain that ends: probabilities of success, expected steps, the most probable path.

use super::summary::{END, OutcomeSummary, START, SUCCESS};
use crate::error::{Error, Place, Result};
use crate::numeric::{at, eliminate};

/// Touchpoints at most.
const MOST: usize = 2000;

/// Moves between the touchpoints that anybody was at, numbered in the order of the log; the number after them is the start.
#[derive(Debug)]
pub(super) struct Chain {
    /// Codes by number.
    pub codes: Vec<u32>,
    /// Moves by source: (target, count), ascending.
    pub moves: Vec<Vec<(usize, u64)>>,
    /// Moves from each to success, and to anywhere.
    pub successes: Vec<u64>,
    totals: Vec<u64>,
}

impl Chain {
    pub fn new(summary: &OutcomeSummary) -> Result<Self> {
        let visited = (0..).zip(&summary.places).filter(|(_, place)| place.count > 0);
        let codes: Vec<u32> = visited.map(|(code, _)| code).collect();
        if codes.len() > MOST {
            let what = "the number of touchpoints of a chain".into();
            return Err(Error::Limit { place: Place::default(), what, limit: MOST as u64 });
        }
        let mut numbers = vec![0; summary.places.len()];
        for (number, &code) in codes.iter().enumerate() {
            numbers.get_mut(code as usize).into_iter().for_each(|place| *place = number);
        }
        let size = codes.len() + 1;
        let (mut moves, mut successes, mut totals) = (vec![Vec::new(); size], vec![0; size], vec![0; size]);
        for (&(source, target), &count) in &summary.moves {
            let source = if source == START {
                codes.len()
            } else {
                numbers.get(source as usize).copied().unwrap_or_default()
            };
            totals.get_mut(source).into_iter().for_each(|total| *total += count);
            match target {
                SUCCESS => successes.get_mut(source).into_iter().for_each(|total| *total += count),
                END => {}
                _ => {
                    let target = numbers.get(target as usize).copied().unwrap_or_default();
                    moves
                        .get_mut(source)
                        .into_iter()
                        .for_each(|list: &mut Vec<_>| list.push((target, count)));
                }
            }
        }
        moves.iter_mut().for_each(|list| list.sort_unstable());
        Ok(Self { codes, moves, successes, totals })
    }

    fn total(&self, number: usize) -> f64 {
        self.totals.get(number).copied().unwrap_or_default() as f64
    }

    /// For each touchpoint the probability of success and the expected number of steps to the end.
    pub fn solve(&self) -> Vec<(f64, f64)> {
        let size = self.codes.len();
        let width = size + 2;
        let mut table = vec![0.0; size * width];
        let rows = table.chunks_exact_mut(width.max(1)).zip(&self.moves).zip(&self.successes).enumerate();
        for (number, ((row, moves), successes)) in rows {
            let total = self.total(number);
            let set = |row: &mut [f64], place: usize, value: f64| {
                row.get_mut(place).into_iter().for_each(|cell| *cell += value);
            };
            set(row, number, 1.0);
            moves.iter().for_each(|(target, count)| set(row, *target, -(*count as f64 / total)));
            set(row, size, *successes as f64 / total);
            set(row, size + 1, 1.0);
        }
        eliminate(&mut table, size, width);
        table.chunks_exact(width).map(|row| (at(row, size).clamp(0.0, 1.0), at(row, size + 1))).collect()
    }

    /// The most probable path from the start to success as numbers of touchpoints, and its probability. Among equals, the one
    /// that is found first from more probable touchpoints, and then from those first in the log.
    pub fn best(&self) -> Option<(Vec<usize>, f64)> {
        let start = self.codes.len();
        let (mut best, mut from, mut done) =
            (vec![0.0; start + 1], vec![start; start + 1], vec![false; start + 1]);
        *best.get_mut(start)? = 1.0;
        let mut goal: (f64, Option<usize>) = (0.0, None);
        loop {
            let open = best.iter().zip(&done).enumerate().filter(|(_, (p, done))| !**done && **p > 0.0);
            let next = open.fold(None, |next: Option<(usize, f64)>, (number, (p, _))| match next {
                Some((_, most)) if most >= *p => next,
                _ => Some((number, *p)),
            });
            // All that is left is less probable than what is known.
            let Some((number, p)) = next.filter(|(_, p)| *p > goal.0) else { break };
            *done.get_mut(number)? = true;
            let success = p * (*self.successes.get(number)? as f64 / self.total(number));
            if success > goal.0 {
                goal = (success, Some(number));
            }
            for (target, count) in self.moves.get(number)? {
                let reached = p * (*count as f64 / self.total(number));
                let known = best.get_mut(*target)?;
                if reached > *known {
                    *known = reached;
                    *from.get_mut(*target)? = number;
                }
            }
        }
        let mut path = Vec::new();
        let mut here = goal.1?;
        while here != start && path.len() <= start {
            path.push(here);
            here = *from.get(here)?;
        }
        path.reverse();
        Some((path, goal.0))
    }
}
