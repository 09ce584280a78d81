//! Journeys cut into sessions of other ids: half of the silences are longer than the limit.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use journey_core::log::Sessions;

#[allow(clippy::expect_used)]
fn sessions(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("sessions");
    group.sample_size(10);
    let rules = Sessions::gap("1m".parse().expect("a time"));
    for events in journey_benches::sizes() {
        let log = journey_benches::log(events);
        group.throughput(Throughput::Elements(events as u64));
        for (name, rules) in [("journeys", rules.clone()), ("column", rules.clone().into_column("session"))] {
            group.bench_with_input(BenchmarkId::new(name, events), &log, |bencher, log| {
                bencher.iter(|| black_box(log.sessions(&rules).expect("sessions")));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, sessions);
criterion_main!(benches);
