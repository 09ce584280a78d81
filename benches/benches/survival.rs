//! Survival until a purchase and until silence, and Cox's model of both.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Cox, Survival};

fn survival(criterion: &mut Criterion) {
    let purchase = || "purchase".parse().expect("a pattern");
    journey_benches::analysis(criterion, "survival/purchase", &Survival::until(purchase()));
    let silence = Survival::until_silent_for("7d".parse().expect("a span"));
    journey_benches::analysis(criterion, "survival/silence", &silence);
    journey_benches::analysis(criterion, "survival/cox", &Cox::until(purchase(), ["touchpoint"]));
}

criterion_group!(benches, survival);
criterion_main!(benches);
