//! Rules: typed predicates that bind events to touchpoints and customers to personas.

use std::fmt;

use serde::de::value::EnumAccessDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, IntoDeserializer, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Pattern, Scalar};

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
        #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
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

/// Which events belong to a touchpoint: a [`Predicate`], or a combination of such rules.
///
/// In a document the predicate stands by itself: `equals: {column: touchpoint, value: add_to_cart}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(
    feature = "typescript",
    tsify(type = "Predicate | { any: EventRule[] } | { all: EventRule[] } | { not: EventRule }")
)]
pub enum EventRule {
    /// At least one of these holds.
    Any(Vec<EventRule>),
    /// All of these hold.
    All(Vec<EventRule>),
    /// This does not hold.
    Not(Box<EventRule>),
    /// The event satisfies this.
    #[serde(untagged)]
    Is(Predicate),
}

impl<'de> Deserialize<'de> for EventRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_enum("EventRule", EVENT_RULES, EventRuleVisitor)
    }
}

const EVENT_RULES: &[&str] = &["equals", "one_of", "glob", "compare", "any", "all", "not"];

/// Reads a combination itself and hands everything else to [`Predicate`]. An untagged enum would read
/// the same text, but forget where in the document a problem is.
struct EventRuleVisitor;

impl<'de> Visitor<'de> for EventRuleVisitor {
    type Value = EventRule;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a rule")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<EventRule, A::Error> {
        let (kind, content) = access.variant::<String>()?;
        match kind.as_str() {
            "any" => content.newtype_variant().map(EventRule::Any),
            "all" => content.newtype_variant().map(EventRule::All),
            "not" => content.newtype_variant().map(EventRule::Not),
            _ if !EVENT_RULES.contains(&kind.as_str()) => {
                Err(serde::de::Error::unknown_variant(&kind, EVENT_RULES))
            }
            _ => Predicate::deserialize(EnumAccessDeserializer::new(Chosen { kind, content }))
                .map(EventRule::Is),
        }
    }
}

/// An enum whose variant has already been read.
struct Chosen<A> {
    kind: String,
    content: A,
}

impl<'de, A: VariantAccess<'de>> EnumAccess<'de> for Chosen<A> {
    type Error = A::Error;
    type Variant = A;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, A), A::Error> {
        Ok((seed.deserialize(self.kind.into_deserializer())?, self.content))
    }
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
    /// The journey of the customer has matches of a pattern. Names in it are raw names of events, also in a map.
    Matches {
        /// What is looked for.
        pattern: Pattern,
        /// At least so many matches; 1 if left out.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<EventRule, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_predicate_stands_by_itself_in_an_event_rule() {
        let text = r#"{"any":[{"equals":{"column":"touchpoint","value":"pay"}},{"not":{"compare":{"column":"amount","at_least":5.0}}}]}"#;
        let pay = Predicate::Equals { column: "touchpoint".into(), value: "pay".into() };
        let large =
            Comparison { column: "amount".into(), at_least: Some(5.0.into()), ..Comparison::default() };
        let rule = EventRule::Any(vec![
            EventRule::Is(pay),
            EventRule::Not(Box::new(EventRule::Is(Predicate::Compare(large)))),
        ]);
        assert_eq!(read(text), Ok(rule.clone()));
        assert_eq!(serde_json::to_string(&rule).unwrap(), text);
    }

    #[test]
    fn an_unknown_rule_is_refused_with_all_kinds_named() {
        let error = read(r#"{"is":{"column":"touchpoint","value":"pay"}}"#).unwrap_err();
        assert!(error.contains("`equals`") && error.contains("`not`"), "{error}");
        let error = read(r#"{"glob":{"column":"touchpoint"}}"#).unwrap_err();
        assert!(error.contains("missing field `pattern`"), "{error}");
    }
}
