//! Measuring a whole map: the online shop of the templates, with its personas and KPIs.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use journey_core::JourneyMap;
use journey_core::simulate::Simulate;

#[allow(clippy::expect_used)]
fn map(criterion: &mut Criterion) {
    let shop = JourneyMap::template("online_shop").expect("a template");
    let mut group = criterion.benchmark_group("measure_map");
    group.sample_size(10);
    for events in journey_benches::sizes() {
        // A simulated customer of this map has about seven events.
        let options = Simulate::new(1).customers(events as u64 / 7);
        let log = shop.simulate(&options).expect("a simulated log");
        group.throughput(Throughput::Elements(log.events()));
        group.bench_with_input(BenchmarkId::from_parameter(events), &log, |bencher, log| {
            bencher.iter(|| black_box(shop.measure(log).expect("a measured map")));
        });
    }
    group.finish();
}

criterion_group!(benches, map);
criterion_main!(benches);
