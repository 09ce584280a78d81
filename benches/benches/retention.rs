//! How many customers come back: calendar weeks in Berlin, and 24-hour windows.
#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Clock, Retention};
use journey_core::model::Period;

fn retention(criterion: &mut Criterion) {
    let weeks = Retention::new(Period::Week, 12).time_zone("Europe/Berlin");
    journey_benches::analysis(criterion, "retention", &weeks);
    let rolling = Retention::new(Period::Day, 30).clock(Clock::Rolling);
    journey_benches::analysis(criterion, "retention_rolling", &rolling);
}

criterion_group!(benches, retention);
criterion_main!(benches);
