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
