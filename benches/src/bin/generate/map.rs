//! The map on which the customers walk.

use journey_benches::Random;
use journey_core::model::{JourneyMap, PlannedPath, Stage, Touchpoint};

const STAGES: [&str; 8] = ["discover", "browse", "compare", "decide", "buy", "receive", "use", "recommend"];

/// Names of events that the simulation adds because they belong to no touchpoint of the map.
const NOISE: usize = 3;

/// A map such that simulated logs have `touchpoints` raw names: eight stages, and planned paths along all of its
/// touchpoints, those first that are more frequent.
pub fn draw(touchpoints: usize, seed: u64) -> JourneyMap {
    let mut random = Random::new(seed ^ 0x6d61_7000);
    let mut names: Vec<Vec<String>> = vec![Vec::new(); STAGES.len()];
    for position in 0..touchpoints - NOISE {
        let stage = position % STAGES.len();
        names[stage].push(format!("{}_{}", STAGES[stage], position / STAGES.len() + 1));
    }
    let stages = STAGES.iter().zip(&names).map(|(id, names)| stage(id, names)).collect();
    JourneyMap {
        format: 1,
        name: "Generated".into(),
        stages,
        planned_paths: paths(&names, &mut random),
        ..JourneyMap::default()
    }
}

fn stage(id: &str, names: &[String]) -> Stage {
    let touchpoint = |id: &String| Touchpoint { id: id.clone(), name: id.clone(), ..Touchpoint::default() };
    Stage {
        id: id.into(),
        name: id.into(),
        touchpoints: names.iter().map(touchpoint).collect(),
        ..Stage::default()
    }
}

/// Paths of 8 steps and more from stage to stage; those with two steps in a stage repeat them.
fn paths(names: &[Vec<String>], random: &mut Random) -> Vec<PlannedPath> {
    let count = names.iter().map(Vec::len).max().unwrap_or_default().max(6);
    let path = |number: usize| {
        let mut touchpoints = Vec::new();
        for stage in names {
            let first = touchpoints.len();
            for _ in 0..1 + u64::from(random.below(20) == 0) {
                // The first touchpoint of a path takes turns, so that each is on some path.
                let position =
                    if touchpoints.len() == first { number } else { random.below(1 << 20) as usize };
                touchpoints.push(stage[position % stage.len()].clone());
            }
            if touchpoints.len() >= first + 2 {
                touchpoints.extend_from_within(first..first + 2);
            }
        }
        PlannedPath { name: format!("path {}", number + 1), touchpoints, personas: Vec::new() }
    };
    (0..count).map(path).collect()
}
