//! How many customers come back: calendar weeks in Berlin, 24-hour windows, purchases; and states by week.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Clock, Lifecycle, Retention};
use journey_core::model::Period;

fn retention(criterion: &mut Criterion) {
    let weeks = Retention::new(Period::Week, 12).time_zone("Europe/Berlin");
    journey_benches::analysis(criterion, "retention", &weeks);
    let rolling = Retention::new(Period::Day, 30).clock(Clock::Rolling);
    journey_benches::analysis(criterion, "retention_rolling", &rolling);
    let bought = Retention::new(Period::Week, 12).returns("purchase".parse().expect("a pattern"));
    journey_benches::analysis(criterion, "retention_purchases", &bought);
    journey_benches::analysis(criterion, "lifecycle", &Lifecycle::new(Period::Week));
}

criterion_group!(benches, retention);
criterion_main!(benches);
