//! What appending costs: the last events of a file are appended in batches to a log of all others, and four reports
//! are refreshed after each; against loading the file and asking the same questions.
//!
//! ```text
//! live FILE.parquet [--events 1000] [--batches 20] [--threads 0]
//! ```
//!
//! The file is one of `generate`. In the end, log and reports are compared with those of the whole file.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::time::{Duration, Instant};

use journey_core::EventLog;
use journey_core::analysis::{Funnel, Retention, Transitions, Variants};
use journey_core::log::{Columns, Event, LogBuilder, LogOptions};
use journey_core::model::Period;
use journey_core::work::Work;

type Outcome<T> = Result<T, Box<dyn Error>>;

type Four = (Transitions, Funnel, Variants, Retention);

/// Time, customer, touchpoint and row of an event.
type Row<'a> = (i64, &'a str, u32, u32);

fn main() -> Outcome<()> {
    let mut words = std::env::args().skip(1);
    let file = words.next().ok_or("no file")?;
    let (mut events, mut batches, mut threads) = (1000, 20, 0);
    while let Some(option) = words.next() {
        let value: usize = words.next().ok_or("no value")?.parse()?;
        match option.as_str() {
            "--events" => events = value,
            "--batches" => batches = value,
            "--threads" => threads = value,
            _ => return Err(format!("no option {option}").into()),
        }
    }
    Work::new().threads(threads).run(|| measure(&file, events, batches))
}

fn measure(file: &str, events: usize, batches: usize) -> Outcome<()> {
    let load = || EventLog::read_parquet(file, &Columns::new("customer", "time", "touchpoint"));
    let whole = load()?;
    let four = questions(&whole)?;
    let rebuild = median(
        (0..5).map(|_| timed(|| Ok(load()?.run(&four)?)).map(|(_, time)| time)).collect::<Outcome<_>>()?,
    );
    let mut rows = rows(&whole);
    rows.sort_unstable_by_key(|&(time, _, _, row)| (time, row));
    let (base, late) = rows.split_at(rows.len().saturating_sub(events * batches));
    let (mut live, begin) = timed(|| Ok(build(&whole, base)?.live()))?;
    println!("{} events, log of the first {} made in {begin:?}", rows.len(), base.len());
    let (_, time_a) = timed(|| Ok(live.run(&four.0)?))?;
    let (_, time_b) = timed(|| Ok(live.run(&four.1)?))?;
    let (_, time_c) = timed(|| Ok(live.run(&four.2)?))?;
    let (_, time_d) = timed(|| Ok(live.run(&four.3)?))?;
    println!("asked: transitions {time_a:?}, funnel {time_b:?}, variants {time_c:?}, retention {time_d:?}");
    let (mut making, mut appending) = (Vec::new(), Vec::new());
    for batch in late.chunks(events) {
        let (batch, time) = timed(|| build(&whole, batch))?;
        making.push(time);
        appending.push(timed(|| Ok(live.append(&batch)?))?.1);
    }
    println!("appended: {appending:?}");
    let same = live.log().fingerprint() == whole.fingerprint();
    let expected = whole.run(&four)?;
    let equal = *live.run(&four.0)? == expected.0
        && *live.run(&four.1)? == expected.1
        && *live.run(&four.2)? == expected.2
        && *live.run(&four.3)? == expected.3;
    let worst = appending.iter().max().copied().unwrap_or_default();
    let (making, appending) = (median(making), median(appending));
    let share = 100.0 * appending.as_secs_f64() / rebuild.as_secs_f64();
    println!(
        "log of {events} events {making:?}; appended, four reports {appending:?} (median), {worst:?} (most)"
    );
    println!("load and four reports {rebuild:?}: appending is {share:.2} % of that");
    if same && equal { Ok(()) } else { Err(format!("not equal: log {same}, reports {equal}").into()) }
}

/// Transitions with medians, a funnel of three frequent touchpoints, variants and weekly retention.
fn questions(log: &EventLog) -> Outcome<Four> {
    let report = log.run(&Transitions::new())?;
    let first = report.nodes.iter().max_by_key(|node| node.starts).ok_or("no events")?;
    let mut steps = vec![first.touchpoint.clone()];
    for row in &report.rows {
        if steps.len() < 3 && steps.last() == Some(&row.source) && !steps.contains(&row.target) {
            steps.push(row.target.clone());
        }
    }
    Ok((
        Transitions::new(),
        Funnel::new(steps).within("7d".parse()?),
        Variants::new().top(10),
        Retention::new(Period::Week, 12),
    ))
}

fn rows(log: &EventLog) -> Vec<Row<'_>> {
    let journeys = log.shards().iter().flat_map(|shard| shard.journeys());
    let events = journeys.flat_map(|journey| {
        let events = journey.times().iter().zip(journey.touchpoints()).zip(journey.rows());
        events.map(move |((&time, &touchpoint), &row)| (time, journey.customer(), touchpoint, row))
    });
    events.collect()
}

fn build(log: &EventLog, rows: &[Row<'_>]) -> Outcome<EventLog> {
    let mut builder = LogBuilder::new(LogOptions::default(), Vec::new());
    for (&(time, customer, touchpoint, _), row) in rows.iter().zip(1..) {
        let touchpoint = log.touchpoints().get(touchpoint);
        builder.push(Event { customer, time, touchpoint, end: None, row, values: &[] })?;
    }
    Ok(builder.finish()?)
}

fn timed<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(T, Duration)> {
    let start = Instant::now();
    let result = work()?;
    Ok((result, start.elapsed()))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
