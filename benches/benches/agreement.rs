//! How well journeys agree with a column.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Agreement;

fn agreement(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "agreement", &Agreement::new("channel"));
}

criterion_group!(benches, agreement);
criterion_main!(benches);
