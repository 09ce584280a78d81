//! Rules: typed predicates that bind events to touchpoints and customers to personas.

use serde::{Deserialize, Serialize};

use super::Scalar;

/// A condition on one column. The columns every log has are called `touchpoint` (the raw name of
/// the event), `time` and `customer`; further columns have the names of the input.
///
/// A missing value satisfies no predicate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum Predicate {
    /// The value is exactly this one.
    Equals {
        /// Column.
        column: String,
        /// Wanted value.
        value: Scalar,
    },
    /// The value is one of these.
    OneOf {
        /// Column.
        column: String,
        /// Wanted values.
        values: Vec<Scalar>,
    },
    /// The text matches a glob: `*` any run of characters, `?` any one character.
    Glob {
        /// Column.
        column: String,
        /// The glob, such as `/checkout/*`.
        pattern: String,
    },
    /// The number or time lies within bounds.
    Compare(Comparison),
}

/// Bounds for a number (`at_least: 100`) or a time (`at_least: 2024-03-01`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, from_py_object, module = "journey"))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub struct Comparison {
    /// Column.
    pub column: String,
    /// The value must be greater.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greater_than: Option<Scalar>,
    /// The value must be greater or equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Scalar>,
    /// The value must be smaller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less_than: Option<Scalar>,
    /// The value must be smaller or equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Scalar>,
}

/// Which events belong to a touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum EventRule {
    /// The value is exactly this one.
    Equals {
        /// Column.
        column: String,
        /// Wanted value.
        value: Scalar,
    },
    /// The value is one of these.
    OneOf {
        /// Column.
        column: String,
        /// Wanted values.
        values: Vec<Scalar>,
    },
    /// The text matches a glob: `*` any run of characters, `?` any one character.
    Glob {
        /// Column.
        column: String,
        /// The glob, such as `/checkout/*`.
        pattern: String,
    },
    /// The number or time lies within bounds.
    Compare(Comparison),
    /// At least one of these holds.
    Any(Vec<EventRule>),
    /// All of these hold.
    All(Vec<EventRule>),
    /// This does not hold.
    Not(Box<EventRule>),
}

/// Which customers belong to a persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
pub enum CustomerRule {
    /// The customer's first value of the column (missing values skipped) satisfies this.
    First(Predicate),
    /// The customer's last value of the column (missing values skipped) satisfies this.
    Last(Predicate),
    /// Any value of the customer satisfies this.
    Ever(Predicate),
    /// The customer has visited a touchpoint of the map.
    Visited {
        /// Id of the touchpoint.
        touchpoint: String,
        /// At least so many events; 1 if left out.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        at_least: u32,
    },
    /// The customer belongs to another persona.
    Persona(String),
    /// At least one of these holds.
    Any(Vec<CustomerRule>),
    /// All of these hold.
    All(Vec<CustomerRule>),
    /// This does not hold.
    Not(Box<CustomerRule>),
}

fn one() -> u32 {
    1
}

fn is_one(n: &u32) -> bool {
    *n == 1
}
