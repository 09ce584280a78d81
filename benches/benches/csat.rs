//! How many are satisfied, by channel.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Csat;

fn csat(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "csat", &Csat::new("rating").by("channel"));
}

criterion_group!(benches, csat);
criterion_main!(benches);
