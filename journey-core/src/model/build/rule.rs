//! Building rules.

use crate::model::{Comparison, CustomerRule, EventRule, Predicate, Scalar};

impl Predicate {
    /// The value of the column is exactly this one.
    pub fn equals(column: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::Equals { column: column.into(), value: value.into() }
    }

    /// The value of the column is one of these.
    pub fn one_of<T: Into<Scalar>>(column: impl Into<String>, values: impl IntoIterator<Item = T>) -> Self {
        Self::OneOf { column: column.into(), values: values.into_iter().map(Into::into).collect() }
    }

    /// The text of the column matches a glob: `*` any run of characters, `?` any one character.
    pub fn glob(column: impl Into<String>, pattern: impl Into<String>) -> Self {
        Self::Glob { column: column.into(), pattern: pattern.into() }
    }

    /// The number or time of the column is this or greater.
    pub fn at_least(column: impl Into<String>, bound: impl Into<Scalar>) -> Self {
        Self::Compare(Comparison {
            column: column.into(),
            at_least: Some(bound.into()),
            ..Comparison::default()
        })
    }

    /// The number or time of the column is this or smaller.
    pub fn at_most(column: impl Into<String>, bound: impl Into<Scalar>) -> Self {
        Self::Compare(Comparison {
            column: column.into(),
            at_most: Some(bound.into()),
            ..Comparison::default()
        })
    }
}

impl EventRule {
    /// The value of the column is exactly this one. See [`Predicate::equals`].
    pub fn equals(column: impl Into<String>, value: impl Into<Scalar>) -> Self {
        Self::Is(Predicate::equals(column, value))
    }

    /// The value of the column is one of these.
    pub fn one_of<T: Into<Scalar>>(column: impl Into<String>, values: impl IntoIterator<Item = T>) -> Self {
        Self::Is(Predicate::one_of(column, values))
    }

    /// The text of the column matches a glob: `*` any run of characters, `?` any one character.
    pub fn glob(column: impl Into<String>, pattern: impl Into<String>) -> Self {
        Self::Is(Predicate::glob(column, pattern))
    }

    /// At least one of these holds.
    pub fn any(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(rules.into_iter().collect())
    }

    /// All of these hold.
    pub fn all(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::All(rules.into_iter().collect())
    }

    /// The rule does not hold.
    #[expect(clippy::should_implement_trait, reason = "a rule is not a boolean, and `!rule` would hide that")]
    pub fn not(rule: Self) -> Self {
        Self::Not(Box::new(rule))
    }
}

impl From<Predicate> for EventRule {
    fn from(predicate: Predicate) -> Self {
        Self::Is(predicate)
    }
}

impl CustomerRule {
    /// The customer's first value of the column satisfies this.
    pub fn first(predicate: Predicate) -> Self {
        Self::First(predicate)
    }

    /// The customer's last value of the column satisfies this.
    pub fn last(predicate: Predicate) -> Self {
        Self::Last(predicate)
    }

    /// Any value of the customer satisfies this.
    pub fn ever(predicate: Predicate) -> Self {
        Self::Ever(predicate)
    }

    /// The customer has at least so many events at a touchpoint.
    pub fn visited(touchpoint: impl Into<String>, at_least: u32) -> Self {
        Self::Visited { touchpoint: touchpoint.into(), at_least }
    }

    /// The customer belongs to another persona.
    pub fn persona(id: impl Into<String>) -> Self {
        Self::Persona(id.into())
    }

    /// At least one of these holds.
    pub fn any(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(rules.into_iter().collect())
    }

    /// All of these hold.
    pub fn all(rules: impl IntoIterator<Item = Self>) -> Self {
        Self::All(rules.into_iter().collect())
    }

    /// The rule does not hold.
    #[expect(clippy::should_implement_trait, reason = "a rule is not a boolean, and `!rule` would hide that")]
    pub fn not(rule: Self) -> Self {
        Self::Not(Box::new(rule))
    }
}
