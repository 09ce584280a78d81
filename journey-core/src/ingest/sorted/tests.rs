//! Streams answer as logs do.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;

use super::LogStream;
use super::source::Source;
use crate::analysis::{
    Analysis, Ces, Clock, Conversion, Csat, Funnel, Interactions, Nps, Retention, Tabular, TimeSpent,
    Transitions, Variants, WaitingTime,
};
use crate::error::{Error, Result};
use crate::log::{ColumnKind, Columns, EventLog, OnError};
use crate::measure::{Measure, Measuring};
use crate::model::{JourneyMap, Period, TimeSpan};
use crate::work::{CancelToken, Work};

const HOUR: TimeSpan = TimeSpan::from_micros(3_600_000_000);

/// A file that is removed in the end.
struct File(PathBuf);

impl File {
    fn new(content: impl AsRef<[u8]>) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("journey-sorted-{}-{number}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> String {
        self.0.to_str().unwrap().into()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn answer<A: Analysis<Report: serde::Serialize> + ?Sized>(
    run: impl Fn(&A) -> Result<A::Report>,
    ask: &A,
) -> String {
    run(ask).map_or_else(|error| format!("{error:?}"), |report| serde_json::to_string(&report).unwrap())
}

macro_rules! answers {
    ($log:expr) => {
        [
            answer(|ask| $log.run(ask), &Transitions::new()),
            answer(|ask| $log.run(ask), &Variants::new()),
            answer(|ask| $log.run(ask), &TimeSpent::new()),
            answer(|ask| $log.run(ask), &WaitingTime::new()),
            answer(|ask| $log.run(ask), &Interactions::new()),
            answer(|ask| $log.run(ask), &Nps::new("price")),
            answer(|ask| $log.run(ask), &Csat::new("price").scale(0.0, 3.0, 2.0)),
            answer(|ask| $log.run(ask), &Ces::effort("price").by("paid")),
            answer(|ask| $log.run(ask), &Retention::new(Period::Day, 3)),
            answer(|ask| $log.run(ask), &Retention::new(Period::Day, 3).clock(Clock::Rolling).unbounded()),
            answer(|ask| $log.run(ask), &Funnel::new(["look", "buy"])),
            answer(|ask| $log.run(ask), &Funnel::new(["look", "cart", "buy"]).within(HOUR)),
            answer(|ask| $log.run(ask), &Conversion::new("look", "buy").within(HOUR)),
            answer(|ask| $log.run(ask), &(Transitions::new(), Variants::new().top(2))),
            answer(|ask| $log.run(ask), [Funnel::new(["look"]), Funnel::new(["buy", "look"])].as_slice()),
        ]
    };
}

fn assert_same(stream: &LogStream, log: &EventLog) {
    assert_eq!((stream.customers(), stream.events()), (log.customers(), log.events()));
    assert!(stream.touchpoints().iter().eq(log.touchpoints().iter()));
    assert_eq!(stream.columns(), log.columns());
    assert_eq!(stream.period(), log.period());
    assert_eq!(&stream.quality().unwrap(), log.quality());
    assert_eq!(answers!(stream), answers!(log));
}

#[derive(Debug, Clone)]
struct Row {
    customer: u8,
    seconds: i64,
    touchpoint: &'static str,
    lasts: Option<i64>,
    cells: [&'static str; 3],
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let touchpoint = prop_oneof![Just("look"), Just("cart"), Just("buy"), Just("ask")];
    let price =
        prop_oneof![4 => Just("1"), 4 => Just("2.5"), 4 => Just(""), 1 => Just("-0"), 1 => Just("free")];
    let paid = prop_oneof![Just("card"), Just("cash"), Just(""), Just("7"), Just("é, \"x\"")];
    let late = prop_oneof![Just("true"), Just("false"), Just("")];
    let row = (0..12_u8, 0..200_000_i64, touchpoint, prop::option::of(-5..50_i64), price, paid, late);
    let row = row.prop_map(|(customer, seconds, touchpoint, lasts, price, paid, late)| Row {
        customer,
        seconds,
        touchpoint,
        lasts,
        cells: [price, paid, late],
    });
    (prop::collection::vec(row, 0..50), any::<bool>()).prop_map(|(mut rows, descending)| {
        rows.sort_by_key(|row| if descending { 99 - row.customer } else { row.customer });
        rows
    })
}

const HEADER: &str = "user,at,event,done,price,paid,late\n";

fn csv(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let done =
            row.lasts.map(|lasts| (1_700_000_000 + row.seconds + lasts).to_string()).unwrap_or_default();
        let [price, paid, late] = row.cells;
        let (customer, at, event) = (row.customer, 1_700_000_000 + row.seconds, row.touchpoint);
        format!("{customer},{at},{event},{done},{price},\"{}\",{late}\n", paid.replace('"', "\"\""))
    };
    HEADER.to_string() + &rows.iter().map(row).collect::<String>()
}

fn json(rows: &[Row]) -> String {
    let row = |row: &Row| {
        let mut object = serde_json::json!({
            "user": row.customer, "at": 1_700_000_000 + row.seconds, "event": row.touchpoint, "paid": row.cells[1],
        });
        if let Ok(price) = row.cells[0].parse::<f64>() {
            object["price"] = price.into();
        }
        if !row.cells[2].is_empty() {
            object["late"] = (row.cells[2] == "true").into();
        }
        object.to_string() + "\n"
    };
    rows.iter().map(row).collect()
}

fn columns() -> Columns {
    Columns::new("user", "at", "event")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn streams_of_csv_answer_as_the_log_does(rows in rows(), piece in 1..20_usize, priority in any::<bool>()) {
        let file = File::new(csv(&rows));
        let mut columns = columns().end("done");
        if priority {
            columns = columns.priority(["buy", "look"]);
        }
        let log = EventLog::read_csv(file.path(), &columns).unwrap();
        let stream = LogStream::in_pieces(Source::Csv(file.path()), &columns, piece).unwrap();
        assert_same(&stream, &log);
    }

    #[test]
    fn streams_of_json_lines_answer_as_the_log_does(rows in rows(), piece in 1..20_usize) {
        let file = File::new(json(&rows));
        let log = EventLog::read_json_lines(file.path(), &columns());
        let stream = LogStream::in_pieces(Source::JsonLines(file.path()), &columns(), piece);
        match (stream, log) {
            (Ok(stream), Ok(log)) => assert_same(&stream, &log),
            (stream, log) => assert_eq!(stream.err(), log.err()),
        }
    }

    #[test]
    fn bad_rows_are_skipped_alike(rows in rows(), piece in 1..20_usize, bad in prop::collection::vec(0..60_usize, 0..5)) {
        let mut lines: Vec<String> = csv(&rows).lines().map(str::to_string).collect();
        for at in bad {
            let at = 1 + at % lines.len();
            lines.insert(at, "nobody,never,nothing,,,,".into());
        }
        let file = File::new(lines.join("\n"));
        let skip = columns().end("done").on_error(OnError::Skip).kind("price", ColumnKind::Number);
        let log = EventLog::read_csv(file.path(), &skip).unwrap();
        assert_same(&LogStream::in_pieces(Source::Csv(file.path()), &skip, piece).unwrap(), &log);
        let strict = columns().end("done");
        let log = EventLog::read_csv(file.path(), &strict);
        let stream = LogStream::in_pieces(Source::Csv(file.path()), &strict, piece);
        prop_assert_eq!(stream.err(), log.err());
    }

    #[cfg(feature = "file")]
    #[test]
    fn streams_of_saved_logs_answer_as_the_log_does(rows in rows(), shards in 1..9_usize) {
        let log = EventLog::read_csv_text(&csv(&rows), &columns().end("done").shards(shards)).unwrap();
        let file = File::new(log.to_bytes().unwrap());
        assert_same(&LogStream::saved(file.path()).unwrap(), &log);
    }
}

#[cfg(feature = "parquet")]
#[test]
fn streams_of_parquet_and_arrow_answer_as_the_log_does() {
    use std::sync::Arc;

    use arrow_array::{
        ArrayRef, Float64Array, RecordBatch, RecordBatchIterator, StringArray, TimestampMicrosecondArray,
    };
    let customers: Vec<String> = (0..3000).map(|row| format!("c{:04}", row / 7)).collect();
    let time = (0..3000).map(|row| i64::from(row * 7919 % 3000) * 1_000_000);
    let time = TimestampMicrosecondArray::from_iter_values(time).with_timezone("UTC");
    let price = (0..3000).map(|row| (row % 3 > 0).then_some(f64::from(row % 5))).collect::<Float64Array>();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("user", Arc::new(StringArray::from_iter_values(&customers))),
        ("at", Arc::new(time)),
        (
            "event",
            Arc::new(
                (0..3000).map(|row| Some(["look", "cart", "buy"][row * row % 3])).collect::<StringArray>(),
            ),
        ),
        ("price", Arc::new(price)),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let file = File::new(bytes);
    let options = super::tests::columns();
    let log = EventLog::read_parquet(file.path(), &options).unwrap();
    for piece in [1, 100, 1 << 16] {
        let stream = LogStream::in_pieces(Source::Parquet(file.path()), &options, piece).unwrap();
        assert_same(&stream, &log);
    }
    let batches = move || {
        let reader = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
        Ok(Box::new(reader) as Box<dyn arrow_array::RecordBatchReader + Send>)
    };
    assert_same(&LogStream::arrow(batches, &options).unwrap(), &log);
}

#[test]
fn a_customer_who_comes_back_is_an_error_that_says_how_to_sort() {
    let file = File::new("user,at,event\nann,1700000001,look\nbob,1700000002,look\nann,1700000003,buy\n");
    for on_error in [OnError::Fail, OnError::Skip] {
        let error = LogStream::csv(&file.0, &columns().on_error(on_error)).err().unwrap();
        let Error::BadValue { place, value, expected } = &error else { panic!("{error}") };
        assert_eq!((place.file.as_deref(), place.row), (Some(file.path().as_str()), Some(3)));
        assert_eq!((place.column.as_deref(), value.as_str()), (Some("user"), "ann"));
        let duck = format!(
            "COPY (SELECT * FROM '{}' ORDER BY \"user\", \"at\") TO 'sorted.csv' (FORMAT csv, header)",
            file.path()
        );
        assert!(expected.contains(&duck), "{expected}");
        assert!(expected.contains("INSERT OVERWRITE DIRECTORY 'sorted' USING csv"), "{expected}");
        assert!(expected.contains("about 48 bytes a row"), "{expected}");
    }
}

#[test]
fn what_does_not_fit_the_memory_limit_is_refused() {
    let rows = |customer: fn(usize) -> usize| {
        let row = |row| format!("{},{},look\n", customer(row), 1_700_000_000 + row);
        "user,at,event\n".to_string() + &(0..30_000).map(row).collect::<String>()
    };
    let limited = |bytes, file: &File| {
        Work::new().memory_limit(bytes).run(|| {
            let stream = LogStream::csv(&file.0, &columns())?;
            stream.run(&Transitions::new()).map(|report| report.customers)
        })
    };
    let many = File::new(rows(|row| row / 3));
    assert_eq!(limited(4_000_000, &many), Ok(10_000));
    let one = File::new(rows(|_| 7));
    let error = limited(4_000_000, &one).unwrap_err();
    assert!(error.to_string().contains("the memory for the events of customer \"7\""), "{error}");
    assert_eq!(limited(40_000_000, &one), Ok(1));
    let in_memory = Work::new().memory_limit(500_000).run(|| EventLog::read_csv(&many.0, &columns()));
    assert_eq!(in_memory.err().map(|error| error.code()), Some("limit"));
    let grouped = File::new(rows(|row| row / 3 * 7919 % 10_000));
    let error = limited(400_000, &grouped).unwrap_err();
    assert!(error.to_string().contains("that are grouped but not sorted"), "{error}");
}

#[test]
fn an_input_that_changes_between_looks_is_an_error() {
    let file = File::new("user,at,event\nann,1700000001,look\nbob,1700000002,look\n");
    let stream = LogStream::csv(&file.0, &columns()).unwrap();
    for other in
        ["user,at,event\nann,1700000001,look\nbob,1700000002,buy\n", "user,at,event\nann,1700000001,look\n"]
    {
        std::fs::write(&file.0, other).unwrap();
        let error = stream.run(&Transitions::new()).unwrap_err();
        assert!(error.to_string().contains("not what it was"), "{error}");
    }
}

#[test]
fn columns_whose_kind_cannot_be_found_out_must_be_stated() {
    let file = File::new(
        "{\"user\":1,\"at\":1700000001,\"event\":\"a\",\"x\":1}\n{\"user\":2,\"at\":1700000001,\"event\":\"a\",\"x\":\"y\"}\n",
    );
    let lines = |columns: &Columns| LogStream::in_pieces(Source::JsonLines(file.path()), columns, 1);
    let error = lines(&columns()).err().unwrap();
    assert_eq!(error.code(), "invalid_option", "{error}");
    let stated = columns().kind("x", ColumnKind::Dictionary);
    assert_same(&lines(&stated).unwrap(), &EventLog::read_json_lines(&file.0, &stated).unwrap());
    assert!(lines(&columns().keep(Vec::<String>::new())).is_ok());
}

#[test]
fn streams_are_stopped() {
    let file = File::new("user,at,event\nann,1700000001,look\nbob,1700000002,look\n");
    let stream = LogStream::csv(&file.0, &columns()).unwrap();
    let stop = CancelToken::new();
    stop.cancel();
    let work = Work::new().cancel(&stop);
    assert_eq!(work.run(|| stream.run(&Transitions::new()).map(|_| ())), Err(Error::Cancelled));
    assert_eq!(work.run(|| LogStream::csv(&file.0, &columns()).err()), Some(Error::Cancelled));
}

#[test]
fn maps_are_measured_on_logs_only() {
    let file = File::new("user,at,event\nann,1700000001,look\n");
    let stream = LogStream::csv(&file.0, &columns()).unwrap();
    let measuring = Measuring { map: &JourneyMap::default(), options: &Measure::default() };
    let error = stream.run(&measuring).unwrap_err();
    assert!(error.to_string().contains("expected an `EventLog`"), "{error}");
}

/// Numbers that look random (the mixer of splitmix64).
fn random(number: u64) -> u64 {
    let number = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

#[test]
fn times_that_are_too_many_are_rounded_and_the_report_says_so() {
    let row = |row: u64| {
        let time = 1_700_000_000 + random(row) % 475_140;
        format!("{},{time},{}\n", row / 5, ["look", "cart", "buy"][(random(row) >> 60) as usize % 3])
    };
    let file = File::new("user,at,event\n".to_string() + &(0..60_000).map(row).collect::<String>());
    let questions = (
        Transitions::new(),
        WaitingTime::new(),
        Funnel::new(["look", "buy"]).within(HOUR),
        Conversion::new("look", "buy").within(HOUR),
    );
    let exact = EventLog::read_csv(&file.0, &columns()).unwrap().run(&questions).unwrap();
    let stream = |bytes, piece| {
        let work = Work::new().memory_limit(bytes);
        let stream = LogStream::in_pieces(Source::Csv(file.path()), &columns(), piece);
        work.run(|| stream.unwrap().run(&questions)).unwrap()
    };
    assert_eq!(stream(1 << 30, 1000), exact);
    let mut rounded = stream(3_000_000, 1000);
    for piece in [77, 20_000] {
        assert_eq!(stream(3_000_000, piece), rounded);
    }
    let pairs = [
        (&mut rounded.0.rows[0].gap, &exact.0.rows[0].gap),
        (&mut rounded.1.time, &exact.1.time),
        (&mut rounded.1.rows[0].time, &exact.1.rows[0].time),
    ];
    for (rounded, exact) in pairs {
        assert_eq!(rounded.relative_error, Some(1.0 / 128.0));
        let (found, median) = (rounded.median_seconds.unwrap(), exact.median_seconds.unwrap());
        assert!((found - median).abs() <= median / 128.0, "{found} {median}");
        assert_eq!((rounded.n, rounded.mean_seconds), (exact.n, exact.mean_seconds));
        *rounded = exact.clone();
    }
    assert_eq!(rounded.0.rows[0], exact.0.rows[0]);
    assert_eq!((rounded.2.open, rounded.2.dropped), (exact.2.open, exact.2.dropped));
    assert_eq!((rounded.3.open, rounded.3.lost), (exact.3.open, exact.3.lost));
    assert!(rounded.2.open > 0 && rounded.3.open > 0);
    let table = stream(3_000_000, 1000).0.table();
    assert_eq!(table.columns.last().map(|column| column.name.as_str()), Some("relative_error"));
    assert!(exact.0.table().columns.iter().all(|column| column.name != "relative_error"));
}

#[test]
fn paths_beyond_the_memory_limit_are_refused() {
    let row = |row: u64| format!("{},{},t{}\n", row / 20, 1_700_000_000 + row, random(row) % 16);
    let file = File::new("user,at,event\n".to_string() + &(0..200_000).map(row).collect::<String>());
    let run = |bytes| {
        let stream = LogStream::csv(&file.0, &columns()).unwrap();
        Work::new().memory_limit(bytes).run(|| stream.run(&Variants::new().top(3)))
    };
    assert_eq!(
        run(100_000_000),
        EventLog::read_csv(&file.0, &columns()).unwrap().run(&Variants::new().top(3))
    );
    let error = run(1_500_000).unwrap_err();
    assert!(error.to_string().contains("the memory for all different paths, in bytes"), "{error}");
}

#[cfg(feature = "file")]
#[test]
fn many_shards_are_looked_at_on_all_threads_and_damage_is_found() {
    let row =
        |row: u64| format!("{},{},{}\n", row / 5, 1_700_000_000 + row, ["look", "buy"][row as usize % 2]);
    let csv = "user,at,event\n".to_string() + &(0..5_000).map(row).collect::<String>();
    let log = EventLog::read_csv_text(&csv, &columns().shards(100)).unwrap();
    let mut bytes = log.to_bytes().unwrap();
    let questions = (Transitions::new(), Variants::new());
    let file = File::new(&bytes);
    for threads in [1, 2, 3] {
        let answer =
            Work::new().threads(threads).run(|| LogStream::saved(file.path()).unwrap().run(&questions));
        assert_eq!(answer, log.run(&questions));
    }
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let file = File::new(&bytes);
    let answer = LogStream::saved(file.path()).and_then(|stream| stream.run(&questions));
    let error = answer.unwrap_err();
    assert_eq!(error.code(), "syntax");
    assert!(error.to_string().contains(&file.path()), "{error}");
}
