//! Laws of appending: a log with more events is the log of all events, and its reports are those of a rebuild.

use journey_core::EventLog;
use journey_core::log::{ColumnKind, Event, Journey, LogBuilder, LogOptions, Value};
use proptest::prelude::*;

use crate::logs::SECOND;

/// An event with a value of every kind.
#[derive(Debug, Clone)]
pub struct Row {
    pub customer: u8,
    /// In seconds.
    pub time: i64,
    pub touchpoint: &'static str,
    pub lasts: Option<i64>,
    pub channel: Option<&'static str>,
    pub price: Option<i32>,
    pub note: &'static str,
    pub paid: Option<bool>,
    pub due: Option<i64>,
}

fn row(customers: u8, span: i64) -> impl Strategy<Value = Row> {
    let touchpoint =
        prop_oneof![20 => prop::sample::select(vec!["B", "C", "cart"]), 1 => Just("A"), 1 => Just("zoo")];
    let channel = prop_oneof![20 => prop::sample::select(vec![None, Some("mail"), Some("web")]), 1 => Just(Some("desk"))];
    let first = (0..customers, 0..span, touchpoint, prop::option::weighted(0.1, 0..9i64), channel);
    let note = prop_oneof![Just(""), Just("x"), Just("two words")];
    let second = (prop::option::of(-3..3i32), note, any::<Option<bool>>(), prop::option::of(0..5i64));
    (first, second).prop_map(|((customer, time, touchpoint, lasts, channel), (price, note, paid, due))| Row {
        customer,
        time,
        touchpoint,
        lasts,
        channel,
        price,
        note,
        paid,
        due,
    })
}

/// Events of which the last few come in batches.
#[derive(Debug, Clone)]
pub struct Batches {
    pub rows: Vec<Row>,
    /// Where batches begin, ascending.
    pub cuts: Vec<usize>,
}

impl Batches {
    pub fn parts(&self) -> Vec<&[Row]> {
        let mut parts = Vec::new();
        let mut from = 0;
        for cut in self.cuts.iter().chain([&self.rows.len()]) {
            parts.push(&self.rows[from..*cut]);
            from = *cut;
        }
        parts
    }
}

/// Few events in large batches, and many events in small ones.
pub fn batches(span: i64) -> impl Strategy<Value = Batches> {
    let sized = prop_oneof![
        (0..40usize, 1..9u8, 0..20usize),
        (100..240usize, 30..60u8, 0..5usize),
        (150..240usize, 100..101u8, 0..3usize),
    ];
    sized.prop_flat_map(move |(rows, customers, most)| {
        let rows = prop::collection::vec(row(customers, span), rows);
        (rows, prop::collection::vec(0..=most, 0..7)).prop_map(|(rows, sizes)| {
            let mut cuts: Vec<usize> = sizes
                .iter()
                .scan(rows.len(), |end, size| {
                    *end = end.saturating_sub(*size);
                    Some(*end)
                })
                .collect();
            cuts.reverse();
            Batches { rows, cuts }
        })
    })
}

pub fn build(rows: &[Row], shards: Option<usize>, priority: &[&str]) -> EventLog {
    use ColumnKind::{Boolean, Dictionary, Number, Text, Time};
    let kinds =
        [("channel", Dictionary), ("price", Number), ("note", Text), ("paid", Boolean), ("due", Time)];
    let columns = kinds.map(|(name, kind)| (name.to_string(), Some(kind))).to_vec();
    let priority = priority.iter().map(|name| name.to_string()).collect();
    let mut builder = LogBuilder::new(LogOptions { shards, priority }, columns);
    for (row, number) in rows.iter().zip(1..) {
        let values = [
            row.channel.map_or(Value::Missing, Value::Text),
            row.price.map_or(Value::Missing, |price| Value::Number(price.into())),
            Value::Text(row.note),
            row.paid.map_or(Value::Missing, Value::Boolean),
            row.due.map_or(Value::Missing, |due| Value::Time(due * SECOND)),
        ];
        let (customer, time) = (format!("customer {}", row.customer), row.time * SECOND);
        let end = row.lasts.map(|lasts| time + lasts * SECOND);
        let event = Event {
            customer: &customer,
            time,
            touchpoint: row.touchpoint,
            end,
            row: number,
            values: &values,
        };
        builder.push(event).unwrap();
    }
    builder.finish().unwrap()
}

fn journey(log: &EventLog, journey: &Journey<'_>) -> Vec<String> {
    let event = |event: usize| {
        let values: Vec<_> =
            (0..log.columns().len()).map(|column| log.value(journey, event, column)).collect();
        let name = log.touchpoints().get(journey.touchpoints()[event]);
        let end = journey.ends().get(event).filter(|end| **end != journey_core::log::NO_END);
        format!("{} {name} {end:?} {} {values:?}", journey.times()[event], journey.rows()[event])
    };
    (0..journey.len()).map(event).collect()
}

/// Everything that a log tells, in its order.
fn told(log: &EventLog) -> Vec<(String, Vec<String>)> {
    let journeys = log.shards().iter().flat_map(|shard| shard.journeys());
    journeys.map(|found| (found.customer().to_string(), journey(log, &found))).collect()
}

/// The two logs are the same, whatever their shards.
pub fn assert_same(log: &EventLog, expected: &EventLog) {
    assert_eq!(told(log), told(expected));
    assert_eq!(log.quality(), expected.quality());
    assert_eq!((log.period(), log.columns()), (expected.period(), expected.columns()));
    assert_eq!(
        log.touchpoints().iter().collect::<Vec<_>>(),
        expected.touchpoints().iter().collect::<Vec<_>>()
    );
    assert_eq!((log.events(), log.customers()), (expected.events(), expected.customers()));
    assert_eq!(log.fingerprint(), expected.fingerprint());
    for (customer, events) in told(expected) {
        let found = log.journey(&customer).unwrap();
        assert_eq!((found.customer(), journey(log, &found)), (customer.as_str(), events));
    }
    assert!(log.journey("nobody").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Batches appended one by one give the log of all events, and leave the logs before as they were.
    #[test]
    fn appending_gives_the_log_of_all_events(
        batches in batches(40),
        shards in prop::option::of(1..5usize),
        asked in any::<bool>(),
    ) {
        let mut log: Option<EventLog> = None;
        let mut rows = 0;
        for part in batches.parts() {
            let part_log = build(part, Some(1 + part.len() % 3), &[]);
            rows += part.len();
            let before = log.as_ref().map(told);
            let next = match &log {
                Some(log) => log.append(&part_log).unwrap(),
                None => build(part, shards, &[]),
            };
            assert_eq!(log.as_ref().map(told), before);
            if asked {
                next.fingerprint();
            }
            assert_same(&next, &build(&batches.rows[..rows], None, &[]));
            log = Some(next);
        }
    }

    /// The same holds for a log with an order at equal times, and for selections and copies of an appended log.
    #[test]
    fn appending_keeps_the_order_at_equal_times_and_selections(batches in batches(6), limit in 0..9u8) {
        let priority = ["zoo", "C"];
        let parts = batches.parts();
        let mut log = build(parts[0], Some(2), &priority);
        for part in &parts[1..] {
            log = log.append(&build(part, None, &[])).unwrap();
        }
        let whole = build(&batches.rows, None, &priority);
        assert_same(&log, &whole);
        assert_same(&EventLog::concat(&[log.clone()]).unwrap(), &whole);
        let few = |log: &EventLog| log.filter(|journey| journey.rows().len() % 10 > usize::from(limit));
        assert_eq!(told(&few(&log)), told(&few(&whole)));
        assert_eq!(few(&log).fingerprint(), whole.fingerprint());
        let nobody = few(&log).filter(|_| false);
        assert_same(&nobody.append(&nobody).unwrap(), &EventLog::concat(&[nobody.clone(), nobody.clone()]).unwrap());
        let again = few(&log).append(&few(&whole)).unwrap();
        assert_same(&again, &EventLog::concat(&[few(&whole), few(&whole)]).unwrap());
    }
}
