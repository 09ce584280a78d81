//! Comments: where analyses find the texts of events, and how they show some of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::log::{ColumnKind, EventLog, Journey, MISSING, Names};

/// Characters of a comment that a report shows.
const SHOWN: usize = 300;

/// A comment that shows what a number is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, module = "journey"))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CommentExample {
    /// Id of the customer.
    pub customer: String,
    /// Row of the input, from 1.
    pub row: u64,
    /// Touchpoint.
    pub touchpoint: String,
    /// The comment, at most 300 characters of it.
    pub text: String,
    /// Its compound score, if it was scored.
    pub compound: Option<f64>,
}

/// The column of a log with the texts.
#[derive(Debug, Clone)]
pub(crate) struct Texts {
    position: usize,
    /// Names of a dictionary column.
    names: Option<Arc<Names>>,
    touchpoints: Names,
}

impl Texts {
    /// The text or dictionary column of this name.
    pub fn of(log: &EventLog, name: &str) -> Result<Self> {
        if name.is_empty() {
            return Err(Error::option("column", "\"\"", "the name of the column with the comments"));
        }
        let (position, column) = log.column(name)?;
        let names = match column.info.kind {
            ColumnKind::Text => None,
            ColumnKind::Dictionary => Some(column.names.clone()),
            kind => {
                let found = format!("{name:?}, a {kind:?} column,");
                return Err(Error::option("column", found, "a column of texts"));
            }
        };
        Ok(Self { position, names, touchpoints: log.touchpoints().clone() })
    }

    /// The comment of an event; `None` if there is none, or nothing but blanks.
    pub fn text<'a>(&'a self, journey: &Journey<'a>, event: usize) -> Option<&'a str> {
        let text = match &self.names {
            None => journey.text(self.position, event)?,
            Some(names) => {
                let code = *journey.codes(self.position).get(event)?;
                names.get(if code == MISSING { return None } else { code })
            }
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// The comment of an event as an example.
    pub fn example(&self, journey: &Journey<'_>, event: usize, compound: Option<f64>) -> CommentExample {
        let touchpoint = journey.touchpoints().get(event).map_or("", |&code| self.touchpoints.get(code));
        CommentExample {
            customer: journey.customer().into(),
            row: journey.rows().get(event).copied().unwrap_or_default().into(),
            touchpoint: touchpoint.into(),
            text: excerpt(self.text(journey, event).unwrap_or_default().trim()),
            compound,
        }
    }
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}
