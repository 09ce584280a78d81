//! Rework, by touchpoint alone and by channel.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Rework;

fn rework(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "rework", &Rework::new());
    journey_benches::analysis(criterion, "rework/by", &Rework::new().by("channel"));
}

criterion_group!(benches, rework);
criterion_main!(benches);
