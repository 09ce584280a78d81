//! From text to an indexed log: CSV (all columns, and the three that every log needs), JSON Lines, both also by a source
//! that says the same, and with the feature `parquet` Parquet.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use journey_benches::columns;
use journey_core::EventLog;
use journey_core::ingest::Source;
use journey_core::log::Columns;

fn measure(
    criterion: &mut Criterion,
    name: &str,
    file: fn(usize) -> Vec<u8>,
    read: impl Fn(&[u8]) -> EventLog,
) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    for events in journey_benches::sizes() {
        let bytes = file(events);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(events), &bytes, |bencher, bytes| {
            bencher.iter(|| black_box(read(bytes)));
        });
    }
    group.finish();
}

#[allow(clippy::expect_used)]
fn csv(bytes: &[u8], columns: &Columns) -> EventLog {
    EventLog::read_csv_bytes(bytes, columns).expect("a well-formed log")
}

#[allow(clippy::expect_used)]
fn json_lines(bytes: &[u8]) -> EventLog {
    EventLog::read_json_lines_bytes(bytes, &columns()).expect("a well-formed log")
}

/// A source with all columns of the made-up logs.
#[allow(clippy::expect_used)]
fn source(format: &str) -> Source {
    let text = format!(
        "{{format: 1, name: shop, input: {{format: {format}}}, customer: customer, time: time, touchpoint: event,
          columns: {{channel: channel, rating: rating, nps: nps, amount: amount}}}}"
    );
    Source::from_yaml(&text).expect("a source")
}

#[allow(clippy::expect_used)]
fn by_source(bytes: &[u8], source: &Source) -> EventLog {
    EventLog::read_source_bytes(bytes, source).expect("a well-formed log")
}

#[cfg(feature = "parquet")]
#[allow(clippy::expect_used)]
fn parquet(bytes: &[u8]) -> EventLog {
    EventLog::read_parquet_bytes(bytes.to_vec(), &columns()).expect("a well-formed log")
}

fn reading(criterion: &mut Criterion) {
    let file = |events| journey_benches::csv(events).into_bytes();
    measure(criterion, "read_csv", file, |bytes| csv(bytes, &columns()));
    let three = |bytes: &[u8]| csv(bytes, &columns().keep(Vec::<String>::new()));
    measure(criterion, "read_csv_three_columns", file, three);
    let lines = |events| journey_benches::json_lines(events).into_bytes();
    measure(criterion, "read_json_lines", lines, json_lines);
    let four = || columns().keep(["channel", "rating", "nps", "amount"]);
    measure(criterion, "read_csv_four_columns", file, |bytes| csv(bytes, &four()));
    let (table, documents) = (source("csv"), source("json_lines"));
    measure(criterion, "read_source_csv", file, |bytes| by_source(bytes, &table));
    measure(criterion, "read_source_json_lines", lines, |bytes| by_source(bytes, &documents));
    #[cfg(feature = "parquet")]
    measure(criterion, "read_parquet", journey_benches::parquet, parquet);
}

criterion_group!(benches, reading);
criterion_main!(benches);
