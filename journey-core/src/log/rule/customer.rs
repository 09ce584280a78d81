//! Rules of customers, judged by their whole journey.

use super::{Columns, Test};
use crate::error::Result;
use crate::log::Journey;
use crate::log::pattern::{Automaton, Matcher};
use crate::model::CustomerRule;

/// A rule of customers that knows its columns, touchpoints and personas.
#[derive(Debug)]
pub(crate) enum Members {
    First(Test),
    Last(Test),
    Ever(Test),
    Visited(u32, u32),
    Matches(Box<Automaton>, u32),
    Persona(usize),
    Any(Vec<Members>),
    All(Vec<Members>),
    Not(Box<Members>),
}

/// What the names in a rule stand for.
pub(crate) trait Known {
    /// Number of a touchpoint.
    fn touchpoint(&self, name: &str) -> Result<u32>;
    /// Position of a persona.
    fn persona(&self, id: &str) -> Result<usize>;
}

impl Members {
    /// Resolves a rule; `field` is its path in the document.
    ///
    /// # Errors
    /// See [`Columns::resolve`], and those of the names.
    pub(crate) fn of(
        rule: &CustomerRule,
        columns: &Columns<'_>,
        known: &impl Known,
        field: &str,
    ) -> Result<Self> {
        let each = |rules: &[CustomerRule], name: &str| -> Result<Vec<Self>> {
            let parts = rules.iter().enumerate();
            parts.map(|(i, rule)| Self::of(rule, columns, known, &format!("{field}.{name}[{i}]"))).collect()
        };
        Ok(match rule {
            CustomerRule::First(predicate) => {
                Self::First(columns.resolve(predicate, &format!("{field}.first"))?)
            }
            CustomerRule::Last(predicate) => {
                Self::Last(columns.resolve(predicate, &format!("{field}.last"))?)
            }
            CustomerRule::Ever(predicate) => {
                Self::Ever(columns.resolve(predicate, &format!("{field}.ever"))?)
            }
            CustomerRule::Visited { touchpoint, at_least } => {
                Self::Visited(known.touchpoint(touchpoint)?, *at_least)
            }
            CustomerRule::Matches { pattern, at_least } => {
                Self::Matches(Box::new(Automaton::new(pattern, columns.log)?), *at_least)
            }
            CustomerRule::Persona(id) => Self::Persona(known.persona(id)?),
            CustomerRule::Any(rules) => Self::Any(each(rules, "any")?),
            CustomerRule::All(rules) => Self::All(each(rules, "all")?),
            CustomerRule::Not(rule) => {
                Self::Not(Box::new(Self::of(rule, columns, known, &format!("{field}.not"))?))
            }
        })
    }

    /// Whether the customer of a journey is one of those meant: `visits` counts the visits of a touchpoint, `personas` are
    /// those the customer is known to belong to.
    pub(crate) fn holds(
        &self,
        journey: &Journey<'_>,
        visits: &impl Fn(u32) -> usize,
        personas: &[bool],
    ) -> bool {
        let mut events = 0..journey.len();
        match self {
            Self::First(test) => events.find_map(|event| test.holds(journey, event)).unwrap_or(false),
            Self::Last(test) => events.rev().find_map(|event| test.holds(journey, event)).unwrap_or(false),
            Self::Ever(test) => events.any(|event| test.holds(journey, event) == Some(true)),
            Self::Visited(touchpoint, at_least) => visits(*touchpoint) >= *at_least as usize,
            Self::Matches(automaton, at_least) => Matcher::new(automaton).has(journey, *at_least),
            Self::Persona(persona) => personas.get(*persona).copied().unwrap_or(false),
            Self::Any(rules) => rules.iter().any(|rule| rule.holds(journey, visits, personas)),
            Self::All(rules) => rules.iter().all(|rule| rule.holds(journey, visits, personas)),
            Self::Not(rule) => !rule.holds(journey, visits, personas),
        }
    }

    /// Personas that it refers to.
    pub(crate) fn references(&self, into: &mut Vec<usize>) {
        match self {
            Self::Persona(persona) => into.push(*persona),
            Self::Any(rules) | Self::All(rules) => rules.iter().for_each(|rule| rule.references(into)),
            Self::Not(rule) => rule.references(into),
            _ => {}
        }
    }
}
