//! How long customers wait.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::WaitingTime;

fn waiting_time(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "waiting_time", &WaitingTime::new());
}

criterion_group!(benches, waiting_time);
criterion_main!(benches);
