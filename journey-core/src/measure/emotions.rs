//! The emotions of a measured map: what customers say at its touchpoints, told as a log tells them.

use super::facts::{Facts, to_emotion};
use super::plan::Plan;
use crate::analysis::{EmotionFrame, Life, from_sentiment};
use crate::model::JourneyMap;

/// How often customers are drawn anew.
const DRAWS: u32 = 199;

/// What the customer of a journey said, one thing after another.
pub(super) fn life(plan: &Plan, facts: &Facts<'_>) -> Life {
    let mut life = Life::default();
    let mut said = facts.said.iter().peekable();
    for event in facts.events {
        let rating = plan.ratings.get(event.place as usize).and_then(Option::as_ref).and_then(|rating| {
            let value = facts.journey.numbers(rating.column).get(event.at as usize)?;
            to_emotion(*value, &rating.scale)
        });
        let comment = said.next_if(|said| said.at == event.at).map(|said| from_sentiment(said.sentiment));
        life.add(event.place, rating, comment);
    }
    if life.len() > 0 {
        let members = facts.members.iter().zip(0..);
        life.groups = members.filter(|(member, _)| **member).map(|(_, persona)| persona).collect();
        life.settled = life.len() as u32;
    }
    life
}

/// The map as emotions are told about it: touchpoints in its order, personas as groups, what it expects.
pub(super) fn frame(map: &JourneyMap, plan: &Plan) -> EmotionFrame {
    let layout = plan.layout();
    let personas = map.personas.len();
    let expected = |members: &[bool]| plan.expected.iter().map(|expected| expected.stated(members)).collect();
    let member = |own: usize| (0..personas).map(|persona| persona == own).collect::<Vec<bool>>();
    EmotionFrame {
        names: layout.touchpoints.iter().map(|spot| spot.id.clone()).collect(),
        order: Some((0..layout.touchpoints.len()).collect()),
        stages: layout.stages.iter().map(|stage| stage.id.clone()).collect(),
        stage_of: layout.touchpoints.iter().map(|spot| Some(spot.stage)).collect(),
        groups: map.personas.iter().map(|persona| persona.id.clone()).collect(),
        expected: std::iter::once(expected(&[]))
            .chain((0..personas).map(|own| expected(&member(own))))
            .collect(),
        comment_weight: 0.5,
        least: 0.25,
        bootstrap: DRAWS,
        seed: 1,
        with_outcome: false,
    }
}
