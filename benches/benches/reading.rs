//! From text to an indexed log: CSV and JSON Lines, with all columns and with the three that every log needs.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use journey_core::EventLog;
use journey_core::log::Columns;

fn measure(criterion: &mut Criterion, name: &str, text: fn(usize) -> String, read: fn(&str) -> EventLog) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    for events in journey_benches::sizes() {
        let text = text(events);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(events), &text, |bencher, text| {
            bencher.iter(|| black_box(read(text)));
        });
    }
    group.finish();
}

#[allow(clippy::expect_used)]
fn csv(text: &str, columns: &Columns) -> EventLog {
    EventLog::read_csv_text(text, columns).expect("a well-formed log")
}

#[allow(clippy::expect_used)]
fn json_lines(text: &str) -> EventLog {
    EventLog::read_json_lines_text(text, &journey_benches::columns()).expect("a well-formed log")
}

fn reading(criterion: &mut Criterion) {
    let text = journey_benches::csv;
    measure(criterion, "read_csv", text, |text| csv(text, &journey_benches::columns()));
    let three = |text: &str| csv(text, &journey_benches::columns().keep(Vec::<String>::new()));
    measure(criterion, "read_csv_three_columns", text, three);
    measure(criterion, "read_json_lines", journey_benches::json_lines, json_lines);
}

criterion_group!(benches, reading);
criterion_main!(benches);
