//! How hard it was, by channel.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Ces;

fn ces(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "ces", &Ces::effort("rating").by("channel"));
}

criterion_group!(benches, ces);
criterion_main!(benches);
