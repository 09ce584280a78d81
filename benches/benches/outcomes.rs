//! Outcomes of journeys.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Outcomes;

fn outcomes(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "outcomes", &Outcomes::of("purchase".parse().expect("a pattern")));
}

criterion_group!(benches, outcomes);
criterion_main!(benches);
