//! What if something along the way were changed?
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::WhatIf;

fn what_if(criterion: &mut Criterion) {
    journey_benches::analysis(criterion, "what_if", &WhatIf::of("purchase".parse().expect("a pattern")));
}

criterion_group!(benches, what_if);
criterion_main!(benches);
