//! What moves the rating of a journey: visits and waits of eight touchpoints, with 40 resamplings.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Drivers, JourneyFact};

fn drivers(criterion: &mut Criterion) {
    let outcome = JourneyFact::answer("rating").scale(0.0, 5.0);
    let items = journey_benches::STEPS.iter().map(|name| JourneyFact::Visits { touchpoint: (*name).into() });
    let question = Drivers::of(outcome, items).bootstrap(40);
    journey_benches::analysis(criterion, "drivers/visits", &question);
}

criterion_group!(benches, drivers);
criterion_main!(benches);
