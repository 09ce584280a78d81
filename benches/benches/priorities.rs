//! What to do first: 100 initiatives with uncertain inputs.
#![allow(missing_docs, clippy::expect_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Initiative, Priorities, PriorityScore};

fn priorities(criterion: &mut Criterion) {
    let initiative = |number: u32| {
        let reach = f64::from(1000 + 37 * number % 900);
        Initiative::new(format!("initiative {number}")).rice(
            (reach / 2.0, reach, 2.0 * reach),
            (0.5, 1.0, 2.0),
            (0.5, 0.8, 1.0),
            (1.0, 2.0, 5.0),
        )
    };
    let all = (0..100).map(initiative).fold(Priorities::by(PriorityScore::Rice), Priorities::initiative);
    criterion.bench_function("priorities", |bencher| bencher.iter(|| all.rank().expect("a report")));
}

criterion_group!(benches, priorities);
criterion_main!(benches);
