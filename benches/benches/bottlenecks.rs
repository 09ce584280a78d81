//! Where time is lost.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Bottlenecks;

fn bottlenecks(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "bottlenecks", &Bottlenecks::new());
}

criterion_group!(benches, bottlenecks);
criterion_main!(benches);
