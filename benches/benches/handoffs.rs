//! Handoffs between channels.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Handoffs;

fn handoffs(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "handoffs", &Handoffs::by("channel"));
}

criterion_group!(benches, handoffs);
criterion_main!(benches);
