//! How often customers use a touchpoint.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Interactions;

fn interactions(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "interactions", &Interactions::new());
}

criterion_group!(benches, interactions);
criterion_main!(benches);
