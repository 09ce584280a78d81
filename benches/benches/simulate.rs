//! From a map to a log.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use journey_core::JourneyMap;
use journey_core::simulate::Simulate;

#[allow(clippy::expect_used)]
fn simulate(criterion: &mut Criterion) {
    let map = JourneyMap::template("online_shop").expect("a template");
    let mut group = criterion.benchmark_group("simulate");
    group.sample_size(20);
    for events in journey_benches::sizes() {
        let customers = events as u64 / 7;
        let options = Simulate::new(1).customers(customers);
        group.throughput(Throughput::Elements(customers));
        group.bench_with_input(BenchmarkId::from_parameter(customers), &options, |bencher, options| {
            bencher.iter(|| black_box(map.simulate(options).expect("a log")));
        });
        // The events alone, as they are drawn for files that do not fit into memory.
        let simulation = map.simulation(&options).expect("a simulation");
        group.bench_function(BenchmarkId::new("events", customers), |bencher| {
            bencher.iter(|| {
                simulation.journeys(0..customers).map(|journey| journey.events().len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, simulate);
criterion_main!(benches);
