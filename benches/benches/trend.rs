//! Net promoter score by week.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{SurveyMeasure, Trend};
use journey_core::model::Period;

fn trend(criterion: &mut Criterion) {
    let question = Trend::new("nps", SurveyMeasure::Nps {}).period(Period::Week);
    journey_benches::analysis(criterion, "trend", &question);
}

criterion_group!(benches, trend);
criterion_main!(benches);
