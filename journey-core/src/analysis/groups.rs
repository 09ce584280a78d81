//! Groups that an analysis compares: touchpoints, or the names of a dictionary column.

use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Journey, MISSING};

/// Where the groups of events are found in a log, and their names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Groups {
    by: By,
    /// The position of a name is its code.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum By {
    Nothing,
    Touchpoint,
    Column(usize),
}

impl Groups {
    /// Resolves the option `by` of an analysis; no groups if it is not given.
    pub fn of(by: Option<&str>, log: &EventLog) -> Result<Self> {
        let Some(by) = by else {
            return Ok(Self { by: By::Nothing, names: Vec::new() });
        };
        if by == "touchpoint" {
            return Ok(Self {
                by: By::Touchpoint,
                names: log.touchpoints().iter().map(str::to_string).collect(),
            });
        }
        let (position, column) = log.column(by)?;
        match column.info.kind {
            ColumnKind::Dictionary => Ok(Self {
                by: By::Column(position),
                names: column.names.iter().map(str::to_string).collect(),
            }),
            kind => {
                let found = format!("{by:?}, a {kind:?} column,");
                Err(Error::option("by", found, "`touchpoint` or a dictionary column"))
            }
        }
    }

    /// Codes of the groups of a journey's events; empty without groups.
    pub fn codes<'a>(&self, journey: &Journey<'a>) -> &'a [u32] {
        match self.by {
            By::Nothing => &[],
            By::Touchpoint => journey.touchpoints(),
            By::Column(column) => journey.codes(column),
        }
    }

    /// Place of an event's group in a list that has those without a group first.
    pub fn place(&self, journey: &Journey<'_>, event: usize) -> usize {
        let code = self.codes(journey).get(event).filter(|&&code| code != MISSING);
        code.map_or(0, |&code| code as usize + 1)
    }
}
