//! Matches of patterns, from one arrow to limits of time.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Matches;

fn matches(criterion: &mut Criterion) {
    for (name, pattern) in [
        ("matches/two", "search -> purchase"),
        ("matches/five", "home -> search -> [^support_chat]{<1d} -> product -> cart -> purchase"),
    ] {
        journey_benches::analysis(criterion, name, &Matches::of(pattern.parse().expect("a pattern")));
    }
}

criterion_group!(benches, matches);
criterion_main!(benches);
