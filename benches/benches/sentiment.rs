//! How positive or negative are comments? A million short ones, as they are and as an analysis.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use journey_core::EventLog;
use journey_core::analysis::{CommentSentiment, Posts, Themes};
use journey_core::log::{ColumnKind, Columns};
use journey_core::text::{Lexicon, SentimentRules};

const WORDS: [&str; 32] = [
    "the", "staff", "was", "really", "friendly", "and", "checkout", "took", "forever", "not", "happy",
    "with", "my", "order", "great", "price", "but", "delivery", "awful", "thanks", "LOVE", "it", "!", ":)",
    "😁", "broken", "app", "so", "slow", "today", "at", "store",
];

/// A comment of 5 to 20 words, equal on every machine.
fn comment(number: usize) -> String {
    let mut state = number as u64 * 0x9e37_79b9_7f4a_7c15 + 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let words = 5 + next() % 16;
    (0..words).map(|_| WORDS[next() % WORDS.len()]).collect::<Vec<_>>().join(" ")
}

#[allow(clippy::expect_used)]
fn sentiment(criterion: &mut Criterion) {
    let comments: Vec<String> = (0..100_000).map(comment).collect();
    let mut group = criterion.benchmark_group("sentiment");
    group.sample_size(10).throughput(Throughput::Elements(comments.len() as u64));
    for rules in [SentimentRules::Corrected, SentimentRules::Vader] {
        let lexicon = Lexicon::english().with_rules(rules);
        group.bench_function(format!("{rules:?} one thread").to_lowercase(), |bencher| {
            bencher.iter(|| comments.iter().map(|text| lexicon.score(black_box(text)).compound).sum::<f64>());
        });
    }
    let row = |(number, text): (usize, &String)| {
        format!("c{},2024-01-01,{},{text}\n", number / 3, ["app", "store", "phone"][number % 3])
    };
    let csv = comments.iter().enumerate().map(row).collect::<String>();
    let columns = Columns::new("u", "t", "e").kind("text", ColumnKind::Text);
    let log = EventLog::read_csv_text(&format!("u,t,e,text\n{csv}"), &columns).expect("a log");
    group.bench_function("by touchpoint", |bencher| {
        bencher.iter(|| log.run(black_box(&CommentSentiment::new("text").by("touchpoint"))));
    });
    group.bench_function("themes by touchpoint", |bencher| {
        bencher.iter(|| log.themes(black_box(&Themes::new("text").by("touchpoint"))));
    });
    group.bench_function("posts", |bencher| {
        bencher.iter(|| log.posts(black_box(&Posts::new("text").topic("queues", ["queue", "waiting"]))));
    });
    group.finish();
}

criterion_group!(benches, sentiment);
criterion_main!(benches);
