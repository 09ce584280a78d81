//! How long customers stay.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::TimeSpent;

fn time_spent(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "time_spent", &TimeSpent::new());
}

criterion_group!(benches, time_spent);
criterion_main!(benches);
