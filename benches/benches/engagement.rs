//! Customers with three searches or product pages in a week.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Engagement;
use journey_core::model::Period;

fn engagement(criterion: &mut Criterion) {
    let question = Engagement::new(3).touchpoints(["search", "product"]).period(Period::Week);
    journey_benches::analysis(criterion, "engagement", &question);
}

criterion_group!(benches, engagement);
criterion_main!(benches);
