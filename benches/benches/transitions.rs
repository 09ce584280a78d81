//! Which touchpoint follows which.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Transitions;

fn transitions(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "transitions", &Transitions::new());
}

criterion_group!(benches, transitions);
criterion_main!(benches);
