//! Options of the steps that change the sequence of touchpoints.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Pattern, TimeSpan};

/// Events of one touchpoint that directly follow each other become one.
///
/// The event has the time and the input row of the first one, the latest end that is known, and of every further column
/// the first value that there is, unless something else is stated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CollapseRuns {
    /// Which events, as a pattern of a single event; all if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub touchpoints: Option<Pattern>,
    /// Longest time from an event to the next one of its run; any if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<TimeSpan>,
    /// What of the values of a column stays, by its name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, RunValue>,
}

/// What of the values of a run stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum RunValue {
    /// The first value that there is.
    #[default]
    First,
    /// The last value that there is.
    Last,
    /// The sum of the numbers; no value if there is none.
    Sum,
}

/// The part of every journey from one place to another one: both of them belong to it.
///
/// Places are patterns: `cart`, `cart(amount > 100)`, or `search => view`, of which the first match counts. The part begins
/// with the first event of the match of `from` and ends with the last one of the first match of `to` after that.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct CutBetween {
    /// Where a part begins; at the start of the journey, or where the part before ended, if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Pattern>,
    /// Where it ends; at the end of the journey, or before the next part begins, if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Pattern>,
    /// Whether every part of a journey becomes a journey, `ann/1` and so on, instead of the first part alone, which stays
    /// `ann`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub each: bool,
    /// Whether a part that does not come to `to` goes on to the end of the journey, instead of being left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub keep_open: bool,
    /// With `each`, the name of the column that keeps the id of the former journey; `customer` if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_as: Option<String>,
}
