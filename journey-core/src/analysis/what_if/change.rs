//! Changes of moves, drop-off and waiting: as they are said, and resolved against a log.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::log::EventLog;
use crate::model::TimeSpan;

/// One thing that is changed along the way. Each is by a factor, or to a value.
///
/// In JSON, such as `{"drop_off": {"touchpoint": "cart", "factor": 0.5}}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum FlowChange {
    /// The share of customers at one touchpoint who go on to another.
    Move {
        /// Touchpoint where they are.
        source: String,
        /// Touchpoint to which they go, with success there or without.
        target: String,
        /// Times as many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        factor: Option<f64>,
        /// This share of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        share: Option<f64>,
    },
    /// The share of visits to a touchpoint after which a journey ends without success.
    DropOff {
        /// Touchpoint.
        touchpoint: String,
        /// Times as many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        factor: Option<f64>,
        /// This share of them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        share: Option<f64>,
    },
    /// The time from the event before to one at a touchpoint.
    Waiting {
        /// Touchpoint.
        touchpoint: String,
        /// Times as long.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        factor: Option<f64>,
        /// So long on average: all times are scaled alike.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        span: Option<TimeSpan>,
    },
}

impl FlowChange {
    /// So many times as many customers go from one touchpoint to another.
    pub fn move_factor(source: impl Into<String>, target: impl Into<String>, factor: f64) -> Self {
        Self::Move { source: source.into(), target: target.into(), factor: Some(factor), share: None }
    }

    /// This share of the customers at a touchpoint go on to another.
    pub fn move_share(source: impl Into<String>, target: impl Into<String>, share: f64) -> Self {
        Self::Move { source: source.into(), target: target.into(), factor: None, share: Some(share) }
    }

    /// So many times as many journeys end at a touchpoint.
    pub fn drop_off_factor(touchpoint: impl Into<String>, factor: f64) -> Self {
        Self::DropOff { touchpoint: touchpoint.into(), factor: Some(factor), share: None }
    }

    /// This share of the visits to a touchpoint are the end of a journey.
    pub fn drop_off_share(touchpoint: impl Into<String>, share: f64) -> Self {
        Self::DropOff { touchpoint: touchpoint.into(), factor: None, share: Some(share) }
    }

    /// Customers wait so many times as long before a touchpoint.
    pub fn waiting_factor(touchpoint: impl Into<String>, factor: f64) -> Self {
        Self::Waiting { touchpoint: touchpoint.into(), factor: Some(factor), span: None }
    }

    /// Customers wait so long before a touchpoint, on average.
    pub fn waiting_span(touchpoint: impl Into<String>, span: TimeSpan) -> Self {
        Self::Waiting { touchpoint: touchpoint.into(), factor: None, span: Some(span) }
    }
}

/// By how much, or to what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Level {
    Factor(f64),
    /// A share, or microseconds.
    To(f64),
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    Move { source: u32, target: u32 },
    DropOff { touchpoint: u32 },
    Waiting { touchpoint: u32 },
}

/// A change resolved against a log.
#[derive(Debug)]
pub(super) struct Resolved {
    pub what: What,
    pub level: Level,
    /// The option, for errors.
    pub field: String,
}

impl Resolved {
    /// An error that this change brings to light.
    pub fn error(&self, value: impl std::fmt::Display, expected: &str) -> Error {
        Error::option(&self.field, value, expected)
    }
}

/// Checks changes and resolves their names.
pub(super) fn resolve(changes: &[FlowChange], log: &EventLog) -> Result<Vec<Resolved>> {
    let mut all: Vec<Resolved> = Vec::with_capacity(changes.len());
    for (number, change) in changes.iter().enumerate() {
        let field = format!("changes[{number}]");
        let (what, level) = one(change, &field, log)?;
        if all.iter().any(|other| other.what == what) {
            return Err(Error::option(&field, "a second change of the same thing", "each thing once"));
        }
        all.push(Resolved { what, level, field });
    }
    Ok(all)
}

fn one(change: &FlowChange, field: &str, log: &EventLog) -> Result<(What, Level)> {
    match change {
        FlowChange::Move { source, target, factor, share } => {
            let (source, target) = (log.touchpoint_code(source)?, log.touchpoint_code(target)?);
            Ok((What::Move { source, target }, share_level(field, *factor, *share)?))
        }
        FlowChange::DropOff { touchpoint, factor, share } => {
            let touchpoint = log.touchpoint_code(touchpoint)?;
            Ok((What::DropOff { touchpoint }, share_level(field, *factor, *share)?))
        }
        FlowChange::Waiting { touchpoint, factor, span } => {
            let touchpoint = log.touchpoint_code(touchpoint)?;
            if let Some(span) = span.filter(|span| span.as_micros() < 0) {
                return Err(Error::option(&format!("{field}.span"), span, "a time span of 0 or more"));
            }
            let micros = span.map(|span| span.as_micros() as f64);
            Ok((What::Waiting { touchpoint }, level(field, *factor, micros, "`factor` or `span`")?))
        }
    }
}

fn share_level(field: &str, factor: Option<f64>, share: Option<f64>) -> Result<Level> {
    if let Some(share) = share.filter(|share| !(0.0..=1.0).contains(share)) {
        return Err(Error::option(&format!("{field}.share"), share, "a share from 0 to 1"));
    }
    level(field, factor, share, "`factor` or `share`")
}

fn level(field: &str, factor: Option<f64>, to: Option<f64>, which: &str) -> Result<Level> {
    match (factor, to) {
        (Some(factor), None) if factor.is_finite() && factor >= 0.0 => Ok(Level::Factor(factor)),
        (Some(factor), None) => {
            Err(Error::option(&format!("{field}.factor"), factor, "a finite number of 0 or more"))
        }
        (None, Some(to)) => Ok(Level::To(to)),
        (None, None) => Err(Error::option(field, "a change without a size", which)),
        (Some(_), Some(_)) => {
            Err(Error::option(field, "a change with two sizes", format!("{which}, not both")))
        }
    }
}
