//! The curve of the ratings of eight touchpoints, with 40 resamplings.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{EmotionRating, Emotions};

fn emotions(criterion: &mut Criterion) {
    let rating = EmotionRating::from("rating").scale(0.0, 5.0);
    let question = Emotions::of([rating]).order(journey_benches::STEPS).bootstrap(40);
    journey_benches::analysis(criterion, "emotions/ratings", &question);
}

criterion_group!(benches, emotions);
criterion_main!(benches);
