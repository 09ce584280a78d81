//! How long the questions of `cargo xtask wasm-speed` take on one thread, natively.
//!
//! `single_thread FILE` reads this CSV file, which it simulates first if there is none, and prints the best time of
//! each question in milliseconds as JSON. The same questions for WebAssembly: `journey-wasm/tests/speed/`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::time::{Duration, Instant};

use journey_core::analysis::{Funnel, Retention, Transitions, Variants};
use journey_core::log::Columns;
use journey_core::model::Period;
use journey_core::simulate::Simulate;
use journey_core::work::Work;
use journey_core::{EventLog, JourneyMap};

const CUSTOMERS: u64 = 100_000;
const MOST_EVENTS: usize = 1_000_000;
/// A question is asked again and again for so long.
const PATIENCE: Duration = Duration::from_millis(1500);

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: single_thread FILE")?;
    if !fs::exists(&path)? {
        write_events(&path)?;
    }
    let times = Work::new().threads(1).run(|| times(&fs::read(&path)?))?;
    let shown: Vec<String> = times.iter().map(|(name, time)| format!("{name:?}: {time:.3}")).collect();
    writeln!(std::io::stdout(), "{{{}}}", shown.join(", "))?;
    Ok(())
}

/// A million events of an online shop, in the order of time.
fn write_events(path: &str) -> Result<(), Box<dyn Error>> {
    let log = JourneyMap::template("online_shop")?.simulate(&Simulate::new(7).customers(CUSTOMERS))?;
    let mut csv = Vec::new();
    log.to_csv(&mut csv)?;
    let text = String::from_utf8(csv)?;
    let (head, rows) = text.split_once('\n').ok_or("no rows")?;
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.sort_unstable_by_key(|row| row.split(',').nth(1));
    rows.truncate(MOST_EVENTS);
    fs::write(path, format!("{head}\n{}\n", rows.join("\n")))?;
    Ok(())
}

fn times(csv: &[u8]) -> Result<BTreeMap<&'static str, f64>, Box<dyn Error>> {
    let keep: [&str; 0] = [];
    let columns = Columns::new("customer", "time", "touchpoint").keep(keep);
    let log = EventLog::read_csv_bytes(csv, &columns)?;
    let funnel = Funnel::new(["cart", "payment", "delivered"]).within("30d".parse()?);
    let mut times = BTreeMap::new();
    times.insert("load CSV", best(|| EventLog::read_csv_bytes(csv, &columns).map(|_| ()))?);
    times.insert("transitions", best(|| log.run(&Transitions::new()).map(|_| ()))?);
    times.insert("funnel", best(|| log.run(&funnel).map(|_| ()))?);
    times.insert("variants", best(|| log.run(&Variants::new().top(10)).map(|_| ()))?);
    times.insert("retention", best(|| log.run(&Retention::new(Period::Week, 12)).map(|_| ()))?);
    Ok(times)
}

/// The best time of a question in milliseconds.
fn best(question: impl Fn() -> journey_core::Result<()>) -> journey_core::Result<f64> {
    let begin = Instant::now();
    let mut best = f64::INFINITY;
    while begin.elapsed() < PATIENCE {
        let start = Instant::now();
        question()?;
        best = best.min(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(best)
}
