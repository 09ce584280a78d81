//! Would customers recommend us, by touchpoint.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Nps;

fn nps(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "nps", &Nps::new("nps").by("touchpoint"));
}

criterion_group!(benches, nps);
criterion_main!(benches);
