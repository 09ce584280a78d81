//! Rules as classes: one static constructor a kind, and the operators `&`, `|` and `~`.

use pyo3::prelude::*;
use serde::{Deserialize, Serialize};

use super::data::data;
use super::values::List;
use super::wrapper::wrapper;
use crate::model::{Comparison, CustomerRule, EventRule, Pattern, Predicate, Scalar};

wrapper! {
    /// A condition on one column. The columns every log has are called `touchpoint` (the raw name of
    /// the event), `time` and `customer`; further columns have the names of the input.
    ///
    /// A missing value satisfies no predicate.
    PredicateClass as "Predicate" holds Predicate
}

wrapper! {
    /// Which events belong to a touchpoint: a `Predicate`, or a combination of such rules.
    ///
    /// Rules combine with `&`, `|` and `~`.
    EventRuleClass as "EventRule" holds EventRule
}

wrapper! {
    /// Which customers belong to a persona.
    ///
    /// Rules combine with `&`, `|` and `~`.
    CustomerRuleClass as "CustomerRule" holds CustomerRule
}

data!(PredicateClass, EventRuleClass, CustomerRuleClass);

/// The four conditions on a column, which predicates and event rules share.
macro_rules! conditions {
    ($class:ident, $from:path) => {
        #[pymethods]
        impl $class {
            /// The value is exactly this one.
            #[staticmethod]
            fn equals(column: String, value: Scalar) -> Self {
                Self($from(Predicate::Equals { column, value }))
            }

            /// The value is one of these.
            #[staticmethod]
            fn one_of(column: String, values: List<Scalar>) -> Self {
                Self($from(Predicate::OneOf { column, values: values.0 }))
            }

            /// The text matches a glob: `*` any run of characters, `?` any one character.
            #[staticmethod]
            fn glob(column: String, pattern: String) -> Self {
                Self($from(Predicate::Glob { column, pattern }))
            }

            /// The number or time lies within bounds.
            #[staticmethod]
            #[pyo3(signature = (column, *, greater_than=None, at_least=None, less_than=None, at_most=None))]
            fn compare(
                column: String,
                greater_than: Option<Scalar>,
                at_least: Option<Scalar>,
                less_than: Option<Scalar>,
                at_most: Option<Scalar>,
            ) -> Self {
                let bounds = Comparison { column, greater_than, at_least, less_than, at_most };
                Self($from(Predicate::Compare(bounds)))
            }
        }
    };
}

conditions!(PredicateClass, std::convert::identity);
conditions!(EventRuleClass, EventRule::Is);

/// The combinations of rules.
macro_rules! combinations {
    ($class:ident, $inner:ident) => {
        #[pymethods]
        impl $class {
            /// At least one of these holds.
            #[staticmethod]
            #[pyo3(signature = (*rules))]
            fn any(rules: List<$inner>) -> Self {
                Self($inner::Any(rules.0))
            }

            /// All of these hold.
            #[staticmethod]
            #[pyo3(signature = (*rules))]
            fn all(rules: List<$inner>) -> Self {
                Self($inner::All(rules.0))
            }

            /// This does not hold.
            #[staticmethod]
            fn not_(rule: $inner) -> Self {
                Self($inner::Not(Box::new(rule)))
            }

            fn __or__(&self, other: $inner) -> Self {
                Self($inner::Any(vec![self.0.clone(), other]))
            }

            fn __and__(&self, other: $inner) -> Self {
                Self($inner::All(vec![self.0.clone(), other]))
            }

            fn __invert__(&self) -> Self {
                Self($inner::Not(Box::new(self.0.clone())))
            }
        }
    };
}

combinations!(EventRuleClass, EventRule);
combinations!(CustomerRuleClass, CustomerRule);

#[pymethods]
impl CustomerRuleClass {
    /// The customer's first value of the column (missing values skipped) satisfies this.
    #[staticmethod]
    fn first(predicate: Predicate) -> Self {
        Self(CustomerRule::First(predicate))
    }

    /// The customer's last value of the column (missing values skipped) satisfies this.
    #[staticmethod]
    fn last(predicate: Predicate) -> Self {
        Self(CustomerRule::Last(predicate))
    }

    /// Any value of the customer satisfies this.
    #[staticmethod]
    fn ever(predicate: Predicate) -> Self {
        Self(CustomerRule::Ever(predicate))
    }

    /// The customer has visited a touchpoint of the map.
    #[staticmethod]
    #[pyo3(signature = (touchpoint, *, at_least=1))]
    fn visited(touchpoint: String, at_least: u32) -> Self {
        Self(CustomerRule::Visited { touchpoint, at_least })
    }

    /// The journey of the customer has matches of a pattern, whose names are raw names of events, also in a map.
    #[staticmethod]
    #[pyo3(signature = (pattern, *, at_least=1))]
    fn matches(pattern: Pattern, at_least: u32) -> Self {
        Self(CustomerRule::Matches { pattern, at_least })
    }

    /// The customer belongs to another persona.
    #[staticmethod]
    fn persona(id: String) -> Self {
        Self(CustomerRule::Persona(id))
    }
}
