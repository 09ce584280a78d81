//! Frequent patterns of sequences: one a line, items between blanks.
//!
//! `sequences FILE SUPPORT...` prints for each support the number of frequent patterns, their digest, the number of closed
//! ones, and the best seconds of each, on one thread and on two, as JSON. `peers/sequences.py` compares this with others.

use std::error::Error;
use std::io::Write as _;
use std::time::Instant;

use journey_core::EventLog;
use journey_core::analysis::{FrequentPatterns, FrequentReport};
use journey_core::log::{Event, LogBuilder, LogOptions};
use journey_core::work::Work;

const REPEATS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: sequences FILE SUPPORT...")?;
    let log = read(&std::fs::read_to_string(&path)?)?;
    for support in arguments {
        let all = FrequentPatterns {
            top: None,
            ..FrequentPatterns::new().min_support(support.parse()?).length(1, 64)
        };
        let closed = all.clone().closed();
        let (report, one) = best(&log, &all, 1)?;
        let (_, two) = best(&log, &all, 2)?;
        let (fewer, closed_one) = best(&log, &closed, 1)?;
        let line = format!(
            "{{\"min_support\": {support}, \"frequent\": {}, \"sum\": {}, \"closed\": {}, \"closed_sum\": {}, \
             \"seconds\": {one}, \"seconds_two_threads\": {two}, \"closed_seconds\": {closed_one}}}",
            report.found,
            sum(&report),
            fewer.found,
            sum(&fewer),
        );
        writeln!(std::io::stdout(), "{line}")?;
    }
    Ok(())
}

/// The sum of all supports and lengths: a check that the same patterns were found.
fn sum(report: &FrequentReport) -> u64 {
    report.rows.iter().map(|row| row.customers * row.path.len() as u64).sum()
}

fn best(
    log: &EventLog,
    options: &FrequentPatterns,
    threads: usize,
) -> Result<(FrequentReport, f64), Box<dyn Error>> {
    let mut least = f64::INFINITY;
    let mut found = None;
    for _ in 0..REPEATS {
        let start = Instant::now();
        found = Some(Work::new().threads(threads).run(|| log.run(options))?);
        least = least.min(start.elapsed().as_secs_f64());
    }
    Ok((found.ok_or("no run")?, least))
}

fn read(text: &str) -> Result<EventLog, Box<dyn Error>> {
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    let mut row = 0;
    for (number, line) in text.lines().enumerate() {
        let customer = number.to_string();
        for (time, touchpoint) in (0..).zip(line.split_whitespace()) {
            row += 1;
            builder.push(Event { customer: &customer, time, touchpoint, end: None, row, values: &[] })?;
        }
    }
    Ok(builder.finish()?)
}
