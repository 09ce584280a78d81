//! Which touchpoint an event belongs to: the rules of a map, resolved against a log.

use crate::error::Result;
use crate::log::rule::{Columns, Rule, Test};
use crate::log::{EventLog, Journey};
use crate::model::JourneyMap;

/// The rules of all touchpoints of a map.
#[derive(Debug)]
pub(crate) struct EventRules {
    rules: Vec<Rule>,
    /// For each raw name the touchpoints that events of it may belong to, in map order, and whether
    /// the name alone decides.
    by_name: Vec<Vec<(u32, bool)>>,
    /// For each raw name the one touchpoint that all of its events belong to, [`NOWHERE`], or [`LOOK`].
    direct: Vec<u32>,
}

/// No event of this name belongs to a touchpoint.
const NOWHERE: u32 = u32::MAX;
/// Events of this name need a closer look.
const LOOK: u32 = u32::MAX - 1;

impl EventRules {
    /// Resolves the rules of a map; a touchpoint without rule takes the events named as its id.
    pub(crate) fn of(map: &JourneyMap, log: &EventLog, columns: &Columns<'_>) -> Result<Self> {
        let mut rules = Vec::new();
        for (s, stage) in map.stages.iter().enumerate() {
            for (t, touchpoint) in stage.touchpoints.iter().enumerate() {
                let field = format!("stages[{s}].touchpoints[{t}].rule");
                rules.push(match &touchpoint.rule {
                    Some(rule) => Rule::of(rule, columns, &field)?,
                    None => {
                        let named = log.touchpoints().iter().map(|name| name == touchpoint.id).collect();
                        Rule::Is(Test::Touchpoint(named))
                    }
                });
            }
        }
        let by_name: Vec<Vec<(u32, bool)>> =
            (0..log.touchpoints().len()).map(|code| candidates(&rules, code)).collect();
        let direct = |candidates: &Vec<(u32, bool)>| match candidates.as_slice() {
            [] => NOWHERE,
            [(touchpoint, true)] => *touchpoint,
            _ => LOOK,
        };
        let direct = by_name.iter().map(direct).collect();
        Ok(Self { rules, by_name, direct })
    }

    /// Touchpoint of an event whose raw name has this code. If several compete for it, they are listed in `found`,
    /// in map order.
    pub(crate) fn touchpoint(
        &self,
        journey: &Journey<'_>,
        (event, code): (usize, u32),
        found: &mut Vec<u32>,
    ) -> Option<u32> {
        found.clear();
        match self.direct.get(code as usize).copied()? {
            NOWHERE => None,
            LOOK => {
                let candidates = self.by_name.get(code as usize)?;
                let holds = |&&(touchpoint, sure): &&(u32, bool)| {
                    let rule = self.rules.get(touchpoint as usize);
                    sure || rule.is_some_and(|rule| rule.holds(journey, event))
                };
                found.extend(candidates.iter().filter(holds).map(|(touchpoint, _)| touchpoint));
                found.first().copied()
            }
            touchpoint => Some(touchpoint),
        }
    }
}

fn candidates(rules: &[Rule], code: usize) -> Vec<(u32, bool)> {
    let verdicts =
        rules.iter().enumerate().map(|(touchpoint, rule)| (touchpoint as u32, rule.for_name(code)));
    verdicts
        .filter(|(_, verdict)| *verdict != Some(false))
        .map(|(touchpoint, verdict)| (touchpoint, verdict.is_some()))
        .collect()
}
