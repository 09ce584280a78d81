//! Writes a large event log to a file: the data of the comparison with other tools.
//!
//! `generate --events N [--order time|random|customer] [--ids short|uuid] [--touchpoints N] [--seed N]
//! [--row-group ROWS] --out FILE.parquet|FILE.csv`
//!
//! The events are simulated by the library on a map that is drawn with the same seed: journeys with loops, detours
//! and drop-off over a year, about 12 events a customer, with the columns `customer`, `time` and `touchpoint`. The
//! same arguments give the same file everywhere, whatever the number of threads.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod csv_file;
mod events;
mod map;
mod parquet_file;

use std::process::ExitCode;
use std::time::Instant;

use arguments::{Arguments, Format};

/// Whatever goes wrong.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let run = || -> Result<(), Failure> {
        let Some(arguments) = Arguments::parse(std::env::args().skip(1))? else {
            println!("{}", arguments::USAGE);
            return Ok(());
        };
        generate(&arguments)
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}

fn generate(arguments: &Arguments) -> Result<(), Failure> {
    let start = Instant::now();
    let log = events::draw(arguments)?;
    let drawn = start.elapsed();
    match arguments.format {
        Format::Parquet => parquet_file::write(&log, arguments)?,
        Format::Csv => csv_file::write(&log, arguments)?,
    }
    println!(
        "{}: {} events of {} customers at {} touchpoints; drawn in {:.2} s, written in {:.2} s",
        arguments.out.display(),
        log.events.len(),
        log.customers,
        log.touchpoints(),
        drawn.as_secs_f64(),
        (start.elapsed() - drawn).as_secs_f64(),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use journey_core::EventLog;
    use journey_core::log::Columns;

    use super::*;
    use crate::events::Event;

    fn arguments(more: &str) -> Arguments {
        let words = format!("--events 30000 --row-group 10000 {more}");
        Arguments::parse(words.split_whitespace().map(String::from)).unwrap().unwrap()
    }

    #[test]
    fn orders_hold_the_same_events() {
        let draw =
            |order: &str| events::draw(&arguments(&format!("--order {order} --out x.csv"))).unwrap().events;
        let (time, random, customer) = (draw("time"), draw("random"), draw("customer"));
        assert!(time.is_sorted_by_key(|event| event.time));
        assert!(customer.is_sorted_by_key(|event| (event.customer, event.time)));
        let early = random[..15_000].iter().filter(|event| event.customer < 1000).count();
        let all = random.iter().filter(|event| event.customer < 1000).count();
        assert!(early.abs_diff(all - early) < all / 20, "{early} of {all}");
        let sorted = |mut events: Vec<Event>| {
            events.sort_by_key(|event| (event.customer, event.time, event.name));
            events
        };
        assert_eq!(sorted(time), sorted(random));
        assert_eq!(draw("random"), draw("random"));
    }

    #[test]
    fn customers_touchpoints_and_a_year() {
        for touchpoints in [16, 40, 300] {
            let log = events::draw(&arguments(&format!("--touchpoints {touchpoints} --out x.csv"))).unwrap();
            assert_eq!((log.events.len(), log.touchpoints()), (30_000, touchpoints));
            assert!((1800..3200).contains(&log.customers), "{}", log.customers);
            let days = (log.events[29_999].time - log.events[0].time) / 86_400_000_000;
            assert!((355..366).contains(&days), "{days}");
        }
    }

    #[test]
    fn both_formats_and_ids_give_the_same_log() {
        let columns = Columns::new("customer", "time", "touchpoint");
        let write = |file: &str, more: &str| {
            let path: PathBuf = std::env::temp_dir().join(format!("journey-{}-{file}", std::process::id()));
            generate(&arguments(&format!("{more} --out {}", path.display()))).unwrap();
            let log = if file.ends_with("csv") {
                EventLog::read_csv(&path, &columns)
            } else {
                EventLog::read_parquet(&path, &columns)
            };
            std::fs::remove_file(path).unwrap();
            log.unwrap()
        };
        let (csv, parquet) = (write("a.csv", "--order customer"), write("a.parquet", "--order time"));
        assert_eq!((csv.events(), csv.customers()), (parquet.events(), parquet.customers()));
        let stories = |log: &EventLog| {
            let journeys = log.shards().iter().flat_map(|shard| shard.journeys());
            let story = |journey: journey_core::log::Journey<'_>| {
                (journey.customer().to_string(), journey.times().to_vec(), journey.touchpoints().to_vec())
            };
            journeys.map(story).collect::<BTreeSet<_>>()
        };
        assert!(stories(&csv) == stories(&parquet));
        let ids = write("b.parquet", "--ids uuid --order customer");
        let mut lengths =
            ids.shards().iter().flat_map(|shard| shard.journeys()).map(|journey| journey.customer().len());
        assert!(ids.customers() == csv.customers() && lengths.all(|length| length == 36));
    }
}
