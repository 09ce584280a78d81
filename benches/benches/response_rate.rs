//! How many of those who looked at a product write to support within a week.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::ResponseRate;
use journey_core::model::TimeSpan;

fn response_rate(criterion: &mut Criterion) {
    let week = TimeSpan::from_micros(7 * 86_400_000_000);
    let question = ResponseRate::new("product", "support_chat").within(week).by("channel");
    journey_benches::analysis(criterion, "response_rate", &question);
}

criterion_group!(benches, response_rate);
criterion_main!(benches);
