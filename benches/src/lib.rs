//! What the benches share: made-up shop logs of three sizes, equal on every machine, and one way to measure.

#[cfg(feature = "parquet")]
mod parquet_file;

use std::fmt::Write;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput};
use journey_core::EventLog;
use journey_core::analysis::Analysis;
use journey_core::log::Columns;

#[cfg(feature = "parquet")]
pub use parquet_file::parquet;

/// Numbers of events: 10⁴ and 10⁵, and with the environment variable `JOURNEY_BENCH_LARGE` also 10⁶.
pub fn sizes() -> Vec<usize> {
    let mut sizes = vec![10_000, 100_000];
    if std::env::var_os("JOURNEY_BENCH_LARGE").is_some() {
        sizes.push(1_000_000);
    }
    sizes
}

/// Columns of the made-up logs.
pub fn columns() -> Columns {
    Columns::new("customer", "time", "event")
}

const HEADER: &str = "customer,time,event,channel,rating,nps,amount,order\n";

/// Names of the events in the order of a straight journey.
pub const STEPS: [&str; 8] =
    ["ad", "home", "search", "product", "cart", "checkout", "purchase", "support_chat"];

/// One row: what a shop would export.
struct Row {
    customer: usize,
    micros: i64,
    event: &'static str,
    channel: &'static str,
    rating: Option<u64>,
    amount: Option<u64>,
}

/// A text of CSV with `events` rows, ordered by customer.
pub fn csv(events: usize) -> String {
    let mut text = String::with_capacity(events * 72);
    text.push_str(HEADER);
    for (number, row) in rows(events).enumerate() {
        let time = journey_time(row.micros);
        let _ = write!(text, "customer-{:07},{time},{},{},", row.customer, row.event, row.channel);
        if let Some(rating) = row.rating {
            let _ = write!(text, "{},{}", rating / 2, rating);
        } else {
            text.push(',');
        }
        match row.amount {
            Some(cents) => {
                let _ = writeln!(text, ",{}.{:02},o{number}", cents / 100, cents % 100);
            }
            None => text.push_str(",,\n"),
        }
    }
    text
}

/// The same rows as JSON Lines.
pub fn json_lines(events: usize) -> String {
    let mut text = String::with_capacity(events * 150);
    for row in rows(events) {
        let time = journey_time(row.micros);
        let _ = write!(
            text,
            r#"{{"customer":"customer-{:07}","time":"{time}","event":"{}","channel":"{}""#,
            row.customer, row.event, row.channel
        );
        if let Some(rating) = row.rating {
            let _ = write!(text, r#","rating":{},"nps":{}"#, rating / 2, rating);
        }
        if let Some(cents) = row.amount {
            let _ = write!(text, r#","amount":{}.{:02}"#, cents / 100, cents % 100);
        }
        text.push_str("}\n");
    }
    text
}

/// Walks along [`STEPS`] with loops and early ends, seven events a customer on average.
fn rows(events: usize) -> impl Iterator<Item = Row> {
    let mut random = Random(0x5eed_0f10_0725_0001);
    let mut customer = 0;
    let mut step = 0;
    let mut micros = start(&mut random);
    (0..events).map(move |_| {
        let event = STEPS[step];
        let bought = event == "purchase";
        let row = Row {
            customer,
            micros,
            event,
            channel: ["web", "app", "store", "call center"][random.below(10).min(3) as usize],
            rating: (random.below(5) == 0).then(|| random.below(11)),
            amount: bought.then(|| 500 + random.below(20_000)),
        };
        match random.below(100) {
            0..14 => {
                customer += 1;
                step = random.below(2) as usize;
                micros = start(&mut random);
            }
            14..30 => step = 1 + random.below(3) as usize,
            _ => step = (step + 1) % STEPS.len(),
        }
        micros += 1_000_000 + (1i64 << random.below(36));
        row
    })
}

fn start(random: &mut Random) -> i64 {
    1_704_067_200_000_000 + random.below(180 * 86_400_000) as i64 * 1000
}

fn journey_time(micros: i64) -> String {
    let (days, rest) = (micros.div_euclid(86_400_000_000), micros.rem_euclid(86_400_000_000));
    let (year, month, day) = civil(days);
    let (seconds, fraction) = (rest / 1_000_000, rest % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z")
}

/// Year, month and day of a number of days since 1970, after Hinnant's "days from civil".
pub fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let part = (5 * day_of_year + 2) / 153;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * part + 2) / 5 + 1)
}

/// A small random generator (SplitMix64, Steele et al. 2014): the same numbers on every machine.
pub struct Random(u64);

impl Random {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.bits() % limit
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// The made-up log.
///
/// # Panics
/// If the library cannot read what [`csv`] writes.
#[allow(clippy::expect_used)]
pub fn log(events: usize) -> EventLog {
    EventLog::read_csv_text(&csv(events), &columns()).expect("a well-formed log")
}

/// Measures an analysis on logs of all sizes.
///
/// # Panics
/// If the analysis refuses the made-up log.
#[allow(clippy::expect_used)]
pub fn analysis<A: Analysis>(criterion: &mut Criterion, name: &str, analysis: &A) {
    let mut group = criterion.benchmark_group(name);
    for events in sizes() {
        let log = log(events);
        group.throughput(Throughput::Elements(events as u64));
        group.bench_with_input(BenchmarkId::from_parameter(events), &log, |bencher, log| {
            bencher.iter(|| black_box(log.run(analysis).expect("an answer")));
        });
    }
    group.finish();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_made_up_log_has_the_asked_number_of_events() {
        let log = log(10_000);
        assert_eq!(log.events(), 10_000);
        assert_eq!(log.touchpoints().len(), STEPS.len());
        assert!(log.customers() > 1000);
    }

    #[test]
    fn times_are_calendar_times() {
        assert_eq!(journey_time(1_709_210_096_000_007), "2024-02-29T12:34:56.000007Z");
        assert_eq!(journey_time(0), "1970-01-01T00:00:00.000000Z");
    }
}
