//! Columns of a bound log that a map says: stage, owner, channel and persona of every event, for all analyses to cut by.

use super::bind::BitSet;
use super::layout::Layout;
use crate::log::{EventLog, Further, MISSING, Names, ShardData};
use crate::model::JourneyMap;

/// The columns that the map knows something about and the log does not have.
pub(super) fn columns<'a>(
    map: &'a JourneyMap,
    layout: &'a Layout,
    log: &EventLog,
    members: &'a [Vec<BitSet>],
) -> Vec<Further<'a>> {
    let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
    let stages = layout.touchpoints.iter().map(|spot| layout.stages.get(spot.stage));
    let each = [
        ("stage", stages.map(|stage| stage.map(|stage| stage.id.as_str())).collect::<Vec<_>>()),
        ("owner", touchpoints().map(|touchpoint| touchpoint.owner.as_deref()).collect()),
        ("channel", touchpoints().map(|touchpoint| touchpoint.channel.as_deref()).collect()),
    ];
    let mut further: Vec<Further<'a>> =
        each.into_iter().map(|(name, values)| by_touchpoint(name, &values)).collect();
    further.push(by_persona(map, members));
    further.retain(|column| !column.names.is_empty() && log.column(&column.name).is_err());
    further
}

/// Names in byte order, and the code of each of some values.
fn coded(values: &[Option<&str>]) -> (Names, Vec<u32>) {
    let mut sorted: Vec<&str> = values.iter().copied().flatten().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let names: Names = sorted.into_iter().collect();
    let codes = values.iter().map(|value| value.and_then(|value| names.code(value)).unwrap_or(MISSING));
    let codes = codes.collect();
    (names, codes)
}

/// A column whose value is that of the touchpoint.
fn by_touchpoint<'a>(name: &str, values: &[Option<&str>]) -> Further<'a> {
    let (names, by_touchpoint) = coded(values);
    let codes = move |_: usize, data: &ShardData| {
        let of = |touchpoint: &u32| by_touchpoint.get(*touchpoint as usize).copied().unwrap_or(MISSING);
        data.touchpoints.iter().map(of).collect()
    };
    Further { name: name.into(), names, codes: Box::new(codes) }
}

/// The first persona in the order of the map that the customer belongs to.
fn by_persona<'a>(map: &'a JourneyMap, members: &'a [Vec<BitSet>]) -> Further<'a> {
    let ids: Vec<Option<&str>> = map.personas.iter().map(|persona| Some(persona.id.as_str())).collect();
    let (names, by_persona) = coded(&ids);
    let codes = move |shard: usize, data: &ShardData| {
        let sets = members.get(shard).map(Vec::as_slice).unwrap_or_default();
        let persona = |journey: u32| {
            let first = sets.iter().position(|set| set.contains(journey));
            first.and_then(|first| by_persona.get(first).copied()).unwrap_or(MISSING)
        };
        let events = data
            .starts
            .windows(2)
            .map(|ends| ends.iter().rev().copied().reduce(|end, start| end - start).unwrap_or(0));
        events
            .zip(0..)
            .flat_map(|(events, journey)| std::iter::repeat_n(persona(journey), events as usize))
            .collect()
    };
    Further { name: "persona".into(), names, codes: Box::new(codes) }
}
