//! Paths in hostile logs: very long journeys, hundreds of touchpoints, all events at one instant. A report or a named error, soon.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use journey_core::EventLog;
use journey_core::analysis::{FrequentPatterns, Outcomes, Rework, StepMatrix, Transitions, Variants};
use journey_core::log::{Event, LogBuilder, LogOptions};

const TOUCHPOINTS: usize = 624;

/// Two journeys of so many events at one instant, over all touchpoints.
fn hostile(events: usize) -> EventLog {
    let names: Vec<String> = (0..TOUCHPOINTS).map(|number| format!("t{number:03}")).collect();
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for row in 0..2 * events {
        let touchpoint = &names[(row * row + row / 7) % TOUCHPOINTS];
        let customer = if row % 2 == 0 { "ann" } else { "bob" };
        let event = Event { customer, time: 0, touchpoint, end: None, row: row as u64 + 1, values: &[] };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

#[test]
fn long_journeys_at_one_instant_are_answered() {
    let log = hostile(200_000);
    let transitions = log.run(&Transitions::new().deviation()).unwrap();
    assert_eq!((transitions.count, transitions.rows[0].gap.max_seconds), (399_998, Some(0.0)));
    assert_eq!(log.run(&Transitions::new().order(3)).unwrap().count, 399_994);
    let rework = log.run(&Rework::new()).unwrap();
    assert_eq!(rework.rows.iter().map(|row| row.count).sum::<u64>(), 400_000);
    let steps = log
        .run(&StepMatrix::around("t001".parse().unwrap()).occurrence(-1).before(99).after(99).top(3))
        .unwrap();
    assert_eq!(steps.customers + steps.left_out, 2);
    let outcomes = log.run(&Outcomes::of("t000 => t001 => t002 => t003".parse().unwrap())).unwrap();
    assert!(outcomes.rows.iter().all(|row| row.probability.is_finite() && row.steps >= 1.0));
    assert_eq!(log.run(&Variants::new().top(1).representative()).unwrap().variants, 2);
    let few = log.run(&FrequentPatterns::new().length(1, 1)).unwrap();
    assert!(few.longer && few.found <= TOUCHPOINTS as u64);
    let closed = log.run(&FrequentPatterns::new().min_support(2).length(1, 3).closed());
    assert!(closed.is_ok() || closed.unwrap_err().code() == "limit");
}

#[test]
fn too_many_patterns_end_in_a_named_error() {
    let log = hostile(100);
    assert_eq!(log.run(&FrequentPatterns::new()).unwrap_err().code(), "limit");
    assert_eq!(log.run(&Transitions::new().eventually()).unwrap().count, 2 * 100 * 99 / 2);
}
