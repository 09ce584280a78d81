//! How many customers get from one point to another within a week.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::Conversion;
use journey_core::model::TimeSpan;

fn conversion(criterion: &mut Criterion) {
    let week = TimeSpan::from_micros(7 * 86_400_000_000);
    journey_benches::analysis(criterion, "conversion", &Conversion::new("product", "purchase").within(week));
}

criterion_group!(benches, conversion);
criterion_main!(benches);
