//! Which customers belong to which persona, judged by their whole journey.

use super::bind::Bound;
use super::layout::{Layout, unknown};
use crate::error::{Error, Result};
use crate::log::Journey;
use crate::log::rule::{Columns, Test};
use crate::model::{CustomerRule, JourneyMap};

/// A persona rule that knows its columns and touchpoints.
#[derive(Debug)]
enum Rule {
    First(Test),
    Last(Test),
    Ever(Test),
    Visited(u32, u32),
    Persona(usize),
    Any(Vec<Rule>),
    All(Vec<Rule>),
    Not(Box<Rule>),
}

/// The rules of all personas of a map.
#[derive(Debug)]
pub(crate) struct PersonaRules {
    rules: Vec<Option<Rule>>,
    /// Positions of the personas, those first that others refer to.
    order: Vec<usize>,
}

impl PersonaRules {
    /// Resolves the rules of a map; nobody belongs to a persona without rule.
    ///
    /// # Errors
    /// [`Error::UnknownName`] for a touchpoint, persona or column that does not exist,
    /// [`Error::InvalidOption`] for personas that refer to each other in a circle.
    pub(crate) fn of(map: &JourneyMap, layout: &Layout, columns: &Columns<'_>) -> Result<Self> {
        let context = Context { map, layout, columns };
        let mut rules = Vec::new();
        for (p, persona) in map.personas.iter().enumerate() {
            let field = format!("personas[{p}].rule");
            rules.push(persona.rule.as_ref().map(|rule| context.rule(rule, &field)).transpose()?);
        }
        let order = order(&rules)?;
        Ok(Self { rules, order })
    }

    /// Says for each persona whether the customer of `journey`, with these bound events, belongs to it.
    pub(crate) fn judge(&self, journey: &Journey<'_>, bound: &[Bound], members: &mut Vec<bool>) {
        members.clear();
        members.resize(self.rules.len(), false);
        for &persona in &self.order {
            let rule = self.rules.get(persona).and_then(Option::as_ref);
            let holds = rule.is_some_and(|rule| rule.holds(journey, bound, members));
            if let Some(member) = members.get_mut(persona) {
                *member = holds;
            }
        }
    }
}

struct Context<'a> {
    map: &'a JourneyMap,
    layout: &'a Layout,
    columns: &'a Columns<'a>,
}

impl Context<'_> {
    fn rule(&self, rule: &CustomerRule, field: &str) -> Result<Rule> {
        let each = |rules: &[CustomerRule], name: &str| -> Result<Vec<Rule>> {
            let parts = rules.iter().enumerate();
            parts.map(|(i, rule)| self.rule(rule, &format!("{field}.{name}[{i}]"))).collect()
        };
        Ok(match rule {
            CustomerRule::First(predicate) => {
                Rule::First(self.columns.resolve(predicate, &format!("{field}.first"))?)
            }
            CustomerRule::Last(predicate) => {
                Rule::Last(self.columns.resolve(predicate, &format!("{field}.last"))?)
            }
            CustomerRule::Ever(predicate) => {
                Rule::Ever(self.columns.resolve(predicate, &format!("{field}.ever"))?)
            }
            CustomerRule::Visited { touchpoint, at_least } => {
                Rule::Visited(self.layout.touchpoint(touchpoint)? as u32, *at_least)
            }
            CustomerRule::Persona(id) => Rule::Persona(persona_position(self.map, id)?),
            CustomerRule::Any(rules) => Rule::Any(each(rules, "any")?),
            CustomerRule::All(rules) => Rule::All(each(rules, "all")?),
            CustomerRule::Not(rule) => Rule::Not(Box::new(self.rule(rule, &format!("{field}.not"))?)),
        })
    }
}

/// Position of a persona.
///
/// # Errors
/// [`Error::UnknownName`] with similar names.
pub(crate) fn persona_position(map: &JourneyMap, id: &str) -> Result<usize> {
    let ids = || map.personas.iter().map(|persona| persona.id.as_str());
    ids().position(|other| other == id).ok_or_else(|| unknown("persona", id, ids()))
}

impl Rule {
    fn holds(&self, journey: &Journey<'_>, bound: &[Bound], members: &[bool]) -> bool {
        let mut events = 0..journey.len();
        match self {
            Self::First(test) => events.find_map(|event| test.holds(journey, event)).unwrap_or(false),
            Self::Last(test) => events.rev().find_map(|event| test.holds(journey, event)).unwrap_or(false),
            Self::Ever(test) => events.any(|event| test.holds(journey, event) == Some(true)),
            Self::Visited(touchpoint, at_least) => {
                let visits = bound.iter().filter(|event| event.place == *touchpoint).count();
                visits >= *at_least as usize
            }
            Self::Persona(persona) => members.get(*persona).copied().unwrap_or(false),
            Self::Any(rules) => rules.iter().any(|rule| rule.holds(journey, bound, members)),
            Self::All(rules) => rules.iter().all(|rule| rule.holds(journey, bound, members)),
            Self::Not(rule) => !rule.holds(journey, bound, members),
        }
    }

    fn references(&self, into: &mut Vec<usize>) {
        match self {
            Self::Persona(persona) => into.push(*persona),
            Self::Any(rules) | Self::All(rules) => rules.iter().for_each(|rule| rule.references(into)),
            Self::Not(rule) => rule.references(into),
            _ => {}
        }
    }
}

/// An order in which every persona comes after those it refers to.
fn order(rules: &[Option<Rule>]) -> Result<Vec<usize>> {
    let mut needs: Vec<Vec<usize>> = Vec::new();
    for rule in rules {
        let mut references = Vec::new();
        if let Some(rule) = rule {
            rule.references(&mut references);
        }
        needs.push(references);
    }
    let mut order: Vec<usize> = Vec::new();
    while order.len() < rules.len() {
        let ready = needs.iter().enumerate().position(|(persona, needs)| {
            !order.contains(&persona) && needs.iter().all(|need| order.contains(need))
        });
        match ready {
            Some(persona) => order.push(persona),
            None => {
                return Err(Error::option("personas", "a circle of references", "personas without circle"));
            }
        }
    }
    Ok(order)
}
