//! The map as positions: touchpoints and stages numbered in the order of the map.

use std::ops::Range;

use crate::error::{Error, Result};
use crate::model::{JourneyMap, Touchpoint};

/// Where every touchpoint and stage of a map is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// Touchpoints in map order; the position is the code in a bound log.
    pub touchpoints: Vec<Spot>,
    /// Stages in map order.
    pub stages: Vec<StageSpan>,
    /// Owners in order of first appearance.
    pub owners: Vec<String>,
    /// A journey with an event at one of these touchpoints is complete.
    pub end: Range<usize>,
    /// Where the scope begins.
    pub start: Range<usize>,
}

/// A touchpoint.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    pub id: String,
    /// Position of its stage.
    pub stage: usize,
    /// Position of its owner.
    pub owner: Option<u32>,
}

/// A stage and the touchpoints that lie in it.
#[derive(Debug, Clone)]
pub(crate) struct StageSpan {
    pub id: String,
    pub touchpoints: Range<usize>,
}

impl Layout {
    /// Numbers the elements of a map.
    ///
    /// # Errors
    /// [`Error::InvalidOption`] for an id that two touchpoints have; [`Error::UnknownName`] for a
    /// scope that the map does not have.
    pub(crate) fn of(map: &JourneyMap) -> Result<Self> {
        let mut layout = Self::default();
        for (position, stage) in map.stages.iter().enumerate() {
            let first = layout.touchpoints.len();
            for touchpoint in &stage.touchpoints {
                layout.add(touchpoint, position)?;
            }
            layout
                .stages
                .push(StageSpan { id: stage.id.clone(), touchpoints: first..layout.touchpoints.len() });
        }
        let scope = map.scope.as_ref();
        let last = layout.stages.iter().rev().find(|stage| !stage.touchpoints.is_empty());
        let first = layout.stages.iter().find(|stage| !stage.touchpoints.is_empty());
        layout.end = match scope.and_then(|scope| scope.to.as_deref()) {
            Some(id) => layout.place(id)?,
            None => last.map(|stage| stage.touchpoints.clone()).unwrap_or_default(),
        };
        layout.start = match scope.and_then(|scope| scope.from.as_deref()) {
            Some(id) => layout.place(id)?,
            None => first.map(|stage| stage.touchpoints.clone()).unwrap_or_default(),
        };
        Ok(layout)
    }

    fn add(&mut self, touchpoint: &Touchpoint, stage: usize) -> Result<()> {
        if self.touchpoints.iter().any(|other| other.id == touchpoint.id) {
            return Err(Error::option("stages.touchpoints.id", format!("{:?}", touchpoint.id), "unique ids"));
        }
        let owner = touchpoint.owner.as_ref().map(|owner| {
            let known = self.owners.iter().position(|other| other == owner);
            known.unwrap_or_else(|| {
                self.owners.push(owner.clone());
                self.owners.len() - 1
            }) as u32
        });
        self.touchpoints.push(Spot { id: touchpoint.id.clone(), stage, owner });
        Ok(())
    }

    /// Touchpoints of the stage or touchpoint with this id.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with similar names.
    pub(crate) fn place(&self, id: &str) -> Result<Range<usize>> {
        if let Some(stage) = self.stages.iter().find(|stage| stage.id == id) {
            return Ok(stage.touchpoints.clone());
        }
        self.touchpoint(id).map(|position| position..position + 1).map_err(|_| {
            let stages = self.stages.iter().map(|stage| stage.id.as_str());
            let all = stages.chain(self.touchpoints.iter().map(|spot| spot.id.as_str()));
            unknown("stage or touchpoint", id, all)
        })
    }

    /// Position of a touchpoint.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with similar names.
    pub(crate) fn touchpoint(&self, id: &str) -> Result<usize> {
        let ids = || self.touchpoints.iter().map(|spot| spot.id.as_str());
        ids().position(|other| other == id).ok_or_else(|| unknown("touchpoint", id, ids()))
    }

    /// Stage of a touchpoint.
    pub(crate) fn stage_of(&self, touchpoint: usize) -> usize {
        self.touchpoints.get(touchpoint).map_or(0, |spot| spot.stage)
    }

    /// Owner of a touchpoint.
    pub(crate) fn owner_of(&self, touchpoint: usize) -> Option<u32> {
        self.touchpoints.get(touchpoint).and_then(|spot| spot.owner)
    }
}

/// An [`Error::UnknownName`] with similar names.
pub(crate) fn unknown<'a>(kind: &str, name: &str, all: impl Iterator<Item = &'a str>) -> Error {
    Error::UnknownName { kind: kind.into(), name: name.into(), similar: crate::similar::similar(name, all) }
}
