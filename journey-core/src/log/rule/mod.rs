//! Rules of events, resolved against the columns of a log.

mod customer;
mod instant;
mod predicate;

pub(crate) use customer::{Known, Members};
pub(crate) use instant::range;
pub(crate) use predicate::{Columns, Test};

use crate::error::Result;
use crate::log::Journey;
use crate::model::EventRule;

/// An event rule that knows its columns.
#[derive(Debug)]
pub(crate) enum Rule {
    Is(Test),
    Any(Vec<Rule>),
    All(Vec<Rule>),
    Not(Box<Rule>),
}

impl Rule {
    /// Resolves a rule; `field` is its path in the document.
    ///
    /// # Errors
    /// See [`Columns::resolve`].
    pub(crate) fn of(rule: &EventRule, columns: &Columns<'_>, field: &str) -> Result<Self> {
        let each = |rules: &[EventRule], name: &str| -> Result<Vec<Self>> {
            let parts = rules.iter().enumerate();
            parts.map(|(i, rule)| Self::of(rule, columns, &format!("{field}.{name}[{i}]"))).collect()
        };
        Ok(match rule {
            EventRule::Is(predicate) => Self::Is(columns.resolve(predicate, field)?),
            EventRule::Any(rules) => Self::Any(each(rules, "any")?),
            EventRule::All(rules) => Self::All(each(rules, "all")?),
            EventRule::Not(rule) => Self::Not(Box::new(Self::of(rule, columns, &format!("{field}.not"))?)),
        })
    }

    pub(crate) fn holds(&self, journey: &Journey<'_>, event: usize) -> bool {
        match self {
            Self::Is(test) => test.holds(journey, event).unwrap_or(false),
            Self::Any(rules) => rules.iter().any(|rule| rule.holds(journey, event)),
            Self::All(rules) => rules.iter().all(|rule| rule.holds(journey, event)),
            Self::Not(rule) => !rule.holds(journey, event),
        }
    }

    /// Whether the raw name of an event alone decides, and how.
    pub(crate) fn for_name(&self, code: usize) -> Option<bool> {
        match self {
            Self::Is(Test::Touchpoint(wanted)) => Some(wanted.get(code).copied().unwrap_or(false)),
            Self::Is(Test::Never) => Some(false),
            Self::Is(_) => None,
            Self::Any(rules) => {
                let parts: Vec<Option<bool>> = rules.iter().map(|rule| rule.for_name(code)).collect();
                if parts.contains(&Some(true)) {
                    return Some(true);
                }
                parts.iter().all(Option::is_some).then_some(false)
            }
            Self::All(rules) => {
                let parts: Vec<Option<bool>> = rules.iter().map(|rule| rule.for_name(code)).collect();
                if parts.contains(&Some(false)) {
                    return Some(false);
                }
                parts.iter().all(Option::is_some).then_some(true)
            }
            Self::Not(rule) => rule.for_name(code).map(|holds| !holds),
        }
    }
}
