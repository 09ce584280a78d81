//! What emotions are told about: moments in their order, stages, groups, what is expected; and how it is told.

use super::life::Person;

/// Everything that finishing needs beside the customers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frame {
    /// Names of what customers felt something about, by code.
    pub names: Vec<String>,
    /// Codes in the order of the curve; by when customers come there if `None`.
    pub order: Option<Vec<usize>>,
    /// Stages, and position of the stage of each code.
    pub stages: Vec<String>,
    pub stage_of: Vec<Option<usize>>,
    pub groups: Vec<String>,
    /// By code what is expected: for everybody, then for each group.
    pub expected: Vec<Vec<Option<f64>>>,
    pub comment_weight: f64,
    /// Least change that matters.
    pub least: f64,
    pub bootstrap: u32,
    pub seed: u64,
    pub with_outcome: bool,
}

/// A cut of the journey: touchpoints or stages, in their order.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub places: Vec<LevelPlace>,
    /// Place of each code.
    pub place_of: Vec<Option<usize>>,
}

/// A moment of the curve.
#[derive(Debug, Clone)]
pub(super) struct LevelPlace {
    pub stage: Option<String>,
    pub touchpoint: Option<String>,
    /// For everybody, then for each group.
    pub expected: Vec<Option<f64>>,
}

impl LevelPlace {
    pub fn name(&self) -> Option<&String> {
        self.touchpoint.as_ref().or(self.stage.as_ref())
    }
}

impl Frame {
    /// Touchpoints in their order.
    pub(super) fn touchpoints(&self, people: &[Person]) -> Level {
        let order = self.order.clone().unwrap_or_else(|| self.usual_order(people));
        let mut place_of = vec![None; self.names.len()];
        for (place, &code) in order.iter().enumerate() {
            place_of.get_mut(code).into_iter().for_each(|slot| *slot = Some(place));
        }
        let place = |&code: &usize| LevelPlace {
            stage: self
                .stage_of
                .get(code)
                .copied()
                .flatten()
                .and_then(|stage| self.stages.get(stage).cloned()),
            touchpoint: self.names.get(code).cloned(),
            expected: self.expected.iter().map(|group| group.get(code).copied().flatten()).collect(),
        };
        Level { places: order.iter().map(place).collect(), place_of }
    }

    /// Stages in their order.
    pub(super) fn stages(&self) -> Level {
        let expected = |stage: usize, group: &Vec<Option<f64>>| {
            let inside = group.iter().zip(&self.stage_of).filter(|(_, of)| **of == Some(stage));
            let stated: Vec<f64> = inside.filter_map(|(valence, _)| *valence).collect();
            (!stated.is_empty()).then(|| stated.iter().sum::<f64>() / stated.len() as f64)
        };
        let place = |(stage, name): (usize, &String)| LevelPlace {
            stage: Some(name.clone()),
            touchpoint: None,
            expected: self.expected.iter().map(|group| expected(stage, group)).collect(),
        };
        Level { places: self.stages.iter().enumerate().map(place).collect(), place_of: self.stage_of.clone() }
    }

    /// Codes with moods by their mean rank in the journeys of customers with several, from 0 for the first to 1 for the last;
    /// then the others, each in the order of names.
    fn usual_order(&self, people: &[Person]) -> Vec<usize> {
        let mut ranks = vec![(0_u64, crate::numeric::ExactSum::default()); self.names.len()];
        let mut seen = vec![false; self.names.len()];
        for person in people {
            let mut firsts: Vec<usize> = Vec::new();
            for felt in &person.felt {
                if !firsts.contains(&felt.code) {
                    firsts.push(felt.code);
                }
                seen.get_mut(felt.code).into_iter().for_each(|seen| *seen = true);
            }
            let Some(last) = firsts.len().checked_sub(1).filter(|last| *last > 0) else { continue };
            for (rank, &code) in firsts.iter().enumerate() {
                if let Some((n, sum)) = ranks.get_mut(code) {
                    *n += 1;
                    sum.add(rank as f64 / last as f64);
                }
            }
        }
        let mean = |code: usize| match ranks.get(code) {
            Some((n, sum)) if *n > 0 => sum.value() / *n as f64,
            _ => f64::INFINITY,
        };
        let mut order: Vec<usize> =
            (0..self.names.len()).filter(|&code| seen.get(code) == Some(&true)).collect();
        order.sort_by(|&a, &b| {
            mean(a).total_cmp(&mean(b)).then_with(|| self.names.get(a).cmp(&self.names.get(b)))
        });
        order
    }
}
