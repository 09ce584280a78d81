//! How many customers reach each step: default and strict modes, within a week.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Funnel, FunnelMode};
use journey_core::model::TimeSpan;

const WEEK: TimeSpan = TimeSpan::from_micros(7 * 86_400_000_000);

fn funnel(criterion: &mut Criterion) {
    let funnel = Funnel::new(["home", "product", "cart", "checkout", "purchase"]).within(WEEK);
    journey_benches::analysis(criterion, "funnel", &funnel);
    let strict = funnel.mode(FunnelMode::StrictOrder);
    journey_benches::analysis(criterion, "funnel_strict_order", &strict);
}

criterion_group!(benches, funnel);
criterion_main!(benches);
