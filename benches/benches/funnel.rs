//! How many customers reach each step: default and strict modes, within a week.
#![allow(missing_docs, clippy::expect_used)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use journey_core::analysis::{Funnel, FunnelMode, FunnelReentry};
use journey_core::log::{Event, LogBuilder, LogOptions};
use journey_core::model::TimeSpan;

const WEEK: TimeSpan = TimeSpan::from_micros(7 * 86_400_000_000);

fn funnel(criterion: &mut Criterion) {
    let funnel = Funnel::new(["home", "product", "cart", "checkout", "purchase"]).within(WEEK);
    journey_benches::analysis(criterion, "funnel", &funnel);
    let strict = funnel.mode(FunnelMode::StrictOrder);
    journey_benches::analysis(criterion, "funnel_strict_order", &strict);
    let any = Funnel::new(["product", "cart", "purchase"]).within(WEEK).any_order();
    journey_benches::analysis(criterion, "funnel_any_order", &any);
    let groups =
        Funnel::new(["product", "cart", "purchase"]).within(WEEK).by("channel").exclude(["support_chat"]);
    journey_benches::analysis(criterion, "funnel_groups", &groups);
}

/// Four and 64 steps on journeys of 64 events at a hundred touchpoints: the cost must hardly depend on the steps.
fn steps(criterion: &mut Criterion) {
    let mut random = journey_benches::Random::new(64);
    let names: Vec<String> = (0..100).map(|number| format!("t{number:02}")).collect();
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for event in 0..200_000 {
        // Touchpoints come roughly in their order, as those of a long form do.
        let (customer, place) = (event / 64, event % 64);
        let name = (place + random.below(8)).min(99) as usize;
        let event = Event {
            customer: &format!("c{customer}"),
            time: event as i64 * 1_000_000,
            touchpoint: &names[name],
            end: None,
            row: event + 1,
            values: &[],
        };
        builder.push(event).expect("a good event");
    }
    let log = builder.finish().expect("a good log");
    let mut group = criterion.benchmark_group("funnel_steps");
    for number in [4, 16, 64] {
        let chosen = names.iter().step_by(64 / number).take(number);
        let plain = Funnel::new(chosen).within(WEEK);
        group.bench_function(format!("{number}"), |bencher| bencher.iter(|| black_box(log.run(&plain))));
        let chains = plain.reentry(FunnelReentry::First);
        group.bench_function(format!("{number}_first"), |bencher| {
            bencher.iter(|| black_box(log.run(&chains)))
        });
    }
    group.finish();
}

criterion_group!(benches, funnel, steps);
criterion_main!(benches);
