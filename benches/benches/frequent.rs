//! Frequent patterns: all, closed, with a gap, and of two groups.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::FrequentPatterns;

fn frequent(criterion: &mut Criterion) {
    let all = FrequentPatterns::new().length(1, 4);
    let bought = "purchase".parse().expect("a pattern");
    for (name, options) in [
        ("frequent/all", all.clone()),
        ("frequent/closed", all.clone().closed()),
        ("frequent/gap", all.clone().gap(0, Some(2))),
        ("frequent/groups", all.success(bought).before_success()),
    ] {
        journey_benches::analysis(criterion, name, &options);
    }
}

criterion_group!(benches, frequent);
criterion_main!(benches);
