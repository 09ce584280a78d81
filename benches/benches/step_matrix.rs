//! Step matrix, from the start and around an anchor.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::StepMatrix;

fn step_matrix(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "step_matrix", &StepMatrix::new());
    let around = StepMatrix::around("cart".parse().expect("a pattern")).before(5).after(5);
    journey_benches::analysis(criterion, "step_matrix/around", &around);
}

criterion_group!(benches, step_matrix);
criterion_main!(benches);
