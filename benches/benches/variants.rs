//! Which paths customers take.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Variants;

fn variants(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "variants", &Variants::new());
}

criterion_group!(benches, variants);
criterion_main!(benches);
