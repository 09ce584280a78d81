//! Mean rating by touchpoint.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Score, SurveyMeasure};

fn score(criterion: &mut Criterion) {
    let mean = SurveyMeasure::Mean { min: 0.0, max: 5.0 };
    journey_benches::analysis(criterion, "score", &Score::new("rating", mean).by("touchpoint"));
}

criterion_group!(benches, score);
criterion_main!(benches);
