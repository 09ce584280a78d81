//! Two groups side by side, with journeys dealt anew nine times.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::EventLog;
use journey_core::analysis::{Transitions, Variants};

fn compare(criterion: &mut Criterion) {
    let csv = journey_benches::csv(100_000);
    let log = EventLog::read_csv_text(&csv, &journey_benches::columns()).expect("a log");
    let some = log.filter(|journey| journey.customer().ends_with(['0', '1', '2']));
    let rest = log.difference(&some).expect("views of one log");
    let groups = some.compare(&rest).expect("two groups").permutations(9);
    let mut group = criterion.benchmark_group("compare");
    group.bench_function("transitions", |bencher| bencher.iter(|| groups.run(&Transitions::new())));
    group.bench_function("variants", |bencher| bencher.iter(|| groups.run(&Variants::new())));
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
