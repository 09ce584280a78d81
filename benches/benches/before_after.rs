//! Before and after: a shop with 20,000 customers, cut in the middle.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::JourneyMap;
use journey_core::measure::BeforeAfter;
use journey_core::simulate::Simulate;

fn before_after(criterion: &mut Criterion) {
    let map = JourneyMap::template("online_shop").expect("a template");
    let log = map.simulate(&Simulate::new(1).customers(20_000)).expect("a log");
    let question = BeforeAfter::at("2024-03-31T00:00:00Z".parse().expect("a time"))
        .open_within("14d".parse().expect("a time span"))
        .goal("cart_to_order");
    let mut group = criterion.benchmark_group("before_after");
    group.sample_size(10);
    group.bench_function("online_shop", |bencher| bencher.iter(|| map.before_after(&log, &question)));
    group.finish();
}

criterion_group!(benches, before_after);
criterion_main!(benches);
