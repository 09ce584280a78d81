//! Laws of reading, indexing and writing logs.

use std::io::Write as _;

use journey_core::analysis::Transitions;
use journey_core::log::{ColumnKind, Columns, Event, LogBuilder, LogOptions, OnError, Value};
use journey_core::work::Work;
use journey_core::{Error, EventLog};
use proptest::prelude::*;

/// A row of the naive model.
#[derive(Debug, Clone)]
struct Row {
    customer: String,
    seconds: i64,
    touchpoint: String,
    channel: Option<String>,
    price: Option<i32>,
}

fn rows(times: impl Strategy<Value = i64>) -> impl Strategy<Value = Vec<Row>> {
    let name = |pattern: &str| prop::string::string_regex(pattern).unwrap();
    let row = (
        name("[a-f]"),
        times,
        name("(look|cart|buy|\"é, 1\")"),
        prop::option::of(name("(web|store)")),
        prop::option::of(-9..9),
    )
        .prop_map(|(customer, seconds, touchpoint, channel, price)| Row {
            customer,
            seconds,
            touchpoint,
            channel,
            price,
        });
    prop::collection::vec(row, 0..60)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn csv(rows: &[Row]) -> String {
    let mut text = "customer,time,touchpoint,channel,price\n".to_string();
    for row in rows {
        let price = row.price.map(|price| price.to_string()).unwrap_or_default();
        let cells = [
            quoted(&row.customer),
            (1_700_000_000 + row.seconds).to_string(),
            quoted(&row.touchpoint),
            row.channel.clone().unwrap_or_default(),
            price,
        ];
        text.push_str(&format!("{}\n", cells.join(",")));
    }
    text
}

fn columns() -> Columns {
    Columns::new("customer", "time", "touchpoint")
        .kind("channel", ColumnKind::Dictionary)
        .kind("price", ColumnKind::Number)
}

fn read(rows: &[Row], columns: &Columns) -> EventLog {
    EventLog::read_csv_text(&csv(rows), columns).unwrap()
}

/// Customer, seconds, touchpoint, price and input row of every event, by customer.
type Told = (String, i64, String, Option<i32>, u64);

fn told(log: &EventLog) -> Vec<Told> {
    let mut journeys: Vec<_> = log.shards().iter().flat_map(|shard| shard.journeys()).collect();
    journeys.sort_by_key(|journey| journey.customer().to_string());
    let mut all = Vec::new();
    for journey in journeys {
        for (event, time) in journey.times().iter().enumerate() {
            let price = journey.numbers(1)[event];
            all.push((
                journey.customer().to_string(),
                time / 1_000_000 - 1_700_000_000,
                log.touchpoints().get(journey.touchpoints()[event]).to_string(),
                (!price.is_nan()).then_some(price as i32),
                journey.rows()[event].into(),
            ));
        }
    }
    all
}

/// The same from a plain list: a stable sort by customer, time, and rank in the priority list.
fn naive(rows: &[Row], priority: &[&str]) -> Vec<Told> {
    let mut all: Vec<Told> = rows
        .iter()
        .zip(1..)
        .map(|(row, number)| (row.customer.clone(), row.seconds, row.touchpoint.clone(), row.price, number))
        .collect();
    let rank = |name: &str| priority.iter().position(|listed| *listed == name).unwrap_or(priority.len());
    all.sort_by_key(|(customer, seconds, touchpoint, ..)| (customer.clone(), *seconds, rank(touchpoint)));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The journeys are those of a plain list that is sorted stably.
    #[test]
    fn journeys_are_those_of_a_sorted_list(rows in rows(0..6_i64)) {
        prop_assert_eq!(told(&read(&rows, &columns())), naive(&rows, &[]));
        let priority = ["buy", "look"];
        prop_assert_eq!(told(&read(&rows, &columns().priority(priority))), naive(&rows, &priority));
    }

    /// Neither fingerprint nor journeys nor reports depend on shards and threads.
    #[test]
    fn shards_and_threads_do_not_matter(rows in rows(0..30_i64)) {
        let one = read(&rows, &columns().shards(1));
        let report = Work::new().threads(1).run(|| one.run(&Transitions::new())).unwrap();
        for shards in [7, 64] {
            let log = read(&rows, &columns().shards(shards));
            prop_assert_eq!(log.fingerprint(), one.fingerprint());
            prop_assert_eq!(told(&log), told(&one));
            prop_assert_eq!(log.quality(), one.quality());
            for threads in [1, 2] {
                let again = Work::new().threads(threads).run(|| log.run(&Transitions::new()));
                prop_assert_eq!(&again.unwrap(), &report);
            }
        }
    }

    /// Rows at different times may come in any order.
    #[test]
    fn the_order_of_rows_does_not_matter(
        (rows, shuffled) in rows(0..1_000_000_i64).prop_map(|mut rows| {
            rows.sort_by_key(|row| row.seconds);
            rows.dedup_by_key(|row| row.seconds);
            rows
        }).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let (one, other) = (read(&rows, &columns()), read(&shuffled, &columns()));
        prop_assert_eq!(one.fingerprint(), other.fingerprint());
        prop_assert_eq!(one.run(&Transitions::new()).unwrap(), other.run(&Transitions::new()).unwrap());
    }

    /// A log cut into two inputs and put together again is the same log.
    #[test]
    fn parts_make_the_whole(rows in rows(0..20_i64), cut in 0..60_usize) {
        let (first, second) = rows.split_at(cut.min(rows.len()));
        let parts = [read(first, &columns()), read(second, &columns())];
        let whole = EventLog::concat(&parts).unwrap();
        prop_assert_eq!(told(&whole), naive(&rows, &[]));
        prop_assert_eq!(whole.fingerprint(), read(&rows, &columns()).fingerprint());
    }

    /// JSON Lines of the same rows, and the same text packed, are the same log.
    #[test]
    fn the_form_of_the_input_does_not_matter(rows in rows(0..20_i64)) {
        let mut lines = String::new();
        for row in &rows {
            let object = serde_json::json!({
                "customer": row.customer, "time": 1_700_000_000 + row.seconds, "touchpoint": row.touchpoint,
                "channel": row.channel, "price": row.price,
            });
            lines.push_str(&format!("{object}\n"));
        }
        let log = read(&rows, &columns());
        let json = EventLog::read_json_lines_text(&lines, &columns()).unwrap();
        prop_assert_eq!(json.fingerprint(), log.fingerprint());
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(csv(&rows).as_bytes()).unwrap();
        let packed = EventLog::read_csv_bytes(&packer.finish().unwrap(), &columns()).unwrap();
        prop_assert_eq!(packed.fingerprint(), log.fingerprint());
    }
}

/// A value of any kind but the kind of column `position`.
fn value(position: usize, text: &str, number: f64, seed: i64) -> Value<'_> {
    match position {
        _ if seed % 5 == 0 => Value::Missing,
        0 | 4 if text.is_empty() => Value::Missing,
        0 | 4 => Value::Text(text),
        1 if number.is_finite() => Value::Number(number),
        2 => Value::Boolean(seed % 2 == 0),
        3 => Value::Time(seed.rem_euclid(600_000_000_000_000_000) - 370_000_000_000_000_000),
        _ => Value::Missing,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A log written as CSV and read again is an equal log, whatever its names and values.
    #[test]
    fn what_is_written_is_read_again(
        events in prop::collection::vec(
            ("[a-c\"', ;\u{e9}\u{4e16}\n\r]{0,3}x", any::<i64>(), "[\\PC]{1,4}x", any::<f64>(), "[\\PC,\"\r\n]{0,6}"),
            0..20,
        ),
        names in prop::collection::btree_set("(customer|time|end|[\\PC,\"\n]{0,5})", 5),
    ) {
        use ColumnKind::{Boolean, Dictionary, Number, Text, Time};
        let kinds = [Dictionary, Number, Boolean, Time, Text];
        let further = names.into_iter().zip(kinds).map(|(name, kind)| (name, Some(kind))).collect();
        let mut builder = LogBuilder::new(LogOptions { shards: Some(3), ..LogOptions::default() }, further);
        for (row, (customer, seed, touchpoint, number, text)) in events.iter().enumerate() {
            let values: Vec<Value<'_>> =
                (0..5).map(|position| value(position, text, *number, seed.wrapping_add(position as i64))).collect();
            let time = seed.rem_euclid(630_000_000_000_000_000) - 377_000_000_000_000_000;
            let end = (seed % 3 == 0).then(|| time + seed.rem_euclid(1_000_000));
            builder.push(Event { customer, time, touchpoint, end, row: row as u64 + 1, values: &values }).unwrap();
        }
        let log = builder.finish().unwrap();
        let mut text = Vec::new();
        log.to_csv(&mut text).unwrap();
        let again = EventLog::read_csv_bytes(&text, &log.csv_columns())
            .map_err(|error| TestCaseError::fail(format!("{error}\n{}", String::from_utf8_lossy(&text))))?;
        prop_assert_eq!(again.fingerprint(), log.fingerprint(), "{}", String::from_utf8_lossy(&text));
        let mut twice = Vec::new();
        again.to_csv(&mut twice).unwrap();
        prop_assert_eq!(twice, text);
    }
}

fn any_outcome(result: Result<EventLog, Error>) {
    if let Ok(log) = result {
        let quality = log.quality();
        assert_eq!(quality.rows, quality.events + quality.skipped);
        log.run(&Transitions::new()).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Any bytes are read or refused, without a panic, and every row is an event or is counted.
    #[test]
    fn any_bytes_are_read_or_refused(
        head in prop::sample::select(vec!["", "c,t,e\n", "c,t,e\na,2024-01-01,", "{\"c\":", "[{", "\u{feff}c,t,e\n"]),
        bytes in prop::collection::vec(any::<u8>(), 0..120),
        packed in any::<bool>(),
    ) {
        let mut input = if packed { vec![0x1f, 0x8b, 8] } else { head.as_bytes().to_vec() };
        input.extend(bytes);
        for on_error in [OnError::Fail, OnError::Skip] {
            let columns = Columns::new("c", "t", "e").on_error(on_error);
            any_outcome(EventLog::read_csv_bytes(&input, &columns));
            any_outcome(EventLog::read_json_lines_bytes(&input, &columns));
            any_outcome(EventLog::read_json(&String::from_utf8_lossy(&input), &columns));
        }
    }

    /// Any text of the characters that matter is read or refused, without a panic.
    #[test]
    fn any_markup_is_read_or_refused(
        table in "(a|,|\"|\"\"|\n|\r|\r\n|é|2024-01-01|1700000000|1700000000000|-|T12:00|\\+01|x){0,60}",
        lines in "(\\{|\\}|\\[|\"c\"|\"t\"|\"e\"|:|,|\"x\"|1700000000|1e400|null|true|\n|\"\\\\u0000\"|-0){0,60}",
    ) {
        for on_error in [OnError::Fail, OnError::Skip] {
            let columns = Columns::new("c", "t", "e").on_error(on_error);
            any_outcome(EventLog::read_csv_text(&format!("c,t,e,f\n{table}"), &columns));
            any_outcome(EventLog::read_json_lines_text(&lines, &columns));
            any_outcome(EventLog::read_json_lines_text(&format!("{{\"c\":1,\"t\":1700000000,\"e\":{lines}"), &columns));
        }
    }
}
