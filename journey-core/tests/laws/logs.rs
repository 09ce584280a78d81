//! Random logs, and the journeys of a naive model.

use std::collections::BTreeMap;

use journey_core::EventLog;
use journey_core::log::{ColumnKind, Event, LogBuilder, LogOptions, Value};
use proptest::prelude::*;

pub const SECOND: i64 = 1_000_000;
pub const TOUCHPOINTS: [&str; 5] = ["A", "B", "C", "D", "x"];
pub const CHANNELS: [&str; 3] = ["desk", "mail", "web"];

/// An event of a random log.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub customer: u8,
    /// In seconds; small, so that many are equal.
    pub time: i64,
    pub touchpoint: usize,
    /// Seconds from the time to the end.
    pub lasts: Option<i64>,
    /// NaN is missing; some are off the scale or fractional.
    pub score: f64,
    pub weight: f64,
    pub channel: Option<usize>,
}

impl Row {
    pub fn name(&self) -> &'static str {
        TOUCHPOINTS[self.touchpoint]
    }

    pub fn end(&self) -> Option<i64> {
        self.lasts.map(|lasts| self.time + lasts)
    }
}

fn score() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (0..=10i32).prop_map(f64::from),
        1 => Just(f64::NAN),
        1 => prop_oneof![Just(11.0), Just(-1.0), Just(6.5), Just(-0.0)],
    ]
}

fn row(span: i64) -> impl Strategy<Value = Row> {
    let weight =
        prop_oneof![4 => (0..40i32).prop_map(|w| f64::from(w) / 8.0), 1 => 0.0..3.0f64, 1 => Just(f64::NAN)];
    let when = (0u8..8, 0..span, 0..TOUCHPOINTS.len(), proptest::option::of(0..20i64));
    (when, score(), weight, proptest::option::weighted(0.9, 0..CHANNELS.len())).prop_map(
        |((customer, time, touchpoint, lasts), score, weight, channel)| Row {
            customer,
            time,
            touchpoint,
            lasts,
            score,
            weight,
            channel,
        },
    )
}

/// Events within `span` seconds, at most 40, of at most 8 customers.
pub fn rows(span: i64) -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec(row(span), 0..40)
}

/// How a log is built.
pub struct Build {
    pub shards: usize,
    /// Name of a customer.
    pub customer: fn(u8) -> String,
}

impl Default for Build {
    fn default() -> Self {
        Self { shards: 1, customer: |customer| format!("c{customer}") }
    }
}

pub fn build(rows: &[Row], build: &Build) -> EventLog {
    let kinds =
        [("score", ColumnKind::Number), ("weight", ColumnKind::Number), ("channel", ColumnKind::Dictionary)];
    let columns = kinds.map(|(name, kind)| (name.to_string(), Some(kind))).to_vec();
    let options = LogOptions { shards: Some(build.shards), ..LogOptions::default() };
    let mut builder = LogBuilder::new(options, columns);
    for (position, row) in rows.iter().enumerate() {
        let channel = row.channel.map_or(Value::Missing, |channel| Value::Text(CHANNELS[channel]));
        let event = Event {
            customer: &(build.customer)(row.customer),
            time: row.time * SECOND,
            touchpoint: row.name(),
            end: row.end().map(|end| end * SECOND),
            row: position as u64 + 1,
            values: &[Value::Number(row.score), Value::Number(row.weight), channel],
        };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

pub fn log(rows: &[Row]) -> EventLog {
    build(rows, &Build::default())
}

/// Naive journeys: events of each customer by time, equal times in input order.
pub fn journeys(rows: &[Row]) -> Vec<Vec<Row>> {
    let mut journeys: BTreeMap<u8, Vec<Row>> = BTreeMap::new();
    for row in rows {
        journeys.entry(row.customer).or_default().push(*row);
    }
    journeys.values_mut().for_each(|journey| journey.sort_by_key(|row| row.time));
    journeys.into_values().collect()
}

/// Time of the last event of all, in seconds.
pub fn end(rows: &[Row]) -> i64 {
    rows.iter().map(|row| row.time).max().unwrap_or_default()
}

/// Whether all these touchpoints are in the log.
pub fn has(rows: &[Row], touchpoints: &[&str]) -> bool {
    touchpoints.iter().all(|name| rows.iter().any(|row| row.name() == *name))
}

/// Sorted seconds as the distribution that a report should show: size, mean, median, smallest and largest.
pub fn check_times(found: &journey_core::analysis::DurationStats, mut seconds: Vec<i64>) {
    seconds.sort_unstable();
    let n = seconds.len();
    assert_eq!(found.n, n as u64);
    let Some(last) = n.checked_sub(1) else {
        assert_eq!((found.mean_seconds, found.median_seconds, found.max_seconds), (None, None, None));
        return;
    };
    let mean = seconds.iter().sum::<i64>() as f64 / n as f64;
    let median = (seconds[last / 2] + seconds[n / 2]) as f64 / 2.0;
    assert!((found.mean_seconds.unwrap() - mean).abs() <= 1e-9 * mean.abs());
    assert_eq!(found.median_seconds, Some(median));
    assert_eq!(found.min_seconds, Some(seconds[0] as f64));
    assert_eq!(found.max_seconds, Some(seconds[last] as f64));
}
