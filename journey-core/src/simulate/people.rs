//! Kinds of simulated customers: what must be in their columns and paths to belong to a persona.

use super::solve::{Assignment, Pool, Tree};
use crate::error::{Error, Result};
use crate::measure::Layout;
use crate::model::{CustomerRule, JourneyMap, Predicate};

/// Customers who look alike.
#[derive(Debug, Clone, Default)]
pub(super) struct Kind {
    /// Values of their columns, the same at every event.
    pub columns: Assignment,
    /// Positions of the personas they belong to.
    pub personas: Vec<usize>,
    /// Touchpoints they visit at least so many times.
    pub must: Vec<(usize, u32)>,
    /// Touchpoints they never visit.
    pub never: Vec<usize>,
    /// How frequent they are.
    pub weight: f64,
}

/// What a persona rule asks for.
#[derive(Debug, Clone)]
pub(super) enum Leaf {
    Value(Predicate),
    Visited(usize, u32),
}

/// Share of customers in no persona, where that is possible.
const NOBODY: f64 = 0.1;

/// The rule of each persona, with references to other personas written out.
pub(super) fn trees(map: &JourneyMap, layout: &Layout) -> Result<Vec<Option<Tree<Leaf>>>> {
    let one = |(p, persona): (usize, &crate::model::Persona)| {
        let field = format!("personas[{p}].rule");
        let mut budget = 10_000;
        let rule = persona.rule.as_ref();
        rule.map(|rule| tree(rule, map, layout, &field, &mut budget)).transpose()
    };
    map.personas.iter().enumerate().map(one).collect()
}

fn tree(
    rule: &CustomerRule,
    map: &JourneyMap,
    layout: &Layout,
    field: &str,
    budget: &mut u32,
) -> Result<Tree<Leaf>> {
    *budget = budget.checked_sub(1).ok_or_else(|| unsatisfied(field))?;
    let mut each = |rules: &[CustomerRule]| -> Result<Vec<Tree<Leaf>>> {
        rules.iter().map(|rule| tree(rule, map, layout, field, budget)).collect()
    };
    Ok(match rule {
        CustomerRule::First(predicate) | CustomerRule::Last(predicate) | CustomerRule::Ever(predicate) => {
            Tree::Leaf(Leaf::Value(predicate.clone()))
        }
        CustomerRule::Visited { touchpoint, at_least } => {
            Tree::Leaf(Leaf::Visited(layout.touchpoint(touchpoint)?, *at_least))
        }
        CustomerRule::Matches { pattern, .. } => {
            let expected =
                "rules of values and visits: customers whose journeys match a pattern are not simulated";
            return Err(Error::option(field, format!("`{pattern}`"), expected));
        }
        CustomerRule::Any(rules) => Tree::Any(each(rules)?),
        CustomerRule::All(rules) => Tree::All(each(rules)?),
        CustomerRule::Not(rule) => Tree::Not(Box::new(tree(rule, map, layout, field, budget)?)),
        CustomerRule::Persona(id) => match &persona(map, id)?.rule {
            Some(rule) => tree(rule, map, layout, field, budget)?,
            None => Tree::Any(Vec::new()),
        },
    })
}

fn persona<'a>(map: &'a JourneyMap, id: &str) -> Result<&'a crate::model::Persona> {
    let position = crate::measure::persona_position(map, id)?;
    map.personas.get(position).ok_or_else(|| Error::option("persona", id, "a persona of the map"))
}

/// One kind for each persona with a rule, and one of customers in none where that is possible.
pub(super) fn kinds(trees: &[Option<Tree<Leaf>>], pool: &Pool) -> Result<Vec<Kind>> {
    let mut kinds = Vec::new();
    for (position, tree) in trees.iter().enumerate() {
        let Some(tree) = tree else { continue };
        let weight = 1.0 / (1.0 + 0.25 * kinds.len() as f64);
        let candidates = candidates(tree, true, pool, trees);
        let alone = candidates.iter().find(|kind| kind.personas == [position]);
        let any = || candidates.iter().find(|kind| kind.personas.contains(&position));
        let kind = alone.or_else(any).ok_or_else(|| unsatisfied(&format!("personas[{position}].rule")))?;
        kinds.push(Kind { weight, ..kind.clone() });
    }
    let total: f64 = kinds.iter().map(|kind| kind.weight).sum();
    let all = Tree::Any(trees.iter().flatten().cloned().collect());
    let nobody = candidates(&all, false, pool, trees).into_iter().find(|kind| kind.personas.is_empty());
    match nobody {
        Some(kind) if kinds.is_empty() => kinds.push(Kind { weight: 1.0, ..kind }),
        Some(kind) => kinds.push(Kind { weight: total * NOBODY / (1.0 - NOBODY), ..kind }),
        None => {}
    }
    Ok(kinds)
}

fn candidates(tree: &Tree<Leaf>, wanted: bool, pool: &Pool, trees: &[Option<Tree<Leaf>>]) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for way in tree.ways(wanted) {
        let (mut values, mut kind) = (Vec::new(), Kind::default());
        for (leaf, holds) in way {
            match (leaf, holds) {
                (Leaf::Value(predicate), _) => values.push((predicate, holds)),
                (Leaf::Visited(touchpoint, times), true) => kind.must.push((touchpoint, times)),
                (Leaf::Visited(touchpoint, _), false) => kind.never.push(touchpoint),
            }
        }
        if kind.must.iter().any(|(touchpoint, _)| kind.never.contains(touchpoint)) {
            continue;
        }
        for columns in pool.solve(&values, &Assignment::new()) {
            let mut kind = Kind { columns, ..kind.clone() };
            kind.personas = members(&kind, pool, trees);
            kinds.push(kind);
        }
    }
    kinds
}

/// Personas that a kind belongs to, if it visits no more than it must.
fn members(kind: &Kind, pool: &Pool, trees: &[Option<Tree<Leaf>>]) -> Vec<usize> {
    let leaf = |leaf: &Leaf| match leaf {
        Leaf::Value(predicate) => pool.satisfies(predicate, &kind.columns),
        Leaf::Visited(touchpoint, times) => {
            kind.must.iter().any(|(must, at_least)| must == touchpoint && at_least >= times)
        }
    };
    let belongs = |tree: &Option<Tree<Leaf>>| tree.as_ref().is_some_and(|tree| tree.holds(&leaf));
    trees.iter().enumerate().filter(|(_, tree)| belongs(tree)).map(|(position, _)| position).collect()
}

/// The error for a rule that nothing simulated can satisfy.
pub(super) fn unsatisfied(field: &str) -> Error {
    Error::option(field, "the rule", "a rule that simulated events can satisfy")
}
