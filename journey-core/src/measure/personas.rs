//! Which customers belong to which persona, judged by their whole journey.

use super::bind::Bound;
use super::layout::{Layout, unknown};
use crate::error::{Error, Result};
use crate::log::Journey;
use crate::log::rule::{Columns, Known, Members};
use crate::model::JourneyMap;

/// The rules of all personas of a map.
#[derive(Debug)]
pub(crate) struct PersonaRules {
    rules: Vec<Option<Members>>,
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
        let context = Context { map, layout };
        let mut rules = Vec::new();
        for (p, persona) in map.personas.iter().enumerate() {
            let field = format!("personas[{p}].rule");
            let rule = persona.rule.as_ref().map(|rule| Members::of(rule, columns, &context, &field));
            rules.push(rule.transpose()?);
        }
        let order = order(&rules)?;
        Ok(Self { rules, order })
    }

    /// Says for each persona whether the customer of `journey`, with these bound events, belongs to it.
    pub(crate) fn judge(&self, journey: &Journey<'_>, bound: &[Bound], members: &mut Vec<bool>) {
        members.clear();
        members.resize(self.rules.len(), false);
        let visits = |touchpoint: u32| bound.iter().filter(|event| event.place == touchpoint).count();
        for &persona in &self.order {
            let rule = self.rules.get(persona).and_then(Option::as_ref);
            let holds = rule.is_some_and(|rule| rule.holds(journey, &visits, members));
            if let Some(member) = members.get_mut(persona) {
                *member = holds;
            }
        }
    }
}

struct Context<'a> {
    map: &'a JourneyMap,
    layout: &'a Layout,
}

impl Known for Context<'_> {
    fn touchpoint(&self, name: &str) -> Result<u32> {
        Ok(self.layout.touchpoint(name)? as u32)
    }

    fn persona(&self, id: &str) -> Result<usize> {
        persona_position(self.map, id)
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

/// An order in which every persona comes after those it refers to.
fn order(rules: &[Option<Members>]) -> Result<Vec<usize>> {
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
